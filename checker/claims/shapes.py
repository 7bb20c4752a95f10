"""What may stand in the YAML files: a shape for each kind of file and of entry.

`fitting.py` reads files by them, and `models.py` makes pydantic models of them: for what does not
fit, and for JSON schemas, whose descriptions and examples are those here.
"""

from typing import Any, ClassVar, NamedTuple, get_args, get_origin

from checker.claims.kinds import (
    Address,
    Contradiction,
    Convention,
    Day,
    Days,
    Decided,
    Edition,
    Entry,
    EntryOrParts,
    Flag,
    Id,
    Moment,
    Printed,
    Published,
    Range,
    Reason,
    Section,
    Several,
    Share,
    Spellings,
    Status,
    String,
    StringOrStrings,
    Strings,
    Tally,
    TallyEitherWay,
    Trust,
    VagueWord,
    Words,
    misfit,
)
from checker.claims.nodes import Text
from checker.claims.statements import Ruling

REQUIRED = object()
"""The default of a key that must be there."""


class Key(NamedTuple):
    """What is said of a key. `default` is a value, or the type that makes one."""

    description: str
    examples: tuple[object, ...]
    default: object
    written: str
    """Its name in files, where that is a word of Python; else empty."""

    @property
    def is_required(self) -> bool:
        """Whether an entry cannot be read without it."""
        return self.default is REQUIRED

    @property
    def usual(self) -> object:
        """The value where none is written."""
        return self.default() if isinstance(self.default, type) else self.default


class Shape:
    """Keys with values. `text` and `listed` are the keys that one means who writes these alone.

    `needs` are the keys without which a file says nothing, and what to add. A kind of value stands
    behind each name of a key.
    """

    text: ClassVar[str] = ""
    listed: ClassVar[str] = ""
    needs: ClassVar[dict[str, str]] = {}

    by_name: ClassVar[dict[str, Key]] = {}
    """The keys that it may have, by their names in Python."""
    by_key: ClassVar[dict[str, Key]] = {}
    """The same as they are written."""

    def __init_subclass__(cls) -> None:
        cls.by_name = {name: key for name, key in vars(cls).items() if isinstance(key, Key)}
        cls.by_key = {key.written or name: key for name, key in cls.by_name.items()}

    def __init__(self, **values: object) -> None:
        for name, key in self.by_name.items():
            self.__dict__[name] = values.get(name, key.usual)

    def refuse_contradictory(self) -> None:
        """Raises what is wrong with values that are sound one by one."""


def under(file: type[Shape], section: object) -> tuple[type[Shape] | None, bool]:
    """The shape of what stands under a key of a file, and whether it is one entry of several."""
    if section not in file.by_name:
        return None, False
    kind = file.__annotations__[str(section)]
    is_one_of_several = get_origin(get_args(kind)[0]) in {dict, tuple}
    waiting: list[object] = [kind]
    for one in waiting:
        if isinstance(one, type) and issubclass(one, Shape):
            return one, is_one_of_several
        waiting += get_args(one)
    return None, True


def _key(description: str, *examples: object, default: object = None, key: str = "") -> Any:  # noqa: ANN401 - its value is of its kind
    """A key that may be left out; `key` is its name where that is a word of Python."""
    return Key(description, examples, default, key)


def _needed(description: str, *examples: object, key: str = "") -> Any:  # noqa: ANN401 - its value is of its kind
    """A key that must be there."""
    return Key(description, examples, REQUIRED, key)


class Population(Shape):
    """Things that are counted, such as councils or people."""

    text, listed = "means", "aliases"
    means: Words = _key("in words, for people", "councils that run children's services", default="")
    aliases: Strings = _key("other names for it", ["councils"], default=())
    place: String | None = _key("where it is meant when no place is printed", "England")
    never_empty: Flag = _key("there is at least one in its place", default=False)
    running: Tally = _key("every report tells of members of its own", "rising")
    not_: StringOrStrings = _key("what it is easily taken for", "patients", default=(), key="not")


class Attribute(Shape):
    """What each member of a population has; one value at a time, if nothing else is said."""

    text, listed = "of", "values"
    of: String = _needed("the population", "authorities")
    means: Words = _key("in words, for people", default="")
    best_first: Strings = _key("its values in order", ["excellent", "well", "poor"], default=())
    also: Strings = _key("further values, outside the order", ["pending"], default=())
    values: Strings = _key("its values, where there is no order", ["red", "blue"], default=())
    aliases: Spellings = _key("other spellings of values", {"very good": "excellent"}, default=dict)
    many: Flag = _key("a member may have several values at a time, or none", default=False)
    open: Flag = _key("there are values that are not listed", default=False)
    numbers: Flag = _key("each member has a whole number, such as an age", default=False)
    running: TallyEitherWay = _key("every report tells of values of its own")
    phrase: Words = _key("how a value is read behind its members", "rated {value}", default="")

    @property
    def listed_values(self) -> tuple[Text, ...]:
        """All its values, those in order first."""
        return (*self.best_first, *self.also, *self.values)


