"""What members and the vocabulary say of numbers: that some value lies in some interval."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property

from checker.algebra.constraints import All, Any, Compare, Constraint, Relation, measures_in
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import ZERO, Monomial, Polynomial
from checker.compile.distinct import Distinct
from checker.compile.never_nothing import never_nothing
from checker.compile.rising import rising
from checker.compile.shares import share_rules
from checker.explain.parts import Cells, Extents, Sum, extents, stands, sums, with_ranges
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Amount,
    Birthday,
    Clock,
    Day,
    Measure,
    Planned,
    Present,
    Rank,
    Share,
    Size,
    atoms,
)
from checker.language.scope import Slot
from checker.proofs.plain import plain

_PAIR = 2
_POINT = Interval.point(0)
POSITIVE = Interval(Fraction(0), None)


@dataclass(frozen=True)  # with a dictionary, for what is remembered
class Said:
    """`numerator`, or the ratio to `denominator`, lies in an interval.

    `member` is the place of the statement that says so, None where the vocabulary does; `rule` has
    the words of the vocabulary, or of what the statement takes for granted. `because` are the
    places of other statements that it rests on. `figure` is what is printed for the interval;
    `rank` the competitors whose order it follows from.
    """

    numerator: Polynomial
    interval: Interval
    denominator: Polynomial | None = None
    member: int | None = None
    rule: str = ""
    because: tuple[int, ...] = ()
    figure: Figure | None = None
    rank: Rank | None = None
    sum: Sum | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """The measures that occur."""
        if self.rank is not None:
            return self.rank.names | {self.rank.text}
        below = frozenset() if self.denominator is None else self.denominator.names
        return self.numerator.names | below

    @cached_property
    def is_order(self) -> bool:
        """Whether it says that one thing, or a multiple of it, is another, or more, or less."""
        ends = (self.interval.low, self.interval.high)
        factors = [factor for _, factor in self.numerator.terms]
        return len(factors) == _PAIR and min(factors) < 0 < max(factors) and not any(ends)

    @cached_property
    def factors(self) -> tuple[Mapping[Monomial, Interval], Interval]:
        """The factor of each product of numbers on one side, and where their sum lies.

        A ratio with one end says `x` is more than twice `y`, which holds also where `y` is nought.
        """
        low, high = self.interval.low, self.interval.high
        base, form = self.denominator, self.numerator
        if base is not None and (low is None or high is None):
            form -= base.scaled(low or high or ZERO)
            end = self.interval.shifted(-(low or high or ZERO))
            return {key: Interval.point(factor) for key, factor in form.terms}, end
        found = {key: Interval.point(factor) for key, factor in form.terms}
        if base is None:
            return found, self.interval
        for key, factor in base.terms:
            own = found.get(key, Interval.point(0))
            found[key] = own + self.interval.scaled(-factor)
        return found, Interval.point(0)

    @cached_property
    def sources(self) -> frozenset[int]:
        """The places of all statements that it comes from."""
        own = () if self.member is None else (self.member,)
        return frozenset((*own, *self.because))


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the members of a contradiction, and the vocabulary, say of their measures.

    `wholes` are the shares of a whole in itself, by names of their own, with the whole. Of days and
    `moments` only durations are told in numbers.
    """

    measures: Mapping[str, Measure]
    stated: tuple[Said, ...]
    rules: tuple[Said, ...]
    whole: frozenset[str]
    extents: Extents
    wholes: Mapping[str, str] = field(default_factory=dict)
    moments: bool = False


