"""Shares: a part n of a whole N is a variable s in [0, 1] with n = s·N.

Where a statement bounds one share by numbers, `low·N <= n <= high·N` says the same without a
product. The product itself is stated only where shares are compared with one another and one of
their numbers is known from elsewhere.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.algebra.components import Variable
from checker.algebra.constraints import (
    All,
    Any,
    Compare,
    Constraint,
    Not,
    Relation,
    at_most,
    both,
    comparisons,
    either,
    equal,
    less,
    measures_in,
)
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Amount,
    Holds,
    Join,
    Measure,
    Meet,
    Moved,
    Named,
    Planned,
    Present,
    Rank,
    Region,
    Share,
    Size,
    Within,
    atoms,
    measures_behind,
    told_apart,
)


def with_numbers(
    constraints: Sequence[Constraint], measures: Mapping[str, Measure]
) -> list[Constraint]:
    """Each statement on shares with what it says of their numbers."""
    shares = {name: m for name, m in sorted(measures.items()) if isinstance(m, Share)}
    if not shares:
        return list(constraints)
    said = _said(constraints, measures)
    wholes = {s.whole for s in shares.values() if _is_known(s, said, measures)}
    known = {name: share for name, share in shares.items() if share.whole in wholes}
    tied: dict[str, list[Share]] = {}
    for name in sorted({name for one in constraints for name in _tied(one, known)}):
        tied.setdefault(known[name].part, []).append(known[name])
    return [_with_shares(_with_numbers(constraint, known), tied) for constraint in constraints]


def by_numbers(
    top: Polynomial,
    base: Polynomial | None,
    measures: Mapping[str, Measure],
    known: Container[str],
) -> tuple[Polynomial, Polynomial | None, Constraint]:
    """A value with shares, or a ratio of two, by the numbers of these, and what that supposes.

    Shares of one whole are its parts divided by it. Others keep what ties them to their numbers.
    Shares of which no number is `known` are left as they are.
    """
    names = top.names if base is None else top.names | base.names
    shares = {
        name: one
        for name in sorted(names)
        if isinstance(one := measures.get(name), Share) and one.part in known and one.whole in known
    }
    parts = [part for share in shares.values() for part in _part_of_something(share)]
    wholes = {share.whole for share in shares.values()}
    sides = [top] if base is None else [top, base]
    linear = all(len(key) < 2 for side in sides for key, _ in side.terms)  # noqa: PLR2004 - a product
    if len(wholes) != 1 or names != shares.keys() or not linear:
        return top, base, both(*parts, *map(_tie, shares.values()))
    (whole,) = wholes
    below = _times_whole(base or Polynomial.number(1), shares, whole)
    return _times_whole(top, shares, whole), below, both(*parts)


def _times_whole(value: Polynomial, shares: Mapping[str, Share], whole: str) -> Polynomial:
    total = Polynomial.measure(whole).scaled(value.constant)
    for key, factor in value.terms:
        if key:
            total += Polynomial.measure(shares[key[0]].part).scaled(factor)
    return total


def _with_numbers(constraint: Constraint, shares: Mapping[str, Share]) -> Constraint:
    """A statement with what it says of the numbers of some shares; others need none."""
    said = [shares[name] for name in sorted(measures_in(constraint)) if name in shares]
    if not said:
        return constraint
    wholes = [part for share in said for part in _part_of_something(share)]
    ties = [_tie(shares[name]) for name in _tied(constraint, shares)]
    return both(_bounded(constraint, shares, denied=False), *wholes, *ties)


def _tied(constraint: Constraint, shares: Mapping[str, Share]) -> list[str]:
    """The shares of a statement that compares one with something else."""
    said = measures_in(constraint) & shares.keys()
    if said and any(_compares(one.polynomial, shares) for one in comparisons(constraint)):
        return sorted(said)
    return []


def _with_shares(constraint: Constraint, by_part: Mapping[str, Iterable[Share]]) -> Constraint:
    """A statement with what its comparisons of a part and its whole say of their share.

    It follows from the share's product, and needs none.
    """
    parts = constraint.parts if isinstance(constraint, All) else (constraint,)
    found = [
        said
        for part in parts
        if isinstance(part, Compare)
        for name in sorted(part.polynomial.names & by_part.keys())
        for share in by_part[name]
        if (said := _on_share(part, share)) is not None
    ]
    return both(constraint, *found) if found else constraint


def _on_share(constraint: Compare, share: Share) -> Constraint | None:
    """`a·n + b·N <= 0` as `a·s + b <= 0` for the share s, unless N is nothing."""
    factors = dict(constraint.polynomial.terms)
    if not {(share.part,), (share.whole,)} >= factors.keys() or (share.part,) not in factors:
        return None
    of_share = Polynomial.measure(share.text).scaled(factors[(share.part,)])
    rest = Polynomial.number(factors.get((share.whole,), Fraction(0)))
    nothing = at_most(Polynomial.measure(share.whole), Polynomial())
    return either(nothing, Compare(of_share + rest, constraint.relation))


def _part_of_something(share: Share) -> tuple[Constraint, Constraint]:
    """The whole is not empty, and the part is no more than it."""
    part, whole = Polynomial.measure(share.part), Polynomial.measure(share.whole)
    return less(Polynomial(), whole), at_most(part, whole)


def _tie(share: Share) -> Constraint:
    product = Polynomial.measure(share.text) * Polynomial.measure(share.whole)
    return Compare(Polynomial.measure(share.part) - product, Relation.EQUAL)


def _compares(polynomial: Polynomial, shares: Mapping[str, Share]) -> bool:
    """Whether a share meets another unknown in one sum."""
    return len(polynomial.names) > 1 and not polynomial.names.isdisjoint(shares)


Aspect = tuple[str, str]
"""A population or a quantity, and a period."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What statements are about: besides shares, and each share that has an aspect."""

    plainly: frozenset[Aspect]
    by_share: Mapping[Aspect, Sequence[Share]]


