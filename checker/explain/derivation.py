"""A short chain of sums from printed figures to two values of one number that do not meet.

What is known of each number is an interval. A relation narrows that of one number from those of
the others; nothing is guessed and every end is an exact fraction. The relations that a clash does
not need are left out one by one, so that a chain is told that cannot be made shorter by leaving
out one of its grounds. A clash that only cases or simultaneous equations would show is not found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Monomial, Polynomial
from checker.explain.relations import POSITIVE, Ground, Said
from checker.frozen import dataclass
from checker.language.measures import Rank, Row
from checker.limits import ROUNDS_OF_A_CHAIN

_ANYTHING = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Step:
    """`said` and the steps `used` put the number `name` into `raw`; it is whole: into `found`."""

    said: Said
    name: str
    raw: Interval
    found: Interval
    used: tuple[int, ...]

    @property
    def is_rounded(self) -> bool:
        """Whether it matters that the number is whole."""
        return self.raw != self.found


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a number, and the steps that show it."""

    interval: Interval
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """Steps in order, and the clash: what `last` says, and the value that it has by the steps.

    Without `last` two steps put the number `name` into intervals that do not meet. `other` is
    what says the value where another statement does so of the very same.
    """

    steps: tuple[Step, ...]
    known: Mapping[str, Known]
    name: str | None
    last: Said | None
    value: Interval
    other: Said | None = None

    @property
    def grounds(self) -> tuple[Said, ...]:
        """Every relation that is used."""
        own = tuple(said for said in (self.last, self.other) if said is not None)
        return (*(step.said for step in self.steps), *own)


def derive(ground: Ground, members: int) -> Derivation | None:
    """The chain that ends at the first member's figure, else at another's, else anywhere."""
    if ground.moments:
        return None
    alike: dict[frozenset[str], list[Said]] = {}
    for said in ground.stated:
        alike.setdefault(frozenset(said.names), []).append(said)
    for place in range(members):
        for last in _said_by(ground, place):
            for other in alike[frozenset(last.names)]:
                value = None if other.member == place else _the_same(last, other)
                if value is not None and not value.meets(last.interval):
                    return Derivation((), {}, None, last, value, other)
    anywhere = _ending_at(ground, (*ground.stated, *ground.rules), None)
    if anywhere is None:
        return None
    for place in range(members):
        saids = anywhere.grounds if place else (*ground.stated, *ground.rules)
        found = _ending_at(ground, saids, place)
        if found is not None:
            return found
    return anywhere


def show(ground: Ground, target: Said) -> Derivation | None:
    """The chain of sums that puts a value into the interval of `target`, and no wider."""
    whole = ground.whole
    kept: list[Said] = [*ground.stated, *ground.rules]
    found = None if ground.moments else _Search(kept, whole).value(target)
    if found is None:
        return None
    kept = _needed(kept, found)
    for said in sorted(kept, key=_odd):
        without = [other for other in kept if other is not said]
        shorter = _Search(without, whole).value(target)
        if shorter is not None:
            kept = _needed(without, shorter)
    return _Search(kept, whole).value(target)


def _said_by(ground: Ground, place: int) -> list[Said]:
    return [said for said in ground.stated if said.member == place]


def _ending_at(ground: Ground, saids: Iterable[Said], final: int | None) -> Derivation | None:
    lasts = [] if final is None else _said_by(ground, final)
    kept = [said for said in saids if final is None or final not in said.sources]
    if final is not None and not lasts:
        return None
    found = _clash(kept, lasts, ground.whole)
    if found is None:
        return None
    kept = _needed(kept, found)
    whole = frozenset[str]() if _clash(kept, lasts, frozenset()) is not None else ground.whole
    for said in sorted(kept, key=_odd):
        without = [other for other in kept if other is not said]
        shorter = _clash(without, lasts, whole)
        if shorter is not None:
            kept = _needed(without, shorter)
    return _clash(kept, lasts, whole)


def _needed(saids: Iterable[Said], found: Derivation) -> list[Said]:
    grounds = found.grounds
    return [said for said in saids if any(said is ground for ground in grounds)]