def ground(members: Sequence[Distinct], lexicon: Lexicon) -> Ground:
    """What some members say, and the rules about it; no rules where they tell of days or times."""
    measures = _measures(members)
    stated = [said for place, one in enumerate(members) for said in _stated(one, place)]
    if any(isinstance(measure, Day | Clock | Birthday) for measure in measures.values()):
        nothing = Extents({}, {}, frozenset())
        return Ground(measures, tuple(stated), (), frozenset(), nothing, moments=True)
    known, wholes = with_ranges(extents(measures.values(), lexicon), measures)
    kinds: dict[str, Measure] = dict(measures)
    for name in known.cells:
        if name not in kinds and name not in known.names:
            kinds |= _wholes(measures.values(), name)
    rules = [
        *_set_rules(known, stated),
        *_value_rules(kinds.values()),
        *(Said(Polynomial.measure(name), Interval.point(1), rule=ADD_UP) for name in wholes),
        *_other_rules(kinds, lexicon),
    ]
    whole = frozenset(name for name, one in kinds.items() if _is_whole(one))
    return Ground(kinds, tuple(stated), tuple(rules), whole, known, wholes)


def _measures(members: Iterable[Distinct]) -> dict[str, Measure]:
    """The measures that constraints name, with those that shares and ranks are made of."""
    found: dict[str, Measure] = {}
    for one in members:
        waiting = set(measures_in(one.meaning.constraint))
        while waiting:
            name = waiting.pop()
            measure = one.meaning.measures[name]
            found[name] = measure
            match measure:
                case Share(part, whole):
                    waiting |= {part, whole} - found.keys()
                case Rank():
                    waiting |= measure.names - found.keys()
                case _:
                    continue
    return dict(sorted(found.items()))


def _wholes(measures: Iterable[Measure], name: str) -> dict[str, Measure]:
    """A whole population of which some measure counts members, by its name."""
    for measure in measures:
        if isinstance(measure, Size):
            for atom in atoms(measure.region):
                if isinstance(atom, Present):
                    whole = Size(measure.population, atom)
                    if whole.text == name:
                        return {name: whole}
    return {}


def _is_whole(measure: Measure) -> bool:
    match measure:
        case Size() | Rank():
            return True
        case Amount(whole=whole) | Planned(whole=whole):
            return whole
        case _:
            return False


# --- what members say ------------------------------------------------------------------------


def _stated(one: Distinct, place: int) -> Iterator[Said]:
    """What a member says: its figures where they say all of a comparison, then the comparisons."""
    constraint, claimed = plain(one.meaning.constraint), plain(one.meaning.said)
    compared = [part for part in _compared(constraint) if part.polynomial.names]
    left = {scaled_to_one(part): part for part in compared}
    for slot in one.meaning.slots:
        own = [scaled_to_one(end) for end in ends_of(slot) if end.polynomial.names]
        if own and all(end in left for end in own):
            for end in set(own):
                del left[end]
            yield Said(slot.numerator, slot.interval, slot.denominator, place, figure=slot.figure)
        elif own and any(_in_each(own, either) for either in _cases(constraint)):
            yield Said(slot.numerator, slot.interval, slot.denominator, place, figure=slot.figure)
    asserted = {scaled_to_one(p) for p in _compared(claimed) if p.polynomial.names}
    for said in _joined(part for end, part in left.items() if end in asserted):
        yield _with_figure(replace(said, member=place), one)
    for said in _joined(part for end, part in left.items() if end not in asserted):
        yield replace(said, member=place, rule=SOMETHING)


def _compared(constraint: Constraint) -> Iterator[Compare]:
    match constraint:
        case Compare(_, relation) if relation is not Relation.UNEQUAL:
            yield constraint
        case All(parts):
            for part in parts:
                yield from _compared(part)
        case _:
            return


def _cases(constraint: Constraint) -> Iterator[Any]:
    """The parts of a constraint of which one holds."""
    match constraint:
        case Any():
            yield constraint
        case All(parts):
            for part in parts:
                yield from _cases(part)
        case _:
            return


def _in_each(own: Iterable[Compare], cases: Any) -> bool:
    """Whether in each case a ratio lies between two ends, or, of a negative base, the reverse."""
    own = set(own)
    reverse = {scaled_to_one(Compare(-end.polynomial, end.relation)) for end in own}
    for case in cases.parts:
        said = {scaled_to_one(one) for one in _compared(case) if one.polynomial.names}
        if not (own <= said or reverse <= said):
            return False
    return True


