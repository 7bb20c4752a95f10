"""Events, lengths of time and ages against Python's own dates, moment by moment."""

from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from checker.algebra.constraints import holds
from checker.claims.clocks import clock_times
from checker.language.days import (
    fewest_days,
    minute_of,
    most_days,
    oldest,
    ordinal,
    youngest,
)
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse
from checker.language.lexicon import Event, Lexicon
from checker.language.meaning import Line, Meaning, meanings
from checker.language.nodes import Formula

WORDS, _ = words_of(Lexicon(events={name: Event(name) for name in ("quake", "flood")}))

QUAKE = datetime.fromisoformat("2011-02-22T12:51")
MOMENTS = st.datetimes(
    datetime.fromisoformat("2007-12-20"), datetime.fromisoformat("2012-03-10")
).map(lambda moment: moment.replace(second=0, microsecond=0))
NEAR = st.tuples(
    st.sampled_from((0, 1, 30, 45, 60, 90, 1439, 1440, 2879, 2880, 4320, 20160)),
    st.integers(-3, 3),
).map(lambda parts: timedelta(minutes=sum(parts)))
DATES = st.dates(date(1890, 1, 1), date(2013, 1, 1)) | st.sampled_from(
    [date(year, month, day) for year in (1896, 1900, 1948) for month, day in ((2, 28), (3, 1))]
    + [date(1896, 2, 29), date(1948, 2, 29), date(2000, 2, 29)]
)  # fmt: skip


@cache
def said(statement: str, period: str | None = None) -> Meaning:
    """What a statement on the quake, the flood and Anna means."""
    formula = parse(statement)
    assert isinstance(formula, Formula), formula
    (found,) = meanings([Line(formula, period)], WORDS, Widths())
    assert isinstance(found, Meaning), found
    return found


def is_so(statement: str, period: str | None = None, **moments: datetime) -> bool:
    """Whether a statement is true when events happen at some moments."""
    values = {}
    for name, moment in moments.items():
        values[f"day of {name}"] = Fraction(moment.toordinal())
        values[f"time of {name}"] = Fraction(60 * moment.hour + moment.minute)
    return holds(said(statement, period).constraint, values)


# --- so long after ---------------------------------------------------------------------------

ROOM = {1: 1, 2: 1, 3: 1, 5: 2.5, 45: 2.5}
MINUTE, HOUR, TURN = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONG: dict[str, Callable[[int, timedelta, int], bool]] = {
    "{n} minutes": lambda n, passed, _: passed == n * MINUTE,
    "about {n} minutes": lambda n, passed, _: abs(passed / MINUTE - n) <= ROOM[n],
    "{n} hours": lambda n, passed, _: (n - 0.5) * HOUR <= passed < (n + 1) * HOUR,
    "about {n} hours": lambda n, passed, _: (n - 0.5) * HOUR <= passed < (n + 1) * HOUR,
    "{n}.5 hours": lambda n, passed, _: (n + 0.25) * HOUR <= passed <= (n + 0.75) * HOUR,
    "more than {n} hours": lambda n, passed, _: passed > n * HOUR,
    "at least {n} hours": lambda n, passed, _: passed >= n * HOUR,
    "nearly {n} hours": lambda n, passed, _: n * HOUR * 9 / 10 <= passed < n * HOUR,
    "{n} days": lambda n, _, dates: dates == n,
    "about {n} days": lambda n, _, dates: n - 1 <= dates <= n + 1,
    "more than {n} days": lambda n, passed, _: passed > n * TURN,
    "less than {n} days": lambda n, passed, dates: dates >= 0 and passed < n * TURN,
    "at least {n} days": lambda n, _, dates: dates >= n,
    "at most {n} days": lambda n, _, dates: 0 <= dates <= n,
    "{n} to 9 days": lambda n, _, dates: n <= dates <= 9,
    "{n} weeks": lambda n, passed, _: (n - 0.5) * 7 * TURN <= passed < (n + 1) * 7 * TURN,
    "half an hour": lambda _, passed, __: abs(passed / MINUTE - 30) <= 1.8,
    "an hour": lambda _, passed, __: HOUR / 2 <= passed < 2 * HOUR,
}


