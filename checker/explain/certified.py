"""What a certificate tells: the one sum that it is, else which parts of statements it leans on."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checker.algebra.constraints import Compare, Relation
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ZERO, Polynomial
from checker.explain.relations import Ground, Said, ends, interval_of, scaled_to_one
from checker.frozen import dataclass
from checker.language.measures import Share
from checker.proofs.carrying import Json
from checker.proofs.verifying import RefusedError, fields, typed


@dataclass(frozen=True, slots=True)
class Combination:
    """What `last` is about is in `value`: all that is `taken`, so many times each, and `beside`.

    Where it is so many of something, all the rest is of the same. Rules are used of `numbers`.
    """

    last: Said
    value: Interval
    taken: tuple[tuple[Said, Fraction], ...]
    beside: Fraction
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A comparison, the place of the member that says so, and whether it is one of some cases."""

    says: Compare
    member: int | None
    chosen: bool


class Certified:
    """One certificate about members, whose ids are given in their order."""

    def __init__(self, certificate: Json, ids: Sequence[str], ground: Ground) -> None:
        self._ground = ground
        self._tree = fields(certificate["tree"], "tree")
        unknowns = fields(certificate["unknowns"], "unknowns")
        known = {short: fields(one, "unknown") for short, one in unknowns.items()}
        self._names = {short: str(one["name"]) for short, one in known.items()}
        self._positive = {str(one["name"]) for one in known.values() if one["not_negative"]}
        self._rows: dict[str, _Row] = {}
        for value in typed(certificate["constraints"], list, "constraints"):
            one = fields(value, "constraint")
            if one["member"] is not None and one["member"] not in ids:
                raise RefusedError("a certificate is about another statement")
            member = None if one["member"] is None else ids.index(str(one["member"]))
            self._add(str(one["id"]), fields(one["says"], "says"), member, chosen=False)

    def _add(self, name: str, says: Json, member: int | None, *, chosen: bool) -> None:
        if "sum" in says:
            terms: dict[tuple[str, ...], Fraction] = {}
            for factor, *shorts in typed(says["sum"], list, "sum"):
                terms[tuple(sorted(self._names[short] for short in shorts))] = Fraction(factor)
            row = Compare(Polynomial.of(terms), Relation(says["is"]))
            self._rows[name] = _Row(row, member, chosen)
            return
        ((kind, parts),) = says.items()
        for place, part in enumerate(typed(parts, list, kind)):
            self._add(f"{name}.{place}", fields(part, kind), member, chosen=chosen or kind == "any")

    # --- which parts -------------------------------------------------------------------------

    def parts(self) -> tuple[list[Said], frozenset[int]]:
        """What it uses of members, and those members of which it looks at each of some cases."""
        used = {name for _, *names in _terms(self._tree) for name in names}
        rows = [row for name, row in self._rows.items() if name in used and row.member is not None]
        whole = frozenset(row.member for row in rows if row.chosen and row.member is not None)
        found: list[Said] = []
        for said in (self._said(row) for row in rows if row.member not in whole):
            if said not in found:
                found.append(said)
        return found, whole

    def _said(self, row: _Row) -> Said:
        """What a row says, with the figure of which it is an end."""
        mine = scaled_to_one(row.says)
        for said in self._ground.stated:
            for one in (said, self._in_numbers(said)) if said.member == row.member else ():
                if mine in map(scaled_to_one, ends(one.numerator, one.interval, one.denominator)):
                    return one
        return interval_of(row.says, row.member)

    def _in_numbers(self, said: Said) -> Said:
        """What is said of a share, of its part and its whole."""
        measure = self._ground.measures.get(min(said.names, default=""))
        if not isinstance(measure, Share) or said.numerator != Polynomial.measure(measure.text):
            return said
        part, whole = Polynomial.measure(measure.part), Polynomial.measure(measure.whole)
        return Said(part, said.interval, whole, said.member, figure=said.figure)

    # --- one sum -----------------------------------------------------------------------------

    def combination(self) -> Combination | None:
        """What the first figure would be by all others; None where it is no sum of figures."""
        stated: list[tuple[Said, Fraction]] = []
        ruled: list[tuple[Compare, Fraction]] = []
        for times, *names in typed(self._tree.get("sum", []), list, "sum"):
            row = self._rows.get(names[0])
            if row is None or len(names) > 1:
                return None
            if row.member is None:
                ruled.append((row.says, Fraction(times)))
            else:
                said = self._said(row)
                often = _times(said, row.says)
                if often is None:
                    return None
                stated.append((said, Fraction(times) * often))
        bases = {said.denominator for said, _ in stated if said.interval not in _NOUGHTS}
        if len(bases) > 1:
            return None
        base = next(iter(bases), None)
        if base is not None:
            stated = [(said, times) for said, times in stated if said.interval != _SOMETHING]
        return self._of_figures(stated, ruled, base or Polynomial.number(1))

    def _of_figures(
        self,
        stated: Sequence[tuple[Said, Fraction]],
        ruled: Sequence[tuple[Compare, Fraction]],
        base: Polynomial,
    ) -> Combination | None:
        """What statements are about, so many times each, is by the rules at least so much."""
        total = Polynomial()
        for form, times in (
            *((said.numerator, times) for said, times in stated),
            *((rule.polynomial, times) for rule, times in ruled),
        ):
            total += form.scaled(times)
        left = Polynomial.of({key: f for key, f in total.terms if self._is_left(key, f, base)})
        least = _times_in(total - left, base)
        if least is None:
            return None
        exact = not left.terms and all(rule.relation is Relation.EQUAL for rule, _ in ruled)
        figures = [pair for pair in stated if pair[0].figure is not None]
        for last, own in sorted(figures, key=lambda pair: pair[0].member or 0):
            taken = [(said, -times / own) for said, times in stated if said is not last]
            value = Interval.point(least / own)
            for said, times in taken:
                value = value + said.interval.scaled(times)
            if not exact:
                strict = any(rule.relation is Relation.LESS for rule, _ in ruled)
                value = _one_end(value, upper=own < 0, strict=strict)
            if not value.meets(last.interval) and self._has_words(taken, least):
                names = frozenset(name for rule, _ in ruled for name in rule.polynomial.names)
                return Combination(last, value, tuple(taken), least / own, names)
        return None

    def _has_words(self, taken: Sequence[tuple[Said, Fraction]], beside: Fraction) -> bool:
        """Whether all numbers are printed ones, where days and minutes are counted from a first."""
        counted = [said for said, _ in taken if said.figure is None]
        nothing = not beside and all(said.interval in _NOUGHTS for said in counted)
        return nothing or not self._ground.moments

    def _is_left(self, key: tuple[str, ...], factor: Fraction, base: Polynomial) -> bool:
        """Whether a number can be left out of a sum, which is then no more: it is not negative."""
        inside = any(key == other for other, _ in base.terms)
        return factor > 0 and len(key) == 1 and key[0] in self._positive and not inside


