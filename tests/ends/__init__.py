"""Ends of values: random problems with shares, each held against every world there is."""
