"""The algebra of breakdowns: how many have each value, any of them, or one that nobody knows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from checker.algebra.constraints import FALSE, Constraint, at_most, both, equal, less
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.mistakes import At, fail
from checker.language.nodes import Node
from checker.language.phrases.numbers import Numbers
from checker.language.ranges import Range, above, equals
from checker.language.scanner import Word
from checker.language.scope import Scope
from checker.language.sides import Printed
from checker.limits import FIGURES_BESIDE_UNKNOWN

UNKNOWN = "unknown"
_NOTHING = Range.point(Polynomial())


@dataclass(frozen=True, slots=True)
class Item(Node):
    """A value, numbers or `unknown`, with its figure; without one it has `the rest`."""

    name: Word
    figure: Printed | None
    numbers: Numbers | None = None

    @property
    def text(self) -> str:
        plain = self.is_unknown or self.numbers is not None
        name = self.name.text if plain else f'"{self.name.text}"'
        return f"{name} {self.figure.text if self.figure is not None else 'the rest'}"

    def called(self, attribute: str) -> str:
        """The value in plain words."""
        if self.is_unknown:
            return f"of {UNKNOWN} {attribute}"
        return self.name.text if self.numbers is None else f"{attribute} {self.numbers.words}"

    @property
    def is_unknown(self) -> bool:
        """Whether it may be the word `unknown`, not a value of that name."""
        return self.name.text == UNKNOWN and not self.name.is_quoted


@dataclass(frozen=True, slots=True)
class Several:
    """How many have any of the listed values, any with a figure, and how many are unknown."""

    any_listed: Polynomial
    any_counted: Polynomial
    hidden: Polynomial | None


@dataclass(frozen=True, slots=True)
class BrokenDown:
    """A breakdown in one scope: the size of the whole and of each value, by what is listed.

    A `closed` one lists all values. Where members may have `several`, all sizes are of those whose
    values are known, with how many have any listed value, and any but one that has the rest, and
    how many are `hidden`.
    """

    whole: Polynomial
    values: tuple[tuple[Item, Polynomial], ...]
    unlisted: tuple[Polynomial, ...]
    unknown: Item | None
    several: Several | None
    closed: bool

    def constraint(self, scope: Scope, at: At) -> Constraint:
        """All that it says."""
        if self.unknown is not None and self.several is None:
            return self._with_unknown(scope, at)
        counted = (
            equals(Range.point(size), _printed(item.figure, scope))
            for item, size in self.values
            if item.figure is not None
        )
        return both(*counted, self.besides(scope))

    def besides(self, scope: Scope) -> Constraint:
        """What it says but for the figures of the values."""
        return both(*self._besides(scope))

    def _besides(self, scope: Scope) -> Iterator[Constraint]:
        if self.closed:
            yield equal(self.whole, self._together())
            yield from (equal(size, Polynomial()) for size in self.unlisted)
        if self.several is not None:
            yield from self._of_several(self.several, scope)

    def _together(self) -> Polynomial:
        """How many have any of the listed values."""
        if self.several is not None:
            return self.several.any_listed
        total = Polynomial()
        for _, size in self.values:
            total = total + size
        return total

    def _of_several(self, several: Several, scope: Scope) -> Iterator[Constraint]:
        """Somebody is left where a value has the rest, and all of these have it."""
        for item, size in self.values:
            if item.figure is None:
                yield less(several.any_counted, self.whole)
                yield at_most(self.whole - several.any_counted, size)
        unknown = self.unknown
        if unknown is not None and unknown.figure is not None and several.hidden is not None:
            yield equals(Range.point(several.hidden), _printed(unknown.figure, scope))

    def _with_unknown(self, scope: Scope, at: At) -> Constraint:
        """Each value has at least its figure, and at most those of unknown value beside it."""
        whole = Range.point(self.whole)
        listed = [item for item, _ in self.values]
        listed += [] if self.unknown is None else [self.unknown]
        figures = {
            item: _not_negative(_printed(item.figure, scope))
            for item in listed
            if item.figure is not None
        }

        def beside(left_out: Item | None) -> Range:
            """What the figures leave, but for that of one item."""
            rest = whole
            for item, printed in figures.items():
                if item is not left_out:
                    rest = rest.plus(printed.negated())
            return rest

        if not all(map(_can_be_counted, figures.values())):
            return FALSE
        unknown = figures.get(self.unknown) if self.unknown is not None else None
        most = unknown or beside(None)
        parts = []
        if not self.closed or len(figures) < len(listed):
            parts.append(above(beside(None), _NOTHING, strict=False))
        else:
            parts.append(equals(beside(None), _NOTHING))
        for item, size in self.values:
            here = Range.point(size)
            known = figures.get(item) or beside(None)
            parts.append(above(here, known, strict=False))
            top = known.plus(unknown) if unknown is not None else beside(item)
            parts.append(above(top, here, strict=False))
        if self.closed:
            parts += [above(most, Range.point(size), strict=False) for size in self.unlisted]
        if self.closed and unknown is not None:
            parts += self._enough(figures, unknown, at)
        return both(*parts)

    def _enough(
        self, figures: Mapping[Item, Range], unknown: Range, at: At
    ) -> Iterator[Constraint]:
        """Those known of each value, at most all that have it, and the unknown make up the whole.

        A figure that is read is as large as it can be: the most that it means, or all there are.
        """
        read = [item for item, printed in figures.items() if not printed.is_point]
        read = [item for item in read if item is not self.unknown]
        if len(read) > FIGURES_BESIDE_UNKNOWN:
            raise fail(
                f"more than {FIGURES_BESIDE_UNKNOWN} rounded figures beside `{UNKNOWN}`",
                at,
                "write several statements with `includes`",
            )
        for chosen in product((False, True), repeat=len(read)):
            as_meant = {item for item, taken in zip(read, chosen, strict=True) if taken}
            total = unknown
            for item, size in self.values:
                printed = figures.get(item)
                if printed is None or (item in read and item not in as_meant):
                    printed = Range.point(size)
                total = total.plus(printed)
            yield above(total, Range.point(self.whole), strict=False)


def _not_negative(counted: Range) -> Range:
    """A figure's range without what no count can be."""
    low = counted.low
    if low is not None and low.constant >= 0:
        return counted
    return replace(counted, low=Polynomial(), low_open=False)


def _can_be_counted(counted: Range) -> bool:
    """Whether some number that is not negative is left of a figure's range: not so of `under 0`."""
    high = counted.high
    return high is None or high.constant > 0 or not (high.constant or counted.high_open)


def _printed(figure: Printed | None, scope: Scope) -> Range:
    return _NOTHING if figure is None else figure.cases(scope)[0].range