_SOMETHING = Interval(ZERO, None, low_open=True)
_NOUGHTS = {Interval.point(0), Interval(ZERO, None), Interval(None, ZERO), _SOMETHING}


def _one_end(value: Interval, *, upper: bool, strict: bool) -> Interval:
    """What a sum comes to at most, or at least; `strict` where it is less than that, or more."""
    if upper:
        return Interval(None, value.high, high_open=value.high_open or strict)
    return Interval(value.low, None, value.low_open or strict)


def _times(said: Said, row: Compare) -> Fraction | None:
    """How often what a relation is about is in a row that it makes; None where nothing tells."""
    base = dict(said.denominator.terms) if said.denominator is not None else {}
    own = {key: factor for key, factor in row.polynomial.terms if key}
    found = (own[key] / f for key, f in said.numerator.terms if key in own and key not in base)
    return next(found, None)


def _times_in(total: Polynomial, unit: Polynomial) -> Fraction | None:
    """How often something is in a multiple of it; None where this is none."""
    key, factor = unit.terms[0]
    times = dict(total.terms).get(key, ZERO) / factor
    return times if total == unit.scaled(times) else None


def _terms(node: Mapping[str, object]) -> Iterator[Sequence[str]]:
    """The terms of all sums of a tree."""
    yield from typed(node.get("sum", node.get("add", [])), list, "sum")
    below = [node["then"]] if "then" in node else typed(node.get("cases", []), list, "cases")
    for one in below:
        yield from _terms(fields(one, "tree"))
