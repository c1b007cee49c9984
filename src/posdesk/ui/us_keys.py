"""What a US keyboard's key types, by its place: the layout that scanners send.

Used only where the computer's own layout gives no ASCII letter, as the Vietnamese one does, which
has ă â ê ô and the tones where a scanner means digits. Codes are those of a PC keyboard (set 1),
which Linux shares; X11 and Wayland add 8.
"""

from __future__ import annotations

import sys

_PLAIN = {
    2: "1234567890-=",
    16: "qwertyuiop[]",
    30: "asdfghjkl;'`",
    43: "\\zxcvbnm,./",
    57: " ",
}
_SHIFTED = str.maketrans("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?')
_BY_CODE = {first + i: key for first, keys in _PLAIN.items() for i, key in enumerate(keys)}
_X11_OFFSET = 8 if sys.platform.startswith("linux") else 0


_ENTERS = (28, 96)
"""The large one and the one of the numeric pad, in Linux's numbers."""


def is_enter(scan_code: int) -> bool:
    """Whether the key ends a line."""
    return scan_code - _X11_OFFSET in _ENTERS


def typed(scan_code: int, *, shift: bool) -> str:
    """The character of the key, empty for keys that type none."""
    key = _BY_CODE.get(scan_code - _X11_OFFSET, "")
    return key.translate(_SHIFTED).upper() if shift else key
