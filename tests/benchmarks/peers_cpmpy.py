"""CPMpy's tools for explanations, with the solvers that answered soundly."""

import cpmpy as cp
from cpmpy.tools import explain

from tests.benchmarks.problems import LARGEST, Problem

BOUND = 10 * LARGEST


def _claims(given: Problem) -> list[cp.expressions.core.Expression]:
    names = [cp.intvar(0, BOUND, name=f"q{n}") for n in range(given.unknowns)]
    found = []
    for claim in given.claims:
        rows = []
        for row in claim.rows:
            total = cp.sum([factor * names[n] for n, factor in row.factors]) + row.number
            rows.append(
                total == 0
                if row.relation == "="
                else total <= 0
                if row.relation == "<="
                else total < 0
            )
        found.append(cp.all(rows))
    return found


def _places(some: list[object], claims: list[object]) -> frozenset[int]:
    places = {id(claim): place for place, claim in enumerate(claims)}
    return frozenset(places[id(one)] for one in some)


def mus(given: Problem) -> list[frozenset[int]]:
    claims = _claims(given)
    return [_places(explain.mus(claims, solver="z3"), claims)]


def quickxplain(given: Problem) -> list[frozenset[int]]:
    claims = _claims(given)
    return [_places(explain.quickxplain(claims, solver="z3"), claims)]


def smus(given: Problem) -> list[frozenset[int]]:
    claims = _claims(given)
    return [_places(explain.smus(claims, solver="z3", hs_solver="ortools"), claims)]


def mcs_opt(given: Problem) -> list[frozenset[int]]:
    claims = _claims(given)
    return [_places(explain.mcs_opt(claims, [], solver="ortools"), claims)]