class Quantity(Shape):
    """A number that articles print, such as an amount of money or what is counted elsewhere."""

    text, listed = "means", "aliases"
    means: Words = _key("in words, for people", default="")
    aliases: Strings = _key("other names for it", ["deaths"], default=())
    unit: String | None = _key("the unit of a measure; `%` for a percentage", "GBP", "km", "%")
    counts: Words = _key(
        "what is counted; then it is whole, and not negative", "children", default=""
    )
    adds_up: Flag = _key("parts of a place add up; prices and rates do not", default=True)
    not_negative: Flag | None = _key("whether it is never below zero")
    never_zero: Flag = _key("it is never zero", default=False)
    place: String | None = _key("where it is meant when no place is printed", "England")
    flow: Flag = _key("it happens over a span, as births do", default=False)
    running: Tally = _key("later reports restate it; `rising`: upwards only", "rising")
    not_: StringOrStrings = _key("what it is easily taken for", ["injured"], default=(), key="not")


class Place(Shape):
    """A place with its parts."""

    text = listed = "parts"
    parts: Strings = _key("all its parts", ["England", "Scotland", "Wales"], default=())
    open: Strings = _key("some of its parts", ["London", "Kent"], default=())
    aliases: Strings = _key("other names for it", ["Great Britain"], default=())


class Period(Shape):
    """A named span, from one day to another."""

    text = "from"
    from_: Day = _needed("its first day", "2012-04-01", key="from")
    to: Day = _needed("its last day", "2013-03-31")


class Event(Shape):
    """Something that happened on a day, known or not."""

    text, listed = "on", "aliases"
    means: Words = _key("in words, for people", "the earthquake", default="")
    aliases: Strings = _key("other names for it", ["quake"], default=())
    on: String | None = _key("the day, month, year or named period it lies in", "2011-02-22")
    at: Moment | None = _key("the moment, when it is known", "2011-02-22 12:51")


class Name(Shape):
    """A member that statements name."""

    text = listed = "aliases"
    aliases: Strings = _key("other spellings", ["Cheshire West and Cheshire"], default=())
    born: Days | None = _key("a day, a month or a year", "1948-11-14")


class Readings(Shape):
    """How far figures reach, as shares."""

    whole: Share | None = _key("whole numbers with zeros at their end, and dozens", "5%")
    scale: Share | None = _key("numbers with `m`, `million`, `bn` and the like", "10%")
    one_in: Share | None = _key("`1 in 50`, with zeros at its end", "10%")
    in_so_many: Share | None = _key("`2 in 3`, in points of the base", "5%")
    fraction: Share | None = _key("fractions, in points of the base", "3%")
    multiple: Share | None = _key("`double`, `3 times`", "5%")
    about: Share | None = _key("`about` and its like, of a number", "5%")
    about_percent: Share | None = _key("the same, of a per cent", "10%")
    about_points: Share | None = _key("the same at most, in points", "3%")
    about_part: Share | None = _key("how much farther `about` reaches of a fraction", "50%")
    near: Share | None = _key("`nearly`, `just over` and their like, `close to`", "10%")
    no_change: Share | None = _key("`no change` of amounts and of counts over 1,000", "0.5%")
    words: Entry[dict[VagueWord, Range]] = _key(
        "words for many and for a few", {"dozens": "24+", "several": "3 to 19"}, default={}
    )


class VocabularyFile(Shape):
    """`vocabulary.yaml`: what the figures of a topic are about."""

    populations: Section[Entry[Population]] = _key("what is counted", default=dict)
    attributes: Section[Entry[Attribute]] = _key("what members have", default=dict)
    define: Section[String] = _key("names for sets", {"good": "well or better"}, default=dict)
    quantities: Section[Entry[Quantity]] = _key("numbers", default=dict)
    places: Section[EntryOrParts[Place]] = _key("places and their parts", default=dict)
    periods: Section[Entry[Period]] = _key("named spans", default=dict)
    events: Section[Entry[Event]] = _key("what happened on some day", default=dict)
    names: Section[Entry[Name]] = _key("names of members, with other spellings", default=dict)
    readings: Entry[Readings] = _key("how far figures reach", default=Readings)


class Source(Shape):
    """The article that a claim file is about."""

    text = "article"
    article: String = _needed("its file, from the top folder", "seeds/001_report.txt")
    publisher: Words = _key("who published it", "The Paper", default="")
    published: Published | None = _key("the day, month or year", "2011-11-08")
    title: Words = _key("its headline; its first line, where none is given", default="")
    author: Words = _key("who wrote it", "Ann Smith", default="")
    url: Address | None = _key("where it can be read", "https://example.org/report")
    trust: Trust = _key("how much its statements weigh; 1 is usual", "2", default=1)


