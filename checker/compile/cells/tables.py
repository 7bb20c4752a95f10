"""Counting sets: members that no statement tells apart share a cell, so 10,000 cost what 10 do.

What is known of a member has *dimensions*: where it is in a period, each attribute in a period,
which lists name it, and for regions that combine several of these, whether it is in each of their
*parts*. Only values that some region tells apart are kept apart. Regions say which dimensions must
be seen together; that graph is made chordal, each of its largest cliques gets a table of cells,
and neighbouring tables agree on what they share. Tables with equal margins along a tree of
cliques can always be glued to whole members, so nothing is lost and nothing is added (Vorob'ev
1962; Lauritzen and Spiegelhalter 1988).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from checker.algebra.components import Variable
from checker.algebra.constraints import Compare, Constraint, Relation
from checker.algebra.forest import Forest
from checker.algebra.polynomials import Polynomial
from checker.compile.cells.cliques import cliques_of, facts_about, touching, tree_of
from checker.compile.cells.dimensions import WHO, Dimension, State, chooser
from checker.compile.cells.facts import Fact, facts_of, joined
from checker.compile.cells.members import Members
from checker.compile.cells.views import View, looked_at, view_of
from checker.compile.whereabouts import Listing, Place
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import Named, Region, Size, atoms
from checker.limits import CELLS


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
        chosen = chooser([self.dimensions.index(dimension) for dimension in dimensions])
        found: dict[tuple[State, ...], list[int]] = {}
        for index, cell in enumerate(self.cells):
            found.setdefault(chosen(cell), []).append(index)
        return found


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
    for together in _connected([(size, view_of(size.region)) for size in sizes]):
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
    facts = facts_of(views, lexicon)
    needed = (view.dimensions for view in views)
    cliques = cliques_of([*needed, *(fact.dimensions for fact in facts)], facts)
    about = facts_about(facts)
    tables = [
        _table(clique, [facts[n] for n in touching(about, clique)], f"{population}#{number}")
        for number, clique in enumerate(cliques, first)
    ]
    return tables, tree_of(cliques)


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
    facts = facts_of([view_of(size.region) for size in sizes], lexicon)
    dimensions = tuple(sorted({dimension for fact in facts for dimension in fact.dimensions}))
    table = _table(dimensions, facts, "")
    members = Members(table.dimensions, table.cells)
    named: dict[frozenset[str], frozenset[int]] = {}
    if WHO in dimensions:
        for (state,), cells in table.margin([WHO]).items():
            if state.size is not None:
                named[state.true] = frozenset(cells)
    return Groups({size.text: members.of(size.region) for size in sizes}, named)


def _connected(views: Sequence[tuple[Size, "View"]]) -> list[list[tuple[Size, "View"]]]:
    """Regions that look at the same dimensions, directly or through others, together."""
    forest = Forest[Dimension]()
    seen = [sorted({*view.dimensions, *looked_at(size.region)}) for size, view in views]
    for dimensions in seen:
        forest.unite(dimensions)
    groups: dict[Dimension, list[tuple[Size, View]]] = {}
    for pair, dimensions in zip(views, seen, strict=True):
        groups.setdefault(forest.root(dimensions[0]), []).append(pair)
    return list(groups.values())


def _table(dimensions: tuple[Dimension, ...], facts: Sequence[Fact], name: str) -> Table:
    """All combinations of states that every fact allows."""
    wanted = frozenset(dimensions)
    whole = Fact((), ((),))
    for fact in facts:
        seen = fact.seen(wanted)
        if seen.dimensions:
            whole = joined(whole, seen)
            if len(whole.rows) > CELLS:
                raise TooManyCellsError(f"more than {CELLS:,} combinations of values")
    places = [whole.dimensions.index(dimension) for dimension in dimensions]
    cells = dict.fromkeys(map(chooser(places), whole.rows))
    return Table(dimensions, tuple(cells), name)


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
        if WHO in table.dimensions:
            for (state,), cells in table.margin([WHO]).items():
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
    return [_places(table, named) for table in tables if WHO in table.dimensions]


def _places(table: Table, named: Mapping[frozenset[str], Sequence[str]]) -> tuple[Place, ...]:
    who = table.dimensions.index(WHO)
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
    members: "Members"


def _showing(tables: Sequence[Table]) -> dict[Dimension, list[_Counting]]:
    """The tables that show each dimension."""
    found: dict[Dimension, list[_Counting]] = {}
    for table in tables:
        counting = _Counting(table, Members(table.dimensions, table.cells))
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
