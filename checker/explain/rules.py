"""The rules of the vocabulary that a contradiction leans on, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from checker.algebra.constraints import measures_in
from checker.compile.distinct import Distinct
from checker.explain.relations import (
    ADD_UP,
    NAMES,
    NOT_NEGATIVE,
    RANK,
    RISING,
    SHARE,
    SHARES,
    SOMETHING,
    Said,
)
from checker.language.days import clock_words, day_words
from checker.language.lexicon import Lexicon, Running
from checker.language.measures import (
    Amount,
    Birthday,
    Clock,
    Day,
    Holds,
    Measure,
    Moved,
    Named,
    Planned,
    Present,
    Rank,
    Share,
    Size,
    Within,
    atoms,
    editions_in,
)
from checker.language.periods import Edition


def rules_of(members: Iterable[Distinct], lexicon: Lexicon) -> tuple[str, ...]:
    """One sentence for each rule that the members' figures are under, sorted."""
    measures: dict[str, Measure] = {}
    said: set[str] = set()
    for member in members:
        measures |= member.meaning.measures
        said |= measures_in(member.meaning.constraint)
    return tuple(
        sorted(
            {
                *_one_value_each(measures.values()),
                *_numbers(measures.values()),
                *_places(measures.values()),
                *_spans(measures.values()),
                *_running(measures.values(), lexicon),
                *_moments(measures[name] for name in said & measures.keys()),
            }
        )
    )


