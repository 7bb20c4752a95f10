"""Tallies that rise: a later report never tells of fewer."""

from collections.abc import Iterable, Iterator

from checker.algebra.constraints import Constraint, at_most
from checker.algebra.polynomials import Polynomial
from checker.language.lexicon import Lexicon, Running
from checker.language.measures import Amount, Measure, Present, Size, atoms
from checker.language.periods import Edition

Told = tuple[Edition, str]
"""An edition, and the measure that it tells of."""


def tallied(measures: Iterable[Measure], lexicon: Lexicon) -> dict[str, Measure]:
    """The sizes of populations that rise, where statements speak of some of their members."""
    found: dict[str, Measure] = {}
    for measure in measures:
        if not isinstance(measure, Size):
            continue
        if lexicon.populations[measure.population].running is not Running.RISING:
            continue
        for atom in atoms(measure.region):
            if isinstance(atom, Present):
                size = Size(measure.population, atom)
                found[size.text] = size
    return found


def running(measure: Measure, lexicon: Lexicon) -> Running | None:
    """How a quantity, or a population as a whole, is restated; None where it is not."""
    match measure:
        case Amount(quantity=name):
            return lexicon.quantities[name].running
        case Size(region=Present(name)):
            return lexicon.populations[name].running
        case _:
            return None


def rising(measures: Iterable[Measure], lexicon: Lexicon) -> Iterator[Constraint]:
    """A rule for each two reports of one tally, one certainly later than the other.

    Of a population that rises it is the number of all members, not of those with some value.
    """
    tallies: dict[tuple[str, str, frozenset[str] | None], list[Told]] = {}
    for measure in measures:
        if running(measure, lexicon) is not Running.RISING:
            continue
        match measure:
            case (
                Amount(quantity=name, period=period, leaves=leaves)
                | Size(region=Present(name, period, leaves))
            ) if period.edition is not None:
                told = (period.edition, measure.text)
                tallies.setdefault((name, period.plain, leaves), []).append(told)
            case _:
                continue
    for _, told_of in sorted(tallies.items(), key=lambda tally: (tally[0][:2], tally[1][0][1])):
        yield from _ordered(told_of)


def _ordered(tally: list[Told]) -> Iterator[Constraint]:
    for one, then in tally:
        later = [(edition, name) for edition, name in tally if one.before(edition)]
        for other, now in later:
            if not any(between.before(other) for between, _ in later):
                yield at_most(Polynomial.measure(then), Polynomial.measure(now))
