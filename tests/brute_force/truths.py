"""A true world in full, and statements of every phrase that are true of it or are not.

What a statement says is worked out from docs/writing-claims.md on the world's own numbers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import TypeVar

from checker.language.lexicon import (
    Attribute,
    Definition,
    Lexicon,
    NamedPeriod,
    Place,
    Population,
    Quantity,
)
from tests.brute_force.readings import Printer, Shown, digits, scaled, turned
from tests.brute_force.spans import Span

T = TypeVar("T")

YEARS = ("2008", "2009", "2010", "2011")
NOW = "2011"
HOMES = ("north", "south", "islands")
ORDER = ("top", "mid", "low")
RATINGS = (*ORDER, "pending")
REMARKS = ("fresh",)
COUNCILS = ("Ash", "Birch", "Cedar", "Elm")
LATE = YEARS[2:]
"""The years in which councils are looked at: each more makes far more cells."""
AREAS = ("East", "West", "Isles")
PLACES = {"UK": ("East", "West", "Isles"), "Main": ("East", "West")}
SPANS = {
    **{year: (2 * i, 2 * i + 1) for i, year in enumerate(YEARS)},
    **{f"{y}/{int(y) % 100 + 1:02}": (2 * i + 1, 2 * i + 2) for i, y in enumerate(YEARS[:-1])},
    "2008-2010": tuple(range(6)),
    "2009-2011": tuple(range(2, 8)),
    "2010-2011": tuple(range(4, 8)),
}
"""Which parts of years (until March, from April on) a period has."""

LEXICON = Lexicon(
    populations={name: Population(name) for name in ("councils", "people", "voters")},
    attributes={
        "rating": Attribute("rating", "councils", ORDER, ("pending",)),
        "remark": Attribute("remark", "councils", (), REMARKS, many=True, open=True),
        "home": Attribute("home", "people", (), HOMES),
        "aged": Attribute("aged", "voters", numbers=True),
    },
    quantities={
        "births": Quantity("births", counts="births", not_negative=True, place="UK"),
        "deaths": Quantity("deaths", counts="deaths", not_negative=True, flow=True),
        "households": Quantity(
            "households", counts="households", not_negative=True, never_zero=True
        ),
        "fund": Quantity("fund", unit="GBP", not_negative=True),
        "degrees": Quantity("degrees", unit="C", adds_up=False),
    },
    definitions={"good": Definition("good", "mid or better")},
    places={name: Place(name, parts) for name, parts in PLACES.items()},
    periods={
        name: NamedPeriod(name, date(int(name[:4]), 4, 1), date(int(name[:4]) + 1, 3, 31))
        for name in SPANS
        if "/" in name
    },
    members={name: name for name in COUNCILS},
)


@dataclass(frozen=True)
class Said:
    """A statement, and whether it is true."""

    text: str
    true: bool


@dataclass(frozen=True)
class Thing:
    """A number by year: its name, and whether it is a count, money or a share."""

    name: str
    values: dict[str, Fraction]
    kind: str = "count"

    def at(self, year: str) -> Fraction:
        return self.values[year]


class World:
    """All that is so, drawn from a seed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.ratings = {y: {c: random.choice(RATINGS) for c in COUNCILS} for y in LATE}
        self.remarks = {
            y: {c: frozenset(r for r in REMARKS if random.randrange(2)) for c in COUNCILS}
            for y in LATE
        }
        self.people = {home: self._walk(120, 900) for home in HOMES}
        self.births = {area: self._walk(110, 3000) for area in AREAS}
        self.households = self._walk(105, 400)
        self.voters = {age: random.randrange(1, 40) for age in random.sample(range(16, 95), 5)}
        self.fund = {
            y: v + Fraction(random.randrange(100), 100) for y, v in self._walk(1000, 20_000).items()
        }
        self.degrees = {y: Fraction(random.randrange(-150, 150), 10) for y in YEARS}
        self.deaths = [Fraction(random.randrange(0, 400)) for _ in range(2 * len(YEARS))]

    def _walk(self, low: int, high: int) -> dict[str, Fraction]:
        """Numbers by year, some of them unchanged and some nearly so."""
        value, found = Fraction(self.random.randint(low, high)), {}
        for year in YEARS:
            match self.random.randrange(5):
                case 0:
                    pass
                case 1:
                    value += self.random.choice((-1, 1, 2))
                case _:
                    value = Fraction(self.random.randint(low, high))
            found[year] = value
        return found

    # --- numbers ---

    def during(self, period: str) -> Fraction:
        return sum((self.deaths[i] for i in SPANS[period]), Fraction(0))

    def of(self, *areas: str) -> dict[str, Fraction]:
        return {y: sum((self.births[a][y] for a in areas), Fraction(0)) for y in YEARS}

    @cached_property
    def everybody(self) -> dict[str, Fraction]:
        return {y: sum((self.people[h][y] for h in HOMES), Fraction(0)) for y in YEARS}

    @cached_property
    def counts(self) -> tuple[Thing, ...]:
        """What is counted, in large numbers."""
        return (
            Thing("people", self.everybody),
            *(Thing(home, values) for home, values in self.people.items()),
            Thing("births", self.of(*AREAS)),
            Thing("births[Main]", self.of("East", "West")),
            Thing("births[not East]", self.of("West", "Isles")),
            Thing("births[Isles]", self.of("Isles")),
            Thing("deaths", {y: self.during(y) for y in YEARS}),
            Thing("households", self.households),
        )

    @cached_property
    def money(self) -> Thing:
        return Thing("fund", self.fund, "money")

    @cached_property
    def numbers(self) -> tuple[Thing, ...]:
        return (*self.counts, self.money)

    @cached_property
    def shares(self) -> tuple[Thing, ...]:
        births = self.of(*AREAS)
        parts = [
            *((h, "people", self.people[h], self.everybody) for h in HOMES),
            ("births[Main]", "births", self.of("East", "West"), births),
        ]
        return tuple(
            Thing(f"share of {part} in {whole}", {y: a[y] / b[y] for y in YEARS}, "share")
            for part, whole, a, b in parts
        )

    # --- sets of councils ---

    def rated(self, year: str, *values: str) -> frozenset[str]:
        return frozenset(c for c in COUNCILS if self.ratings[year][c] in values)

    def moved(self, verb: str, first: str, last: str) -> frozenset[str]:
        found = set()
        for council in COUNCILS:
            ranks = [self.ratings[y][council] for y in (first, last)]
            if all(r in ORDER for r in ranks):
                step = ORDER.index(ranks[1]) - ORDER.index(ranks[0])
                moves = {-1: "improved", 0: "unchanged", 1: "declined"}
                word = moves[(step > 0) - (step < 0)]
                if word == verb:
                    found.add(council)
        return frozenset(found)

    # --- all of it, stated exactly ---

    def exactly(self) -> Iterator[str]:
        """Statements that leave nothing open, to be read as exact."""
        for year in LATE:
            for values in self.ratings, self.remarks:
                for value in RATINGS if values is self.ratings else REMARKS:
                    names = sorted(c for c in COUNCILS if self._has(values[year][c], value))
                    listed = "{" + ", ".join(names) + "}"
                    yield f"{value}@{year} = {listed if names else 0}"
            yield f"councils@{year} = {len(COUNCILS)}"
        for year in YEARS:
            for home, people in self.people.items():
                yield f"{home}@{year} = {people[year]}"
            for area, births in self.births.items():
                yield f"births@{year}[{area}] = {births[year]}"
            yield f"households@{year} = {self.households[year]}"
            yield f"fund@{year} = {self._decimal(self.fund[year])}"
            yield f"degrees@{year} = {self._decimal(self.degrees[year])}"
        yield f"voters = {sum(self.voters.values())}"
        for age, voters in self.voters.items():
            yield f"voters aged {age} = {voters}"
        for period in SPANS:
            yield f"deaths@{period} = {self.during(period)}"
        for plan, thing, meant in self.plans:
            yield f"{plan} {thing.name}@{NOW} = {meant}"

    @staticmethod
    def _has(held: object, value: str) -> bool:
        return value in held if isinstance(held, frozenset) else held == value

    @staticmethod
    def _decimal(value: Fraction) -> str:
        cents = value * 100
        assert cents.denominator == 1
        sign = "-" if value < 0 else ""
        whole, part = divmod(abs(cents.numerator), 100)
        return f"{sign}{whole}.{part:02}"

    @cached_property
    def plans(self) -> tuple[tuple[str, Thing, Fraction], ...]:
        """What is expected of some numbers this year, or aimed at."""
        plain = [thing for thing in self.counts if "[" not in thing.name]
        return tuple(
            (plan, thing, Fraction(self.random.randint(100, 2000)))
            for plan, thing in zip(
                ("expected", "target"), self.random.sample(plain, 2), strict=True
            )
        )


