"""Runs posdesk: ``python -m posdesk``."""

from posdesk.bootstrap import main

raise SystemExit(main())