def scaled_to_one(one: Compare) -> Compare:
    """The same comparison with a first factor of 1 or -1; of an equation always 1."""
    if not one.polynomial.terms:
        return one
    factor = one.polynomial.terms[-1][1]
    by = factor if one.relation is Relation.EQUAL else abs(factor)
    return Compare(one.polynomial.scaled(1 / by), one.relation)


def ends_of(slot: Slot) -> Iterator[Compare]:
    """The comparisons that a figure makes; none where it is a day, a time or an age."""
    if slot.age_in is not None or slot.relation != "=":
        return
    if slot.figure.kind in {Kind.DATE, Kind.CLOCK}:
        return
    yield from ends(slot.numerator, slot.interval, slot.denominator)


def ends(numerator: Polynomial, interval: Interval, base: Polynomial | None) -> Iterator[Compare]:
    """The comparisons that put a number, or its ratio to a base, into an interval."""
    base = base or Polynomial.number(1)
    low, high = interval.low, interval.high
    if low is not None and low == high:
        yield Compare(numerator - base.scaled(low), Relation.EQUAL)
        return
    if low is not None:
        below = base.scaled(low) - numerator
        yield Compare(below, Relation.LESS if interval.low_open else Relation.AT_MOST)
    if high is not None:
        above = numerator - base.scaled(high)
        yield Compare(above, Relation.LESS if interval.high_open else Relation.AT_MOST)


def said_by(one: Slot | Constraint) -> frozenset[Compare] | None:
    """The comparisons that a figure or a constraint makes, in one form; None where it has more."""
    if isinstance(one, Slot):
        return frozenset(scaled_to_one(end) for end in ends_of(one) if end.polynomial.names)
    parts = one.parts if isinstance(one, All) else (one,)
    if not all(isinstance(part, Compare) and part.polynomial.names for part in parts):
        return None
    return frozenset(scaled_to_one(part) for part in parts if isinstance(part, Compare))


def _joined(compared: Iterable[Compare]) -> Iterator[Said]:
    """Comparisons of one form together: `18,550 <= x` and `x <= 18,650`."""
    forms: dict[Polynomial, Interval] = {}
    for one in compared:
        said = interval_of(one)
        known = forms.get(said.numerator, Interval(None, None))
        forms[said.numerator] = known.meet(said.interval)
    for form, interval in forms.items():
        yield Said(form, interval)


def interval_of(one: Compare, member: int | None = None) -> Said:
    """A comparison as a form without a constant and the interval it lies in."""
    scaled = scaled_to_one(one).polynomial
    constant = scaled.constant
    form = scaled - Polynomial.number(constant)
    is_open = one.relation is Relation.LESS
    if one.relation is Relation.EQUAL:
        interval = Interval.point(-constant)
    else:
        interval = Interval(None, -constant, high_open=is_open)
    if form.terms[-1][1] < 0:
        return Said(-form, interval.scaled(Fraction(-1)), member=member)
    return Said(form, interval, member=member)


def _with_figure(said: Said, one: Distinct) -> Said:
    """The same with the figure that is printed for it, where one is."""
    for slot in one.meaning.slots:
        if slot.denominator is None and slot.age_in is None:
            for sign in (1, -1):
                if slot.numerator.scaled(Fraction(sign)) == said.numerator:
                    mine = said.interval.scaled(Fraction(sign))
                    return replace(
                        said, numerator=slot.numerator, interval=mine, figure=slot.figure
                    )
    for figure, interval in one.meaning.readings:
        if interval == said.interval and len(said.numerator.terms) == 1:
            return replace(said, figure=figure)
    return said


# --- what the vocabulary says ----------------------------------------------------------------


