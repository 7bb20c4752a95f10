"""What each article says of one quantity over time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.statements import Project, Statement, Topic
from checker.explain.naming import measure_words
from checker.frozen import dataclass
from checker.language.figures import Figure, Kind, as_factor
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.measures import Amount, Holds, Measure, Moved, Present, Size, Within, atoms
from checker.language.periods import ALWAYS, Period
from checker.language.scope import Slot
from checker.language.spell import figure_value, figure_words
from checker.language.spell import number as number_words
from checker.reports.web.scale import Scale, per_cent, scale_of


@dataclass(frozen=True, slots=True)
class Telling:
    """A figure of a quantity in a period, with every statement that prints it just so."""

    period: Period
    figure: Figure
    interval: Interval
    said: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """All figures of one quantity in the order of time."""

    name: str
    tellings: tuple[Telling, ...]

    @property
    def voices(self) -> int:
        """How many articles tell of it."""
        statements = (statement for one in self.tellings for statement in one.statements)
        return len({s.article.path for s in statements if s.article is not None})


def every_series(project: Project, is_disputed: Callable[[Statement], bool]) -> list[Series]:
    """Each quantity that articles print figures of: disputed ones, then those of most articles."""
    found = (one for topic in project.topics for one in _series(topic))
    return sorted(
        found,
        key=lambda one: (
            not any(is_disputed(s) for told in one.tellings for s in told.statements),
            -one.voices,
            -len(one.tellings),
            one.name,
        ),
    )


def _series(topic: Topic) -> list[Series]:
    found: dict[str, dict[tuple[str, str], Telling]] = {}
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        if statement.article is None:
            continue
        for slot in meaning.slots:
            subject = _subject(slot, meaning, topic.lexicon)
            if subject is not None:
                name, period = subject
                _gather(found.setdefault(name, {}), statement, slot, period)
    return [
        Series(name, tuple(sorted(told.values(), key=_in_time))) for name, told in found.items()
    ]


def _gather(
    told: dict[tuple[str, str], Telling], statement: Statement, slot: Slot, period: Period
) -> None:
    """Adds a figure as printed; `1 in 7` stands where its share does."""
    said = f"{_RELATIONS.get(slot.relation, '')}{figure_words(slot.figure, slot.interval)}"
    key = (period.name, said)
    before = told[key].statements if key in told else ()
    interval = as_factor(slot.figure, slot.meant)
    told[key] = Telling(period, slot.figure, interval, said, (*before, statement))


_RELATIONS = {"<": "less than ", "<=": "at most ", ">": "more than ", ">=": "at least "}


def _in_time(telling: Telling) -> tuple[str, ...]:
    period, edition = telling.period, telling.period.edition
    reported = edition.order if edition is not None else ()
    first, last, _ = period.order
    return (first, last, period.plain, *reported, telling.statements[0].id)


def _subject(slot: Slot, meaning: Meaning, lexicon: Lexicon) -> tuple[str, Period] | None:
    """What a figure is of, in words without the period, and the period; None for a comparison."""
    if slot.age_in is not None:
        return None
    part, whole = slot.numerator, slot.denominator
    if whole is not None and slot.figure.kind is Kind.ONE_IN:
        part, whole = whole, part
    said = _said(part, meaning, lexicon)
    if said is None or whole is None:
        return said
    base = _said(whole, meaning, lexicon)
    return None if base is None else (f"{said[0]}, of all {base[0]}", said[1])


def _said(value: Polynomial, meaning: Meaning, lexicon: Lexicon) -> tuple[str, Period] | None:
    """One measure in words without its period, and the period."""
    measure = _alone(value, meaning.measures)
    period = None if measure is None else _period(measure)
    if measure is None or period is None:
        return None
    words = measure_words(measure, lexicon)
    for joint in (" in ", " on "):
        words = words.replace(f"{joint}{period.plain}", "")
    return words, period


def _alone(value: Polynomial, measures: Mapping[str, Measure]) -> Size | Amount | None:
    """The measure that a polynomial is; None for a sum or a multiple."""
    if len(value.names) != 1:
        return None
    name = next(iter(value.names))
    measure = measures[name]
    alone = value == Polynomial.measure(name)
    return measure if alone and isinstance(measure, Size | Amount) else None


def _period(measure: Size | Amount) -> Period | None:
    """The one period that a measure is of."""
    if isinstance(measure, Amount):
        return measure.period
    conditions = list(atoms(measure.region))
    if any(isinstance(one, Moved) for one in conditions):
        return None
    periods = {one.period for one in conditions if isinstance(one, Present | Holds | Within)}
    return next(iter(periods)) if len(periods) == 1 else None


# --- the plot --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the plot: where it stands, how far its reading reaches."""

    x: str
    y: str
    top: str
    bottom: str
    goes_up: bool
    goes_down: bool
    is_suspect: bool
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of an axis and its label, empty where there is no room."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Periods from left to right, values upwards."""

    points: tuple[Point, ...]
    columns: tuple[Tick, ...]
    levels: tuple[Tick, ...]


