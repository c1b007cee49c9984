"""What a shop does: one class per family of use cases, each called by an Actor."""
