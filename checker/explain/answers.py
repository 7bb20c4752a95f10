"""What the claims say of a question, and which statements force it."""

from collections.abc import Mapping
from fractions import Fraction

from checker.claims.questions import Question
from checker.compile.distinct import Distinct
from checker.frozen import dataclass


@dataclass(frozen=True, slots=True)
class End:
    """One end of a value: None where it goes on for ever; an `open` one is left out itself.

    `because` are the fewest statements that together force it; none where the vocabulary alone
    does. `steps` is the sum behind it, where one shows it. Where those statements were not found
    within the limits, `unknown` says why.
    """

    value: Fraction | None
    open: bool = False
    because: tuple[Distinct, ...] = ()
    steps: tuple[str, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Ranged:
    """From `low` to `high`; of an exact value both are the same, forced by the same statements."""

    low: End
    high: End

    @property
    def is_exact(self) -> bool:
        """Whether one value alone is left."""
        return self.low.value is not None and self.low.value == self.high.value


@dataclass(frozen=True, slots=True)
class Certain:
    """A statement must be so, or cannot be; `because` are the fewest statements that force it."""

    holds: bool
    because: tuple[Distinct, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Possible:
    """A statement may be so or not: values that satisfy everything, one time each way."""

    if_so: Mapping[str, Fraction]
    if_not: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer was found; `reason` says why."""

    reason: str


Result = Ranged | Certain | Possible | Unanswered


@dataclass(frozen=True, slots=True)
class Answer:
    """What the claims say of a question.

    `left_out` are statements without which the others agree: the cheapest correction of those that
    are connected with the question. `connected` is how many statements these are in all.
    """

    question: Question
    result: Result
    left_out: tuple[Distinct, ...] = ()
    connected: int = 0