def _odd(said: Said) -> tuple[int, int]:
    """The order in which relations are tried to be spared: what is hard to follow first."""
    if said.member is not None:
        return 4, -len(said.names)
    if said.interval == POSITIVE and len(said.names) == 1:
        return 1, 0
    if said.sum is not None:
        return (3 if said.sum.sign == "=" else 0), -len(said.names)
    return 2, 0


def _clash(
    saids: Sequence[Said], lasts: Sequence[Said], whole: frozenset[str]
) -> Derivation | None:
    search = _Search(saids, whole)
    ends: Sequence[Said | None] = lasts or [None]
    found = (search.clash(last) for last in ends)
    return next((one for one in found if one is not None), None)


class _Search:
    """Narrows every number round by round until some clash is there or nothing changes."""

    def __init__(self, saids: Sequence[Said], whole: frozenset[str]) -> None:
        self._whole = whole
        self._known: dict[str, Known] = {}
        self._steps: list[Step] = []
        self._empty: str | None = None
        self._run(saids)

    def _run(self, saids: Sequence[Said]) -> None:
        changed = {name for said in saids for name in said.names}
        for _ in range(ROUNDS_OF_A_CHAIN):
            before, now = dict(self._known), set[str]()
            for said in saids:
                if changed.isdisjoint(said.names):
                    continue
                for name, found in narrowed(said, before):
                    if self._add(said, name, found, before):
                        now.add(name)
                    if self._empty is not None:
                        return
            if not now:
                return
            changed = now

    def _add(self, said: Said, name: str, raw: Interval, before: Mapping[str, Known]) -> bool:
        found = whole_part(raw) if name in self._whole else raw
        known = self._known.get(name, Known(_ANYTHING))
        if known.interval.lies_in(found):
            return False
        used = {s for other in said.names - {name} if other in before for s in before[other].shown}
        number = len(self._steps)
        self._steps.append(Step(said, name, raw, found, tuple(sorted(used))))
        shown = (number,) if found.lies_in(known.interval) else (*known.shown, number)
        if is_nothing(known.interval.meet(found)):
            self._empty = name
            apart = (s for s in known.shown if not self._steps[s].found.meets(found))
            shown = (*(list(apart)[:1] or known.shown), number)
        self._known[name] = Known(known.interval.meet(found), shown)
        return True

    def clash(self, last: Said | None) -> Derivation | None:
        """The clash with what a relation says, or of two steps, with the steps that it needs."""
        if self._empty is not None:
            return self._derivation(self._known[self._empty].shown, self._empty, None, _ANYTHING)
        if last is None:
            return None
        value = ratio(last, self._known)
        if value.meets(last.interval):
            return None
        shown = {s for name in last.names if name in self._known for s in self._known[name].shown}
        return self._derivation(shown, None, last, value)

    def value(self, target: Said) -> Derivation | None:
        """The steps that put a value into the interval of `target`; None where they do not."""
        if self._empty is not None:
            return None
        value = ratio(target, self._known)
        if not value.lies_in(target.interval):
            return None
        shown = {s for n in target.names if n in self._known for s in self._known[n].shown}
        return self._derivation(shown, None, target, value)

    def _derivation(
        self,
        ends: Iterable[int],
        name: str | None,
        last: Said | None,
        value: Interval,
    ) -> Derivation:
        needed, waiting = set[int](), set(ends)
        while waiting:
            number = waiting.pop()
            needed.add(number)
            waiting |= set(self._steps[number].used) - needed
        order = {number: place for place, number in enumerate(sorted(needed))}
        steps = []
        for number in order:
            step = self._steps[number]
            used = tuple(order[other] for other in step.used)
            steps.append(replace(step, used=used))
        known = {
            name: Known(one.interval, tuple(order[s] for s in one.shown if s in order))
            for name, one in self._known.items()
        }
        return Derivation(tuple(steps), known, name, last, value)


