"""Thousands of distinct statements of every form, from text to the system that is solved.

    python -m tests.benchmarks.statements [STATEMENTS]

Prints the CPU seconds of each stage, their ratio to those that PyYAML's own loader (in Python, no
C) takes for the same lines, which tells more than seconds on a busy machine, and the peak memory.
"""

import gc
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import yaml

from checker.algebra.constraints import Constraint
from checker.cli.start import FEWER_COLLECTIONS
from checker.compile.compiling import compile_system
from checker.language.definitions import words_of
from checker.language.figures import Widths
from checker.language.grammar import parse
from checker.language.lexicon import (
    Attribute,
    Definition,
    Lexicon,
    NamedPeriod,
    Place,
    Population,
    Quantity,
)
from checker.language.meaning import Line, Meaning, meanings
from checker.language.measures import Measure
from checker.language.nodes import Formula
from checker.language.periods import period_of

SEED = 2011
ABOUT_ONE_THING = 250
"""Statements about one population and the quantities beside it, as a newsroom's topic has."""

YEARS = range(2001, 2013)
RATINGS = ("excellent", "well", "adequate", "poor")
PARTIES = ("red", "blue", "green")
REMARKS = ("new_head", "inspected")
AMOUNTS = ("pupils", "teachers")
PLACES = ("London", "Kent", "England", "Scotland", "Wales")
NAMES = ("Leeds", "York", "Hull", "Salford", "Bath", '"Hammersmith and Fulham"')
HEDGES = ("", "", "", "about ", "over ", "at least ", "nearly ", "just over ", "up to ")

PLAIN = (
    "{set} = {count}",
    "{set}@{year} = {count}",
    "{set}[{place}]@{year} = {count}",
    "{amount}@{year} = {hedge}{large}",
    "{amount}[{place}]@{year} = {large}",
    "fund@{year} = {hedge}£{decimal}m",
    "people@{year} = {hedge}{large}",
)
"""A name and its figure: a third of what articles say."""

FORMS = (
    "rain@{year} = {decimal} mm",
    "degrees@{year} = -{count}",
    "good@{year} = {count} councils",
    "{amount}@{year} = {large} = {decimal}% of teachers@{year}",
    "{amount}@{year} = between {count} and {large}",
    "{amount}@{year} = tens of thousands",
    "excellent@{year} + well@{year} + adequate@{year} + poor@{year} = {count}",
    "(excellent + {set})@{year} = {count}",
    "councils@{year} - {set}@{year} = {count}",
    "{amount}@{year} / 2 = {count}",
    "{amount}@{year} / people@{year} = {decimal}%",
    "excellent@{year} > {set}@{year} > {count}",
    "{set}@{year} = {count} more than a year earlier",
    "{set}@{year} = {count}% more than the same@{other}",
    "{amount}@{year} = 1/4 less than 2 years earlier",
    "{amount}@{year} = {count} fewer than teachers@{other}",
    "{set}@{year} = double a year earlier",
    "{amount}@{year} = {many} times {set}@{year}",
    "{amount}@{year} = more than double the same@{other}",
    "fund@{year} = no change from a year earlier",
    "{amount}@{year} same as a year earlier",
    "{set} from {count} to {count}",
    "fund@{year} from £{decimal}m to about £{decimal}m",
    "{set}@{year} = {count}% of councils@{year}",
    "{set}@{year} = 1 in {many} of councils@{year}",
    "{set}@{year} = a third of councils@{year}",
    "{set}@{year} > half of councils@{year}",
    "{amount}@{year} = {hedge}{decimal} per 1,000 people@{year}",
    "people@{year} = {decimal} per {amount}@{year}",
    "share of {party} in people = {decimal}%",
    "(share of {party} in people)@{year} = {hedge}{count}%",
    "(share of {party} in people)@{year} > the same@{other}",
    "(share of {party} in people)@{year} = {decimal} points up on a year earlier",
    "swing from red to {party} since {other} = {decimal} points",
    "well or better@{year} = {count}",
    "(adequate or worse)@{year} = {count}",
    "excellent@{year} or {set}@{year} = {count}",
    "councils@{year} but not {set}@{year} = {count}",
    "{amount}[UK]@{year} but not {amount}[{place}]@{year} = {large}",
    "{amount}[not Wales]@{year} = {large}",
    "poor@{year} and excellent@{next} = {count}",
    "improved(rating, {year}, {next}) = {count}",
    "declined(rating, {year}, {next}) > {count}",
    "{remark}@{year} = {count} of {set}@{year}",
    "{set}@{year} by remark includes {{new_head {count}}}",
    "people@{year} by party = {{red {count}, blue {count}, unknown the rest}}",
    "people[{place}]@{year} by party includes {{red {count}, green {count}}}",
    "{set}@{year} includes {{{name}}}",
    "{name} in {set}@{year}",
    "{set} = {{{year}: {count}, {other}: {count}}}",
    "{amount} = {{{year}: {large}, {other}: {hedge}{large}}}",
    "births@{year} = {count}",
    "births@{year}-{month} = {count}",
    "births@2001-{year} = {large}",
    "{amount}@{year} = {count} more than births@{year}",
    "expected {amount}@{year} = {large}",
    "{amount}@{year} > target {amount}@{other}",
    "if {set}@{year} = {count} then pending@{year} = {count}",
    "either {set}@{year} = {count} or {amount}@{year} = {large}",
    "not {set}@{year} > {count}",
    "{amount}@{year} highest so far",
    "fund@{next} lowest since {other}",
    "{amount}@{year} rose {many} times running",
    "{amount}@{year} fell first time in {many} years",
    "{amount}@{year} > {amount}@each 2001..{other}",
    "{set}@each 2003..{year} < {count}",
)
"""Every other form of the language."""


