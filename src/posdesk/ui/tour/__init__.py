"""A day in the shop, played at the real window by events, with pictures of it."""