def _the_same(last: Said, other: Said) -> Interval | None:
    """What another relation says of the very thing that the last one is about."""
    if other.rank is not None or len(last.names) == 1:
        return None
    if last.denominator == other.denominator:
        for sign in (Fraction(1), Fraction(-1)):
            if last.numerator == other.numerator.scaled(sign):
                return other.interval.scaled(sign)
    return None


# --- one step --------------------------------------------------------------------------------


def narrowed(said: Said, known: Mapping[str, Known]) -> Iterator[tuple[str, Interval]]:
    """What a relation says of each of its numbers when something is known of the others."""
    if said.rank is not None:
        yield said.rank.text, place_among(said.rank, known)
        return
    factors, target = said.factors
    unknown = {name for key in factors for name in key if name not in known}
    if len(unknown) > 1:
        return
    values = {
        key: by * product_of(key, known) for key, by in factors.items() if unknown.isdisjoint(key)
    }
    for name in sorted(unknown) or sorted({name for key in factors for name in key}):
        own = [key for key in factors if name in key]
        if len(own) > 1 or own[0].count(name) > 1:
            continue
        rest = target
        for other, value in values.items():
            if other != own[0]:
                rest = rest - value
        beside = factors[own[0]]
        if len(own[0]) > 1:
            beside = beside * product_of(tuple(n for n in own[0] if n != name), known)
        found = rest / beside
        if not found.is_anything:
            yield name, found


def product_of(key: Monomial, known: Mapping[str, Known]) -> Interval:
    """The values of a product of numbers."""
    first, *others = [known[name].interval if name in known else _ANYTHING for name in key] or [
        Interval.point(1)
    ]
    for other in others:
        first = first * other
    return first


def value_of(polynomial: Polynomial, known: Mapping[str, Known]) -> Interval:
    """The values of a polynomial."""
    total = Interval.point(0)
    for key, factor in polynomial.terms:
        total = total + product_of(key, known).scaled(factor)
    return total


def ratio(said: Said, known: Mapping[str, Known]) -> Interval:
    """The values that the measured side of a relation can have."""
    if said.denominator is None:
        return value_of(said.numerator, known)
    parts, beside = apart(said)
    base = value_of(said.denominator, known)
    if 0 in base:
        return _ANYTHING
    return (value_of(parts, known) / base).shifted(beside)


def apart(said: Said) -> tuple[Polynomial, Fraction]:
    """`(x - y) / y` as `x / y - 1`: the numerator without its denominator, and what is beside."""
    base = said.denominator or Polynomial.number(1)
    for key, factor in base.terms:
        own = dict(said.numerator.terms).get(key)
        if own is not None:
            rest = said.numerator - base.scaled(own / factor)
            if len(rest.terms) < len(said.numerator.terms):
                return rest, own / factor
    return said.numerator, Fraction(0)


def place_among(rank: Rank, known: Mapping[str, Known]) -> Interval:
    """The places that a competitor can have: behind all that are ahead, before all behind."""
    ahead = [_is_ahead(row, rank.own, known) for row in rank.others]
    first = 1 + sum(one is True for one in ahead)
    last = 1 + sum(one is not False for one in ahead)
    return Interval(Fraction(first), Fraction(last))


def _is_ahead(one: Row, other: Row, known: Mapping[str, Known]) -> bool | None:
    """Whether one row is ahead of another; None where that is not known."""
    for left, right in zip(one, other, strict=True):
        difference = value_of(left - right, known)
        if Interval.point(0).is_below(difference):
            return True
        if difference.is_below(Interval.point(0)):
            return False
        if difference != Interval.point(0):
            return None
    return False


def whole_part(interval: Interval) -> Interval:
    """The ends of the whole numbers in an interval."""
    low, high = interval.low, interval.high
    if low is not None:
        low = Fraction(floor(low) + 1 if interval.low_open else ceil(low))
    if high is not None:
        high = Fraction(ceil(high) - 1 if interval.high_open else floor(high))
    return Interval(low, high)


def is_nothing(interval: Interval) -> bool:
    """Whether no value lies in an interval."""
    if interval.low is None or interval.high is None:
        return False
    if interval.low == interval.high:
        return interval.low_open or interval.high_open
    return interval.low > interval.high
