"""What the checker says of a problem, held against every world in which its statements hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from checker import Fit, Limits, NoFit, Rule, Stated, UnknownFit, ask, check, project_of, values_of
from checker.algebra.intervals import Interval
from checker.claims.statements import Project
from checker.explain.answers import Ranged
from checker.explain.finding import Contradiction, Findings, Verdict
from checker.search.fitting import Fitting
from tests.ends.drawing import Problem, Value

SECONDS = 30
BOUNDED = "people@"


@dataclass
class Tally:
    """How many ends were right, how many were left open and why, and what was wrong."""

    ranges: int = 0
    open: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Another tally with this one."""
        self.ranges += other.ranges
        self.open += other.open
        self.wrong += other.wrong


def held(problem: Problem) -> Tally:
    """Everything that is said of a problem's values, against its worlds."""
    return _Holding(problem).tally()


class _Holding:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._true = [
            frozenset(n for n, world in enumerate(problem.worlds) if one.holds(world))
            for one in problem.said
        ]
        self._rules = frozenset(
            n for n, one in enumerate(problem.said) if one.text.startswith(BOUNDED) and n < _YEARS
        )
        self._found = Tally()

    def tally(self) -> Tally:
        problem = self._problem
        given = [
            (Rule if n in self._rules else Stated)(one.text, id=f"s{n}")
            for n, one in enumerate(problem.said)
        ]
        project = project_of(problem.vocabulary, given)
        mistakes = [str(one.message) for one in project.problems if one.severity.value == "error"]
        if mistakes:
            self._found.wrong.append(f"a mistake: {mistakes}")
            return self._found
        findings = check(project, Limits(seconds=SECONDS))
        everything = range(len(problem.said))
        consistent = bool(self._worlds(everything))
        if findings.verdict is Verdict.UNDECIDED:
            self._found.open["no verdict"] += 1
            return self._found
        if consistent != (findings.verdict is Verdict.CONSISTENT):
            self._found.wrong.append(f"told {findings.verdict.value}")
            return self._found
        self._implied(findings)
        self._asked(project, findings)
        return self._found

    def _worlds(self, said: Iterable[int]) -> frozenset[int]:
        found = frozenset(range(len(self._problem.worlds)))
        for number in said:
            found &= self._true[number]
        return found

    def _values(self, value: Value, said: Iterable[int]) -> list[Fraction]:
        worlds = (self._problem.worlds[n] for n in self._worlds(said))
        return sorted({found for world in worlds if (found := value(world)) is not None})

    def _kept(self, findings: Findings) -> frozenset[int]:
        withdrawn = {
            _number(statement.id)
            for correction in findings.corrections
            for one in correction.withdraw
            for statement in one.supporters
        }
        return frozenset(range(len(self._problem.said))) - withdrawn

    def _implied(self, findings: Findings) -> None:
        """What each figure would have to be."""
        kept = self._kept(findings)
        for story in findings.contradictions:
            told = kept.union(_members(story))
            for beside, members in ((told, story.members), (kept, story.restated)):
                for member in members:
                    number = _number(member.statement.id)
                    said = self._problem.said[number]
                    own = {_number(s.id) for s in member.distinct.supporters}
                    if said.figure and number not in self._rules:
                        values = self._values(said.value, beside - own)
                        self._compare(said.text, member.fits, values, said.meant)

    def _asked(self, project: Project, findings: Findings) -> None:
        """Values that the API is asked for, of what is left."""
        everything = frozenset(range(len(self._problem.said)))
        kept = self._kept(findings)
        without = [f"s{n}" for n in sorted(everything - kept)]
        for words, value in self._problem.asked:
            fits = values_of(project, words, without=without, seconds=SECONDS)
            self._compare(f"values_of {words}", fits, self._values(value, kept), None)
            answer = ask(project, words, seconds=SECONDS)
            left = {_number(s.id) for one in answer.left_out for s in one.supporters}
            match answer.result:
                case Ranged(low, high):
                    fit = Fit(low.value, high.value, low.open, high.open)
                    values = self._values(value, everything - left)
                    if not self._worlds(everything - left):  # others clash elsewhere
                        values = self._values(value, kept)
                    self._compare(f"ask {words}", fit, values, None)
                case other:
                    reason = getattr(other, "reason", "another kind of answer")
                    if self._values(value, kept):
                        self._found.open[f"ask: {reason}"] += 1

    def _compare(
        self, what: str, fit: Fitting | None, values: list[Fraction], meant: Interval | None
    ) -> None:
        self._found.ranges += 1
        match fit:
            case None:
                self._found.open["no range"] += 1
            case UnknownFit(reason):
                self._found.open[reason] += 1
            case NoFit():
                if values:
                    self._found.wrong.append(f"{what}: nothing fits, but {_shown(values)}")
            case Fit() if not values:
                self._found.wrong.append(f"{what}: {fit}, but nothing fits")
            case Fit(sure=False):
                self._found.open["not sure"] += 1
                if values[0] not in fit.hull or values[-1] not in fit.hull:
                    self._found.wrong.append(f"{what}: {fit}, but {_shown(values)}")
            case Fit():
                if fit != _right(values, meant):
                    self._found.wrong.append(f"{what}: {fit}, but {_shown(values)}")


_YEARS = 2
"""The first statements bound how many people there are."""


def _right(values: list[Fraction], meant: Interval | None) -> Fit:
    """The ends of what fits, and of what fits around what is printed."""
    fit = Fit(values[0], values[-1])
    if meant is None or meant.low is None or meant.high is None:
        return fit
    below = [one for one in values if one <= meant.low]
    above = [one for one in values if one >= meant.high]
    if below and above:
        return Fit(values[0], values[-1], gap=Interval(below[-1], above[0], True, True))
    return fit


def _members(story: Contradiction) -> Iterator[int]:
    return (_number(member.statement.id) for member in story.members)


def _number(name: str) -> int:
    return int(name.removeprefix("s"))


def _shown(values: list[Fraction]) -> str:
    return f"{len(values)} values: {', '.join(map(str, values[:8]))} … {values[-1]}"
