"""Counting sets: members that no statement tells apart share a cell, so 10,000 cost what 10 do.

What is known of a member has *dimensions*: where it is in a period, each attribute in a period,
which lists name it, and for regions that combine several of these, whether it is in each of their
*parts*. Only values that some region tells apart are kept apart. Regions say which dimensions must
be seen together; that graph is made chordal, each of its largest cliques gets a table of cells,
and neighbouring tables agree on what they share. Tables with equal margins along a tree of
cliques can always be glued to whole members, so nothing is lost and nothing is added (Vorob'ev
1962; Lauritzen and Spiegelhalter 1988).
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import combinations, product
from typing import NamedTuple

from checker.algebra.components import Variable
from checker.algebra.constraints import Compare, Constraint, Relation
from checker.algebra.polynomials import Polynomial
from checker.constraints.whereabouts import Listing, Place
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Atom,
    Direction,
    Holds,
    Join,
    Meet,
    Moved,
    Named,
    Present,
    Region,
    Size,
    Within,
    Without,
    atoms,
    meet,
    told_apart,
)
from checker.limits import CELLS

Dimension = tuple[str, str, str]
"""Kind (`where`, `what`, `who`, `part`), name, period; sorts into a fixed order."""


class State(NamedTuple):
    """One value of a dimension, as far as regions can see it.

    `true` holds the texts of the conditions that hold in it; `rank` is the place in an order
    where moves are looked at; `out` marks members that are not there. States are hashed more than
    anything else here, which a tuple does fastest.
    """

    true: frozenset[str]
    rank: int | None = None
    out: bool = False
    size: int | None = None

    @property
    def key(self) -> tuple[bool, int, tuple[str, ...]]:
        """Sorts states into a fixed order."""
        return (self.out, -1 if self.rank is None else self.rank, tuple(sorted(self.true)))


_NO = State(frozenset())


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one clique: `cells[i]` gives a state for each dimension."""

    dimensions: tuple[Dimension, ...]
    cells: tuple[tuple[State, ...], ...]
    name: str

    def cell(self, index: int) -> str:
        """The variable of a cell."""
        return f"{self.name}.{index}"

    def margin(self, dimensions: Sequence[Dimension]) -> dict[tuple[State, ...], list[int]]:
        """The cells behind each combination of states of some of the dimensions."""
        chosen = _chooser([self.dimensions.index(dimension) for dimension in dimensions])
        found: dict[tuple[State, ...], list[int]] = {}
        for index, cell in enumerate(self.cells):
            found.setdefault(chosen(cell), []).append(index)
        return found


def _chooser(places: Sequence[int]) -> Callable[[tuple[State, ...]], tuple[State, ...]]:
    """What takes the states at some places out of a row."""
    match places:
        case []:
            return lambda _: ()
        case [place]:
            return lambda row: (row[place],)
        case _:
            return operator.itemgetter(*places)


class TooManyCellsError(Exception):
    """The regions combine more than can be written down."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The variables and rules behind the sizes of one population's regions."""

    variables: tuple[Variable, ...]
    rules: tuple[Constraint, ...]
    definitions: dict[str, Constraint]
    listings: tuple[Listing, ...]


def count(population: str, sizes: Sequence[Size], lexicon: Lexicon) -> Counted:
    """Cells for all regions of one population, and each size as a sum of cells."""
    variables: list[Variable] = []
    rules: list[Constraint] = []
    definitions: dict[str, Constraint] = {}
    listings: list[Listing] = []
    number = 0
    for together in _connected([(size, _view(size.region)) for size in sizes]):
        tables, tree = _tables(population, number, [view for _, view in together], lexicon)
        number += len(tables)
        rules += [*_shared_margins(tables, tree), *_list_sizes(tables)]
        listings.append(partial(_listed, tables, [size.region for size, _ in together]))
        showing = _showing(tables)
        for size, view in together:
            definitions[size.text] = _definition(size.text, view, showing)
        variables += [
            Variable(table.cell(index), whole=True, not_negative=True)
            for table in tables
            for index in range(len(table.cells))
        ]
    return Counted(tuple(variables), tuple(rules), definitions, tuple(listings))


