"""GitHub annotations: workflow commands that show findings beside their lines, then all as text.

GitHub shows ten errors and ten warnings of a step, so no more are written. The text below them has
everything; commands are stopped around it, since any line of a log can be one.
"""

import hashlib
from collections.abc import Iterable, Iterator

from checker.claims.problems import Problem
from checker.findings.finding import Contradiction, Grade, Revision, UndecidedGroup
from checker.frozen import dataclass
from checker.reports.decisions import decision_words, lapsed_problems
from checker.reports.places import Place, Places, of_problem, places_of
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.style import Style, harmless
from checker.reports.summary import counted_words, revision_words, short
from checker.reports.text import write as write_text
from checker.reports.text import write_problem

MOST = 10
"""Errors, warnings and notices that GitHub shows of one step, of each."""

_OWN_NOTICES = 2
"""Notices kept for what is cut or not shown."""

_LONG = 2000


@dataclass(frozen=True, slots=True)
class _Annotation:
    """`level` is the name of the command."""

    level: str
    title: str
    message: str
    place: Place


def write(report: Report) -> str:
    """The annotations, then the text report."""
    places = places_of(report.project)
    found = [
        *(_contradiction(one, places) for one in report.shown.contradictions),
        *(_undecided(one, places) for one in report.shown.undecided),
        *map(_problem, (*lapsed_problems(report.shown.decisions), *report.shown.problems)),
        *(_revision(one, places) for one in report.shown.revisions),
    ]
    problems = "".join(f"{write_problem(p, report.style)}\n" for p in report.shown.problems)
    notices = [f"{line}." for line in hidden_words(report)]
    return _log(found, notices, problems + write_text(report), report.folder)


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run, then all of them as text."""
    text = "".join(f"{write_problem(problem, Style())}\n" for problem in stopped.problems)
    found = list(map(_problem, stopped.problems))
    return _log(found, ["Nothing was checked: the files have mistakes."], text, stopped.folder)


def _log(found: list[_Annotation], notices: Iterable[str], text: str, folder: str) -> str:
    return "".join(
        f"{line}\n"
        for line in (
            *_commands(found, folder),
            *(f"::notice title=factcheck::{_message(line)}" for line in notices),
            *_stopped(text),
        )
    )


def _commands(found: Iterable[_Annotation], folder: str) -> Iterator[str]:
    """As many commands as GitHub shows, and a notice of the others."""
    left = {"error": MOST, "warning": MOST, "notice": MOST - _OWN_NOTICES}
    more = dict.fromkeys(left, 0)
    for one in found:
        if left[one.level]:
            left[one.level] -= 1
            yield _command(one, folder)
        else:
            more[one.level] += 1
    cut = " and ".join(counted_words(count, level) for level, count in more.items() if count)
    if cut:
        told = f"{cut} more, which GitHub would not show here: read the log of this step."
        yield f"::notice title=factcheck::{told}"


def _command(one: _Annotation, folder: str) -> str:
    place = one.place
    properties = {
        "file": harmless(folder + place.file),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
        "title": one.title,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{one.level} {told}::{_message(one.message)}"


def _contradiction(one: Contradiction, places: Places) -> _Annotation:
    level = "error" if one.grade is Grade.CERTAIN else "warning"
    level = "notice" if one.decision else level
    others = "; ".join(
        f"{m.statement.position.file}:{m.statement.position.line}" for m in one.members[1:]
    )
    lines = [f"{short(one.headline, _LONG)}."]
    lines += [f"With: {short(others, _LONG)}"] if others else []
    lines += [f"In short: {short('; '.join(one.steps), _LONG)}"] if one.steps else []
    if one.decision is not None:
        lines += [f"Decided: {short(decision_words(one.decision), _LONG)}"]
    else:
        lines += [f"→ {short(one.question, _LONG)}"]
    title = f"Contradiction, {one.grade.value} ({one.id})"
    at = places.of_statement(one.culprit.statement)
    return _Annotation(level, title, "\n".join(lines), at)


def _undecided(group: UndecidedGroup, places: Places) -> _Annotation:
    count = counted_words(len(group.statements), "statement")
    told = f"{count} not decided: {short(group.reason, _LONG)}"
    at = places.of_statement(group.statements[0])
    return _Annotation("warning", "Undecided", told, at)


def _revision(one: Revision, places: Places) -> _Annotation:
    told = short(f"{one.what}: {revision_words(one)}. This is no contradiction.", _LONG)
    at = places.of_statement(one.still[0].statement if one.still else one.by)
    return _Annotation("notice", "Revised", told, at)


def _problem(problem: Problem) -> _Annotation:
    remedy = f"\n→ {short(problem.remedy, _LONG)}" if problem.remedy else ""
    level, title = ("error", "Mistake") if problem.is_error else ("warning", "Warning")
    return _Annotation(level, title, short(problem.message, _LONG) + remedy, of_problem(problem))


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
