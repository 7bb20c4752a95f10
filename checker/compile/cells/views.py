"""What each region looks at, and the parts that it is put together from."""

from collections.abc import Iterator, Mapping, Sequence

from checker.compile.cells.dimensions import WHO, Dimension, part_of, what_of, where_in
from checker.frozen import dataclass
from checker.language.measures import (
    Atom,
    Holds,
    Join,
    Meet,
    Moved,
    Named,
    Present,
    Region,
    Within,
    Without,
    atoms,
    meet,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A part that is put together from two others, so that many parts are seen two at a time."""

    whole: Region
    left: Region
    right: Region

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of the two and of what they make."""
        return part_of(self.left), part_of(self.right), part_of(self.whole)


@dataclass(frozen=True, slots=True)
class View:
    """A region as its tables see it: the region, its parts, the steps between, all dimensions.

    A region that looks at one attribute in one period (or one move) has no parts: its dimensions
    are those themselves. Any other is put together from yes-or-no parts, each of one such kind.
    """

    region: Region
    parts: tuple[Region, ...]
    steps: tuple[Step, ...]
    dimensions: frozenset[Dimension]


def view_of(region: Region) -> View:
    """How tables see a region."""
    parts: dict[str, Region] = {}
    cut = _cut(region, parts)
    named = any(isinstance(atom, Named) for atom in atoms(region))
    if len(parts) == 1 and not named:
        return View(region, (), (), frozenset(looked_at(region)))
    leaves = tuple(part for _, part in sorted(parts.items()))
    folded, steps = _folded(cut, parts)
    seen = {part_of(part) for part in leaves} if not steps else set(steps[-1].dimensions[2:])
    if steps and isinstance(folded, Meet | Join):
        seen = {part_of(part) for part in folded.parts}
    if named:
        seen.add(WHO)
    return View(folded, leaves, steps, frozenset(seen))


def _folded(region: Region, parts: Mapping[str, Region]) -> tuple[Region, tuple[Step, ...]]:
    """A meet or join of many parts, put together two at a time in the order of time."""
    if not isinstance(region, Meet | Join) or len(region.parts) <= _PAIR:
        return region, ()
    if any(part.text not in parts for part in region.parts):
        return region, ()
    kind = type(region)
    first, *others = sorted(
        region.parts, key=lambda part: (sorted(p for _, _, p in looked_at(part)), part.text)
    )
    steps = []
    for part in others[:-1]:
        whole = kind((first, part))
        steps.append(Step(whole, first, part))
        first = whole
    return kind((first, others[-1])), tuple(steps)


_PAIR = 2


def _cut(region: Region, parts: dict[str, Region]) -> Region:
    """The region with its largest parts of one kind noted in `parts`."""
    if isinstance(region, Named):
        return region
    if kind_of(region) is not None:
        parts[region.text] = region
        return region
    match region:
        case Meet(inner):
            return Meet(tuple(_cut(part, parts) for part in _gathered(inner)))
        case Join(inner):
            return Join(tuple(_cut(part, parts) for part in inner))
        case Without(first, other):
            return Without(_cut(first, parts), _cut(other, parts))
        case _:
            return region


def _gathered(inner: Sequence[Region]) -> list[Region]:
    """The parts of a meet, those of one kind put together."""
    groups: list[list[Region]] = []
    for part in sorted(inner, key=lambda part: (-len(set(looked_at(part))), part.text)):
        for group in groups:
            if not isinstance(part, Named) and kind_of(meet(*group, part)) is not None:
                group.append(part)
                break
        else:
            groups.append([part])
    return [meet(*group) for group in groups]


def looked_at(region: Region) -> Iterator[Dimension]:
    """The dimensions of places, attributes and lists that decide who is in a region."""
    for atom in atoms(region):
        match atom:
            case Present():
                yield where_in(atom.period.name)
            case Holds() | Within():
                yield where_in(atom.period.of_members)
                yield what_of(atom.attribute, atom.period.name)
            case Moved():
                for period in (atom.before, atom.after):
                    yield where_in(period.of_members)
                    yield what_of(atom.attribute, period.name)
            case Named():
                yield WHO


Times = tuple[str, str]
"""When members are there, and when they have a value: the same but for running attributes."""

Kind = tuple[str, tuple[Times, ...]]
"""The attribute (or none) and the times that a part looks at."""


def kind_of(region: Region) -> Kind | None:
    """What a region looks at, if that is one attribute in one period, or one move."""
    base = set(looked_at(region))
    if WHO in base:
        return None
    wheres = {period for kind, _, period in base if kind == "where"}
    names = sorted({name for kind, name, _ in base if kind == "what"})
    if len(names) > 1:
        return None
    if not names:
        return ("", tuple((where, where) for where in wheres)) if len(wheres) == 1 else None
    moves: set[tuple[Times, ...]] = set()
    times: set[Times] = set()
    for atom in atoms(region):
        looked = tuple(sorted(_times(atom)))
        times.update(looked)
        if isinstance(atom, Moved):
            moves.add(looked)
    if {where for where, _ in times} != wheres:
        return None
    together = tuple(sorted(times))
    return (names[0], together) if len(times) == 1 or moves == {together} else None


def _times(atom: Atom) -> Iterator[Times]:
    """When a condition looks at an attribute."""
    match atom:
        case Holds(period=period) | Within(period=period):
            yield period.of_members, period.name
        case Moved(before=before, after=after):
            yield before.of_members, before.name
            yield after.of_members, after.name
        case _:
            return
