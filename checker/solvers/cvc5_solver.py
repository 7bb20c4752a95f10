"""cvc5, asked for a second opinion: the only file that imports it."""

import cvc5

from checker.limits import CVC5_STEPS
from checker.solvers.protocol import Undecided


class Cvc5Solver:
    """Answers each question with a cvc5 of its own, so that none depends on those before."""

    name = "cvc5"

    def __init__(self, resources: int = CVC5_STEPS) -> None:
        self._resources = resources

    def can_hold(self, script: str, seconds: float) -> bool | Undecided:
        """Whether there are values that satisfy a script."""
        solver = cvc5.Solver(cvc5.TermManager())
        solver.setOption("rlimit", str(self._resources))
        solver.setOption("tlimit-per", str(max(1, int(seconds * 1000))))
        try:
            said = _answers(solver, script)
        except RuntimeError as error:
            return Undecided(f"cvc5 cannot read the question: {error}")
        match said.split():
            case ["sat"]:
                return True
            case ["unsat"]:
                return False
            case _:
                return Undecided(" ".join(said.split()))


def _answers(solver: cvc5.Solver, script: str) -> str:
    """What a solver prints for each command of a script."""
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "question")
    symbols = parser.getSymbolManager()
    said = ""
    while not (command := parser.nextCommand()).isNull():
        said += command.invoke(solver, symbols)
    return said
