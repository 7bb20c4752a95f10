"""What a figure would have to be for all else to hold, nearest first, and which slip explains it.

A repair is a new figure in the place of the printed one, read as that is read. Most are seen from
the values that fit: an end of these is reached while all else holds. What lies between the ends
is asked of the solver, and told only if all else can then hold.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from checker.algebra.components import Component, join_components
from checker.algebra.constraints import (
    Compare,
    Constraint,
    Relation,
    at_most,
    both,
    holds,
    is_linear,
    measures_in,
)
from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.compile.compiling import compile_system
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group
from checker.explain.finding import Member, Repair
from checker.explain.parts import Extents, extents, made_of
from checker.explain.relations import said_by
from checker.explain.slips import (
    BORROWED,
    PERCENT_FOR_POINTS,
    POINTS_FOR_PERCENT,
    RECKONED,
    SCALES,
    Others,
    Print,
    Typed,
    typed,
)
from checker.explain.telling import Draft
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind
from checker.language.grammar import parse
from checker.language.lexicon import Lexicon
from checker.language.measures import Amount, Holds, Measure, Present, Share, Size, atoms
from checker.language.mistakes import Mistake, MistakeError
from checker.language.nodes import Formula
from checker.language.periods import Period, just_before
from checker.language.phrases.planned import PlannedNumber, planned
from checker.language.scope import Slot
from checker.limits import (
    READINGS_OF_A_SLIP,
    REPAIRS_ASKED,
    REPAIRS_ASKED_OF_PRODUCTS,
    REPAIRS_NEAREST,
    REPAIRS_TOLD,
)
from checker.search.fitting import Fit, NoFit
from checker.search.stories import Clash, Story
from checker.solvers.protocol import Consistent, Oracle, Solver

_Key = tuple[Polynomial, Polynomial | None]


@dataclass(frozen=True)
class Printed:
    """The figures that statements print, by what they are of; looked up in one pass for all."""

    statements: tuple[Distinct, ...]

    @cached_property
    def by_number(self) -> Mapping[tuple[Kind, _Key], list[tuple[str, Fraction]]]:
        """Who prints what for a number or a ratio."""
        found: dict[tuple[Kind, _Key], list[tuple[str, Fraction]]] = {}
        for one in self.statements:
            for slot in one.meaning.slots:
                if slot.relation == "=":
                    key = slot.figure.kind, (slot.numerator, slot.denominator)
                    found.setdefault(key, []).append((one.first.id, slot.figure.value))
        return found

    @cached_property
    def alone(self) -> frozenset[Polynomial]:
        """The numbers of which a figure is printed that is no ratio."""
        return frozenset(of for _, (of, below) in self.by_number if below is None)


@dataclass(frozen=True, slots=True)
class Repairer:
    """Finds repairs with a solver; `seconds` is how long one component may take."""

    solver: Solver
    seconds: float

    def repaired(
        self,
        told: Sequence[Draft],
        clash: Clash,
        group: Group,
        printed: "Printed",
    ) -> list[Draft]:
        """What is to be told of one group, each member with its repairs."""
        example = {} if clash.unfinished else clash.witness or {}
        stated, lexicon = tuple(group.stated.values()), group.round.topic.lexicon
        whole = _Whole(
            stated, group.component, lexicon, frozenset(clash.withdrawn), example, printed
        )
        places = {s.id: place for place, one in enumerate(stated) for s in one.supporters}
        found: dict[tuple[int, int], _Candidates] = {}
        for number, (one, story) in enumerate(zip(told, clash.stories, strict=True)):
            cells = _Cells(story, whole)
            for member in (*one.members, *one.restated):
                place = places[member.statement.id]
                found[number, place] = _candidates(member, place, story, whole, cells)
        doubtful = [c for cs in found.values() for c in cs.all if not c.certain]
        if whole.has_products:  # each answer may take seconds
            doubtful = [one for one in doubtful if one.other_unit][:REPAIRS_ASKED_OF_PRODUCTS]
        doubtful = doubtful[:REPAIRS_ASKED]
        holding = self._holding(doubtful, whole)
        return [
            Draft(
                _with_repairs(one.members, number, places, found, holding),
                _with_repairs(one.restated, number, places, found, holding),
            )
            for number, one in enumerate(told)
        ]

    def _holding(self, doubtful: Sequence["_Candidate"], whole: "_Whole") -> frozenset[int]:
        """Those of some candidates, by their identity, with which all else holds."""
        if not doubtful:
            return frozenset()
        opened = _opened(self.solver, whole, [one.constraint for one in doubtful], self.seconds)
        if opened is None:
            return frozenset()
        oracle, numbers = opened
        return frozenset(
            id(one)
            for one, number in zip(doubtful, numbers, strict=True)
            if isinstance(oracle.check({*one.beside, number}), Consistent)
        )


@dataclass(frozen=True)
class _Whole:
    """A component as it was told of; `withdrawn` are the places of its correction.

    `example` are values with which all that is not withdrawn holds; none where that is not known.
    `printed` are the figures of all components.
    """

    stated: tuple[Distinct, ...]
    component: Component
    lexicon: Lexicon
    withdrawn: frozenset[int]
    example: Mapping[str, Fraction]
    printed: "Printed"

    @property
    def kept(self) -> frozenset[int]:
        """The places of what is not withdrawn."""
        return frozenset(range(len(self.stated))) - self.withdrawn

    @cached_property
    def has_products(self) -> bool:
        """Whether some statement multiplies unknowns, so that an end may just be missed."""
        return any(not is_linear(one) for one in self.component.statements)

    def shown(self, constraint: Constraint, beside: frozenset[int]) -> bool:
        """Whether the example shows that something holds beside some statements."""
        known = measures_in(constraint) <= self.example.keys()
        return beside <= self.kept and known and holds(constraint, self.example)


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A figure that may be right: as printed, its value, what it says, and beside what.

    It is `certain` where the values that fit show already that all else holds with it.
    """

    printed: str
    value: Fraction
    constraint: Constraint
    beside: frozenset[int]
    certain: bool
    other_unit: bool = False


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What may be right in place of one figure.

    Of `nearest` the first that holds is told; `slips` with their names, the most telling first;
    `borrowed` is the name of another number that is printed in its place.
    """

    printed: Fraction = Fraction(0)
    nearest: tuple[tuple[_Candidate, ...], ...] = ()
    slips: tuple[tuple[str, tuple[_Candidate, ...]], ...] = ()
    borrowed: str | None = None

    @property
    def all(self) -> Iterator[_Candidate]:
        for side in self.nearest:
            yield from side
        for _, meant in self.slips:
            yield from meant


def _with_repairs(
    members: Iterable[Member],
    number: int,
    places: Mapping[str, int],
    found: Mapping[tuple[int, int], _Candidates],
    holding: frozenset[int],
) -> tuple[Member, ...]:
    return tuple(
        replace(m, repairs=_repairs(found[number, places[m.statement.id]], holding))
        for m in members
    )


def _repairs(found: _Candidates, holding: frozenset[int]) -> tuple[Repair, ...]:
    """The nearest value that holds on each side, and the slips that tell something."""

    def does(one: _Candidate) -> bool:
        return one.certain or id(one) in holding

    told: dict[Fraction, Repair] = {}
    for side in found.nearest:
        one = next((candidate for candidate in side if does(candidate)), None)
        if one is not None:
            told[one.value] = Repair(one.printed, found.borrowed)
    for name, meant in found.slips:
        for one in meant:
            known = told.get(one.value)
            if does(one) and (known is None or known.slip is None):
                told[one.value] = Repair(one.printed, name)
    ordered = sorted(told, key=lambda value: (abs(value - found.printed), value))
    return tuple(told[value] for value in ordered[:REPAIRS_TOLD])


def _opened(
    solver: Solver, whole: _Whole, constraints: Sequence[Constraint], seconds: float
) -> tuple[Oracle, list[int]] | None:
    """The component with some statements more, and the numbers of these; None if they join others.

    Shares are compiled with what is said of their numbers, so with them all is compiled anew.
    """
    known = {variable.name for variable in whole.component.variables}
    measures: dict[str, Measure] = {}
    for one in whole.stated:
        measures |= one.meaning.measures
    shares = any(isinstance(measure, Share) for measure in measures.values())
    component = whole.component
    count = len(whole.stated)
    if shares or any(not measures_in(one) <= known for one in constraints):
        said = [*(one.meaning.constraint for one in whole.stated), *constraints]
        if any(not measures_in(one) <= measures.keys() for one in constraints):
            return None
        system = compile_system(said, measures, whole.lexicon)
        if system.too_large:
            return None
        component = join_components(system.components)
        places = {number: place for place, number in enumerate(component.numbers)}
        if [places[n] for n in range(count)] != list(range(count)):
            ordered = [places[n] for n in range(count + len(constraints))]
            component = replace(
                component,
                statements=tuple(component.statements[place] for place in ordered),
                numbers=tuple(range(len(ordered))),
            )
    else:
        component = replace(component, statements=(*component.statements, *constraints))
    return solver.fresh().open(component, seconds), list(range(count, count + len(constraints)))


# --- what may be right -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Blank:
    """One figure and the place for another: what fits there and what else holds."""

    member: Member
    figure: Figure
    slot: Slot
    fits: Fit
    beside: frozenset[int]
    whole: _Whole
    token: "_Token"
    status: str | None
    """Whether the statement is of what is expected, or a target."""
    proves: bool
    """Whether an end of what fits shows that all else holds with a figure that reaches it."""
    read: dict[str, "_Candidate | None"] = field(default_factory=dict)

    def candidate(self, printed: Print) -> "_Candidate | None":
        """The figure that is printed so, if what it says meets what fits."""
        return self.reading_of(self.token.with_print(printed))

    def reading_of(self, text: str) -> "_Candidate | None":
        """The same of its text."""
        if text not in self.read:
            self.read[text] = self._candidate(text)
        return self.read[text]

    def _candidate(self, text: str) -> "_Candidate | None":
        again = _instead(self.member, self.slot, text, self.status)
        if again is None:
            return None
        slot, own, constraint = again
        said = slot.meant
        if not any(said.meets(part) for part in self.fits.parts):
            return None
        certain = self.whole.shown(constraint, self.beside) or (
            self.proves
            and self.fits.sure
            and _says_no_more(slot, own)
            and any(_reaches_an_end(said, part, self.whole) for part in self.fits.parts)
        )
        return _Candidate(text, slot.figure.value, constraint, self.beside, certain)


def _candidates(
    member: Member, place: int, story: Story, whole: _Whole, cells: "_Cells"
) -> _Candidates:
    """What may be right in place of a member's figure; nothing where no single value would do."""
    figure, fits = member.figure, member.fits
    if figure is None or isinstance(fits, NoFit) or figure.upper is not None:
        return _Candidates()
    token = _token(figure, member) or _WORDED.get(figure.kind)
    if token is None:
        return _Candidates()
    slot = member.distinct.meaning.slots[0]
    told = () if place in story.restated else story.members
    blank = _Blank(
        member,
        figure,
        slot,
        fits if isinstance(fits, Fit) else Fit(None, None),
        whole.kept.union(told) - {place},
        whole,
        token,
        _status(member.statement.formula),
        proves=slot.age_in is None,
    )
    if not isinstance(fits, Fit):
        return _Candidates(figure.value, slips=tuple(_other_units(blank, whole)))
    others = _others(blank, whole, cells)
    borrowed = next((one.name for one in BORROWED if one.is_so(figure.value, others)), None)
    middle = tuple(_middle(blank))
    if token is _WORDED.get(figure.kind):
        return _Candidates(figure.value, (middle,))
    nearest = (*_nearest(blank), middle)
    slips = tuple(_slips(blank, others, whole))
    if not _is_pinned(blank):
        near = {one for side in nearest for one in side}
        slips = tuple((name, tuple(near.intersection(meant))) for name, meant in slips)
    return _Candidates(figure.value, nearest, slips, borrowed)