def _said(constraints: Sequence[Constraint], measures: Mapping[str, Measure]) -> _Said:
    plainly: set[Aspect] = set()
    by_share: dict[Aspect, list[Share]] = {}
    for name in sorted({n for one in constraints for n in measures_behind(one, measures)}):
        match measures[name]:
            case Share() as share:
                for aspect in _about(share, measures):
                    by_share.setdefault(aspect, []).append(share)
            case measure:
                plainly.update(_aspects(measure))
    return _Said(frozenset(plainly), by_share)


def _about(share: Share, measures: Mapping[str, Measure]) -> set[Aspect]:
    """What the numbers of a share are about."""
    return {*_aspects(measures[share.part]), *_aspects(measures[share.whole])}


def _is_known(share: Share, said: _Said, measures: Mapping[str, Measure]) -> bool:
    """Whether anything else is said of a share's numbers, or of what could decide them.

    Where nothing is, any fraction from 0 to 1 is the share of some numbers.
    """
    about = _about(share, measures)
    others = (other for aspect in sorted(about) for other in said.by_share.get(aspect, ()))
    if not about.isdisjoint(said.plainly) or any(
        other != share and not _are_apart(other, share, measures) for other in others
    ):
        return True
    return not _can_be_any(measures[share.part], measures[share.whole])


def _are_apart(one: Share, other: Share, measures: Mapping[str, Measure]) -> bool:
    """Whether two shares are of values of one attribute in one whole, other ones or more of them.

    Or of any numbers. Any fractions that keep the rules of shares are such shares of some numbers.
    """
    first, second = _value_of(measures[one.part]), _value_of(measures[other.part])
    if one.whole != other.whole or first is None or second is None or first[0] != second[0]:
        return False
    match first[1], second[1]:
        case Holds() as holds, Holds() as other_holds:
            if replace(holds, values=other_holds.values) != other_holds:
                return False
            some, others = holds.values, other_holds.values
            return some.isdisjoint(others) or some <= others or others <= some
        case Within(attribute=one_name), Within(attribute=name):
            return one_name == name  # `numbers_add_up` says how they overlap
        case _:
            return False


