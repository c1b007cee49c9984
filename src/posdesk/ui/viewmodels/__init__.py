"""What each screen shows and what can be asked of it, without a single control (QtCore only)."""