def rules_used(
    grounds: Iterable[Said], measures: Mapping[str, Measure], whole: Iterable[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """One sentence for each rule among the grounds of a derivation, sorted.

    `whole` are the numbers that it takes to be whole.
    """
    summed: dict[str, Measure] = {}
    others: dict[str, Measure] = {name: measures[name] for name in whole}
    said: set[str] = set()
    for ground in grounds:
        found = {name: measures[name] for name in ground.names if name in measures}
        if ground.rule in {ADD_UP, SHARES, RISING}:
            summed |= found | _behind(found.values(), measures)
        elif ground.rule in {NAMES, SOMETHING}:
            said.add(ground.rule)
        elif ground.rule:
            others |= {n: m for n, m in found.items() if _is_about(ground.rule, m)}
    return tuple(
        sorted(
            {
                *said,
                *_one_value_each(summed.values()),
                *_places(summed.values()),
                *_spans(summed.values()),
                *_running(summed.values(), lexicon),
                *_numbers(others.values()),
            }
        )
    )


def _behind(found: Iterable[Measure], measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """The parts and wholes of shares."""
    names = {n for one in found if isinstance(one, Share) for n in (one.part, one.whole)}
    return {name: measures[name] for name in sorted(names & measures.keys())}


def _is_about(rule: str, measure: Measure) -> bool:
    """Whether a rule on single numbers is on one of this kind."""
    kinds = {SHARE: Share, RANK: Rank}
    return isinstance(measure, kinds[rule]) if rule in kinds else rule == NOT_NEGATIVE


def _one_value_each(measures: Iterable[Measure]) -> Iterator[str]:
    """Attributes of which the members look at more than one value in a period."""
    seen: dict[tuple[str, str, str], set[str]] = {}
    numbers: dict[tuple[str, str, str], set[str]] = {}
    places: dict[str, set[frozenset[str]]] = {}
    for measure in measures:
        for atom in atoms(measure.region) if isinstance(measure, Size) else ():
            match atom:
                case Holds(population, attribute, period, values) if "=" not in attribute:
                    seen.setdefault((population, attribute, period.name), set()).update(values)
                case Within(population, attribute, period):
                    numbers.setdefault((population, attribute, period.name), set()).add(atom.text)
                case Moved(population, attribute):
                    yield f"each of the {population} has one {attribute} at a time"
                case Present(population, _, leaves) if leaves is not None:
                    places.setdefault(population, set()).add(leaves)
                case Named():
                    yield NAMES
                case _:
                    continue
    for (population, attribute, _), together in seen.items():
        if len(together) > 1:
            yield f"each of the {population} has one {attribute} at a time"
    for (population, attribute, _), ranges in numbers.items():
        if len(ranges) > 1:
            yield f"each of the {population} has one number for “{attribute}” at a time"
    for population, areas in places.items():
        if _overlap(areas):
            yield f"the {population} of a place are among those of any larger place it lies in"


def _overlap(areas: Iterable[frozenset[str] | None]) -> bool:
    """Whether two of some places have something in common; what is nowhere said is everywhere."""
    return any(
        one is None or other is None or not one.isdisjoint(other)
        for one, other in combinations(areas, 2)
    )


def _places(measures: Iterable[Measure]) -> Iterator[str]:
    """Amounts of which the members look at a place and at a part of it."""
    areas: dict[str, set[frozenset[str] | None]] = {}
    for measure in measures:
        if isinstance(measure, Amount):
            areas.setdefault(measure.quantity, set()).add(measure.leaves)
            if measure.adds_up and _overlap(areas[measure.quantity]):
                yield f"the parts of a place add up to its own {_plain(measure.quantity)}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _numbers(measures: Iterable[Measure]) -> Iterator[str]:
    for measure in measures:
        match measure:
            case Size() | Amount(whole=True, not_negative=True) | Planned(whole=True):
                yield "counts are whole and not negative"
            case Amount(quantity=quantity, whole=True):
                yield f"{quantity} is a whole number"
            case Amount(quantity=quantity, not_negative=True):
                yield f"{_plain(quantity)} is not negative"
            case Share():
                yield SHARE
            case Rank() as rank:
                yield from _ranks(rank)
            case _:
                continue


def _ranks(rank: Rank) -> Iterator[str]:
    yield RANK
    if len(rank.own) > 1:
        yield "of several numbers that a rank is by, the next decides where one is equal"
    if rank.open:
        yield "any number of those that are not listed may be ahead"


def _spans(measures: Iterable[Measure]) -> Iterator[str]:
    """Flows of which the members look at more than one dated period."""
    seen: dict[str, set[str]] = {}
    for measure in measures:
        if isinstance(measure, Amount) and measure.flow and measure.period.first is not None:
            seen.setdefault(measure.quantity, set()).add(measure.period.name)
    for quantity, periods in seen.items():
        if len(periods) > 1:
            yield f"the parts of a span add up to its own {_plain(quantity)}"


def _running(measures: Iterable[Measure], lexicon: Lexicon) -> Iterator[str]:
    """Running tallies of which the members look at more than one report."""
    seen: dict[str, set[Edition]] = {}
    rising = {
        *(name for name, q in lexicon.quantities.items() if q.running is Running.RISING),
        *(name for name, p in lexicon.populations.items() if p.running is Running.RISING),
    }
    for measure in measures:
        match measure:
            case Amount(quantity=name) | Size(population=name):
                seen.setdefault(name, set()).update(editions_in(measure))
            case _:
                continue
    for name, editions in seen.items():
        if len(editions) > 1 and name in rising:
            yield f"a later report never tells of fewer {name} than an earlier one"


def _moments(measures: Iterable[Measure]) -> Iterator[str]:
    """What the clock and the vocabulary say of events and birthdays."""
    for measure in measures:
        match measure:
            case Clock(event, first, last) if first == last:
                yield f"the vocabulary has {event} at {clock_words(Fraction(first))}"
            case Clock():
                yield "every time is of one zone, and days run from midnight to midnight"
            case Day(event, int(first), int(last)):
                yield f"the vocabulary has {event} {_between(first, last)}"
            case Birthday(member, int(first), int(last)):
                yield f"the vocabulary has {member} born {_between(first, last)}"
            case _:
                continue


def _between(first: int, last: int) -> str:
    one, other = day_words(Fraction(first)), day_words(Fraction(last))
    return f"on {one}" if first == last else f"between {one} and {other}"
