"""Between which days and times the vocabulary, and the clock, let events and birthdays lie."""

from collections.abc import Iterable, Iterator

from checker.algebra.constraints import Constraint, at_most
from checker.algebra.polynomials import Polynomial
from checker.language.measures import Birthday, Clock, Day, Measure


def moment_rules(measures: Iterable[Measure]) -> Iterator[Constraint]:
    """A rule for each end that is known of a day or a time."""
    for measure in measures:
        if not isinstance(measure, Day | Clock | Birthday):
            continue
        value = Polynomial.measure(measure.text)
        if measure.first is not None:
            yield at_most(Polynomial.number(measure.first), value)
        if measure.last is not None:
            yield at_most(value, Polynomial.number(measure.last))
