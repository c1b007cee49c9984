"""posdesk: desktop point of sale for small shops and craft villages."""

__version__ = "0.1.0"
