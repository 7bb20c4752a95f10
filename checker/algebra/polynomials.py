"""Polynomials of unknown numbers with exact factors; the unknowns are known by their names."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import prod

from checker.frozen import dataclass

Monomial = tuple[str, ...]
"""Names of measures, sorted; the empty one is the constant."""

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of monomials with exact factors, sorted, none of them zero."""

    terms: tuple[tuple[Monomial, Fraction], ...] = ()

    @classmethod
    def of(cls, terms: Mapping[Monomial, Fraction]) -> "Polynomial":
        """The polynomial of these factors."""
        return cls(tuple(sorted((key, factor) for key, factor in terms.items() if factor)))

    @classmethod
    def number(cls, value: Fraction | int) -> "Polynomial":
        """A constant."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls((((), exact),)) if value else cls()

    @classmethod
    def measure(cls, name: str) -> "Polynomial":
        """One measure."""
        return cls((((name,), ONE),))

    @classmethod
    def sum(cls, names: Iterable[str]) -> "Polynomial":
        """The sum of different measures."""
        return cls(tuple(((name,), ONE) for name in sorted(names)))

    @classmethod
    def balance(cls, some: Iterable[str], others: Iterable[str]) -> "Polynomial":
        """The sum of some measures less that of others; no measure is in both."""
        less = -ONE
        factors = dict.fromkeys(some, ONE) | dict.fromkeys(others, less)
        return cls(tuple(((name,), factors[name]) for name in sorted(factors)))

    @property
    def constant(self) -> Fraction:
        """The factor of the empty monomial."""
        return self.terms[0][1] if self.terms and not self.terms[0][0] else ZERO

    @property
    def is_number(self) -> bool:
        """Whether no measure occurs."""
        return all(not key for key, _ in self.terms)

    @property
    def is_linear(self) -> bool:
        """Whether no product of two measures occurs."""
        return all(len(key) <= 1 for key, _ in self.terms)

    @property
    def variable_part(self) -> "Polynomial":
        """The polynomial less its constant."""
        return Polynomial(tuple((key, factor) for key, factor in self.terms if key))

    @property
    def names(self) -> frozenset[str]:
        """The measures that occur."""
        return frozenset([name for key, _ in self.terms for name in key])

    def __add__(self, other: "Polynomial") -> "Polynomial":
        total = dict(self.terms)
        for key, factor in other.terms:
            total[key] = total[key] + factor if key in total else factor
        return Polynomial.of(total)

    def __neg__(self) -> "Polynomial":
        return Polynomial(tuple((key, -factor) for key, factor in self.terms))

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        total = dict(self.terms)
        for key, factor in other.terms:
            total[key] = total[key] - factor if key in total else -factor
        return Polynomial.of(total)

    def scaled(self, factor: Fraction) -> "Polynomial":
        """Every factor times one number."""
        if not factor:
            return Polynomial()
        return Polynomial(tuple((key, value * factor) for key, value in self.terms))

    def mapped(self, change: Callable[[Monomial], Monomial]) -> "Polynomial":
        """The polynomial with other monomials; those that become one are added up."""
        total: dict[Monomial, Fraction] = {}
        for key, factor in self.terms:
            own = change(key)
            total[own] = total.get(own, ZERO) + factor
        return Polynomial.of(total)

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        total: dict[Monomial, Fraction] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                key = tuple(sorted(left + right))
                total[key] = total.get(key, ZERO) + a * b
        return Polynomial.of(total)

    @property
    def text(self) -> str:
        """Canonical text."""
        return " + ".join(f"{factor}*{'*'.join(key) or '1'}" for key, factor in self.terms) or "0"

    def value(self, values: Mapping[str, Fraction]) -> Fraction:
        """The value under given values of the measures."""
        total = ZERO
        for key, factor in self.terms:
            total += prod((values[name] for name in key), start=factor)
        return total
