"""Opens the part of a component that bears on a value, with what else is asked beside it."""

from collections.abc import Iterable
from dataclasses import replace

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import TRUE, Constraint, equal, holds, measures_in
from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.solvers.protocol import Oracle, Values, Witness

_VALUE, _BASE = "what is asked for", "what it is a part of"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A value, or a ratio to a base, under all that an oracle is loaded with."""

    oracle: Oracle
    top: Polynomial
    base: Polynomial | None
    _asked: tuple[Polynomial, Polynomial | None]

    def example(self, start: Witness) -> Witness | None:
        """Values that satisfy everything, if those of a witness of what was chosen do."""
        top, base = self._asked
        values = dict(start.values())
        values[_VALUE] = start.value(top)
        if base is not None:
            values[_BASE] = start.value(base)
        if all(holds(one, values) for one in self.oracle.component.statements):
            return Values(values)
        return None

    @property
    def everything(self) -> frozenset[int]:
        """All statements of its component."""
        return frozenset(range(len(self.oracle.component.statements)))


def narrowed(
    oracle: Oracle,
    chosen: Iterable[int],
    condition: Constraint,
    top: Polynomial,
    base: Polynomial | None,
) -> Narrowed:
    """The chosen statements and a condition; a value with products has an unknown of its own."""
    named = Polynomial.measure
    component, asked = oracle.component, (top, base)
    said = (*(component.statements[number] for number in sorted(chosen)), condition)
    variables, stated = list(component.variables), [one for one in said if one != TRUE]
    if any(len(key) > 1 for key, _ in top.terms):
        variables.append(Variable(_VALUE, whole=False, not_negative=False))
        stated.append(equal(named(_VALUE), top))
        top = named(_VALUE)
    if base is not None and base.terms != named(min(base.names, default="")).terms:
        variables.append(Variable(_BASE, whole=False, not_negative=False))
        stated.append(equal(named(_BASE), base))
        base = named(_BASE)
    names = measures_in(condition) | top.names | (frozenset() if base is None else base.names)
    component = replace(component, variables=tuple(variables), statements=tuple(stated))
    return Narrowed(oracle.opened(connected(component, names)), top, base, asked)


def connected(component: Component, names: Iterable[str]) -> Component:
    """The rules and statements that bear on some unknowns, directly or through others."""
    said = [*component.rules, *component.statements]
    reached, waiting = set[str](), list(names)
    by_name: dict[str, list[int]] = {}
    own = [measures_in(one) for one in said]
    for number, found in enumerate(own):
        for name in found:
            by_name.setdefault(name, []).append(number)
    kept = {number for number, found in enumerate(own) if not found}
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for number in by_name.get(name, ()):
            if number not in kept:
                kept.add(number)
                waiting += own[number] - reached
    rules = len(component.rules)
    statements = tuple(one for n, one in enumerate(said) if n >= rules and n in kept)
    return Component(
        tuple(variable for variable in component.variables if variable.name in reached),
        tuple(one for n, one in enumerate(component.rules) if n in kept),
        statements,
        tuple(range(len(statements))),
    )
