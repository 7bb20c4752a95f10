"""Facts: dimensions that hang together, and which of their states go together."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from checker.compile.cells.dimensions import (
    NO,
    WHO,
    Dimension,
    State,
    chooser,
    in_part,
    part_of,
    what_of,
    where_in,
)
from checker.compile.cells.members import Members
from checker.compile.cells.views import Kind, Step, View, kind_of
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Atom,
    Holds,
    Meet,
    Moved,
    Named,
    Present,
    Region,
    Within,
    atoms,
    told_apart,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Dimensions that hang together, and the combinations of their states that can be."""

    dimensions: tuple[Dimension, ...]
    rows: tuple[tuple[State, ...], ...]

    def seen(self, dimensions: frozenset[Dimension]) -> "Fact":
        """The same, as far as some dimensions show it."""
        if dimensions.issuperset(self.dimensions):
            return self
        places = [i for i, d in enumerate(self.dimensions) if d in dimensions]
        rows = dict.fromkeys(map(chooser(places), self.rows))
        return Fact(tuple(self.dimensions[i] for i in places), tuple(rows))


def facts_of(views: Sequence[View], lexicon: Lexicon) -> list[Fact]:
    """One fact for each kind of part and for the lists, in a fixed order."""
    conditions: dict[str, Atom] = {}
    kinds: dict[Kind, dict[Dimension, Region]] = {}
    steps: dict[str, Step] = {}
    for view in views:
        conditions.update((atom.text, atom) for atom in atoms(view.region))
        steps.update((step.whole.text, step) for step in view.steps)
        for part in view.parts or (view.region,):
            kind = kind_of(part)
            if kind is not None:
                known = kinds.setdefault(kind, {})
                if view.parts:
                    known[part_of(part)] = part
    ordered = [conditions[text] for text in sorted(conditions)]
    states = _States(ordered, lexicon)
    facts = [_fact(kind, _decided(kind, kinds), states) for kind in sorted(kinds)]
    facts += [_step_fact(steps[text]) for text in sorted(steps)]
    lists = [atom for atom in ordered if isinstance(atom, Named)]
    if lists:
        rows = tuple((state,) for state in sorted(_groups(lists), key=lambda state: state.key))
        facts.append(Fact((WHO,), rows))
    return facts


def _step_fact(step: Step) -> Fact:
    rows = []
    for left, right in product((False, True), repeat=2):
        whole = (left and right) if isinstance(step.whole, Meet) else (left or right)
        answers = zip((step.left, step.right, step.whole), (left, right, whole), strict=True)
        rows.append(tuple(in_part(part) if answer else NO for part, answer in answers))
    return Fact(step.dimensions, tuple(rows))


def _decided(kind: Kind, kinds: Mapping[Kind, dict[Dimension, Region]]) -> dict[Dimension, Region]:
    """The parts that what one kind looks at decides: its own and those that look at less."""
    name, times = kind
    seen = {"": {(where, where) for where, _ in times}, name: set(times)}
    return {
        dimension: part
        for (other, looked), parts in kinds.items()
        if set(looked) <= seen.get(other, set())
        for dimension, part in parts.items()
    }


def _fact(kind: Kind, parts: Mapping[Dimension, Region], states: "_States") -> Fact:
    name, times = kind
    rows: list[dict[Dimension, State]] = [{}]
    for where, what in times:
        added = list(states.together(name, where, what))
        rows = [{**row, **more} for row in rows for more in added if _agree(row, more)]
    base = tuple(rows[0])
    cells = [tuple(row.values()) for row in rows]
    members = Members(base, cells)
    answers = []
    for _, part in sorted(parts.items()):
        inside, yes = members.of(part), in_part(part)
        answers.append([yes if index in inside else NO for index in range(len(cells))])
    combined = ((*cell, *more) for cell, *more in zip(cells, *answers, strict=True))
    return Fact((*base, *sorted(parts)), tuple(dict.fromkeys(combined)))


def _agree(one: Mapping[Dimension, State], other: Mapping[Dimension, State]) -> bool:
    """Whether two rows say the same of the dimensions that they share."""
    return all(one.get(dimension, state) == state for dimension, state in other.items())


