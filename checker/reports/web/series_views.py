"""A quantity over time as the report shows it: a plot, and a table with the same figures."""

from collections.abc import Iterable

from checker.claims.statements import Statement
from checker.frozen import dataclass
from checker.reports.web.cards import Library, Source, source_of
from checker.reports.web.marks import DISPUTED, Marking
from checker.reports.web.series import Plot, Series, Telling, plot, told_in

_MOST_SOURCES = 12


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A figure of one period with all who print it; `more` are not named."""

    when: str
    said: str
    disputed: bool
    sources: tuple[Source, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Everything that is shown of one quantity."""

    number: int
    name: str
    voices: int
    is_disputed: bool
    is_open: bool
    is_brief: bool
    states: tuple[str, ...]
    plot: Plot | None
    rows: tuple[SeriesRow, ...]


def series_view(one: Series, number: int, marked: Marking, known: Library) -> SeriesView:
    """A quantity as the report shows it; the disputed ones among the first stand open."""
    rows = tuple(_row(telling, marked, known) for telling in one.tellings)
    is_disputed = any(row.disputed for row in rows)
    states = {marked.mark(s).name for telling in one.tellings for s in telling.statements}
    disputed = frozenset(place for place, row in enumerate(rows) if row.disputed)
    is_brief = number > _MOST_PLOTS and not (is_disputed and one.voices > 1)
    return SeriesView(
        number,
        one.name[:1].upper() + one.name[1:],
        one.voices,
        is_disputed,
        is_disputed and number <= _MOST_OPEN,
        is_brief,
        tuple(sorted(states)),
        None if is_brief else plot(one, disputed),
        rows,
    )


_MOST_OPEN = 20
_MOST_PLOTS = 300
"""Of more quantities only those are drawn that most is to be seen of; all are listed."""


def _row(telling: Telling, marked: Marking, known: Library) -> SeriesRow:
    when = told_in(telling.period)
    edition = telling.period.edition
    return SeriesRow(
        when if edition is None else f"{when}, {edition.name}",
        telling.said,
        _is_disputed(telling.statements, marked),
        tuple(source_of(s, known) for s in telling.statements[:_MOST_SOURCES]),
        max(0, len(telling.statements) - _MOST_SOURCES),
    )


def _is_disputed(statements: Iterable[Statement], marked: Marking) -> bool:
    return any(marked.mark(statement) is DISPUTED for statement in statements)
