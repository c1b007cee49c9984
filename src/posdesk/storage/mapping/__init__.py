"""Rows back into values of the domain and the services, one module a family of tables."""
