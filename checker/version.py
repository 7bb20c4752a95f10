"""Which release this is."""

__version__ = "0.1.0"

HOME = "https://github.com/OWNER/factcheck"
"""Where the program is kept, for reports that name it; `OWNER` stands for whoever publishes it."""
