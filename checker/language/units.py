"""Currencies and nouns printed with figures: each must be a unit of something that is named.

`Scope.check_unit` asks more where one name faces a figure: there it must be the unit of that name.
"""

from collections.abc import Iterator, Sequence

from checker.language.days import TIMES
from checker.language.figures import Figure
from checker.language.lexicon import Population, Quantity
from checker.language.measures import Clock, Day, Size
from checker.language.mistakes import fail
from checker.language.scope import Scope, Value, same_unit
from checker.language.suggest import did_you_mean
from checker.language.syntax import Name, Node


def check_units(tree: Node, scope: Scope) -> None:
    """Refuses a currency or a noun that is the unit of nothing that a statement speaks of."""
    units = sorted(set(_units(tree, scope)))
    for figure, _ in scope.readings.values():
        _refuse_metres(figure, units)
        for printed in (figure.currency, figure.unit):
            if printed is not None and not any(_fits(printed, unit, scope) for unit in units):
                raise fail(
                    f"`{printed}` is not the unit of anything here",
                    figure,
                    did_you_mean(printed, units) if units else "leave the unit out",
                ).unsettled()


def _refuse_metres(figure: Figure, units: Sequence[str]) -> None:
    """`3m` of what is in metres can be metres or millions."""
    if "m" in units and figure.printed.endswith("m") and figure.unit is None:
        number = figure.printed.removesuffix("m").rstrip()
        raise fail(
            f"`{figure.printed}` can be metres or millions",
            figure,
            f"write `{number} metres` or `{number} million`",
        )


def _units(tree: Node, scope: Scope) -> Iterator[str]:
    for measure in scope.measures.values():
        match measure:
            case Size(population):
                yield population
            case Day() | Clock():
                yield from TIMES
    for node in tree.walk():
        for thing in scope.words.things(node.name) if isinstance(node, Name) else ():
            match thing:
                case Population(name):
                    yield name
                case Value(_, attribute):
                    yield attribute.of
                case Quantity() as quantity:
                    yield from (unit for unit in (quantity.unit, quantity.counts) if unit)


def _fits(printed: str, unit: str, scope: Scope) -> bool:
    return same_unit(printed, unit) or scope.words.counted(printed, unit)
