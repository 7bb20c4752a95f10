"""Several comparisons in one statement, such as figures of one thing in several periods."""

from abc import abstractmethod

from checker.algebra.constraints import Constraint, both
from checker.frozen import dataclass
from checker.language.names import PeriodMark
from checker.language.nodes import Assertion
from checker.language.scope import Scope, Slot


@dataclass(frozen=True, slots=True)
class Joined(Assertion):
    """A statement that says no more than its parts."""

    @abstractmethod
    def parts(self) -> tuple[Assertion, ...]:
        """What is said, one after the other."""

    def constraint(self, scope: Scope) -> Constraint:
        return both(*(one.constraint(scope) for one in self.parts()))

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        return tuple(slot for one in self.parts() for slot in one.slots(scope))

    def words(self, scope: Scope) -> str:
        return ", and ".join(one.words(scope) for one in self.parts())


@dataclass(frozen=True, slots=True)
class Then(Assertion):
    """What is said of another period than its statement's: of `mark`, else of the year before."""

    said: Assertion
    mark: PeriodMark | None = None

    @property
    def text(self) -> str:
        when = "a year earlier" if self.mark is None else self.mark.text
        return f"{when}: {self.said.text}"

    def _scope(self, scope: Scope) -> Scope:
        if self.mark is None:
            return scope.but(shift=scope.shift + 1)
        return scope.but(period=self.mark.period(scope))

    def constraint(self, scope: Scope) -> Constraint:
        return self.said.constraint(self._scope(scope))

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        return self.said.slots(self._scope(scope))

    def words(self, scope: Scope) -> str:
        return self.said.words(self._scope(scope))