def _is_pinned(blank: _Blank) -> bool:
    """Whether what fits has two ends that say something; otherwise any slip might explain it."""
    low, high = blank.fits.low, blank.fits.high
    if low is None or high is None:
        return False
    is_least = low == 0 and blank.figure.value > high
    is_most = high == 1 and blank.figure.kind is Kind.PERCENT and blank.figure.value < low
    return not is_least and not is_most


def _reaches_an_end(said: Interval, part: Interval, whole: _Whole) -> bool:
    """Whether a reading has an end of what fits; beside products an end may just be missed."""
    missed = whole.has_products
    return _reaches(said, part.low, is_open=part.low_open or missed) or _reaches(
        said, part.high, is_open=part.high_open or missed
    )


def _reaches(said: Interval, end: Fraction | None, *, is_open: bool) -> bool:
    """Whether a reading has an end of what fits; of an open one also the values next to it."""
    if end is None or end not in said:
        return False
    return not is_open or end not in (said.low, said.high)


def _says_no_more(slot: Slot, constraint: Constraint) -> bool:
    """Whether a statement says nothing but that its figure is what it is."""
    return slot.relation == "=" and said_by(slot) == said_by(constraint)


def _instead(
    member: Member, slot: Slot, text: str, status: str | None
) -> tuple[Slot, Constraint, Constraint] | None:
    """What the statement says with another figure, and takes for granted as well.

    None where that cannot be said.
    """
    source, figure = member.statement.formula.source, slot.figure
    formula = _parsed(f"{source[: figure.start]}{text}{source[figure.end :]}", status)
    if isinstance(formula, Mistake):
        return None
    scope = member.distinct.meaning.scopes[0].aside()
    tree = member.statement.same_part(formula.tree)
    if tree is None:
        return None
    try:
        slots, (said, supposed) = tree.slots(scope), tree.apart(scope)
    except MistakeError:
        return None
    if len(slots) != 1:
        return None
    (found,) = slots
    same = (found.figure.kind, found.numerator, found.denominator, found.relation)
    if same != (figure.kind, slot.numerator, slot.denominator, slot.relation):
        return None
    return found, said, both(said, supposed)


