"""What every format is given: the findings, what of them is shown, and where their files are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from enum import Enum

from checker.claims.problems import Problem
from checker.claims.statements import Project
from checker.findings.covered import State
from checker.findings.finding import Findings, Grade, Standing
from checker.frozen import dataclass
from checker.reports.style import Style


class Sort(Enum):
    """What a run can find, by the names that options give it."""

    CERTAIN = "certain"
    READING = "reading"
    ASSUMPTION = "assumption"
    UNDECIDED = "undecided"
    REVISION = "revision"
    DECISION = "decision"
    WARNING = "warning"


EVERYTHING = frozenset(Sort)

FAILING = frozenset({Sort.CERTAIN, Sort.READING, Sort.ASSUMPTION, Sort.UNDECIDED})
"""What fails a run unless somebody says otherwise."""

_GRADES = {
    Grade.CERTAIN: Sort.CERTAIN,
    Grade.BY_READING: Sort.READING,
    Grade.BY_ASSUMPTION: Sort.ASSUMPTION,
}

_NAMES = {
    Sort.CERTAIN: ("certain contradiction", "certain contradictions"),
    Sort.READING: ("contradiction by reading", "contradictions by reading"),
    Sort.ASSUMPTION: ("contradiction by assumption", "contradictions by assumption"),
    Sort.UNDECIDED: ("undecided group", "undecided groups"),
    Sort.REVISION: ("revision", "revisions"),
    Sort.DECISION: ("decision that no longer holds", "decisions that no longer hold"),
    Sort.WARNING: ("warning", "warnings"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has to tell.

    `findings` are all, `shown` those that were asked for. `folder` is where the project lies below
    the top of its repository: empty at the top, else ending in `/`. `every_value` prints the whole
    example of what is consistent. `states` tell by the ids of statements how well each is checked,
    where that was asked.
    """

    findings: Findings
    shown: Findings
    project: Project
    folder: str = ""
    style: Style = field(default_factory=Style)
    every_value: bool = False
    states: Mapping[str, State] = field(default_factory=dict)

    @property
    def hidden(self) -> Mapping[Sort, int]:
        """How many findings of each sort are left out."""
        kept = counted(self.shown)
        return {
            sort: count - kept[sort]
            for sort, count in counted(self.findings).items()
            if count > kept[sort]
        }


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a run tells that mistakes in its files have stopped; nothing was checked."""

    problems: tuple[Problem, ...]
    folder: str = ""


def counted(findings: Findings) -> dict[Sort, int]:
    """How many findings there are of each sort."""
    counts = dict.fromkeys(Sort, 0)
    for one in findings.contradictions:
        counts[_GRADES[one.grade]] += 1
    counts[Sort.UNDECIDED] = len(findings.undecided)
    counts[Sort.REVISION] = len(findings.revisions)
    counts[Sort.DECISION] = sum(one.standing is not Standing.HOLDS for one in findings.decisions)
    counts[Sort.WARNING] = len(findings.problems)
    return counts


def chosen(findings: Findings, sorts: Iterable[Sort]) -> Findings:
    """The findings of some sorts; the verdict, the counts and the corrections stay."""
    kept = frozenset(sorts)
    return replace(
        findings,
        contradictions=tuple(c for c in findings.contradictions if _GRADES[c.grade] in kept),
        undecided=findings.undecided if Sort.UNDECIDED in kept else (),
        revisions=findings.revisions if Sort.REVISION in kept else (),
        decisions=findings.decisions if Sort.DECISION in kept else (),
        problems=findings.problems if Sort.WARNING in kept else (),
    )


def fails(findings: Findings, sorts: Iterable[Sort]) -> bool:
    """Whether there is a finding of one of these sorts that no editor has decided."""
    left = tuple(one for one in findings.contradictions if one.decision is None)
    counts = counted(replace(findings, contradictions=left))
    return any(counts[sort] for sort in sorts)


def count_words(counts: Mapping[Sort, int]) -> str:
    """Numbers of findings in words: `2 contradictions by reading and 1 warning`."""
    return listed(f"{n:,} {_NAMES[sort][n != 1]}" for sort, n in counts.items() if n)


def listed(words: Iterable[str]) -> str:
    """Words with commas, and `and` before the last."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def hidden_words(report: Report) -> Iterator[str]:
    """One sentence on what is left out, or nothing."""
    if report.hidden:
        yield f"Not shown: {count_words(report.hidden)} (--show chooses what is)"
