"""One component from start to end: consistent, contradictory with its stories, or undecided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from fractions import Fraction

from checker.frozen import dataclass
from checker.limits import ARTICLES_ASKED, FEW_STATEMENTS
from checker.search.cheapest import Cheapest, all_cheapest
from checker.search.contradictions import (
    Smallest,
    remember_small_ones,
    smallest_contradiction,
)
from checker.search.corrections import (
    NO_CORRECTION,
    Correction,
    UndecidedError,
    cheapest_correction,
    correction_found_soon,
    shrink_as_far,
)
from checker.search.fitting import Fitting, Question, fittings
from checker.search.memory import Remembering
from checker.solvers.protocol import Consistent, Contradictory, Oracle, Undecided, example


@dataclass(frozen=True, slots=True)
class Story:
    """The smallest contradiction that one withdrawn statement, the culprit, takes part in.

    `fits` holds, for each member with a figure, the values that fit while the other members
    and every statement outside the correction hold. `restated` are other withdrawn statements
    about the same subject as the culprit: they clash with what is kept as well, and one story is
    enough for all of them. `doubt` says why a smaller one may have been missed, or is empty.
    """

    culprit: int
    members: tuple[int, ...]
    restated: tuple[int, ...] = ()
    fits: Mapping[int, Fitting] = field(default_factory=dict)
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A contradiction that is told as long as it is one, whatever smaller ones there are.

    `restated` are statements that were told beside it, and may be told so again.
    """

    members: frozenset[int]
    restated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Agreement:
    """All statements can hold, for example with these values."""

    witness: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Clash:
    """Not all can hold.

    Nothing is `withdrawn` where no correction was found before the time ran out. The `witness` is
    None where it was not found out whether all else holds. `unfinished` says why some stories are
    missing, `doubt` why a cheaper choice of what is withdrawn may have been missed; both may be
    empty. `cheapest` are all corrections that cost no more than what is `withdrawn`.
    """

    withdrawn: tuple[int, ...]
    cost: int
    stories: tuple[Story, ...]
    witness: Mapping[str, Fraction] | None
    unfinished: str
    cheapest: Cheapest
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """No verdict; `reason` says why."""

    reason: str


Outcome = Agreement | Clash | Open


