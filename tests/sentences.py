"""Statements of every phrase, drawn from a seed in the words of docs/writing-claims.md.

`DRAWN` has a way to draw each phrase, by the name of its module. What is drawn can be parsed; most
of it has a meaning, some is refused (a set that is a number, a unit that does not fit).
"""

from collections.abc import Callable, Sequence
from random import Random

PERIODS = (
    "2011", "2010", "2009", "2011-07", "2011-07-08", "2012/13", "2003-2009", '"2012/13"',
    '"the year before"',
)  # fmt: skip
YEARS = ("2008", "2009", "2010", "2011", '"2009"')
SETS = (
    "councils",
    "authorities",
    "excellent",
    "poor",
    "rating.poor",
    'rating."poor"',
    'remark."at night"',
    "good",
    "new_head",
    '"new_head"',
)
ORDERED = ("well", "adequate", '"poor"', "rating.excellent")
PEOPLE = ("people", "north", "south", "islands", "home.south")
COUNTED = ("births", "deaths", "migration")
QUANTITIES = (*COUNTED, "fund", "households", "mortality")
PLACES = ("UK", "England", "Northern Ireland", "Kent", '"Northern Ireland"', '"not so, St. X"')
MEMBERS = ("Salford", "Leeds", '"Hammersmith and Fulham"', "Ynys Môn", "O'Brien", "two of us", "28")
HEDGES = (
    "about", "roughly", "some", "over", "more than", "under", "less than", "fewer than", "at least",
    "no less than", "at most", "up to", "no more than", "nearly", "almost", "just under",
    "just over",
)  # fmt: skip
WHOLE = ("28", "1,247", "2,600", "twelve", "ninety-nine", "1", "15 councils", "3 thousand")
ODD = (
    "a dozen", "half a million", "minus 3", "2-3 million", "12 or so", "about 3 to 4",
    "exactly 20", "well over 100", "a little under 1.5 million", "none",
    "hundreds of councils", "as many as 1,247",
)  # fmt: skip
REAL = ("£10m", "1.2 million", "£4.20", "2.3", "5 hundred", "-3", "−4.5")
PARTS = (
    "13%", "97.50 per cent", "3 percent", "half", "a third", "two-thirds", "2/3", "three quarters",
    "4.2 per 1,000", "3 in 10", "1 in 7", "one in every 8",
)  # fmt: skip
MULTIPLES = ("double", "twice", "3 times", "2.3 times", "quadruple")
VAGUE = ("dozens", "tens of thousands", "a few", "several", "a couple")


