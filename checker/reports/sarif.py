"""SARIF 2.1.0, which code hosts show beside the lines of a change.

One result for each contradiction, undecided group, warning and mistake. Its primary location is the
line of the claim; the other claims and all quotes are related ones, linked in the message.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.claims.statements import Statement
from checker.reports.diagnostics import LEVELS, Diagnostic, Involved, Sort, of_problem
from checker.reports.json_report import json_text
from checker.reports.places import NOWHERE, Place, Places, places_of, uri
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.summary import passages, short, verdict_words, who_words
from checker.version import __version__, home

Json = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_MOST_LINKED = 40
"""Statements that a message links; hosts take 100 related locations, and each may have two."""

_LONG, _SHORT = 600, 200


def write(report: Report) -> str:
    """The report as SARIF."""
    results = _results(report.diagnostics, places_of(report.project), report.folder)
    told = [f"{verdict_words(report.findings)}.", *(f"{line}." for line in hidden_words(report))]
    return _run(list(results), told, successful=True)


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run."""
    results = _results(map(of_problem, stopped.problems), NOWHERE, stopped.folder)
    told = ["Nothing was checked: the files have mistakes."]
    return _run(list(results), told, successful=False)


def _run(results: Sequence[Json], told: Sequence[str], *, successful: bool) -> str:
    level = "note" if successful else "error"
    notes = [{"level": level, "message": _plain(line)} for line in told]
    page = home()
    run = {
        "tool": {
            "driver": {
                "name": "factcheck",
                "semanticVersion": __version__,
                **({"informationUri": page} if page else {}),
                "rules": _RULES,
            },
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


def _rule(
    name: str, called: str, level: str, precision: str, title: str, rests: str, to_do: str
) -> Json:
    return {
        "id": name,
        "name": called,
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": f"{rests} {to_do}"},
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
        "FiguresContradict",
        "error",
        "very-high",
        "Figures contradict each other",
        "Exact figures, lists and rules alone cannot all hold: at least one of them is wrong.",
        f"{_ASK} Otherwise ask the source; the message says what.",
    ),
    _rule(
        "by-reading",
        "FiguresContradictAsTheyAreRead",
        "warning",
        "high",
        "Figures contradict each other as they are read",
        "The figures cannot all hold, and at least one of them is rounded or hedged.",
        f"{_ASK} Is the figure rounder than it is read? Then give the claim another reading.",
    ),
    _rule(
        "by-assumption",
        "FiguresContradictUnderAnAssumption",
        "warning",
        "medium",
        "Figures contradict each other under an assumption",
        "The figures cannot all hold together with something that no article prints.",
        f"{_ASK} Is the assumption true? If not, remove it.",
    ),
    _rule(
        "undecided",
        "NotDecided",
        "warning",
        "high",
        "Not decided whether figures can hold together",
        "For some statements neither a contradiction nor an example was found.",
        "Give the run a larger --timeout, or say the same in simpler statements.",
    ),
    _rule(
        "revision",
        "FigureWasRevised",
        "note",
        "very-high",
        "A figure was revised",
        "A later report restates a running figure, or an article takes one back. "
        "This is no contradiction.",
        "If the old figure is still to be printed, print the new one.",
    ),
    _rule(
        "warning",
        "LooksWrong",
        "warning",
        "medium",
        "Something in the files looks wrong",
        "The files can be read, and this looks like a slip.",
        "Follow the remedy in the message.",
    ),
    _rule(
        "mistake",
        "CannotBeUnderstood",
        "error",
        "very-high",
        "A mistake in the files",
        "The files cannot be understood here, so nothing was checked.",
        "Follow the remedy in the message.",
    ),
]
_PLACES = {rule["id"]: place for place, rule in enumerate(_RULES)}
_OWN_NAMES = {
    Sort.READING: "by-reading",
    Sort.ASSUMPTION: "by-assumption",
    Sort.DECISION: "warning",
}


# --- results ---------------------------------------------------------------------------------


def _results(told: Iterable[Diagnostic], places: Places, folder: str) -> Iterator[Json]:
    """A result for each; hosts that know one fingerprint know the first."""
    seen: Counter[str] = Counter()
    for one in told:
        rule = _OWN_NAMES.get(one.sort, one.sort.value)
        links = _Links(places, folder)
        lines = list(_lines(one, links))
        known = _known_by(one, rule, seen, places)
        found: Json = {
            "ruleId": rule,
            "ruleIndex": _PLACES[rule],
            "level": LEVELS[one.sort].value,
            "message": {"text": "\n".join(lines)},
            "locations": [_location(places.of(one.at), folder)],
            "partialFingerprints": {"primaryLocationLineHash": known, "factcheck/v1": known},
        }
        if links.related:
            found["relatedLocations"] = links.related
        if one.id:
            found["suppressions"] = _suppressions(one)
        yield found


def _known_by(one: Diagnostic, rule: str, seen: Counter[str], places: Places) -> str:
    """A fingerprint: what is said, wherever; problems of the same words by their number."""
    if one.id:
        return one.id
    match one.sort:
        case Sort.UNDECIDED:
            said = "\n".join(sorted(places.meanings[c.statement.id] for c in one.involved))
        case Sort.REVISION:
            said = one.key
        case _:
            said = _in_a_line(one)
            seen[said] += 1
            said = f"{said}\n{seen[said]}"
    return _hashed(f"{rule}\n{said}")


def _in_a_line(one: Diagnostic) -> str:
    return f"{one.told}; {one.to_do}" if one.to_do else one.told


def _lines(one: Diagnostic, links: "_Links") -> Iterator[str]:
    yield _escaped(short(one.sentence if one.involved else _in_a_line(one), _LONG))
    claimed = one.involved[:_MOST_LINKED]
    unquoted = [[each] for each in claimed if each.statement.quote is None]
    for passage in (*passages(claimed), *unquoted):
        role = f"{passage[0].role}, " if passage[0].role else ""
        quoted = links.quoted(passage[0].statement)
        yield f"• {role}{quoted} {'; '.join(map(links.said, passage))}"
    if len(one.involved) > _MOST_LINKED:
        yield f"and {len(one.involved) - _MOST_LINKED:,} more statements"
    if one.id:
        yield from (_escaped(short(step, _LONG)) for step in one.steps)
        yield _escaped(f"→ {short(one.to_do, _LONG)}")


def _suppressions(one: Diagnostic) -> list[Json]:
    """The decision on a contradiction: an empty list says that there is none."""
    if not one.decision:
        return []
    reason = short(one.decided, _LONG)
    return [{"kind": "external", "status": "accepted", "justification": reason}]


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

    def said(self, one: Involved) -> str:
        """A statement with a link to its claim."""
        sign = f"{one.sign} " if one.is_suspect else ""
        place = self._places.of_statement(one.statement)
        link = self._link(short(one.statement.shown, _SHORT), place, "claimed here")
        needs = f", would have to be {_escaped(one.needed)}" if one.needed else ""
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
