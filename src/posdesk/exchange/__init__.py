"""Exchanges the shop sells on: one connector per kind, all of one Protocol."""
