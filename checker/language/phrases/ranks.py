"""`rank of A by gold, silver, bronze = 3`: how far up a table something stands.

A rank is a number, so that it can be compared with another one, with a year earlier, and a report
can tell what it would have to be. With `by`, A is a place and competes with the other parts of its
whole; what stands behind `by` is taken in each of them. Without, A is a value of an attribute and
competes with the other values by how many members have it.
"""

from dataclasses import replace
from typing import NoReturn

from checker.algebra.polynomials import Polynomial
from checker.frozen import dataclass
from checker.language import hedges
from checker.language.comparisons import Comparison
from checker.language.figures import Hedge
from checker.language.hooks import Phrase
from checker.language.lexicon import Attribute, Place
from checker.language.measures import Rank, Row, Share
from checker.language.mistakes import fail
from checker.language.names import Name, PlaceMark
from checker.language.nodes import Assertion, Expression, Node, sized
from checker.language.parser import Parser
from checker.language.periods import Period
from checker.language.ranges import Cases, Range, always
from checker.language.scope import Scope
from checker.language.sides import Bracket, Printed
from checker.language.spell import period_words, place_words
from checker.language.suggest import did_you_mean
from checker.language.things import Value
from checker.language.whole_numbers import ordinal


@dataclass(frozen=True, slots=True)
class ValueRank(Expression):
    """`rank of labour`: one more than how many values of its attribute more members have."""

    name: Name

    form = "rank of {name}"

    def _attribute(self, scope: Scope) -> Attribute:
        name = self.name
        if not scope.words.things(name.name) and scope.words.place(name.name):
            raise fail(
                f"by what is {name.name} ranked?",
                name,
                f"write `rank of {name.text} by NAME`, or `by NAME, NAME` where one decides first",
            ).unsettled()
        thing = scope.words.thing(name.name, name)
        if not isinstance(thing, Value):
            raise fail(
                f"`{name.name}` is neither a value nor a place, so nothing competes with it",
                name,
                "write `rank of VALUE`, or `rank of PLACE by NAME`",
            )
        if len(thing.attribute.values) == 1 and not thing.attribute.open:
            _alone(name, thing.attribute.name)
        return thing.attribute

    def _value(self, scope: Scope) -> str:
        thing = scope.words.thing(self.name.name, self.name)
        return thing.name if isinstance(thing, Value) else ""

    def cases(self, scope: Scope) -> Cases:
        attribute, own = self._attribute(scope), self._value(scope)

        def row(value: str) -> Row:
            return (sized(replace(self.name, name=f"{attribute.name}.{value}"), scope),)

        others = tuple(row(value) for value in attribute.values if value != own)
        return always(Range.point(scope.measure(Rank(row(own), others, attribute.open))))

    def words(self, scope: Scope) -> str:
        attribute = self._attribute(scope)
        among = f"all values of {attribute.name.replace('_', ' ')}"
        return f"the rank by number of {self.name.words(scope)} among {among}"


def _alone(name: Name, among: str) -> NoReturn:
    raise fail(
        f"`{name.name}` is the only one of {among}, so it has no rank",
        name,
        "declare the others, or say with `open` that there are others",
    )


@dataclass(frozen=True, slots=True)
class Criterion(Node):
    """One number by which places are ranked, more first, or with `lowest` less first."""

    number: Expression
    lowest: bool

    @property
    def text(self) -> str:
        return f"lowest {self.number.text}" if self.lowest else self.number.text

    def check(self) -> None:
        """A mistake where a place of its own is marked, or another rank stands here."""
        for node in self.number.walk():
            if isinstance(node, PlaceMark):
                raise fail(
                    "this number is taken in each place that competes, not in one",
                    node,
                    f"leave `{node.text}` out",
                )
            if isinstance(node, ValueRank | PlaceRank):
                raise fail(
                    "places cannot be ranked by ranks",
                    node,
                    "name the numbers themselves, or put the first rank into brackets",
                )

    def value(self, scope: Scope) -> Polynomial:
        """Its value in one place, turned around where less is better."""
        found = self.number.point(scope)
        shares = any(isinstance(scope.met.measures[name], Share) for name in found.names)
        if shares or any(len(key) > 1 for key, _ in found.terms):
            raise fail(
                "places are ranked by quantities and by numbers of members, added up at most",
                self.number,
                "declare a quantity for it in the vocabulary",
            )
        return -found if self.lowest else found

    def said(self, scope: Scope, place: str, period: Period | None) -> str:
        """Plain words, without the place, and without the period if that is told of all."""
        told = self.number.counted(scope).replace(place_words(place), "")
        if period is not None:
            told = told.replace(period_words(period), "")
        return f"the lowest {told.removeprefix('the ')}" if self.lowest else told


