"""What a check of the shop's data says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One invariant checked.

    Attributes:
        id: as the invariants are numbered, e.g. ``I1``.
        count: how many rows were looked at.
        message: what is wrong and in which row; empty or a remark where it is right.
    """

    id: str
    ok: bool
    count: int
    message: str
