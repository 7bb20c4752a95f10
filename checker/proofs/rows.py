"""The rows at one place of a tree, and the sum of them that is impossible, if there is one.

They are taken for fractions first. Then rows of whole numbers are rounded, and equations are tried
for a divisor. Where unknowns are multiplied by each other, each product is an unknown of its own,
bound by the products of rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, gcd, lcm
from time import monotonic

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Compare, Relation
from checker.algebra.polynomials import Monomial, Polynomial
from checker.frozen import dataclass
from checker.proofs.certificate import Added, Impossible, Node, Term, terms_of
from checker.proofs.cores import spared
from checker.proofs.linear import added, indivisible, least, multipliers, singling, without
from checker.proofs.plain import coprime
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Solver

_PAIR = 2


OUT_OF_TIME = "the time for the proof is used up"


class NotFoundError(Exception):
    """The search ended without a proof; says why."""


def column(key: tuple[str, ...]) -> str:
    """The name of the unknown that stands for a product."""
    return " * ".join(key)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that a sum may take, by name; of two names it is the product.

    A `bound` says that an unknown is not negative.
    """

    rows: tuple[str, ...]
    says: Compare
    bound: bool = False

    @property
    def is_fraction(self) -> bool:
        """Whether no product of unknowns stands in it."""
        return all(len(key) < _PAIR for key, _ in self.says.polynomial.terms)


