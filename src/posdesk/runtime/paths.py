"""Where the shop's data lies, and that nobody else can read it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

ENVIRONMENT = "POSDESK_DATA"
CLOUD_FOLDERS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "box sync",
)
NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "davfs"}
)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The data folder and what lies in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "shop.db"

    @property
    def witness(self) -> Path:
        """The witness of the journal."""
        return self.root / "witness"

    @property
    def backups(self) -> Path:
        """Where backups go unless told otherwise."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Where the log is written."""
        return self.root / "log"

    @property
    def lock(self) -> Path:
        """Held by the window of this folder."""
        return self.root / "window.lock"

    @property
    def in_use(self) -> Path:
        """Shared by all who have the shop open; held alone by who swaps its file."""
        return self.root / "shop.lock"


def data_folder(chosen: str | None) -> DataFolder:
    """``--data``, else ``POSDESK_DATA``, else the platform's user data folder.

    An empty ``--data`` is this folder, not the shop of every day: it comes from a script whose
    variable was not set.
    """
    if chosen is not None:
        path = Path(chosen)
    elif given := os.environ.get(ENVIRONMENT):
        path = Path(given)
    else:
        path = Path(platformdirs.user_data_dir("posdesk", appauthor=False))
    return DataFolder(path.expanduser().absolute())


def make_private(folder: Path) -> None:
    """Makes the folder, readable by its owner only (0700)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        folder.chmod(0o700)


def keep_files_private() -> None:
    """Every file this process makes is readable by its owner only (0600)."""
    os.umask(0o077)


def is_cloud_synced(folder: Path) -> bool:
    """Whether a sync program would copy the folder file by file, tearing the database apart."""
    parts = [part.lower() for part in folder.resolve().parts]
    return any(part.startswith(name) for part in parts for name in CLOUD_FOLDERS)


def is_on_network(folder: Path) -> bool:
    """Whether the folder lies on another computer, where file locks cannot be trusted."""
    path = folder.resolve()
    if sys.platform == "win32":
        return _windows_remote(path)
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return False
    return _mount_type(path, mounts.read_text("utf-8", "replace")) in NETWORK_TYPES


def _mount_type(path: Path, mounts: str) -> str:
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        point = Path(fields[1].replace("\\040", " "))
        if path.is_relative_to(point) and len(point.parts) > best:
            best, kind = len(point.parts), fields[2]
    return kind


if sys.platform == "win32":
    import ctypes

    _DRIVE_REMOTE = 4

    def _windows_remote(path: Path) -> bool:
        if path.drive.startswith("\\\\"):
            return True
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")
        return bool(kind == _DRIVE_REMOTE)