def _set_rules(known: Extents, stated: Sequence[Said]) -> Iterator[Said]:
    """Sums of parts; where statements say that some groups are empty, with these statements.

    What adds up anyway is told so first, and not of another whole that is the same.
    """
    emptied: dict[int, Cells] = {}
    about: set[str] = set(known.names)
    for said in stated:
        about |= said.names
        if is_empty(said) and said.member is not None:
            for name in said.names & known.cells.keys():
                cells = emptied.get(said.member, frozenset())
                emptied[said.member] = cells | known.cells[name]
                about.discard(name)
    empty = frozenset().union(*emptied.values())
    for name, names in known.names.items():
        yield Said(Polynomial.measure(name), Interval.point(len(names)), rule=NAMES)
        if known.cells[name] <= empty:
            because = _emptying(known.cells[name], emptied)
            yield Said(Polynomial.measure(name), _POINT, rule=ADD_UP, because=because)
    found: list[tuple[Sum, tuple[int, ...]]] = []
    for one in sums(known, empty, about | _presents(known)):
        needed = list(emptied)
        for place in list(emptied):
            without = [other for other in needed if other != place]
            if stands(one, known, frozenset().union(*(emptied[other] for other in without))):
                needed = without
        found.append((one, tuple(sorted(needed))))
    plain = {(one.parts, one.sign) for one, because in found if not because}
    for one, because in found:
        if not because or len(one.parts) == 1 or (one.parts, one.sign) not in plain:
            yield _as_said(one, because)


def _emptying(cells: Cells, emptied: Mapping[int, Cells]) -> tuple[int, ...]:
    """Statements, none to spare, that together leave some groups empty."""
    needed = list(emptied)
    for place in emptied:
        without = [other for other in needed if other != place]
        if cells <= frozenset().union(*(emptied[other] for other in without)):
            needed = without
    return tuple(sorted(needed))


NAMES = "a name stands for one member wherever it is listed"


def _presents(known: Extents) -> set[str]:
    """Whole populations, which may stand for one another."""
    return {name for name in known.cells if name.startswith("#") and name[1] != "("}


def is_empty(said: Said) -> bool:
    """Whether a statement says, without a figure, that nobody is in some group."""
    return (
        said.interval == _POINT
        and said.figure is None
        and said.denominator is None
        and len(said.numerator.terms) == 1
    )


def _as_said(one: Sum, because: tuple[int, ...]) -> Said:
    form = Polynomial.measure(one.whole) - Polynomial.sum(one.parts)
    interval = {
        "=": _POINT,
        ">=": POSITIVE,
        "<=": Interval(None, Fraction(0)),
    }[one.sign]
    return Said(form, interval, rule=ADD_UP, because=because, sum=one)


ADD_UP = "parts add up to their whole"


def _value_rules(measures: Iterable[Measure]) -> Iterator[Said]:
    for measure in measures:
        value = Polynomial.measure(measure.text)
        match measure:
            case Size():
                yield Said(value, POSITIVE, rule=NOT_NEGATIVE)
            case Amount(not_negative=True) | Planned(not_negative=True):
                yield Said(value, POSITIVE, rule=NOT_NEGATIVE)
            case Share(part, whole):
                yield Said(value, Interval(Fraction(0), Fraction(1)), rule=SHARE)
                top, bottom = Polynomial.measure(part), Polynomial.measure(whole)
                yield Said(top - value * bottom, _POINT, rule=SHARE)
                yield Said(bottom - top, POSITIVE, rule=SHARE)
            case Rank():
                if not measure.open:
                    yield Said(value, Interval(Fraction(1), None), rule=RANK, rank=measure)
            case _:
                continue


NOT_NEGATIVE = "not negative"
SHARE = "a share lies between nothing and the whole"
SOMETHING = "what a figure is a part, a multiple or a rate of is not nothing"
RANK = "a rank is one more than how many are ahead, and equals share one"


def _other_rules(measures: Mapping[str, Measure], lexicon: Lexicon) -> Iterator[Said]:
    rules: list[Constraint] = list(share_rules(measures, lexicon))
    rules += never_nothing(measures, lexicon)
    for said in _joined(part for rule in rules for part in _compared(rule)):
        yield replace(said, rule=SHARES)
    for said in _joined(part for r in rising(measures.values(), lexicon) for part in _compared(r)):
        yield replace(said, rule=RISING)


SHARES = "shares of one whole add up"
RISING = "a later report never tells of fewer"