def _parsed(source: str, status: str | None) -> Formula | Mistake:
    """A text as a formula; of what is expected, or a target, where its claim says so."""
    found = parse(source)
    return found if status is None or isinstance(found, Mistake) else planned(found, status)


def _status(written: Formula) -> str | None:
    """The status of the claim, which a formula that was parsed anew would lack."""
    plan = next((n.plan for n in written.tree.walk() if isinstance(n, PlannedNumber)), None)
    if plan is None:
        return None
    plain = parse(written.source)
    is_told = isinstance(plain, Formula) and plain.text == written.text
    return None if is_told else plan.value


# --- figures as they are printed -------------------------------------------------------------

_NUMBER = re.compile(r"(?P<minus>[-\u2212+]?)(?P<digits>\d[\d,]*(?:\.\d+)?)", re.ASCII)
_SCALE = re.compile(rf"\s?(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class _Token:
    """Where the digits of a figure stand in its text, and how they were printed."""

    before: str
    printed: Print
    behind: str
    grouped: bool
    worth: Fraction
    """What one stands for: a million where millions are printed."""

    def with_print(self, printed: Print) -> str:
        """The text of the figure with other digits."""
        whole, point, part = printed.digits.partition(".")
        shown = f"{int(whole):,}" if self.grouped or self._groups(whole) else whole
        minus = "-" if printed.minus else ""
        return f"{self.before}{minus}{shown}{point}{part}{printed.scale}{self.behind}"

    def _groups(self, whole: str) -> bool:
        """Whether so many digits are put into groups, of a figure that was too short for it."""
        return len(whole) > _LONG >= len(self.printed.digits)

    def of_value(self, value: Fraction) -> Print | None:
        """The digits of a value, as many decimals as are printed; None where it has more."""
        decimals = len(self.printed.digits.partition(".")[2])
        number = abs(value / self.worth)
        scaled = number * 10**decimals
        if scaled.denominator != 1:
            return None
        text = f"{scaled.numerator:0{decimals + 1}}"
        digits = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
        return replace(self.printed, digits=digits, minus=value < 0)


_LONG = 3

_WORDED = {
    kind: _Token("", Print("", in_words=True), "", grouped=False, worth=Fraction(1))
    for kind in (Kind.ONE_IN, Kind.MULTIPLE, Kind.FRACTION)
}
"""In place of the digits of a figure that is printed in words."""


def _token(figure: Figure, member: Member) -> _Token | None:
    """The digits of a figure; None where its text has none that could be others."""
    if figure.kind in {Kind.DATE, Kind.CLOCK, Kind.VAGUE, Kind.FRACTION}:
        return None
    text = member.statement.formula.source[figure.start : figure.end]
    found = list(_NUMBER.finditer(text))
    if not found:
        return _spelled(figure)
    match = found[-1] if figure.kind is Kind.ONE_IN else found[0]
    digits = match["digits"].replace(",", "")
    number = Fraction(digits)
    minus = match["minus"] in {"-", "\u2212"}
    scale = _SCALE.match(text, match.end())
    behind = match.end() if scale is None else scale.end()
    if figure.value and number:
        worth = abs(figure.value / number)
    elif figure.value:
        return None
    else:
        worth = figure.last * 10 ** len(digits.partition(".")[2])
    printed = Print(digits, scale[0] if scale else "", minus, _in_words(match["digits"], member))
    return _Token(text[: match.start()], printed, text[behind:], "," in match[0], worth)


def _spelled(figure: Figure) -> _Token | None:
    """A number that the formula itself has in words: digits may stand for it."""
    value = figure.value
    if figure.kind is not Kind.NUMBER or value.denominator != 1 or value < 0 or figure.scaled:
        return None
    return _Token("", Print(str(value), in_words=True), "", grouped=False, worth=Fraction(1))


def _in_words(digits: str, member: Member) -> bool:
    """Whether the quote has a figure in words, in which no digit can be wrong."""
    quote = member.statement.quote
    if quote is None:
        return False
    plain = digits.replace(",", "")
    return re.search(rf"(?<!\d){re.escape(plain)}(?!\d)", quote.text.replace(",", "")) is None


# --- the nearest values ----------------------------------------------------------------------


def _nearest(blank: _Blank) -> Iterator[tuple[_Candidate, ...]]:
    """The first values that meet what fits, going up and going down from the printed one."""
    printed, parts = blank.slot.meant, blank.fits.parts
    if not parts[-1].is_below(printed):
        yield from _side(blank, +1, parts[-1], inside=printed.meets(parts[-1]))
    if not printed.is_below(parts[0]):
        yield from _side(blank, -1, parts[0], inside=printed.meets(parts[0]))


def _side(
    blank: _Blank, way: int, part: Interval, *, inside: bool
) -> Iterator[tuple[_Candidate, ...]]:
    step = _step(blank)
    first = 1 if inside else _first(blank, way, step, part)
    if first is None:
        return
    found: list[_Candidate] = []
    for count in range(first, first + REPAIRS_NEAREST):
        one = _stepped(blank, way * count, step)
        found += [one] if one is not None else []
        if one is not None and one.certain:
            break
    if found:
        yield tuple(found)


def _step(blank: _Blank) -> Fraction:
    """The worth of the last digit; of the last that is not 0 where the noughts are open."""
    figure, token = blank.figure, blank.token
    is_open = not figure.scaled and not blank.slot.meant.is_point and blank.slot.relation == "="
    whole = figure.kind in {Kind.NUMBER, Kind.ONE_IN} and figure.unit_place >= 100 * figure.last
    if is_open and whole and not _is_one_sided(blank.slot):
        return figure.unit_place
    decimals = len(token.printed.digits.partition(".")[2])
    return token.worth * Fraction(1, 10**decimals)


def _is_one_sided(slot: Slot) -> bool:
    said = slot.meant
    return said.low is None or said.high is None


def _stepped(blank: _Blank, count: int, step: Fraction) -> _Candidate | None:
    value = blank.figure.value + count * step
    if value < 0 <= blank.figure.value:
        return None
    printed = blank.token.of_value(value)
    return None if printed is None else blank.candidate(printed)


def _first(blank: _Blank, way: int, step: Fraction, part: Interval) -> int | None:
    """How many steps lead to the first value that meets what fits."""
    value = blank.figure.value
    end = part.low if way > 0 else part.high
    if end is None:
        return None
    last = ceil(abs(end - value) / step) + 1
    low = 1
    said = blank.slot.meant
    if said.is_point:
        low = max(1, floor(abs(end - value) / step))
        return next((c for c in range(low, last + 1) if _stepped(blank, way * c, step)), None)
    high = next((c for c in (last - 1, last) if _stepped(blank, way * c, step)), None)
    if high is None:
        return None
    while low < high:
        middle = (low + high) // 2
        if _stepped(blank, way * middle, step) is None:
            low = middle + 1
        else:
            high = middle
    return low


# --- the value in the middle -----------------------------------------------------------------


def _middle(blank: _Blank) -> Iterator[_Candidate]:
    """What is reckoned from the figures as they are printed: the middle of what fits.

    It is rounded as the figure is, to two digits at least.
    """
    for part in blank.fits.parts:
        if part.low is None or part.high is None:
            continue
        value = (part.low + part.high) / 2
        one = _rounded(blank, value)
        if one is not None and one.value != blank.figure.value:
            yield replace(one, other_unit=True)


def _rounded(blank: _Blank, value: Fraction) -> _Candidate | None:
    if blank.token is _WORDED.get(blank.figure.kind):
        text = _in_figures(blank.figure.kind, value)
        return blank.reading_of(text) if text else None
    digits = blank.token.printed.digits
    last = blank.token.worth / 10 ** len(digits.partition(".")[2])
    shown = max(2, len(digits.replace(".", "").strip("0")))
    step = last
    while abs(value) >= step * 10**shown:
        step *= 10
    printed = blank.token.of_value(round(value / step) * step)
    return None if printed is None else blank.candidate(printed)


def _in_figures(kind: Kind, value: Fraction) -> str:
    """A figure that was printed in words, for another value; empty where none is simple."""
    if kind is Kind.ONE_IN:
        return f"1 in {round(value)}"
    if kind is Kind.MULTIPLE:
        return {2: "double", 3: "treble"}.get(round(value), f"{round(value)} times")
    near = (Fraction(n, d) for d in (2, 3, 4, 5, 10) for n in range(1, d))
    found = min(near, key=lambda one: (abs(one - value), one.denominator))
    return f"{found.numerator}/{found.denominator}"


# --- slips -----------------------------------------------------------------------------------


def _slips(
    blank: _Blank, others: Others, whole: _Whole
) -> Iterator[tuple[str, tuple[_Candidate, ...]]]:
    """What each slip would explain, if what is meant meets what fits.

    A slip of which too many values would do explains none of them.
    """
    for meant in RECKONED:
        values = dict.fromkeys(meant.meant(blank.figure.value, others))
        reckoned = (blank.token.of_value(value) for value in values)
        found = _meeting(blank, (one for one in reckoned if one is not None))
        if found:
            yield meant.name, found
    if blank.member.statement.kind != "assumed":
        for slip, prints in typed(blank.token.printed):
            near = [one for one in prints if _may_fit(blank, one, slip)]
            found = _meeting(blank, near) if len(near) <= READINGS_OF_A_SLIP else ()
            if 0 < len(found) <= slip.most:
                yield slip.name, found
    yield from _other_units(blank, whole)


def _meeting(blank: _Blank, prints: Iterable[Print]) -> tuple[_Candidate, ...]:
    found = (blank.candidate(printed) for printed in prints)
    return tuple(one for one in found if one is not None and one.value != blank.figure.value)


def _may_fit(blank: _Blank, printed: Print, slip: Typed) -> bool:
    """A quick look, before a figure is read, whether it is anywhere near what fits."""
    if slip.name == "sign":
        return blank.figure.value < 0 or blank.fits.low is None or blank.fits.low < 0
    if printed.scale != blank.token.printed.scale:
        return True
    value = Fraction(printed.digits) * blank.token.worth * (-1 if printed.minus else 1)
    if blank.figure.value < 0 and not printed.minus:
        value = -value
    said, figure = blank.slot.meant, blank.figure
    if _is_one_sided(blank.slot):
        return True
    reach = Fraction(0)
    if not said.is_point or printed.digits.endswith("00"):
        reach = abs(value) / 5 + figure.last
    low, high = blank.fits.low, blank.fits.high
    return (low is None or value + reach >= low) and (high is None or value - reach <= high)


def _other_units(blank: _Blank, whole: _Whole) -> Iterator[tuple[str, tuple[_Candidate, ...]]]:
    """Points where per cent is printed of a change between percentages, and the reverse."""
    slot, figure = blank.slot, blank.figure
    before = Polynomial(tuple((key, -f) for key, f in slot.numerator.terms if f < 0))
    after = Polynomial(tuple((key, f) for key, f in slot.numerator.terms if f > 0))
    if not before.terms or slot.interval.low is None or slot.interval.high is None:
        return
    digits = blank.token.printed.digits
    if figure.kind is Kind.POINTS and slot.denominator is None:
        name, text = POINTS_FOR_PERCENT, f"{digits}%"
        known = whole.printed.alone  # per cent of a base that nobody prints may be any value
        bases = [one for one in (before, after) if one in known]  # a fall is from the latter
    elif figure.kind is Kind.PERCENT and slot.denominator == before and _of_shares(blank, whole):
        name, text = PERCENT_FOR_POINTS, f"{digits} points"
        bases = [Polynomial.number(1)]
    else:
        return
    for of in bases:
        low, high = of.scaled(slot.interval.low), of.scaled(slot.interval.high)
        said = both(at_most(low, slot.numerator), at_most(slot.numerator, high))
        told = _Candidate(text, figure.value, said, blank.beside, certain=False, other_unit=True)
        yield name, (told,)


def _of_shares(blank: _Blank, whole: _Whole) -> bool:
    """Whether a change is one between percentages."""
    measures = blank.member.distinct.meaning.measures
    return all(_is_percentage(measures[n], whole.lexicon) for n in blank.slot.numerator.names)


def _is_percentage(measure: Measure, lexicon: Lexicon) -> bool:
    match measure:
        case Share():
            return True
        case Amount(quantity=quantity):
            return lexicon.quantities[quantity].unit == "%"
        case _:
            return False


# --- what others say -------------------------------------------------------------------------


class _Cells:
    """How the numbers of one story lie in one another, worked out when somebody asks."""

    def __init__(self, story: Story, whole: _Whole) -> None:
        self._members = [whole.stated[place].meaning for place in story.members]
        self._lexicon = whole.lexicon

    @cached_property
    def extents(self) -> Extents:
        """The groups of each number."""
        measures = {name: m for one in self._members for name, m in one.measures.items()}
        return extents(measures.values(), self._lexicon)

    @cached_property
    def added_up(self) -> list[dict[str, frozenset[str]]]:
        """What members say of sums: a whole with its parts."""
        return [_added_up(one.constraint) for one in self._members]


def _others(blank: _Blank, whole: _Whole, cells: _Cells) -> Others:
    """What statements that stay say of the parts, the wholes and the year before of a figure."""
    parts, wholes = _parts_and_wholes(blank.slot, cells)
    measures = blank.member.distinct.meaning.measures
    before = _period_before(blank.slot, measures, whole.lexicon)

    gone = {o.first.id for place, o in enumerate(whole.stated) if place not in blank.beside}
    printed = whole.printed.by_number

    def values(keys: Iterable[_Key]) -> tuple[Fraction, ...]:
        """The figures that others print, those withdrawn left out."""
        told = (one for key in keys for one in printed.get((blank.figure.kind, key), ()))
        return tuple(dict.fromkeys(value for name, value in told if name not in gone))

    return Others(
        values((Polynomial.measure(name), None) for name in sorted(parts)),
        values((Polynomial.measure(name), None) for name in sorted(wholes)),
        values([before] if before is not None else []),
    )


def _parts_and_wholes(slot: Slot, known: _Cells) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers that add up to a figure's own, and those that it is a part of, by name."""
    nothing: frozenset[str] = frozenset()
    if slot.denominator is not None or slot.age_in is not None:
        return nothing, nothing
    terms = slot.numerator.terms
    if any(len(key) != 1 or factor != 1 for key, factor in terms):
        return nothing, nothing
    if len(terms) != 1:
        return slot.numerator.names, nothing
    own = terms[0][0][0]
    cells = known.extents.cells
    mine = cells.get(own, nothing)
    parts = {name for names in made_of(own, known.extents) for name in names}
    wholes = {name for name, others in cells.items() if mine and mine < others}
    for added in known.added_up:
        parts |= added.get(own, nothing)
        wholes |= {name for name, names in added.items() if own in names}
    return frozenset(parts), frozenset(wholes)


def _added_up(constraint: Constraint) -> dict[str, frozenset[str]]:
    """The whole of an equation of one number with the sum of others, and these."""
    if not isinstance(constraint, Compare) or constraint.relation is not Relation.EQUAL:
        return {}
    terms = constraint.polynomial.terms
    if any(len(key) != 1 or abs(factor) != 1 for key, factor in terms):
        return {}
    plus = frozenset(key[0] for key, factor in terms if factor > 0)
    minus = frozenset(key[0] for key, factor in terms if factor < 0)
    found = {}
    for one, others in ((plus, minus), (minus, plus)):
        if len(one) == 1 and len(others) > 1:
            found[min(one)] = others
    return found


def _period_before(slot: Slot, measures: Mapping[str, Measure], lexicon: Lexicon) -> _Key | None:
    """What the figure would be of the year before, or of the month or day where it is of one."""
    below = slot.denominator.names if slot.denominator is not None else frozenset()
    names = slot.numerator.names | below
    periods = {period for name in names for period in _periods(measures[name])}
    if len(periods) != 1:
        return None
    (period,) = periods
    earlier = just_before(period, lexicon.periods) if period.edition is None else None
    if earlier is None:
        return None
    marked = re.compile(rf"@{re.escape(period.name)}(?![\w-])")

    def moved(value: Polynomial) -> Polynomial:
        terms = {
            tuple(sorted(marked.sub(f"@{earlier.name}", name) for name in key)): factor
            for key, factor in value.terms
        }
        return Polynomial.of(terms)

    return moved(slot.numerator), None if slot.denominator is None else moved(slot.denominator)


def _periods(measure: Measure) -> Iterator[Period]:
    """The periods that a number is of."""
    match measure:
        case Amount(period=period):
            yield period
        case Size(region=region):
            for atom in atoms(region):
                if isinstance(atom, Present | Holds):
                    yield atom.period
        case _:
            return
