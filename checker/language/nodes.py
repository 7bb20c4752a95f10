"""What every node of a formula's tree has in common, said once by its fields.

A node's fields tell what lies below it: nodes, figures that an article must have printed, members'
names. `form` is how it is printed anew and `told` its plain words, with fields in braces: `{base}`
is the text, or the words, of that part, `{base:number}` the words for its number.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum
from typing import ClassVar, Generic, TypeVar, get_args

from checker.algebra.constraints import TRUE, Constraint, both
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language.figures import Figure, as_printed, spread
from checker.language.measures import Region
from checker.language.mistakes import fail
from checker.language.ranges import Cases, Range, always
from checker.language.scanner import Word
from checker.language.scope import Scope, Slot, population_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """A member's name as written in a formula."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """Anything with a place in the text of its formula."""

    start: int
    end: int

    form: ClassVar[str] = ""
    told: ClassVar[str] = ""
    needs_topic: ClassVar[bool] = False
    """Whether its meaning depends on the periods that the topic's other lines name."""
    needs_editions: ClassVar[bool] = False
    """Whether its meaning depends on the reports that tell of a running thing."""
    is_change: ClassVar[bool] = False
    """Whether it tells how far two values are apart, which may be worked out from others."""

    def children(self) -> Iterable["Node"]:
        """The nodes directly below, in the order of the fields."""
        return _NODES.of(self)

    def figures(self) -> tuple[Figure, ...]:
        """The figures of this node itself that an article must have printed."""
        found = _FIGURES.of(self)
        return spread(*found) if found else ()

    def listed(self) -> tuple[Listed, ...]:
        """The members' names of this node itself."""
        return tuple(_LISTED.of(self))

    def named(self) -> tuple[str, ...]:
        """What of the vocabulary this node itself may name."""
        return ()

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in the order of the text."""
        yield self
        for child in self.children():
            yield from child.walk()

    @property
    def text(self) -> str:
        """The formula printed anew, white space and spellings in one form."""
        return self.form.format_map(_Texts(self))

    def words(self, scope: Scope) -> str:
        """Plain words for an editor, defaults filled in; of a statement one sentence."""
        return self.told.format_map(_Words(self, scope))


class _Held(Generic[T]):
    """What nodes hold of one kind, in the order of their fields."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._fields: dict[type, tuple[str, ...]] = {}

    def of(self, node: Node) -> Sequence[T]:
        """What a node holds, in tuples too."""
        names = self._fields.get(type(node))
        if names is None:
            held = (field.name for field in fields(node) if _may_hold(field.type, self._kind))
            names = self._fields[type(node)] = tuple(held)
        if not names:
            return ()
        found: list[T] = []
        for name in names:
            self._add(getattr(node, name), found)
        return found

    def _add(self, value: object, found: list[T]) -> None:
        if isinstance(value, self._kind):
            found.append(value)
        elif isinstance(value, tuple):
            for part in value:
                self._add(part, found)


def _may_hold(annotation: object, kind: type) -> bool:
    own = isinstance(annotation, type) and issubclass(annotation, kind)
    return own or any(_may_hold(part, kind) for part in get_args(annotation))


_NODES, _FIGURES, _LISTED = _Held(Node), _Held(Figure), _Held(Listed)


