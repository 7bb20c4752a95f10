"""Reads `claims/decisions.yaml`: what editors decided of contradictions, and why."""

import posixpath
from collections.abc import Collection

from checker.claims import shapes
from checker.claims.articles import unknown
from checker.claims.fitting import fitted
from checker.claims.nodes import Absent, Entries, Text, listed_in, tree
from checker.claims.problems import Problem, Severity
from checker.claims.sources import Source, problem_with
from checker.claims.statements import Decision, Desk, Position, Ruling
from checker.frozen import dataclass

RULINGS = tuple(ruling.value for ruling in Ruling)


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
    if root is None or isinstance(root, Absent):
        return DecisionFile(), problems
    if not isinstance(root, Entries):
        message = "this file has no keys"
        return DecisionFile(), [*problems, problem_with(source.path, message, _EXPECTED)]
    if articles is not None:
        entries = [one for one in listed_in(root, "decisions") if isinstance(one, Entries)]
        named = [at for one in entries if isinstance(at := one.get("article"), Text) and at]
        problems += unknown(named, articles, source, "was it renamed?", Severity.WARNING)
    file = fitted(shapes.DecisionFile, root, source)
    problems += file.problems
    found: dict[str, Decision] = {}
    for shape, entry in zip(file.shape.decisions, listed_in(root, "decisions"), strict=True):
        name = shape.contradiction
        if name in found:
            message, remedy = "this contradiction was decided above", "keep one of the two"
            problems.append(source.problem(name, message, remedy))
            continue
        found[str(name)] = Decision(
            str(name),
            shape.ruling,
            shape.because,
            Position(source.path, *source.place(entry.start)),
            posixpath.normpath(shape.article) if shape.article else None,
            shape.by,
            shape.on,
            shape.until,
            shape.url or "",
            tuple(map(str, shape.says)),
            tuple(map(str, shape.restated)),
        )
    desk = file.shape.desk
    told = Desk(desk.name, desk.url or "") if desk else None
    return DecisionFile(tuple(found.values()), told), problems


_EXPECTED = "a decision file has `decisions`, and below it one a dash"
