"""When events are: the number of a day and a minute of it, both unknown as long as nobody says."""

from fractions import Fraction

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.days import DAY
from checker.language.lexicon import Event
from checker.language.measures import Clock, Day
from checker.language.mistakes import fail
from checker.language.names import Name
from checker.language.nodes import Expression
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class When:
    """A moment: the number of its day, and its minute of the day."""

    day: Polynomial
    minute: Polynomial

    @property
    def moment(self) -> Polynomial:
        """Minutes since day 0."""
        return self.day.scaled(Fraction(DAY)) + self.minute


def _event(name: Expression, scope: Scope) -> Event:
    """The event of a name, or a mistake at its place."""
    if not isinstance(name, Name):
        raise fail("an event is expected here, by its name alone", name)
    thing = scope.words.thing(name.name, name)
    if not isinstance(thing, Event):
        raise fail(
            f"`{name.name}` is no event", name, "declare it under `events` in the vocabulary"
        )
    for mark in name.children():
        raise fail(
            "an event has no period and no place of its own",
            mark,
            f"write `{name.name} on 2011-02-22`, or `{name.name} in 2011`",
        )
    return thing


def when(name: Expression, scope: Scope) -> When:
    """The moment of an event."""
    event = _event(name, scope)
    first = event.first.toordinal() if event.first else None
    last = event.last.toordinal() if event.last else None
    known = (0, DAY - 1) if event.minute is None else (event.minute, event.minute)
    return When(
        scope.measure(Day(event.name, first, last)), scope.measure(Clock(event.name, *known))
    )