class Teller:
    """Draws statements about a world."""

    def __init__(self, world: World, random: Random) -> None:
        self.world = world
        self.random = random
        self.printer = Printer(random)

    def choose(self, choices: "tuple[T, ...] | list[T]") -> T:
        return self.random.choice(choices)

    # --- figures of things ---

    def figure(self, thing: Thing, value: Fraction) -> Shown:
        match thing.kind:
            case "share":
                return self.printer.part(value)
            case "money":
                return self.printer.number(value, "£")
            case _:
                return self.printer.number(value)

    def thing(self) -> Thing:
        return self.choose((*self.world.numbers, *self.world.shares))

    def year(self) -> str:
        return self.choose(YEARS)

    def dated(self, thing: Thing, year: str) -> str:
        if year == NOW or thing.kind == "share":
            assert year == NOW
            return thing.name
        name, bracket, place = thing.name.partition("[")
        return f"{name}@{year}{bracket}{place}"

    def base(self, thing: Thing) -> tuple[str, Fraction]:
        """The same thing before, or another one of its kind."""
        match self.random.randrange(4):
            case 0:
                return "a year earlier", thing.at("2010")
            case 1:
                years = self.choose((2, 3))
                return f"{years} years earlier", thing.at(YEARS[3 - years])
            case 2:
                year = self.choose(YEARS[:3])
                return f"the same@{year}", thing.at(year)
            case _:
                pool = [
                    t for t in (*self.world.numbers, *self.world.shares) if t.kind == thing.kind
                ]
                other = self.choose(pool)
                if thing.kind == "share":
                    return other.name, other.at(NOW)
                year = self.choose(YEARS)
                return self.dated(other, year), other.at(year)

    # --- statements ---

    def comparison(self) -> Said:
        thing = self.thing()
        value = thing.at(NOW)
        figure = self.figure(thing, value)
        if figure.limit is not None and self.random.randrange(3) == 0:
            symbol = self.choose(("<", ">", "<=", ">="))
            return Said(
                f"{thing.name} {symbol} {figure.text}", related(value, symbol, figure.limit)
            )
        if self.random.randrange(5) == 0:
            return Said(f"{thing.name} != {figure.text}", not figure.fits(value))
        return Said(f"{thing.name} = {figure.text}", figure.fits(value))

    def series(self) -> Said:
        thing = self.thing()
        years = self.random.sample(YEARS, self.random.randint(1, 3))
        figures = [self.figure(thing, thing.at(y)) for y in years]
        listed = ", ".join(f"{y}: {f.text}" for y, f in zip(years, figures, strict=True))
        true = all(f.fits(thing.at(y)) for y, f in zip(years, figures, strict=True))
        return Said(f"{thing.name} = {{{listed}}}", true)

    def breakdown(self) -> Said:
        year = self.year()
        sizes = {home: self.world.people[home][year] for home in HOMES}
        values = self.random.sample(HOMES, self.random.randint(1, 3))
        closed = self.random.randrange(3) > 0
        how = self.choose(("figures", "figures", "rest", "unknown")) if closed else "figures"
        if how == "unknown":
            return self._unknown(year, sizes, values)
        figures = {v: self.figure(self.world.counts[0], sizes[v]) for v in values}
        shown = [f"{v} {f.text}" for v, f in figures.items()]
        true = all(f.fits(sizes[v]) for v, f in figures.items())
        if how == "rest":
            rest = values[-1]
            shown[-1] = f"{rest} the rest"
            true = all(f.fits(sizes[v]) for v, f in figures.items() if v != rest)
        if closed:
            true = true and all(sizes[v] == 0 for v in HOMES if v not in values)
        symbol = "=" if closed else "includes"
        return Said(f"people by home@{year} {symbol} {{{', '.join(shown)}}}", true)

    def _unknown(self, year: str, sizes: dict[str, Fraction], values: list[str]) -> Said:
        """Those of unknown home may be anywhere, and are in none of the figures."""
        whole = sum(sizes.values(), Fraction(0))
        known = {}
        for value in values:
            off = self.choose((0, 0, 0, 5, 40, -20))
            known[value] = max(sizes[value] - off, Fraction(1))
        unknown = whole - sum(known.values(), Fraction(0)) + self.choose((0, 0, 0, 1, -3))
        listed = [f"{v} {n}" for v, n in known.items()]
        if unknown <= 0 or self.random.randrange(3) == 0:
            unknown = whole - sum(known.values(), Fraction(0))
            listed.append("unknown the rest")
        else:
            listed.append(f"unknown {unknown}")
        true = (
            unknown >= 0
            and sum(known.values(), unknown) == whole
            and all(n <= sizes[v] <= n + unknown for v, n in known.items())
            and sum((sizes[v] for v in HOMES if v not in known), Fraction(0)) <= unknown
        )
        return Said(f"people by home@{year} = {{{', '.join(listed)}}}", true)

    def change(self) -> Said:
        thing = self.choose(self.world.numbers)
        text, base = self.base(thing)
        difference = thing.at(NOW) - base
        up = difference >= 0
        if self.random.randrange(8) == 0:
            up = not up
        word = self.choose(("more", "higher")) if up else self.choose(("less", "fewer", "lower"))
        change = difference if up else -difference
        if base > 0 and self.random.randrange(2):
            figure = self.printer.per_cent(self.printer.near(change / base))
            value = change / base
        else:
            figure, value = self.figure(thing, change), change
        if figure.text.startswith(("nearly", "just")) and figure.limit == 0:
            return self.change()
        return Said(f"{thing.name} = {figure.text} {word} than {text}", figure.fits(value))

    def earlier(self) -> Said:
        thing = self.thing()
        years = self.choose((1, 2, 3))
        text = self.choose(("a year earlier",)) if years == 1 else f"{years} years earlier"
        symbol = self.choose(("<", ">", "=", "!=", "<=", ">="))
        true = related(thing.at(NOW), symbol, thing.at(YEARS[3 - years]))
        return Said(f"{thing.name} {symbol} {text}", true)

    def repeated(self) -> Said:
        thing = self.choose(self.world.numbers)
        if self.random.randrange(2):
            place = self.choose((*PLACES, *AREAS))
            other = self.world.of(*PLACES.get(place, (place,)))[NOW]
            value = self.world.of(*AREAS)[NOW]
            figure = self.printer.part(other / value)
            inverse = self.printer.multiple(value / other)
            if self.random.randrange(2):
                return Said(
                    f"births = {inverse.text} the same[{place}]", inverse.fits(value / other)
                )
            return Said(
                f"births[{place}] = {figure.text} of the same[UK]", figure.fits(other / value)
            )
        year = self.choose(YEARS[:3])
        symbol = self.choose(("<", ">", "="))
        return Said(
            f"{thing.name} {symbol} the same@{year}", related(thing.at(NOW), symbol, thing.at(year))
        )

    def from_to(self) -> Said:
        thing = self.choose(self.world.numbers)
        currency = "£" if thing.kind == "money" else ""
        figures = [self.printer.number(thing.at(y), currency, alone=True) for y in YEARS[2:]]
        true = all(f.fits(thing.at(y)) for f, y in zip(figures, YEARS[2:], strict=True))
        return Said(f"{thing.name} from {figures[0].text} to {figures[1].text}", true)

    def portion(self) -> Said:
        thing = self.choose(self.world.numbers)
        text, base = self.base(thing)
        if base == 0:
            return self.portion()
        ratio = thing.at(NOW) / base
        if ratio > 1 and self.random.randrange(2):
            figure = self.printer.multiple(ratio)
            return Said(f"{thing.name} = {figure.text} {text}", figure.fits(ratio))
        figure = self.printer.part(ratio)
        if figure.limit is not None and self.random.randrange(4) == 0:
            symbol = self.choose(("<", ">"))
            true = related(thing.at(NOW), symbol, figure.limit * base)
            return Said(f"{thing.name} {symbol} {figure.text} of {text}", true)
        return Said(f"{thing.name} = {figure.text} of {text}", figure.fits(ratio))

    def rate(self) -> Said:
        thing = self.choose([t for t in self.world.numbers if t.name != "households"])
        other = self.choose([t for t in self.world.counts if "[" not in t.name and t != thing])
        if other.at(NOW) == 0:
            return self.rate()
        ratio = thing.at(NOW) / other.at(NOW)
        currency = "£" if thing.kind == "money" else ""
        meant = self.printer.near(ratio)
        match self.random.randrange(3):
            case 0 if meant > 0 and not currency:
                figure = _one_per(meant)
            case 1:
                figure = _per_thousand(self.random, meant, currency)
            case _:
                figure = _average(self.random, meant, currency)
        return Said(f"{thing.name} = {figure.text} {other.name}", figure.fits(ratio))

    def share(self) -> Said:
        thing = self.choose(self.world.shares)
        if self.random.randrange(4) == 0:
            text, base = self.base(thing)
            symbol = self.choose(("<", ">"))
            return Said(f"{thing.name} {symbol} {text}", related(thing.at(NOW), symbol, base))
        figure = self.figure(thing, thing.at(NOW))
        return Said(f"{thing.name} = {figure.text}", figure.fits(thing.at(NOW)))

    def points(self) -> Said:
        thing = self.choose(self.world.shares)
        text, base = self.base(thing)
        difference = thing.at(NOW) - base
        up = difference >= 0
        way = self.choose(("up on", "more than") if up else ("down on", "less than", "lower than"))
        figure = self.printer.points(abs(difference))
        if figure.limit == 0 and figure.span.low == figure.span.high:
            return self.points()
        return Said(f"{thing.name} = {figure.text} {way} {text}", figure.fits(abs(difference)))

    def swing(self) -> Said:
        one, other = self.random.sample(HOMES, 2)
        year = self.choose(("", *YEARS[:3]))
        before = year or "2010"
        share = {
            h: {y: self.world.people[h][y] / self.world.everybody[y] for y in YEARS} for h in HOMES
        }
        gained = share[other][NOW] - share[other][before]
        lost = share[one][before] - share[one][NOW]
        value = (gained + lost) / 2
        since = f" since {year}" if year else ""
        if value < 0:
            symbol = self.choose(("<", ">"))
            limit = self.printer.points(-value)
            if limit.limit is None:
                return self.swing()
            true = related(value, symbol, limit.limit)
            return Said(f"swing from {one} to {other}{since} {symbol} {limit.text}", true)
        figure = self.printer.points(value)
        return Said(f"swing from {one} to {other}{since} = {figure.text}", figure.fits(value))

    def no_change(self) -> Said:
        thing = self.thing()
        text, base = self.base(thing)
        difference = abs(thing.at(NOW) - base)
        match thing.kind:
            case "count" if base <= 1000:
                true = difference == 0
            case "count" | "money":
                true = difference <= base * Fraction(5, 1000)
            case _:
                true = difference <= Fraction(5, 1000)
        return Said(f"{thing.name} = no change {self.choose(('from', 'on'))} {text}", true)

    def record(self) -> Said:
        thing = self.thing()
        word, reach = self.choose(("highest", "lowest")), self.choose(("so far", "2008", "2009"))
        left_out = self.choose(("", "", "2009", "2010", "2008..2009"))
        earlier = [y for y in YEARS[:3] if reach == "so far" or y > reach]
        first, _, last = left_out.partition("..")
        earlier = [y for y in earlier if not first or not first <= y <= (last or first)]
        if not earlier:
            return self.record()
        symbol = ">" if word == "highest" else "<"
        true = all(related(thing.at(NOW), symbol, thing.at(y)) for y in earlier)
        back = reach if reach == "so far" else f"since {reach}"
        gap = f" except {left_out}" if left_out else ""
        return Said(f"{thing.name} {word} {back}{gap}", true)

    def streak(self) -> Said:
        thing = self.thing()
        verb = self.choose(("rose", "fell"))
        left_out = self.choose(("", "", "2009", "2010"))
        years = [y for y in YEARS if y != left_out]
        steps = [
            b > a if verb == "rose" else b < a for a, b in pairwise([thing.at(y) for y in years])
        ]
        gap = f" except {left_out}" if left_out else ""
        if self.random.randrange(2):
            times = self.random.randint(1, len(steps))
            return Said(f"{thing.name} {verb} {times} times running{gap}", all(steps[-times:]))
        reach = self.random.randint(1, 3)
        inside_reach = [i for i, y in enumerate(years[1:-1]) if int(years[i]) >= int(NOW) - reach]
        true = steps[-1] and not any(steps[i] for i in inside_reach)
        noun = "year" if reach == 1 else "years"
        return Said(f"{thing.name} {verb} first time in {reach} {noun}{gap}", true)

    def planned(self) -> Said:
        plan, thing, value = self.choose(self.world.plans)
        match self.random.randrange(3):
            case 0:
                symbol = self.choose(("<", ">", "<=", ">="))
                true = related(thing.at(NOW), symbol, value)
                return Said(f"{thing.name} {symbol} {plan} {thing.name}", true)
            case 1:
                before = thing.at("2010")
                up = value >= before
                figure = self.printer.number(abs(value - before))
                word = "more" if up else "fewer"
                return Said(
                    f"{plan} {thing.name} = {figure.text} {word} than a year earlier",
                    figure.fits(abs(value - before)),
                )
            case _:
                figure = self.printer.number(value)
                return Said(f"{plan} {thing.name} = {figure.text}", figure.fits(value))

    # --- councils ---

    def councils(self, depth: int = 1) -> tuple[str, frozenset[str]]:
        """A set of councils as written, and its members."""
        world, year = self.world, self.choose(LATE)
        match self.random.randrange(7 if depth else 5):
            case 0:
                value = self.choose(RATINGS)
                return f"{value}@{year}", world.rated(year, value)
            case 1:
                remark = self.choose(REMARKS)
                has = frozenset(c for c in COUNCILS if remark in world.remarks[year][c])
                return f"{remark}@{year}", has
            case 2:
                rank, better = self.random.randrange(3), self.random.randrange(2)
                values = ORDER[: rank + 1] if better else ORDER[rank:]
                way = "better" if better else "worse"
                spelled = self.choose(
                    (
                        f"{ORDER[rank]}@{year} or {way}",
                        f"{ORDER[rank]} or {way}@{year}",
                        f"({ORDER[rank]} or {way})@{year}",
                    )
                )
                return spelled, world.rated(year, *values)
            case 3:
                return self.transition_set()
            case 4:
                return f"good@{year}", world.rated(year, "top", "mid")
            case _:
                word = self.choose(("and", "or", "but not"))
                (one, a), (other, b) = self.councils(0), self.councils(0)
                found = {"and": a & b, "or": a | b, "but not": a - b}[word]
                return f"({one} {word} {other})", found

    def transition_set(self) -> tuple[str, frozenset[str]]:
        verb = self.choose(("improved", "declined", "unchanged"))
        if self.random.randrange(3) == 0:
            return f"{verb}(rating)", self.world.moved(verb, "2010", "2011")
        first, last = self.random.sample(LATE, 2)
        return f"{verb}(rating, {first}, {last})", self.world.moved(verb, first, last)

    def _count(self, value: int) -> Shown:
        """A small number, near a true one."""
        near = max(value + self.choose((0, 0, 0, 1, -1)), 0)
        word = self.choose(("", "", "", "at least ", "more than ", "at most ", "fewer than "))
        spans = {
            "": Span.point(near),
            "at least ": Span(Fraction(near), None),
            "more than ": Span(Fraction(near), None, low_open=True),
            "at most ": Span(None, Fraction(near)),
            "fewer than ": Span(None, Fraction(near), high_open=True),
        }
        return Shown(f"{word}{near}", spans[word])

    def transition(self) -> Said:
        text, members = self.transition_set()
        figure = self._count(len(members))
        return Said(f"{text} = {figure.text}", figure.fits(Fraction(len(members))))

    def sets(self) -> Said:
        text, members = self.councils()
        if self.random.randrange(2):
            other, those = self.councils()
            symbol = self.choose(("=", "<", ">", ">=", "!="))
            true = related(Fraction(len(members)), symbol, Fraction(len(those)))
            return Said(f"{text} {symbol} {other}", true)
        figure = self._count(len(members))
        return Said(f"{text} = {figure.text}", figure.fits(Fraction(len(members))))

    def subset(self) -> Said:
        (text, members), (whole, those) = self.councils(), self.councils()
        if self.random.randrange(2):
            text, members = f"({text} and {whole})", members & those
        figure = self._count(len(members))
        if figure.text == "0":
            return self.subset()
        true = figure.fits(Fraction(len(members))) and members <= those
        size = ""
        if self.random.randrange(3) == 0:
            printed = max(len(those) + self.choose((0, 0, 1)), 0)
            size, true = f"{printed} ", true and printed == len(those)
        return Said(f"{text} = {figure.text} of {size}{whole}", true)

    def members(self) -> Said:
        text, members = self.councils()
        names = frozenset(self.random.sample(COUNCILS, self.random.randint(1, 3)))
        if members and self.random.randrange(2):
            names = members
        listed = "{" + ", ".join(sorted(names)) + "}"
        match self.random.randrange(3):
            case 0:
                return Said(f"{text} = {listed}", names == members)
            case 1:
                return Said(f"{text} includes {listed}", names <= members)
            case _:
                return Said(f"{listed} in {text}", names <= members)

    def same(self) -> Said:
        if self.random.randrange(2):
            thing = self.thing()
            text, base = self.base(thing)
            return Said(f"{thing.name} same as {text}", thing.at(NOW) == base)
        (text, members), (other, those) = self.councils(), self.councils()
        if text == other:
            return self.same()
        return Said(f"{text} same members as {other}", members == those)

    # --- whole statements ---

    def logic(self) -> Said:
        tellers = (self.comparison, self.sets, self.members, self.subset, self.same, self.change)
        one, other = self.choose(tellers)(), self.choose(tellers)()
        match self.random.randrange(4):
            case 0:
                return Said(f"if {one.text} then {other.text}", not one.true or other.true)
            case 1:
                return Said(f"either {one.text} or {other.text}", one.true or other.true)
            case 2:
                text = f"if not {one.text} then either {other.text} or {one.text}"
                return Said(text, one.true or other.true)
            case _:
                return Said(f"not {one.text}", not one.true)

    def each(self) -> Said:
        first, last = sorted((self.year(), self.year()))
        years = [y for y in YEARS if first <= y <= last]
        # Deaths are also pinned for periods that lie across two years.
        named = [t for t in self.world.numbers if "[" not in t.name and t.name != "deaths"]
        thing = self.choose(named)
        mark = f"{thing.name}@each {first}..{last}"
        match self.random.randrange(3):
            case 0:
                least = min(thing.at(y) for y in years) + self.choose((0, -1, 1))
                symbol = self.choose((">=", ">"))
                text = f"{mark} {symbol} {World._decimal(least)}"
                return Said(text, all(related(thing.at(y), symbol, least) for y in years))
            case 1 if first > YEARS[0]:
                symbol = self.choose(("<", ">", ">="))
                pairs = [(thing.at(y), thing.at(str(int(y) - 1))) for y in years]
                return Said(
                    f"{mark} {symbol} a year earlier", all(related(a, symbol, b) for a, b in pairs)
                )
            case 2 if first > YEARS[0]:
                word = self.choose(("highest", "lowest"))
                symbol = ">" if word == "highest" else "<"
                true = all(
                    related(thing.at(y), symbol, thing.at(e)) for y in years for e in YEARS if e < y
                )
                return Said(f"{mark} {word} so far", true)
            case _:
                figure = self.figure(thing, thing.at(first))
                return Said(f"{mark} = {figure.text}", all(figure.fits(thing.at(y)) for y in years))

    def flow(self) -> Said:
        one, other = self.random.sample(sorted(SPANS), 2)
        value, base = self.world.during(one), self.world.during(other)
        match self.random.randrange(3):
            case 0 if base:
                figure = self.printer.part(value / base)
                return Said(
                    f"deaths@{one} = {figure.text} of deaths@{other}", figure.fits(value / base)
                )
            case 1:
                symbol = self.choose(("<", ">"))
                return Said(f"deaths@{one} {symbol} deaths@{other}", related(value, symbol, base))
            case _:
                figure = self.printer.number(value)
                return Said(f"deaths@{one} = {figure.text}", figure.fits(value))

    def rank(self) -> Said:
        area, year = self.choose(AREAS), self.choose(("2010", NOW))
        lowest = self.random.randrange(2)
        births = {a: self.world.births[a][year] * (-1 if lowest else 1) for a in AREAS}
        rank = Fraction(1 + sum(births[a] > births[area] for a in AREAS))
        by = f"{'lowest ' if lowest else ''}births@{year}"
        text = f"rank of {area} in UK by {by}"
        number = self.random.randint(1, 3)
        if self.random.randrange(2):
            word = self.choose((f"{number}", ("first", "second", "third")[number - 1]))
            return Said(f"{text} = {word}", rank == number)
        symbol = self.choose(("<", ">", "<=", ">="))
        return Said(f"{text} {symbol} {number}", related(rank, symbol, Fraction(number)))

    def numbers(self) -> Said:
        low, high = sorted(self.random.sample(range(15, 95), 2))
        written, those = self.choose(
            [
                (f"{low}..{high}", range(low, high + 1)),
                (f"{low}+", range(low, 200)),
                (f"{high} or under", range(high + 1)),
                (f"under {high}", range(high)),
                (f"over {low}", range(low + 1, 200)),
            ]
        )
        size = Fraction(sum(n for age, n in self.world.voters.items() if age in those))
        figure = self.printer.number(size)
        return Said(f"voters aged {written} = {figure.text}", figure.fits(size))

    def sums(self) -> Said:
        one, other = self.choose(self.world.counts), self.choose(self.world.counts)
        year = self.year()
        symbol = self.choose(("+", "-"))
        right = self.dated(other, year)
        value = one.at(NOW) + (other.at(year) if symbol == "+" else -other.at(year))
        figure = self.printer.number(value)
        return Said(f"{one.name} {symbol} {right} = {figure.text}", figure.fits(value))

    def negative(self) -> Said:
        """Changes and parts of what may be below zero."""
        value, base = self.world.degrees[NOW], self.world.degrees["2010"]
        match self.random.randrange(3):
            case 0 if value != base:
                figure = self.printer.number(abs(value - base))
                word = "more" if value > base else "less"
                text = f"degrees = {figure.text} {word} than a year earlier"
                return Said(text, figure.fits(abs(value - base)))
            case 1 if base:
                figure = self.printer.multiple(value / base)
                return Said(f"degrees = {figure.text} a year earlier", figure.fits(value / base))
            case 2 if base:
                figure = self.printer.per_cent(self.printer.near(value / base - 1))
                if figure.limit is None or figure.limit < 0:
                    return self.negative()
                text = f"degrees = {figure.text} more than a year earlier"
                return Said(text, figure.fits(value / base - 1))
            case _:
                figure = self.printer.number(value, alone=True)
                return Said(f"degrees = {figure.text}", figure.fits(value))


