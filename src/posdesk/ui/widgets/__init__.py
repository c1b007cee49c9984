"""Controls of the till, drawn from the palette; they know nothing of the shop."""
