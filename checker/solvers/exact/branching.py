"""Whole numbers and choices on top of a tableau: cases are tried one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from math import floor

from checker.frozen import dataclass
from checker.limits import NESTED_CASES
from checker.solvers.exact.literals import Choice, Normal, is_made, literals_in
from checker.solvers.exact.near import Near, Value, parts
from checker.solvers.exact.tableau import (
    ALWAYS,
    Conflict,
    Literal,
    OutOfStepsError,
    Owner,
    Tableau,
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A choice, and who owns it."""

    choice: Choice
    owner: Owner


class Branching:
    """One question about a tableau whose bounds are set, with whole numbers and choices.

    Cases own their bounds by numbers from `first` on, one for each depth; they are dropped again.
    It takes at most so many steps of the tableau in all, and `cases`.
    """

    def __init__(
        self, tableau: Tableau, whole: Sequence[bool], first: Owner, most: int, cases: int
    ) -> None:
        self.found: list[Value] = []
        """Values of all columns that fit, or that are best."""
        self.epsilon = Fraction(1)
        """What stands for something smaller than all in them."""
        self.end: Value | None = None
        """The highest that a column was found to be."""
        self.limit: Value | None = None
        """How high it could be without whole numbers and choices."""
        self._tableau = tableau
        self._whole = whole
        self._first = first
        self.most = most
        self._most_cases = cases
        self._cases = 0

    def conflict(self, choices: Sequence[Owned], depth: int = 0) -> Conflict | None:
        """Owners of what cannot hold together; None when values are `found`.

        Raises `OutOfStepsError`.
        """
        conflict = self._tableau.check(self.most)
        if conflict is not None:
            return conflict
        split = self._split(choices)
        if split is None:
            self._keep(choices)
            return None
        own = self._first + depth
        shared: set[Owner] = {split.owner}
        for case, rest in self._cases_of(split, choices, depth):
            with self._within(case, own):
                found = self.conflict(rest, depth + 1)
            if found is None or own not in found:
                return found
            shared |= found
        shared.discard(own)
        return frozenset(shared)

    def highest(
        self, column: int, choices: Sequence[Owned], depth: int = 0, *, whole: bool
    ) -> None:
        """Looks for the highest `end` of a column, whole or not, and values there.

        Raises `OutOfStepsError`, and `EndlessError` where there is no end.
        """
        if self._tableau.check(self.most) is not None:
            return
        end = self._tableau.furthest(column, self.most, up=True)
        if not depth:
            self.limit = end
        if end is None:
            if choices:  # what grows for ever may leave the cases that its values are in
                raise OutOfStepsError
            if self.conflict((), depth) is None:
                raise EndlessError
            return
        if self.end is not None and (floor(parts(end)[0]) if whole else end) <= self.end:
            return
        split = self._split(choices)
        if split is None:
            self.end = end
            self._keep(choices)
            return
        for case, rest in self._cases_of(split, choices, depth):
            with self._within(case, self._first + depth):
                self.highest(column, rest, depth + 1, whole=whole)

    def _keep(self, choices: Sequence[Owned]) -> None:
        self.found = list(self._tableau.values)
        if any(isinstance(value, Near) for value in self.found):
            self.epsilon = self._tableau.epsilon(
                one for owned in choices for case in owned.choice for one in literals_in(case)
            )

    def _cases_of(
        self, split: Owned, choices: Sequence[Owned], depth: int
    ) -> Iterator[tuple[Normal, list[Owned]]]:
        """Each case, and the choices that are left in it."""
        left = [one for one in choices if one is not split]
        for case in split.choice:
            self._cases += 1
            if self._cases > self._most_cases or depth >= NESTED_CASES:
                raise OutOfStepsError
            yield case, [*left, *(Owned(one, self._first + depth) for one in case.choices)]

    @contextmanager
    def _within(self, case: Normal, owner: Owner) -> Iterator[None]:
        """Sets the bounds of a case, and drops them again."""
        set_all(self._tableau, case.literals, owner)
        try:
            yield
        finally:
            drop_all(self._tableau, case.literals, owner)

    def _split(self, choices: Sequence[Owned]) -> Owned | None:
        """What the values do not satisfy: a choice, or a whole number between two."""
        values = self._tableau.values
        for one in sorted(choices, key=_cases):  # the first that is missed has the fewest cases
            if not is_made(one.choice, values):
                return one
        for column, whole in enumerate(self._whole):
            if whole and type(values[column]) is not int:
                return Owned(_around(column, values[column]), ALWAYS)
        return None


def _cases(one: Owned) -> int:
    return len(one.choice)


class EndlessError(Exception):
    """A column can be as high as you like; values from which on it grows are found."""


def _around(column: int, value: Value) -> Choice:
    """What is around a value that is no whole number: the two next to it, the nearer one first.

    With one of them a column is done with. Then comes what is much larger, where small parts of
    something can be whole, and only then the rest on both sides.
    """
    number, by = parts(value)
    low = floor(number)
    if number == low and by < 0:
        low -= 1
    next_to = (low + 1, low) if number - low > Fraction(1, 2) else (low, low + 1)
    far = low + abs(low) + _FAR
    return (
        *(_between(column, n, n) for n in next_to),
        Normal((Literal(column, upper=False, value=far),)),
        _between(column, low + 2, far - 1),
        Normal((Literal(column, upper=True, value=low - 1),)),
    )


def _between(column: int, low: int, high: int) -> Normal:
    """A column from one value to another."""
    return Normal(
        (Literal(column, upper=False, value=low), Literal(column, upper=True, value=high))
    )


_FAR = 16
"""How much larger at least what is tried next is."""


def set_all(tableau: Tableau, literals: Iterable[Literal], owner: Owner) -> None:
    """Sets the bounds that some literals are."""
    for one in literals:
        bounds = tableau.upper if one.upper else tableau.lower
        tableau.set_bound(bounds, one.column, owner, one.value)


def drop_all(tableau: Tableau, literals: Iterable[Literal], owner: Owner) -> None:
    """Drops the bounds that some literals are."""
    for one in literals:
        bounds = tableau.upper if one.upper else tableau.lower
        tableau.drop_bound(bounds, one.column, owner)
