"""From formulas to constraints: what each statement of a topic says, in its vocabulary's words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction

from checker.algebra.constraints import TRUE, Constraint, both
from checker.algebra.intervals import Interval
from checker.frozen import dataclass
from checker.language.asked import Asked, plain_question
from checker.language.counting import check_counts
from checker.language.figures import Figure, Kind, Reading, Widths, is_read
from checker.language.grammar import parse
from checker.language.instead import instead
from checker.language.measures import Measure, is_count
from checker.language.mistakes import Mistake, MistakeError, fail
from checker.language.names import Name, PeriodMark
from checker.language.nodes import Assertion, Formula
from checker.language.periods import Edition, Period, just_after, wholly_before
from checker.language.scope import NO_EDITION, Scope, Slot, Words
from checker.language.units import check_units
from checker.language.wrong_forms import PLACEHOLDERS
from checker.limits import PERIODS_OF_EACH


@dataclass(frozen=True, slots=True)
class Line:
    """A formula and the defaults of its claim, as the language needs them.

    `edition` is what a running thing is known by; None says the line of every edition. `unit` is
    what its figures were rounded to, None for their last printed digit. A line that `may_be_empty`
    need not name anything of the vocabulary.
    """

    formula: Formula
    period: str | None = None
    place: str | None = None
    reading: Reading = Reading.DEFAULT
    edition: Edition | None = None
    unit: Fraction | None = None
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one formula says.

    `said` is what it asserts, `constraint` that with what it takes for granted. `measures` holds
    every measure of `constraint` by name. `slots` are the figures whose fitting values can be asked
    for; `readings` the intervals taken for figures, in the order of the text; `rests_on_reading`
    whether one of them is a reading of ours. `scopes` are those in which `tree` says something,
    several under `@each`, and `ending` follows its words. `parts` is what it says figure by figure,
    in the order of the text: none where that is one thing, else they say all of it.
    """

    said: Constraint
    constraint: Constraint
    measures: Mapping[str, Measure]
    slots: tuple[Slot, ...]
    readings: tuple[tuple[Figure, Interval], ...]
    rests_on_reading: bool
    tree: Assertion
    scopes: tuple[Scope, ...] = field(compare=False, repr=False)
    ending: str
    parts: "tuple[Meaning, ...]" = ()

    @property
    def words(self) -> str:
        """A plain sentence, put into words when it is asked for: reports show few."""
        apart = [scope.aside() for scope in self.scopes]
        between = len(apart) - 2
        if between > _ALL_SPOKEN:
            first, last = self.tree.words(apart[0]), self.tree.words(apart[-1])
            return f"{first}; so for each of the {between} periods between; {last}{self.ending}"
        return "; ".join(map(self.tree.words, apart)) + self.ending


_ALL_SPOKEN = 3
"""Up to here the periods of `@each` between the first and the last are told one by one."""


DEFAULTS = (-1, -1)
"""Offsets of a mistake that is not in the line but in the defaults of its claim."""

_ANY_YEAR = "2000"
"""A period where it does not matter which."""


def meanings(lines: Sequence[Line], words: Words, widths: Widths) -> list[Meaning | Mistake]:
    """What each line of a topic says, or the mistake in it, in the same order.

    Lines with multiples and `no change` come second, since they depend on which exact counts other
    lines print; with them records and the like, which depend on the periods that others name; last
    those that hold in every edition of what is running.
    """
    found = _all(lines, words, widths)[0]
    if all(isinstance(one, Meaning) for one in found):
        return found
    reader = Reader(lines, words, widths)
    return [reader.answered(line, one) for line, one in zip(lines, found, strict=True)]


class Reader:
    """Reads further lines beside those of a topic, as if they were of it."""

    def __init__(self, lines: Sequence[Line], words: Words, widths: Widths) -> None:
        _, self._base, self._topic, self._told = _all(lines, words, widths)

    def read(self, line: Line) -> Meaning | Mistake:
        """The same, and for a mistake the line to write where one is known."""
        return self.answered(line, self._read(line))

    def answered(self, line: Line, found: Meaning | Mistake) -> Meaning | Mistake:
        """What a line was found to say; for a mistake in it the line to write, if one is known."""
        if isinstance(found, Meaning) or (found.start, found.end) == DEFAULTS:
            return found
        as_written = plain_question if isinstance(line.formula.tree, Asked) else parse
        dated = replace(line, period=line.period or _ANY_YEAR)  # that it has none is told next

        def stands(text: str) -> bool:
            formula = as_written(text)
            if isinstance(formula, Mistake):
                return False
            return _can_stand(text, self._read(replace(dated, formula=formula)))

        return instead(line.formula.source, found, stands)

    def _read(self, line: Line) -> Meaning | Mistake:
        """What one more line says. Periods and reports that it alone names it does not meet."""
        if not _needs_topic(line.formula):
            found = _meaning(line, self._base)
        elif any(node.needs_editions for node in line.formula.tree.walk()):
            found = None
        else:
            found = _meaning(line, self._topic)
        found = found or _meaning(line, self._told)
        if found is None:
            raise AssertionError
        return found


