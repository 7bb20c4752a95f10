"""GitHub annotations: workflow commands that show findings beside their lines, then all as text.

GitHub shows ten errors and ten warnings of a step, so no more are written. The text below them has
everything; commands are stopped around it, since any line of a log can be one.
"""

import hashlib
from collections.abc import Iterable, Iterator

from checker.claims.problems import Problem
from checker.reports.diagnostics import Diagnostic, Level, Sort, of_problem
from checker.reports.places import NOWHERE, Place, Places, places_of
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.style import Style, harmless
from checker.reports.summary import counted_words, short
from checker.reports.text import write as write_text
from checker.reports.text import write_problem

MOST = 10
"""Errors, warnings and notices that GitHub shows of one step, of each."""

_OWN_NOTICES = 2
"""Notices kept for what is cut or not shown."""

_LONG = 2000


def write(report: Report) -> str:
    """The annotations, then the text report."""
    found = sorted(report.diagnostics, key=lambda one: _TURNS.get(one.sort, 0))
    problems = "".join(
        f"{write_problem(one.at, report.style)}\n"
        for one in report.of(Sort.WARNING)
        if isinstance(one.at, Problem)
    )
    notices = [f"{line}." for line in hidden_words(report)]
    text = problems + write_text(report)
    return _log(found, notices, text, report.folder, places_of(report.project))


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run, then all of them as text."""
    text = "".join(f"{write_problem(problem, Style())}\n" for problem in stopped.problems)
    found = list(map(of_problem, stopped.problems))
    return _log(found, ["Nothing was checked: the files have mistakes."], text, stopped.folder)


_TURNS = {Sort.DECISION: 1, Sort.WARNING: 2, Sort.REVISION: 3}
"""What comes behind contradictions and what is undecided."""


def _log(
    found: Iterable[Diagnostic],
    notices: Iterable[str],
    text: str,
    folder: str,
    places: Places = NOWHERE,
) -> str:
    return "".join(
        f"{line}\n"
        for line in (
            *_commands(found, folder, places),
            *(f"::notice title=factcheck::{_message(line)}" for line in notices),
            *_stopped(text),
        )
    )


def _commands(found: Iterable[Diagnostic], folder: str, places: Places) -> Iterator[str]:
    """As many commands as GitHub shows, and a notice of the others."""
    left = {"error": MOST, "warning": MOST, "notice": MOST - _OWN_NOTICES}
    more = dict.fromkeys(left, 0)
    for one in found:
        level = "notice" if one.level is Level.NOTE else one.level.value
        if left[level]:
            left[level] -= 1
            yield _command(one, level, folder, places.of(one.at))
        else:
            more[level] += 1
    cut = " and ".join(counted_words(count, level) for level, count in more.items() if count)
    if cut:
        told = f"{cut} more, which GitHub would not show here: read the log of this step."
        yield f"::notice title=factcheck::{told}"


def _command(one: Diagnostic, level: str, folder: str, place: Place) -> str:
    properties = {
        "file": harmless(folder + place.file),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
        "title": one.title,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(_lines(one))
    return f"::{level} {told}::{_message(message)}"


def _lines(one: Diagnostic) -> Iterator[str]:
    """What it says, and with what; then what was decided, or what to do."""
    yield short(one.sentence, _LONG)
    others = [c.statement.position for c in one.involved if one.id and not c.is_suspect]
    if others:
        where = "; ".join(position.where for position in others)
        yield f"With: {short(where, _LONG)}"
    if one.steps:
        yield f"In short: {short('; '.join(one.steps), _LONG)}"
    if one.decision:
        yield f"Decided: {short(one.decided, _LONG)}"
    elif one.to_do:
        yield f"→ {short(one.to_do, _LONG)}"


# --- what GitHub reads -----------------------------------------------------------------------


def _message(text: str) -> str:
    """A message as a command holds it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property as a command holds it."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _stopped(text: str) -> Iterator[str]:
    """Text in which no line is a command; nobody can write a text that holds its own hash."""
    token = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    yield f"::stop-commands::{token}"
    yield text.removesuffix("\n")
    yield f"::{token}::"
