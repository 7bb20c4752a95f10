"""Reads `claims/decisions.yaml`: what editors decided of contradictions, and why."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import field
from datetime import date

from checker.claims import nodes
from checker.claims.nodes import Mapping, Node, Scalar, tree
from checker.claims.problems import Problem, Severity
from checker.claims.shapes import EXPECTED, DecisionShape, DeskShape, fit, is_nothing, known_keys
from checker.claims.sources import Source, problem_with, shown
from checker.claims.statements import Decision, Desk, Position, Ruling
from checker.frozen import dataclass
from checker.language.suggest import did_you_mean

ID = re.compile(r"[0-9a-f]{12}")
"""The id of a contradiction, as reports give it."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"<>\\^`{|}/?#]+(?:[/?#][^\s\"<>\\^`{|}]*)?", re.ASCII)
RULINGS = tuple(ruling.value for ruling in Ruling)


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web."""
    return _ADDRESS.fullmatch(text) is not None


def plain_day(text: str) -> date | None:
    """A day as it is written in 2027-01-31; None for any other way, which ISO 8601 has many of."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        return None


def day_instead(text: str) -> str:
    """How to write a day that is not written plainly."""
    try:
        return f"write it as {date.fromisoformat(text)}"
    except ValueError:
        return "write it as in 2027-01-31"


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What the file holds."""

    decisions: tuple[Decision, ...] = ()
    desk: Desk | None = None


def read_decisions(
    source: Source, articles: Collection[str] | None
) -> tuple[DecisionFile, list[Problem]]:
    """What is decided in a file as far as it is sound, and all that is wrong with it.

    `articles` are the paths that a misprint may be found in; None where not all of them are known.
    """
    root, problems = tree(source)
    if root is None or (isinstance(root, Scalar) and root.is_absent):
        return DecisionFile(), problems
    if not isinstance(root, Mapping):
        message = "this file has no keys"
        return DecisionFile(), [*problems, problem_with(source.path, message, _EXPECTED)]
    problems += known_keys(root, EXPECTED["decision file"], source)
    reader = _Reader(source, articles, problems)
    return DecisionFile(reader.decisions(root), reader.desk(root)), problems


_EXPECTED = "a decision file has `decisions`, and below it one a dash"


@dataclass
class _Reader:
    """Reads one file; every method adds to `problems` and goes on."""

    source: Source
    articles: Collection[str] | None
    problems: list[Problem]
    seen: set[str] = field(default_factory=set)

    def decisions(self, root: Mapping) -> tuple[Decision, ...]:
        """Every decision of the file."""
        listed, key = root.get("decisions"), root.key("decisions")
        if listed is None or key is None or is_nothing(listed):
            return ()
        if not isinstance(listed, nodes.Sequence):
            message = "`decisions` must be a list"
            self.problems.append(
                self.source.problem(key.start, key.end, message, "begin each one with a dash")
            )
            return ()
        found = [self._decision(entry) for entry in listed.parts]
        return tuple(decision for decision in found if decision is not None)

    def desk(self, root: Mapping) -> Desk | None:
        """Who decides."""
        node = root.get("desk")
        if node is None:
            return None
        shape, problems = fit(DeskShape, node, self.source, root.key("desk"))
        self.problems += problems
        if shape is None or not isinstance(node, Mapping):
            return None
        self._check_url(shape.url, node)
        return Desk(" ".join(shape.name.split()), shape.url)

    def _decision(self, entry: Node) -> Decision | None:
        shape, problems = fit(DecisionShape, entry, self.source)
        self.problems += problems
        if shape is None or not isinstance(entry, Mapping):
            return None
        before = len(self.problems)
        self._check_id(shape.contradiction, entry)
        because = " ".join(shape.because.split())
        if not because:
            self._wrong(entry, "because", "`because` has no text", "say why it was decided so")
        on, until = self._day("on", shape.on, entry), self._day("until", shape.until, entry)
        self._check_url(shape.url, entry)
        if shape.ruling not in RULINGS:
            self._wrong(
                entry,
                "ruling",
                f"there is no ruling `{shown(shape.ruling)}`",
                did_you_mean(shape.ruling, RULINGS) or f"write one of {', '.join(RULINGS)}",
            )
        article = posixpath.normpath(shape.article) if shape.article else None
        self._check_ruling(shape, article, entry)
        if any(problem.is_error for problem in self.problems[before:]):
            return None
        return Decision(
            shape.contradiction,
            Ruling(shape.ruling),
            because,
            Position(self.source.path, *self.source.place(entry.start)),
            article,
            " ".join(shape.by.split()),
            on,
            until,
            shape.url,
            shape.says,
            shape.restated,
        )

    def _check_id(self, name: str, entry: Mapping) -> None:
        if not ID.fullmatch(name):
            message = f"`{shown(name)}` is no id of a contradiction"
            remedy = "copy the twelve letters and digits that the report gives it"
            self._wrong(entry, "contradiction", message, remedy)
        elif name in self.seen:
            message = "this contradiction was decided above"
            self._wrong(entry, "contradiction", message, "keep one of the two")
        self.seen.add(name)

    def _day(self, key: str, text: str, entry: Mapping) -> date | None:
        found = plain_day(text)
        if text and found is None:
            self._wrong(entry, key, f"`{shown(text)}` is no day", day_instead(text))
        return found

    def _check_url(self, text: str, entry: Mapping) -> None:
        if text and not is_address(text):
            message = f"`{shown(text)}` is no address of a page"
            self._wrong(entry, "url", message, "write it whole, as in https://example.org/check")

    def _check_ruling(self, shape: DecisionShape, article: str | None, entry: Mapping) -> None:
        """What each ruling needs: a misprint its article, what is accepted an end."""
        if shape.ruling == Ruling.MISPRINT.value and article is None:
            message = "a misprint needs the `article` that it is in"
            self._wrong(entry, "ruling", message, "add `article: seeds/…`")
        if shape.ruling == Ruling.ACCEPTED.value and not shape.until:
            message = "what is accepted needs a day `until` which it is"
            self._wrong(entry, "ruling", message, "add `until: 2027-01-31`")
        if article is not None and self.articles is not None and article not in self.articles:
            message = f"no claim file is about the article `{shown(article)}`"
            remedy = did_you_mean(article, self.articles) or "was it renamed?"
            self._wrong(entry, "article", message, remedy, Severity.WARNING)

    def _wrong(
        self,
        entry: Mapping,
        key: str,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        value = entry.get(key)
        written = isinstance(value, Scalar) and not value.is_absent
        spot = (value if written else entry.key(key)) or entry
        self.problems.append(self.source.problem(spot.start, spot.end, message, remedy, severity))
