"""How far a value, or a ratio of two, goes under statements without products."""

from collections.abc import Iterable
from dataclasses import field
from fractions import Fraction

from checker.algebra.constraints import Compare, Relation
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.limits import ROUNDS_OF_A_RATIO
from checker.solvers.protocol import Contradictory, Oracle, Undecided, Witness

_NO_BASE = "what it is a part of can be nothing"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a value goes, None for ever; where it is not `sure`, nothing goes further.

    `witness` has it there, or near.
    """

    value: Fraction | None
    open: bool
    sure: bool = True
    witness: Witness | None = field(default=None, compare=False)


def is_positive(oracle: Oracle, chosen: Iterable[int], value: Polynomial) -> bool:
    """Whether a value is more than nothing wherever the chosen statements hold."""
    verdict = oracle.beside(chosen, Compare(value, Relation.AT_MOST))
    return isinstance(verdict, Contradictory)


def linear_end(
    oracle: Oracle,
    chosen: frozenset[int],
    top: Polynomial,
    base: Polynomial | None,
    start: Witness,
) -> Reach | Undecided:
    """How far a value goes up where statements have no products."""
    if base is None:
        end = oracle.bound(chosen, top, start, upper=True)
        return (
            end if isinstance(end, Undecided) else Reach(end.value, end.open, witness=end.witness)
        )
    if not is_positive(oracle, chosen, base):
        return Undecided(_NO_BASE)
    ratio = start.value(top) / start.value(base)
    for _ in range(ROUNDS_OF_A_RATIO):  # a chain of linear questions (Dinkelbach 1967)
        better = oracle.bound(chosen, top - base.scaled(ratio), start, upper=True)
        if isinstance(better, Undecided):
            return better
        if better.value is None:
            # Where the numbers have no end, the ratio may still have one that it never reaches.
            slope = oracle.slope(chosen, top, base, better.witness)
            if slope is None or isinstance(slope, Undecided):
                return slope or Reach(None, open=False)
            ratio = slope
            continue
        if better.value == 0:
            return Reach(ratio, better.open, witness=better.witness)
        if better.value < 0:
            return Reach(ratio, open=True, witness=better.witness)
        there = better.witness.value(base)
        if there == 0:  # an open end: the base comes as near to nothing as you like
            return Reach(None, open=False)
        reached = better.witness.value(top) / there
        if reached == ratio:
            return Reach(ratio, open=True, witness=better.witness)
        ratio = reached
    return Undecided(f"no end of the ratio was found in {ROUNDS_OF_A_RATIO} rounds")
