"""Draws small projects of every form of the language, as cases of `tests.projects`."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from checker.language.figures import Reading
from tests.brute_force.drawing import KINDS, ByChance, drawn_case
from tests.brute_force.drawing import Case as DrawnCase
from tests.brute_force.shapes import SHAPES
from tests.brute_force.truths import LEXICON, NOW, TOLD, Teller, World
from tests.pages import ROOT, blocks
from tests.projects import Case, texts_of
from tests.random_problems.vocabularies import vocabulary_of
from tests.sentences import CORE, DRAWN, Sentences

Draw = Callable[[Random], Case]

_WRITING = (ROOT / "docs" / "writing-claims.md").read_text("utf-8")
_WORDS = next(b.body for b in blocks(_WRITING) if b.purpose == "vocabulary")
_SECTIONS = ("populations", "attributes", "define", "quantities", "places", "names")
_EMPTY: dict[str, Any] = {section: {} for section in _SECTIONS}


def claims(says: Iterable[str], **keys: str) -> list[dict[str, str]]:
    """A claim for each statement, whose quote it is."""
    return [
        {"id": f"c{n}", "quote": one, "says": one, **keys}
        for n, one in enumerate(dict.fromkeys(says), 1)
    ]


def article(stated: list[dict[str, str]], **keys: str) -> dict[str, object]:
    """An article of the quotes of some claims."""
    return {"text": "\n".join(one["quote"] for one in stated), "claims": stated, **keys}


# --- small worlds: every form on every small vocabulary --------------------------------------


def of_small_worlds(kinds: tuple[str, ...]) -> Draw:
    """Statements of some kinds, and plain counts, about few members and small numbers."""
    shapes = tuple(SHAPES.values())

    def draw(random: Random) -> Case:
        return _from_shape(drawn_case(ByChance(random), shapes, kinds, most=6))

    return draw


def _from_shape(drawn: DrawnCase) -> Case:
    stated = []
    for number, one in enumerate(drawn.stated, 1):
        text = one.form.text
        claim = {"id": f"c{number}", "quote": text, "says": text}
        if one.period:
            claim["period"] = one.period
        if one.place:
            claim["place"] = one.place
        if one.reading is not Reading.DEFAULT:
            claim["reading"] = one.reading.value
        stated.append(claim)
    return {
        "vocabulary": {**_EMPTY, **vocabulary_of(drawn.shape.lexicon())},
        "articles": {"a": article(stated)},
        "assumptions": "\n".join(drawn.shape.limits()),
    }


# --- a large world: what is true of it, and what is not --------------------------------------


def of_a_large_world(phrase: str) -> Draw:
    """Some of what is so in a world with real numbers, exactly, and statements of a phrase."""

    def draw(random: Random) -> Case:
        world = World(random)
        teller = Teller(world, random)
        said = dict.fromkeys(TOLD[phrase](teller).text for _ in range(random.randint(3, 8)))
        exact = list(world.exactly())
        known = random.sample(exact, random.randint(5, 40))
        return {
            "vocabulary": {**_EMPTY, **vocabulary_of(LEXICON)},
            "articles": {
                "known": article(claims(known, reading="exact"), period=NOW),
                "said": article(claims(said), period=NOW),
            },
        }

    return draw


# --- anything that can be said with the words of the docs ------------------------------------


def of_the_docs(phrase: str) -> Draw:
    """Statements of a phrase with odd names and figures; in few of them do the numbers fit."""

    def draw(random: Random) -> Case:
        sentences = Sentences(random)
        says = [(DRAWN | CORE)[phrase](sentences) for _ in range(random.randint(3, 8))]
        plain = [f"births@{random.randint(2005, 2011)} = {random.randint(1, 9)}" for _ in range(2)]
        reports = (says[::2], [*says[1::2], *plain])
        days = ("2011-11-08", "2011-11-09")
        return {
            "vocabulary": {**_EMPTY, **texts_of(_WORDS)},
            "articles": {
                name: article(claims(said), period="2011", published=day)
                for name, said, day in zip("ab", reports, days, strict=True)
            },
        }

    return draw


# --- forms of their own: days, ages, tallies, products ---------------------------------------


def events(random: Random) -> Case:
    """When four things were, in days and minutes."""
    names = ("quake", "flood", "arrest", "trial")

    def one() -> str:
        first, other = random.sample(names, 2)
        day = f"2011-{random.choice(('02', '03'))}-{random.randint(20, 28)}"
        order = random.choice(("before", "after"))
        length = random.choice(
            (
                f"{random.randint(1, 9)} days",
                f"{random.randint(1, 5)} hours",
                f"{random.randint(5, 90)} minutes",
                "a week",
                "about 3 days",
                "over 2 hours",
            )
        )
        return random.choice(
            (
                f"{first} on {day}",
                f"{first} in {day[:7]}",
                f"{first} at {random.randint(6, 20)}:{random.randint(10, 59)}",
                f"{first} {order} {other}",
                f"{first} {order} {day}",
                f"{first} = {length} {order} {other}",
                f"{first} = {length} {order} {other}",
            )
        )

    vocabulary = {**_EMPTY, "events": {name: {} for name in names}}
    return _plain(vocabulary, (one() for _ in range(random.randint(4, 9))))


def ages(random: Random) -> Case:
    """How old three people are on different days."""
    names = ("Anna", "Bo", "Cy")

    def one() -> str:
        first, other = random.sample(names, 2)
        years = random.randint(2009, 2013)
        period = random.choice((f"{years}", f"{years}-0{random.randint(1, 9)}", f"{years}-05-17"))
        figure = random.choice(("= {}", "= {}", "= over {}", "= at most {}", "< {}", ">= {}"))
        age = random.randint(60, 64)
        if random.randrange(4) == 0:
            return f"age({first})@{period} {random.choice('<>')} age({other})@{period}"
        return f"age({first})@{period} {figure.format(age)}"

    vocabulary = {**_EMPTY, "names": {"Anna": {"born": "1948-03-02"}, "Bo": {}, "Cy": {}}}
    return _plain(vocabulary, (one() for _ in range(random.randint(3, 8))))


def tallies(random: Random) -> Case:
    """Figures that later reports restate, upwards or either way."""
    quantities = {
        "dead": {"counts": "people", "running": "rising"},
        "injured": {"counts": "people", "running": "true"},
    }

    def one() -> str:
        name, other = random.sample(tuple(quantities), 2)
        number = random.randint(1, 6)
        return random.choice(
            (
                f"{name} = {number}",
                f"{name} = {number}",
                f"{name} > {number}",
                f"{name} + {other} = {number + 5}",
                f"{name} = {number} more than {other}",
                f"{name} = between {number} and {number + 2}",
                f"{name} is one number",
                f"{name} never shrinks",
                f"if {name} = {number} then {other} > {number}",
            )
        )

    articles = {
        f"a{day}": article(
            claims(one() for _ in range(3)), period="2011", published=f"2011-03-1{day}"
        )
        for day in range(1, random.randint(3, 5))
    }
    return {"vocabulary": {**_EMPTY, "quantities": quantities}, "articles": articles}


def growing(random: Random) -> Case:
    """A set that never shrinks, and who is in it."""
    names = ("Ash", "Birch", "Cedar", "Elm")

    def one() -> str:
        year = random.randint(2008, 2011)
        some = ", ".join(random.sample(names, random.randint(1, 2)))
        what = random.choice(("councils", "top", "(top or mid)"))
        return random.choice(
            (
                f"{what}@{year} = {random.randint(1, 4)}",
                f"{what}@{year} includes {{{some}}}",
                f"{random.choice(('councils', 'top'))} never shrinks",
                f"top@{year} = {{{some}}}",
                f"{what}@{year} > {what}@{random.randint(2008, 2011)}",
            )
        )

    vocabulary = {
        **_EMPTY,
        "populations": {"councils": {}},
        "attributes": {"rating": {"of": "councils", "best_first": ["top", "mid", "low"]}},
        "names": {name: {} for name in names},
    }
    return _plain(vocabulary, (one() for _ in range(random.randint(4, 8))))


def products(random: Random) -> Case:
    """Unknown whole numbers multiplied and divided by each other."""
    names = ("rows", "seats", "places", "tickets")

    def one() -> str:
        first, second, third = random.sample(names, 3)
        number = random.randint(2, 12)
        return random.choice(
            (
                f"{first} × {second} = {number * random.randint(1, 5)}",
                f"{first} × {second} = {third}",
                f"{first} × {first} = {number * number + random.randint(0, 2)}",
                f"({first} - {second}) × {third} = {number}",
                f"{first} × {second} > {third} × {number}",
                f"{first} / {second} = {number}",
                f"{first} × {second} = {number}% of {third}",
                f"{first} = {number}",
                f"{first} = {number} more than {second}",
                f"{first} > {second}",
                f"{first} + {second} = {number + 5}",
            )
        )

    quantities = {name: {"counts": name} for name in names}
    return _plain(
        {**_EMPTY, "quantities": quantities}, (one() for _ in range(random.randint(3, 6)))
    )


def _plain(vocabulary: dict[str, Any], says: Iterable[str]) -> Case:
    return {"vocabulary": vocabulary, "articles": {"a": article(claims(says), period="2011")}}


FORMS: dict[str, Draw] = {
    "events": events,
    "ages": ages,
    "tallies": tallies,
    "growing": growing,
    "products": products,
    **{f"small: {kind}": of_small_worlds((kind,)) for kind in (*KINDS, "shares")},
    "small: all": of_small_worlds((*KINDS, "shares")),
    **{f"large: {phrase}": of_a_large_world(phrase) for phrase in TOLD},
    **{f"docs: {phrase}": of_the_docs(phrase) for phrase in (*DRAWN, *CORE)},
}
"""How to draw a problem of each form."""


def problem(form: str, number: int) -> Case:
    """One problem of a form, the same on every run."""
    return FORMS[form](Random(f"{form} {number}"))
