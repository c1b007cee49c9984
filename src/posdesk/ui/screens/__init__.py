"""The screens: controls bound to a view-model; ``render`` shows a state, nothing else decides."""