@pytest.mark.parametrize("length", LONG)
@given(earlier=MOMENTS, gap=NEAR, n=st.sampled_from(sorted(ROOM)))
def test_one_event_is_so_long_after_another(
    length: str, earlier: datetime, gap: timedelta, n: int
) -> None:
    assume(n < 9 or ("9" not in length and "about {n} h" not in length))
    later = earlier + gap
    dates = (later.date() - earlier.date()).days
    wanted = LONG[length](n, gap, dates)
    text = length.format(n=n)
    assert is_so(f"quake = {text} after flood", quake=later, flood=earlier) is wanted
    assert is_so(f"flood = {text} before quake", quake=later, flood=earlier) is wanted


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the last of that month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@given(DATES, st.integers(1, 60))
def test_months_have_from_their_fewest_to_their_most_days(day: date, months: int) -> None:
    passed = (months_on(day, months) - day).days
    assert fewest_days(Fraction(months)) <= passed <= most_days(Fraction(months))


@pytest.mark.parametrize("months", [0, 1, 2, 3, 6, 11, 12, 13, 48, 96, 100, 1200, 4800])
def test_some_months_have_the_fewest_and_some_the_most(months: int) -> None:
    starts = [date(year, month, 1) for year in range(1600, 2000) for month in range(1, 13)]
    passed = [(months_on(day, months) - day).days for day in starts]
    assert fewest_days(Fraction(months)) == min(passed)
    assert most_days(Fraction(months)) == max(passed)


@given(DATES, st.integers(1, 40), st.integers(0, 1439))
def test_years_are_rounded_or_completed(day: date, years: int, minute: int) -> None:
    earlier = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    statement = f"quake = {years} years after flood"

    def after(months: int, days: int) -> bool:
        on = months_on(day, 12 * years + months) + timedelta(days=days)
        return is_so(statement, quake=datetime.combine(on, datetime.min.time()), flood=earlier)

    assert after(0, 0)
    assert after(-6, 4)
    assert after(12, -2)
    assert not after(-6, -8)
    assert not after(12, 3)


# --- on, in, at, before ----------------------------------------------------------------------


@given(MOMENTS, st.dates(date(2010, 1, 1), date(2012, 1, 1)))
def test_an_event_lies_in_a_period(moment: datetime, day: date) -> None:
    for form in ("%Y", "%Y-%m", "%Y-%m-%d"):
        text = day.strftime(form)
        inside = moment.strftime(form) == text
        assert is_so(f"quake in {text}", quake=moment) is inside
        before = moment.strftime(form) < text
        assert is_so(f"quake before {text}", quake=moment) is before
        assert is_so(f"quake after {text}", quake=moment) is not (before or inside)


@given(MOMENTS, MOMENTS)
@example(QUAKE, QUAKE)
def test_of_two_events_one_is_before_the_other(one: datetime, other: datetime) -> None:
    assert is_so("quake before flood", quake=one, flood=other) is (one < other)
    assert is_so("quake after flood", quake=one, flood=other) is (one > other)


