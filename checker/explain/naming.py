"""Plain words for what a figure is of, from the algebra alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning
from checker.language.measures import (
    Amount,
    Holds,
    Join,
    Measure,
    Meet,
    Moved,
    Named,
    Planned,
    Present,
    Region,
    Share,
    Size,
    Within,
    Without,
    atoms,
    editions_in,
)
from checker.language.spell import period_words, range_words


def measure_words(measure: Measure, lexicon: Lexicon) -> str:
    """`dead in 2011 in Kent`, without the report that a running thing is known by."""
    match measure:
        case Amount(quantity=quantity, period=period, leaves=leaves):
            return f"{_plain(quantity)}{period_words(period)}{place_of(leaves, lexicon)}"
        case Size(region=region):
            return region_words(region, lexicon)
        case _:
            return measure.text


def value_words(measure: Measure, measures: Mapping[str, Measure], lexicon: Lexicon) -> str:
    """`dead aboard (in seeds/a.txt)`: what a value is of, a running thing with its report."""
    match measure:
        case Planned(plan=plan, measure=of):
            return f"{plan.value} {value_words(of, measures, lexicon)}"
        case Share(part=part, whole=whole) if {part, whole} <= measures.keys():
            one, other = (value_words(measures[n], measures, lexicon) for n in (part, whole))
            return f"share of {one} in {other}"
        case Size() | Amount():
            reports = sorted(one.name.removeprefix("as reported ") for one in editions_in(measure))
            told = f" ({', '.join(reports)})" if reports else ""
            return f"{measure_words(measure, lexicon)}{told}"
        case _:
            return measure.text


def unknown_names(meanings: Iterable[Meaning], lexicon: Lexicon) -> dict[str, str]:
    """What the unknown numbers of some statements are, by their names in the algebra.

    Those that are left out would tell nobody anything: ranks, and days and times as numbers.
    """
    measures: dict[str, Measure] = {}
    for meaning in meanings:
        measures |= meaning.measures
    names = {name: _unknown_words(name, measures, lexicon) for name in measures}
    return {name: words for name, words in names.items() if words is not None}


def _unknown_words(name: str, measures: Mapping[str, Measure], lexicon: Lexicon) -> str | None:
    measure = measures.get(name)
    match measure:
        case Size(region=Without(Named(names), other)):
            return f"how many of {', '.join(sorted(names))} are not {region_words(other, lexicon)}"
        case Size():
            return f"the number of {measure_words(measure, lexicon)}"
        case Amount():
            return measure_words(measure, lexicon)
        case Planned(plan=plan, measure=of):
            actual = _unknown_words(of.text, {**measures, of.text: of}, lexicon)
            return _around(f"the {plan.value} for", actual)
        case Share(part=part, whole=whole):
            shared = _around("divided by", _unknown_words(whole, measures, lexicon))
            return _around(_unknown_words(part, measures, lexicon), shared)
        case _:
            return None


def _around(first: str | None, second: str | None) -> str | None:
    return None if first is None or second is None else f"{first} {second}"


def region_words(region: Region, lexicon: Lexicon) -> str:
    """`people with fate dead in 2011 in Kent`."""
    match region:
        case Present(population, period, leaves):
            return f"{_plain(population)}{period_words(period)}{place_of(leaves, lexicon)}"
        case Holds(population=population):
            return _called(_plain(population), [region], lexicon)
        case Within(attribute=attribute, low=low, high=high):
            return f"{_plain(attribute)} {range_words(low, high)}"
        case Moved(attribute=attribute, before=before, after=after, direction=direction):
            return f"{direction.value} in {_plain(attribute)} from {before.plain} to {after.plain}"
        case Named(names):
            return ", ".join(sorted(names))
        case Meet(parts):
            return _met(parts, lexicon)
        case Join(parts):
            return _joined(parts, lexicon)
        case Without(first, other):
            return _without(first, other, lexicon)


def _without(first: Region, other: Region, lexicon: Lexicon) -> str:
    """`pupils in UK outside Wales`; of other sets `guests but not Freedonian guests`."""
    whole, part = region_words(first, lexicon), region_words(other, lexicon)
    around, inside = (
        next((place_of(a.leaves, lexicon) for a in atoms(one) if isinstance(a, Present)), "")
        for one in (first, other)
    )
    if around != inside and whole.replace(around, "") == part.replace(inside, ""):
        return f"{whole} outside {inside.removeprefix(' in ')}"
    return f"{whole} but not {part}"


def _joined(parts: Sequence[Region], lexicon: Lexicon) -> str:
    """Sets as one where they differ in the value of one attribute alone."""
    values: set[str] = set()
    around: set[tuple[frozenset[str], str, str]] = set()
    one: Holds | None = None
    for part in parts:
        inner = part.parts if isinstance(part, Meet) else (part,)
        holds = [each for each in inner if isinstance(each, Holds)]
        if len(holds) != 1:
            return " or ".join(region_words(each, lexicon) for each in parts)
        (one,) = holds
        values |= one.values
        others = frozenset(each.text for each in inner if each is not one)
        around.add((others, one.attribute, one.period.name))
    if one is None or len(around) != 1:
        return " or ".join(region_words(each, lexicon) for each in parts)
    merged = replace(one, values=frozenset(values))
    first = parts[0]
    if not isinstance(first, Meet):
        return region_words(merged, lexicon)
    return _met([merged if isinstance(p, Holds) else p for p in first.parts], lexicon)


def _met(parts: Iterable[Region], lexicon: Lexicon) -> str:
    """Members with what holds of them: the population first, its period last, then other sets."""
    known = list(parts)
    there = [part for part in known if isinstance(part, Present)]
    if len(there) != 1:
        return " and ".join(region_words(part, lexicon) for part in known)
    one = there[0]
    held = [part for part in known if isinstance(part, Holds)]
    sets = [part for part in known if isinstance(part, Join | Meet | Without)]
    others = [
        region_words(part, lexicon)
        for part in known
        if part is not one and not isinstance(part, Holds | Join | Meet | Without)
    ]
    time_and_place = f"{period_words(one.period)}{place_of(one.leaves, lexicon)}"
    own = f" {' and '.join(others)}" if others else ""
    also = "".join(f" that are also {region_words(part, lexicon)}" for part in sets)
    return f"{_called(_plain(one.population), held, lexicon)}{own}{time_and_place}{also}"


def _called(noun: str, held: Iterable[Holds], lexicon: Lexicon) -> str:
    """`poor councils`, `councils rated poor` where the vocabulary says how a value is read."""
    before: list[str] = []
    for one in held:
        name = one.attribute.partition("=")[0]
        value = _plain(" or ".join(sorted(one.values)))
        attribute = lexicon.attributes.get(name)
        if attribute is not None and attribute.phrase:
            noun = f"{noun} {attribute.phrase.replace('{value}', value)}"
        else:
            before.append(value)
    return " ".join([*before, noun])


def _plain(name: str) -> str:
    return name.replace("_", " ")


def place_of(leaves: frozenset[str] | None, lexicon: Lexicon) -> str:
    """` in England`; nothing where it is anywhere."""
    if leaves is None:
        return ""
    return f" in {lexicon.names_of_leaves.get(leaves) or ' and '.join(sorted(leaves))}"
