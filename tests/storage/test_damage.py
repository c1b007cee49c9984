"""Random damage anywhere in the file: words or work, never a traceback; verify never breaks."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.storage.till import Ran, Till

PAGE = 4096


def one_bit(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def many_bits(content: bytearray, chance: random.Random) -> None:
    for _ in range(100):
        one_bit(content, chance)


def a_page_of_nothing(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = bytes(PAGE)


def a_page_of_noise(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + PAGE] = chance.randbytes(PAGE)


def the_header(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(100)] = chance.randrange(256)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "harm", [one_bit, many_bits, a_page_of_nothing, a_page_of_noise, the_header]
)
def test_damage(busy: Till, harm: Callable[[bytearray, random.Random], None], seed: int) -> None:
    content = bytearray(busy.folder.database.read_bytes())
    harm(content, random.Random(seed))  # noqa: S311 - no secret
    busy.folder.database.write_bytes(content)
    wrong = busy.verify()
    for ran in (busy.run("shift", "status"), busy.sell(), busy.run("backup", "create")):
        assert _in_words(ran), (ran, wrong)
    # A page that is gone is always found.
    assert wrong or harm in (one_bit, the_header)


def _in_words(ran: Ran) -> bool:
    refused = [answer.get("code") for answer in ran.answers] if ran.out.startswith("{") else []
    return ran.code == 0 or bool(ran.err or all(refused))
