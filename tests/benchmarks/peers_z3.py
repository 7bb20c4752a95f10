"""z3 through its Python API, as its documentation shows it."""

import z3

from tests.benchmarks.problems import Claim, Problem


def unknowns(given: Problem) -> list[z3.ArithRef]:
    return [z3.Int(f"q{n}") for n in range(given.unknowns)]


def said(claim: Claim, names: list[z3.ArithRef]) -> z3.BoolRef:
    """A claim as a condition."""
    rows = []
    for row in claim.rows:
        total = z3.Sum([factor * names[n] for n, factor in row.factors]) + row.number
        rows.append(
            total == 0 if row.relation == "=" else total <= 0 if row.relation == "<=" else total < 0
        )
    return z3.And(rows)


def _switched(given: Problem, solver: z3.Solver | z3.Optimize) -> list[z3.BoolRef]:
    names = unknowns(given)
    solver.add(*(name >= 0 for name in names))
    switches = [z3.Bool(f"s{n}") for n in range(len(given.claims))]
    for switch, claim in zip(switches, given.claims, strict=True):
        solver.add(z3.Implies(switch, said(claim, names)))
    return switches


def _numbers(switches: list[z3.BoolRef]) -> frozenset[int]:
    return frozenset(int(switch.decl().name()[1:]) for switch in switches)


def one(given: Problem) -> list[frozenset[int]]:
    """A core, and then without whatever can be spared."""
    solver = z3.Solver()
    switches = _switched(given, solver)
    solver.check(*switches)
    core = list(solver.unsat_core())
    for switch in list(core):
        if any(switch.eq(other) for other in core):
            less = [other for other in core if not other.eq(switch)]
            if solver.check(*less) == z3.unsat:
                core = list(solver.unsat_core())
    return [_numbers(core)]


def cheapest(given: Problem) -> list[frozenset[int]]:
    """As many statements as can hold."""
    optimizer = z3.Optimize()
    switches = _switched(given, optimizer)
    for switch in switches:
        optimizer.add_soft(switch)
    optimizer.check()
    model = optimizer.model()
    return [_numbers([s for s in switches if not z3.is_true(model.eval(s, model_completion=True))])]


def smallest(given: Problem) -> list[frozenset[int]]:
    """Implicit hitting sets, of which z3's optimizer finds the smallest."""
    solver = z3.Solver()
    switches = _switched(given, solver)
    chooser = z3.Optimize()
    for switch in switches:
        chooser.add_soft(z3.Not(switch))
    while True:
        chooser.check()
        model = chooser.model()
        chosen = [s for s in switches if z3.is_true(model.eval(s))]
        if solver.check(*chosen) == z3.unsat:
            return [_numbers(chosen)]
        kept = _grown(solver, chosen, switches)
        chooser.add(z3.Or([s for s in switches if s.get_id() not in kept]))


def _grown(solver: z3.Solver, chosen: list[z3.BoolRef], switches: list[z3.BoolRef]) -> set[int]:
    """What is chosen and as much more as can hold with it, by their numbers in z3."""
    kept = list(chosen)
    known = {switch.get_id() for switch in kept}
    for switch in switches:
        if switch.get_id() not in known and solver.check(*kept, switch) == z3.sat:
            kept.append(switch)
            known.add(switch.get_id())
    return known


def marco(given: Problem) -> list[frozenset[int]]:
    """Every contradiction, as z3's example of MARCO enumerates them."""
    solver, seeds = z3.Solver(), z3.Solver()
    switches = _switched(given, solver)
    for switch in switches:
        seeds.add(z3.Or(switch, z3.Not(switch)))
    seeds.set("phase_selection", 0)
    found = []
    while seeds.check() == z3.sat:
        model = seeds.model()
        seed = [s for s in switches if not z3.is_false(model.eval(s))]
        if solver.check(*seed) == z3.sat:
            kept = _grown(solver, seed, switches)
            seeds.add(z3.Or([s for s in switches if s.get_id() not in kept]))
        else:
            core = list(solver.unsat_core())
            for switch in list(core):
                less = [other for other in core if not other.eq(switch)]
                if len(less) < len(core) and solver.check(*less) == z3.unsat:
                    core = list(solver.unsat_core())
            found.append(_numbers(core))
            seeds.add(z3.Not(z3.And(core)))
    return found
