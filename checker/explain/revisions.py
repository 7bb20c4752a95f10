"""Revisions: running figures that a later report restates, and figures that an article takes back.

Two figures of one thing differ where no number is read as both; `about 40` and then `41` agree. An
article with two figures that differ, of one report, contradicts itself and revises nobody.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.editions import editions
from checker.claims.statements import Statement, Topic
from checker.compile.rising import running
from checker.explain.finding import Carrier, Revision
from checker.explain.naming import measure_words
from checker.frozen import dataclass
from checker.language.figures import as_printed
from checker.language.lexicon import Running
from checker.language.measures import Measure, editions_in
from checker.language.periods import Edition
from checker.language.scope import Slot


@dataclass(frozen=True, slots=True)
class _Telling:
    """A statement that gives a figure of a running thing, as one edition tells of it."""

    statement: Statement
    slot: Slot
    edition: Edition


def revisions_of(topic: Topic) -> list[Revision]:
    """Every restated figure in the order of time, then every one that was taken back."""
    found: list[Revision] = []
    told: dict[str, tuple[Measure, list[_Telling]]] = {}
    for telling, measure in _tellings(topic):
        subject = measure.text.replace(f", {telling.edition.name}", "")
        told.setdefault(subject, (measure, []))[1].append(telling)
    for _, (measure, every) in sorted(told.items()):
        tellings = _sound(every)
        changes = _changes(tellings)
        if running(measure, topic.lexicon) is Running.RISING:
            changes = [change for change in changes if not _falls(*change)]
        what = measure_words(measure, topic.lexicon)
        found += [_revision(what, before, reports, tellings) for before, reports in changes]
    return found + list(_taken_back(topic))


def _tellings(topic: Topic) -> Iterator[tuple[_Telling, Measure]]:
    taken_back = {s.id for withdrawal in topic.withdrawals for s in withdrawal.carried}
    for statement, meaning in topic.switches:
        if statement.kind != "stated" or statement.id in taken_back:
            continue
        for slot in meaning.slots:
            names = slot.numerator.names
            if slot.relation != "=" or slot.denominator is not None or len(names) != 1:
                continue
            measure = meaning.measures[next(iter(names))]
            told = editions_in(measure)
            alone = slot.numerator == Polynomial.measure(measure.text)
            if len(told) == 1 and alone:
                yield _Telling(statement, slot, next(iter(told))), measure


def _sound(tellings: Sequence[_Telling]) -> list[_Telling]:
    """The tellings of articles that do not contradict themselves within one report."""
    by_article: dict[tuple[Edition, str], list[_Telling]] = {}
    for telling in tellings:
        article = telling.statement.article
        key = telling.edition, "" if article is None else article.path
        by_article.setdefault(key, []).append(telling)
    return [telling for told in by_article.values() if _agree(told, []) for telling in told]


def _changes(tellings: list[_Telling]) -> list[tuple[list[_Telling], list[_Telling]]]:
    """What was told before, and each report that differs from it.

    Reports that restate the same in the same way are together.
    """
    tellings.sort(key=lambda telling: (*telling.edition.order, telling.statement.id))
    found: dict[_Change, tuple[list[_Telling], list[_Telling]]] = {}
    for edition, group in groupby(tellings, key=lambda telling: telling.edition):
        report = list(group)
        before = _last_before(edition, tellings)
        if before and not _agree(before, report):
            told = frozenset(telling.slot.interval for telling in report)
            change = (tuple(telling.statement.id for telling in before), told)
            found.setdefault(change, (before, []))[1].extend(report)
    return list(found.values())


def _falls(before: Sequence[_Telling], report: Sequence[_Telling]) -> bool:
    """Whether a report tells of fewer than before, which of what rises is a contradiction."""
    return any(now.slot.interval.is_below(then.slot.interval) for now in report for then in before)


_Change = tuple[tuple[str, ...], frozenset[Interval]]
"""The statements that were restated, by ids, and as what."""


def _last_before(edition: Edition, ordered: Sequence[_Telling]) -> list[_Telling]:
    """What reports told before an edition that no report between the two restates."""
    earlier = [telling for telling in ordered if telling.edition.before(edition)]
    return [
        telling
        for telling in earlier
        if not any(telling.edition.before(other.edition) for other in earlier)
    ]


def _revision(
    what: str, before: list[_Telling], report: list[_Telling], tellings: Sequence[_Telling]
) -> Revision:
    edition = report[0].edition
    carried = []
    for telling in sorted(tellings, key=lambda telling: telling.statement.id):
        is_later = edition.before(telling.edition)
        has_old = _prints_again if is_later else _agrees
        if any(has_old(telling, old) for old in before) and not _agree([telling], report):
            carried.append(Carrier(telling.statement, is_later))
    return Revision(
        what,
        _printed(before),
        tuple(carried),
        report[0].statement,
        tuple(telling.statement for telling in report[1:]),
        _printed(report),
        edition,
    )


def _printed(report: Sequence[_Telling]) -> str:
    """The figures of a report, each once."""
    figures: dict[Interval, str] = {}
    for telling in report:
        figures.setdefault(telling.slot.interval, as_printed(telling.slot.figure))
    return " and ".join(figures.values())


def _agrees(one: _Telling, other: _Telling) -> bool:
    return one.slot.interval.meets(other.slot.interval)


def _prints_again(later: _Telling, old: _Telling) -> bool:
    """Whether a later report has an old figure, and not one of its own that is read to agree."""
    one, other = later.slot, old.slot
    same_figure = one.figure.kind is other.figure.kind and one.figure.value == other.figure.value
    return one.interval == other.interval or (same_figure and _agrees(later, old))


def _agree(some: Sequence[_Telling], others: Sequence[_Telling]) -> bool:
    """Whether one number may be meant by all of them."""
    intervals = [telling.slot.interval for telling in (*some, *others)]
    return all(a.meets(b) for a, b in combinations(intervals, 2))


def _taken_back(topic: Topic) -> Iterator[Revision]:
    statements = [
        *(one for one, _ in topic.switches),
        *(one.statement for one in topic.withdrawals),
    ]
    told = dict(zip((one.id for one in statements), editions(statements), strict=True))
    for withdrawal in topic.withdrawals:
        statement = withdrawal.statement
        edition = told[statement.id]
        carried = [
            Carrier(other, is_later=_is_later(told[other.id], edition))
            for other in withdrawal.carried
        ]
        if carried:
            yield Revision(
                statement.text, statement.text, tuple(carried), statement, (), None, edition
            )


def _is_later(own: Edition | None, edition: Edition | None) -> bool:
    return own is not None and edition is not None and edition.before(own)