_FEWEST, _MOST = 2, 60
"""Between so many figures a plot says more than a table."""
_LABELS = 4


def plot(series: Series, is_suspect: Callable[[Statement], bool]) -> Plot | None:
    """The plot of a series; None where a table is plainer."""
    told = series.tellings
    if not _FEWEST <= len(told) <= _MOST:
        return None
    columns: dict[Period, list[int]] = {}
    for number, telling in enumerate(told):
        columns.setdefault(telling.period, []).append(number)
    scale = scale_of(one.interval for one in told)
    points = [
        _point(
            told[number],
            _spread(column, len(columns), place, len(group)),
            scale,
            is_suspect=any(map(is_suspect, told[number].statements)),
        )
        for column, group in enumerate(columns.values())
        for place, number in enumerate(group)
    ]
    return Plot(tuple(points), tuple(_columns(list(columns))), tuple(_levels(told, scale)))


def _spread(column: int, columns: int, place: int, size: int) -> Fraction:
    """Figures of one period stand side by side within its column."""
    return (column + Fraction(2 * place + 1 + size, 4 * size)) / columns


def _point(telling: Telling, x: Fraction, scale: Scale, *, is_suspect: bool) -> Point:
    stroke = scale.stretch(telling.interval)
    middle = stroke.stop if stroke.goes_below else stroke.middle
    middle = stroke.start if stroke.goes_above else middle
    return Point(
        per_cent(x),
        per_cent(1 - middle),
        per_cent(1 - stroke.stop),
        per_cent(1 - stroke.start),
        stroke.goes_above,
        stroke.goes_below,
        is_suspect,
        f"{told_in(telling.period)}: {telling.said}",
    )


def told_in(period: Period) -> str:
    """A period as the head of a row; what holds always has none."""
    return "at any time" if period.plain == ALWAYS.name else period.plain


def _columns(periods: Sequence[Period]) -> Iterator[Tick]:
    """The periods below the plot; where many are, only some of them are named."""
    every = -(-len(periods) // _LABELS)
    for place, period in enumerate(periods):
        label = told_in(period) if place % every == 0 else ""
        yield Tick(per_cent(Fraction(2 * place + 1, 2 * len(periods))), label)


def _levels(told: Sequence[Telling], scale: Scale) -> Iterator[Tick]:
    """The lowest and the highest value that a figure stands for."""
    found = {
        end: one.figure
        for one in told
        for end in (one.interval.low, one.interval.high)
        if end is not None
    }
    for value in sorted({min(found), max(found)} if found else ()):
        yield Tick(per_cent(1 - scale.place(value)), _level(found[value], value))


def _level(figure: Figure, value: Fraction) -> str:
    if figure.kind is Kind.ONE_IN:
        return f"{number_words(value * 100, 2)}%"
    return figure_value(figure, value)
