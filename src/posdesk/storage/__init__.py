"""The shop's data in SQLite: one file, one writer, append-only where money is."""
