"""From meanings to a system: variables and rules for every measure, then its components."""

from collections.abc import Iterable, Mapping, Sequence

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Constraint, measures_in
from checker.algebra.forest import Forest
from checker.compile.amounts import add_up
from checker.compile.cells.tables import TooManyCellsError, count
from checker.compile.moments import moment_rules
from checker.compile.never_nothing import filled, never_nothing
from checker.compile.ranks import ranked
from checker.compile.rising import rising, tallied
from checker.compile.shares import numbers_add_up, share_rules, with_numbers
from checker.compile.system import System, TooLarge
from checker.compile.whereabouts import Listing
from checker.language.lexicon import Lexicon
from checker.language.measures import (
    Amount,
    Birthday,
    Clock,
    Day,
    Measure,
    Planned,
    Rank,
    Share,
    Size,
    measures_behind,
)


def compile_system(
    constraints: Sequence[Constraint], measures: Mapping[str, Measure], lexicon: Lexicon
) -> System:
    """The system of some distinct constraints; `measures` holds at least those they name."""
    stated = with_numbers(constraints, measures)
    needed = _needed(stated, measures)
    needed |= tallied(needed.values(), lexicon)
    needed = dict(sorted((needed | filled(needed, lexicon)).items()))
    variables = {name: _variable(measure) for name, measure in needed.items()}
    rules = [
        *share_rules(needed, lexicon),
        *never_nothing(needed, lexicon),
        *rising(needed.values(), lexicon),
        *moment_rules(needed.values()),
    ]
    definitions: dict[str, Constraint] = {}
    too_large = []
    listings: list[Listing] = []
    for population, sizes in _by_population(needed).items():
        try:
            counted = count(population, sizes, lexicon)
        except TooManyCellsError as error:
            names = {size.text for size in sizes}
            blocked = tuple(i for i, c in enumerate(stated) if names & measures_behind(c, measures))
            too_large.append(TooLarge(blocked, f"{population}: {error}"))
            continue
        variables.update((variable.name, variable) for variable in counted.variables)
        rules += counted.rules
        definitions |= counted.definitions
        listings += counted.listings
    parts, adding_up = numbers_add_up(needed)
    variables.update((variable.name, variable) for variable in parts)
    rules += adding_up
    areas, sums = add_up(m for m in needed.values() if isinstance(m, Amount))
    variables.update((variable.name, variable) for variable in areas)
    definitions |= sums
    rules += definitions.values()
    marks, comparisons = ranked(m for m in needed.values() if isinstance(m, Rank))
    variables.update((variable.name, variable) for variable in marks)
    rules += comparisons
    left_out = {number for large in too_large for number in large.numbers}
    kept = [(number, c) for number, c in enumerate(stated) if number not in left_out]
    components = _components(kept, rules, variables)
    return System(components, tuple(too_large), definitions, tuple(listings))


def _needed(
    constraints: Iterable[Constraint], measures: Mapping[str, Measure]
) -> dict[str, Measure]:
    """The measures that constraints name, and those that their shares and ranks are made of."""
    names: set[str] = set()
    waiting = {name for constraint in constraints for name in measures_in(constraint)}
    while waiting:
        name = waiting.pop()
        names.add(name)
        match measures[name]:
            case Share(part, whole):
                waiting |= {part, whole} - names
            case Rank() as rank:
                waiting |= rank.names - names
            case _:
                continue
    return {name: measures[name] for name in sorted(names)}


def _variable(measure: Measure) -> Variable:
    match measure:
        case Size() | Rank():
            return Variable(measure.text, whole=True, not_negative=True)
        case (
            Amount(whole=whole, not_negative=not_negative)
            | Planned(whole=whole, not_negative=not_negative)
        ):
            return Variable(measure.text, whole, not_negative)
        case Share():
            return Variable(measure.text, whole=False, not_negative=True)
        case Day() | Birthday():
            return Variable(measure.text, whole=True, not_negative=False)
        case Clock():
            return Variable(measure.text, whole=True, not_negative=True)


def _by_population(measures: Mapping[str, Measure]) -> dict[str, list[Size]]:
    found: dict[str, list[Size]] = {}
    for measure in measures.values():
        if isinstance(measure, Size):
            found.setdefault(measure.population, []).append(measure)
    return dict(sorted(found.items()))


def _components(
    statements: Sequence[tuple[int, Constraint]],
    rules: Sequence[Constraint],
    variables: Mapping[str, Variable],
) -> tuple[Component, ...]:
    """Statements and rules that share variables, directly or through others."""
    forest = Forest[str]()
    rule_names = [measures_in(rule) for rule in rules]
    statement_names = [measures_in(constraint) for _, constraint in statements]
    for names in (*rule_names, *statement_names):
        forest.unite(names)
    members: dict[str, list[tuple[int, Constraint]]] = {}
    for (number, constraint), names in zip(statements, statement_names, strict=True):
        members.setdefault(forest.root(min(names)) if names else f"{number}", []).append(
            (number, constraint)
        )
    about: dict[str, list[Constraint]] = {}
    for rule, names in zip(rules, rule_names, strict=True):
        if names:
            about.setdefault(forest.root(min(names)), []).append(rule)
    unknowns: dict[str, list[Variable]] = {}
    for name in sorted(variables):
        unknowns.setdefault(forest.root(name), []).append(variables[name])
    return tuple(
        Component(
            tuple(unknowns.get(key, ())),
            tuple(about.get(key, ())),
            tuple(constraint for _, constraint in stated),
            tuple(number for number, _ in stated),
        )
        for key, stated in sorted(members.items(), key=lambda item: item[1][0][0])
    )