def better(text: str, mistake: Mistake, words: Words, widths: Widths) -> Mistake:
    """A mistake in a line that is no sentence, with the line to write where one is known.

    The topic is not known yet: what depends on its other lines need only name what there is.
    """
    base = Scope(words, widths)

    def stands(line: str) -> bool:
        formula = parse(line)
        if isinstance(formula, Mistake) or not _names_words(formula, words):
            return False
        if formula.members or any(node.needs_topic for node in formula.tree.walk()):
            return True
        return _can_stand(line, _meaning(Line(formula, _ANY_YEAR), base))

    return instead(text, mistake, stands)


def _can_stand(text: str, read: Meaning | Mistake | None) -> bool:
    """Whether a line to write is understood, up to a name that only the writer knows."""
    return not isinstance(read, Mistake) or text[read.start : read.end].strip("@") in PLACEHOLDERS


def _names_words(formula: Formula, words: Words) -> bool:
    """Whether every name is a word of the vocabulary, or one that only the writer knows."""
    names = {node.name for node in formula.tree.walk() if isinstance(node, Name)} - PLACEHOLDERS
    return all(words.things(n) or words.place(n) or words.attribute(n) for n in names)


def _all(
    lines: Sequence[Line], words: Words, widths: Widths
) -> tuple[list[Meaning | Mistake], Scope, Scope, Scope]:
    """What each line says, and the scopes in which the first, second and third ones are read."""
    found: list[Meaning | Mistake | None] = [None] * len(lines)
    base = Scope(words, widths)
    later = {i for i, line in enumerate(lines) if _needs_topic(line.formula)}
    for index, line in enumerate(lines):
        if index not in later:
            found[index] = _meaning(line, base)
    topic = base.but(exact=_exact_counts([m for m in found if isinstance(m, Meaning)]))
    for index in sorted(later):
        _meaning(lines[index], topic)  # for the periods that these lines name themselves
    topic = topic.but(topic_periods=_topic_periods(words, base.met.used))
    for index in sorted(later):
        if not any(node.needs_editions for node in lines[index].formula.tree.walk()):
            found[index] = _meaning(lines[index], topic)
    told = topic.but(topic_editions=_editions(base.met.told))
    for index, line in enumerate(lines):
        if found[index] is None:
            found[index] = _meaning(line, told)
    return [meaning for meaning in found if meaning is not None], base, topic, told


def read_again(
    lines: Sequence[Line], index: int, convention: Reading, words: Words, widths: Widths
) -> Meaning | Mistake:
    """What one line of a topic says under another reading."""
    line = replace(lines[index], reading=convention)
    if not _needs_topic(line.formula):
        return meanings([line], words, widths)[0]
    return meanings([*lines[:index], line, *lines[index + 1 :]], words, widths)[index]


def _editions(told: Iterable[tuple[str, Edition]]) -> dict[str, tuple[Edition, ...]]:
    """The editions of each running thing, in the order of time."""
    found: dict[str, list[Edition]] = {}
    for name, edition in sorted(told, key=lambda pair: (pair[0], pair[1].order)):
        if edition != NO_EDITION:
            found.setdefault(name, []).append(edition)
    return {name: tuple(editions) for name, editions in found.items()}


def _needs_topic(formula: Formula) -> bool:
    return any(
        node.needs_topic or any(figure.kind is Kind.MULTIPLE for figure in node.figures())
        for node in formula.tree.walk()
    )


def _topic_periods(words: Words, used: set[Period]) -> tuple[Period, ...]:
    """Every period that the topic names, in the order of time."""
    scope = Scope(words)
    declared = {scope.find_period(name, (0, 0)) for name in words.lexicon.periods}
    return tuple(sorted(used | declared, key=lambda period: period.order))


def _exact_counts(known: Sequence[Meaning]) -> dict[str, set[Fraction]]:
    """The exact figures that lines print for a count."""
    exact: dict[str, set[Fraction]] = {}
    for meaning in known:
        for slot in meaning.slots:
            value = slot.interval.low
            plain = slot.denominator is None and slot.relation == "=" and slot.interval.is_point
            if not plain or value is None or len(slot.numerator.names) != 1:
                continue
            name = next(iter(slot.numerator.names))
            alone = slot.numerator.terms == (((name,), Fraction(1)),)
            if alone and is_count(meaning.measures[name]):
                exact.setdefault(name, set()).add(value)
    return exact


def _meaning(line: Line, base: Scope) -> Meaning | Mistake | None:
    """What a line says; None where that depends on editions that are not known yet."""
    try:
        return _understood(line, base)
    except MistakeError as error:
        return error.mistake