def _aspects(measure: Measure) -> Iterator[Aspect]:
    """What a measure is about: a population or a quantity, in a period; a flow in all periods."""
    match measure:
        case Size(population, region):
            for atom in atoms(region):
                match atom:
                    case Present() | Holds() | Within():
                        yield population, atom.period.name
                    case Moved():
                        yield population, atom.before.name
                        yield population, atom.after.name
                    case Named():
                        continue
        case Amount():
            period = measure.period
            yield measure.quantity, period.name.removeprefix(period.plain if measure.flow else "")
        case Planned():
            yield measure.text, ""
        case Share() | Rank():
            return


def _can_be_any(part: Measure, whole: Measure) -> bool:
    """Whether a part can be any share of a whole: the members with one value, or two amounts."""
    value = _value_of(part)
    if value is not None:
        return isinstance(whole, Size) and whole.region == value[0]
    return isinstance(part, Amount) and isinstance(whole, Amount) and _is_beside(part, whole)


def _is_beside(part: Amount, whole: Amount) -> bool:
    """Whether an amount is of another quantity or time, or in a smaller place.

    Times of a flow may hold one another.
    """
    if part.flow and part.quantity == whole.quantity and part.period != whole.period:
        return False
    if (part.quantity, part.period) != (whole.quantity, whole.period):
        return True
    return part.leaves is not None and (whole.leaves is None or part.leaves < whole.leaves)


def _bounded(constraint: Constraint, shares: Mapping[str, Share], *, denied: bool) -> Constraint:
    """A comparison of one share holds of it and of its numbers; where it is denied, of neither."""
    match constraint:
        case Compare(polynomial, relation):
            numbers = _on_numbers(polynomial, shares)
            if numbers is None:
                return constraint
            return (either if denied else both)(constraint, Compare(numbers, relation))
        case All(parts):
            return All(tuple(_bounded(part, shares, denied=denied) for part in parts))
        case Any(parts):
            return Any(tuple(_bounded(part, shares, denied=denied) for part in parts))
        case Not(part):
            return Not(_bounded(part, shares, denied=not denied))


def _on_numbers(polynomial: Polynomial, shares: Mapping[str, Share]) -> Polynomial | None:
    """`a·s + b` times N, which is `a·n + b·N`; None when there is more than one share."""
    if len(polynomial.names) != 1:
        return None
    name = next(iter(polynomial.names))
    share = shares.get(name)
    if share is None or any(len(key) > 1 for key, _ in polynomial.terms):
        return None
    factor = dict(polynomial.terms)[(name,)]
    part = Polynomial.measure(share.part).scaled(factor)
    return part + Polynomial.measure(share.whole).scaled(polynomial.constant)


def share_rules(measures: Mapping[str, Measure], lexicon: Lexicon) -> list[Constraint]:
    """Shares lie in [0, 1], and those of exclusive values add up."""
    shares = [m for _, m in sorted(measures.items()) if isinstance(m, Share)]
    one = Polynomial.number(1)
    rules: list[Constraint] = [
        Compare(Polynomial.measure(share.text) - one, Relation.AT_MOST) for share in shares
    ]
    for parts, whole, complete in _exclusive(shares, measures, lexicon):
        total = Polynomial.sum(parts) - (Polynomial.measure(whole) if whole else one)
        rules.append(Compare(total, Relation.EQUAL if complete else Relation.AT_MOST))
    return rules


def _exclusive(
    shares: Sequence[Share], measures: Mapping[str, Measure], lexicon: Lexicon
) -> Iterator[tuple[list[str], str, bool]]:
    """Shares whose parts share no member, the share that they are parts of, and whether of all.

    The share is empty where it is the whole.
    """
    groups: dict[tuple[str, str, str], dict[str, frozenset[str]]] = {}
    for share in shares:
        found = _value_of(measures[share.part])
        if found is not None:
            whole, holds = found
            if isinstance(holds, Holds) and _is_size(measures[share.whole], whole):
                key = (share.whole, holds.attribute, holds.period.name)
                groups.setdefault(key, {})[share.text] = holds.values
    for (_, name, _), values in sorted(groups.items()):
        attribute = lexicon.attributes.get(name)
        if attribute is not None:
            listed = frozenset(attribute.values)
            yield from _parts_of("", listed, values, closed=not attribute.open)
            for text, some in sorted(values.items()):
                smaller = {other: v for other, v in values.items() if v < some}
                yield from _parts_of(text, some, smaller, closed=True)


