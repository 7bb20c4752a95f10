"""SARIF 2.1.0, which code hosts show beside the lines of a change.

One result for each contradiction, undecided group, warning and mistake. Its primary location is the
line of the claim; the other claims and all quotes are related ones, linked in the message.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.claims.problems import Problem
from checker.claims.statements import Statement
from checker.findings.finding import Contradiction, Grade, Revision, UndecidedGroup
from checker.reports.decisions import decision_words, lapsed_problems
from checker.reports.json_report import json_text
from checker.reports.places import Place, Places, meanings_of, of_problem, places_of, uri
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.summary import (
    needed,
    passages,
    revision_words,
    short,
    verdict_words,
    who_words,
)
from checker.version import __version__

Json = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_MOST_LINKED = 40
"""Statements that a message links; hosts take 100 related locations, and each may have two."""

_LONG, _SHORT = 600, 200


def write(report: Report) -> str:
    """The report as SARIF."""
    places, meanings = places_of(report.project), meanings_of(report.project)
    shown = report.shown
    results = [
        *(_contradiction(one, places, report.folder) for one in shown.contradictions),
        *(_undecided(one, places, meanings, report.folder) for one in shown.undecided),
        *(_revision(one, places, report.folder) for one in shown.revisions),
        *_problems((*shown.problems, *lapsed_problems(shown.decisions)), report.folder),
    ]
    told = [f"{verdict_words(report.findings)}.", *(f"{line}." for line in hidden_words(report))]
    return _run(results, told, successful=True)


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run."""
    results = list(_problems(stopped.problems, stopped.folder))
    return _run(results, ["Nothing was checked: the files have mistakes."], successful=False)


def _run(results: Sequence[Json], told: Sequence[str], *, successful: bool) -> str:
    level = "note" if successful else "error"
    notes = [{"level": level, "message": _plain(line)} for line in told]
    run = {
        "tool": {
            "driver": {"name": "factcheck", "semanticVersion": __version__, "rules": _RULES},
        },
        "invocations": [
            {"executionSuccessful": successful, "toolExecutionNotifications": notes},
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


_ROOT = "%SRCROOT%"


# --- rules -----------------------------------------------------------------------------------


def _rule(name: str, level: str, precision: str, title: str, rests: str, to_do: str) -> Json:
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": rests},
        "help": {
            "text": f"{rests} {to_do}",
            "markdown": f"{rests}\n\n**What to do.** {to_do}",
        },
        "defaultConfiguration": {"level": level},
        "properties": {
            "precision": precision,
            "problem.severity": "recommendation" if level == "note" else level,
            "tags": ["figures"],
        },
    }


_ASK = (
    "Read the quote in its article. If the claim does not say what the quote says, mend the claim."
)
_RULES = [
    _rule(
        "certain",
        "error",
        "very-high",
        "Figures contradict each other",
        "Exact figures, lists and rules alone cannot all hold: at least one of them is wrong.",
        f"{_ASK} Otherwise ask the source; the message says what.",
    ),
    _rule(
        "by-reading",
        "warning",
        "high",
        "Figures contradict each other as they are read",
        "The figures cannot all hold, and at least one of them is rounded or hedged.",
        f"{_ASK} Is the figure rounder than it is read? Then give the claim another reading.",
    ),
    _rule(
        "by-assumption",
        "warning",
        "medium",
        "Figures contradict each other under an assumption",
        "The figures cannot all hold together with something that no article prints.",
        f"{_ASK} Is the assumption true? If not, remove it.",
    ),
    _rule(
        "undecided",
        "warning",
        "high",
        "Not decided whether figures can hold together",
        "For some statements neither a contradiction nor an example was found.",
        "Give the run a larger --timeout, or say the same in simpler statements.",
    ),
    _rule(
        "revision",
        "note",
        "very-high",
        "A figure was revised",
        "A later report restates a running figure, or an article takes one back. "
        "This is no contradiction.",
        "If the old figure is still to be printed, print the new one.",
    ),
    _rule(
        "warning",
        "warning",
        "medium",
        "Something in the files looks wrong",
        "The files can be read, and this looks like a slip.",
        "Follow the remedy in the message.",
    ),
    _rule(
        "mistake",
        "error",
        "very-high",
        "A mistake in the files",
        "The files cannot be understood here, so nothing was checked.",
        "Follow the remedy in the message.",
    ),
]
_LEVELS = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in _RULES}
_PLACES = {rule["id"]: place for place, rule in enumerate(_RULES)}
_OF_GRADE = {
    Grade.CERTAIN: "certain",
    Grade.BY_READING: "by-reading",
    Grade.BY_ASSUMPTION: "by-assumption",
}


# --- results ---------------------------------------------------------------------------------


def _result(rule: str, lines: Sequence[str], print_: str, at: Json, related: list[Json]) -> Json:
    """A result; hosts that know one fingerprint know the first."""
    found: Json = {
        "ruleId": rule,
        "ruleIndex": _PLACES[rule],
        "level": _LEVELS[rule],
        "message": {"text": "\n".join(lines)},
        "locations": [at],
        "partialFingerprints": {"primaryLocationLineHash": print_, "factcheck/v1": print_},
    }
    if related:
        found["relatedLocations"] = related
    return found


