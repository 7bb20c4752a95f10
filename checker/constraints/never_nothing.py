"""What the vocabulary says is never empty or never zero."""

from collections.abc import Iterator, Mapping

from checker.language.algebra import (
    Amount,
    Compare,
    Constraint,
    Measure,
    Polynomial,
    Present,
    Relation,
    Size,
    atoms,
    less,
)
from checker.language.lexicon import Lexicon


def filled(measures: Mapping[str, Measure], lexicon: Lexicon) -> dict[str, Measure]:
    """The sizes of populations that are never empty, where statements speak of their members."""
    found: dict[str, Measure] = {}
    for measure in measures.values():
        if not isinstance(measure, Size) or not lexicon.populations[measure.population].never_empty:
            continue
        place = lexicon.populations[measure.population].place
        usual = None if place is None else lexicon.leaves(place)
        for atom in atoms(measure.region):
            if isinstance(atom, Present) and atom.leaves == usual:
                size = Size(measure.population, atom)
                found[size.text] = size
    return found


def never_nothing(measures: Mapping[str, Measure], lexicon: Lexicon) -> Iterator[Constraint]:
    """A rule for each whole population and each quantity that the vocabulary says is something."""
    for name, measure in measures.items():
        value = Polynomial.measure(name)
        match measure:
            case Size(population, Present()) if lexicon.populations[population].never_empty:
                yield less(Polynomial(), value)
            case Amount(quantity=quantity) if lexicon.quantities[quantity].never_zero:
                if measure.not_negative:
                    yield less(Polynomial(), value)
                else:
                    yield Compare(value, Relation.UNEQUAL)
            case _:
                continue