class Rows:
    """The rows at one place, taken for fractions, with all that follows from them at once."""

    def __init__(
        self,
        given: Mapping[str, Compare],
        unknowns: Mapping[str, Variable],
        solver: Solver,
        until: float,
    ) -> None:
        self._unknowns = unknowns
        self._steps: dict[str, tuple[Term, ...]] = {}
        plainly = [_Candidate((name,), row) for name, row in given.items()]
        seen = sorted({name for row in given.values() for name in row.polynomial.names})
        bounds = [
            _Candidate((f"{name} >= 0",), _not_negative(name), bound=True)
            for name in seen
            if unknowns[name].not_negative
        ]
        rounded = list(self._rounded(plainly))
        # Of something whole and above 0 only that it is at least 1 tells anything of its products.
        ends = [one for one in rounded if len(one.says.polynomial.names) == 1]
        factors = [*plainly, *bounds, *ends]
        products = list(_products(factors))
        single = self._fixed([*plainly, *products])
        fixed = [*single.values(), *self._without(single, plainly)]
        if fixed:
            products = list(_products([*factors, *fixed]))
        self._candidates = [*plainly, *bounds, *products, *fixed, *rounded]
        self._plainly = range(len(self._candidates) - len(rounded))
        self._linear = [_linear(one.says) for one in self._candidates]
        self._until = until
        self._oracle = self._opened(solver)

    def _opened(self, solver: Solver) -> Oracle:
        """The rows as statements of a component of their own, every unknown a fraction."""
        names = sorted({name for row in self._linear for name in row.polynomial.names})
        fractions = tuple(Variable(name, whole=False, not_negative=False) for name in names)
        numbers = tuple(range(len(self._linear)))
        return solver.open(
            Component(fractions, (), tuple(self._linear), numbers), self._until - monotonic()
        )

    def _step(self, terms: Sequence[Term], says: Compare) -> _Candidate:
        """A new row from others."""
        name = f"d{len(self._steps) + 1}"
        self._steps[name] = tuple(terms)
        return _Candidate((name,), says)

    def _is_whole(self, row: Compare) -> bool:
        return all(self._unknowns[name].whole for name in row.polynomial.names)

    def _rounded(self, rows: Sequence[_Candidate]) -> Iterator[_Candidate]:
        """Rows of whole numbers that say more when they are divided and rounded."""
        for one in rows:
            if not self._is_whole(one.says):
                continue
            for times in (1, -1) if one.says.relation is Relation.EQUAL else (1,):
                found = rounded(added([one.says], [times]))
                if found is not None and _is_stronger(found, one.says, times):
                    yield self._step([Term(times, one.rows)], found)

    def _fixed(self, rows: Sequence[_Candidate]) -> dict[str, _Candidate]:
        """Unknowns of products, fractions, to which equations leave a single value."""
        keys = {key for one in rows for key, _ in one.says.polynomial.terms if len(key) > 1}
        equations = [one for one in rows if one.says.relation is Relation.EQUAL]
        linear = [_linear(one.says) for one in equations]
        found = {}
        for name in sorted({name for key in keys for name in key}):
            times = None if self._unknowns[name].whole else singling(linear, (name,))
            if times is not None:
                taken = [(one, n) for one, n in zip(equations, times, strict=True) if n]
                says = added([one.says for one, _ in taken], [n for _, n in taken])
                found[name] = self._step([Term(n, one.rows) for one, n in taken], says)
        return found

    def _without(
        self, fixed: Mapping[str, _Candidate], rows: Sequence[_Candidate]
    ) -> Iterator[_Candidate]:
        """Rows with the values of fixed unknowns put in."""
        for one in rows:
            factors = dict(one.says.polynomial.terms)
            known = {n: step for n, step in fixed.items() if (n,) in factors}
            if not known or not one.is_fraction:
                continue
            shares = {
                name: -factors[name,] / dict(step.says.polynomial.terms)[name,]
                for name, step in known.items()
            }
            times = lcm(*(share.denominator for share in shares.values()))
            counts = [times, *(int(share * times) for share in shares.values())]
            taken = [one, *known.values()]
            says = added([row.says for row in taken], counts)
            if not self._is_whole(says):
                terms = [Term(n, row.rows) for n, row in zip(counts, taken, strict=True)]
                yield self._step(terms, says)

    def clash(self) -> bool:
        """Whether the rows clash as fractions."""
        every = range(len(self._candidates))
        return isinstance(self._oracle.check(every), Contradictory)

    def point(self) -> Mapping[str, Fraction]:
        """Fractions that satisfy all rows."""
        verdict = self._oracle.check(range(len(self._candidates)))
        if not isinstance(verdict, Consistent):
            raise NotFoundError(OUT_OF_TIME)
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
        found = least(rows, left, self._until)
        return None if found is None else self._sum_of([*(numbers[i] for i in found), *bounds])

    def _sum_of(self, chosen: Sequence[int]) -> Node | None:
        """The sum of some rows that clash, or of fewer of them."""
        core = spared(self._oracle, chosen, self._order(chosen))
        return None if core is None else self._sum(sorted(core))

    def _order(self, chosen: Sequence[int]) -> list[int]:
        """In which order rows are spared: products and rounded ones first, then long ones."""

        def cost(number: int) -> tuple[int, int, int, int]:
            one = self._candidates[number]
            new = len(one.rows) + (one.rows[0] in self._steps)
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
        return self._after(_impossible([(Term(n, one.rows), one.says) for one, n in taken]))

    def _after(self, tree: Node) -> Node:
        """A tree behind the steps that make the rows it uses."""
        for name in reversed(self._steps):
            if any(name in term.rows for term in terms_of(tree)):
                tree = Added(name, self._steps[name], tree)
        return tree

    def _divided(self) -> Node | None:
        """Two roundings of one sum of equations, whose number no factor divides."""
        equations = [one for one in self._candidates if one.says.relation is Relation.EQUAL]
        linear = [_linear(one.says) for one in equations]
        keys = {key for row in linear for key, _ in row.polynomial.terms if key}
        whole = {(name,) for name, one in self._unknowns.items() if one.whole}
        sums = [one for one in without(linear, keys - whole) if _is_integral(added(linear, one))]
        times = indivisible([added(linear, one) for one in sums])
        if times is None:
            return None
        totals = [
            sum(n * one[p] for n, one in zip(times, sums, strict=True)) for p in range(len(linear))
        ]
        taken = [(one, n) for one, n in zip(equations, totals, strict=True) if n]
        total = added([one.says for one, _ in taken], [n for _, n in taken])
        up, down = rounded(total), rounded(Compare(-total.polynomial, total.relation))
        if up is None or down is None:
            return None
        first = self._step([Term(n, one.rows) for one, n in taken], up)
        second = self._step([Term(-n, one.rows) for one, n in taken], down)
        ends = [(Term(1, first.rows), up), (Term(1, second.rows), down)]
        return self._after(_impossible(ends))


def _impossible(terms: Sequence[tuple[Term, Compare]]) -> Impossible:
    """A sum with multipliers that share no divisor."""
    shared = gcd(*(term.times for term, _ in terms))
    fewer = [(replace(term, times=term.times // shared), says) for term, says in terms]
    yields = added([says for _, says in fewer], [term.times for term, _ in fewer])
    return Impossible(tuple(term for term, _ in fewer), yields)


def _is_integral(row: Compare) -> bool:
    return all(factor.denominator == 1 for _, factor in row.polynomial.terms)


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
    linear = [one for one in rows if one.is_fraction and one.says.polynomial.names <= inside]
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
        ((column(key),) if key else ()): factor for key, factor in row.polynomial.terms
    }
    return Compare(Polynomial.of(terms), row.relation)