def _tables(
    population: str, first: int, views: Sequence["View"], lexicon: Lexicon
) -> tuple[list[Table], list[tuple[int, int]]]:
    facts = _facts(views, lexicon)
    needed = (view.dimensions for view in views)
    cliques = _cliques([*needed, *(fact.dimensions for fact in facts)], facts)
    about = _about(facts)
    tables = [
        _table(clique, [facts[n] for n in _touching(about, clique)], f"{population}#{number}")
        for number, clique in enumerate(cliques, first)
    ]
    return tables, _tree(cliques)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of members that some regions do not tell apart, by number.

    `inside` holds the groups of each region by its size; `named` the lists that hold the same
    names, by text, with the groups of these names.
    """

    inside: dict[str, frozenset[int]]
    named: dict[frozenset[str], frozenset[int]]


def groups(sizes: Sequence[Size], lexicon: Lexicon) -> Groups:
    """All regions of one population in one table, to see how they lie in one another."""
    facts = _facts([_view(size.region) for size in sizes], lexicon)
    dimensions = tuple(sorted({dimension for fact in facts for dimension in fact.dimensions}))
    table = _table(dimensions, facts, "")
    members = _Members(table.dimensions, table.cells)
    named: dict[frozenset[str], frozenset[int]] = {}
    if _WHO in dimensions:
        for (state,), cells in table.margin([_WHO]).items():
            if state.size is not None:
                named[state.true] = frozenset(cells)
    return Groups({size.text: members.of(size.region) for size in sizes}, named)


def _connected(views: Sequence[tuple[Size, "View"]]) -> list[list[tuple[Size, "View"]]]:
    """Regions that look at the same dimensions, directly or through others, together."""
    root: dict[Dimension, Dimension] = {}

    def find(dimension: Dimension) -> Dimension:
        while root.setdefault(dimension, dimension) != dimension:
            root[dimension] = root[root[dimension]]
            dimension = root[dimension]
        return dimension

    seen = [sorted({*view.dimensions, *_base(size.region)}) for size, view in views]
    for dimensions in seen:
        for dimension in dimensions[1:]:
            root[find(dimension)] = find(dimensions[0])
    groups: dict[Dimension, list[tuple[Size, View]]] = {}
    for pair, dimensions in zip(views, seen, strict=True):
        groups.setdefault(find(dimensions[0]), []).append(pair)
    return list(groups.values())


# --- what a region looks at ------------------------------------------------------------------


_WHO: Dimension = ("who", "", "")


def _where(period: str) -> Dimension:
    return ("where", "", period)


def _what(name: str, period: str) -> Dimension:
    return ("what", name, period)


@dataclass(frozen=True, slots=True)
class Step:
    """A part that is put together from two others, so that many parts are seen two at a time."""

    whole: Region
    left: Region
    right: Region

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of the two and of what they make."""
        return _part(self.left), _part(self.right), _part(self.whole)


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


def _part(region: Region) -> Dimension:
    return ("part", region.text, "")


def _view(region: Region) -> View:
    parts: dict[str, Region] = {}
    cut = _cut(region, parts)
    named = any(isinstance(atom, Named) for atom in atoms(region))
    if len(parts) == 1 and not named:
        return View(region, (), (), frozenset(_base(region)))
    leaves = tuple(part for _, part in sorted(parts.items()))
    folded, steps = _folded(cut, parts)
    seen = {_part(part) for part in leaves} if not steps else set(steps[-1].dimensions[2:])
    if steps and isinstance(folded, Meet | Join):
        seen = {_part(part) for part in folded.parts}
    if named:
        seen.add(_WHO)
    return View(folded, leaves, steps, frozenset(seen))


