"""Finds the tree of a certificate.

Where the rows at a place add up to nothing impossible, a split is chosen: the one with the fewest
cases that do not clash at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from math import ceil, floor
from time import monotonic

from checker.algebra.components import Variable
from checker.algebra.constraints import (
    All,
    Any,
    Compare,
    Constraint,
    Not,
    Relation,
    holds,
    measures_in,
)
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.proofs.certificate import (
    Either,
    Node,
    Split,
    used_in,
)
from checker.proofs.rows import OUT_OF_TIME, NotFoundError, Rows, column
from checker.solvers.protocol import Solver

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Effort:
    """How many places a tree may have, how many splits below each other, and how many are tried.

    `looks` is how many places are looked at in all, those of splits that are only tried with them;
    all of it takes no more than so many `seconds`.
    """

    places: int = 300
    depth: int = 30
    tried: int = 24
    looks: int = 2_000
    seconds: float = 60


USUAL = Effort()


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds at one place: rows by name, and choices of which one part must hold."""

    rows: Mapping[str, Compare] = field(default_factory=dict)
    choices: Mapping[str, tuple[Constraint, ...]] = field(default_factory=dict)

    def assuming(self, name: str, constraint: Constraint) -> "Facts":
        """With a plain constraint more; its parts have its name and their number."""
        match constraint:
            case Compare():
                return replace(self, rows={**self.rows, name: constraint})
            case Any(parts):
                return replace(self, choices={**self.choices, name: parts})
            case All(parts):
                found = self
                for number, part in enumerate(parts):
                    found = found.assuming(f"{name}.{number}", part)
                return found
            case Not():
                raise TypeError(constraint)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to split, with the facts of each case; `step` makes the place from their trees."""

    at: tuple[str, Fraction] | str
    cases: tuple[Facts, ...]

    def step(self, trees: Sequence[Node]) -> Node:
        match self.at:
            case str(choice):
                return Either(choice, tuple(trees))
            case (unknown, end):
                low, high = trees
                return Split(unknown, end, (low, high))


class Search:
    """Looks for one tree; the unknowns have the short names of the certificate."""

    def __init__(
        self, unknowns: Mapping[str, Variable], solver: Solver, effort: Effort, until: float
    ) -> None:
        self._unknowns = unknowns
        self._solver = solver
        self._effort = effort
        self._until = until
        self._places = 0
        self._looks = 0

    def tree(self, facts: Facts, depth: int = 0) -> Node:
        """A tree that shows that the facts cannot all hold."""
        self._places += 1
        if self._places > self._effort.places:
            raise NotFoundError(f"no proof of up to {self._effort.places} steps was found")
        if depth > self._effort.depth:
            raise NotFoundError(f"no proof of up to {self._effort.depth} splits was found")
        rows = self._rows(facts)
        ended = rows.end()
        if ended is not None:
            return ended
        way = self._best(list(self._ways(facts, rows.point())), depth)
        trees = []
        for case, more in enumerate(way.cases):
            tree = self.tree(more, depth + 1)
            if not _leans_on(tree, way.at, case, self._unknowns):
                return tree
            trees.append(tree)
        return way.step(trees)

    def _best(self, ways: Sequence[_Way], depth: int) -> _Way:
        """The way with the fewest cases that stay open, then with the fewest cases."""
        if not ways:
            raise NotFoundError("the solver's answer could not be confirmed by splitting cases")
        if depth == self._effort.depth:
            return ways[0]
        best, fewest = ways[0], (len(ways[0].cases) + 1, 0)
        for way in ways[: self._effort.tried]:
            still = (self._open(way, fewest[0]), len(way.cases))
            if still < fewest:
                best, fewest = way, still
            if not still[0]:
                break
        return best

    def _open(self, way: _Way, enough: int) -> int:
        """How many cases do not clash at once; no more are looked at than `enough`."""
        count = 0
        for facts in way.cases:
            count += not self._rows(facts).clash()
            if count > enough:
                break
        return count

    def end(self, facts: Facts) -> Node | None:
        """A tree without a split, if there is one."""
        return self._rows(facts).end()

    def _rows(self, facts: Facts) -> Rows:
        self._looks += 1
        if self._looks > self._effort.looks:
            raise NotFoundError(f"no proof was found in {self._effort.looks:,} attempts")
        if monotonic() > self._until:
            raise NotFoundError(OUT_OF_TIME)
        return Rows(facts.rows, self._unknowns, self._solver, self._until)

    # --- ways to split ---

    def _ways(self, facts: Facts, point: Mapping[str, Fraction]) -> Iterator[_Way]:
        """Choices that a point does not satisfy, and unknowns that are no whole numbers in it."""
        for name in sorted(point):
            value = point[name]
            if name in self._unknowns and self._unknowns[name].whole and value.denominator != 1:
                yield self._split(facts, name, Fraction(floor(value)))
        missed = [
            name for name, parts in facts.choices.items() if not _satisfied(Any(parts), point)
        ]
        for name in sorted(missed, key=lambda name: len(facts.choices[name])):
            yield self._either(facts, name)
        yield from self._products(facts, point)

    def _either(self, facts: Facts, name: str) -> _Way:
        left = Facts(facts.rows, {n: parts for n, parts in facts.choices.items() if n != name})
        return _Way(
            name,
            tuple(
                left.assuming(f"{name}.{number}", part)
                for number, part in enumerate(facts.choices[name])
            ),
        )

    def _split(self, facts: Facts, name: str, end: Fraction) -> _Way:
        low, high = split_rows(name, end, whole=self._unknowns[name].whole)
        return _Way((name, end), (facts.assuming(*low), facts.assuming(*high)))

    def _products(self, facts: Facts, point: Mapping[str, Fraction]) -> Iterator[_Way]:
        """Factors of products that a point does not satisfy, split where something new follows."""
        keys = sorted(
            {k for row in facts.rows.values() for k, _ in row.polynomial.terms if len(k) > 1}
        )
        ratios: list[tuple[str, Fraction]] = []
        beside: list[tuple[str, Fraction]] = []
        for key in keys:
            known = [point.get(name, Fraction(0)) for name in key]
            product = point.get(column(key), Fraction(0))
            if len(key) == _PAIR and product != known[0] * known[1]:
                pairs = zip(key, known, reversed(known), strict=True)
                for name, value, other in sorted(set(pairs)):
                    if other and not self._unknowns[name].whole:
                        ratios.append((name, product / other))
                    beside.append((name, Fraction(floor(value))))
                    beside.append((name, Fraction(ceil(value) - 1)))
        for name, end in dict.fromkeys((*ratios, *beside)):
            rows = split_rows(name, end, whole=self._unknowns[name].whole)
            if not any(row in facts.rows for row, _ in rows):
                yield self._split(facts, name, end)


def split_rows(
    name: str, end: Fraction, *, whole: bool
) -> tuple[tuple[str, Compare], tuple[str, Compare]]:
    """The rows of the two cases of a split, with their names."""
    start = end + 1 if whole else end
    unknown = Polynomial.measure(name)
    low = Compare(unknown - Polynomial.number(end), Relation.AT_MOST)
    high = Compare(Polynomial.number(start) - unknown, Relation.AT_MOST)
    return (f"{name} <= {end}", low), (f"{name} >= {start}", high)


def _leans_on(
    tree: Node, at: tuple[str, Fraction] | str, case: int, unknowns: Mapping[str, Variable]
) -> bool:
    """Whether a tree uses what one case adds."""
    used = used_in(tree)
    if isinstance(at, str):
        name = f"{at}.{case}"
        return any(row == name or row.startswith(f"{name}.") for row in used)
    return split_rows(*at, whole=unknowns[at[0]].whole)[case][0] in used


def _satisfied(constraint: Constraint, point: Mapping[str, Fraction]) -> bool:
    names = {name: Fraction(0) for name in measures_in(constraint)}
    return holds(constraint, names | dict(point))
