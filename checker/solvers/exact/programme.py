"""One component in exact arithmetic: the linear part of its statements and rules."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import floor, inf

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.algebra.polynomials import ZERO, Polynomial
from checker.limits import (
    CASES,
    CASES_AT_CORNERS,
    EXCHANGES,
    EXCHANGES_A_COLUMN,
    FEWEST_CASES,
    TARGETS,
)
from checker.solvers.exact.branching import (
    Branching,
    EndlessError,
    Owned,
    drop_all,
    set_all,
)
from checker.solvers.exact.literals import Normal, Reader
from checker.solvers.exact.near import Value, concrete, parts
from checker.solvers.exact.tableau import (
    ALWAYS,
    Conflict,
    Literal,
    OutOfStepsError,
    Tableau,
)
from checker.solvers.products import without_products
from checker.solvers.protocol import (
    Consistent,
    Contradictory,
    Reach,
    Undecided,
    Verdict,
    Witness,
)

_GIVEN_UP = Undecided("exact arithmetic gave up")


class Values:
    """Values that were found, as a witness; made fractions when somebody asks."""

    def __init__(self, columns: Mapping[str, int], found: Sequence[Value], small: Fraction) -> None:
        self._columns = columns
        self._found = found
        self._small = small

    def value(self, polynomial: Polynomial) -> Fraction:
        """What a polynomial comes to."""
        return polynomial.value({name: self._of(name) for name in polynomial.names})

    def values(self) -> Mapping[str, Fraction]:
        """The value of every variable of the component."""
        return self._all

    @cached_property
    def _all(self) -> dict[str, Fraction]:
        return {name: self._of(name) for name in self._columns}

    def _of(self, name: str) -> Fraction:
        return concrete(self._found[self._columns[name]], self._small)


class Programme:
    """Answers questions about a component's statements without their products, where it can.

    Its answers are proven; where it gives up, after so many steps or when the clock (`monotonic`)
    says that it is over, it says so.
    """

    def __init__(self, component: Component, until: float = inf) -> None:
        self._component = component
        self._first_answer: tuple[frozenset[int] | None, Verdict] | None = None
        self._tableau = Tableau(until)
        self._reader = Reader(component, self._tableau)
        self._stated = [without_products(one) for one in component.statements]
        self._cases = CASES
        self._normals: dict[int, Normal] = {}
        self._asked = len(component.statements)
        self._first = self._asked + 1
        self._set: set[int] = set()
        self._rules: list[Owned] = []
        for variable in component.variables:
            if variable.not_negative:
                column = self._reader.columns[variable.name]
                set_all(self._tableau, [Literal(column, upper=False, value=0)], ALWAYS)
        for number, rule in enumerate(component.rules):
            normal = self._reader.normal(without_products(rule))
            set_all(self._tableau, normal.literals, -2 - number)
            self._rules += (Owned(choice, ALWAYS) for choice in normal.choices)
        self._tableau.eliminate()

    # --- questions ---

    def check(
        self, chosen: Collection[int], *beside: Constraint
    ) -> Consistent | Contradictory | Undecided:
        """Whether chosen statements, and what is asked beside them, can hold with all rules."""
        conditions = [self._reader.normal(without_products(one)) for one in beside]
        choices = self._turned_to(chosen)
        self._first = self._asked + max(1, len(conditions))
        for owner, condition in enumerate(conditions, self._asked):
            choices += (Owned(choice, owner) for choice in condition.choices)
            set_all(self._tableau, condition.literals, owner)
        try:
            answer = self._answer(choices)
        finally:
            for owner, condition in enumerate(conditions, self._asked):
                drop_all(self._tableau, condition.literals, owner)
        if self._first_answer is None:
            self._first_answer = None if beside else frozenset(chosen), answer
        return answer

    def example(self, chosen: frozenset[int]) -> Witness | None:
        """Values with which chosen statements hold, the same whatever was asked before."""
        found = self._first_answer
        if found is None or found[0] != chosen:
            found = chosen, Programme(self._component, self._tableau.until).check(chosen)
        return found[1].witness if isinstance(found[1], Consistent) else None

    def _answer(self, choices: Sequence[Owned]) -> Consistent | Contradictory | Undecided:
        try:
            branching, conflict = self._searched(choices)
        except OutOfStepsError:
            self._cases = max(FEWEST_CASES, self._cases // 4)
            return _GIVEN_UP
        if conflict is not None:
            stated = frozenset(n for n in conflict if 0 <= n < self._asked)
            beside = (n - self._asked for n in conflict if n >= self._asked)
            return Contradictory(stated, frozenset(beside))
        return Consistent(self._witness(branching))

    def _searched(self, choices: Sequence[Owned]) -> tuple[Branching, Conflict | None]:
        """Cases from a corner of what the bounds leave, then from its middle.

        In corners comparisons just hold, which values nearby do not keep.
        """
        branching = self._branching(min(CASES_AT_CORNERS, self._cases))
        try:
            return branching, branching.conflict(choices)
        except OutOfStepsError:
            branching = self._branching(self._cases)
            if self._tableau.check(branching.most) is None:
                self._tableau.centre(branching.most)
            return branching, branching.conflict(choices)

    def highest(self, chosen: Collection[int], value: Polynomial) -> Reach | Undecided:
        """How high a value can be while chosen statements hold, which can."""
        choices = self._turned_to(chosen)
        factors = {self._reader.columns[key[0]]: factor for key, factor in value.terms if key}
        if not factors:
            return _GIVEN_UP
        column, scale, whole = self._reader.column(factors)
        if scale < 0:
            column = self._reader.negative(column)
        branching = self._branching(min(CASES_AT_CORNERS, self._cases))
        try:
            branching.highest(column, choices, whole=whole)
        except EndlessError:
            return Reach(None, open=False, witness=self._witness(branching))
        except OutOfStepsError:
            found = self._just_below(branching.limit, column, choices, whole=whole)
            if found is None:
                return _GIVEN_UP
            branching = found
        if branching.end is None:
            return _GIVEN_UP
        number, by = parts(branching.end)
        end = Fraction(number) * abs(scale) + value.constant
        if by:  # values there, which just miss what leaves out its end
            branching.epsilon = ZERO
        return Reach(end, open=bool(by), witness=self._witness(branching))

    def _just_below(
        self, limit: Value | None, column: int, choices: Sequence[Owned], *, whole: bool
    ) -> Branching | None:
        """Values with a column as near below a limit as it can be, if that is near."""
        if limit is None:
            return None
        first = floor(parts(limit)[0]) if whole else limit
        for end in (first - n for n in range(TARGETS if whole else 1)):
            bound = [Literal(column, upper=False, value=end)]
            set_all(self._tableau, bound, self._asked)
            try:
                branching, conflict = self._searched(choices)
            except OutOfStepsError:
                return None
            finally:
                drop_all(self._tableau, bound, self._asked)
            if conflict is None:
                branching.end = end
                return branching
        return None

    # --- the tableau ---

    def _branching(self, cases: int) -> Branching:
        most = self._tableau.steps + EXCHANGES + EXCHANGES_A_COLUMN * len(self._tableau.values)
        return Branching(self._tableau, self._reader.whole, self._first, most, cases)

    def _turned_to(self, chosen: Collection[int]) -> list[Owned]:
        """Sets the bounds of the chosen statements and drops those of others; all choices."""
        wanted = set(chosen)
        for number in sorted(self._set - wanted):
            drop_all(self._tableau, self._normal(number).literals, number)
        for number in sorted(wanted - self._set):
            set_all(self._tableau, self._normal(number).literals, number)
        self._set = wanted
        stated = (
            Owned(choice, number)
            for number in sorted(wanted)
            for choice in self._normal(number).choices
        )
        return [*self._rules, *stated]

    def _normal(self, number: int) -> Normal:
        if number not in self._normals:
            self._normals[number] = self._reader.normal(self._stated[number])
        return self._normals[number]

    def _witness(self, branching: Branching) -> Values:
        return Values(self._reader.columns, branching.found, branching.epsilon)
