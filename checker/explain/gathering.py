"""What was found of all groups as the findings of a project, each once, in the order of reports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.claims.statements import Project
from checker.compile.distinct import Distinct
from checker.compile.ranking import Rank, rank
from checker.compile.rounds import Group, Round
from checker.explain.finding import (
    Contradiction,
    Correction,
    Counts,
    Findings,
    Grade,
    Member,
    UndecidedGroup,
    Verdict,
)
from checker.explain.identity import again
from checker.explain.revisions import revisions_of
from checker.language.figures import Kind
from checker.search.fitting import Fit
from checker.search.stories import Clash


def findings_of(
    project: Project,
    contradictions: Sequence[Contradiction],
    corrections: Sequence[Correction],
    undecided: Sequence[UndecidedGroup],
) -> Findings:
    """The findings, with what needs no solving."""
    return Findings(
        verdict(contradictions, undecided),
        count(project),
        tuple(sorted(_distinct_stories(contradictions), key=_order)),
        tuple(sorted(_distinct_corrections(corrections), key=lambda c: c.withdraw[0].rank)),
        tuple(revision for topic in project.topics for revision in revisions_of(topic)),
        tuple(sorted(undecided, key=_open_order)),
        project.problems,
        (),
        files=project.files,
    )


def verdict(contradictions: object, undecided: object) -> Verdict:
    """The verdict on what was found; each is true where there is any."""
    if contradictions:
        return Verdict.CONTRADICTORY
    return Verdict.UNDECIDED if undecided else Verdict.CONSISTENT


def count(project: Project) -> Counts:
    """How much a project holds."""
    statements = [s for topic in project.topics for s in topic.statements]
    return Counts(
        sum(len(topic.articles) for topic in project.topics),
        sum(topic.claims for topic in project.topics),
        sum(1 for statement in statements if statement.kind == "stated"),
        sum(1 for statement in statements if statement.kind == "assumed"),
        sum(len(topic.switches) for topic in project.topics),
    )


def correction_of(clash: Clash, group: Group) -> Correction:
    """What the cheapest correction withdraws, and the others that cost the same."""
    own = frozenset(clash.withdrawn)
    others = (one for one in clash.cheapest.corrections if one != own)
    return Correction(
        group.cost(clash.withdrawn),
        tuple(group.stated[place] for place in clash.withdrawn),
        tuple(tuple(group.stated[place] for place in sorted(one)) for one in others),
        more=not clash.cheapest.complete,
        doubt=clash.doubt,
    )


def too_large(part: Round) -> Iterator[UndecidedGroup]:
    """The statements that combine too much to be solved."""
    for large in part.system.too_large:
        yield undecided([part.distinct[number] for number in large.numbers], large.reason)


def undecided(distinct: Iterable[Distinct], reason: str) -> UndecidedGroup:
    """Some statements of which no verdict was found, and why."""
    return UndecidedGroup(tuple(s for one in distinct for s in one.supporters), reason)


def _open_order(group: UndecidedGroup) -> tuple[list[Rank], str]:
    """In the order of their statements, however these are listed."""
    return sorted(rank(one, one.text) for one in group.statements), group.reason


def _distinct_corrections(corrections: Iterable[Correction]) -> Iterable[Correction]:
    """Each correction once: the rounds for single articles may find one again."""
    found: dict[tuple[str, ...], Correction] = {}
    for one in corrections:
        found.setdefault(tuple(withdrawn.first.id for withdrawn in one.withdraw), one)
    return found.values()


def _distinct_stories(contradictions: Sequence[Contradiction]) -> list[Contradiction]:
    """Each contradiction once: the rounds for single articles may tell one again.

    Those of other members that say the same of other reports are told apart by their order.
    """
    found: dict[tuple[str, ...], Contradiction] = {}
    turns: dict[str, int] = {}
    for one in contradictions:
        found.setdefault((one.id, *(member.statement.id for member in one.members)), one)
    for key, one in sorted(found.items(), key=lambda pair: _reported(pair[1])):
        turn = turns[one.id] = turns.get(one.id, 0) + 1
        found[key] = one if turn == 1 else replace(one, id=again(one.id, turn))
    return list(found.values())


def _reported(one: Contradiction) -> list[Rank]:
    """When and where the members of a contradiction were printed."""
    return [member.distinct.rank for member in one.members]


_GRADES = list(Grade)


def _order(one: Contradiction) -> tuple[int, bool, int, Fraction, int, Rank, str]:
    """Certain ones first; then what has one suspect, assumes least, is most off, is shortest."""
    assumed = sum(member.distinct.is_assumed for member in one.members)
    return (
        _GRADES.index(one.grade),
        one.alike > 1,
        assumed,
        -_off(one.culprit),
        len(one.members),
        one.culprit.distinct.rank,
        one.id,
    )


def _off(member: Member) -> Fraction:
    """How far a figure is off the nearest value that fits, as a part of it; 0 if that tells not."""
    figure, fits = member.figure, member.fits
    if figure is None or not isinstance(fits, Fit) or figure.kind in {Kind.DATE, Kind.CLOCK}:
        return Fraction(0)
    ends = [end for part in fits.parts for end in (part.low, part.high) if end is not None]
    if not ends or not figure.value or any(figure.value in part for part in fits.parts):
        return Fraction(0)
    return min(abs(end - figure.value) for end in ends) / abs(figure.value)
