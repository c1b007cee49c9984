"""Why the system refused a file, in plain words instead of its own."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from posdesk.runtime.i18n import N_, _

_NO_RIGHT = N_("this user of the computer may not")
_FULL = N_("the disk is full")
REASONS: Mapping[int, str] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("there is a file where a folder should be"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: N_("nothing can be written there"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk does not answer as it should"),
}
_OTHER = N_("the system does not allow it")


def reason(error: OSError) -> str:
    """Why, in the language of screen and terminal; fits behind a colon."""
    return _(REASONS.get(error.errno or 0, _OTHER))
