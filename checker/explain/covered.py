"""How well each figure is checked by the others."""

from collections.abc import Iterable, Mapping
from enum import Enum

from checker.claims.statements import Article, Statement
from checker.frozen import dataclass
from checker.language.figures import Figure
from checker.search.fitting import Fitting


class State(Enum):
    """What the other statements say of a figure."""

    PINNED = "pinned"  # they force the same reading
    BOUNDED = "bounded"  # some other values would pass unnoticed, not all
    UNCHECKED = "unchecked"  # any value would pass unnoticed
    DISPUTED = "disputed"  # it takes part in a contradiction
    UNKNOWN = "unknown"  # not found within the limit of effort


_WORST = (State.DISPUTED, State.UNKNOWN, State.UNCHECKED, State.BOUNDED, State.PINNED)


def worst(states: Iterable[State]) -> State:
    """The worst of some states."""
    return min(states, key=_WORST.index)


@dataclass(frozen=True, slots=True)
class Checked:
    """One printed figure. `fits` are the values that would pass, None where they are not told.

    `passing` are the figures with one digit wrong that would pass, of `tried`; `untold` of these
    were not decided. `restated` tells that an independent article prints it, too.
    """

    figure: Figure
    state: State
    fits: Fitting | None = None
    passing: tuple[str, ...] = ()
    tried: int = 0
    untold: int = 0
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """One statement. `follows` tells that the others force all of it; None where undecided."""

    statement: Statement
    state: State
    figures: tuple[Checked, ...]
    follows: bool | None = False


@dataclass(frozen=True, slots=True)
class Idle:
    """A condition of a statement that can never apply, in plain words."""

    statement: Statement
    condition: str


@dataclass(frozen=True, slots=True)
class Covered:
    """All statements of a project that articles make, in the order of their ids."""

    statements: tuple[Coverage, ...]
    idle: tuple[Idle, ...]

    @property
    def states(self) -> Mapping[str, State]:
        """The state of each statement by its id: of several figures the worst."""
        return {one.statement.id: one.state for one in self.statements}

    @property
    def articles(self) -> tuple[tuple[Article, tuple[Coverage, ...]], ...]:
        """The statements of each article, in the order of their lines."""
        found: dict[str, tuple[Article, list[Coverage]]] = {}
        for one in self.statements:
            article = one.statement.article
            if article is not None:
                found.setdefault(article.path, (article, []))[1].append(one)
        return tuple(
            (article, tuple(sorted(told, key=_by_line)))
            for article, told in (found[path] for path in sorted(found))
        )


def _by_line(one: Coverage) -> tuple[str, int, int, str]:
    position = one.statement.position
    return position.file, position.line, position.column, one.statement.id


def count(statements: Iterable[Coverage]) -> Mapping[State, int]:
    """How many figures are in each state."""
    found = dict.fromkeys(State, 0)
    for one in statements:
        for figure in one.figures:
            found[figure.state] += 1
    return found
