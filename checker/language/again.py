"""The left side of a comparison once more, in another period or place."""

from abc import abstractmethod

from checker.language.measures import Region
from checker.language.nodes import Expression
from checker.language.ranges import Cases
from checker.language.scope import Scope, Side


class Again(Expression):
    """A side that is the actual number of the left side, read in another scope."""

    __slots__ = ()

    @abstractmethod
    def there(self, scope: Scope) -> tuple[Side, Scope]:
        """The left side and the scope to read it in; a mistake where there is none."""

    def cases(self, scope: Scope) -> Cases:
        subject, there = self.there(scope)
        return subject.actual.cases(there)

    def region(self, scope: Scope) -> Region:
        subject, there = self.there(scope)
        return subject.actual.region(there)

    def words(self, scope: Scope) -> str:
        subject, there = self.there(scope)
        return _actual(subject, subject.actual.words(there))

    def counted(self, scope: Scope) -> str:
        subject, there = self.there(scope)
        return _actual(subject, subject.actual.counted(there))


def _actual(subject: Side, said: str) -> str:
    """Words for the number itself, where what is expected of it stands beside it."""
    return said if subject.actual is subject else f"the actual {said.removeprefix('the ')}"
