"""What it costs to withdraw a statement, and how welcome it is in a contradiction."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from checker.claims.statements import Article
from checker.compile.distinct import Distinct
from checker.compile.headlines import in_headlines
from checker.language.figures import Hedge

DERIVED = (Fraction(1), Fraction(3, 5), Fraction(11, 20))
"""What a figure costs that is derived so many times: of two that clash with one that is not, the
one is wrong, not both."""

IN_A_HEADLINE = Fraction(1, 2)
"""What a statement costs of one that the body of an article makes."""

ASSUMPTION_FACTOR = 5
"""An assumption costs this many times the dearest statement: a false one could swallow stories."""


def costs(distinct: Sequence[Distinct], derived: Sequence[int]) -> list[Fraction]:
    """The cost of each: independent articles times trust, less of what is derived or a headline.

    `derived` tells how many times each is derived.

    A rule costs more than all else together, so that nothing is blamed on it but what rules alone
    contradict.
    """
    printed = in_headlines(distinct)
    stated = [
        _voices(one, printed) * DERIVED[min(depth, len(DERIVED) - 1)]
        for one, depth in zip(distinct, derived, strict=True)
    ]
    dearest = max(stated, default=Fraction(1)) or Fraction(1)
    found = [
        ASSUMPTION_FACTOR * dearest if one.is_assumed else cost
        for one, cost in zip(distinct, stated, strict=True)
    ]
    if not any(one.is_rule for one in distinct):
        return found
    others = (cost for one, cost in zip(distinct, found, strict=True) if not one.is_rule)
    beyond = sum(others, Fraction(1))
    return [beyond if one.is_rule else cost for one, cost in zip(distinct, found, strict=True)]


def _voices(one: Distinct, headlines: frozenset[str]) -> Fraction:
    """How many independent articles state it, each by its trust."""
    trust: dict[str, Fraction] = {}
    for statement in one.supporters:
        if statement.article is not None:
            source = independent_source(statement.article)
            told = statement.article.trust * (IN_A_HEADLINE if statement.id in headlines else 1)
            trust[source] = max(trust.get(source, Fraction(0)), told)
    return sum(trust.values(), Fraction(0))


def independent_source(article: Article) -> str:
    """Articles of one publisher count once; without a known publisher each counts by itself."""
    return article.known_publisher.casefold() or article.path


RULE, FIGURE, OTHER, READING, HEDGED, ASSUMPTION = 1, 8, 9, 10, 11, 40
"""How heavy kinds of statements are in a contradiction; the lightest contradiction is shown."""

SEVERAL = 1
"""How much heavier a statement is that has several figures."""

CHANGE = 9
"""How much heavier a change is, so that two levels are told before it and three are not."""


def weights(distinct: Sequence[Distinct]) -> list[int]:
    """Rules, plain figures, lists and the like, readings, hedged ones; assumptions last.

    Among those of a kind, one with a single figure comes before one with several.
    """
    return [_weight(one) for one in distinct]


def _weight(one: Distinct) -> int:
    if one.is_rule:
        return RULE
    if one.is_assumed:
        return ASSUMPTION
    more = SEVERAL if len(one.meaning.readings) > 1 else 0
    more += CHANGE if any(node.is_change for node in one.meaning.tree.walk()) else 0
    if one.meaning.rests_on_reading:
        hedged = any(slot.figure.hedge is not Hedge.NONE for slot in one.meaning.slots)
        return (HEDGED if hedged else READING) + more
    return (FIGURE if one.meaning.slots else OTHER) + more


def as_whole_numbers(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The values times the least number that makes all of them whole, and that number."""
    scale = lcm(*(value.denominator for value in values)) if values else 1
    return [int(value * scale) for value in values], scale
