"""The window: Qt Widgets. Talks to services and domain, never to an adapter."""
