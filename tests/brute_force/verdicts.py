"""Every subset of the statements tried in every world: nothing is clever here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from tests.brute_force.drawing import Stated
from tests.brute_force.forms import Asked, Book, Comparison, Where
from tests.brute_force.worlds import Shape, space


def worlds_where(stated: Stated, shape: Shape) -> int:
    """The worlds in which a statement holds, one bit each."""
    book = Book(space(shape))
    said = stated.form.holds(stated.where(shape), book)
    supposed = book.suppositions()
    rows: Iterable[tuple[int, ...]]
    if book.unknowns:
        rows = zip(*(book.space.column(unknown) for unknown in book.unknowns), strict=True)
    else:
        rows = [()] * book.space.size
    known: dict[tuple[int, ...], str] = {}
    bits = []
    for row in rows:
        if row not in known:
            known[row] = "1" if said(row) and supposed(row) else "0"
        bits.append(known[row])
    return int("".join(reversed(bits)) or "0", 2)


@dataclass(frozen=True)
class Ends:
    """The least and the greatest value, None where none fits.

    With `no_base` the base of the ratio can be nothing, or less.
    """

    low: Fraction | None
    high: Fraction | None
    no_base: bool = False


class Truth:
    """What is true of some statements about a shape."""

    def __init__(self, shape: Shape, stated: Sequence[Stated]) -> None:
        self.shape = shape
        self.stated = stated
        self.worlds = [worlds_where(one, shape) for one in stated]
        self._all = (1 << space(shape).size) - 1

    def together(self, chosen: Iterable[int]) -> int:
        """The worlds in which all the chosen statements hold."""
        found = self._all
        for number in chosen:
            found &= self.worlds[number]
        return found

    def consistent(self, chosen: Iterable[int]) -> bool:
        return self.together(chosen) != 0

    def cheapest(self, costs: Sequence[int]) -> int:
        """The least cost of a withdrawal that leaves a consistent rest."""
        best = sum(costs)
        for withdrawn in product((False, True), repeat=len(costs)):
            cost = sum(c for c, out in zip(costs, withdrawn, strict=True) if out)
            if cost < best and self.consistent(i for i, out in enumerate(withdrawn) if not out):
                best = cost
        return best

    def lightest(self, kept: Iterable[int], culprit: int, weights: Sequence[int]) -> int:
        """The least weight of a contradiction between the culprit and some that are kept."""
        pool = sorted(kept)
        best = sum(weights) + 1
        for taken in product((False, True), repeat=len(pool)):
            chosen = [culprit, *(n for n, is_in in zip(pool, taken, strict=True) if is_in)]
            weight = sum(weights[n] for n in chosen)
            if weight < best and not self.consistent(chosen):
                best = weight
        return best

    def asked(self, number: int) -> Asked | None:
        """What a statement's one figure says."""
        return self.stated[number].form.asked()

    def ends(self, number: int, chosen: Iterable[int]) -> Ends:
        """How far a statement's figure can go while the chosen hold."""
        one = self.stated[number]
        asked = one.form.asked()
        assert asked is not None
        assert isinstance(one.form, Comparison)
        where: Where = one.where(self.shape)
        inner = Where(where.shape, where.period, where.place, subject=one.form.first)
        book = Book(space(self.shape))
        top = asked.top.value(inner, book)
        bottom = None if asked.bottom is None else asked.bottom.value(inner, book)
        rest = one.form.rest(where, book)
        rows = zip(*(book.space.column(unknown) for unknown in book.unknowns), strict=True)
        worlds = self.together(chosen)
        met = {row for position, row in enumerate(rows) if worlds >> position & 1}
        values = []
        no_base = False
        for row in filter(rest, met):
            value = top(row).low
            assert value is not None
            base = Fraction(1) if bottom is None else bottom(row).low
            assert base is not None
            if base > 0:
                values.append(value / base)
            no_base |= base <= 0
        return Ends(min(values, default=None), max(values, default=None), no_base)