@dataclass(frozen=True, slots=True)
class PlaceRank(Expression):
    """`rank of A by X, Y`: one more than how many other parts of a place are ahead of A."""

    name: Name
    whole: PlaceMark | None
    criteria: tuple[Criterion, ...]

    @property
    def text(self) -> str:
        among = f' in "{self.whole.name}"' if self.whole is not None else ""
        return f"rank of {self.name.text}{among} by {', '.join(c.text for c in self.criteria)}"

    # --- who competes ---

    def _own(self, scope: Scope) -> str:
        """The place that is ranked; `the same[Wales]` is the rank of Wales."""
        name = self.name
        if scope.words.place(name.name) is None and scope.words.things(name.name):
            raise fail(
                f"`{name.name}` is no place; `by` ranks places",
                name,
                f"a value is ranked by how many have it: write `rank of {name.text}`",
            )
        if name.place_mark is not None:
            mark = name.place_mark
            raise fail(
                "a place is ranked among the parts of another, which stands behind `in`",
                mark,
                f"write `rank of {name.name} in {mark.name} by …`",
            )
        own = scope.find_place(name.name, (name.start, name.start + len(name.name)))
        return scope.forced_place or own

    def _contest(self, scope: Scope) -> Place:
        """The place whose parts compete."""
        own, places = self._own(scope), scope.words.lexicon.places
        found = [place for _, place in sorted(places.items()) if own in place.parts]
        if self.whole is not None:
            mark = self.whole
            whole = scope.find_place(mark.name, mark)
            chosen = [place for place in found if place.name == whole]
            if not chosen:
                parts = places[whole].parts if whole in places else ()
                raise fail(
                    f"`{own}` is none of the parts that are listed of {whole}",
                    mark,
                    did_you_mean(own, parts) or f"list the parts of {whole} under `places`",
                )
            found = chosen
        if not found:
            raise fail(
                f"`{own}` is part of no place, so nobody knows what it competes with",
                self.name,
                "list it and the others under `places`, as parts of one place",
            )
        if len(found) > 1:
            wholes = " and of ".join(place.name for place in found)
            raise fail(
                f"`{own}` is part of {wholes}",
                self.name,
                f"write `rank of {self.name.text} in {found[0].name} by …`",
            )
        if len(found[0].parts) == 1 and not found[0].open:
            _alone(self.name, f"the parts of {found[0].name}")
        return found[0]

    # --- meaning ---

    def _inside(self, scope: Scope) -> Scope:
        scope = scope.but(subject=None, left=None, threshold=False, ratio=False)
        mark = self.name.period_mark
        return scope if mark is None else scope.but(period=mark.period(scope))

    def _row(self, place: str, scope: Scope) -> Row:
        there = scope.but(forced_place=place)
        return tuple(criterion.value(there) for criterion in self.criteria)

    def cases(self, scope: Scope) -> Cases:
        own, contest = self._own(scope), self._contest(scope)
        scope = self._inside(scope)
        for criterion in self.criteria:
            criterion.check()
        row = self._row(own, scope)
        others = tuple(self._row(part, scope) for part in contest.parts if part != own)
        for criterion, value, *beside in zip(self.criteria, row, *others, strict=True):
            if value.is_number or (beside and all(other == value for other in beside)):
                raise fail(
                    "this is the same in each place, so it ranks none of them",
                    criterion.number,
                    "name a quantity or a set without a place of its own",
                )
        return always(Range.point(scope.measure(Rank(row, others, contest.open))))

    def words(self, scope: Scope) -> str:
        own, contest = self._own(scope), self._contest(scope)
        used: set[Period] = set()
        there = self._inside(scope).but(forced_place=own).noting(used=used)
        self._row(own, there)
        period = next(iter(used)) if len(used) == 1 else None
        by = ", then ".join(c.said(there, own, period) for c in self.criteria)
        parts = f"the parts of {contest.name}{', listed or not,' if contest.open else ''}"
        when = "" if period is None else period_words(period)
        return f"the rank of {own} among {parts} by {by}{when}"


