"""From a clash to contradictions an editor can read: grade, order, restatements, identity."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.conflicts.fitting import Fit, Fitting
from checker.conflicts.stories import Clash, Story
from checker.constraints.distinct import Distinct
from checker.constraints.ranking import Rank
from checker.constraints.rounds import Group
from checker.findings.brief import brief, brief_sum
from checker.findings.certified import Certified, Combination
from checker.findings.derivation import Derivation, derive
from checker.findings.finding import Contradiction, Grade, Member
from checker.findings.headlines import headline
from checker.findings.identity import identity
from checker.findings.relations import ADD_UP, POSITIVE, Ground, Said, ground
from checker.findings.rules import rules_of, rules_used
from checker.findings.sentences import apart_from, combined, sentences
from checker.findings.wording import (
    CLASH,
    LONE_CLASH,
    SMALLEST_CLASH,
    fit_words,
    question,
    steps,
)
from checker.frozen import dataclass
from checker.language.days import oldest, youngest
from checker.language.lexicon import Lexicon
from checker.language.periods import Period
from checker.proofs.carrying import Json

Certifying = Callable[[], Json | None]
"""Gives a certificate of a contradiction, if there is one; asked for only where it is needed."""


def contradictions_of(
    clash: Clash,
    group: Group,
    certifying: Callable[[Sequence[Member], Sequence[int]], Json | None],
) -> list[Contradiction]:
    """One contradiction a story; `certifying` gives a certificate of members by their places."""
    told = [_contradiction(story, group, certifying) for story in clash.stories]
    always = {s.id for place in clash.cheapest.in_every for s in group.stated[place].supporters}
    return [flagged(one, always) for one in told]


def flagged(one: Contradiction, always: Collection[str]) -> Contradiction:
    """The contradiction with a mark on the members that every cheapest correction withdraws."""

    def marked(members: Iterable[Member]) -> tuple[Member, ...]:
        return tuple(replace(m, in_every_correction=m.statement.id in always) for m in members)

    return replace(one, members=marked(one.members), restated=marked(one.restated))


def _contradiction(
    story: Story,
    group: Group,
    certifying: Callable[[Sequence[Member], Sequence[int]], Json | None],
) -> Contradiction:
    restated = tuple(_member(group.stated[n], story, n) for n in story.restated)
    members = as_one_says(_members(story, group.stated))
    return contradiction_of(
        members,
        restated,
        story.doubt,
        group.round.topic.lexicon,
        lambda: certifying(blamed(members), story.members),
    )


def contradiction_of(
    everything: tuple[Member, ...],
    restated: tuple[Member, ...],
    doubt: str,
    lexicon: Lexicon,
    certified: Certifying,
) -> Contradiction:
    """What is told of some members, the culprit first, and of those that restate the culprit."""
    members = blamed(everything)
    stated = [member.distinct for member in everything]
    clash = CLASH if doubt else SMALLEST_CLASH if len(everything) > 1 else LONE_CLASH
    told = _explained(members, everything, lexicon, clash, certified)
    members = (replace(members[0], proven=told.proven), *members[1:])
    return Contradiction(
        identity(stated),
        grade(stated),
        members,
        restated,
        headline(members, told.brief),
        (*_given_rules(stated), *told.rules),
        told.steps,
        question(members, told.brief),
        doubt=doubt,
    )


@dataclass(frozen=True, slots=True)
class _Explained:
    """The sums that end in a clash, the rules that they use, and the last one in a few words.

    `proven` are the values that they leave for the culprit's figure, None where they end elsewhere.
    """

    steps: tuple[str, ...]
    rules: tuple[str, ...]
    brief: str = ""
    proven: Interval | None = None


def headline_of(stated: Sequence[Distinct], lexicon: Lexicon) -> str:
    """The headline of statements that cannot all hold, the first one suspected."""
    members = [Member(one, None, None) for one in stated]
    known = ground(stated, lexicon)
    found = derive(known, len(members))
    return headline(members, "" if found is None else brief(members, known, found, lexicon))


def _explained(
    members: Sequence[Member],
    everything: Sequence[Member],
    lexicon: Lexicon,
    clash: str,
    certified: Certifying,
) -> _Explained:
    """The chain of sums that ends in the clash, and its rules; else what a certificate tells."""
    stated = [member.distinct for member in everything]
    known = ground(stated, lexicon)
    found = derive(known, len(everything))
    if found is None:
        shown = _certified(everything, known, lexicon, certified)
        return shown or _Explained(steps(members, clash), rules_of(stated, lexicon))
    whole = [step.name for step in found.steps if step.is_rounded]
    apart = {place for said in found.grounds if said.sum is None for place in said.because}
    seen = {name for place in apart for name in stated[place].meaning.measures}
    grounds = [*found.grounds, *(Said(Polynomial.sum(seen), POSITIVE, rule=ADD_UP) for _ in seen)]
    return _Explained(
        sentences(everything, known, found, lexicon),
        rules_used(grounds, known.measures, whole, lexicon),
        brief(everything, known, found, lexicon),
        _proven(found, members[0]),
    )


def _proven(found: Derivation | Combination, culprit: Member) -> Interval | None:
    """What a sum leaves for the culprit's figure; None where it ends at another one."""
    last, slots = found.last, culprit.distinct.meaning.slots
    if last is None or last.member != 0 or not slots or last.figure != slots[0].figure:
        return None
    return None if culprit.figure is None else found.value


