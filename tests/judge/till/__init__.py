"""Scripts that run as processes of their own beside the judge: only they import the program."""
