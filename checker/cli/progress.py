"""How far long work is, on standard error: a line that changes on a terminal, lines on request."""

import sys
from dataclasses import field
from time import monotonic

import click

from checker.frozen import dataclass

_SOON = 1.0
"""Seconds after which work is long, and between two lines where each stays."""


@dataclass(slots=True)
class Progress:
    """What is told while somebody waits; without a terminal only what was `asked_for`."""

    asked_for: bool
    on_terminal: bool = field(default_factory=lambda: bool(sys.stderr.isatty()))
    _last: float = field(default_factory=monotonic)
    _shown: int = 0

    def counted(self, done: int, of: int, what: str) -> None:
        """Says how many groups are through, where that takes long."""
        if monotonic() - self._last >= _SOON or (self.asked_for and done == of) or self._shown:
            self._last = monotonic()
            self.say(f"{what} {done:,} of {of:,} groups")

    def say(self, text: str) -> None:
        """Puts a text in the place of the last one."""
        if self.on_terminal:
            self.clear()
            click.echo(text, nl=False, err=True)
            self._shown = len(text)
        elif self.asked_for:
            click.echo(text, err=True)

    def clear(self) -> None:
        """Takes the line away before something else is printed."""
        if self._shown:
            click.echo(f"\r{' ' * self._shown}\r", nl=False, err=True)
            self._shown = 0