def _folded(region: Region, parts: Mapping[str, Region]) -> tuple[Region, tuple[Step, ...]]:
    """A meet or join of many parts, put together two at a time in the order of time."""
    if not isinstance(region, Meet | Join) or len(region.parts) <= _PAIR:
        return region, ()
    if any(part.text not in parts for part in region.parts):
        return region, ()
    kind = type(region)
    first, *others = sorted(
        region.parts, key=lambda part: (sorted(p for _, _, p in _base(part)), part.text)
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
    if _kind(region) is not None:
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
    for part in sorted(inner, key=lambda part: (-len(set(_base(part))), part.text)):
        for group in groups:
            if not isinstance(part, Named) and _kind(meet(*group, part)) is not None:
                group.append(part)
                break
        else:
            groups.append([part])
    return [meet(*group) for group in groups]


def _base(region: Region) -> Iterator[Dimension]:
    """The dimensions of places, attributes and lists that decide who is in a region."""
    for atom in atoms(region):
        match atom:
            case Present():
                yield _where(atom.period.name)
            case Holds() | Within():
                yield _where(atom.period.of_members)
                yield _what(atom.attribute, atom.period.name)
            case Moved():
                for period in (atom.before, atom.after):
                    yield _where(period.of_members)
                    yield _what(atom.attribute, period.name)
            case Named():
                yield _WHO


Times = tuple[str, str]
"""When members are there, and when they have a value: the same but for running attributes."""

Kind = tuple[str, tuple[Times, ...]]
"""The attribute (or none) and the times that a part looks at."""


def _kind(region: Region) -> Kind | None:
    """What a region looks at, if that is one attribute in one period, or one move."""
    base = set(_base(region))
    if _WHO in base:
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


# --- facts: which states go together ---------------------------------------------------------


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
        rows = dict.fromkeys(map(_chooser(places), self.rows))
        return Fact(tuple(self.dimensions[i] for i in places), tuple(rows))


def _facts(views: Sequence[View], lexicon: Lexicon) -> list[Fact]:
    """One fact for each kind of part and for the lists, in a fixed order."""
    conditions: dict[str, Atom] = {}
    kinds: dict[Kind, dict[Dimension, Region]] = {}
    steps: dict[str, Step] = {}
    for view in views:
        conditions.update((atom.text, atom) for atom in atoms(view.region))
        steps.update((step.whole.text, step) for step in view.steps)
        for part in view.parts or (view.region,):
            kind = _kind(part)
            if kind is not None:
                known = kinds.setdefault(kind, {})
                if view.parts:
                    known[_part(part)] = part
    ordered = [conditions[text] for text in sorted(conditions)]
    states = _States(ordered, lexicon)
    facts = [_fact(kind, _decided(kind, kinds), states) for kind in sorted(kinds)]
    facts += [_step_fact(steps[text]) for text in sorted(steps)]
    lists = [atom for atom in ordered if isinstance(atom, Named)]
    if lists:
        rows = tuple((state,) for state in sorted(_groups(lists), key=lambda state: state.key))
        facts.append(Fact((_WHO,), rows))
    return facts


def _step_fact(step: Step) -> Fact:
    rows = []
    for left, right in product((False, True), repeat=2):
        whole = (left and right) if isinstance(step.whole, Meet) else (left or right)
        answers = zip((step.left, step.right, step.whole), (left, right, whole), strict=True)
        rows.append(tuple(_yes(part) if answer else _NO for part, answer in answers))
    return Fact(step.dimensions, tuple(rows))


def _yes(part: Region) -> State:
    return State(frozenset({part.text}))


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
    members = _Members(base, cells)
    answers = []
    for _, part in sorted(parts.items()):
        inside, yes = members.of(part), _yes(part)
        answers.append([yes if index in inside else _NO for index in range(len(cells))])
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
                yield {_where(where): place}
            for value in values:
                if value.out == place.out:
                    yield {_where(where): place, _what(name, what): value}

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


# --- cliques ---------------------------------------------------------------------------------


def _cliques(
    needed: Iterable[Iterable[Dimension]], facts: Sequence[Fact]
) -> list[tuple[Dimension, ...]]:
    """The largest cliques of a chordal graph over the dimensions.

    Dimensions are eliminated in the order of the fewest cells that this costs (Kjaerulff 1990).
    """
    neighbours: dict[Dimension, set[Dimension]] = {}
    for group in needed:
        members = sorted(set(group))
        for one in members:
            neighbours.setdefault(one, set()).update(other for other in members if other != one)
    sizes = _Sizes(facts)
    cliques: list[frozenset[Dimension]] = []
    left = set(neighbours)
    queue = [(sizes.of(frozenset(neighbours[d] | {d})), d) for d in left]
    heapify(queue)
    while left:
        price, chosen = heappop(queue)
        if chosen not in left or price != sizes.of(frozenset(neighbours[chosen] | {chosen})):
            continue  # an entry from before its neighbours changed
        clique = frozenset(neighbours[chosen] | {chosen})
        if not any(clique <= other for other in cliques):
            cliques.append(clique)
        for one, other in combinations(neighbours[chosen], 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
        around = neighbours.pop(chosen)
        left.discard(chosen)
        for other in around:
            neighbours[other].discard(chosen)
        for other in around:
            heappush(queue, (sizes.of(frozenset(neighbours[other] | {other})), other))
    return sorted(tuple(sorted(clique)) for clique in cliques)


def _about(facts: Sequence[Fact]) -> dict[Dimension, list[int]]:
    """The facts that show each dimension, by number."""
    found: dict[Dimension, list[int]] = {}
    for number, fact in enumerate(facts):
        for dimension in fact.dimensions:
            found.setdefault(dimension, []).append(number)
    return found


def _touching(
    about: Mapping[Dimension, Sequence[int]], dimensions: Iterable[Dimension]
) -> list[int]:
    """The facts that show any of some dimensions, by number."""
    return sorted({number for dimension in dimensions for number in about.get(dimension, ())})


class _Sizes:
    """About how many cells a clique has: what each fact leaves open beyond those before it."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = sorted(facts, key=lambda fact: (-len(fact.dimensions), fact.dimensions))
        self._about = _about(self._facts)
        self._known: dict[frozenset[Dimension], int] = {}
        self._rows: dict[tuple[int, frozenset[Dimension]], int] = {}

    def of(self, clique: frozenset[Dimension]) -> int:
        """The estimate, remembered."""
        if clique not in self._known:
            total, covered = 1, frozenset[Dimension]()
            for number in _touching(self._about, clique):
                shared = clique.intersection(self._facts[number].dimensions)
                if not shared <= covered:
                    total *= self._seen(number, shared)
                    total = max(1, total // self._seen(number, shared & covered))
                    covered |= shared
            self._known[clique] = total
        return self._known[clique]

    def _seen(self, number: int, shared: frozenset[Dimension]) -> int:
        key = (number, shared)
        if key not in self._rows:
            fact = self._facts[number]
            full = len(shared) == len(fact.dimensions)
            self._rows[key] = (
                len(fact.rows) if full else len(fact.seen(shared).rows) if shared else 1
            )
        return self._rows[key]


def _tree(cliques: Sequence[tuple[Dimension, ...]]) -> list[tuple[int, int]]:
    """A spanning forest with the largest shared parts, which has the running intersection."""
    sets = [set(clique) for clique in cliques]
    holding: dict[Dimension, list[int]] = {}
    for number, clique in enumerate(cliques):
        for dimension in clique:
            holding.setdefault(dimension, []).append(number)
    pairs = {pair for numbers in holding.values() for pair in combinations(numbers, 2)}
    edges = sorted((-len(sets[a] & sets[b]), a, b) for a, b in pairs)
    root = list(range(len(cliques)))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    chosen = []
    for _, a, b in edges:
        if find(a) != find(b):
            root[find(a)] = find(b)
            chosen.append((a, b))
    return chosen


# --- tables ----------------------------------------------------------------------------------


def _table(dimensions: tuple[Dimension, ...], facts: Sequence[Fact], name: str) -> Table:
    """All combinations of states that every fact allows."""
    wanted = frozenset(dimensions)
    whole = Fact((), ((),))
    for fact in facts:
        seen = fact.seen(wanted)
        if seen.dimensions:
            whole = _joined(whole, seen)
            if len(whole.rows) > CELLS:
                raise TooManyCellsError(f"more than {CELLS:,} combinations of values")
    places = [whole.dimensions.index(dimension) for dimension in dimensions]
    cells = dict.fromkeys(map(_chooser(places), whole.rows))
    return Table(dimensions, tuple(cells), name)


def _joined(one: Fact, other: Fact) -> Fact:
    """Each row of one with each of the other that says the same of what both show."""
    known = {dimension: place for place, dimension in enumerate(one.dimensions)}
    shared = [place for place, d in enumerate(other.dimensions) if d in known]
    added = [place for place, d in enumerate(other.dimensions) if d not in known]
    key, more = _chooser(shared), _chooser(added)
    additions: dict[tuple[State, ...], list[tuple[State, ...]]] = {}
    for row in other.rows:
        additions.setdefault(key(row), []).append(more(row))
    same = _chooser([known[other.dimensions[place]] for place in shared])
    rows = tuple(row + new for row in one.rows for new in additions.get(same(row), ()))
    return Fact(one.dimensions + tuple(other.dimensions[place] for place in added), rows)


def _names(table: Table, cells: Iterable[int]) -> list[str]:
    return [table.cell(index) for index in cells]


def _shared_margins(
    tables: Sequence[Table], tree: Sequence[tuple[int, int]]
) -> Iterator[Constraint]:
    """Neighbouring tables count the same members where they look at the same dimensions."""
    for a, b in tree:
        shared = [d for d in tables[a].dimensions if d in tables[b].dimensions]
        left, right = tables[a].margin(shared), tables[b].margin(shared)
        for states in sorted({*left, *right}, key=lambda key: [state.key for state in key]):
            here = _names(tables[a], left.get(states, ()))
            there = _names(tables[b], right.get(states, ()))
            yield Compare(Polynomial.balance(here, there), Relation.EQUAL)


def _list_sizes(tables: Sequence[Table]) -> Iterator[Constraint]:
    """Each group of names has as many members as names; said once, since margins are shared."""
    for table in tables:
        if _WHO in table.dimensions:
            for (state,), cells in table.margin([_WHO]).items():
                if state.size is not None:
                    total = Polynomial.sum(_names(table, cells)) - Polynomial.number(state.size)
                    yield Compare(total, Relation.EQUAL)
            return


def _listed(tables: Sequence[Table], regions: Sequence[Region]) -> list[tuple[Place, ...]]:
    """The cells for members that some regions name, table by table."""
    lists = {atom.text: atom.names for r in regions for atom in atoms(r) if isinstance(atom, Named)}
    named: dict[frozenset[str], list[str]] = {}
    for name in sorted(frozenset().union(*lists.values())):
        true = frozenset(text for text, names in lists.items() if name in names)
        named.setdefault(true, []).append(name)
    return [_places(table, named) for table in tables if _WHO in table.dimensions]


def _places(table: Table, named: Mapping[frozenset[str], Sequence[str]]) -> tuple[Place, ...]:
    who = table.dimensions.index(_WHO)
    found = []
    for index, cell in enumerate(table.cells):
        if cell[who].size is not None:
            others = [n for n in range(len(cell)) if n != who]
            holds = sorted(text for n in others for text in cell[n].true)
            states = dict(zip(table.dimensions, cell, strict=True))
            names = frozenset(named[cell[who].true])
            found.append(Place(table.cell(index), names, states, tuple(holds)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Counting:
    """A table and what its cells count."""

    table: Table
    members: "_Members"


def _showing(tables: Sequence[Table]) -> dict[Dimension, list[_Counting]]:
    """The tables that show each dimension."""
    found: dict[Dimension, list[_Counting]] = {}
    for table in tables:
        counting = _Counting(table, _Members(table.dimensions, table.cells))
        for dimension in table.dimensions:
            found.setdefault(dimension, []).append(counting)
    return found


def _definition(
    name: str, view: View, showing: Mapping[Dimension, Sequence["_Counting"]]
) -> Constraint:
    """A region's size as the sum of its cells in the smallest table that sees it."""
    candidates = min((showing[dimension] for dimension in view.dimensions), key=len)
    chosen = min(
        (one for one in candidates if view.dimensions.issubset(one.table.dimensions)),
        key=lambda one: (len(one.table.cells), one.table.name),
    )
    cells = _names(chosen.table, chosen.members.of(view.region))
    return Compare(Polynomial.balance([name], cells), Relation.EQUAL)


class _Members:
    """The rows, by number, whose members are in a region; each region is looked up once."""

    def __init__(self, dimensions: Sequence[Dimension], rows: Sequence[tuple[State, ...]]) -> None:
        self._places = {dimension: place for place, dimension in enumerate(dimensions)}
        self._rows = rows
        self._known: dict[str, frozenset[int]] = {}

    def of(self, region: Region) -> frozenset[int]:
        """The rows of a region; of one that is a part by its own dimension if there is one."""
        text = region.text
        if text not in self._known:
            self._known[text] = self._found(region, text)
        return self._known[text]

    def _found(self, region: Region, text: str) -> frozenset[int]:
        part = self._places.get(("part", text, ""))
        if part is not None:
            return frozenset([number for number, row in enumerate(self._rows) if row[part].true])
        match region:
            case Meet(inner):
                return frozenset.intersection(*(self.of(one) for one in inner))
            case Join(inner):
                return frozenset().union(*(self.of(one) for one in inner))
            case Without(first, other):
                return self.of(first) - self.of(other)
            case Moved():
                return self._moved(region)
            case Present():
                return self._true(text, _where(region.period.name))
            case Holds() | Within():
                return self._true(text, _what(region.attribute, region.period.name))
            case Named():
                return self._true(text, _WHO)

    def _true(self, text: str, dimension: Dimension) -> frozenset[int]:
        place = self._places[dimension]
        rows = enumerate(self._rows)
        return frozenset([number for number, row in rows if text in row[place].true])

    def _moved(self, region: Moved) -> frozenset[int]:
        before = self._places[_what(region.attribute, region.before.name)]
        after = self._places[_what(region.attribute, region.after.name)]
        moved = _MOVES[region.direction]
        ranks = ((row[before].rank, row[after].rank) for row in self._rows)
        return frozenset(
            number
            for number, (then, now) in enumerate(ranks)
            if then is not None and now is not None and moved(now, then)
        )


_MOVES = {
    Direction.IMPROVED: operator.lt,
    Direction.DECLINED: operator.gt,
    Direction.UNCHANGED: operator.eq,
}
