"""Checks that figures in articles can all be true together.

What a program may use is listed in `__all__` and explained in docs/api.md. It is imported when it
is first named, so that `import checker` alone stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from checker.version import __version__ as __version__

if TYPE_CHECKING:
    from checker.api import (
        MistakesError,
        ask,
        cheapest_correction,
        check,
        every_contradiction,
        every_correction,
        one_contradiction,
        read_project,
        smallest_contradiction,
        values_of,
    )
    from checker.claims.in_memory import Assumed, Given, Rule, Stated, project_of
    from checker.claims.problems import Problem
    from checker.claims.statements import Project, Statement
    from checker.compile.distinct import Distinct
    from checker.explain.answers import Answer, Certain, End, Possible, Ranged, Unanswered
    from checker.explain.finding import Contradiction, Correction, Findings, Grade, Member, Verdict
    from checker.language.figures import Reading
    from checker.search.corrections import UndecidedError
    from checker.search.fitting import Fit, NoFit, UnknownFit
    from checker.usecases.solving import Limits

__all__ = [
    "Answer",
    "Assumed",
    "Certain",
    "Contradiction",
    "Correction",
    "Distinct",
    "End",
    "Findings",
    "Fit",
    "Given",
    "Grade",
    "Limits",
    "Member",
    "MistakesError",
    "NoFit",
    "Possible",
    "Problem",
    "Project",
    "Ranged",
    "Reading",
    "Rule",
    "Stated",
    "Statement",
    "Unanswered",
    "UndecidedError",
    "UnknownFit",
    "Verdict",
    "ask",
    "cheapest_correction",
    "check",
    "every_contradiction",
    "every_correction",
    "one_contradiction",
    "project_of",
    "read_project",
    "smallest_contradiction",
    "values_of",
]

_HOMES = {
    "Answer": "explain.answers",
    "Certain": "explain.answers",
    "End": "explain.answers",
    "Possible": "explain.answers",
    "Ranged": "explain.answers",
    "Unanswered": "explain.answers",
    "Assumed": "claims.in_memory",
    "Contradiction": "explain.finding",
    "Correction": "explain.finding",
    "Distinct": "compile.distinct",
    "Findings": "explain.finding",
    "Fit": "search.fitting",
    "Given": "claims.in_memory",
    "Grade": "explain.finding",
    "Limits": "usecases.solving",
    "Member": "explain.finding",
    "NoFit": "search.fitting",
    "Problem": "claims.problems",
    "Project": "claims.statements",
    "Reading": "language.figures",
    "Rule": "claims.in_memory",
    "Stated": "claims.in_memory",
    "Statement": "claims.statements",
    "UndecidedError": "search.corrections",
    "UnknownFit": "search.fitting",
    "Verdict": "explain.finding",
    "project_of": "claims.in_memory",
}
"""The module of each name that is not in `checker.api`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"checker.{_HOMES.get(name, 'api')}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
