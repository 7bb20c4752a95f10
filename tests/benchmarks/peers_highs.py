"""HiGHS: the dual ray of the linear program and deletion; a mixed program for the correction.

It reckons in floats and the linear program lets numbers be fractions, so it can be wrong.
"""

from collections.abc import Iterable

import highspy

from tests.benchmarks.problems import LARGEST, Problem

BOUND = 10 * LARGEST
ZERO = 1e-9


def _empty(given: Problem) -> tuple[highspy.Highs, float]:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.addVars(given.unknowns, [0] * given.unknowns, [BOUND] * given.unknowns)
    return highs, highs.getInfinity()


def _ray(given: Problem, chosen: Iterable[int]) -> frozenset[int] | None:
    """The statements of a dual ray; None where the linear program has a solution."""
    highs, endless = _empty(given)
    highs.setOptionValue("presolve", "off")
    owners = []
    for number in sorted(chosen):
        for row in given.claims[number].rows:
            high = -row.number - (1 if row.relation == "<" else 0)
            low = high if row.relation == "=" else -endless
            places = [n for n, _ in row.factors]
            highs.addRow(low, high, len(places), places, [float(f) for _, f in row.factors])
            owners.append(number)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        return None
    _, has, ray = highs.getDualRay()
    if not has:
        return frozenset(owners)
    return frozenset(owner for owner, value in zip(owners, ray, strict=True) if abs(value) > ZERO)


def one(given: Problem) -> list[frozenset[int]]:
    core = _ray(given, range(len(given.claims))) or frozenset()
    for number in sorted(core):
        if number in core:
            core = _ray(given, core - {number}) or core
    return [core]


def cheapest(given: Problem) -> list[frozenset[int]]:
    highs, endless = _empty(given)
    count = len(given.claims)
    highs.addVars(count, [0] * count, [1] * count)
    for n in range(given.unknowns + count):
        highs.changeColIntegrality(n, highspy.HighsVarType.kInteger)
    for number, claim in enumerate(given.claims):
        switch = given.unknowns + number
        highs.changeColCost(switch, 1)
        for row in claim.rows:
            reach = BOUND * sum(abs(f) for _, f in row.factors) + abs(row.number)
            high = -row.number - (1 if row.relation == "<" else 0)
            places = [*(n for n, _ in row.factors), switch]
            factors = [float(f) for _, f in row.factors]
            highs.addRow(-endless, high, len(places), places, [*factors, -reach])
            if row.relation == "=":
                highs.addRow(high, endless, len(places), places, [*factors, reach])
    highs.run()
    values = highs.getSolution().col_value
    return [frozenset(n for n in range(count) if values[given.unknowns + n] > 1 / 2)]
