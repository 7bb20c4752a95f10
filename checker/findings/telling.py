"""From a clash to contradictions an editor can read: grade, order, restatements, identity."""

import hashlib
from collections.abc import Iterable, Sequence

from checker.conflicts.stories import Clash, Story
from checker.findings.arithmetic import sums
from checker.findings.finding import Contradiction, Distinct, Grade, Member
from checker.findings.rules import rules_of
from checker.findings.wording import headline, question, steps
from checker.language.lexicon import Lexicon


def contradictions_of(
    clash: Clash, distinct: Sequence[Distinct], lexicon: Lexicon
) -> list[Contradiction]:
    """One contradiction a story."""
    return [_contradiction(story, distinct, lexicon) for story in clash.stories]


def subject(one: Distinct) -> str:
    """What a statement's figure is of; its own constraint where it has no single figure."""
    if len(one.meaning.slots) != 1:
        return one.meaning.constraint.text
    slot = one.meaning.slots[0]
    ends = sorted(p.text for p in (slot.numerator, slot.denominator) if p is not None)
    return " / ".join(ends)


def _contradiction(story: Story, distinct: Sequence[Distinct], lexicon: Lexicon) -> Contradiction:
    members = _members(story, distinct)
    stated = [member.distinct for member in members]
    return Contradiction(
        _identity(stated),
        _grade(stated),
        members,
        tuple(_member(distinct[number], story, number) for number in story.restated),
        headline(members),
        rules_of(stated, lexicon),
        steps(members, sums(members, lexicon)),
        question(members),
    )


def _members(story: Story, distinct: Sequence[Distinct]) -> tuple[Member, ...]:
    """The culprit, then what articles state, then assumptions; each in the order of ids."""
    ordered = sorted(
        story.members,
        key=lambda i: (i != story.culprit, distinct[i].is_assumed, distinct[i].first.id),
    )
    return tuple(_member(distinct[i], story, i) for i in ordered)


def _member(one: Distinct, story: Story, number: int) -> Member:
    slots = one.meaning.slots
    figure = slots[0].figure if len(slots) == 1 else None
    return Member(one, figure, story.fits.get(number))


def _grade(members: Iterable[Distinct]) -> Grade:
    members = list(members)
    if any(member.is_assumed for member in members):
        return Grade.BY_ASSUMPTION
    if any(member.meaning.rests_on_reading for member in members):
        return Grade.BY_READING
    return Grade.CERTAIN


def _identity(members: Iterable[Distinct]) -> str:
    """A short hash of what the members say; lines, files and ids do not matter."""
    said = sorted(member.meaning.constraint.text for member in members)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]
