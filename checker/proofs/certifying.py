"""From a contradiction to its certificate."""

from collections.abc import Sequence
from contextlib import suppress
from time import monotonic

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import Constraint, is_linear, measures_in
from checker.frozen import dataclass
from checker.limits import ROWS_OF_A_PROOF
from checker.proofs.certificate import Certificate, Named, NoCertificate, Node, used_in
from checker.proofs.cores import spared
from checker.proofs.plain import plain, renamed
from checker.proofs.rows import NotFoundError
from checker.proofs.searching import USUAL, Effort, Facts, Search
from checker.solvers.protocol import Solver

Said = tuple[int | None, Constraint]
"""A constraint, and the place of the statement that it is; None marks a rule."""

_PRODUCTS = "; it compares products of unknown numbers"


def certify(
    component: Component, members: Sequence[int], solver: Solver, effort: Effort = USUAL
) -> Certificate | NoCertificate:
    """A certificate that some statements of a component cannot all hold.

    A single sum is looked for among all rules; where there is none, among cases of what the solver
    needs to find the contradiction again.
    """
    said: list[Said] = [
        *((n, component.statements[n]) for n in members),
        *((None, rule) for rule in component.rules),
    ]
    search = _Searching(component, solver, effort, monotonic() + effort.seconds)
    try:
        said = search.summed(said)
        core = search.core(said)
        if core is None:
            return NoCertificate("the solver did not find the contradiction again in time")
        few, tree = search.first_tree((core, said))
    except NotFoundError as error:
        return NoCertificate(f"{error}{'' if _is_linear(said) else _PRODUCTS}")
    used = _leant_on(tree)
    needed = tuple(one for one in few.constraints if one.name[1:] in used or one.member is not None)
    return Certificate(_of(few.unknowns, [one.says for one in needed]), needed, tree)


@dataclass(frozen=True, slots=True)
class _Searching:
    """A search for a certificate, which ends at some time."""

    component: Component
    solver: Solver
    effort: Effort
    until: float

    def first_tree(self, tried: Sequence[Sequence[Said]]) -> tuple["_Named", Node]:
        """A tree on the first constraints that have one.

        Few are found sooner, but may lack what bounds an unknown, so that its splits never end.
        """
        *others, last = tried if _is_linear(tried[-1]) else tried[:1]
        for chosen in others:
            with suppress(NotFoundError):
                return self._tree(chosen)
        return self._tree(last)

    def _tree(self, chosen: Sequence[Said]) -> tuple["_Named", Node]:
        named = _Named(self.component, chosen)
        return named, self._search(named).tree(named.facts)

    def _search(self, named: "_Named") -> Search:
        return Search(named.unknowns, self.solver, self.effort, self.until)

    def summed(self, said: list[Said]) -> list[Said]:
        """What a single sum among all constraints needs, besides all statements; else all."""
        if len(said) > ROWS_OF_A_PROOF:
            return said
        every = _Named(self.component, said)
        end = self._search(every).end(every.facts)
        if end is None:
            return said
        used = _leant_on(end)
        return [one for n, one in enumerate(said, 1) if one[0] is not None or str(n) in used]

    def core(self, said: Sequence[Said]) -> list[Said] | None:
        """Statements and rules that still clash, none to spare; long rules go first."""
        numbers = range(len(said))
        alone = Component(self.component.variables, (), tuple(c for _, c in said), tuple(numbers))
        order = sorted(numbers, key=lambda i: (said[i][0] is not None, -len(said[i][1].text), i))
        core = spared(self.solver.open(alone, self.until - monotonic()), numbers, order)
        return None if core is None else [said[i] for i in sorted(core)]


def _is_linear(said: Sequence[Said]) -> bool:
    return all(is_linear(constraint) for _, constraint in said)


class _Named:
    """Constraints with names, and short names for their unknowns."""

    def __init__(self, component: Component, said: Sequence[Said]) -> None:
        names: dict[str, str] = {}
        self.constraints: list[Named] = []
        self.facts = Facts()
        for number, (member, constraint) in enumerate(said, 1):
            for name in sorted(measures_in(constraint)):
                names.setdefault(name, f"x{len(names) + 1}")
            one = Named(f"c{number}", member, renamed(plain(constraint), names))
            self.constraints.append(one)
            self.facts = self.facts.assuming(one.name, one.says)
        known = {variable.name: variable for variable in component.variables}
        self.unknowns = {short: known[name] for name, short in names.items()}


def _leant_on(tree: Node) -> frozenset[str]:
    """The numbers in the names of the constraints that a tree uses."""
    names = (name.partition(".")[0] for name in used_in(tree))
    return frozenset(name[1:] for name in names if name.startswith("c"))


def _of(unknowns: dict[str, Variable], constraints: Sequence[Constraint]) -> dict[str, Variable]:
    seen = {name for constraint in constraints for name in measures_in(constraint)}
    return {short: variable for short, variable in unknowns.items() if short in seen}
