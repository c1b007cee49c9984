"""The two kinds of trouble that are not bugs."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it says what happened, as the till does
    """Something asked for cannot be done, and a person can mend it; nothing was written.

    Attributes:
        code: a stable word that scripts may rely on, e.g. ``unknown_barcode``.
        params: what the sentence for the code needs; plain strings and integers.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class Trouble(Exception):  # noqa: N818
    """The surroundings failed (disk, printer, network, a damaged file); nothing is half-written.

    Attributes:
        code: a stable word, e.g. ``disk_full``.
        params: what the sentence for the code needs.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