class Sentences:
    """Draws parts of statements."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def pick(self, choices: Sequence[str]) -> str:
        return self._random.choice(choices)

    def chance(self, one_in: int) -> bool:
        return self._random.randrange(one_in) == 0

    def spaced(self, text: str) -> str:
        """The statement with white space as people type it."""
        for signs in ("\t", "  ", "\u00a0"):
            if self.chance(12):
                at = self._random.choice([i for i, c in enumerate(text) if c == " "])
                text = text[:at] + signs + text[at + 1 :]
        return text

    # --- names ---

    def marks(self) -> str:
        period = f"@{self.pick(PERIODS)}" if self.chance(4) else ""
        place = f"[{self.pick(('', '', 'not '))}{self.pick(PLACES)}]" if self.chance(5) else ""
        return period + place if self.chance(2) else place + period

    def council_set(self, depth: int = 1) -> str:
        match self._random.randrange(7 if depth else 3):
            case 0 | 1:
                return self.pick(SETS) + self.marks()
            case 2:
                return self.upwards()
            case 3:
                word = self.pick((" and ", " or ", " but not "))
                return f"({self.council_set(0)}{word}{self.council_set(0)}){self.period_mark()}"
            case 4:
                return self.transition()
            case 5:
                return f"({self.council_set(0)}){self.period_mark()}"
            case _:
                return self.council_set(0)

    def period_mark(self) -> str:
        return f"@{self.pick(PERIODS)}" if self.chance(4) else ""

    def upwards(self) -> str:
        name, way, marks = self.pick(ORDERED), self.pick(("better", "worse")), self.marks()
        return self.pick(
            (f"{name} or {way}{marks}", f"{name}{marks} or {way}", f"({name} or {way}){marks}")
        )

    def people_set(self) -> str:
        return self.pick(PEOPLE) + self.marks()

    def quantity(self) -> str:
        return self.pick(QUANTITIES) + self.marks()

    def plain(self) -> str:
        """One name, or a set."""
        return self.pick((self.council_set(), self.people_set(), self.quantity()))

    def number(self) -> str:
        """One side of a comparison."""
        match self._random.randrange(8):
            case 0:
                return f"{self.plain()} {self.pick('+-−')} {self.plain()}"
            case 1:
                return f"({self.plain()} {self.pick('+-')} {self.plain()}){self.period_mark()}"
            case 2:
                return f"{self.quantity()} {self.pick('*×')} {self.plain()}"
            case _:
                return self.plain()

    def base(self) -> str:
        """What may stand behind `of` or `than`."""
        again = self.pick((self.earlier(), self.repeated()))
        return again if self.chance(3) else self.plain()

    # --- figures ---

    def figure(self, printed: Sequence[str]) -> str:
        found = self.pick(printed)
        return f"{self.pick(HEDGES)} {found}" if self.chance(3) else found

    def count(self) -> str:
        if self.chance(6):
            return self.pick(
                (*VAGUE, "0", "€3", "between 3 and 5", "3 to 5 councils", "between 1m and 1.5m")
            )
        if self.chance(5):
            return self.pick(ODD)
        return self.figure((*WHOLE, *REAL))

    def part(self) -> str:
        if self.chance(6):
            return self.pick(("between 10% and 12%", "10 to 12%"))
        return self.figure(PARTS)

    def points(self) -> str:
        noun = self.pick(("points", "percentage points", "point"))
        if self.chance(4):
            return f"between 9 and 11 {noun}"
        return f"{self.figure(('3.1', '2'))} {noun}"

    # --- phrases that are a side ---

    def earlier(self) -> str:
        return self.pick(("a year earlier", "two years earlier", "3 years earlier"))

    def repeated(self) -> str:
        return f"the same{self.pick(('@2010', '[UK]', '@2009[England]', '@2012/13'))}"

    def transition(self) -> str:
        verb = self.pick(("improved", "declined", "unchanged"))
        attribute = self.pick(("rating", '"rating"', '"of old"'))
        periods = self.pick(("", ", 2010, 2011", ', 2009,"2011"'))
        return f"{verb}({attribute}{periods})"

    def share(self) -> str:
        if self.chance(2):
            return f"share of {self.people_set()} in {self.people_set()}"
        return f"share of {self.council_set(0)} in {self.council_set()}"

    def swing(self) -> str:
        whole = self.pick(("", " in people", " in (north or south)"))
        since = self.pick(("", " since 2001", ' since "last year"'))
        return f"swing from {self.pick(PEOPLE)} to {self.pick(PEOPLE)}{whole}{since}"

    def portion(self) -> str:
        if self.chance(3):
            return f"{self.figure(MULTIPLES)} {self.base()}"
        return f"{self.part()} of {self.base()}"

    def change(self) -> str:
        parts = tuple(part for part in PARTS if not part.startswith(("1 in", "one in")))
        figure = self.figure(parts) if self.chance(2) else self.count()
        word = self.pick(("more", "less", "fewer", "higher", "lower"))
        return f"{figure} {word} than {self.base()}"

    def points_apart(self) -> str:
        way = self.pick(("up on", "down on", "more than", "less than", "higher than"))
        base = self.pick((self.earlier(), "the same@2001", self.share()))
        return f"{self.points()} {way} {base}"

    def planned(self) -> str:
        inner = self.pick((self.plain(), f"({self.number()})", self.share()))
        return f"{self.pick(('expected', 'target'))} {inner}"

    # --- whole statements ---

    def compared(self, left: str, right: str) -> str:
        symbol = self.pick(("=", "=", "=", "==", "!=", "≠", "<", ">", "<=", "≥"))
        return f"{left} {symbol} {right}"

    def equal(self, left: str, right: str) -> str:
        return f"{left} = {right}"

    def anything(self) -> str:
        """A statement that others may be made of."""
        return self.pick(
            (
                self.compared(self.number(), self.count()),
                self.compared(self.number(), self.portion()),
                self.equal(self.plain(), self.change()),
                self.compared(self.share(), self.part()),
                self.membership(),
                f"{self.plain()} same as {self.plain()}",
                f"{self.plain()} > {self.pick(('more than', 'at least'))} {self.plain()}",
                f"{self.number()} = {self.count()} = {self.portion()}",
                f"{self.plain()} > {self.plain()} >= {self.count()}",
            )
        )

    def membership(self) -> str:
        names = self._random.sample(MEMBERS, self._random.randint(1, 3))
        listed = "{" + self.pick((",", ", ")).join(names) + "}"
        return self.pick(
            (
                f"{self.council_set()} = {listed}",
                f"{self.council_set()} includes {listed}",
                f"{listed} in {self.council_set()}",
                f"Leeds in {self.council_set()}",
                f'"Cheshire West and Chester" in {self.council_set()}',
            )
        )

    def breakdown(self) -> str:
        values = self._random.sample(("north", "south", '"islands"'), self._random.randint(1, 3))
        shown = [f"{value} {self.count()}" for value in values]
        if self.chance(3):
            shown[-1] = f"{values[-1]} the rest"
        elif self.chance(3):
            shown.append(self.pick(("unknown the rest", "unknown 3", "unknown several")))
        symbol = self.pick(("=", "=", "includes"))
        when = self.pick(("", "@2010", "[UK]"))
        attribute = self.pick(("home", '"home"'))
        return f"{self.people_set()} by {attribute}{when} {symbol} {{{', '.join(shown)}}}"

    def series(self) -> str:
        years = self._random.sample(YEARS[:-1], self._random.randint(1, 3))
        named = [f'"{year}"' if self.chance(4) else year for year in years]
        if self.chance(3):
            left, figure = self.share(), self.part
        else:
            left, figure = self.pick((*COUNTED, "poor", "good + poor", "fund[UK]")), self.count
        return f"{left} = {{{', '.join(f'{year}: {figure()}' for year in named)}}}"

    def subset(self) -> str:
        count = self.figure(("12", "five", "3 councils", "1,247"))
        whole = self.figure(("9 ", "sixty "))
        return self.equal(
            self.council_set(), f"{count} of {self.pick(('', whole))}{self.council_set(0)}"
        )

    def from_to(self) -> str:
        return f"{self.plain()} from {self.figure(WHOLE[:6])} to {self.figure(WHOLE[:6])}"

    def logic(self) -> str:
        one, other = self.anything(), self.anything()
        return self.pick(
            (
                f"if {one} then {other}",
                f"either {one} or {other}",
                f"not {one}",
                f"if not {one} then either {other} or {one}",
            )
        )

    def same(self) -> str:
        if self.chance(2):
            return f"{self.number()} same as {self.base()}"
        return (
            f"{self.council_set()} same members as {self.pick((self.council_set(), self.base()))}"
        )

    def no_change(self) -> str:
        left = self.pick((self.plain(), self.share()))
        return self.equal(left, f"no change {self.pick(('from', 'on'))} {self.base()}")

    def rate(self) -> str:
        base = self.pick(("households", "people@2010", '"councils"', "(people - north)"))
        figures = ("2.6", "£20", "1", "1 per 3,000", "4.2 per 1,000")
        figure = "3 to 4" if self.chance(5) else self.figure(figures[: 3 if "(" in base else 5])
        link = " " if " per " in figure else " per "
        return self.compared(self.plain(), f"{figure}{link}{base}")

    def age(self) -> str:
        name = self.pick(("Anna Smith", "Bo Lee", '"Ann (Nan) Lee"', "O'Brien"))
        return f"age({name}){self.pick(('', '@2010', '@2010-07'))}"

    def aged(self) -> str:
        symbol = self.pick(("=", "<", ">="))
        if self.chance(3):
            return f"age(Anna Smith) {self.pick('<>')} age(Bo Lee)"
        figure = self.figure(("63", "eighty")) if symbol == "=" else "63"
        return f"{self.age()} {symbol} {figure}"

    def event(self) -> str:
        one, other = self._random.sample(("quake", "aftershock", "arrest", "court case"), 2)
        length = self.figure(("14 minutes", "3 days", "a week", "two years", "half an hour"))
        return self.pick(
            (
                f"{one} {self.pick(('on', 'in', 'during'))} {self.pick(('2011-05', '2012/13'))}",
                f"{one} at {self.pick(('12:51', '6pm', 'noon', 'about 2011-05-03 6.30pm'))}",
                f"{one} {self.pick(('before', 'after'))} {self.pick((other, '2010', '12.51pm'))}",
                f"{one} = {length} {self.pick(('before', 'after'))} {other}",
            )
        )

    def numbered(self) -> str:
        numbers = self.pick(("65+", "20..29", "63", "under 18", "17 or under", "between 3 and 5"))
        whole = self.pick(("", "people ", "north ", "islands and "))
        return f"{whole}aged {numbers}{self.marks()}"

    def rank(self) -> str:
        by = self.pick(("births", "births, lowest deaths", "(births - deaths)", "lowest poor@2010"))
        place = self.pick(("Wales", "England", "Wales in UK", '"Northern Ireland"'))
        return self.pick((f"rank of {place} by {by}", f"rank of {self.pick(PEOPLE[1:])}"))

    def ranked(self) -> str:
        return self.pick(
            (
                f"{self.rank()} = {self.pick(('third', '3rd', 'at most second', '2'))}",
                f"{self.rank()} < {self.pick((self.rank(), '4', 'a year earlier'))}",
                f"{self.rank()} = two less than a year earlier",
            )
        )

    def gap(self) -> str:
        return self.pick(
            (
                "",
                "",
                " except 2010",
                " except 2009..2010",
                ' except "2009"..2009',
                ' except "last year"',
            )
        )

    def record(self) -> str:
        reach = self.pick(("so far", "since 2008", "since 2007", 'since "2008"'))
        subject = self.pick((self.number(), self.share(), "births@each 2009..2011"))
        return f"{subject} {self.pick(('highest', 'lowest'))} {reach}{self.gap()}"

    def streak(self) -> str:
        number = self.pick(("2", "three", "1"))
        how = self.pick((f"{number} times running", f"first time in {number} years"))
        subject = self.pick((self.number(), self.share(), "births@each 2009..2011"))
        return f"{subject} {self.pick(('rose', 'fell'))} {how}{self.gap()}"


Drawn = Callable[[Sentences], str]

DRAWN: dict[str, Drawn] = {
    "ages": Sentences.aged,
    "events": Sentences.event,
    "never_shrinks": lambda s: f"{s.plain()} never shrinks",
    "numbers": lambda s: s.compared(s.numbered(), s.count()),
    "one_number": lambda s: f"dead{s.marks()} is one number",
    "ranks": Sentences.ranked,
    "breakdowns": Sentences.breakdown,
    "changes": lambda s: s.equal(s.number(), s.change()),
    "earlier": lambda s: s.compared(
        s.plain(), s.pick((s.earlier(), f"{s.count()} more than {s.earlier()}"))
    ),
    "from_to": Sentences.from_to,
    "logic": Sentences.logic,
    "members": Sentences.membership,
    "no_change": Sentences.no_change,
    "planned": lambda s: s.compared(
        *s.pick((f"{s.planned()}|{s.count()}", f"{s.plain()}|{s.planned()}")).split("|")
    ),
    "points": lambda s: s.compared(s.share(), s.points_apart()),
    "portions": lambda s: s.compared(s.number(), s.portion()),
    "rates": Sentences.rate,
    "records": Sentences.record,
    "repeated": lambda s: s.compared(
        s.plain(), s.pick((s.repeated(), f"{s.part()} of {s.repeated()}"))
    ),
    "same": Sentences.same,
    "series": Sentences.series,
    "shares": lambda s: s.compared(s.share(), s.pick((s.part(), s.share()))),
    "streaks": Sentences.streak,
    "subsets": Sentences.subset,
    "swing": lambda s: s.compared(s.swing(), s.points()),
    "transitions": lambda s: s.compared(s.transition(), s.count()),
}
"""How to draw a statement of each phrase."""

CORE: dict[str, Drawn] = {
    "comparisons": Sentences.anything,
    "sets": lambda s: s.compared(s.council_set(2), s.council_set()),
    "sums": lambda s: s.compared(s.number(), s.number()),
    "quotients": lambda s: s.compared(f"{s.number()} / households", s.count()),
}
"""How to draw statements that need no phrase."""


def drawn(phrase: str, many: int) -> list[str]:
    """Different statements of a phrase, the same on every run."""
    sentences = Sentences(Random(phrase))
    draw = (DRAWN | CORE)[phrase]
    return list(dict.fromkeys(sentences.spaced(draw(sentences)) for _ in range(many)))
