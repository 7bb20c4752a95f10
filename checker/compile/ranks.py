"""Ranks: one more than the number of competitors who are ahead.

For each competitor beside the ranked one there is a mark, which is 1 exactly when it is ahead and 0
otherwise; so the rank is a plain sum. Where some competitors are not listed, a further unknown
counts how many of them are ahead. It grows down the table: who is ahead of A is ahead of all that A
is ahead of. Any such counts can be, since one that is not listed may be level with any other. So
these rules leave every value of the numbers themselves possible.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import permutations

from checker.algebra.components import Variable
from checker.algebra.constraints import (
    Compare,
    Constraint,
    Relation,
    at_most,
    both,
    either,
    equal,
    less,
)
from checker.algebra.polynomials import Polynomial
from checker.language.measures import Rank, Row, row_text

_ONE = Polynomial.number(1)
_NOTHING = Polynomial()


def ranked(ranks: Iterable[Rank]) -> tuple[list[Variable], list[Constraint]]:
    """The marks behind some ranks, and the rules that make each rank one more than their sum."""
    marks: dict[str, Variable] = {}
    rules: list[Constraint] = []
    contests: dict[frozenset[Row], list[Rank]] = {}
    for rank in ranks:
        total = _ONE
        for other in rank.others:
            mark = _mark(other, rank.own)
            total += Polynomial.measure(mark)
            if mark not in marks:
                marks[mark] = Variable(mark, whole=True, not_negative=True)
                rules += _marked(other, rank.own)
        if rank.open:
            unlisted = _unlisted(rank)
            total += Polynomial.measure(unlisted)
            marks[unlisted] = Variable(unlisted, whole=True, not_negative=True)
            contests.setdefault(frozenset({rank.own, *rank.others}), []).append(rank)
        rules.append(Compare(Polynomial.measure(rank.text) - total, Relation.EQUAL))
    for together in contests.values():
        rules += _down_the_table(together)
    return list(marks.values()), rules


def _mark(one: Row, other: Row) -> str:
    return f"ahead({row_text(one)} > {row_text(other)})"


def _unlisted(rank: Rank) -> str:
    return f"unlisted ahead in {rank.text}"


def _marked(one: Row, other: Row) -> tuple[Constraint, ...]:
    """The mark is 1 where the one is ahead of the other, and 0 where it is not."""
    mark = Polynomial.measure(_mark(one, other))
    return (
        at_most(mark, _ONE),
        either(at_most(_ONE, mark), _ahead(other, one, at_most)),
        either(at_most(mark, _NOTHING), _ahead(one, other, less)),
    )


def _ahead(
    one: Row, other: Row, last: Callable[[Polynomial, Polynomial], Constraint]
) -> Constraint:
    """The one has more of the first number in which they differ; `last` compares the last ones."""
    found = last(other[-1], one[-1])
    for value, beside in zip(reversed(one[:-1]), reversed(other[:-1]), strict=True):
        found = both(at_most(beside, value), either(less(beside, value), found))
    return found


def _down_the_table(ranks: Iterable[Rank]) -> Iterator[Constraint]:
    """No more unlisted competitors are ahead of one than of those it is ahead of, or level with."""
    for one, other in permutations(ranks, 2):
        other_is_ahead = equal(Polynomial.measure(_mark(other.own, one.own)), _ONE)
        counts = (Polynomial.measure(_unlisted(rank)) for rank in (one, other))
        yield either(other_is_ahead, at_most(*counts))
