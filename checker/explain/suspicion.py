"""Whom to suspect of the members of a contradiction: small rules, each with its cases.

A member is suspected if all else holds without it. First comes a figure that could be right without
a change that nobody believes; of these the one that costs least, where what is derived in the
contradiction itself costs least of all; of equals one that a likely slip explains. What is equal
then is suspected alike.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction

from checker.compile.ranking import Rank
from checker.explain.finding import Member
from checker.explain.parts import extents
from checker.explain.slips import likelihood
from checker.frozen import dataclass
from checker.language.figures import Kind
from checker.language.lexicon import Lexicon
from checker.language.measures import Share
from checker.search.fitting import Fit

MUCH = 100
"""A figure that is off by more than so many times was hardly meant for what is right."""

DERIVED_HERE = Fraction(1, 2)
"""What a figure costs, of its price, that is derived from others of its contradiction: as many
articles may copy it from one another."""


_Key = tuple[bool, bool, Fraction, int, bool]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is known of the statements of one contradiction.

    `price` says what it costs to withdraw one, by its id, and whether it is derived; `instead` are
    those that may be withdrawn in place of the culprit, as much as it. `alone` is the culprit where
    no other statement is withdrawn that clashes in this way.
    """

    lexicon: Lexicon
    price: Callable[[str], tuple[Fraction, bool]]
    instead: Collection[str] = ()
    alone: bool = True

    def ordered(self, members: Sequence[Member]) -> tuple[tuple[Member, ...], int]:
        """The members, culprit first as given, by suspicion; how many are suspected alike."""
        culprit, *others = members
        able = [culprit, *(one for one in others if self._is_able(one))]
        whole = _wholes(members, self.lexicon)
        keys = {one.statement.id: self._key(one, whole) for one in able}
        able.sort(key=lambda one: keys[one.statement.id])
        first = keys[able[0].statement.id]
        suspects = [one for one in able if keys[one.statement.id] == first]
        left = sorted((one for one in members if one not in suspects), key=_behind)
        return (*suspects, *left), len(suspects)

    def _is_able(self, member: Member) -> bool:
        """Whether all else can hold without a member, though the culprit does."""
        if member.statement.id in self.instead:
            return True
        return self.alone and isinstance(member.fits, Fit)

    def _key(
        self, member: Member, wholes: frozenset[str]
    ) -> tuple[bool, bool, Fraction, int, bool]:
        distinct = member.distinct
        price, is_derived = self.price(distinct.first.id)
        price *= DERIVED_HERE ** (int(is_derived) + int(distinct.first.id in wholes))
        lone = member.figure is None
        return distinct.is_assumed, _is_unlikely(member), price, likelihood(member.repairs), lone


def _behind(member: Member) -> tuple[bool, Rank]:
    return member.distinct.is_assumed, member.distinct.rank


def _is_unlikely(member: Member) -> bool:
    """Whether what would fit turns a sign or an order round, or is off by a hundredfold."""
    figure, fits = member.figure, member.fits
    if figure is None or not isinstance(fits, Fit) or figure.kind in {Kind.DATE, Kind.CLOCK}:
        return False
    value = figure.value
    ends = [end for end in (fits.low, fits.high) if end is not None]
    if not value or not ends:
        return False
    if value > 0 and fits.high is not None and fits.high <= 0:
        return True
    if value < 0 and fits.low is not None and fits.low >= 0:
        return True
    if any(value in part for part in fits.parts) or figure.kind is Kind.DURATION:
        return False
    near = min(ends, key=lambda end: abs(end - value))
    return abs(near) > MUCH * abs(value) or abs(value) > MUCH * abs(near)


# --- what is derived from others of its contradiction ----------------------------------------


def _wholes(members: Sequence[Member], lexicon: Lexicon) -> frozenset[str]:
    """The statements whose figure is of a whole of which others have all the parts."""
    measures = {name: m for one in members for name, m in one.distinct.meaning.measures.items()}
    known = extents(measures.values(), lexicon)
    bases = {one.statement.id: _base(one, measures) for one in members}
    cells = {name: known.cells[base] for name, base in bases.items() if base in known.cells}
    return frozenset(name for name in cells if _is_whole(name, cells))


def _base(member: Member, measures: Mapping[str, object]) -> str:
    """The number that a figure is of; of a share the one that it is a part of."""
    slots = member.distinct.meaning.slots
    if len(slots) != 1:
        return ""
    slot = slots[0]
    whole = slot.numerator if slot.figure.kind is Kind.ONE_IN else slot.denominator
    names = (whole or slot.numerator).names
    if len(names) != 1:
        return ""
    (name,) = names
    measure = measures[name]
    return measure.whole if isinstance(measure, Share) else name


def _is_whole(name: str, cells: Mapping[str, frozenset[str]]) -> bool:
    own = cells[name]
    parts = {cell for other, cell in cells.items() if other != name and cell < own}
    return len(parts) > 1 and frozenset().union(*parts) == own and sum(map(len, parts)) == len(own)