def _parts_of(
    text: str, values: frozenset[str], smaller: Mapping[str, frozenset[str]], *, closed: bool
) -> Iterator[tuple[list[str], str, bool]]:
    """The largest shares inside one, if no two of them have a value in common."""
    largest = {
        other: some
        for other, some in sorted(smaller.items())
        if not any(some < larger for larger in smaller.values())
    }
    union = frozenset[str]().union(*largest.values())
    if largest and len(union) == sum(len(some) for some in largest.values()):
        yield list(largest), text, closed and union == values


def numbers_add_up(
    measures: Mapping[str, Measure],
) -> tuple[list[Variable], list[Constraint]]:
    """The shares of the stretches of numbers that shares of one whole tell apart, and their rules.

    Each of those shares is the sum of its stretches; all stretches together are the whole.
    """
    variables: list[Variable] = []
    rules: list[Constraint] = []
    for parts, ranges in stretches(measures).values():
        variables += [Variable(part, whole=False, not_negative=True) for part in parts]
        rules.append(equal(Polynomial.sum(parts), Polynomial.number(1)))
        for name, covered in ranges.items():
            rules.append(equal(Polynomial.measure(name), Polynomial.sum(covered)))
    return variables, rules


def stretches(
    measures: Mapping[str, Measure],
) -> dict[tuple[str, str], tuple[list[str], dict[str, list[str]]]]:
    """For each whole and attribute the shares of all stretches, and those in each share."""
    found = {}
    for (whole, attribute), ranges in sorted(_in_numbers(measures).items()):
        parts = {
            start: f"share({attribute}:{start}.. / {whole})"
            for start in told_apart(ranges.values())
        }
        inside = {
            name: [part for start, part in parts.items() if one.covers(start)]
            for name, one in ranges.items()
        }
        found[whole, attribute] = (list(parts.values()), inside)
    return found


def _in_numbers(measures: Mapping[str, Measure]) -> dict[tuple[str, str], dict[str, Within]]:
    """For each whole and attribute with numbers, the shares and the numbers they are of."""
    found: dict[tuple[str, str], dict[str, Within]] = {}
    for _, share in sorted(measures.items()):
        value = _value_of(measures[share.part]) if isinstance(share, Share) else None
        if not isinstance(share, Share) or value is None:
            continue
        present, within = value
        if isinstance(within, Within) and _is_size(measures[share.whole], present):
            found.setdefault((share.whole, within.attribute), {})[share.text] = within
    return found


def _is_size(measure: Measure, region: Present) -> bool:
    return isinstance(measure, Size) and measure.region == region


def _value_of(measure: Measure) -> tuple[Present, Holds | Within] | None:
    """The population and what holds, where a region is just the members with some values."""
    if not isinstance(measure, Size):
        return None
    parts = measure.region.parts if isinstance(measure.region, Join) else (measure.region,)
    found = [_single_value(part) for part in parts]
    if len(found) == 1 or found[0] is None:
        return found[0]
    population, first = found[0]
    if not isinstance(first, Holds):
        return None
    values: set[str] = set()
    for one in found:
        if one is None or one[0] != population or not isinstance(one[1], Holds):
            return None
        if replace(one[1], values=first.values) != first:
            return None
        values |= one[1].values
    return population, replace(first, values=frozenset(values))


def _single_value(region: Region) -> tuple[Present, Holds | Within] | None:
    if isinstance(region, Meet):
        present = [part for part in region.parts if isinstance(part, Present)]
        holds = [part for part in region.parts if isinstance(part, Holds | Within)]
        if len(region.parts) == 2 and len(present) == 1 and len(holds) == 1:  # noqa: PLR2004 - one each
            return present[0], holds[0]
    return None
