"""Counting sets: members that no statement tells apart share a cell, so 10,000 cost what 10 do.

What is known of a member has *dimensions*: where it is in a period, each attribute in a period,
which lists name it. Only values that some region tells apart are kept apart. Regions say which
dimensions must be seen together; that graph is made chordal, each of its largest cliques gets a
table of cells, and neighbouring tables agree on what they share. Tables with equal margins along
a tree of cliques can always be glued to whole members, so nothing is lost and nothing is added
(Lauritzen and Spiegelhalter 1988, decomposable models; Vorob'ev 1962).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from checker.constraints.system import Variable
from checker.language.algebra import (
    Compare,
    Constraint,
    Direction,
    Holds,
    Join,
    Meet,
    Moved,
    Named,
    Polynomial,
    Present,
    Region,
    Relation,
    Size,
    Without,
    atoms,
)
from checker.language.lexicon import Lexicon
from checker.language.periods import Period

MOST_CELLS = 20_000
"""Cells of one table beyond which a component is too large to decide."""

Dimension = tuple[str, str, str]
"""Kind (`where`, `what`, `who`), attribute or many-value, period; sorts into a fixed order."""


@dataclass(frozen=True, slots=True)
class State:
    """One value of a dimension, as far as regions can see it.

    `true` holds the texts of the conditions that hold in it; `rank` is the place in an order
    where moves are looked at; `out` marks members that are not there.
    """

    true: frozenset[str]
    rank: int | None = None
    out: bool = False
    size: int | None = None

    @property
    def key(self) -> tuple[bool, int, tuple[str, ...]]:
        """Sorts states into a fixed order."""
        return (self.out, -1 if self.rank is None else self.rank, tuple(sorted(self.true)))


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
        places = [self.dimensions.index(dimension) for dimension in dimensions]
        found: dict[tuple[State, ...], list[int]] = {}
        for index, cell in enumerate(self.cells):
            found.setdefault(tuple(cell[place] for place in places), []).append(index)
        return found


class TooManyCellsError(Exception):
    """The regions combine more than can be written down."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The variables and rules behind the sizes of one population's regions."""

    variables: tuple[Variable, ...]
    rules: tuple[Constraint, ...]
    definitions: dict[str, Constraint]


def count(population: str, sizes: Sequence[Size], lexicon: Lexicon) -> Counted:
    """Cells for all regions of one population, and each size as a sum of cells."""
    regions = [size.region for size in sizes]
    states = _states(regions, lexicon)
    needed = [frozenset(_dimensions(region)) for region in regions]
    cliques, tree = _clique_tree(needed, states)
    tables = [
        _table(clique, states, f"{population}#{number}") for number, clique in enumerate(cliques)
    ]
    rules = [*_shared_margins(tables, tree), *_list_sizes(tables)]
    definitions = {
        size.text: _definition(size, dimensions, tables)
        for size, dimensions in zip(sizes, needed, strict=True)
    }
    variables = [
        Variable(table.cell(index), whole=True, not_negative=True)
        for table in tables
        for index in range(len(table.cells))
    ]
    return Counted(tuple(variables), tuple(rules), definitions)


# --- dimensions and states -------------------------------------------------------------------


def _where(period: Period) -> Dimension:
    return ("where", "", period.name)


def _what(name: str, period: Period) -> Dimension:
    return ("what", name, period.name)


_WHO: Dimension = ("who", "", "")


def _dimensions(region: Region) -> Iterator[Dimension]:
    """The dimensions that decide whether a member is in a region."""
    for atom in atoms(region):
        match atom:
            case Present():
                yield _where(atom.period)
            case Holds():
                yield _where(atom.period)
                yield _what(atom.attribute, atom.period)
            case Moved():
                for period in (atom.before, atom.after):
                    yield _where(period)
                    yield _what(atom.attribute, period)
            case Named():
                yield _WHO


