"""Currencies and nouns printed with figures: each must be a unit of something that is named.

Where one name faces a figure it must be the unit of that name.
"""

from collections.abc import Iterator, Sequence

from checker.language.days import TIMES
from checker.language.figures import POINTS, Figure
from checker.language.lexicon import Attribute, Population, Quantity
from checker.language.measures import Clock, Day, Size
from checker.language.mistakes import fail
from checker.language.names import Name
from checker.language.nodes import Node
from checker.language.scope import Scope
from checker.language.suggest import did_you_mean
from checker.language.things import Value, spelled


def check_units(tree: Node, scope: Scope) -> None:
    """Refuses a currency or a noun that is the unit of nothing that a statement speaks of."""
    units = sorted(set(_units(tree, scope)))
    for figure, _ in scope.met.readings.values():
        _refuse_metres(figure, units)
        for printed in (figure.currency, figure.unit):
            if printed is not None and not any(_fits(printed, unit, scope) for unit in units):
                raise fail(
                    f"`{printed}` is not the unit of anything here",
                    figure,
                    did_you_mean(printed, units) if units else "leave the unit out",
                ).unsettled()


def _refuse_metres(figure: Figure, units: Sequence[str]) -> None:
    """`3m` of what is in metres can be metres or millions."""
    if "m" in units and figure.printed.endswith("m") and figure.unit is None:
        number = figure.printed.removesuffix("m").rstrip()
        raise fail(
            f"`{figure.printed}` can be metres or millions",
            figure,
            f"write `{number} metres` or `{number} million`",
        )


def _units(tree: Node, scope: Scope) -> Iterator[str]:
    for measure in scope.met.measures.values():
        match measure:
            case Size(population):
                yield population
            case Day() | Clock():
                yield from TIMES
    for node in tree.walk():
        for thing in scope.words.things(node.name) if isinstance(node, Name) else ():
            match thing:
                case Population(name):
                    yield name
                case Value(_, attribute):
                    yield attribute.of
                case Quantity() as quantity:
                    yield from (unit for unit in (quantity.unit, quantity.counts) if unit)


def _fits(printed: str, unit: str, scope: Scope) -> bool:
    return same_unit(printed, unit) or scope.words.counted(printed, unit)


def check_unit(name: Name | None, figure: Figure, scope: Scope) -> None:
    """A printed currency or noun must be what the vocabulary says of the name that it faces."""
    for printed in (figure.currency, figure.unit):
        if name is not None and printed is not None:
            _check_unit(name, figure, printed, scope)


def _check_unit(name: Name, figure: Figure, printed: str, scope: Scope) -> None:
    words = scope.words
    match words.thing(name.name, name):
        case Quantity() as thing:
            expected = [word for word in (thing.unit, thing.counts) if word]
            fits = any(same_unit(printed, word) for word in expected)
            fits = fits or (thing.is_percentage and printed in POINTS)
        case Population(counted) | Value(_, Attribute(of=counted)):
            expected, fits = [counted], words.counted(printed, counted)
        case _:
            expected, fits = [], figure.currency is None
    if fits:
        return
    message = f"`{printed}` is not the unit of `{name.name}`"
    code = _CURRENCIES.get(printed)
    if code and expected and _CURRENCIES.get(expected[0].lower()) == code:
        remedy = f"write `unit: {code}` in the vocabulary"
        raise fail(f"{message}: it is in {expected[0]}", figure, remedy).unsettled()
    declared = f"it is in {expected[0]}" if expected else "it has no unit"
    remedy = did_you_mean(printed, expected) if expected else "leave the unit out"
    raise fail(f"{message}: {declared}", figure, remedy).unsettled()


# --- one unit in several spellings -----------------------------------------------------------

_CURRENCIES = {
    "£": "GBP",
    "pounds": "GBP",
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "dollars": "USD",
    "€": "EUR",
    "euros": "EUR",
    "¥": "JPY",
    "yen": "JPY",
    "₹": "INR",
    "rupees": "INR",
}


_SPELLED_OUT = {
    "mm": ("millimetre", "millimeter"),
    "cm": ("centimetre", "centimeter"),
    "m": ("metre", "meter"),
    "km": ("kilometre", "kilometer"),
    "g": ("gram", "gramme"),
    "kg": ("kilogram", "kilo"),
    "t": ("tonne", "ton"),
    "l": ("litre", "liter"),
    "ha": ("hectare",),
    "p": ("pence", "penny"),
    "min": ("minute",),
    "s": ("second", "sec"),
    "h": ("hour",),
    "°c": ("degree celsius", "degrees celsius"),
    "°f": ("degree fahrenheit", "degrees fahrenheit"),
}
"""Units with the words that they stand for, in the singular."""

_SIGNS = {word: sign for sign, words in _SPELLED_OUT.items() for word in words}


def _unit_sign(unit: str) -> str:
    return _SIGNS.get(unit.removesuffix("s"), _SIGNS.get(unit, unit))


def same_unit(printed: str, declared: str) -> bool:
    """Whether a printed sign or noun is a declared unit (`£` is GBP, `council` is councils)."""
    one, other = spelled(printed).casefold(), spelled(declared).casefold()
    whole = (other, *_SPELLED_OUT.get(other, ()))
    if any(words.startswith((f"{one} ", f"{one}s ")) for words in whole):
        return True  # `0.29 degrees` of what is in degrees Fahrenheit
    if _CURRENCIES.get(printed if "$" in printed else printed.lower(), "").casefold() == other:
        return True
    if _unit_sign(one) == _unit_sign(other):
        return True
    return one + "s" == other or one == other + "s"
