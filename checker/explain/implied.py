"""What to ask of a figure: the values that would fit in its place."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from checker.algebra.components import Component
from checker.algebra.constraints import (
    TRUE,
    All,
    Compare,
    Constraint,
    both,
    less,
    measures_in,
)
from checker.algebra.polynomials import Polynomial
from checker.compile.shares import by_numbers
from checker.explain.relations import ends, scaled_to_one
from checker.frozen import dataclass
from checker.language.meaning import Meaning
from checker.language.measures import Amount, Measure, Planned
from checker.language.scope import Slot
from checker.search.fitting import Question


@dataclass(frozen=True)
class Questions:
    """What to ask of a component's statements with one figure, by their places in it.

    Unknowns that cancel out, as in `A > half of (A + A)`, are none of the component's.
    """

    component: Component
    meanings: Sequence[Meaning]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(variable.name for variable in self.component.variables)

    def __call__(self, place: int) -> Question | None:
        """The question; None where there is none."""
        meaning = self.meanings[place]
        if len(meaning.slots) != 1:
            return None
        question = instead(meaning.slots[0], meaning, self._known)
        return question if _names(question) <= self._known else None


def _names(question: Question) -> frozenset[str]:
    base = question.denominator
    top = question.numerator.names | measures_in(question.given)
    return top if base is None else top | base.names


def instead(slot: Slot, meaning: Meaning, known: Collection[str]) -> Question:
    """What would fit in place of a statement's one figure, while it says all else that it says."""
    question = value_of(slot.numerator, slot.denominator, meaning.measures, known)
    rest = besides(slot, meaning)
    if rest != TRUE:
        _, _, supposed = by_numbers(
            Polynomial.sum(measures_in(rest)), None, meaning.measures, known
        )
        rest = both(rest, supposed)
    printed = slot.meant if _is_apart(slot, meaning) else None
    return Question(question.numerator, question.denominator, both(question.given, rest), printed)


def value_of(
    numerator: Polynomial,
    denominator: Polynomial | None,
    measures: Mapping[str, Measure],
    known: Collection[str],
) -> Question:
    """A value to ask for, of shares by their numbers where these are known."""
    top, base, given = by_numbers(numerator, denominator, measures, known)
    if denominator is not None and base is not None and _is_not_negative(denominator, measures):
        given = both(given, less(Polynomial(), base))
    return Question(top, base, given)


def _is_not_negative(value: Polynomial, measures: Mapping[str, Measure]) -> bool:
    return all(
        factor >= 0 and all(_counts_up(measures[name]) for name in key)
        for key, factor in value.terms
    )


def _counts_up(measure: Measure) -> bool:
    return not isinstance(measure, Amount | Planned) or measure.not_negative


def besides(slot: Slot, meaning: Meaning) -> Constraint:
    """What a statement says besides its figure, or where that is not apart takes for granted."""
    parts = _parts(meaning.constraint)
    own = _parts(meaning.said)
    if _is_apart(slot, meaning):
        return both(*(part for part in parts if not _is_of(slot, part)))
    return both(*(part for part in parts if part not in own))


def _is_apart(slot: Slot, meaning: Meaning) -> bool:
    """Whether a statement says by itself that its figure is what it is."""
    found = [part for part in _parts(meaning.constraint) if _is_of(slot, part)]
    return slot.age_in is None and len(found) == len(_own(slot))


def _is_of(slot: Slot, part: Constraint) -> bool:
    return isinstance(part, Compare) and scaled_to_one(part) in _own(slot)


def _own(slot: Slot) -> set[Compare]:
    """The comparisons that a figure makes, in one form, those of numbers alone too."""
    made = ends(slot.numerator, slot.meant, slot.denominator)
    return {*map(scaled_to_one, made)}


def _parts(said: Constraint) -> tuple[Constraint, ...]:
    return said.parts if isinstance(said, All) else (said,)
