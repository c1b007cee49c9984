"""The use cases from a terminal: the same the window calls, with text in and out."""
