"""Finds the tree of a certificate.

At each place the rows are first taken for fractions: where these clash, a sum shows it. Else rows
of whole numbers are rounded, equations are tried for a divisor, and then a split is chosen: the
one with the fewest cases that do not clash at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, floor, gcd

from checker.constraints.system import Component, Variable
from checker.language.algebra import (
    All,
    Any,
    Compare,
    Constraint,
    Monomial,
    Not,
    Polynomial,
    Relation,
    holds,
)
from checker.proofs.certificate import (
    Added,
    Either,
    Impossible,
    Node,
    Split,
    Term,
    used_in,
)
from checker.proofs.cores import spared
from checker.proofs.linear import added, indivisible, least, multipliers
from checker.proofs.plain import coprime
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Solver

_PAIR = 2


class NotFoundError(Exception):
    """The search ended without a tree; says why."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many places a tree may have, how many splits below each other, and how many are tried."""

    places: int = 300
    depth: int = 30
    tried: int = 24
    seconds: float = 20


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

    def __init__(self, unknowns: Mapping[str, Variable], solver: Solver, effort: Effort) -> None:
        self._unknowns = unknowns
        self._solver = solver
        self._effort = effort
        self._places = 0

    def tree(self, facts: Facts, depth: int = 0) -> Node:
        """A tree that shows that the facts cannot all hold."""
        self._places += 1
        if self._places > self._effort.places:
            raise NotFoundError(f"no proof of up to {self._effort.places} steps was found")
        if depth > self._effort.depth:
            raise NotFoundError(f"no proof of up to {self._effort.depth} splits was found")
        rows = _Rows(facts, self._unknowns, self._solver, self._effort.seconds)
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
            rows = _Rows(facts, self._unknowns, self._solver, self._effort.seconds)
            count += not rows.clash()
            if count > enough:
                break
        return count

    def end(self, facts: Facts) -> Node | None:
        """A tree without a split, if there is one."""
        return _Rows(facts, self._unknowns, self._solver, self._effort.seconds).end()

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
        """Unknowns of products that a point does not satisfy, split beside their values there."""
        keys = sorted(
            {k for row in facts.rows.values() for k, _ in row.polynomial.terms if len(k) > 1}
        )
        for key in keys:
            known = [point.get(name, Fraction(0)) for name in key]
            if len(key) == _PAIR and point.get(_column(key)) != known[0] * known[1]:
                for name, value in sorted(set(zip(key, known, strict=True))):
                    yield self._split(facts, name, Fraction(floor(value)))
                    yield self._split(facts, name, Fraction(ceil(value) - 1))


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
    names = {name: Fraction(0) for name in _names(constraint)}
    return holds(constraint, names | dict(point))


def _names(constraint: Constraint) -> frozenset[str]:
    match constraint:
        case Compare(polynomial, _):
            return polynomial.names
        case All(parts) | Any(parts):
            return frozenset(name for part in parts for name in _names(part))
        case Not(part):
            return _names(part)


# --- the rows at one place -------------------------------------------------------------------