class _States:
    """The states of places and attributes that some condition tells apart."""

    def __init__(self, conditions: Sequence[Atom], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._present: dict[str, list[Present]] = {}
        self._holds: dict[tuple[str, str], list[Holds]] = {}
        self._within: dict[tuple[str, str], list[Within]] = {}
        self._ranked: set[tuple[str, str]] = set()
        for condition in conditions:
            match condition:
                case Present(period=period):
                    self._present.setdefault(period.name, []).append(condition)
                case Holds(attribute=name, period=period):
                    self._holds.setdefault((name, period.name), []).append(condition)
                case Within(attribute=name, period=period):
                    self._within.setdefault((name, period.name), []).append(condition)
                case Moved(attribute=name, before=before, after=after):
                    self._ranked |= {(name, before.name), (name, after.name)}
                case Named():
                    continue

    def together(self, name: str, where: str, what: str) -> Iterator[dict[Dimension, State]]:
        """Place and value of a member at a time: who is out has no value, who is in has one."""
        values = self._values(name, what) if name else []
        for place in self._places(where):
            if not name:
                yield {where_in(where): place}
            for value in values:
                if value.out == place.out:
                    yield {where_in(where): place, what_of(name, what): value}

    def _places(self, period: str) -> list[State]:
        """Out, in each smallest area that is told apart, and anywhere else."""
        here = self._present.get(period, [])
        leaves = {leaf for condition in here for leaf in condition.leaves or ()}
        found = {State(frozenset(), out=True)}
        for leaf in (*leaves, None):
            true = frozenset(c.text for c in here if c.leaves is None or leaf in c.leaves)
            found.add(State(true))
        return sorted(found, key=lambda state: state.key)

    def _values(self, name: str, period: str) -> list[State]:
        """The values of an attribute that are told apart."""
        holds = self._holds.get((name, period), [])
        ranked = (name, period) in self._ranked
        found = {State(frozenset(), out=True)}
        attribute = self._lexicon.attributes[name.partition("=")[0]]
        if attribute.many:
            found |= {State(frozenset(c.text for c in holds)), State(frozenset())}
        elif attribute.numbers:
            ranges = self._within.get((name, period), [])
            for number in told_apart(ranges):
                found.add(State(frozenset(c.text for c in ranges if c.covers(number))))
        else:
            for value in attribute.values:
                true = frozenset(c.text for c in holds if value in c.values)
                in_order = ranked and value in attribute.ordered
                found.add(State(true, attribute.ordered.index(value) if in_order else None))
            if attribute.open:
                found.add(State(frozenset()))
        return sorted(found, key=lambda state: state.key)


def _groups(conditions: Sequence[Named]) -> Iterator[State]:
    """Names that the same lists hold, with how many they are; and everybody else."""
    held: dict[str, list[str]] = {}
    for condition in conditions:
        text = condition.text
        for name in condition.names:
            held.setdefault(name, []).append(text)
    sizes: dict[frozenset[str], int] = {}
    for lists in held.values():
        true = frozenset(lists)
        sizes[true] = sizes.get(true, 0) + 1
    yield State(frozenset())
    for true, size in sizes.items():
        yield State(true, size=size)


def joined(one: Fact, other: Fact) -> Fact:
    """Each row of one with each of the other that says the same of what both show."""
    known = {dimension: place for place, dimension in enumerate(one.dimensions)}
    shared = [place for place, d in enumerate(other.dimensions) if d in known]
    added = [place for place, d in enumerate(other.dimensions) if d not in known]
    key, more = chooser(shared), chooser(added)
    additions: dict[tuple[State, ...], list[tuple[State, ...]]] = {}
    for row in other.rows:
        additions.setdefault(key(row), []).append(more(row))
    same = chooser([known[other.dimensions[place]] for place in shared])
    rows = tuple(row + new for row in one.rows for new in additions.get(same(row), ()))
    return Fact(one.dimensions + tuple(other.dimensions[place] for place in added), rows)
