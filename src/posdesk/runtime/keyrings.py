"""The keyring of the operating system, where it has one that can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_TRUSTED = ("SecretService", "kwallet", "Windows", "macOS", "libsecret")

T = TypeVar("T")


def get(service: str, name: str) -> str | None:
    """What is kept under a name; None where nothing is, or no keyring."""
    import keyring  # noqa: PLC0415 - importing it asks the desktop for its services

    return _tried(lambda: keyring.get_password(service, name), None)


def put(service: str, name: str, secret: str) -> bool:
    """Keeps a secret; False where there is no keyring to trust."""
    import keyring  # noqa: PLC0415

    def keep() -> bool:
        keyring.set_password(service, name, secret)
        return True

    return _tried(keep, other=False)


def drop(service: str, name: str) -> None:
    """Forgets a secret."""
    import keyring  # noqa: PLC0415

    _tried(lambda: keyring.delete_password(service, name), None)


def _tried(what: Callable[[], T], other: T) -> T:
    import keyring  # noqa: PLC0415
    import keyring.errors  # noqa: PLC0415

    try:
        backend = type(keyring.get_keyring())
        trusted = any(name in f"{backend.__module__}.{backend.__name__}" for name in _TRUSTED)
        return what() if trusted else other
    except (keyring.errors.KeyringError, RuntimeError):
        return other