def lexicon_of(things: int) -> Lexicon:
    """A vocabulary with so many populations, each with its attributes and quantities."""
    lexicon = Lexicon(
        places={
            "UK": Place("UK", ("England", "Scotland", "Wales")),
            "England": Place("England", ("London", "Kent"), open=True),
        },
        periods={"spring": _named("spring", "2011-03")},
    )
    for number in range(things):
        _declare(lexicon, f"_{number}")
    return lexicon


def _named(name: str, written: str) -> NamedPeriod:
    period = period_of(written, {})
    if period is None or period.first is None or period.last is None:
        raise ValueError(written)
    return NamedPeriod(name, period.first, period.last)


def _declare(lexicon: Lexicon, mark: str) -> None:
    councils, people = f"councils{mark}", f"people{mark}"
    lexicon.populations[councils] = Population(councils, place="England")
    lexicon.populations[people] = Population(people, never_empty=True)
    attributes = (
        Attribute(f"rating{mark}", councils, tuple(r + mark for r in RATINGS), (f"pending{mark}",)),
        Attribute(f"remark{mark}", councils, also=tuple(r + mark for r in REMARKS), many=True),
        Attribute(f"party{mark}", people, also=tuple(p + mark for p in PARTIES)),
    )
    lexicon.attributes.update((attribute.name, attribute) for attribute in attributes)
    quantities = (
        Quantity(f"pupils{mark}", counts="pupils", not_negative=True),
        Quantity(f"teachers{mark}", counts="teachers", not_negative=True),
        Quantity(f"fund{mark}", unit="GBP"),
        Quantity(f"rain{mark}", unit="mm", not_negative=True, adds_up=False),
        Quantity(f"degrees{mark}", adds_up=False),
        Quantity(f"births{mark}", counts="people", not_negative=True, flow=True),
    )
    lexicon.quantities.update((quantity.name, quantity) for quantity in quantities)
    lexicon.definitions[f"good{mark}"] = Definition(f"good{mark}", f"well{mark} or better")
    lexicon.aliases[f"authorities{mark}"] = councils


def statements(wanted: int, things: int, seed: int) -> list[tuple[str, str]]:
    """Distinct statements, each with the year that its claim is about."""
    draw = random.Random(seed)
    found: dict[tuple[str, str], None] = {}
    while len(found) < wanted:
        form = draw.choice(PLAIN if draw.random() < 1 / 3 else FORMS)
        text = form.format(**_words(draw))
        mark = draw.randrange(things)
        text = _OWN.sub(rf"\g<0>_{mark}", text)
        found[text, str(draw.choice(YEARS[3:]))] = None
    return list(found)


