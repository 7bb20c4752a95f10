"""How the numbers of some things lie in one another: what adds up to what, what is part of what.

Members that nothing tells apart are one group, and so is an amount in the smallest place and time
that is looked at. A number is that of some groups. Where the groups of one number are
those of several others, each once, the others add up to it; where others have only some of them,
they are at most it.
"""

from collections.abc import Iterable, Iterator, Mapping

from checker.algebra.constraints import measures_in
from checker.compile.amounts import add_up
from checker.compile.cells.tables import TooManyCellsError, groups
from checker.compile.shares import stretches
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import Amount, Measure, Named, Present, Size, Without, atoms
from checker.limits import SUMS_OF_A_WHOLE, SUMS_WAITING

Cells = frozenset[str]


@dataclass(frozen=True, slots=True)
class Extents:
    """The groups of each number; of lists of names the number of names with them.

    `positive` are the numbers that no group makes smaller.
    """

    cells: Mapping[str, Cells]
    names: Mapping[str, frozenset[str]]
    positive: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is `parts` together: exactly, at least or at most them."""

    whole: str
    parts: tuple[str, ...]
    sign: str


def extents(measures: Iterable[Measure], lexicon: Lexicon) -> Extents:
    """The groups behind some measures, and behind the populations that their members are of."""
    cells: dict[str, Cells] = {}
    names: dict[str, frozenset[str]] = {}
    positive: set[str] = set()
    known = list(measures)
    for population, sizes in _by_population(known).items():
        try:
            found = groups(sizes, lexicon)
        except TooManyCellsError:
            continue
        listed = {
            atom.text: atom.names
            for size in sizes
            for atom in atoms(size.region)
            if isinstance(atom, Named)
        }
        called = {
            number: f"{population} {number}"
            for number in frozenset().union(*found.inside.values(), *found.named.values())
        }
        for name, inside in found.inside.items():
            cells[name] = frozenset(map(called.__getitem__, inside))
        for lists, inside in found.named.items():
            group = "|".join(sorted(_together(lists, listed)))
            cells[group] = frozenset(map(called.__getitem__, inside))
            names[group] = _together(lists, listed)
        positive |= found.inside.keys() | names.keys()
    amounts = [measure for measure in known if isinstance(measure, Amount)]
    _, definitions = add_up(amounts)
    for amount in amounts:
        if amount.text in definitions:
            cells[amount.text] = measures_in(definitions[amount.text]) - {amount.text}
            if amount.not_negative:
                positive.add(amount.text)
    return Extents(cells, names, frozenset(positive))


def with_ranges(known: Extents, measures: Mapping[str, Measure]) -> tuple[Extents, dict[str, str]]:
    """The same with shares of ranges of numbers, and with what all numbers together have.

    That is the whole; it has a name of its own, which comes with what it is the whole of.
    """
    cells, wholes = dict(known.cells), dict[str, str]()
    for (whole, attribute), (parts, ranges) in stretches(measures).items():
        cells |= {name: frozenset(inside) for name, inside in ranges.items()}
        name = f"all {attribute} of {whole}"
        cells[name], wholes[name] = frozenset(parts), whole
    positive = known.positive | cells.keys() - known.cells.keys()
    return Extents(cells, known.names, positive), wholes


def _together(lists: frozenset[str], listed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The names that these lists hold and no other does."""
    inside = frozenset.intersection(*(listed[text] for text in lists))
    return inside.difference(*(names for text, names in listed.items() if text not in lists))


def _by_population(measures: Iterable[Measure]) -> dict[str, list[Size]]:
    found: dict[str, dict[str, Size]] = {}
    for measure in measures:
        if isinstance(measure, Size):
            sizes = found.setdefault(measure.population, {})
            sizes[measure.text] = measure
            for atom in atoms(measure.region):
                if isinstance(atom, Present) and not isinstance(measure.region, Without):
                    whole = Size(measure.population, atom)
                    sizes.setdefault(whole.text, whole)
    return {name: list(sizes.values()) for name, sizes in sorted(found.items())}