class Defaults(Shape):
    """What holds for all claims of a file that do not say otherwise."""

    text = "period"
    period: String | None = _key("when", "2011")
    place: String | None = _key("where", "England")
    reading: Convention | None = _key("how figures are read", "exact", "nearest 1,000")
    as_of: Edition | None = _key("when a running figure was so", "2011-11-08 18:00")
    bulletin: Words = _key("the report that running figures are taken from", default="")


class Claim(Shape):
    """A passage of the article and what it says."""

    id: Id = _needed("letters, digits, `-` and `_`; once in a file", "grades")
    quote: String = _needed("a passage of the article, word for word", "28 councils were excellent")
    says: String | None = _key("the statements, one on a line", "excellent = 28")
    skip: String | None = _key("in place of `says`: why this cannot be checked")
    each_line: String | None = _key("what each line of the quote looks like", "{party} {n}")
    speaker: Words = _key("who says it, if not the paper itself", "the minister", default="")
    where: Printed | None = _key("that it stands in a headline or standfirst", "headline")
    period: String | None = _key("when, for all its statements", "2011")
    place: String | None = _key("where, for all its statements", "England")
    reading: Convention | None = _key("how its figures are read", "exact", "nearest 1,000")
    status: Status | None = _key("why its figures are not the actual ones", "expected")
    as_of: Edition | None = _key("when a running figure was so", "2011-11-08 18:00")
    bulletin: Words = _key("the report that running figures are taken from", default="")
    withdraws: String | None = _key("statements of others that this one takes back", "dead = 90")
    note: Words = _key("for people; `from elsewhere` lets figures stand elsewhere", default="")


class ClaimFile(Shape):
    """A claim file: what one article says."""

    needs: ClassVar[dict[str, str]] = {
        "source": "add `source: {article: seeds/…}`",
        "claims": "add `claims:` and below it `- id: …` entries",
    }
    source: Entry[Source] | None = _key("the article")
    defaults: Entry[Defaults] = _key("what holds for all claims of the file", default=Defaults)
    claims: Several[Claim] = _key("the list of claims", default=())


class Assumption(Shape):
    """What no article prints, with its reason."""

    id: Id = _needed("letters, digits, `-` and `_`; once in a file", "same-authorities")
    because: String = _needed("why it is reasonable", "no council was created or merged")
    if_: Words = _key(
        "the same in a few words, for headlines", "no council came or went", default="", key="if"
    )
    says: String = _needed("the statements, one on a line", "authorities@2012 = authorities@2011")
    period: String | None = _key("when, for all its statements", "2011")
    place: String | None = _key("where, for all its statements", "England")
    as_of: Edition | None = _key("when a running figure was so", "2011-11-08")
    for_: String | None = _key("the one article it holds for", "seeds/001_report.txt", key="for")


class AssumptionFile(Shape):
    """A file of assumptions."""

    needs: ClassVar[dict[str, str]] = {"assumptions": ""}
    assumptions: Several[Assumption] = _key("the list of assumptions", default=())


class Decision(Shape):
    """What was decided of a contradiction, and why."""

    contradiction: Contradiction = _needed("its id, all twelve letters and digits", "0f3a61c2d4e5")
    ruling: Decided = _needed("what was decided", "misprint")
    because: Reason = _needed("why", "the agency corrected it")
    article: String | None = _key("the article with the misprint", "seeds/001_report.txt")
    by: Words = _key("who decided it", "AB", default="")
    on: Day | None = _key("the day on which it was decided", "2027-01-20")
    until: Day | None = _key("the last day on which it holds", "2027-01-31")
    url: Address | None = _key("where the check is published", "https://example.org/check")
    says: Strings = _key("the statements that it was made for, as they were", default=())
    restated: Strings = _key("those that were told beside them", default=())

    def refuse_contradictory(self) -> None:
        """A ruling needs what it is about."""
        if self.ruling is Ruling.MISPRINT and not self.article:
            message = "a misprint needs the `article` that it is in"
            raise misfit(message, "add `article: seeds/…`", "ruling")
        if self.ruling is Ruling.ACCEPTED and self.until is None:
            message = "what is accepted needs a day `until` which it is"
            raise misfit(message, "add `until: 2027-01-31`", "ruling")


class Desk(Shape):
    """Who decides."""

    name: Words = _needed("the name that is published", "The Desk")
    url: Address | None = _key("a page about it", "https://example.org")


class DecisionFile(Shape):
    """`decisions.yaml`: what editors decided of contradictions."""

    desk: Entry[Desk] | None = _key("who decides; only for what is published")
    decisions: Several[Decision] = _key("the decisions", default=())


FILES: tuple[type[Shape], ...] = (VocabularyFile, ClaimFile, AssumptionFile, DecisionFile)
