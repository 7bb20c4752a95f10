"""Rule sets without values: each rule is a statement, so that the checker may blame it."""

from checker import Rule, every_contradiction
from tests.yardstick.algebra import Algebra, algebra_of
from tests.yardstick.cases import Case
from tests.yardstick.families.locate import cheapest
from tests.yardstick.numbers import end_text
from tests.yardstick.outcomes import Outcome, compared, unless_equal
from tests.yardstick.sheet import Sheet


def feasibility(case: Case) -> Outcome:
    """Whether the rules can hold, and those that cannot."""
    sheet = stated(case).sheet
    return compared(_verdict(case, sheet), _core(case, sheet))


def repair(case: Case) -> Outcome:
    """The fewest rules to drop."""
    sheet = stated(case).sheet
    expected = case.expected
    best = cheapest(sheet)
    dropped = expected.get("drop")
    which = None
    if dropped is not None and sorted(dropped) not in best:
        which = f"drop: expected {sorted(dropped)}, found {best}"
    fewest = int(expected.get("min_drop", len(best[0]) if best else 0))
    return compared(
        _verdict(case, sheet),
        _core(case, sheet),
        which,
        unless_equal("number to drop", fewest, len(best[0]) if best else 0),
    )


def contradiction(case: Case) -> Outcome:
    """For some rules, those that take part in a contradiction with them."""
    sheet = stated(case).sheet
    every = cores(sheet)
    wrong = [_verdict(case, sheet), _core(case, sheet)]
    for name, others in case.expected.get("contradicted", {}).items():
        found = sorted({one for core in every if name in core for one in core} - {name})
        wrong.append(unless_equal(f"what contradicts {name}", sorted(others), found))
    return compared(*wrong)


def vacuous(case: Case) -> Outcome:
    """Rules that cannot hold once something is assumed, which itself is not blamed."""
    algebra = stated(case)
    algebra.sheet.rule(algebra.formula_of(case.whole["assume"]))
    return compared(_verdict(case, algebra.sheet), _core(case, algebra.sheet))


def redundancy(case: Case) -> Outcome:
    """A rule is redundant when the others cannot hold with its denial; these then imply it."""
    algebra = stated(case)
    sheet = algebra.sheet
    wrong = [_verdict(case, sheet)]
    implied_by = {name: _implied_by(algebra, name, case) for name in case.constraints}
    if "redundant" in case.expected:
        found = sorted(name for name, by in implied_by.items() if by)
        wrong.append(unless_equal("redundant", sorted(case.expected["redundant"]), found))
    for name, others in case.expected.get("implied", {}).items():
        wrong.append(unless_equal(f"{name} implied by", sorted(others), implied_by[name]))
    return compared(*wrong)


def bounds(case: Case) -> Outcome:
    """How far a variable can go."""
    algebra = stated(case)
    wrong = [_verdict(case, algebra.sheet)]
    for name, ends in case.expected.get("bounds", {}).items():
        fit = algebra.sheet.values(algebra.variable(name))
        found = [
            "none" if fit is None else end_text(end) for end in (fit and (fit.low, fit.high)) or ()
        ]
        wrong.append(unless_equal(f"bounds of {name}", [end_text(end) for end in ends], found))
    return compared(*wrong)


def stated(case: Case) -> Algebra:
    """The rules of a case as statements with their names."""
    algebra = algebra_of(case)
    for name, text in case.constraints.items():
        algebra.sheet.state(algebra.formula_of(text), name)
    return algebra


def cores(sheet: Sheet) -> list[list[str]]:
    """Every smallest set of statements that cannot hold, by their ids."""
    return [[one.first.id for one in core] for core in every_contradiction(sheet.project())]


def _implied_by(algebra: Algebra, name: str, case: Case) -> list[str]:
    """The rules that take part in implying one."""
    denial = Rule(f"not {algebra.formula_of(case.constraints[name])}", "denial")
    denied = algebra.sheet.but(denial, without=[name])
    return sorted({one for core in cores(denied) for one in core})


def _verdict(case: Case, sheet: Sheet) -> str | None:
    return unless_equal("verdict", case.expected["verdict"], sheet.verdict())


def _core(case: Case, sheet: Sheet) -> str | None:
    """The members of the contradiction that is told, if there should be one."""
    if "core" not in case.expected:
        return None
    expected = sorted(case.expected["core"])
    told = [
        sorted(member.statement.id for member in one.members)
        for one in sheet.findings().contradictions
    ]
    if expected in told or expected in [sorted(core) for core in cores(sheet)]:
        return None
    return f"core: expected {expected}, found {told}"
