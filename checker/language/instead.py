"""The line to write in place of one that is no sentence, looked for in what is often written.

A line is proposed only if it is sound itself, after other forms if need be, so that no remedy
leads into another mistake.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from checker.language.mistakes import Mistake, Unsettled
from checker.language.wrong_forms import PLACEHOLDERS, Form, Groups, filled, forms, written
from checker.limits import REMEDIES_TRIED, SIGNS_WITH_REMEDY, WRONG_FORMS_OF_A_LINE

Sound = Callable[[str], bool]
"""Whether a line can stand as it is."""


def instead(text: str, mistake: Mistake, sound: Sound) -> Mistake:
    """A mistake with the line to write, where one is known."""
    if not isinstance(mistake, Unsettled) or len(text) > SIGNS_WITH_REMEDY or "`" in text:
        return mistake
    mending = _Mending(sound)
    for form, match, groups in _matching(text):
        remedy = mending.remedy(written(form, groups), WRONG_FORMS_OF_A_LINE)
        if remedy is None or f"`{text}`" in remedy:
            continue
        if not form.message:
            return replace(mistake, remedy=remedy)
        start, end = match.span("at" if "at" in groups else 0)
        return Mistake(filled(form.message, groups), start, end, remedy)
    return mistake


def _matching(text: str) -> Iterator[tuple[Form, re.Match[str], Groups]]:
    """The forms that a line has; what stands in double quotes is left alone."""
    masked = _QUOTED.sub(lambda found: f'"{_HIDDEN * (len(found[0]) - 2)}"', text)
    for form in forms():
        match = form.pattern.fullmatch(masked)
        if match is not None:
            spans = {name: match.span(name) for name in match.re.groupindex}
            yield form, match, {n: text[a:b] for n, (a, b) in spans.items() if a >= 0}


_QUOTED = re.compile(r'"[^"]*"')
_HIDDEN = "\N{OBJECT REPLACEMENT CHARACTER}"


class _Mending:
    """Makes wrong lines sound; the lines that were tried are remembered."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._known: dict[str, str | None] = {}

    def remedy(self, remedy: str, depth: int) -> str | None:
        """A remedy, if the lines in its backticks are sound or can be made so."""
        pieces = remedy.split("`")
        for i in range(1, len(pieces), 2):
            line = self._line(" ".join(pieces[i].split()), depth - 1)
            if line is None:
                return None
            pieces[i] = line
        return "`".join(pieces) if len(pieces) > 1 else None

    def _line(self, line: str, depth: int) -> str | None:
        """A line, or what should stand for it."""
        if line not in self._known and len(self._known) < REMEDIES_TRIED:
            self._known[line] = None  # while it is being mended, and if it cannot be
            self._known[line] = line if self._sound(line) else self._mended(line, depth)
        return self._known.get(line)

    def _mended(self, line: str, depth: int) -> str | None:
        for form, _, groups in _matching(line) if depth else ():
            remedy = self.remedy(written(form, groups), depth)
            if remedy is None or remedy.count("`") != _ONE_LINE:
                continue
            found = remedy.split("`")[1]
            if _gaps(found) <= max(1, _gaps(line)):
                return found
        return None


def _gaps(line: str) -> int:
    """How many names are left to the writer."""
    return sum(word in PLACEHOLDERS for word in re.findall(r"\w+", line))


_ONE_LINE = 2
"""Backticks around one line."""