def sums(extents: Extents, empty: Cells, parts: Iterable[str]) -> Iterator[Sum]:
    """Each way that numbers lie in one another, when some groups are empty.

    Only `parts` are added up, since nothing is known of other numbers.
    """
    live = {name: cells - empty for name, cells in sorted(extents.cells.items())}
    pieces = {name: live[name] for name in sorted(parts) if live.get(name)}
    for whole, cells in live.items():
        inside = {n: c for n, c in pieces.items() if n != whole and c <= cells}
        for found in _exact(cells, inside, SUMS_OF_A_WHOLE):
            yield Sum(whole, found, "=")
        if whole not in extents.positive:
            continue
        for found in _packed(cells, inside, SUMS_OF_A_WHOLE):
            yield Sum(whole, found, ">=")
        around = {n: c for n, c in pieces.items() if n != whole and not c.isdisjoint(cells)}
        for found in _covering(cells, around, SUMS_OF_A_WHOLE):
            yield Sum(whole, found, "<=")


def made_of(whole: str, extents: Extents) -> Iterator[tuple[str, ...]]:
    """Each way to put one number together from several others, none of them twice."""
    cells = extents.cells.get(whole, frozenset())
    inside = {n: c for n, c in extents.cells.items() if c and c < cells}
    yield from _exact(cells, inside, SUMS_OF_A_WHOLE)


def stands(one: Sum, extents: Extents, empty: Cells) -> bool:
    """Whether the sum is so in every group that is not empty."""
    whole = extents.cells[one.whole] - empty
    parts = [extents.cells[part] - empty for part in one.parts]
    together = frozenset[str]().union(*parts)
    match one.sign:
        case "=":
            return together == whole and sum(map(len, parts)) == len(together)
        case ">=":
            return together <= whole and sum(map(len, parts)) == len(together)
        case _:
            return together >= whole


def _exact(cells: Cells, inside: Mapping[str, Cells], most: int) -> Iterator[tuple[str, ...]]:
    """Numbers that have each of the groups once, the larger ones first."""
    ordered = sorted(inside, key=lambda name: (-len(inside[name]), name))
    found = 0
    waiting: list[tuple[Cells, tuple[str, ...]]] = [(cells, ())]
    while waiting and found < most:
        left, chosen = waiting.pop(0)
        if not left:
            if chosen:
                found += 1
                yield chosen
            continue
        first = min(left)
        fitting = (name for name in ordered if first in inside[name] and inside[name] <= left)
        waiting += [(left - inside[name], (*chosen, name)) for name in fitting]
        if len(waiting) > SUMS_WAITING:
            return


def _packed(cells: Cells, inside: Mapping[str, Cells], most: int) -> Iterator[tuple[str, ...]]:
    """Numbers that share no group, as many as fit; not all groups need be in one."""
    ordered = sorted(inside, key=lambda name: (-len(inside[name]), name))
    seen: set[frozenset[str]] = set()
    for first in ordered[:most]:
        left, chosen = cells - inside[first], [first]
        for name in ordered:
            if name != first and inside[name] <= left:
                left -= inside[name]
                chosen.append(name)
        if left and frozenset(chosen) not in seen:
            seen.add(frozenset(chosen))
            yield tuple(sorted(chosen))


def _covering(cells: Cells, around: Mapping[str, Cells], most: int) -> Iterator[tuple[str, ...]]:
    """Numbers that together have all the groups, and perhaps more."""
    ordered = sorted(around, key=lambda name: (len(around[name] - cells), name))
    seen: set[frozenset[str]] = set()
    for first in ordered[:most]:
        left, chosen = cells - around[first], [first]
        while left:
            best = max(ordered, key=lambda name: len(around[name] & left), default=first)
            if around[best].isdisjoint(left):
                break
            left -= around[best]
            chosen.append(best)
        chosen = _needed(cells, chosen, around)
        is_exact = sum(len(around[name]) for name in chosen) == len(cells)
        if not left and not is_exact and frozenset(chosen) not in seen:
            seen.add(frozenset(chosen))
            yield tuple(sorted(chosen))


def _needed(cells: Cells, chosen: Iterable[str], around: Mapping[str, Cells]) -> list[str]:
    """Those that are needed to have all the groups; the first ones are spared first."""
    needed = list(chosen)
    for name in chosen:
        others = (around[other] for other in needed if other != name)
        if cells <= frozenset[str]().union(*others):
            needed.remove(name)
    return needed
