"""Reads `vocabulary.yaml`: what figures are about, checked against itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeVar

from checker.claims.nodes import Mapping, Node, Scalar, Sequence, places, tree
from checker.claims.problems import Problem, Severity
from checker.claims.shapes import (
    EXPECTED,
    AttributeShape,
    EventShape,
    NameShape,
    PeriodShape,
    PlaceShape,
    PopulationShape,
    QuantityShape,
    ReadingsShape,
    fit,
    is_nothing,
    keys_of,
    known_keys,
)
from checker.claims.sources import Source, problem_with, shown
from checker.claims.wrong_forms import as_section
from checker.frozen import dataclass
from checker.language.days import minute_of
from checker.language.figures import VAGUE, Widths
from checker.language.grammar import parse_set
from checker.language.intervals import Interval
from checker.language.lexicon import (
    PER_CENT,
    Attribute,
    Definition,
    Event,
    Lexicon,
    NamedPeriod,
    Place,
    Population,
    Quantity,
    Running,
)
from checker.language.meaning import words_of
from checker.language.mistakes import Mistake
from checker.language.periods import period_of
from checker.language.scope import Words
from checker.language.suggest import did_you_mean, nearest

_SHARE = re.compile(r"(\d{1,6}(?:\.\d{1,9})?) ?(%?)")
_WIDTHS = tuple(name for name in ReadingsShape._fields if name != "words")
_RANGE = re.compile(r"(\d[\d,]{0,20})(?: ?(\+)| ?(?:to|[-–]) ?(\d[\d,]{0,20}))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSPEAKABLE = re.compile(r'["{}\[\]@#,=<>\x00-\x1f]')

Shape = TypeVar("Shape", bound=NamedTuple)
Placed = TypeVar("Placed", Population, Quantity)


@dataclass(frozen=True, slots=True)
class Declared:
    """A word of the vocabulary and the key that declares it, for a warning when it is not used.

    `of` is the entry that a value, an alias or a unit belongs to.
    """

    section: str
    name: str
    key: Scalar
    of: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A topic's words. `names` maps every declared spelling of a member's name to the first.

    `words` are the values, aliases and units, which statements may use like what is `declared`.
    `unlike` has the pairs of populations and quantities that are easily taken for each other.
    What is not `is_sound` has problems, such as places in a circle, and nothing is read in it.
    """

    source: Source
    lexicon: Lexicon = field(default_factory=Lexicon)
    widths: Widths = field(default_factory=Widths)
    names: dict[str, str] = field(default_factory=dict)
    declared: tuple[Declared, ...] = ()
    unlike: tuple[tuple[str, str], ...] = ()
    words: tuple[Declared, ...] = ()
    is_sound: bool = True

    def place(self, name: str) -> str | None:
        """The declared spelling of a place; None when there is none."""
        return self._places.get(spelled(name))

    @cached_property
    def known_words(self) -> Words:
        """The words as the language looks them up, for a line that is no sentence."""
        return words_of(self.lexicon if self.is_sound else Lexicon())[0]

    @cached_property
    def _places(self) -> dict[str, str]:
        """The declared spelling of each place by its names; its own comes before an alias."""
        known = {spelled(place): place for place in sorted(self.lexicon.known_places)}
        aliases = {
            spelled(alias): known[spelled(place)]
            for alias, place in self.lexicon.aliases.items()
            if spelled(place) in known
        }
        return aliases | known


def spelled(name: str) -> str:
    """A word with spaces for underscores: the language takes both spellings for the same."""
    return " ".join(name.replace("_", " ").split())


def _interval(text: str) -> Interval | None:
    """The numbers written as `24+`, `3 to 19` or `2`; None for anything else."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return None
    low = Fraction(match[1].replace(",", ""))
    high = None if match[2] else Fraction((match[3] or match[1]).replace(",", ""))
    return Interval(low, high) if high is None or low <= high else None


def day_of(text: str) -> date | None:
    """A day written as 2011-11-08; None for anything else."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_vocabulary(source: Source) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, with whatever of it is sound, and all that is not."""
    root, problems = tree(source)
    reader = _Reader(source, problems)
    if isinstance(root, Mapping):
        problems += known_keys(root, EXPECTED["vocabulary"], source)
        found = reader.read(root)
        return replace(found, is_sound=not any(p.is_error for p in problems)), problems
    if not problems:
        listed = ", ".join(f"`{key}`" for key in EXPECTED["vocabulary"])
        what = (
            "is empty"
            if root is None or (isinstance(root, Scalar) and not root.value)
            else "has no keys"
        )
        problems.append(
            problem_with(source.path, f"this vocabulary {what}", f"it may hold {listed}")
        )
    return Vocabulary(source), problems


