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
    """One contradiction a story; stories that differ only in the culprit's figure are one."""
    groups: dict[str, list[Story]] = {}
    for story in clash.stories:
        groups.setdefault(_subject(distinct[story.culprit], story), []).append(story)
    return [_contradiction(group, distinct, lexicon) for group in groups.values()]


def _subject(culprit: Distinct, story: Story) -> str:
    """What the culprit's figure is of; its own number where it has no single figure."""
    slots = culprit.meaning.slots
    if len(slots) != 1:
        return str(story.culprit)
    slot = slots[0]
    ends = sorted(p.text for p in (slot.numerator, slot.denominator) if p is not None)
    return " / ".join(ends)


def _contradiction(
    group: Sequence[Story], distinct: Sequence[Distinct], lexicon: Lexicon
) -> Contradiction:
    told = min(group, key=lambda story: (len(story.members), story.culprit))
    members = _members(told, distinct)
    restated = tuple(
        member
        for story in group
        if story is not told
        for member in _members(story, distinct)[:1]
    )
    stated = [member.distinct for member in members]
    grade = _grade(stated)
    return Contradiction(
        _identity(stated),
        grade,
        members,
        restated,
        headline(members),
        rules_of(stated),
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
