"""The phrases of the language, one module each: syntax, algebra and words side by side.

To add one, write a module with a `PHRASE` and list it here.
"""

from checker.language.parser import Grammar
from checker.language.phrases import (
    ages,
    breakdowns,
    changes,
    earlier,
    events,
    from_to,
    logic,
    members,
    never_shrinks,
    no_change,
    numbers,
    one_number,
    planned,
    points,
    portions,
    ranks,
    rates,
    records,
    repeated,
    same,
    series,
    shares,
    streaks,
    subsets,
    swing,
    transitions,
)

GRAMMAR = Grammar(
    [
        breakdowns.PHRASE,
        series.PHRASE,
        points.PHRASE,
        ranks.PHRASE,
        changes.PHRASE,
        ages.PHRASE,
        earlier.PHRASE,
        events.PHRASE,
        from_to.PHRASE,
        logic.PHRASE,
        members.PHRASE,
        never_shrinks.PHRASE,
        no_change.PHRASE,
        numbers.PHRASE,
        one_number.PHRASE,
        planned.PHRASE,
        portions.PHRASE,
        rates.PHRASE,
        records.PHRASE,
        repeated.PHRASE,
        same.PHRASE,
        shares.PHRASE,
        streaks.PHRASE,
        subsets.PHRASE,
        swing.PHRASE,
        transitions.PHRASE,
    ]
)
