"""From a clash to contradictions an editor can read: grade, order, restatements, identity."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import replace
from fractions import Fraction
from math import floor

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group
from checker.explain.brief import brief, brief_sum
from checker.explain.certified import Certified, Combination
from checker.explain.derivation import Derivation, derive
from checker.explain.finding import Contradiction, Grade, Member
from checker.explain.headlines import headline
from checker.explain.identity import identity
from checker.explain.relations import ADD_UP, POSITIVE, Ground, Said, ground
from checker.explain.rules import rules_of, rules_used
from checker.explain.sentences import apart_from, combined, sentences
from checker.explain.suspicion import Suspicion
from checker.explain.wording import (
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
from checker.search.fitting import Fit, Fitting
from checker.search.stories import Clash, Story

Certifying = Callable[[], Json | None]
"""Gives a certificate of a contradiction, if there is one; asked for only where it is needed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The members of a story, its culprit first, and those that restate the culprit."""

    members: tuple[Member, ...]
    restated: tuple[Member, ...]


def drafts_of(clash: Clash, group: Group) -> list[Draft]:
    """One draft a story, with a mark on what every cheapest correction withdraws."""
    always = {s.id for place in clash.cheapest.in_every for s in group.stated[place].supporters}
    return [
        Draft(
            flagged(as_one_says(_members(story, group.stated)), always),
            flagged(tuple(_member(group.stated[n], story, n) for n in story.restated), always),
        )
        for story in clash.stories
    ]


def contradictions_of(
    drafts: Iterable[Draft],
    clash: Clash,
    group: Group,
    certifying: Callable[[Sequence[Member], Sequence[int]], Json | None],
) -> list[Contradiction]:
    """One contradiction a story; `certifying` gives a certificate of members by their places."""

    def certified(story: Story) -> Callable[[Sequence[Member]], Json | None]:
        return lambda told: certifying(told, story.members)

    corrections = clash.cheapest.corrections
    return [
        contradiction_of(
            draft,
            suspicion_of(group, story.culprit, corrections, story.restated),
            story.doubt,
            certified(story),
            printed_beside(draft.members, group, corrections),
        )
        for draft, story in zip(drafts, clash.stories, strict=True)
    ]


def suspicion_of(
    group: Group, culprit: int, corrections: Iterable[frozenset[int]], restated: Sized
) -> Suspicion:
    """What is known of whom to suspect of a story."""
    places = {s.id: place for place, one in group.stated.items() for s in one.supporters}

    def price(name: str) -> tuple[Fraction, bool]:
        place = places[name]
        return group.cost([place]), group.is_derived(place)

    corrections = tuple(corrections)
    instead = {place for one in corrections if culprit not in one for place in one}
    return Suspicion(
        group.round.topic.lexicon,
        price,
        frozenset(name for name, place in places.items() if place in instead),
        bool(corrections) and not restated,
    )


def flagged(members: Iterable[Member], always: Collection[str]) -> tuple[Member, ...]:
    """Members with a mark on those that every cheapest correction withdraws."""
    return tuple(replace(m, in_every_correction=m.statement.id in always) for m in members)


def contradiction_of(
    draft: Draft,
    suspicion: Suspicion,
    doubt: str,
    certified: Callable[[Sequence[Member]], Json | None],
    beside: Sequence[Distinct] = (),
) -> Contradiction:
    """What is told of some members, the suspects first, and of those that restate the culprit.

    What stands `beside` them may make a bound the full sum of a list.
    """
    everything, alike = suspicion.ordered(draft.members)
    members = blamed(everything)
    stated = [member.distinct for member in everything]
    clash = CLASH if doubt else SMALLEST_CLASH if len(everything) > 1 else LONE_CLASH
    lexicon = suspicion.lexicon
    suspects = members[:alike]
    known = ground(stated, lexicon)
    found = derive(known, len(everything))
    if found is None:
        shown = _certified(everything, known, lexicon, lambda: certified(members))
        told = shown or _Explained(steps(members, clash), rules_of(stated, lexicon))
    else:
        told = _chain(suspects, *_in_full(everything, known, found, beside, lexicon), lexicon)
    members = (replace(members[0], proven=told.proven), *members[1:])
    return Contradiction(
        identity(stated),
        grade(stated),
        members,
        draft.restated,
        headline(members, told.brief),
        (*_given_rules(stated), *told.rules),
        told.steps,
        question(members, told.brief),
        doubt=doubt,
        alike=len(suspects),
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


def _in_full(
    everything: Sequence[Member],
    known: Ground,
    found: Derivation,
    beside: Sequence[Distinct],
    lexicon: Lexicon,
) -> tuple[Sequence[Member], Ground, Derivation]:
    """The chain with the full sum of a list, where without the rest of the list it has a bound.

    The one that was `found` where that tells no more, or would leave out what members tell.
    """
    plain = everything, known, found
    if not beside or found.last is None or found.value.is_point:
        return plain
    more = ground([*(member.distinct for member in everything), *beside], lexicon)
    full = derive(more, len(everything))
    if full is None or full.last is None or full.last.figure != found.last.figure:
        return plain
    narrower = full.value != found.value and full.value.lies_in(found.value)
    used = {said.member for said in found.grounds}
    if not narrower or not used <= {said.member for said in full.grounds}:
        return plain
    return [*everything, *(Member(one, None, None) for one in beside)], more, full


def printed_beside(
    members: Sequence[Member], group: Group, corrections: Iterable[frozenset[int]]
) -> tuple[Distinct, ...]:
    """Exact figures that stand in the same quotes as members, and that nobody would withdraw."""
    told = {member.distinct.key for member in members}
    doubted = frozenset[int]().union(*corrections)
    found: dict[int, Distinct] = {}
    passages = dict.fromkeys(member.statement.passage for member in members)
    for passage in (one for one in passages if one is not None):
        for place in group.quoted.get(passage, ()):
            one = group.stated[place]
            exact = len(one.meaning.slots) == 1 and not one.meaning.rests_on_reading
            if exact and place not in doubted and one.key not in told:
                found.setdefault(place, one.as_in(passage[0]))
    return tuple(found[place] for place in sorted(found))


def _chain(
    suspects: Sequence[Member],
    everything: Sequence[Member],
    known: Ground,
    found: Derivation,
    lexicon: Lexicon,
) -> _Explained:
    """A chain of sums, and the rules that it uses."""
    whole = [step.name for step in found.steps if step.is_rounded]
    apart = {place for said in found.grounds if said.sum is None for place in said.because}
    seen = {name for p in apart for name in everything[p].distinct.meaning.measures}
    grounds = [*found.grounds, *(Said(Polynomial.sum(seen), POSITIVE, rule=ADD_UP) for _ in seen)]
    return _Explained(
        sentences(everything, known, found, lexicon),
        rules_used(grounds, known.measures, whole, lexicon),
        brief(everything, known, found, lexicon, len(suspects)),
        _proven(found, suspects[0]),
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
    return tuple(replace(one, distinct=one.distinct.as_in(path)) for one in members)


def blamed(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members without rules; all of them where rules alone cannot hold."""
    return tuple(m for m in members if not m.distinct.is_rule) or members


def _given_rules(members: Iterable[Distinct]) -> Iterator[str]:
    """The rules among the members that a program gave, in plain words."""
    return (member.meaning.words for member in members if member.is_rule)


def _members(story: Story, distinct: Mapping[int, Distinct]) -> tuple[Member, ...]:
    """The culprit, then the others."""
    others = sorted(set(story.members) - {story.culprit})
    return tuple(_member(distinct[i], story, i) for i in (story.culprit, *others))


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
