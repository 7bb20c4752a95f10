"""Which figures are derived from others: small rules, each with its cases.

A per cent of two printed counts is wrong more often than the counts: who wrote it had to reckon. A
plain count, an amount, a date or a name is derived 0 times, a share of two counts or a difference
once, a growth in per cent twice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.algebra.constraints import All, Any, Compare, Constraint, Not, Relation
from checker.claims.statements import Statement
from checker.compile.distinct import Distinct
from checker.compile.ranking import place_of
from checker.language.figures import Kind
from checker.language.measures import Measure, Share
from checker.language.phrases.members import Names
from checker.language.scope import Slot


def derivations(distinct: Sequence[Distinct]) -> list[int]:
    """How many times each statement is derived, as far as it and its neighbours tell."""
    reckoned = _listed(distinct) | _added_up(distinct)
    return [max(derivation(one), _is_of(one, reckoned)) for one in distinct]


def derivation(one: Distinct) -> int:
    """How many times a statement is derived, as far as it tells by itself."""
    meaning = one.meaning
    if not meaning.slots:
        return int(not meaning.readings and _is_order(meaning.said))
    times = min(_times(slot, meaning.measures) for slot in meaning.slots)
    return times + _BEHIND * all(_is_behind(s) for s in one.supporters)


def _times(slot: Slot, measures: Mapping[str, Measure]) -> int:
    """A part of something, a change, a sum, a time between two days: each is one more step."""
    factors = [factor for _, factor in slot.numerator.terms]
    told = [measures[name] for name in slot.numerator.names]
    is_part = slot.denominator is not None or any(isinstance(one, Share) for one in told)
    is_reckoned = len(factors) > 1 or slot.age_in is not None or slot.figure.kind is Kind.DURATION
    return int(is_part) + int(is_reckoned)


def _is_order(said: Constraint) -> bool:
    """Whether it only says which of some numbers is more: who rose, who is ahead."""
    match said:
        case Compare(_, relation):
            return relation is not Relation.EQUAL
        case Not(part):
            return _is_order(part)
        case All(parts) | Any(parts):
            return all(_is_order(part) for part in parts)


_BEHIND = 2
"""How much further a figure is derived that says another one again, which may be derived itself."""

_HEDGED = r"(?:(?:about|some|around|roughly|just|nearly|almost|over|under) )*[$£€]?"
_ANOTHER = re.compile(rf"\d[^.!?()]{{0,30}}(?:\((?:or )?{_HEDGED}|[,–-]? or {_HEDGED})$")
"""What stands before a figure that says another one again."""


def _is_behind(statement: Statement) -> bool:
    """Whether its figure says another one again: `$1.2bn (£780m)`, `1 per cent, or $200m`."""
    if statement.quote is None:
        return False
    text = statement.quote.text
    places = [place_of(figure, text) for figure in statement.formula.printed]
    return any(_ANOTHER.search(text[:place]) for place in places if place < len(text))


def _is_of(one: Distinct, reckoned: frozenset[str]) -> int:
    """Whether its only figure is of a number that its neighbours add up or list."""
    slots = one.meaning.slots
    if len(slots) != 1 or slots[0].denominator is not None:
        return 0
    return int(slots[0].numerator.names <= reckoned)


def _listed(distinct: Iterable[Distinct]) -> frozenset[str]:
    """The sets of which all members are printed by name."""
    return frozenset(
        name
        for one in distinct
        if any(isinstance(node, Names) for node in one.meaning.tree.walk())
        for name in one.meaning.measures
    )


def _added_up(distinct: Sequence[Distinct]) -> frozenset[str]:
    """The totals of numbers that are printed themselves."""
    printed = {
        name for one in distinct for slot in one.meaning.slots for name in slot.numerator.names
    }
    return frozenset(_totals(distinct, printed))


def _totals(distinct: Iterable[Distinct], printed: set[str]) -> Iterator[str]:
    for one in distinct:
        said = one.meaning.said
        if (
            one.meaning.readings
            or not isinstance(said, Compare)
            or said.relation is not Relation.EQUAL
        ):
            continue
        terms = said.polynomial.terms
        for sign in (1, -1):
            whole = [key for key, factor in terms if factor * sign > 0]
            parts = [key for key, factor in terms if factor * sign < 0]
            if len(whole) == 1 < len(parts) and all(printed.issuperset(key) for key in parts):
                yield from whole[0]