@given(MOMENTS, MOMENTS, st.integers(-31, 31))
def test_an_event_is_at_a_time_of_day(moment: datetime, other: datetime, shift: int) -> None:
    at = datetime.combine(moment.date(), other.time())
    clock, day = at.strftime("%H:%M"), at.strftime("%Y-%m-%d")
    assert is_so(f"quake at {clock}", quake=moment) is (moment == at)
    assert is_so(f"quake at {clock}", day, quake=moment) is (moment == at)
    assert is_so(f"quake at {clock}", "2009", quake=moment) is (moment == at)
    assert is_so(f"quake at {day} {clock}", "2001-01-01", quake=moment) is (moment == at)
    assert not is_so(f"quake at {clock}", "2001-01-01", quake=at)
    assert is_so(f"quake before {day} {clock}", quake=moment) is (moment < at)
    assert is_so(f"quake after {clock}", day, quake=moment) is (moment > at)
    near = at + timedelta(minutes=shift)
    room = 5 if at.minute % 15 else 15 if at.minute else 30
    assert is_so(f"quake at about {clock}", quake=near) is (abs(shift) <= room)
    assert is_so(f"quake at about {clock}", day, quake=near) is (abs(shift) <= room)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("12:51", 771), ("12.51pm", 771), ("12:51 am", 51), ("6pm", 1080), ("6 p.m.", 1080),
        ("12am", 0), ("12pm", 720), ("noon", 720), ("00:00", 0), ("23:59", 1439),
        ("24:00", None), ("13pm", None), ("0pm", None), ("12:60", None), ("6", None), ("", None),
    ],
)  # fmt: skip
def test_a_clock_time_is_a_minute(text: str, minute: int | None) -> None:
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("It struck at 12.51pm.", {771}),
        ("at 12:51 on Tuesday", {771, 51}),
        ("at 6 p.m. or 7am", {1080, 420}),
        ("by 6 o'clock", {360, 1080}),
        ("at 1830 hours", {1110}),
        ("between noon and midnight", {720, 0}),
        ("£12.51 was paid for 3 of them, 5.5 in all, and 1,230 more", {771, 51}),
        ("a score of 12.512 and 1.2.45", set()),
    ],
)
def test_times_are_found_in_a_quote(text: str, minutes: set[int]) -> None:
    assert clock_times(text) == minutes


# --- ages ------------------------------------------------------------------------------------


def ages(born: date, first: date, last: date) -> set[int]:
    """The completed years on the days of a span; 29 February turns on 28 February or 1 March."""
    return {
        age
        for n in range((last - first).days + 1)
        for age in ages_on(born, first + timedelta(days=n))
    }


def ages_on(born: date, day: date) -> set[int]:
    years = day.year - born.year
    early = late = (born.month, born.day)
    if late == (2, 29) and not isleap(day.year):
        early = (2, 28)
    return {years - ((day.month, day.day) < turns) for turns in (early, late)}


AGED: dict[str, Callable[[int, int], bool]] = {
    "= {n}": lambda age, n: age == n,
    "= over {n}": lambda age, n: age >= n,
    "> {n}": lambda age, n: age >= n,
    ">= {n}": lambda age, n: age >= n,
    "= under {n}": lambda age, n: age < n,
    "< {n}": lambda age, n: age < n,
    "= at most {n}": lambda age, n: age <= n,
    "= between {n} and 110": lambda age, n: n <= age <= 110,
}


@pytest.mark.parametrize("aged", AGED)
@given(DATES, DATES, st.integers(-1, 1), st.sampled_from(("%Y-%m-%d", "%Y-%m", "%Y")))
def test_somebody_has_an_age_on_some_day(
    aged: str, born: date, day: date, off: int, form: str
) -> None:
    assume(born.year < day.year)
    period = day.strftime(form)
    first = date(day.year, day.month if "m" in form else 1, day.day if "d" in form else 1)
    month = day.month if "m" in form else 12
    last = date(day.year, month, day.day if "d" in form else monthrange(day.year, month)[1])
    found = ages(born, first, last)
    n = max(1, min(109, min(found) + off))
    constraint = said(f"age(Anna) {aged.format(n=n)}", period).constraint
    wanted = any(AGED[aged](age, n) for age in found)
    assert holds(constraint, {"birthday of Anna": Fraction(born.toordinal())}) is wanted
    assert youngest(born.toordinal(), first) == min(found)
    assert oldest(born.toordinal(), last) == max(found)


@given(DATES, DATES)
def test_the_older_one_was_born_before(one: date, other: date) -> None:
    constraint = said("age(Anna) > age(Bo)", "2011").constraint
    values = {"birthday of Anna": one, "birthday of Bo": other}
    assert holds(constraint, {k: Fraction(v.toordinal()) for k, v in values.items()}) is (
        one < other
    )


@given(DATES, st.integers(-2, 2))
def test_days_are_numbered_before_the_first_year_too(day: date, cycles: int) -> None:
    number = ordinal(day.year + 400 * cycles, day.month, day.day)
    assert number == day.toordinal() + 146_097 * cycles
