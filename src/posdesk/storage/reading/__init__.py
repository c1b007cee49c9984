"""Reads of one snapshot: what the services and, through them, the screens ask for."""