def _certified(
    everything: Sequence[Member], known: Ground, lexicon: Lexicon, certified: Certifying
) -> _Explained | None:
    """What a certificate tells: one sum, else what it uses of each statement; None without any."""
    certificate = certified() if len(everything) > 1 else None
    if certificate is None:
        return None
    stated = [member.distinct for member in everything]
    shown = Certified(certificate, [one.first.id for one in stated], known)
    found = shown.combination()
    if found is not None:
        counted = {n for said in known.stated for n in said.names & known.extents.cells.keys()}
        used = [Said(Polynomial.sum(counted), POSITIVE, rule=ADD_UP)]
        used += [said for said, _ in found.taken]
        return _Explained(
            combined(everything, known, found, lexicon),
            rules_used(used, known.measures, (), lexicon),
            brief_sum(everything, known, found, lexicon),
            _proven(found, everything[0]),
        )
    used_parts = shown.parts()
    if fit_words(everything[0]) not in {"", "any value"} and not used_parts[1]:
        return None
    told = apart_from(everything, known, used_parts, lexicon)
    return _Explained(told, rules_of(stated, lexicon))


def as_one_says(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members as an article states them that states all; as they are where none does."""
    printed = [m.distinct.articles for m in members if m.distinct.articles]
    common = frozenset.intersection(*printed) if printed else frozenset()
    own = [s.article.path for s in members[0].distinct.supporters if s.article is not None]
    path = next((path for path in own if path in common), None)
    if path is None:
        return members
    culprit, *others = (replace(one, distinct=one.distinct.as_in(path)) for one in members)
    others.sort(key=lambda one: suspicion(one.distinct, culprit.distinct))
    return (culprit, *others)


def blamed(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members without rules; all of them where rules alone cannot hold."""
    return tuple(m for m in members if not m.distinct.is_rule) or members


def _given_rules(members: Iterable[Distinct]) -> Iterator[str]:
    """The rules among the members that a program gave, in plain words."""
    return (member.meaning.words for member in members if member.is_rule)


def _members(story: Story, distinct: Mapping[int, Distinct]) -> tuple[Member, ...]:
    """The culprit, then what articles state, then assumptions; each by rank."""
    culprit = distinct[story.culprit]
    return tuple(
        _member(distinct[i], story, i)
        for i in sorted(story.members, key=lambda i: suspicion(distinct[i], culprit))
    )


def suspicion(one: Distinct, culprit: Distinct) -> tuple[bool, bool, Rank]:
    """By what members are put in order."""
    return one is not culprit, one.is_assumed, one.rank


def _member(one: Distinct, story: Story, number: int) -> Member:
    slots = one.meaning.slots
    fits = story.fits.get(number)
    period = slots[0].age_in if len(slots) == 1 else None
    if period is not None and isinstance(fits, Fit):
        fits = ages_of(fits, period)
    return member_of(one, fits)


def member_of(one: Distinct, fits: Fitting | None) -> Member:
    """A member with what fits in place of its figure, if it has a single one."""
    slots = one.meaning.slots
    return Member(one, slots[0].figure if len(slots) == 1 else None, fits)


def ages_of(born: Fit, period: Period) -> Fit:
    """The ages that those born in some span have in a period."""
    first, last = period.first, period.last
    low = None if born.high is None or first is None else youngest(floor(born.high), first)
    high = None if born.low is None or last is None else oldest(floor(born.low), last)
    return Fit(
        Fraction(max(low or 0, 0)),
        None if high is None else Fraction(high),
    )


def grade(members: Iterable[Distinct]) -> Grade:
    """What a contradiction of some statements rests on."""
    members = list(members)
    if any(member.is_assumed for member in members):
        return Grade.BY_ASSUMPTION
    if any(member.meaning.rests_on_reading for member in members):
        return Grade.BY_READING
    return Grade.CERTAIN
