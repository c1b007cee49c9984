"""The ways to a printer: one module each."""