# --- syntax ----------------------------------------------------------------------------------

_JOINTS = ("+", "-", "−", "*", "/", "×", "÷")


def _rank(parser: Parser) -> Expression | None:
    start = parser.skip()
    if not parser.take_all("rank", "of"):
        return None
    name = parser.operand()
    if not isinstance(name, Name):
        raise fail(
            "a rank is of a place, or of a value of an attribute",
            name,
            "write `rank of VALUE`, or `rank of PLACE by NAME`",
        )
    whole = _whole(parser)
    if whole is None and not parser.sees("by"):
        _check_end(parser)
        return ValueRank(start, parser.last_end, name)
    parser.need_word("by")
    criteria = [_criterion(parser)]
    while parser.take_symbol(","):
        criteria.append(_criterion(parser))
    _check_end(parser)
    return PlaceRank(start, parser.last_end, name, whole, tuple(criteria))


def _whole(parser: Parser) -> PlaceMark | None:
    if not parser.take("in"):
        return None
    found = parser.name(parser.grammar.reserved)
    if found is None:
        raise parser.expected("a place")
    return PlaceMark(found[1], found[2], found[0])


def _criterion(parser: Parser) -> Criterion:
    start = parser.skip()
    lowest = parser.take("lowest")
    number = parser.operand()
    return Criterion(start, parser.last_end, number, lowest)


def _check_end(parser: Parser) -> None:
    """A mistake where what follows could belong to the rank or to what it is ranked by."""
    start = parser.skip()
    words = () if parser.or_ends else ("or",)
    joint = next((s for s in _JOINTS if parser.sees_symbol(s)), None)
    joint = joint or next((w for w in ("and", "but", *words) if parser.sees(w)), None)
    if joint is not None:
        raise fail(
            f"`{joint}` behind a rank can be read in two ways",
            (start, start + len(joint)),
            "put the rank, or what it is ranked by, into brackets",
        )


_ENDS = {
    "top": "write `= first`",
    "bottom": "write how many places down it is; or turn the table around with `by lowest NAME`",
}
_ENDS["last"] = _ENDS["bottom"]
_SIDES = {Hedge.NONE, Hedge.MORE, Hedge.LESS, Hedge.AT_LEAST, Hedge.AT_MOST}


def _is_rank(subject: Expression) -> bool:
    subject = subject.actual
    while isinstance(subject, Bracket):
        subject = subject.inner.actual
    return isinstance(subject, ValueRank | PlaceRank)


def _ordinal(parser: Parser, subject: Expression) -> Assertion | None:
    """`= third` behind a rank; anywhere else a third is a part."""
    if not _is_rank(subject):
        return None
    start, word = parser.skip(), parser.word() or ""
    if word in _ENDS:
        raise fail(f"`{word}` is no figure", (start, start + len(word)), _ENDS[word])
    hedge = hedges.hedge(parser)
    figure = ordinal(parser) if hedge in _SIDES else None
    if figure is None:
        return None
    printed = Printed(start, parser.last_end, replace(figure, hedge=hedge))
    return Comparison(subject.start, parser.last_end, subject, (("=", printed),))


def _refuse_height(parser: Parser, subject: Expression) -> Assertion | None:
    """`highest` and `rose` mean a larger number elsewhere, and here a smaller one."""
    if _is_rank(subject):
        start, word = parser.skip(), parser.word() or ""
        raise fail(
            f"a rank that is `{word}` can be read in two ways",
            (start, start + len(word)),
            "compare the ranks: `< a year earlier` is further up, `from 3 to 1` tells both",
        )
    return None


PHRASE = Phrase(
    term={"rank": _rank},
    subject={"=": _ordinal} | dict.fromkeys(("highest", "lowest", "rose", "fell"), _refuse_height),
)
