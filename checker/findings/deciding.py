"""What editors decided, put to the contradictions that it was decided of."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checker.claims.statements import Decision, Project, Ruling
from checker.findings.finding import Contradiction, Findings, Judged, Standing


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
    everything = project.is_whole and not findings.undecided
    for decision in project.decisions:
        if decision.contradiction not in found:
            if everything:
                yield Judged(decision, Standing.STALE)
        elif decision.until is not None and decision.until < today:
            yield Judged(decision, Standing.EXPIRED)
        else:
            yield Judged(decision, Standing.HOLDS)


def says_of(found: Contradiction) -> tuple[str, ...]:
    """The statements of a contradiction, for people who read what was decided of it."""
    return tuple(sorted(member.statement.text for member in found.members))


def ruling_words(decision: Decision) -> str:
    """What was decided, in a few words."""
    match decision.ruling:
        case Ruling.MISPRINT:
            return f"a misprint in {decision.article}"
        case Ruling.DEFINITIONS:
            return "a difference of definitions"
        case Ruling.ACCEPTED:
            return "accepted for now"
