"""What editors decided, put to the contradictions that it was decided of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from checker.claims.kinds import is_address
from checker.claims.statements import Decision, Position, Project, Ruling
from checker.explain.finding import Contradiction, Findings, Grade, Judged, Member, Standing
from checker.explain.lasting import folded
from checker.frozen import dataclass
from checker.language.suggest import did_you_mean


def decided(findings: Findings, project: Project, today: date) -> Findings:
    """The findings with what was decided of them; contradictions that are decided come last."""
    if not project.decisions:
        return findings
    judged = tuple(_judged(findings, project, today))
    holding = {
        one.decision.contradiction: one.decision for one in judged if one.standing is Standing.HOLDS
    }
    told = [replace(one, decision=holding.get(one.id)) for one in findings.contradictions]
    told.sort(key=lambda one: one.decision is not None)
    return replace(findings, contradictions=tuple(told), decisions=judged)


def _judged(findings: Findings, project: Project, today: date) -> Iterator[Judged]:
    """Each decision with its standing; unknown ones are left out where not all was checked."""
    found = {one.id for one in findings.contradictions}
    said = {folded(s.text) for topic in project.topics for s in topic.statements}
    for decision in project.decisions:
        if decision.contradiction not in found:
            gone = [text for text in decision.says if folded(text) not in said]
            if project.is_whole and (gone or not findings.undecided):
                yield Judged(decision, Standing.STALE, _why_gone(decision, gone, findings))
        elif decision.until is not None and decision.until < today:
            yield Judged(decision, Standing.EXPIRED)
        else:
            yield Judged(decision, Standing.HOLDS)


def _why_gone(decision: Decision, gone: Sequence[str], findings: Findings) -> str:
    """Why there is no such contradiction any more."""
    if gone:
        return f"nobody says {' nor '.join(f'`{text}`' for text in gone)} any more"
    if decision.contradiction not in findings.standing:
        if decision.says:
            return "its statements are about something else by now"
        return "it was mended; or another is told instead, as the decision has no `says`"
    says = set(map(folded, decision.says))
    for one in findings.contradictions:
        if says.issuperset(map(folded, says_of(one))):
            return f"fewer of its statements contradict each other by now, as {one.id} tells"
    return "all its statements stand, but they contradict each other no more"


def makes_no_difference(findings: Findings, before: Project, now: Project) -> bool:
    """Whether what was decided since leaves the findings as they are.

    What is told is told again when it was decided; what was decided no more may be told no more.
    """
    old, new = (
        {(one.contradiction, one.says, one.restated) for one in project.decisions}
        for project in (before, now)
    )
    told = {one.id for one in findings.contradictions}
    return old <= new and all(name in told for name, _, _ in new - old)


def says_of(found: Contradiction) -> tuple[str, ...]:
    """The statements of a contradiction, for people who read what was decided of it."""
    return _texts(found.members)


def _texts(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(sorted(member.statement.text for member in members))


# --- to decide -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to decide of a contradiction; the fields are those of `Decision`."""

    ruling: Ruling
    because: str
    article: str | None = None
    by: str = ""
    until: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why something cannot be decided so, and which field of it has to change."""

    field: str
    message: str


def lack(
    project: Project, found: Contradiction, asked: Asked, called: Callable[[str], str]
) -> Lack | None:
    """What a decision lacks; `called` tells how the reader knows a field, as in `--because`."""
    before = next((one for one in project.decisions if one.contradiction == found.id), None)
    if before is not None:
        where = before.position.where
        return Lack("contradiction", f"{found.id} is decided already; change it in {where}")
    if not asked.because.strip():
        return Lack("because", f"say in {called('because')} why it was decided so")
    if asked.ruling is Ruling.ACCEPTED and asked.until is None:
        message = f"what is accepted needs {called('until')}, the last day on which it is"
        return Lack("until", message)
    if asked.ruling is Ruling.MISPRINT and asked.article is None:
        printed = ", ".join(found.articles)
        return Lack("article", f"name the {called('article')} with the misprint: {printed}")
    if asked.ruling is Ruling.ASSUMPTION and found.grade is not Grade.BY_ASSUMPTION:
        return Lack("ruling", "no assumption takes part in it; choose another ruling")
    paths = {a.path for topic in project.topics for a in topic.articles}
    if asked.article is not None and asked.article not in paths:
        near = did_you_mean(asked.article, paths)
        message = f"no claim file is about the article {asked.article}; {near}".rstrip("; ")
        return Lack("article", message)
    if asked.url and not is_address(asked.url):
        message = f"write {called('url')} whole, as in https://example.org/check"
        return Lack("url", message)
    return None


def decision_of(found: Contradiction, asked: Asked, file: str, today: date) -> Decision:
    """The decision that is written into a file for what was asked."""
    return Decision(
        found.id,
        asked.ruling,
        " ".join(asked.because.split()),
        Position(file, 1, 1),
        asked.article,
        " ".join(asked.by.split()),
        today,
        asked.until,
        asked.url,
        says_of(found),
        _texts(found.restated),
    )
