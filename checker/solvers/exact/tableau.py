"""A linear programme in exact numbers that is changed and asked again (Dutertre and de Moura 2006).

Every unknown, and every sum of unknowns that some comparison names, is a *column*. A column is
*basic*, when it is written as a sum of the others, or *loose*. All loose columns are within their
bounds; where a basic one is not, it changes places with a loose one that can move. If none can,
the bounds of that row contradict each other. Bounds have an owner: who sets them may drop them
again, and what was found before is the start of the next question.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import gcd, inf
from time import monotonic

from checker.frozen import dataclass
from checker.limits import CLOCKLESS_STEPS, FAR, GREEDY_EXCHANGES
from checker.solvers.exact.near import Value, parts, quotient, whole_if

Owner = int
"""Who set a bound."""

ALWAYS: Owner = -1
"""The owner of what is never dropped."""

Conflict = frozenset[Owner]
"""Owners of bounds that cannot all hold."""


class OutOfStepsError(Exception):
    """The steps that a question may take have been taken."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A column is at most a value, or at least."""

    column: int
    upper: bool
    value: Value

    def holds(self, values: list[Value]) -> bool:
        """Whether it does under values of all columns."""
        value = values[self.column]
        return value <= self.value if self.upper else value >= self.value


class _Bounds:
    """The bounds of all columns on one side; `sign` is 1 for upper ones and -1 for lower ones."""

    def __init__(self, sign: int) -> None:
        self.sign = sign
        self.tightest: list[Value | None] = []
        self.owner: list[Owner] = []
        self._held: list[dict[Owner, Value]] = []

    def add_column(self) -> None:
        self.tightest.append(None)
        self.owner.append(ALWAYS)
        self._held.append({})

    def set(self, column: int, owner: Owner, value: Value) -> bool:
        """Sets a bound; whether it is tighter than all others."""
        self._held[column][owner] = value
        now = self.tightest[column]
        if now is None or (value < now if self.sign > 0 else value > now):
            self.tightest[column], self.owner[column] = value, owner
            return True
        if value == now and owner < self.owner[column]:
            self.owner[column] = owner
        return False

    def drop(self, column: int, owner: Owner) -> None:
        held = self._held[column]
        del held[owner]
        if self.owner[column] != owner:
            return
        if not held:
            self.tightest[column], self.owner[column] = None, ALWAYS
            return
        best = (min if self.sign > 0 else max)(held.values())
        self.tightest[column] = best
        self.owner[column] = min(one for one, value in held.items() if value == best)


