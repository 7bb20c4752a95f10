"""OR-tools' CP-SAT with one worker: assumptions and a core; and as many statements as can hold."""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from tests.benchmarks.problems import LARGEST, Problem

BOUND = 10 * LARGEST


def _switched(given: Problem) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    asked = cp_model.CpModel()
    names = [asked.new_int_var(0, BOUND, f"q{n}") for n in range(given.unknowns)]
    switches = [asked.new_bool_var(f"s{n}") for n in range(len(given.claims))]
    for switch, claim in zip(switches, given.claims, strict=True):
        for row in claim.rows:
            total = sum(factor * names[n] for n, factor in row.factors) + row.number
            said = (
                total == 0 if row.relation == "=" else total <= (-1 if row.relation == "<" else 0)
            )
            asked.add(said).only_enforce_if(switch)
    return asked, switches


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver


def _core(
    asked: cp_model.CpModel, switches: list[cp_model.IntVar], chosen: Iterable[int]
) -> frozenset[int] | None:
    asked.clear_assumptions()
    asked.add_assumptions([switches[n] for n in sorted(chosen)])
    solver = _solver()
    if solver.solve(asked) != cp_model.INFEASIBLE:
        return None
    places = {switch.index: place for place, switch in enumerate(switches)}
    core = solver.sufficient_assumptions_for_infeasibility()
    return frozenset(places[index] for index in core if index in places)


def one(given: Problem) -> list[frozenset[int]]:
    asked, switches = _switched(given)
    core = _core(asked, switches, range(len(switches))) or frozenset()
    for number in sorted(core):
        if number in core:
            core = _core(asked, switches, core - {number}) or core
    return [core]


def cheapest(given: Problem) -> list[frozenset[int]]:
    asked, switches = _switched(given)
    asked.maximize(sum(switches))
    solver = _solver()
    solver.solve(asked)
    return [frozenset(n for n, switch in enumerate(switches) if not solver.value(switch))]