def _understood(line: Line, base: Scope) -> Meaning | None:
    scope = base.but(
        convention=line.reading,
        unit=line.unit,
        period=base.find_period(line.period, DEFAULTS) if line.period else None,
        place=base.find_place(line.place, DEFAULTS) if line.place else None,
        edition=line.edition,
    ).noting(measures={}, readings={}, told=set())
    tree = line.formula.tree
    scopes = spread(line.formula, scope)
    parts = [tree.apart(inner) for inner in scopes]
    telling = [inner for inner, (said, _) in zip(scopes, parts, strict=True) if said != TRUE]
    spoken = tuple(telling or scopes)
    everywhere = any(edition == NO_EDITION for _, edition in scope.met.told)
    if everywhere and base.topic_editions is None:
        return None
    if everywhere:
        scopes = [one.but(edition=e) for one in scopes for e in _told_in(scope)]
        scope.met.measures.clear()
        parts = [tree.apart(inner) for inner in scopes]
    base.met.told.update(scope.met.told)
    if not scope.met.measures and not line.may_be_empty:
        raise fail(
            "this names nothing of the vocabulary, so it says nothing that can be checked",
            tree,
            'a name that reads like a figure stands in double quotes: "over eighty" = 3',
        )
    check_units(tree, scope)
    ending = _EVERYWHERE * everywhere
    whole = _said(tree, scopes, parts, spoken, ending)
    check_counts(whole.slots, scope.met.measures)
    if scopes[0].each and _looks_back(tree) and whole.said == TRUE:
        raise fail(
            "this says nothing of any period that the topic names",
            tree,
            "write `skip:` in place of `says:` until another statement names one",
        )
    apart = tree.parts()
    if len(apart) == 1:
        return whole
    return replace(whole, parts=tuple(_part(one, scopes, spoken, ending) for one in apart))


def _part(
    tree: Assertion, scopes: Sequence[Scope], spoken: tuple[Scope, ...], ending: str
) -> Meaning:
    """What a part of a statement says in the same scopes."""
    measures: dict[str, Measure] = {}
    readings: dict[int, tuple[Figure, Interval]] = {}
    inner = [scope.noting(measures=measures, readings=readings) for scope in scopes]
    return _said(tree, inner, [tree.apart(one) for one in inner], spoken, ending)


def _said(
    tree: Assertion,
    scopes: Sequence[Scope],
    parts: Sequence[tuple[Constraint, Constraint]],
    spoken: tuple[Scope, ...],
    ending: str,
) -> Meaning:
    """The meaning of what was said and supposed in each of some scopes, which it has filled."""
    slots = tree.slots(scopes[0])
    said = both(*(part for part, _ in parts))
    readings = scopes[0].met.readings
    read = tuple(readings[start] for start in sorted(readings))
    return Meaning(
        said,
        both(said, *(supposed for _, supposed in parts)),
        scopes[0].met.measures,
        slots if len(scopes) == 1 else (),
        read,
        any(is_read(figure, interval) for figure, interval in read),
        tree,
        spoken,
        ending,
    )


_EVERYWHERE = ", in every report"


def _looks_back(tree: Assertion) -> bool:
    """Whether what it says depends on the periods of other lines."""
    return any(node.needs_topic for node in tree.walk())


def _told_in(scope: Scope) -> list[Edition]:
    """The editions that tell of anything running that a line names."""
    known = scope.topic_editions or {}
    found = {edition for name, _ in scope.met.told for edition in known.get(name, ())}
    return sorted(found, key=lambda edition: edition.order) or [NO_EDITION]


def spread(formula: Formula, scope: Scope) -> list[Scope]:
    """One scope for each period that `@each` stands for; one scope without it."""
    marks = [n for n in formula.tree.walk() if isinstance(n, PeriodMark) and n.each]
    if not marks:
        return [scope]
    spans = {(mark.name, mark.last) for mark in marks}
    mark = marks[0]
    if len(spans) != 1:
        raise fail(
            "one statement can run over one `@each` only",
            mark,
            "write the same span in both places, or two statements",
        )
    return [scope.but(each=period) for period in _from_to(mark, scope)]


def _from_to(mark: PeriodMark, scope: Scope) -> list[Period]:
    """Every period of `@each`, the first to the last, each beginning where another ends."""
    where = mark.start, mark.end
    first = scope.find_period(mark.name, where)
    last = scope.find_period(mark.last or mark.name, where)
    if first != last and not wholly_before(first, last):
        raise fail(f"{last.name} does not come after {first.name}", where, "swap the two")
    found = [first]
    while found[-1] != last and wholly_before(found[-1], last) and len(found) <= PERIODS_OF_EACH:
        after = just_after(found[-1], scope.words.lexicon.periods)
        if after is None:
            message = f"`@each` cannot go on from {found[-1].name}: the calendar ends with 9999"
            raise fail(message, where, "write an earlier span, or a statement for each period")
        found.append(after)
    if len(found) > PERIODS_OF_EACH:
        remedy = "write longer periods, a shorter span or two statements"
        raise fail(f"`@each` runs over more than {PERIODS_OF_EACH} periods here", where, remedy)
    if not (found[-1].first == last.first and found[-1].last == last.last):
        raise fail(
            f"{first.name} and {last.name} are not the first and the last of periods as long, "
            "each beginning where the one before ends",
            where,
            "write both ends in one way, as two years or two months",
        )
    message = f"not every period from {first.name} to {last.name} is declared"
    scope.check_declared(found, message, where)
    return found
