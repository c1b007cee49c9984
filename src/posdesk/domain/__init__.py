"""What a shop is. Pure: the standard library only, no I/O, no clock, no random."""