class Tableau:
    """Columns, their bounds, and values that keep the bounds if they can.

    It gives up when the clock (`monotonic`) says that it is `until`.

    A row says `weight * basic = sum of factor * loose`, all of them whole numbers.
    """

    def __init__(self, until: float = inf) -> None:
        self.until = until
        self.values: list[Value] = []
        self.upper = _Bounds(1)
        self.lower = _Bounds(-1)
        self.steps = 0
        self._rows: dict[int, dict[int, int]] = {}
        self._weights: dict[int, int] = {}
        self._rows_with: list[set[int]] = []
        self._greedy = 0
        self._crossed: set[int] = set()
        self._moved: set[int] = set()

    # --- columns ---

    def add_unknown(self) -> int:
        """A new loose column, at 0."""
        self.values.append(0)
        self._rows_with.append(set())
        self.upper.add_column()
        self.lower.add_column()
        return len(self.values) - 1

    def add_sum(self, factors: Mapping[int, int]) -> int:
        """A new basic column, a sum of others with whole factors."""
        column = self.add_unknown()
        row, weight = self._loosened(factors)
        self._rows[column], self._weights[column] = row, weight
        for loose in row:
            self._rows_with[loose].add(column)
        self.values[column] = sum(factor * self.values[one] for one, factor in factors.items())
        return column

    def _loosened(self, factors: Mapping[int, int]) -> tuple[dict[int, int], int]:
        """A sum of columns as one of loose columns, and the weight that makes it whole."""
        weight = 1
        for column in factors:
            if column in self._weights:
                own = self._weights[column]
                weight = weight * own // gcd(weight, own)
        row: dict[int, int] = {}
        for column, factor in factors.items():
            if column in self._rows:
                times = factor * (weight // self._weights[column])
                for loose, inner in self._rows[column].items():
                    row[loose] = row.get(loose, 0) + times * inner
            else:
                row[column] = row.get(column, 0) + factor * weight
        return _lowest({one: factor for one, factor in row.items() if factor}, weight)

    # --- bounds ---

    def set_bound(self, bounds: _Bounds, column: int, owner: Owner, value: Value) -> None:
        """Sets a bound of an owner, which has none yet on that side of the column."""
        if bounds.set(column, owner, value):
            self._moved.add(column)
            low, high = self.lower.tightest[column], self.upper.tightest[column]
            if low is not None and high is not None and low > high:
                self._crossed.add(column)

    def drop_bound(self, bounds: _Bounds, column: int, owner: Owner) -> None:
        """Drops the bound that an owner has set."""
        bounds.drop(column, owner)
        if column in self._crossed:
            low, high = self.lower.tightest[column], self.upper.tightest[column]
            if low is None or high is None or low <= high:
                self._crossed.discard(column)
                self._moved.add(column)

    def _violated(self, column: int) -> _Bounds | None:
        """The side on which a value is out of its bounds."""
        value = self.values[column]
        low = self.lower.tightest[column]
        if low is not None and value < low:
            return self.lower
        high = self.upper.tightest[column]
        return self.upper if high is not None and value > high else None

    # --- the question ---

    def check(self, most: int) -> Conflict | None:
        """Moves values until all bounds hold; those that cannot if there are such.

        Raises `OutOfStepsError` where it takes more than so many steps.
        """
        if self._crossed:
            column = min(self._crossed)
            return frozenset({self.lower.owner[column], self.upper.owner[column]})
        self._settle()
        self._greedy = self.steps + GREEDY_EXCHANGES
        waiting = [column for column in self._moved if column in self._rows]
        heapify(waiting)
        while waiting:
            column = heappop(waiting)
            if column not in self._rows or (side := self._violated(column)) is None:
                self._moved.discard(column)
                continue
            self._look_at_clock(most)
            entering = self._entering(column, side)
            if entering is None:
                return self._conflict(column, side)
            bound = side.tightest[column]
            assert bound is not None  # noqa: S101 - it is violated
            for touched in self._exchange(column, entering, bound):
                if self._violated(touched) is not None:
                    self._moved.add(touched)
                    heappush(waiting, touched)
        self._moved.clear()
        return None

    def _look_at_clock(self, most: int) -> None:
        """Now and then, since to look takes time."""
        if self.steps >= most or (self.steps % CLOCKLESS_STEPS == 0 and monotonic() > self.until):
            raise OutOfStepsError

    def _settle(self) -> None:
        """Brings loose columns whose bounds have changed back between them."""
        for column in sorted(self._moved):
            if column in self._rows:
                continue
            self._moved.discard(column)
            side = self._violated(column)
            if side is not None:
                bound = side.tightest[column]
                assert bound is not None  # noqa: S101 - it is violated
                self._moved.update(self._shift(column, bound - self.values[column]))

    def _entering(self, basic: int, side: _Bounds) -> int | None:
        """A loose column that can move a basic one back to the side where it is out of bounds."""
        best: tuple[int, int, int] | None = None
        for loose, factor in self._rows[basic].items():
            if self._has_room(loose, up=factor * side.sign < 0):
                rank = (0, 0, loose)
                if self.steps < self._greedy:  # small factors keep rows of whole numbers whole
                    rank = (abs(factor), len(self._rows_with[loose]), loose)
                if best is None or rank < best:
                    best = rank
        return None if best is None else best[2]

    def _has_room(self, column: int, *, up: bool) -> bool:
        bounds = self.upper if up else self.lower
        end = bounds.tightest[column]
        if end is None:
            return True
        return self.values[column] < end if up else self.values[column] > end

    def _conflict(self, basic: int, side: _Bounds) -> Conflict:
        """The bounds of a row none of whose loose columns can move."""
        owners = {side.owner[basic]}
        for loose, factor in self._rows[basic].items():
            blocking = self.upper if factor * side.sign < 0 else self.lower
            owners.add(blocking.owner[loose])
        return frozenset(owners)

    # --- moves ---

    def _shift(self, loose: int, by: Value) -> set[int]:
        """Moves a loose column; the basic ones that have moved with it."""
        values = self.values
        values[loose] = whole_if(values[loose] + by)
        touched = self._rows_with[loose]
        for basic in touched:
            more = quotient(by * self._rows[basic][loose], self._weights[basic])
            values[basic] = whole_if(values[basic] + more)
        return touched

    def _exchange(self, basic: int, loose: int, bound: Value) -> set[int]:
        """Moves a basic column to a bound by a loose one, and exchanges them; what has moved."""
        row, weight = self._rows[basic], self._weights[basic]
        by = quotient((bound - self.values[basic]) * weight, row[loose])
        touched = self._shift(loose, by) | {loose}
        self.values[basic] = bound
        self._pivot(basic, loose)
        touched.discard(basic)
        return touched

    def _pivot(self, basic: int, loose: int) -> None:
        """Writes a loose column by a basic one, in the row of the one and in all others.

        A column that never moves again is left out of all rows.
        """
        self.steps += 1
        row, weight = self._rows.pop(basic), self._weights.pop(basic)
        lead = row.pop(loose)
        sign = 1 if lead > 0 else -1
        own = {one: -sign * factor for one, factor in row.items()}
        rows_with = self._rows_with
        for one in row:
            rows_with[one].discard(basic)
        if not self._is_fixed(basic):
            own[basic] = sign * weight
        lead *= sign
        others = rows_with[loose]
        others.discard(basic)
        rows_with[loose] = set()
        for other in others:
            self._replace(other, loose, own, lead)
        self._rows[loose], self._weights[loose] = _lowest(own, lead)
        for one in own:
            rows_with[one].add(loose)

    def _replace(self, basic: int, loose: int, own: Mapping[int, int], lead: int) -> None:
        """Puts `lead * loose = own` into the row of another basic column."""
        row, weight = self._rows[basic], self._weights[basic]
        rows_with = self._rows_with
        times = row.pop(loose)
        if lead != 1:
            shared = gcd(times, lead)
            times, scale = times // shared, lead // shared
            if scale != 1:
                row = {one: factor * scale for one, factor in row.items()}
                weight *= scale
        for one, factor in own.items():
            known = row.get(one)
            if known is None:
                row[one] = times * factor
                rows_with[one].add(basic)
            elif new := known + times * factor:
                row[one] = new
            else:
                del row[one]
                rows_with[one].discard(basic)
        if weight != 1:
            row, weight = _lowest(row, weight)
        self._rows[basic], self._weights[basic] = row, weight

    def _is_fixed(self, column: int) -> bool:
        """Whether rules leave a column one value."""
        owners = self.lower.owner[column], self.upper.owner[column]
        return max(owners) <= ALWAYS and self._has_one_value(column)

    def eliminate(self) -> None:
        """Writes rows whose sum has one value by other columns, the shortest first.

        Each takes an unknown out of all other rows for ever.
        """
        waiting = [(len(self._rows[one]), one) for one in self._rows if self._is_fixed(one)]
        heapify(waiting)
        while waiting:
            length, basic = heappop(waiting)
            row = self._rows.get(basic)
            if not row:
                continue
            if len(row) > length:
                heappush(waiting, (len(row), basic))
                continue
            loose = min(row, key=lambda one: (abs(row[one]), len(self._rows_with[one]), one))
            bound = self.lower.tightest[basic]
            assert bound is not None  # noqa: S101 - it is fixed
            self._exchange(basic, loose, bound)
        self._moved.update(self._rows)

    def centre(self, most: int) -> None:
        """Moves every loose column to the middle of what the bounds leave it, from values within.

        Raises `OutOfStepsError`.
        """
        for loose in range(len(self.values)):
            if loose in self._rows or self._has_one_value(loose):
                continue
            self._look_at_clock(most)
            self.steps += 1
            by = self._free(loose, 1) - self._free(loose, -1)
            if by:
                self._shift(loose, quotient(by, 2))

    def _free(self, loose: int, direction: int) -> Value:
        """How far a loose column can move, or far where nothing stops it."""
        room, _ = self._room(loose, direction)
        return FAR + 2 * abs(Fraction(parts(self.values[loose])[0])) if room is None else room

    def _has_one_value(self, column: int) -> bool:
        """Whether bounds leave a column one value."""
        low = self.lower.tightest[column]
        return low is not None and low == self.upper.tightest[column]

    # --- ends ---

    def furthest(self, column: int, most: int, *, up: bool) -> Value | None:
        """Moves a column as far as the bounds allow, from values that keep them; None for no end.

        Raises `OutOfStepsError`.
        """
        while True:
            self._look_at_clock(most)
            self.steps += 1
            moving = self._moving(column, up=up)
            if moving is None:
                return self.values[column]
            loose, rises = moving
            room, blocking = self._room(loose, 1 if rises else -1)
            if room is None:
                return None
            self._shift(loose, room if rises else -room)
            if blocking is not None:
                self._pivot(blocking, loose)

    def _moving(self, column: int, *, up: bool) -> tuple[int, bool] | None:
        """A loose column that can move a column up or down, and whether it goes up itself."""
        if column not in self._rows:
            return (column, up) if self._has_room(column, up=up) else None
        candidates = (
            loose
            for loose, factor in self._rows[column].items()
            if self._has_room(loose, up=(factor > 0) is up)
        )
        first = min(candidates, default=None)
        return None if first is None else (first, (self._rows[column][first] > 0) is up)

    def _room(self, loose: int, direction: int) -> tuple[Value | None, int | None]:
        """How far a loose column can move, and the basic one that stops it before its own end."""
        own = (self.upper if direction > 0 else self.lower).tightest[loose]
        room = None if own is None else (own - self.values[loose]) * direction
        blocking: int | None = None
        for basic in self._rows_with[loose]:
            rate = self._rows[basic][loose] * direction
            end = (self.upper if rate > 0 else self.lower).tightest[basic]
            if end is None:
                continue
            free = quotient((end - self.values[basic]) * self._weights[basic], rate)
            if (
                room is None
                or free < room
                or (free == room and blocking is not None and basic < blocking)
            ):
                room, blocking = free, basic
        return room, blocking

    def epsilon(self, literals: Iterable[Literal]) -> Fraction:
        """A positive number that may stand for something smaller than all in the values.

        With it all bounds hold still, and those of the literals that hold.
        """
        least = Fraction(1)
        values = self.values
        pairs = [
            *zip(self.lower.tightest, values, strict=True),
            *zip(values, self.upper.tightest, strict=True),
        ]
        for one in literals:
            value = values[one.column]
            pairs.append((value, one.value) if one.upper else (one.value, value))
        for low, high in pairs:
            if low is None or high is None:
                continue
            (a, slower), (b, faster) = parts(low), parts(high)
            if a < b and slower > faster:
                least = min(least, Fraction(b - a) / (slower - faster))
        return least

    def reasons(self, column: int) -> Conflict:
        """The owners of the bounds that keep a column from being higher than it is."""
        if column not in self._rows:
            return frozenset({self.upper.owner[column]})
        return frozenset(
            (self.upper if factor > 0 else self.lower).owner[loose]
            for loose, factor in self._rows[column].items()
        )


def _lowest(row: dict[int, int], weight: int) -> tuple[dict[int, int], int]:
    """A row in lowest terms."""
    shared = gcd(weight, *row.values())
    if shared == 1:
        return row, weight
    return {one: factor // shared for one, factor in row.items()}, weight // shared