def _words(draw: random.Random) -> dict[str, object]:
    year = draw.choice(YEARS[3:-1])
    return {
        "set": draw.choice((*RATINGS, *REMARKS)),
        "party": draw.choice(PARTIES[1:]),
        "remark": draw.choice(REMARKS),
        "amount": draw.choice(AMOUNTS),
        "year": year,
        "next": year + 1,
        "other": draw.choice(YEARS[:3]),
        "month": f"{draw.randint(1, 12):02}",
        "place": draw.choice(PLACES),
        "name": draw.choice(NAMES),
        "hedge": draw.choice(HEDGES),
        "count": draw.randint(11, 99),
        "many": draw.randint(2, 8),
        "large": f"{draw.randint(1_000, 99_999):,}",
        "decimal": f"{draw.randint(10, 99)}.{draw.randint(1, 9)}",
    }


_OWN = re.compile(
    r"\b(?:excellent|well|adequate|poor|pending|red|blue|green|new_head|inspected|councils|people"
    r"|rating|remark|party|good|pupils|teachers|fund|rain|degrees|births)\b"
)


@contextmanager
def timed(stages: dict[str, float], name: str) -> Iterator[None]:
    """Notes the CPU seconds of what is done inside."""
    start = time.process_time()
    yield
    stages[name] = time.process_time() - start


def understood(lines: list[Line], lexicon: Lexicon) -> list[Meaning]:
    """What the lines mean; none of them is a mistake."""
    words, _ = words_of(lexicon)
    found = []
    for line, meaning in zip(lines, meanings(lines, words, Widths()), strict=True):
        if not isinstance(meaning, Meaning):
            raise ValueError(f"{line.formula.source}: {meaning.message}")  # noqa: TRY004 - our slip
        found.append(meaning)
    return found


def merged(found: list[Meaning]) -> tuple[list[Constraint], dict[str, Measure]]:
    """Equal constraints as one, and all measures."""
    distinct: dict[str, Constraint] = {}
    measures: dict[str, Measure] = {}
    for meaning in found:
        distinct.setdefault(meaning.constraint.text, meaning.constraint)
        measures |= meaning.measures
    return list(distinct.values()), measures


def main() -> None:
    """Measures each stage once and prints what came out."""
    gc.set_threshold(FEWER_COLLECTIONS)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    things = max(1, wanted // ABOUT_ONE_THING)
    texts = statements(wanted, things, SEED)
    lexicon = lexicon_of(things)
    as_yaml = "".join(f"- '{text}'\n" for text, _ in texts)
    baseline: dict[str, float] = {}
    for run in range(5):
        with timed(baseline, f"{run}"):
            yaml.load(as_yaml, yaml.SafeLoader)
    stages: dict[str, float] = {}
    with timed(stages, "parse"):
        formulas = [parse(text) for text, _ in texts]
    lines = []
    for formula, (text, period) in zip(formulas, texts, strict=True):
        if not isinstance(formula, Formula):
            raise ValueError(f"{text}: {formula.message}")  # noqa: TRY004 - our slip
        lines.append(Line(formula, period))
    with timed(stages, "mean"):
        found = understood(lines, lexicon)
    with timed(stages, "merge"):
        distinct, measures = merged(found)
    with timed(stages, "compile"):
        system = compile_system(distinct, measures, lexicon)
    usual, total = statistics.median(baseline.values()), sum(stages.values())
    for name, seconds in {**stages, "all": total, "YAML": usual}.items():
        print(f"{name:10} {seconds:7.3f} s of CPU")
    print(f"ratio      {total / usual:7.2f}   (all to YAML)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory     {memory:7.1f} MiB at its peak")
    print(f"distinct   {len(distinct):7}   of {wanted}, in {len(system.components)} components")


if __name__ == "__main__":
    main()