def related(value: Fraction, symbol: str, other: Fraction) -> bool:
    match symbol:
        case "=":
            return value == other
        case "!=":
            return value != other
        case "<":
            return value < other
        case "<=":
            return value <= other
        case ">":
            return value > other
        case _:
            return value >= other


def _average(random: Random, meant: Fraction, currency: str) -> Shown:
    figure = digits(meant, random.choice((0, 1, 2)))
    return Shown(f"{currency}{figure.text} per", figure.averaged)


def _per_thousand(random: Random, meant: Fraction, currency: str) -> Shown:
    figure = digits(meant * 1000, random.choice((0, 1)))
    if figure.value == 1 and figure.last == 1:
        return _one_per(meant, 1000)
    return Shown(f"{currency}{figure.text} per 1,000", scaled(figure.rounded, Fraction(1, 1000)))


def _one_per(meant: Fraction, count: int | None = None) -> Shown:
    size = count or max(round(1 / meant), 1)
    figure = digits(Fraction(size), 0)
    return Shown(f"1 per {figure.text}", turned(figure.so_many))


TOLD: dict[str, Callable[[Teller], Said]] = {
    "breakdowns": Teller.breakdown,
    "changes": Teller.change,
    "earlier": Teller.earlier,
    "from_to": Teller.from_to,
    "logic": Teller.logic,
    "members": Teller.members,
    "no_change": Teller.no_change,
    "planned": Teller.planned,
    "points": Teller.points,
    "portions": Teller.portion,
    "rates": Teller.rate,
    "records": Teller.record,
    "repeated": Teller.repeated,
    "same": Teller.same,
    "numbers": Teller.numbers,
    "ranks": Teller.rank,
    "series": Teller.series,
    "shares": Teller.share,
    "streaks": Teller.streak,
    "subsets": Teller.subset,
    "swing": Teller.swing,
    "transitions": Teller.transition,
    "comparisons": Teller.comparison,
    "sets": Teller.sets,
    "each": Teller.each,
    "flows": Teller.flow,
    "sums": Teller.sums,
    "negative": Teller.negative,
}
"""How to draw a statement of each phrase, and of forms that need none."""