class _Texts:
    """The parts of a node as they are printed anew."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def __getitem__(self, name: str) -> str:
        return _text(getattr(self.node, name))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case Node():
            return value.text
        case Figure():
            return as_printed(value)
        case Enum():
            return str(value.value)
        case Word(text):
            return text
        case tuple():
            return ", ".join(map(_text, value))
        case _:
            return str(value)


class _Words:
    """The parts of a node in words."""

    def __init__(self, node: Node, scope: Scope) -> None:
        self.node, self.scope = node, scope

    def __getitem__(self, name: str) -> "str | _Part":
        value = getattr(self.node, name)
        return _Part(value, self.scope) if isinstance(value, Node) else _text(value)


class _Part:
    """A part whose words, or those for its number, are asked for."""

    def __init__(self, node: Node, scope: Scope) -> None:
        self.node, self.scope = node, scope

    def __format__(self, asked: str) -> str:
        if asked == "number" and isinstance(self.node, Expression):
            return self.node.counted(self.scope)
        return self.node.words(self.scope)


class Expression(Node, ABC):
    """A side of a comparison: a number, an interval or a set (whose number is its size)."""

    __slots__ = ()

    @abstractmethod
    def cases(self, scope: Scope) -> Cases:
        """Its value as a range, by case."""

    def region(self, scope: Scope) -> Region:
        """Its set of members; a mistake when it is a number."""
        raise fail("a set of members is expected here, this is a number", self).unsettled()

    @property
    def is_set(self) -> bool:
        """Whether the spelling alone says that it is a set."""
        return False

    def is_ratio(self, scope: Scope) -> bool:
        """Whether it is a part of a whole, so that `13%` alone can stand on the other side."""
        return False

    @property
    def actual(self) -> "Expression":
        """The number itself, where this is what is expected of it."""
        return self

    @property
    def unfinished(self) -> str:
        """What to write where it stands alone in place of a statement."""
        return ""

    def condition(self, subject: "Expression", scope: Scope) -> Constraint:
        """What it says besides its value, such as `12 of B`: the subject lies inside B."""
        return TRUE

    def taken_apart(self) -> tuple["Expression", tuple["Assertion", ...]]:
        """The side without what it says of something else, such as `12 of 30 B`: B is 30."""
        return self, ()

    def slot(self, subject: Polynomial, scope: Scope) -> Slot | None:
        """What the printed figure on this side says of the other side; None without one figure."""
        return None

    def counted(self, scope: Scope) -> str:
        """Plain words for its number: of a set, how many there are."""
        return f"the number of {self.words(scope)}" if self.is_set else self.words(scope)

    def point(self, scope: Scope) -> Polynomial:
        """Its value where it must be one number and no reading."""
        value = single_value(self.cases(scope))
        if value is None:
            raise fail("this must be a name or a sum of names, not a figure that is read", self)
        return value


def single_value(cases: Cases) -> Polynomial | None:
    """The one value of a side; None when it is a reading or has cases."""
    if len(cases) == 1 and cases[0].range.is_point:
        return cases[0].range.low
    return None


class MemberSet(Expression):
    """A side that is a set of members, and its size where a number is asked for."""

    __slots__ = ()

    @property
    def is_set(self) -> bool:
        return True

    def cases(self, scope: Scope) -> Cases:
        return always(Range.point(sized(self, scope)))


def sized(expression: Expression, scope: Scope) -> Polynomial:
    """The size of a set expression."""
    region = expression.region(scope)
    population = population_of(region)
    if population is None:
        raise fail("a list of names alone has no number", expression)
    return scope.size(population, region)


class Scale(Enum):
    """What the numbers of a value are."""

    NUMBER = "number"
    PART = "part"
    DAY = "day"
    CLOCK = "clock"
    BIRTHDAY = "birthday"


class Assertion(Node, ABC):
    """A formula that is true or false."""

    __slots__ = ()

    scale: ClassVar[Scale | None] = None
    """What the number is of which its one figure tells, where that can be asked for alone."""

    @abstractmethod
    def constraint(self, scope: Scope) -> Constraint:
        """Its algebra."""

    def asked(self, scope: Scope) -> str:
        """Plain words for that number."""
        return self.words(scope)

    def apart(self, scope: Scope) -> tuple[Constraint, Constraint]:
        """Its algebra, and apart from it what it takes for granted."""
        inner = scope.noting(supposed=set())
        said = self.constraint(inner)
        return said, both(*inner.met.supposed)

    def stated(self, scope: Scope) -> Constraint:
        """All that it says, with what it takes for granted."""
        return both(*self.apart(scope))

    def parts(self) -> tuple["Assertion", ...]:
        """What it says, figure by figure in the order of the text; itself where that is one thing.

        All parts together say what it says, and each of them says something by itself.
        """
        return (self,)

    def printed_in(self, source: str) -> str:
        """What readers call it as a part of a statement: its own text there."""
        return source[self.start : self.end]

    def with_left(self, change: Callable[[Expression], Expression]) -> "Assertion":
        """The same with another left side; only of comparisons of numbers."""
        raise fail(
            "only comparisons of numbers can be expected or a target",
            self,
            "put this statement into a claim without `status`",
        )

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        """The figures whose values a report can work out; none under `if`, `either` and `not`."""
        return ()


@dataclass(frozen=True, slots=True)
class Formula:
    """One parsed line of `says`: the unit that a statement asserts."""

    source: str
    tree: Assertion

    @property
    def printed(self) -> tuple[Figure, ...]:
        """The figures that must stand in the quote, in order; limits such as `> half` need not."""
        return tuple(figure for node in self.tree.walk() for figure in node.figures())

    @property
    def members(self) -> tuple[Listed, ...]:
        """The members' names that are used, in order."""
        return tuple(name for node in self.tree.walk() for name in node.listed())

    @property
    def text(self) -> str:
        """The formula printed anew, white space and spellings in one form."""
        return self.tree.text