@dataclass
class _Reader:
    """Reads one file; every method adds to `problems` and goes on."""

    source: Source
    problems: list[Problem]
    declared: list[Declared] = field(default_factory=list)
    words: dict[str, tuple[str, Scalar]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    spans: list[NamedPeriod] = field(default_factory=list)
    has_flows: bool = False

    def read(self, root: Mapping) -> Vocabulary:
        """Every section, then what they say of each other."""
        populations = {
            name: self._population(name, shape)
            for name, _, shape in self._section(root, "populations", PopulationShape)
        }
        quantities = {
            name: self._quantity(name, shape)
            for name, _, shape in self._section(root, "quantities", QuantityShape)
        }
        attributes = {
            name: self._attribute(name, key, shape, self.nodes.get(("attributes", name)))
            for name, key, shape in self._section(root, "attributes", AttributeShape)
        }
        definitions = dict(self._definitions(root))
        self._check_values(attributes)
        declared_places = self._places(root)
        lexicon = Lexicon(
            populations,
            attributes,
            quantities,
            definitions,
            declared_places,
            dict(self._periods(root)),
            self.aliases,
        )
        lexicon.events.update(self._events(root, lexicon.periods))
        self._check_aliases()
        self._check_owners(lexicon)
        self._check_places(lexicon)
        self._check_definitions(root, lexicon)
        return Vocabulary(
            self.source,
            lexicon,
            self._widths(root),
            self._names(root, lexicon),
            tuple(self.declared),
            tuple(self._unlike(lexicon)),
            tuple(self._words()),
        )

    # --- sections ---

    def _section(
        self, root: Mapping, section: str, shape: type[Shape]
    ) -> Iterator[tuple[str, Scalar, Shape]]:
        """Each entry of a section in its shape; a broken one stands as an empty one."""
        for key, value in self._entries(root, section):
            name = self._declare(section, key)
            self.nodes[section, name] = value
            fitted, problems = fit(shape, value, self.source, key)
            self.problems += problems
            if fitted is not None:
                yield name, key, fitted
            elif shape is not AttributeShape and shape is not PeriodShape:
                yield name, key, shape._make(shape._field_defaults.values())

    def _entries(self, root: Mapping, section: str) -> Iterator[tuple[Scalar, Node]]:
        node = root.get(section)
        if isinstance(node, Mapping):
            yield from node.entries
        elif node is not None and not is_nothing(node):
            key = root.key(section) or root
            message, remedy = f"`{section}` must be keys with values", as_section(section, node)
            self.problems.append(self.source.problem(key.start, key.end, message, remedy))

    def _declare(self, section: str, key: Scalar) -> str:
        """The key as a declared name, if a formula can hold it and no other name is the same."""
        name = " ".join(key.value.split())
        if odd := _UNSPEAKABLE.search(name):
            sign = shown(odd[0]) or "a control character"
            self._wrong(key, f"a name cannot hold `{sign}`", "use letters, digits, spaces and `-`")
        self.declared.append(Declared(section, name, key))
        if section in {"names", "places", "periods"}:
            return name
        space = "attributes" if section == "attributes" else "words"
        self._enter(space, name, key)
        return name

    def _enter(self, space: str, name: str, key: Scalar) -> bool:
        """Whether the name is new among those it must differ from."""
        taken = self.words.get(f"{space}:{spelled(name)}")
        if taken is None:
            self.words[f"{space}:{spelled(name)}"] = (name, key)
            return True
        first, first_key = taken
        line, _ = self.source.place(first_key.start)
        same = (
            f"`{shown(name)}` is" if first == name else f"`{shown(name)}` and `{shown(first)}` are"
        )
        message = f"{same} declared twice, first on line {line}"
        if first != name:
            message = f"{same} the same name, declared first on line {line}"
        self._wrong(key, message, "rename one of them, or remove it")
        return False

    def _population(self, name: str, shape: PopulationShape) -> Population:
        self._enter_aliases("populations", name)
        running = self._running("populations", name, shape.running)
        return Population(name, shape.means, shape.place or None, shape.never_empty, running)

    def _quantity(self, name: str, shape: QuantityShape) -> Quantity:
        self._enter_aliases("quantities", name)
        self.has_flows = self.has_flows or shape.flow
        return Quantity(
            name,
            shape.unit or None,
            shape.counts or None,
            shape.means,
            shape.adds_up and shape.unit.casefold() not in PER_CENT,
            bool(shape.counts) if shape.not_negative is None else shape.not_negative,
            shape.never_zero,
            shape.place or None,
            shape.flow,
            self._running("quantities", name, shape.running),
        )

    def _running(self, section: str, name: str, text: str) -> Running | None:
        """How a tally runs: `true` or `rising`, which is for what only grows."""
        known = {running.value: running for running in Running} | {"false": None}
        if section == "attributes":
            known.pop(Running.RISING.value)
        if not text or text in known:
            return known.get(text)
        at = _texts_of(self.nodes.get((section, name)), "running")["running"]
        listed = " or ".join(f"`{word}`" for word in known)
        remedy = f"write {listed}"
        if text == Running.RISING.value:
            remedy = "write `running: true`, and `VALUE never shrinks` as a statement"
        self._wrong(at, f"`running` cannot be `{shown(text)}`", remedy)
        return None

    def _attribute(
        self, name: str, key: Scalar, shape: AttributeShape, node: Node | None
    ) -> Attribute:
        values = (*shape.best_first, *shape.also, *shape.values)
        if shape.numbers:
            self._check_numbers(name, key, shape)
        elif not values and not shape.open:
            self._wrong(
                key,
                f"`{shown(name)}` has no values",
                "list them under `values`, or under `best_first` when they are in order",
            )
        if shape.best_first and shape.many:
            self._wrong(
                key,
                f"`{shown(name)}` has `best_first` and `many`: members with several values "
                "have no place in an order",
                "write `values` for `best_first`, or leave `many` out",
            )
        seen: dict[str, str] = {}
        for text in _texts(node, "best_first", "also", "values"):
            value = spelled(text.value)
            if value in seen:
                self._wrong(
                    text, f"`{shown(text.value)}` stands twice in `{shown(name)}`", "remove one"
                )
            seen[value] = text.value
        for alias, value in shape.aliases.items():
            at = _texts_of(node, "aliases").get(alias, key)
            if spelled(value) in seen:
                self._add_alias(alias, seen[spelled(value)], at)
            elif spelled(alias) in seen:
                message = f"`{shown(alias)}` is the value, so it stands behind its other spelling"
                remedy = f"write `aliases: {{{shown(value)}: {shown(alias)}}}`"
                self._wrong(at, message, remedy)
            else:
                message = f"`{shown(value)}` is no value of `{shown(name)}`"
                self._wrong(at, message, did_you_mean(value, values))
        once = dict.fromkeys(shape.best_first)
        also = dict.fromkeys((*shape.also, *shape.values))
        return Attribute(
            name,
            shape.of,
            tuple(once),
            tuple(value for value in also if value not in once),
            shape.many,
            shape.open,
            shape.means,
            shape.numbers,
            self._running("attributes", name, shape.running),
        )

    def _check_numbers(self, name: str, key: Scalar, shape: AttributeShape) -> None:
        """Numbers leave nothing to list, and each member has just one."""
        listing = ("best_first", "also", "values", "aliases", "many", "open")
        given = [word for word in listing if getattr(shape, word)]
        if given:
            self._wrong(
                key,
                f"`{shown(name)}` has `numbers` and `{given[0]}`: each member has one number, "
                "and no number is listed",
                f"leave out `{given[0]}`, or leave out `numbers`",
            )

    def _definitions(self, root: Mapping) -> Iterator[tuple[str, Definition]]:
        for key, value in self._entries(root, "define"):
            name = self._declare("define", key)
            if isinstance(value, Scalar) and value.value.strip():
                yield name, Definition(name, " ".join(value.value.split()))
            else:
                listed = " or ".join(text.value for text in _texts_in(value))
                remedy = f"write `{shown(name)}: {shown(listed) or '…'}`"
                if not listed:
                    remedy += " with a set such as `well or better`"
                self._wrong(key, f"`{shown(name)}` has no definition", remedy)

    def _places(self, root: Mapping) -> dict[str, Place]:
        found = {}
        for key, value in self._entries(root, "places"):
            name = self._declare("places", key)
            node = value
            if isinstance(value, Sequence):
                bare = Scalar("parts", value.start, value.start)
                node = Mapping(((bare, value),), value.start, value.end, value.flow)
            if isinstance(node, Mapping) and not _has_any(node, keys_of(PlaceShape)):
                listed = ", ".join(part.value for part, _ in node.entries)
                if listed:
                    remedy = f"write `{shown(name)}: [{shown(listed)}]`"
                    self._wrong(key, f"the parts of `{shown(name)}` must be a list", remedy)
                    node = Mapping((), node.start, node.end, node.flow)
            shape, problems = fit(PlaceShape, node, self.source, key)
            self.problems += problems
            shape = shape or PlaceShape()
            self.nodes["places", name] = node
            self._enter_aliases("places", name)
            parts = (*shape.parts, *shape.open)
            if len(set(parts)) < len(parts):
                self._wrong(key, f"a part of `{shown(name)}` stands twice", "remove one of them")
            found[name] = Place(name, tuple(dict.fromkeys(parts)), open=bool(shape.open))
        return found

    def _periods(self, root: Mapping) -> Iterator[tuple[str, NamedPeriod]]:
        for name, key, shape in self._section(root, "periods", PeriodShape):
            first, last = day_of(shape.from_), day_of(shape.to)
            node = self.nodes.get(("periods", name))
            for which, text, day in (("from", shape.from_, first), ("to", shape.to, last)):
                if day is None:
                    at = _texts_of(node, which).get(which, key)
                    self._wrong(at, f"`{shown(text)}` is no date", "write it as 2012-04-01")
            if first is None or last is None:
                continue
            of_calendar = period_of(name, {})
            if first > last:
                self._wrong(key, f"`{shown(name)}` ends before it begins", "swap `from` and `to`")
            elif of_calendar and (of_calendar.first, of_calendar.last) != (first, last):
                ends = f"{of_calendar.first} to {of_calendar.last}"
                remedy = f"give the period another name: `@{shown(name)}` is {ends}"
                self._wrong(key, f"`{shown(name)}` has other days in the calendar", remedy)
            else:
                span = NamedPeriod(name, first, last)
                self._warn_of_overlap(span, key)
                yield name, span

    def _warn_of_overlap(self, span: NamedPeriod, key: Scalar) -> None:
        """A warning for spans that share days; one within another is meant where things flow."""
        for other in self.spans:
            apart = span.last < other.first or other.last < span.first
            inside = span.first >= other.first and span.last <= other.last
            around = span.first <= other.first and span.last >= other.last
            meant = (inside or around) and (self.has_flows or (inside and around))
            if not apart and not meant:
                self.problems.append(
                    self.source.problem(
                        key.start,
                        key.end,
                        f"`{shown(span.name)}` overlaps `{shown(other.name)}`",
                        "figures of the two are compared only where they are a `flow`",
                        Severity.WARNING,
                    )
                )
        self.spans.append(span)

    def _events(
        self, root: Mapping, periods: dict[str, NamedPeriod]
    ) -> Iterator[tuple[str, Event]]:
        for name, key, shape in self._section(root, "events", EventShape):
            self._enter_aliases("events", name)
            event = Event(name, means=shape.means)
            node = self.nodes.get(("events", name))
            if shape.on and shape.at:
                remedy = "leave one of them out: `on` is a day or a period, `at` a moment"
                self._wrong(key, f"`{shown(name)}` has both `on` and `at`", remedy)
            elif shape.on:
                days = self._days_of(shape.on, periods, _texts_of(node, "on").get("on", key))
                event = replace(event, first=days and days[0], last=days and days[1])
            elif shape.at:
                day, _, clock = " ".join(shape.at.split()).partition(" ")
                moment, minute = day_of(day), minute_of(clock)
                if moment is None or minute is None:
                    at = _texts_of(node, "at").get("at", key)
                    remedy = "write it as 2011-02-22 12:51"
                    if day_of(shape.at):
                        remedy = (
                            f"write `on: {shape.at}`, or the time behind it: `{shape.at} 12:51`"
                        )
                    self._wrong(at, f"`{shown(shape.at)}` is no moment", remedy)
                else:
                    event = replace(event, first=moment, last=moment, minute=minute)
            yield name, event

    def _days_of(
        self, text: str, periods: dict[str, NamedPeriod], at: Scalar
    ) -> tuple[date, date] | None:
        """The first and the last day of a day, a month, a year or a named period."""
        period = period_of(text, periods)
        if period is not None and period.first is not None and period.last is not None:
            return period.first, period.last
        written = "write a day (2011-02-22), a month (2011-02) or a year (2011)"
        near = nearest(text, periods)
        remedy = f"did you mean `{near}`?" if near else written
        self._wrong(at, f"`{shown(text)}` is no date", remedy)
        return None

    def _names(self, root: Mapping, lexicon: Lexicon) -> dict[str, str]:
        names: dict[str, str] = {}
        for name, key, shape in self._section(root, "names", NameShape):
            node = self.nodes.get(("names", name))
            if shape.born:
                days = self._days_of(shape.born, {}, _texts_of(node, "born").get("born", key))
                if days is not None:
                    lexicon.births[name] = days
            for spelling, at in ((name, key), *((t.value, t) for t in _texts(node, "aliases"))):
                one = " ".join(spelling.split())
                if one in names:
                    whose = (
                        "declared twice" if names[one] == name else f"also `{shown(names[one])}`"
                    )
                    self._wrong(at, f"`{shown(one)}` is {whose}", "remove one of them")
                else:
                    names[one] = name
            for extra in shape.aliases:
                names.setdefault(" ".join(extra.split()), name)
        return names

    def _widths(self, root: Mapping) -> Widths:
        node = root.get("readings")
        if node is None:
            return Widths()
        shape, problems = fit(ReadingsShape, node, self.source, root.key("readings"))
        self.problems += problems
        shares: dict[str, Fraction] = {}
        for name in _WIDTHS:
            text = getattr(shape, name) if shape else ""
            if not text:
                continue
            match = _SHARE.fullmatch(text.strip())
            share = Fraction(match[1]) / (100 if match[2] else 1) if match else None
            if share is None or not 0 <= share < 1:
                at = _texts_of(node, name)[name]
                self._wrong(
                    at, f"`{shown(text)}` is no share", "write it as `5%` or `0.05`, below 100%"
                )
            else:
                shares[name] = share
        return replace(
            Widths(), **shares, words=tuple(self._vague_words(node, shape)) if shape else ()
        )

    def _vague_words(self, node: Node, shape: ReadingsShape) -> Iterator[tuple[str, Interval]]:
        """What words such as `several` stand for in this topic."""
        listed = node.get("words") if isinstance(node, Mapping) else None
        for key, text in listed.entries if isinstance(listed, Mapping) and shape.words else ():
            word, range_ = key.value, shape.words[key.value]
            found = _interval(range_)
            if word not in VAGUE:
                message = f"`{shown(word)}` is no word for a number"
                self._wrong(key, message, did_you_mean(word, VAGUE))
            elif found is None and isinstance(text, Scalar):
                remedy = "write it as `24+`, `3 to 19` or `2`, the smaller number first"
                self._wrong(text, f"`{shown(range_)}` is no range of numbers", remedy)
            elif found is not None:
                yield word, found

    def _words(self) -> Iterator[Declared]:
        """The values, aliases and units of all entries but those of members' names."""
        for (section, name), node in self.nodes.items():
            aliases = node.get("aliases") if isinstance(node, Mapping) else None
            unit = node.get("unit") if isinstance(node, Mapping) else None
            if section in {"names", "places"}:
                continue
            for text in _texts(node, "best_first", "also", "values"):
                yield Declared("values", text.value, text, name)
            for text in _texts_in(aliases):
                yield Declared("aliases", text.value, text, name)
            for text, value in aliases.entries if isinstance(aliases, Mapping) else ():
                if isinstance(value, Scalar):
                    yield Declared("aliases", text.value, text, value.value)
            if isinstance(unit, Scalar):
                yield Declared("units", unit.value, unit, name)

    # --- what the sections say of each other ---

    def _enter_aliases(self, section: str, name: str) -> None:
        """Enters the aliases of an entry."""
        for alias in _texts(self.nodes.get((section, name)), "aliases"):
            self._add_alias(alias.value, name, alias)

    def _add_alias(self, alias: str, name: str, at: Scalar) -> None:
        one = " ".join(alias.split())
        first = self.words.get(f"alias:{spelled(one)}")
        if spelled(one) == spelled(name):
            self._wrong(at, f"`{shown(one)}` is an alias of itself", "remove the alias")
        elif first is not None:
            other = self.aliases[first[0]]
            whose = "an alias twice" if other == name else f"also an alias of `{shown(other)}`"
            self._wrong(at, f"`{shown(one)}` is {whose}", "remove one of them")
        else:
            self.aliases[one] = name
            self.words[f"alias:{spelled(one)}"] = (one, at)

    def _check_aliases(self) -> None:
        """An alias is a spelling of its own: no declared word, no place."""
        taken = {
            spelled(declared.name): declared
            for declared in self.declared
            if declared.section not in {"names", "periods", "attributes"}
        }
        for alias in sorted(self.aliases):
            other = taken.get(spelled(alias))
            if other is not None:
                _, key = self.words[f"alias:{spelled(alias)}"]
                line, _ = self.source.place(other.key.start)
                self._wrong(
                    key,
                    f"the alias `{shown(alias)}` is declared as a name of its own on line {line}",
                    "remove the alias or that name: one word, one meaning",
                )

    def _check_values(self, attributes: dict[str, Attribute]) -> None:
        """A value is no population, quantity or definition as well."""
        for name, attribute in attributes.items():
            node = self.nodes.get(("attributes", name))
            texts = {t.value: t for t in _texts(node, "best_first", "also", "values")}
            for value in attribute.values:
                text = texts[value]
                if _UNSPEAKABLE.search(value) or not value.strip():
                    self._wrong(
                        text, f"`{shown(value)}` cannot stand in a formula", "use plain words"
                    )
                taken = self.words.get(f"words:{spelled(value)}")
                if taken is not None:
                    line, _ = self.source.place(taken[1].start)
                    message = (
                        f"the value `{shown(value)}` is also declared as a name on line {line}"
                    )
                    self._wrong(text, message, "rename one of them: one word, one meaning")
                alias = self.words.get(f"alias:{spelled(value)}")
                if alias is not None and spelled(self.aliases[alias[0]]) != spelled(value):
                    message = f"the alias `{shown(alias[0])}` is also a value of `{shown(name)}`"
                    self._wrong(alias[1], message, "remove the alias: one word, one meaning")

    def _unlike(self, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
        """The pairs that `not` keeps apart, by their declared names."""
        things = dict.fromkeys(lexicon.populations, "populations")
        things |= dict.fromkeys(lexicon.quantities, "quantities")
        known = {spelled(name): name for name in things}
        known |= {spelled(a): n for a, n in self.aliases.items() if n in things}
        for name, section in things.items():
            node = self.nodes.get((section, name))
            listed = node.get("not") if isinstance(node, Mapping) else None
            texts = [listed] if isinstance(listed, Scalar) else _texts(node, "not")
            for text in texts:
                other = known.get(spelled(text.value))
                if other is None:
                    message = f"there is no population or quantity `{shown(text.value)}`"
                    self._wrong(text, message, did_you_mean(text.value, known.values()))
                elif other == name:
                    self._wrong(text, f"`{shown(name)}` cannot be unlike itself", "remove it")
                else:
                    yield name, other

    def _check_owners(self, lexicon: Lexicon) -> None:
        known = {spelled(name): name for name in lexicon.populations}
        known |= {spelled(a): n for a, n in self.aliases.items() if n in lexicon.populations}
        for name, attribute in lexicon.attributes.items():
            if spelled(attribute.of) in known:
                owner = known[spelled(attribute.of)]
                lexicon.attributes[name] = replace(attribute, of=owner)
                continue
            at = _texts_of(self.nodes.get(("attributes", name)), "of").get("of")
            if at is not None:
                message = f"there is no population `{shown(attribute.of)}`"
                means = {thing.means: name for name, thing in lexicon.populations.items()}
                near = means.get(attribute.of) if attribute.of else None
                remedy = f"write `of: {near}`" if near else ""
                remedy = remedy or did_you_mean(attribute.of, known.values())
                self._wrong(at, message, remedy or "declare it under `populations`")

    def _check_places(self, lexicon: Lexicon) -> None:
        self._check_circles(
            {name: place.parts for name, place in lexicon.places.items()},
            "places",
            "is part of itself",
            "a place cannot be a part of its own parts",
        )
        self._find_places("populations", lexicon.populations, lexicon)
        self._find_places("quantities", lexicon.quantities, lexicon)

    def _find_places(self, section: str, things: dict[str, Placed], lexicon: Lexicon) -> None:
        """Each `place` by its declared name; where no places are declared, any will do."""
        known = {*lexicon.places, *(p for q in lexicon.places.values() for p in q.parts)}
        for name, thing in list(things.items()) if known else ():
            if thing.place is None:
                continue
            place = self.aliases.get(thing.place, thing.place)
            if place in known:
                things[name] = replace(thing, place=place)
                continue
            at = _texts_of(self.nodes.get((section, name)), "place").get("place")
            if at is not None:
                message = f"there is no place `{shown(thing.place)}`"
                self._wrong(at, message, did_you_mean(thing.place, known))

    def _check_definitions(self, root: Mapping, lexicon: Lexicon) -> None:
        names = {spelled(name): name for name in lexicon.definitions}
        uses: dict[str, tuple[str, ...]] = {}
        for key, value in self._entries_again(root, "define"):
            name = " ".join(key.value.split())
            definition = lexicon.definitions.get(name)
            if definition is None or not isinstance(value, Scalar):
                continue
            found = parse_set(definition.text)
            if isinstance(found, Mistake):
                offsets = places(value, self.source.text)
                last = len(offsets) - 1
                start, end = offsets[min(found.start, last)], offsets[min(found.end, last)]
                self.problems.append(self.source.problem(start, end, found.message, found.remedy))
                continue
            words = (spelled(name) for node in found.walk() for name in node.named())
            uses[name] = tuple(names[word] for word in words if word in names)
        self._check_circles(
            uses, "define", "is defined by itself", "define it by values and populations"
        )

    def _entries_again(self, root: Mapping, section: str) -> Iterator[tuple[Scalar, Node]]:
        node = root.get(section)
        if isinstance(node, Mapping):
            yield from node.entries

    def _check_circles(
        self, uses: dict[str, tuple[str, ...]], section: str, what: str, remedy: str
    ) -> None:
        """A problem for each circle, at the first of its names in the file."""
        keys = {d.name: d.key for d in self.declared if d.section == section}
        for circle in _circles(uses, sorted(uses, key=lambda name: keys[name].start)):
            first = min(circle, key=lambda name: keys[name].start)
            turn = circle.index(first)
            way = " → ".join(f"`{shown(n)}`" for n in (*circle[turn:], *circle[:turn], first))
            self._wrong(keys[first], f"`{shown(first)}` {what}: {way}", remedy)

    def _wrong(self, at: Scalar, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(at.start, at.end, message, remedy))


def _circles(uses: dict[str, tuple[str, ...]], order: Iterable[str]) -> Iterator[list[str]]:
    """The circles that a walk meets; it keeps its own stack, since chains may be long."""
    done: set[str] = set()
    for begin in order:
        way: dict[str, Iterator[str]] = {} if begin in done else {begin: iter(uses[begin])}
        while way:
            last = next(reversed(way))
            step = next(way[last], None)
            if step is None:
                done.add(last)
                del way[last]
            elif step in way:
                names = list(way)
                yield names[names.index(step) :]
            elif step in uses and step not in done:
                way[step] = iter(uses[step])


def _has_any(node: Mapping, keys: Iterable[str]) -> bool:
    return any(node.get(key) is not None for key in keys)


def _texts(node: Node | None, *keys: str) -> Iterator[Scalar]:
    """The texts of some lists of an entry."""
    for key in keys:
        yield from _texts_in(node.get(key) if isinstance(node, Mapping) else None)


def _texts_in(listed: Node | None) -> Iterator[Scalar]:
    """The texts of a list."""
    if isinstance(listed, Sequence):
        yield from (part for part in listed.parts if isinstance(part, Scalar))


def _texts_of(node: Node | None, key: str) -> dict[str, Scalar]:
    """The text of an entry's key by that key, or those of a mapping there by theirs."""
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, Scalar):
        return {key: value}
    if isinstance(value, Mapping):
        return {k.value: v for k, v in value.entries if isinstance(v, Scalar)}
    return {}