def _column(key: tuple[str, ...]) -> str:
    return " * ".join(key)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that a sum may take: one of the facts, that an unknown is not negative, or a new one.

    `rounds` marks a new row that rounds the named one.
    """

    rows: tuple[str, ...]
    says: Compare
    rounds: bool = False
    bound: bool = False


class _Rows:
    """The rows at one place, taken for fractions, with all that follows from them at once."""

    def __init__(
        self,
        facts: Facts,
        unknowns: Mapping[str, Variable],
        solver: Solver,
        seconds: float,
    ) -> None:
        self._unknowns = unknowns
        plainly = [_Candidate((name,), row) for name, row in facts.rows.items()]
        seen = sorted({name for row in facts.rows.values() for name in row.polynomial.names})
        bounds = [
            _Candidate((f"{name} >= 0",), _not_negative(name), bound=True)
            for name in seen
            if unknowns[name].not_negative
        ]
        products = list(_products([*plainly, *bounds]))
        rounded = list(self._rounded(plainly))
        self._candidates = [*plainly, *bounds, *products, *rounded]
        self._plainly = range(len(self._candidates) - len(rounded))
        self._facts = facts
        self._solver = solver
        self._linear = [_linear(one.says) for one in self._candidates]
        self._oracle = self._opened(solver, seconds)

    def _opened(self, solver: Solver, seconds: float) -> Oracle:
        """The rows as statements of a component of their own, every unknown a fraction."""
        names = sorted({name for row in self._linear for name in row.polynomial.names})
        fractions = tuple(Variable(name, whole=False, not_negative=False) for name in names)
        numbers = tuple(range(len(self._linear)))
        return solver.open(Component(fractions, (), tuple(self._linear), numbers), seconds)

    def _rounded(self, rows: Sequence[_Candidate]) -> Iterator[_Candidate]:
        """Rows of whole numbers that say more when they are divided and rounded."""
        for one in rows:
            if not all(self._unknowns[name].whole for name in one.says.polynomial.names):
                continue
            for times in (1, -1) if one.says.relation is Relation.EQUAL else (1,):
                found = rounded(
                    Compare(one.says.polynomial.scaled(Fraction(times)), one.says.relation)
                )
                if found is not None and _is_stronger(found, one.says, times):
                    yield _Candidate((*one.rows, str(times)), found, rounds=True)

    def clash(self) -> bool:
        """Whether the rows clash as fractions."""
        every = range(len(self._candidates))
        return isinstance(self._oracle.check(every), Contradictory)

    def point(self) -> Mapping[str, Fraction]:
        """Fractions that satisfy all rows."""
        verdict = self._oracle.check(range(len(self._candidates)))
        if not isinstance(verdict, Consistent):
            raise NotFoundError("the time for the proof is used up")
        return verdict.witness.values()

    def end(self) -> Node | None:
        """A tree without a split, if there is one."""
        for chosen in (self._plainly, range(len(self._candidates))):
            if isinstance(self._oracle.check(chosen), Contradictory):
                return self._least(chosen) or self._sum_of(chosen)
        return self._divided()

    def _least(self, chosen: Sequence[int]) -> Node | None:
        """The sum with the fewest rows, counted as often as they are taken."""
        numbers = [n for n in chosen if not self._candidates[n].bound]
        bounds = [n for n in chosen if self._candidates[n].bound]
        rows = [self._linear[n] for n in numbers]
        left = {key for n in bounds for key, _ in self._linear[n].polynomial.terms}
        found = least(rows, left, self._solver)
        return None if found is None else self._sum_of([*(numbers[i] for i in found), *bounds])

    def _sum_of(self, chosen: Sequence[int]) -> Node | None:
        """The sum of some rows that clash, or of fewer of them."""
        core = spared(self._oracle, chosen, self._order(chosen))
        return None if core is None else self._sum(sorted(core))

    def _order(self, chosen: Sequence[int]) -> list[int]:
        """In which order rows are spared: products and rounded ones first, then long ones."""

        def cost(number: int) -> tuple[int, int, int, int]:
            one = self._candidates[number]
            new = len(one.rows) + one.rounds
            return (-new, one.bound, -len(one.says.polynomial.terms), number)

        return sorted(chosen, key=cost)

    def _sum(self, core: Sequence[int]) -> Node | None:
        """The sum of rows of which none can be spared, below the roundings that it needs."""
        chosen = [n for n in core if not self._candidates[n].bound]
        bounds = [self._linear[n] for n in core if self._candidates[n].bound]
        times = multipliers([self._linear[n] for n in chosen], bounds)
        if times is None:
            return None
        taken = [(self._candidates[n], count) for n, count in zip(chosen, times, strict=True)]
        terms: list[tuple[Term, Compare]] = []
        rounds: list[tuple[str, tuple[Term, ...]]] = []
        for one, count in taken:
            name = one.rows
            if one.rounds:
                name = (self._new(len(rounds)),)
                sign = int(one.rows[-1])
                rounds.append((name[0], (Term(sign, one.rows[:-1]),)))
            terms.append((Term(count, name), one.says))
        tree: Node = _impossible(terms)
        for name_, terms_ in reversed(rounds):
            tree = Added(name_, terms_, tree)
        return tree

    def _new(self, number: int) -> str:
        known = sum(1 for name in self._facts.rows if name.startswith("d"))
        return f"d{known + number + 1}"

    def _divided(self) -> Node | None:
        """Two roundings of one sum of equations, whose number no factor divides."""
        equations = [
            one
            for one in self._candidates
            if one.says.relation is Relation.EQUAL
            and len(one.rows) == 1
            and all(self._unknowns[name].whole for name in one.says.polynomial.names)
        ]
        times = indivisible([one.says for one in equations])
        if times is None:
            return None
        taken = [(one, n) for one, n in zip(equations, times, strict=True) if n]
        total = added([one.says for one, _ in taken], [n for _, n in taken])
        up, down = rounded(total), rounded(Compare(-total.polynomial, total.relation))
        if up is None or down is None:
            return None
        first, second = self._new(0), self._new(1)
        end = _impossible([(Term(1, (first,)), up), (Term(1, (second,)), down)])
        negative = tuple(Term(-n, one.rows) for one, n in taken)
        positive = tuple(Term(n, one.rows) for one, n in taken)
        return Added(first, positive, Added(second, negative, end))


def _impossible(terms: Sequence[tuple[Term, Compare]]) -> Impossible:
    """A sum with multipliers that share no divisor."""
    shared = gcd(*(term.times for term, _ in terms))
    fewer = [(replace(term, times=term.times // shared), says) for term, says in terms]
    yields = added([says for _, says in fewer], [term.times for term, _ in fewer])
    return Impossible(tuple(term for term, _ in fewer), yields)


def _not_negative(name: str) -> Compare:
    return Compare(-Polynomial.measure(name), Relation.AT_MOST)


def rounded(row: Compare) -> Compare | None:
    """A row of whole numbers divided by what its factors share, its constant rounded up."""
    body = Polynomial(tuple((key, factor) for key, factor in row.polynomial.terms if key))
    if not body.terms:
        return None
    divided = coprime(body)
    shared = body.terms[0][1] / divided.terms[0][1]
    constant = row.polynomial.constant / shared
    up = ceil(constant)
    if row.relation is Relation.LESS and up == constant:
        up += 1
    return Compare(divided + Polynomial.number(up), Relation.AT_MOST)


def _is_stronger(found: Compare, before: Compare, times: int) -> bool:
    """Whether a rounded row says more than the one it comes from."""
    if before.relation is Relation.LESS:
        return True
    polynomial = before.polynomial.scaled(Fraction(times))
    body = [(key, factor) for key, factor in polynomial.terms if key]
    key, factor = body[0]
    shared = factor / dict(found.polynomial.terms)[key]
    return polynomial.constant / shared != found.polynomial.constant


def _products(rows: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Products of two rows in which no product stands that none of the rows has."""
    known = {key for one in rows for key, _ in one.says.polynomial.terms if len(key) > 1}
    if not known:
        return
    inside = {name for key in known for name in key}
    linear = [
        one
        for one in rows
        if one.says.polynomial.names <= inside
        and all(len(key) < _PAIR for key, _ in one.says.polynomial.terms)
    ]
    for one, other in combinations_with_replacement(linear, _PAIR):
        product = -(one.says.polynomial * other.says.polynomial)
        squares = {key for key, _ in product.terms if len(key) > 1}
        if squares and squares <= known:
            equal = Relation.EQUAL in {one.says.relation, other.says.relation}
            relation = Relation.EQUAL if equal else Relation.AT_MOST
            yield _Candidate((*one.rows, *other.rows), Compare(product, relation))


def _linear(row: Compare) -> Compare:
    """A row with an unknown of its own for each product."""
    terms: dict[Monomial, Fraction] = {
        ((_column(key),) if key else ()): factor for key, factor in row.polynomial.terms
    }
    return Compare(Polynomial.of(terms), row.relation)