def _contradiction(one: Contradiction, places: Places, folder: str) -> Json:
    links = _Links(places, folder)
    lines = [_escaped(f"{short(one.headline, _LONG)}.")]
    members = one.members[:_MOST_LINKED]
    for passage in passages(members):
        said = [links.said(m.statement, needed(m), is_culprit=m is one.culprit) for m in passage]
        lines.append(f"• {links.quoted(passage[0].statement)} {'; '.join(said)}")
    for m in members:
        if m.statement.quote is None:
            claimed = links.said(m.statement, needed(m), is_culprit=m is one.culprit)
            lines.append(f"• {links.quoted(m.statement)} {claimed}")
    lines += _more(len(one.members))
    lines += [_escaped(short(step, _LONG)) for step in one.steps]
    lines += [_escaped(f"→ {short(one.question, _LONG)}")]
    at = _location(places.of_statement(one.culprit.statement), folder)
    found = _result(_OF_GRADE[one.grade], lines, one.id, at, links.related)
    found["suppressions"] = _suppressions(one)
    return found


def _suppressions(one: Contradiction) -> list[Json]:
    """The decision on a contradiction: an empty list says that there is none."""
    if one.decision is None:
        return []
    reason = short(decision_words(one.decision), _LONG)
    return [{"kind": "external", "status": "accepted", "justification": reason}]


def _undecided(
    group: UndecidedGroup, places: Places, meanings: Mapping[str, str], folder: str
) -> Json:
    links = _Links(places, folder)
    statements = group.statements
    count = "This statement was" if len(statements) == 1 else f"{len(statements)} statements were"
    reason = short(group.reason, _LONG)
    lines = [_escaped(f"{count} not decided: {reason}. Nothing is said of whether they agree.")]
    lines += [
        f"• {links.quoted(one)} {links.said(one, '', is_culprit=False)}"
        for one in statements[:_MOST_LINKED]
    ]
    lines += _more(len(statements))
    said = "\n".join(sorted(meanings[statement.id] for statement in statements))
    at = _location(places.of_statement(statements[0]), folder)
    return _result("undecided", lines, _hashed(f"undecided\n{said}"), at, links.related)


def _revision(one: Revision, places: Places, folder: str) -> Json:
    """At a statement that still has the old figure, if there is one."""
    links = _Links(places, folder)
    told = short(f"{one.what}: {revision_words(one)}. This is no contradiction.", _LONG)
    lines = [_escaped(told)]
    carriers = one.still[:_MOST_LINKED]
    lines += [f"• old figure: {links.said(c.statement, '', is_culprit=False)}" for c in carriers]
    lines += [f"• new figure: {links.said(one.by, '', is_culprit=False)}"]
    old = carriers[0].statement if carriers else one.by
    at = _location(places.of_statement(old), folder)
    print_ = _hashed(f"revision\n{one.what}\n{one.old}\n{one.new}")
    return _result("revision", lines, print_, at, links.related)


def _problems(problems: Iterable[Problem], folder: str) -> Iterator[Json]:
    """Each problem; those with the same words are told apart by their number."""
    seen: Counter[str] = Counter()
    for problem in problems:
        told = f"{problem.message}; {problem.remedy}" if problem.remedy else problem.message
        seen[told] += 1
        rule = "mistake" if problem.is_error else "warning"
        at = _location(of_problem(problem), folder)
        print_ = _hashed(f"{rule}\n{told}\n{seen[told]}")
        yield _result(rule, [_escaped(short(told, _LONG))], print_, at, [])


def _more(count: int) -> Iterator[str]:
    if count > _MOST_LINKED:
        yield f"and {count - _MOST_LINKED:,} more statements"


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


# --- places and text -------------------------------------------------------------------------


class _Links:
    """The related locations of a result, numbered as its message links them."""

    def __init__(self, places: Places, folder: str) -> None:
        self.related: list[Json] = []
        self._places = places
        self._folder = folder
        self._numbers: dict[Place, int] = {}

    def quoted(self, statement: Statement) -> str:
        """Who says a statement, with a link to the quote; of an assumption why it is made."""
        article, quoted = statement.article, statement.quote
        if article is None or quoted is None:
            because = _escaped(short(statement.because, _SHORT))
            return f"assumed because {because}:" if because else "assumed:"
        place = self._places.of_quote(article, quoted)
        link = self._link(f"“{short(quoted.text, _SHORT)}”", place, "printed here")
        return f"{_escaped(short(who_words(statement), _SHORT))}: {link}"

    def said(self, statement: Statement, fit: str, *, is_culprit: bool) -> str:
        """A statement with a link to its claim."""
        sign = "✗ " if is_culprit else ""
        link = self._link(
            short(statement.shown, _SHORT), self._places.of_statement(statement), "claimed here"
        )
        needs = f", would have to be {_escaped(fit)}" if fit else ""
        return f"{sign}{link}{needs}"

    def _link(self, text: str, place: Place, role: str) -> str:
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            where = _location(place, self._folder)
            self.related.append({"id": self._numbers[place], **where, "message": _plain(role)})
        return f"[{_escaped(text)}]({self._numbers[place]})"


def _location(place: Place, folder: str) -> Json:
    region: Mapping[str, int] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    artifact = {"uri": uri(folder, place.file), "uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _plain(text: str) -> Json:
    return {"text": _escaped(text)}


_MARKS = re.compile(r"[\\\[\]]")


def _escaped(text: str) -> str:
    """Text in which nothing is a link or a placeholder."""
    return _MARKS.sub(r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")
