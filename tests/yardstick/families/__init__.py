"""One module a family: how its cases are said, and what its verdicts are held against."""

from collections.abc import Callable

from tests.yardstick.cases import Case
from tests.yardstick.families import (
    correct,
    deduce,
    einvoice,
    grim,
    locate,
    rules,
    spread,
    stands_for,
    xbrl,
)
from tests.yardstick.outcomes import Outcome

FAMILIES: dict[str, Callable[[Case], Outcome]] = {
    "locate": locate.run,
    "rules.feasibility": rules.feasibility,
    "rules.repair": rules.repair,
    "rules.contradiction": rules.contradiction,
    "rules.vacuous": rules.vacuous,
    "rules.redundancy": rules.redundancy,
    "rules.bounds": rules.bounds,
    "deduce": deduce.run,
    "correct.typo": correct.typo,
    "correct.sign": correct.sign,
    "correct.rounding": correct.rounding,
    "round.grim": grim.run,
    "round.grim_percent": grim.run,
    "round.grimmer": spread.run,
    "round.debit": spread.run,
    "round.interval": stands_for.run,
    "xbrl.interval": stands_for.run,
    "xbrl.calc11": xbrl.calculation,
    "xbrl.excess_digits": xbrl.excess_digits,
    "einvoice": einvoice.run,
}
"""The families by name, or by the part of it before the dot."""
