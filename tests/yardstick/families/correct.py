"""Deductive correction: a small slip in a reported value that explains why the rules break.

The checker says which values must go and what would fit in their place. Whether that is a slip of
the hand (two digits swapped, a sign lost, a rounding) is read off the two values here.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby, islice

from checker import every_correction
from tests.yardstick.algebra import names_in, tree
from tests.yardstick.cases import Case
from tests.yardstick.families.locate import ruled, state
from tests.yardstick.numbers import as_number
from tests.yardstick.outcomes import Outcome, compared, unless_equal
from tests.yardstick.sheet import Sheet

Change = Mapping[str, Fraction]
"""The new values by variable."""

_MOST = 100
"""Corrections that are looked at, the cheapest first."""
_FARTHEST = 2
"""How far off a value may be that was rounded."""


def typo(case: Case) -> Outcome:
    """One digit more, less, other or swapped, or a sign."""
    return _run(case, lambda old, new: distance(old, str(new)) <= 1)


def rounding(case: Case) -> Outcome:
    """A value that is a little off."""
    return _run(case, lambda old, new: abs(Fraction(old) - new) <= _FARTHEST)


def _run(case: Case, is_slip: Callable[[str, Fraction], bool]) -> Outcome:
    sheet = ruled(case).sheet
    state(sheet, case, case.whole.get("fixed", ()))
    found = next(_by_cost(sheet, case, is_slip), [])
    return _compared(case, sheet, found)


def _by_cost(
    sheet: Sheet, case: Case, is_slip: Callable[[str, Fraction], bool]
) -> Iterator[list[Change]]:
    """Of each cost, the corrections that leave one value each, all of them slips."""
    several = islice(every_correction(sheet.project()), _MOST)
    for _, alike in groupby(several, key=lambda one: one.cost):
        changes: list[Change] = []
        for correction in alike:
            names = [one.first.id for one in correction.withdraw]
            new = {name: sheet.value(sheet.number(name), names) for name in names}
            fits = {name: value for name, value in new.items() if value is not None}
            slips = all(is_slip(case.values[n] or "", v) for n, v in fits.items())
            if names and len(fits) == len(names) and slips:
                changes.append(fits)
        if changes:
            yield changes


def sign(case: Case) -> Outcome:
    """Signs flipped and neighbours swapped: each is a statement that it did not happen."""
    algebra = ruled(case)
    sheet = algebra.sheet
    used = {name for text in case.constraints.values() for name in names_in(tree(text))}
    flips = set(case.whole.get("allowed_flips", used))
    values = {n: v for n, v in case.values.items() if v is not None and n in used | flips}
    printed = {name: [("", value)] for name, value in values.items()}
    for pair in case.whole.get("allowed_swaps", ()):
        one, other = (str(name) for name in pair)
        swap = _switch(sheet, f"swap {one} {other}")
        printed[one] = [
            (f"if {swap} = 0 then ", values[one]),
            (f"if {swap} = 1 then ", values[other]),
        ]
        printed[other] = [
            (f"if {swap} = 0 then ", values[other]),
            (f"if {swap} = 1 then ", values[one]),
        ]
    for name, choices in printed.items():
        flip = _switch(sheet, f"flip {name}") if name in flips else None
        for when, value in choices:
            number = sheet.number(name)
            if flip is None:
                sheet.rule(f"{when}{number} = {value}")
            else:
                sheet.rule(f"{when}if {flip} = 0 then {number} = {value}")
                sheet.rule(f"{when}if {flip} = 1 then {number} = 0 - ({value})")
    several = islice(every_correction(sheet.project()), _MOST)
    found: list[Change] = []
    for _, alike in groupby(several, key=lambda one: one.cost):
        for correction in alike:
            names = [one.first.id for one in correction.withdraw]
            new = {name: sheet.value(sheet.number(name), names) for name in values}
            change = {n: v for n, v in new.items() if v is not None and v != Fraction(values[n])}
            found += [change] if names else []
        break
    return _compared(case, sheet, found)


def _switch(sheet: Sheet, name: str) -> str:
    """A number that is 0, as is stated, or else 1."""
    word = sheet.number(name)
    sheet.rule(f"either {word} = 0 or {word} = 1")
    sheet.state(f"{word} = 0", name)
    return word


def _compared(case: Case, sheet: Sheet, found: list[Change]) -> Outcome:
    expected = case.expected
    verdict = unless_equal("verdict", expected["verdict"], sheet.verdict())
    if "corrected" not in expected:
        return compared(verdict)
    told = [{name: str(value) for name, value in change.items()} for change in found]
    if expected["corrected"] is None:
        none = f"no correction expected, found {told}: it satisfies every rule" if told else None
        return compared(verdict, none)
    wanted = {name: as_number(value) for name, value in expected["corrected"].items()}
    wanted = {n: v for n, v in wanted.items() if str(v) != case.values.get(n)}
    missing = None if wanted in found else f"corrected: expected {wanted}, found {told}"
    return compared(verdict, missing)


def distance(one: str, other: str) -> int:
    """Signs inserted, dropped, replaced or swapped with their neighbour (Damerau 1964)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        rows.append([i])
        for j, b in enumerate(other, 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]
