"""All that is read from or written to files of people: tables and pictures."""