def _states(regions: Iterable[Region], lexicon: Lexicon) -> dict[Dimension, tuple[State, ...]]:
    """The states of every dimension that the regions look at."""
    conditions: dict[str, Present | Holds | Moved | Named] = {}
    for region in regions:
        conditions.update((atom.text, atom) for atom in atoms(region))
    ordered = [conditions[text] for text in sorted(conditions)]
    found: dict[Dimension, tuple[State, ...]] = {}
    for dimension in sorted({d for region in regions for d in _dimensions(region)}):
        kind, name, period = dimension
        if kind == "where":
            here = [a for a in ordered if isinstance(a, Present) and a.period.name == period]
            states = _places(here)
        elif kind == "what":
            holds = [
                a
                for a in ordered
                if isinstance(a, Holds) and (a.attribute, a.period.name) == (name, period)
            ]
            moved = any(
                isinstance(a, Moved)
                and a.attribute == name
                and period in {a.before.name, a.after.name}
                for a in ordered
            )
            states = _values(name, holds, lexicon, ranked=moved)
        else:
            states = _groups([a for a in ordered if isinstance(a, Named)])
        found[dimension] = tuple(sorted(set(states), key=lambda state: state.key))
    return found


def _places(conditions: Sequence[Present]) -> Iterator[State]:
    """Out, in each smallest area that is told apart, and anywhere else."""
    yield State(frozenset(), out=True)
    leaves = {leaf for condition in conditions for leaf in condition.leaves or ()}
    for leaf in (*sorted(leaves), None):
        true = frozenset(c.text for c in conditions if c.leaves is None or leaf in c.leaves)
        if true:
            yield State(true)


def _values(
    name: str, conditions: Sequence[Holds], lexicon: Lexicon, *, ranked: bool
) -> Iterator[State]:
    """The values of an attribute that are told apart; `out` for members that are not there."""
    yield State(frozenset(), out=True)
    attribute = lexicon.attributes[name.partition("=")[0]]
    if attribute.many:
        yield State(frozenset(c.text for c in conditions))
        yield State(frozenset())
        return
    for value in attribute.values:
        true = frozenset(c.text for c in conditions if value in c.values)
        rank = attribute.ordered.index(value) if ranked and value in attribute.ordered else None
        yield State(true, rank)
    if attribute.open:
        yield State(frozenset())


def _groups(conditions: Sequence[Named]) -> Iterator[State]:
    """Names that the same lists hold, with how many they are; and everybody else."""
    sizes: dict[frozenset[str], int] = {}
    held: dict[str, list[str]] = {}
    for condition in conditions:
        text = condition.text
        for name in condition.names:
            held.setdefault(name, []).append(text)
    for lists in held.values():
        true = frozenset(lists)
        sizes[true] = sizes.get(true, 0) + 1
    yield State(frozenset())
    for true, size in sizes.items():
        yield State(true, size=size)


# --- cliques ---------------------------------------------------------------------------------


