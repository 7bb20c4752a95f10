"""Checks that figures in articles can all be true together."""

__version__ = "0.1.0"
