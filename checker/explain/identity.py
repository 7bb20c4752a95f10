"""What a contradiction is known by: a short hash of what its members say, wherever they stand.

A running figure is known by its report, and a report that quotes no bulletin by the path of its
article. Paths say nothing, so reports are numbered here in an order that rests on what is said
of each.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from checker.algebra.constraints import All, Any, Compare, Constraint, Not
from checker.algebra.polynomials import Monomial
from checker.compile.distinct import Distinct
from checker.language.periods import Edition

_LENGTH = 12


def identity(members: Iterable[Distinct]) -> str:
    """A short hash of what the members say; lines, files and ids do not matter."""
    members = list(members)
    everywhere = [one for one in members if _tells_of_every_report(one)]
    others = [one for one in members if one not in everywhere]
    constraints = [one.meaning.said for one in others]
    numbered = _numbered(constraints, _reports(others))
    said = [_renamed(one, numbered).text for one in constraints]
    said += [_as_written(one) for one in everywhere]
    return _hash("\n".join(sorted(said)))


def again(known: str, turn: int) -> str:
    """What another contradiction is known by that says the same of other reports."""
    return _hash(f"{known} {turn}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _tells_of_every_report(one: Distinct) -> bool:
    """Whether a statement is about all reports there are, of which new ones may come."""
    return bool(one.meaning.ending) or any(node.needs_editions for node in one.meaning.tree.walk())


def _as_written(one: Distinct) -> str:
    """The formula with the period and the place that it took."""
    scope = one.meaning.scopes[0]
    period = "" if scope.period is None else scope.period.plain
    return f"{one.meaning.tree.text} @{period} [{scope.place or ''}]"


def _reports(members: Iterable[Distinct]) -> list[Edition]:
    """The reports that the members may tell of."""
    found: set[Edition] = set()
    for one in members:
        for scope in one.meaning.scopes:
            found.update(edition for _, edition in scope.met.told)
            found.update(e for told in (scope.topic_editions or {}).values() for e in told)
            found.update([scope.edition] if scope.edition is not None else [])
    return sorted(found, key=lambda edition: edition.order)


def _numbered(constraints: Sequence[Constraint], reports: Sequence[Edition]) -> dict[str, str]:
    """A name for each report that occurs: its place in the order of what is said of each."""
    texts = [constraint.text for constraint in constraints]
    names = [one.name for one in reports if any(one.name in text for text in texts)]
    others = dict.fromkeys(names, "another report")

    def said(name: str) -> list[str]:
        own = {**others, name: "this report"}
        about = (one for one, text in zip(constraints, texts, strict=True) if name in text)
        return sorted(_renamed(one, own).text for one in about)

    ordered = sorted(names, key=said)  # of those that are told of alike the earlier one first
    return {name: f"report {place}" for place, name in enumerate(ordered, 1)}


def _renamed(constraint: Constraint, names: Mapping[str, str]) -> Constraint:
    """The same with other names of reports, all of it in the order of these."""
    if not names:
        return constraint
    match constraint:
        case Compare(polynomial, relation):
            return Compare(polynomial.mapped(partial(_renamed_product, names)), relation)
        case Not(part):
            return Not(_renamed(part, names))
        case All(parts):
            return All(_in_order(parts, names))
        case Any(parts):
            return Any(_in_order(parts, names))


def _in_order(parts: Iterable[Constraint], names: Mapping[str, str]) -> tuple[Constraint, ...]:
    return tuple(sorted((_renamed(part, names) for part in parts), key=lambda one: one.text))


def _renamed_product(names: Mapping[str, str], key: Monomial) -> Monomial:
    return tuple(sorted(_renamed_measure(name, names) for name in key))


def _renamed_measure(text: str, names: Mapping[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    return text
