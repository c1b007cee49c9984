"""Runs posdesk: ``python -m posdesk``."""

from posdesk.runtime.loading import loading


def main() -> int:
    """Loads the program, then runs it."""
    with loading():
        from posdesk import bootstrap  # noqa: PLC0415 - within the block
    return bootstrap.main()


if __name__ == "__main__":
    raise SystemExit(main())
