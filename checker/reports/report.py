"""What every format is given: the findings, what of them is shown, and where their files are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from checker.claims.problems import Problem
from checker.claims.statements import Project
from checker.explain.covered import State
from checker.explain.finding import Findings
from checker.frozen import dataclass
from checker.reports.diagnostics import Diagnostic, Sort, diagnostics
from checker.reports.style import Style

EVERYTHING = frozenset(Sort) - {Sort.MISTAKE}

FAILING = frozenset({Sort.CERTAIN, Sort.READING, Sort.ASSUMPTION, Sort.UNDECIDED})
"""What fails a run unless somebody says otherwise."""

_NAMES = {
    Sort.CERTAIN: ("certain contradiction", "certain contradictions"),
    Sort.READING: ("contradiction by reading", "contradictions by reading"),
    Sort.ASSUMPTION: ("contradiction by assumption", "contradictions by assumption"),
    Sort.UNDECIDED: ("undecided group", "undecided groups"),
    Sort.REVISION: ("revision", "revisions"),
    Sort.DECISION: ("decision that no longer holds", "decisions that no longer hold"),
    Sort.WARNING: ("warning", "warnings"),
}


@dataclass(frozen=True)  # with a dictionary, for its diagnostics
class Report:
    """What a run has to tell.

    `findings` are all; of these the `shown` sorts are told. `folder` is where the project lies
    below the top of its repository: empty at the top, else ending in `/`. One that `is_full` tells
    a terminal all that is known. `states` tell by the ids of statements how well each is checked,
    where that was asked. `numbers` are those of contradictions by their ids; in order otherwise.
    """

    findings: Findings
    project: Project
    shown: frozenset[Sort] = EVERYTHING
    folder: str = ""
    style: Style = field(default_factory=Style)
    is_full: bool = False
    states: Mapping[str, State] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def everything(self) -> tuple[Diagnostic, ...]:
        """All that was found, whether it is shown or not."""
        return diagnostics(self.findings, self.numbers)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is shown, one thing after the other."""
        return tuple(one for one in self.everything if one.sort in self.shown)

    @property
    def contradictions(self) -> list[Diagnostic]:
        """The contradictions that are shown."""
        return [one for one in self.diagnostics if one.id]

    def of(self, sort: Sort) -> list[Diagnostic]:
        """What is shown of one sort."""
        return [one for one in self.diagnostics if one.sort is sort]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings that are shown, and the decisions that hold no longer."""
        return tuple(one.at for one in self.diagnostics if isinstance(one.at, Problem))

    @property
    def hidden(self) -> Mapping[Sort, int]:
        """How many findings of each sort are left out."""
        return counted(self.everything) - counted(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a run tells that mistakes in its files have stopped; nothing was checked."""

    problems: tuple[Problem, ...]
    folder: str = ""


def counted(told: Iterable[Diagnostic]) -> Counter[Sort]:
    """How many there are of each sort."""
    return Counter(one.sort for one in told)


def fails(findings: Findings, sorts: Iterable[Sort]) -> bool:
    """Whether there is a finding of one of these sorts that no editor has decided."""
    kept = frozenset(sorts)
    return any(one.sort in kept and not one.decision for one in diagnostics(findings))


def count_words(counts: Mapping[Sort, int]) -> str:
    """Numbers of findings in words: `2 contradictions by reading and 1 warning`."""
    return listed(f"{n:,} {_NAMES[sort][n != 1]}" for sort in Sort if (n := counts.get(sort)))


def listed(words: Iterable[str]) -> str:
    """Words with commas, and `and` before the last."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def hidden_words(report: Report) -> Iterator[str]:
    """One sentence on what is left out, or nothing."""
    if report.hidden:
        yield f"Not shown: {count_words(report.hidden)} (--show chooses what is)"
