"""Where the program starts: the only place that knows every concrete class and wires them."""

from __future__ import annotations


def main() -> int:
    """Runs posdesk."""
    return 0