def _clique_tree(
    needed: Iterable[frozenset[Dimension]], states: dict[Dimension, tuple[State, ...]]
) -> tuple[list[tuple[Dimension, ...]], list[tuple[int, int]]]:
    """The largest cliques of a chordal graph over the dimensions, and a tree that joins them.

    Dimensions are eliminated in the order of the fewest cells that this costs (Kjaerulff 1990).
    """
    neighbours: dict[Dimension, set[Dimension]] = {dimension: set() for dimension in states}
    for group in needed:
        for one, other in combinations(group, 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
    cliques: list[frozenset[Dimension]] = []
    left = set(states)
    while left:
        chosen = min(left, key=lambda d: (_cells(neighbours[d] | {d}, states), d))
        clique = frozenset(neighbours[chosen] | {chosen})
        if not any(clique <= other for other in cliques):
            cliques.append(clique)
        for one, other in combinations(neighbours[chosen], 2):
            neighbours[one].add(other)
            neighbours[other].add(one)
        for other in neighbours.pop(chosen):
            neighbours[other].discard(chosen)
        left.discard(chosen)
    ordered = sorted(tuple(sorted(clique)) for clique in cliques)
    return ordered, _tree(ordered)


def _cells(group: Iterable[Dimension], states: dict[Dimension, tuple[State, ...]]) -> int:
    total = 1
    for dimension in group:
        total *= len(states[dimension])
    return total


def _tree(cliques: Sequence[tuple[Dimension, ...]]) -> list[tuple[int, int]]:
    """A spanning forest with the largest shared parts, which has the running intersection."""
    edges = sorted(
        (-len(set(cliques[a]) & set(cliques[b])), a, b)
        for a, b in combinations(range(len(cliques)), 2)
        if set(cliques[a]) & set(cliques[b])
    )
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


def _table(
    dimensions: tuple[Dimension, ...], states: dict[Dimension, tuple[State, ...]], name: str
) -> Table:
    """All combinations of states that can be: who is out has no values, who is in has some."""
    where = {d[2]: place for place, d in enumerate(dimensions) if d[0] == "where"}
    order = sorted(range(len(dimensions)), key=lambda i: (dimensions[i][0] != "where", i))
    rows: list[dict[int, State]] = [{}]
    for place in order:
        kind, _, period = dimensions[place]
        link = where.get(period) if kind == "what" else None
        rows = [
            {**row, place: state}
            for row in rows
            for state in states[dimensions[place]]
            if link is None or row[link].out == state.out
        ]
        if len(rows) > MOST_CELLS:
            raise TooManyCellsError(f"more than {MOST_CELLS:,} combinations of values")
    cells = [tuple(row[place] for place in range(len(dimensions))) for row in rows]
    return Table(dimensions, tuple(cells), name)


def _sum(table: Table, cells: Iterable[int]) -> Polynomial:
    return Polynomial.sum(table.cell(index) for index in cells)


def _shared_margins(
    tables: Sequence[Table], tree: Sequence[tuple[int, int]]
) -> Iterator[Constraint]:
    """Neighbouring tables count the same members where they look at the same dimensions."""
    for a, b in tree:
        shared = [d for d in tables[a].dimensions if d in tables[b].dimensions]
        left, right = tables[a].margin(shared), tables[b].margin(shared)
        for states in sorted({*left, *right}, key=lambda key: [state.key for state in key]):
            yield Compare(
                _sum(tables[a], left.get(states, ())) - _sum(tables[b], right.get(states, ())),
                Relation.EQUAL,
            )


def _list_sizes(tables: Sequence[Table]) -> Iterator[Constraint]:
    """Each group of names has as many members as names; said once, since margins are shared."""
    for table in tables:
        if _WHO in table.dimensions:
            for (state,), cells in table.margin([_WHO]).items():
                if state.size is not None:
                    total = _sum(table, cells) - Polynomial.number(state.size)
                    yield Compare(total, Relation.EQUAL)
            return


def _definition(size: Size, dimensions: frozenset[Dimension], tables: Sequence[Table]) -> Constraint:
    """A region's size as the sum of its cells in the smallest table that sees it."""
    table = min(
        (table for table in tables if dimensions <= set(table.dimensions)),
        key=lambda table: (len(table.cells), table.name),
    )
    inside = [
        index
        for index, cell in enumerate(table.cells)
        if _inside(size.region, dict(zip(table.dimensions, cell, strict=True)))
    ]
    return Compare(Polynomial.measure(size.text) - _sum(table, inside), Relation.EQUAL)


def _inside(region: Region, cell: dict[Dimension, State]) -> bool:
    match region:
        case Meet(parts):
            return all(_inside(part, cell) for part in parts)
        case Join(parts):
            return any(_inside(part, cell) for part in parts)
        case Without(first, other):
            return _inside(first, cell) and not _inside(other, cell)
        case Present():
            return region.text in cell[_where(region.period)].true
        case Holds():
            return region.text in cell[_what(region.attribute, region.period)].true
        case Named():
            return region.text in cell[_WHO].true
        case Moved():
            return _moved(region, cell)


def _moved(region: Moved, cell: dict[Dimension, State]) -> bool:
    before = cell[_what(region.attribute, region.before)].rank
    after = cell[_what(region.attribute, region.after)].rank
    if before is None or after is None:
        return False
    match region.direction:
        case Direction.IMPROVED:
            return after < before
        case Direction.DECLINED:
            return after > before
        case Direction.UNCHANGED:
            return after == before
