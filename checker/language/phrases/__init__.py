"""The phrases of the language, one module each: syntax, algebra and words side by side.

To add one, write a module with a `PHRASE` and list it here.
"""

from checker.language.parser import Grammar
from checker.language.phrases import (
    breakdowns,
    changes,
    earlier,
    from_to,
    logic,
    members,
    planned,
    portions,
    repeated,
    same,
    series,
    shares,
    subsets,
    transitions,
)

GRAMMAR = Grammar(
    [
        breakdowns.PHRASE,
        changes.PHRASE,
        earlier.PHRASE,
        from_to.PHRASE,
        logic.PHRASE,
        series.PHRASE,
        members.PHRASE,
        planned.PHRASE,
        portions.PHRASE,
        repeated.PHRASE,
        same.PHRASE,
        shares.PHRASE,
        subsets.PHRASE,
        transitions.PHRASE,
    ]
)
