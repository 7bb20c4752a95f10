"""What the vocabulary says is never empty or never zero."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.algebra.constraints import Compare, Constraint, Relation, less
from checker.algebra.polynomials import Polynomial
from checker.language.lexicon import Lexicon
from checker.language.measures import Amount, Measure, Present, Size, atoms


def filled(measures: Mapping[str, Measure], lexicon: Lexicon) -> dict[str, Measure]:
    """The sizes of populations that are never empty, where statements speak of their members."""
    found: dict[str, Measure] = {}
    for measure in measures.values():
        if not isinstance(measure, Size) or not lexicon.populations[measure.population].never_empty:
            continue
        usual = _usual(measure.population, lexicon)
        for atom in atoms(measure.region):
            if isinstance(atom, Present):
                size = Size(measure.population, replace(atom, leaves=usual))
                found[size.text] = size
    return found


def _usual(population: str, lexicon: Lexicon) -> frozenset[str] | None:
    """The smallest areas where a population is meant when no place is printed."""
    place = lexicon.populations[population].place
    return None if place is None else lexicon.leaves(place)


def _is_filled(present: Present, lexicon: Lexicon) -> bool:
    """Whether these are all members there are, or more, of what is never empty."""
    if not lexicon.populations[present.population].never_empty:
        return False
    usual = _usual(present.population, lexicon)
    return present.leaves is None or (usual is not None and usual <= present.leaves)


def never_nothing(measures: Mapping[str, Measure], lexicon: Lexicon) -> Iterator[Constraint]:
    """A rule for each whole population and each quantity that the vocabulary says is something."""
    for name, measure in measures.items():
        value = Polynomial.measure(name)
        match measure:
            case Size(region=Present() as present) if _is_filled(present, lexicon):
                yield less(Polynomial(), value)
            case Amount(quantity=quantity) if lexicon.quantities[quantity].never_zero:
                if measure.not_negative:
                    yield less(Polynomial(), value)
                else:
                    yield Compare(value, Relation.UNEQUAL)
            case _:
                continue
