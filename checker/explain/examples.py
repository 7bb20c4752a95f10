"""Examples: values under which all that is kept holds, and which hold as they are printed."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, holds
from checker.language.measures import Measure, Share, measures_behind
from checker.language.spell import exact

_LONG = 12
"""Characters of a number beyond which a shorter one near it is tried."""


def example_of(
    component: Component,
    said: Sequence[Constraint],
    measures: Mapping[str, Measure],
    found: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """The values of what statements speak of, from a solver's; what was `said` holds if it did.

    A share whose numbers are among them is the one number over the other, or is left out.
    """
    if any(variable.name not in found for variable in component.variables):
        return {}  # the search ended before all were known
    values = _shortened(component, found)
    named = {n for one in component.statements for n in measures_behind(one, measures)}
    return _with_true_shares(
        {n: values[n] for n in sorted(named & measures.keys())}, measures, said
    )


def _with_true_shares(
    values: Mapping[str, Fraction], measures: Mapping[str, Measure], said: Iterable[Constraint]
) -> dict[str, Fraction]:
    """The values with each share as its part over its whole; without it where less would hold."""
    shares = {n: m for n in values if isinstance(m := measures[n], Share)}
    known = {n: share for n, share in shares.items() if {share.part, share.whole} <= values.keys()}
    true = {
        name: values[share.part] / values[share.whole]
        for name, share in known.items()
        if values[share.whole]
    }
    rest = {name: value for name, value in values.items() if name not in known}
    if all(true.get(name) == values[name] for name in known):
        return dict(values)
    after = {**values, **true}
    broken = any(holds(one, values) and not holds(one, after) for one in said)
    return rest if broken else {**rest, **true}


def _shortened(component: Component, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Values with fewer digits where as much holds with them as did before."""
    own = {variable.name: values[variable.name] for variable in component.variables}
    parts = [v.name for v in component.variables if not v.whole and len(exact(own[v.name])) > _LONG]
    said = [*component.rules, *component.statements]
    kept = [one for one in said if holds(one, own)] if parts else []
    for digits in (2, 4, 6) if parts else ():
        shorter = own | {name: round(own[name], digits) for name in parts}
        if all(holds(one, shorter) for one in kept):
            return shorter
    return own