def tell(
    oracle: Oracle,
    costs: Sequence[int],
    weights: Sequence[int],
    question: Callable[[int], Question | None],
    subjects: Sequence[str],
    lasting: Sequence[Lasting] = (),
    articles: Sequence[frozenset[str]] = (),
) -> Outcome:
    """The outcome for one component.

    `costs` price the withdrawal of a statement, `weights` its place in a contradiction (lighter
    ones are preferred); `question` asks for the values of a figure; statements with equal
    `subjects` are about the same thing; `lasting` contradictions are told before others; `articles`
    state each statement: what one of them says against itself is told where it is no longer.
    """
    group = _Group(oracle, dict(enumerate(costs)), dict(enumerate(weights)), subjects)
    found = group.corrected()
    if isinstance(found, Open | Agreement):
        return found
    stories = group.stories(found, lasting, articles)
    cheapest = (
        all_cheapest(found.among, found.pool, group.prices, found.correction)
        if found.rest is not None
        else Cheapest((), complete=False, in_every=frozenset())
    )
    kept = frozenset(group.prices) - found.withdrawn
    return Clash(
        tuple(sorted(found.correction.withdrawn)),
        found.correction.cost,
        _with_fits(group.memory, stories, kept, question),
        found.rest,
        group.unfinished,
        cheapest,
        found.correction.doubt,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """That not all of a group can hold: a correction, if there was the time to find one.

    `among` is the oracle that decided it, perhaps without products. `rest` are values with which
    all else holds; None where that was not found out, and then `unfinished` says why.
    """

    among: Remembering
    pool: frozenset[int]
    correction: Correction
    rest: Mapping[str, Fraction] | None
    unfinished: str = ""

    @property
    def withdrawn(self) -> frozenset[int]:
        return self.correction.withdrawn


class _Group:
    """One group while it is told of; `unfinished` says why not all stories of it were found."""

    def __init__(
        self,
        oracle: Oracle,
        prices: Mapping[int, int],
        weights: Mapping[int, int],
        subjects: Sequence[str],
    ) -> None:
        self.memory = Remembering(oracle)
        self.prices = prices
        self.unfinished = ""
        self._linear = Remembering(oracle.linear) if oracle.hard else self.memory
        self._weights = weights
        self._subjects = subjects
        self._everything = frozenset(prices)

    def corrected(self) -> "_Found | Agreement | Open":
        """A correction: of what has no products, of all without their products, of all.

        What is refused without products is refused, so it is told even if nothing else is decided.
        """
        hard = self.memory.hard
        found = self._corrected(self.memory, self._everything - hard)
        if not hard or isinstance(found, Open):
            return found
        if isinstance(self._linear.check(self._kept(found)), Contradictory):
            found = self._corrected(self._linear, self._everything)
            if isinstance(found, Open):
                return found
        match self.memory.check(self._kept(found)):
            case Consistent(witness):
                values = witness.values()
                return (
                    replace(found, rest=values) if isinstance(found, _Found) else Agreement(values)
                )
            case Undecided(reason):
                if isinstance(found, Agreement):
                    return Open(reason)
                return replace(found, rest=None, unfinished=reason)
            case Contradictory():
                return self._with_products(found)

    def _kept(self, found: "_Found | Agreement") -> frozenset[int]:
        return self._everything - (found.withdrawn if isinstance(found, _Found) else frozenset())

    def _with_products(self, without: "_Found | Agreement") -> "_Found | Agreement | Open":
        """The correction where what is kept without products clashes with them."""
        match self._corrected(self.memory, self._everything):
            case Open(reason) | _Found(unfinished=reason) if reason and isinstance(without, _Found):
                return replace(without, rest=None, unfinished=reason)
            case found:
                return found

    def _corrected(self, oracle: Remembering, pool: frozenset[int]) -> "_Found | Agreement | Open":
        try:
            correction = self._cheapest(oracle, pool)
        except UndecidedError as error:
            if not oracle.contradictions_in(pool):
                return Open(error.reason)
            return _Found(oracle, pool, NO_CORRECTION, None, error.reason)
        kept = pool - correction.withdrawn
        witness = example(oracle, kept, correction.rest.witness).values()
        if not correction.withdrawn:
            return Agreement(witness)
        return _Found(oracle, pool, correction, witness)

    def _cheapest(self, oracle: Remembering, pool: frozenset[int]) -> Correction:
        """A correction; of many statements small contradictions are looked for first.

        Unless more are known already than the one that was found.
        """
        with suppress(UndecidedError):
            several = False
            if len(pool) > FEW_STATEMENTS and isinstance(oracle.check(pool), Contradictory):
                several = len(oracle.contradictions_in(pool)) > 1
            if several or len(pool) <= FEW_STATEMENTS:
                soon = correction_found_soon(oracle, pool, self.prices)
                if soon is not None:
                    return soon
        remember_small_ones(oracle, pool, self._weights)
        return cheapest_correction(oracle, pool, self.prices)

    def stories(
        self,
        found: "_Found",
        lasting: Sequence[Lasting],
        articles: Sequence[frozenset[str]],
    ) -> list[Story]:
        """What was decided of before, then one for each that is withdrawn."""
        self.unfinished = found.unfinished
        still: list[Lasting] = []
        in_doubt: dict[frozenset[int], str] = {}
        for one in lasting:
            match self.memory.check(one.members):
                case Contradictory():
                    still.append(one)
                case Undecided(reason):
                    in_doubt[one.members] = reason
        told = self._told(found, still, articles)
        shown = [frozenset(story.members) for story in told]
        for members, reason in in_doubt.items():
            holds = found.rest is not None and members.isdisjoint(found.withdrawn)
            if not holds and not any(one <= members for one in shown):
                self.unfinished = reason
        return told

    def _told(
        self, found: "_Found", still: Sequence[Lasting], articles: Sequence[frozenset[str]]
    ) -> list[Story]:
        sure = found.withdrawn if found.rest is not None else frozenset[int]()
        told = list(_lasting(self.memory, still, sure, self._weights, self._subjects))
        if not found.withdrawn:
            return told or self._known(found.among)
        settled = {number for one in told for number in (one.culprit, *one.restated)}
        kept = found.pool - found.withdrawn
        left = found.withdrawn - settled
        for culprit, *restated in by_subject(left, self._subjects) if sure else alone(left):
            try:
                smallest = _easiest(found.among, kept, culprit, self._weights, articles)
            except UndecidedError as error:
                self.unfinished = error.reason
                continue
            members, doubt = smallest.members, smallest.doubt
            if found.among is not self.memory:
                members, doubt = self._with_their_products(members, doubt)
            own = culprit if culprit in members else max(members)
            told.append(Story(own, tuple(sorted(members)), tuple(restated), doubt=doubt))
        return told

    def _with_their_products(
        self, members: frozenset[int], doubt: str
    ) -> tuple[frozenset[int], str]:
        """Fewer members where their products alone make them clash, and what is in doubt of it."""
        for number in sorted(members, key=lambda one: (-self._weights[one], -one)):
            match self.memory.check(members - {number}):
                case Contradictory(core):
                    members = core
                case Undecided(reason):
                    doubt = doubt or reason
                case Consistent():
                    continue
        return members, doubt

    def _known(self, oracle: Remembering) -> list[Story]:
        """Contradictions that were found before the time ran out, as far as they share nothing."""
        told: list[Story] = []
        left = self._everything
        known = oracle.contradictions_in(left)
        for core in sorted(known, key=lambda one: (self._weight(one), sorted(one))):
            if core <= left:
                members = shrink_as_far(oracle, core, self._weights)
                culprit = max(members, key=lambda number: (-self.prices[number], number))
                told.append(Story(culprit, tuple(sorted(members)), doubt=self.unfinished))
                left -= core
        return told

    def _weight(self, members: frozenset[int]) -> int:
        return sum(self._weights[number] for number in members)


def _easiest(
    oracle: Remembering,
    kept: frozenset[int],
    culprit: int,
    weights: Mapping[int, int],
    articles: Sequence[frozenset[str]],
) -> Smallest:
    """The lightest contradiction that a single article makes; else the lightest of all.

    Whoever contradicts himself is told so, though others may say the same as he does.
    """
    for path in sorted(articles[culprit])[:ARTICLES_ASKED] if articles else ():
        own = frozenset(number for number in kept if path in articles[number])
        if own and isinstance(oracle.check(own | {culprit}), Contradictory):
            return smallest_contradiction(oracle, own, culprit, weights)
    return smallest_contradiction(oracle, kept, culprit, weights)


def _lasting(
    oracle: Oracle,
    lasting: Sequence[Lasting],
    withdrawn: frozenset[int],
    weights: Mapping[int, int],
    subjects: Sequence[str],
) -> Iterator[Story]:
    """What was contradictory and still is; where fewer of its statements are, it is these."""
    still = {shrink_as_far(oracle, one.members, weights): one.restated for one in lasting}
    yield from with_culprits(still, withdrawn, subjects)


def with_culprits(
    still: Mapping[frozenset[int], frozenset[int]],
    withdrawn: frozenset[int],
    subjects: Sequence[str],
) -> Iterator[Story]:
    """Contradictions and what restates them, each with a culprit of its own if there is one."""
    culprits: set[int] = set()
    for members in sorted(still, key=lambda known: (len(known & withdrawn), sorted(known))):
        own = (members & withdrawn) or members
        culprit = max((own - culprits) or own)
        culprits.add(culprit)
        beside = withdrawn & still[members] - members
        restated = tuple(n for n in sorted(beside) if subjects[n] == subjects[culprit])
        yield Story(culprit, tuple(sorted(members)), restated)


def by_subject(withdrawn: Iterable[int], subjects: Sequence[str]) -> list[list[int]]:
    """Withdrawn statements about the same thing together, the later ones first."""
    groups: dict[str, list[int]] = {}
    for number in sorted(withdrawn, reverse=True):
        groups.setdefault(subjects[number], []).append(number)
    return list(groups.values())


def alone(withdrawn: Iterable[int]) -> list[list[int]]:
    """Statements each by itself, the later ones first: which restates which is not known."""
    return [[number] for number in sorted(withdrawn, reverse=True)]


def _with_fits(
    oracle: Oracle,
    stories: Sequence[Story],
    kept: frozenset[int],
    question: Callable[[int], Question | None],
) -> tuple[Story, ...]:
    """The stories with what fits in place of each figure while the other members hold."""
    asked = {
        (story, number): (told - {number}, asked_of)
        for story, one in enumerate(stories)
        for told, numbers in ((kept.union(one.members), one.members), (kept, one.restated))
        for number in numbers
        if (asked_of := question(number)) is not None
    }
    found = dict(zip(asked, fittings(oracle, [*asked.values()]), strict=True))
    return tuple(
        replace(one, fits={number: fits for (of, number), fits in found.items() if of == story})
        for story, one in enumerate(stories)
    )
