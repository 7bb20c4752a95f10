"""Reads `vocabulary.yaml`: what figures are about, checked against itself."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TypeVar

from checker.claims import nodes, shapes
from checker.claims.fitting import fitted, keys_of
from checker.claims.kinds import WRITE_DAYS
from checker.claims.nodes import Text, places, tree
from checker.claims.problems import Problem, Severity
from checker.claims.shapes import Shape, VocabularyFile
from checker.claims.sources import Source, problem_with, shown
from checker.claims.wrong_forms import as_definition
from checker.frozen import dataclass
from checker.language.figures import Widths
from checker.language.grammar import parse_set
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
)
from checker.language.meaning import words_of
from checker.language.mistakes import Mistake
from checker.language.periods import period_of
from checker.language.scope import Words
from checker.language.suggest import did_you_mean, nearest

_UNSPEAKABLE = re.compile(r'["{}\[\]@#,=<>\x00-\x1f]')
_ONE_MEANING = "one word, one meaning"

S = TypeVar("S", bound=Shape | Text)
Thing = TypeVar("Thing", Population, Quantity)


@dataclass(frozen=True, slots=True)
class Declared:
    """A word of the vocabulary and where it is declared, for a warning when it is not used.

    `of` is the entry that a value, an alias or a unit belongs to.
    """

    section: str
    name: str
    key: Text
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


def _plain(name: str) -> str:
    return " ".join(name.split())


def _bare(text: str | None) -> str | None:
    """A text without its place."""
    return str(text) if text else None


def read_vocabulary(source: Source) -> tuple[Vocabulary, list[Problem]]:
    """The vocabulary, with whatever of it is sound, and all that is not."""
    root, problems = tree(source)
    if isinstance(root, nodes.Entries):
        file = fitted(VocabularyFile, root, source)
        reader = _Reader(source, file.shape, problems)
        problems += file.problems
        found = reader.read()
        return replace(found, is_sound=not any(p.is_error for p in problems)), problems
    if not problems:
        listed = ", ".join(f"`{key}`" for key in keys_of(VocabularyFile))
        what = "has no keys" if root else "is empty"
        message, remedy = f"this vocabulary {what}", f"it may hold {listed}"
        problems.append(problem_with(source.path, message, remedy))
    return Vocabulary(source), problems


@dataclass
class _Reader:
    """Reads one file; every method adds to `problems` and goes on.

    `words` has what is declared by a name that no other may have, `given` every alias; each by its
    spelling. `aliases` are those that can be used.
    """

    source: Source
    file: VocabularyFile
    problems: list[Problem]
    declared: list[Declared] = field(default_factory=list)
    words: dict[str, Text] = field(default_factory=dict)
    attributes: dict[str, Text] = field(default_factory=dict)
    given: dict[str, Text] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def read(self) -> Vocabulary:
        """Every section, then what they say of each other."""
        file = self.file
        populations = {
            name: self._population(name, shape)
            for name, _, shape in self._section("populations", file.populations)
        }
        quantities = {
            name: self._quantity(name, shape)
            for name, _, shape in self._section("quantities", file.quantities)
        }
        attributes = {
            name: self._attribute(name, key, shape, populations)
            for name, key, shape in self._section("attributes", file.attributes)
        }
        definitions = dict(self._definitions())
        self._check_values()
        declared_places = {
            name: self._place(name, key, shape)
            for name, key, shape in self._section("places", file.places)
        }
        periods = dict(self._periods())
        events = {
            name: self._event(name, key, shape, periods)
            for name, key, shape in self._section("events", file.events)
        }
        lexicon = Lexicon(
            populations,
            attributes,
            quantities,
            definitions,
            declared_places,
            periods,
            self.aliases,
            events=events,
        )
        self._check_aliases()
        self._check_places(lexicon)
        self._check_definitions(lexicon)
        widths = {key: getattr(file.readings, key) for key in file.readings.model_fields_set}
        return Vocabulary(
            self.source,
            lexicon,
            replace(Widths(), **widths | {"words": tuple(file.readings.words.items())}),
            self._names(lexicon),
            tuple(self.declared),
            tuple(self._unlike()),
            tuple(self._words()),
        )

    # --- sections ---

    def _section(self, section: str, entries: Mapping[Text, S]) -> Iterator[tuple[str, Text, S]]:
        """Each entry of a section, by a name that a formula can hold and no other thing has."""
        for key, shape in entries.items():
            name = _plain(key)
            if odd := _UNSPEAKABLE.search(name):
                sign = shown(odd[0]) or "a control character"
                remedy = "use letters, digits, spaces and `-`"
                self._wrong(key, f"a name cannot hold `{sign}`", remedy)
            self.declared.append(Declared(section, name, key))
            if section == "attributes":
                self._enter(key, self.attributes)
            elif section not in {"names", "places", "periods"}:
                self._enter(key, self.words)
            yield name, key, shape

    def _enter(self, key: Text, taken: dict[str, Text]) -> None:
        """Enters a name that must differ from others."""
        first = taken.setdefault(spelled(key), key)
        if first is not key:
            line, _ = self.source.place(first.start)
            message = f"`{shown(key)}` is declared twice, first on line {line}"
            if _plain(first) != _plain(key):
                both = f"`{shown(key)}` and `{shown(first)}`"
                message = f"{both} are the same name, declared first on line {line}"
            self._wrong(key, message, "rename one of them, or remove it")

    def _population(self, name: str, shape: shapes.Population) -> Population:
        self._enter_aliases(name, shape.aliases)
        return Population(
            name, shape.means, _bare(shape.place), shape.never_empty, shape.running or None
        )

    def _quantity(self, name: str, shape: shapes.Quantity) -> Quantity:
        self._enter_aliases(name, shape.aliases)
        unit = _bare(shape.unit)
        return Quantity(
            name,
            unit,
            shape.counts or None,
            shape.means,
            shape.adds_up and (unit or "").casefold() not in PER_CENT,
            bool(shape.counts) if shape.not_negative is None else shape.not_negative,
            shape.never_zero,
            _bare(shape.place),
            shape.flow,
            shape.running or None,
        )

    def _attribute(
        self, name: str, key: Text, shape: shapes.Attribute, populations: Mapping[str, Population]
    ) -> Attribute:
        seen: dict[str, str] = {}
        for value in shape.listed_values:
            if spelled(value) in seen:
                message = f"`{shown(value)}` stands twice in `{shown(name)}`"
                self._wrong(value, message, "remove one")
            seen[spelled(value)] = str(value)
        self._check_listing(key, shape)
        for alias, value in shape.aliases.items():
            if spelled(value) in seen:
                self._add_alias(alias, seen[spelled(value)])
            elif spelled(alias) in seen:
                message = f"`{shown(alias)}` is the value, so it stands behind its other spelling"
                remedy = f"write `aliases: {{{shown(value)}: {shown(alias)}}}`"
                self._wrong(value, message, remedy)
            else:
                message = f"`{shown(value)}` is no value of `{shown(name)}`"
                self._wrong(value, message, did_you_mean(value, shape.listed_values))
        ordered = tuple(dict.fromkeys(map(str, shape.best_first)))
        others = dict.fromkeys(map(str, (*shape.also, *shape.values)))
        return Attribute(
            name,
            self._owner(shape.of, populations),
            ordered,
            tuple(value for value in others if value not in ordered),
            shape.many,
            shape.open,
            shape.means,
            shape.numbers,
            shape.running or None,
        )

    def _check_listing(self, key: Text, shape: shapes.Attribute) -> None:
        """Whether what is said of an attribute's values goes together."""
        name = f"`{shown(key)}`"
        listing = ("best_first", "also", "values", "aliases", "many", "open")
        given = next((word for word in listing if getattr(shape, word)), None)
        if shape.numbers and given:
            message = f"{name} has `numbers` and `{given}`: each member has one number, "
            message += "and no number is listed"
            self._wrong(key, message, f"leave out `{given}`, or leave out `numbers`")
        elif not shape.numbers and not shape.listed_values and not shape.open:
            remedy = "list them under `values`, or under `best_first` when they are in order"
            self._wrong(key, f"{name} has no values", remedy)
        if shape.best_first and shape.many:
            message = f"{name} has `best_first` and `many`: members with several values "
            message += "have no place in an order"
            self._wrong(key, message, "write `values` for `best_first`, or leave `many` out")

    def _owner(self, of: Text, populations: Mapping[str, Population]) -> str:
        """The population of an attribute by its declared name."""
        known = {spelled(name): name for name in populations}
        known |= {spelled(a): name for a, name in self.aliases.items() if name in populations}
        if spelled(of) not in known:
            means = {thing.means: name for name, thing in populations.items() if thing.means}
            near = means.get(_plain(of))
            remedy = f"write `of: {near}`" if near else did_you_mean(of, known.values())
            message = f"there is no population `{shown(of)}`"
            self._wrong(of, message, remedy or "declare it under `populations`")
        return known.get(spelled(of), str(of))

    def _definitions(self) -> Iterator[tuple[str, Definition]]:
        for name, key, said in self._section("define", self.file.define):
            if said.strip():
                yield name, Definition(name, _plain(said))
            else:
                remedy = as_definition(shown(name), said)
                self._wrong(key, f"`{shown(name)}` has no definition", remedy)

    def _place(self, name: str, key: Text, shape: shapes.Place) -> Place:
        self._enter_aliases(name, shape.aliases)
        parts = tuple(dict.fromkeys(map(str, (*shape.parts, *shape.open))))
        if len(parts) < len(shape.parts) + len(shape.open):
            self._wrong(key, f"a part of `{shown(name)}` stands twice", "remove one of them")
        return Place(name, parts, open=bool(shape.open))

    def _periods(self) -> Iterator[tuple[str, NamedPeriod]]:
        earlier: list[NamedPeriod] = []
        for name, key, shape in self._section("periods", self.file.periods):
            first, last = shape.from_, shape.to
            of_calendar = period_of(name, {})
            if first > last:
                self._wrong(key, f"`{shown(name)}` ends before it begins", "swap `from` and `to`")
            elif of_calendar and (of_calendar.first, of_calendar.last) != (first, last):
                ends = f"{of_calendar.first} to {of_calendar.last}"
                remedy = f"give the period another name: `@{shown(name)}` is {ends}"
                self._wrong(key, f"`{shown(name)}` has other days in the calendar", remedy)
            else:
                span = NamedPeriod(name, first, last)
                self._warn_of_overlap(span, key, earlier)
                earlier.append(span)
                yield name, span

    def _warn_of_overlap(self, span: NamedPeriod, key: Text, earlier: list[NamedPeriod]) -> None:
        """A warning for spans that share days; one within another is meant where things flow."""
        has_flows = any(quantity.flow for quantity in self.file.quantities.values())
        for other in earlier:
            apart = span.last < other.first or other.last < span.first
            inside = span.first >= other.first and span.last <= other.last
            around = span.first <= other.first and span.last >= other.last
            meant = (inside or around) and (has_flows or (inside and around))
            if not apart and not meant:
                message = f"`{shown(span.name)}` overlaps `{shown(other.name)}`"
                remedy = "figures of the two are compared only where they are a `flow`"
                self._wrong(key, message, remedy, Severity.WARNING)

    def _event(
        self, name: str, key: Text, shape: shapes.Event, periods: dict[str, NamedPeriod]
    ) -> Event:
        self._enter_aliases(name, shape.aliases)
        if shape.on and shape.at:
            remedy = "leave one of them out: `on` is a day or a period, `at` a moment"
            self._wrong(key, f"`{shown(name)}` has both `on` and `at`", remedy)
        elif shape.at:
            day, minute = shape.at
            return Event(name, day, day, minute, shape.means)
        period = period_of(shape.on, periods) if shape.on else None
        if shape.on and (period is None or period.first is None):
            near = nearest(shape.on, periods)
            remedy = f"did you mean `{near}`?" if near else WRITE_DAYS
            self._wrong(shape.on, f"`{shown(shape.on)}` is no date", remedy)
            period = None
        first, last = (period.first, period.last) if period else (None, None)
        return Event(name, first, last, means=shape.means)

    def _names(self, lexicon: Lexicon) -> dict[str, str]:
        names: dict[str, str] = {}
        for name, key, shape in self._section("names", self.file.names):
            if shape.born is not None:
                lexicon.births[name] = shape.born
            for spelling in (key, *shape.aliases):
                one = _plain(spelling)
                if one in names:
                    whose = (
                        "declared twice" if names[one] == name else f"also `{shown(names[one])}`"
                    )
                    self._wrong(spelling, f"`{shown(one)}` is {whose}", "remove one of them")
                else:
                    names[one] = name
        return names

    def _words(self) -> Iterator[Declared]:
        """The values, aliases and units of all entries but those of members' names."""
        file = self.file
        things = (file.populations, file.quantities, file.events)
        for key, thing in (pair for section in things for pair in section.items()):
            for alias in thing.aliases:
                yield Declared("aliases", str(alias), alias, _plain(key))
            if isinstance(thing, shapes.Quantity) and thing.unit is not None:
                yield Declared("units", str(thing.unit), thing.unit, _plain(key))
        for key, attribute in file.attributes.items():
            for value in attribute.listed_values:
                yield Declared("values", str(value), value, _plain(key))
            for alias, value in attribute.aliases.items():
                yield Declared("aliases", str(alias), alias, str(value))

    # --- what the sections say of each other ---

    def _enter_aliases(self, name: str, aliases: Iterable[Text]) -> None:
        for alias in aliases:
            self._add_alias(alias, name)

    def _add_alias(self, alias: Text, name: str) -> None:
        one = _plain(alias)
        if spelled(one) == spelled(name):
            self._wrong(alias, f"`{shown(one)}` is an alias of itself", "remove the alias")
        elif (first := self.given.setdefault(spelled(one), alias)) is not alias:
            other = self.aliases[_plain(first)]
            whose = "an alias twice" if other == name else f"also an alias of `{shown(other)}`"
            self._wrong(alias, f"`{shown(one)}` is {whose}", "remove one of them")
        else:
            self.aliases[one] = name

    def _check_aliases(self) -> None:
        """An alias is a spelling of its own: no declared word, no place."""
        taken = {
            spelled(declared.name): declared
            for declared in self.declared
            if declared.section not in {"names", "periods", "attributes"}
        }
        for spelling, alias in self.given.items():
            other = taken.get(spelling)
            if other is not None:
                line, _ = self.source.place(other.key.start)
                what = f"the alias `{shown(alias)}` is declared as a name of its own"
                remedy = f"remove the alias or that name: {_ONE_MEANING}"
                self._wrong(alias, f"{what} on line {line}", remedy)

    def _check_values(self) -> None:
        """A value is no population, quantity or definition as well."""
        for key, attribute in self.file.attributes.items():
            for value in attribute.listed_values:
                if _UNSPEAKABLE.search(value) or not value.strip():
                    message = f"`{shown(value)}` cannot stand in a formula"
                    self._wrong(value, message, "use plain words")
                if taken := self.words.get(spelled(value)):
                    line, _ = self.source.place(taken.start)
                    what = f"the value `{shown(value)}` is also declared as a name"
                    self._wrong(
                        value, f"{what} on line {line}", f"rename one of them: {_ONE_MEANING}"
                    )
                alias = self.given.get(spelled(value))
                if alias is not None and spelled(self.aliases[_plain(alias)]) != spelled(value):
                    message = f"the alias `{shown(alias)}` is also a value of `{shown(key)}`"
                    self._wrong(alias, message, f"remove the alias: {_ONE_MEANING}")

    def _unlike(self) -> Iterator[tuple[str, str]]:
        """The pairs that `not` keeps apart, by their declared names."""
        things = self.file.populations | self.file.quantities
        names = {_plain(key): thing.not_ for key, thing in things.items()}
        known = {spelled(name): name for name in names}
        known |= {spelled(a): name for a, name in self.aliases.items() if name in names}
        for name, unlike in names.items():
            for word in unlike:
                other = known.get(spelled(word))
                if other is None:
                    message = f"there is no population or quantity `{shown(word)}`"
                    self._wrong(word, message, did_you_mean(word, known.values()))
                elif other == name:
                    self._wrong(word, f"`{shown(name)}` cannot be unlike itself", "remove it")
                else:
                    yield name, other

    def _check_places(self, lexicon: Lexicon) -> None:
        parts = {name: place.parts for name, place in lexicon.places.items()}
        remedy = "a place cannot be a part of its own parts"
        self._check_circles(parts, "places", "is part of itself", remedy)
        known = {*parts, *(part for some in parts.values() for part in some)}
        self._find_places(self.file.populations, lexicon.populations, known)
        self._find_places(self.file.quantities, lexicon.quantities, known)

    def _find_places(
        self,
        entries: Mapping[Text, shapes.Population] | Mapping[Text, shapes.Quantity],
        things: dict[str, Thing],
        known: Collection[str],
    ) -> None:
        """Each `place` by its declared name; where no places are declared, any will do."""
        for key, entry in entries.items() if known else ():
            if entry.place is None:
                continue
            name, place = _plain(key), self.aliases.get(entry.place, str(entry.place))
            if place in known:
                things[name] = replace(things[name], place=place)
            else:
                message = f"there is no place `{shown(entry.place)}`"
                self._wrong(entry.place, message, did_you_mean(entry.place, known))

    def _check_definitions(self, lexicon: Lexicon) -> None:
        names = {spelled(name): name for name in lexicon.definitions}
        uses: dict[str, tuple[str, ...]] = {}
        for key, said in self.file.define.items():
            definition = lexicon.definitions.get(_plain(key))
            if definition is None:
                continue
            found = parse_set(definition.text)
            if isinstance(found, Mistake):
                offsets = places(said, self.source.text)
                last = len(offsets) - 1
                start, end = offsets[min(found.start, last)], offsets[min(found.end, last)]
                self.problems.append(self.source.problem(start, end, found.message, found.remedy))
                continue
            words = (spelled(name) for node in found.walk() for name in node.named())
            uses[definition.name] = tuple(names[word] for word in words if word in names)
        remedy = "define it by values and populations"
        self._check_circles(uses, "define", "is defined by itself", remedy)

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

    def _wrong(
        self, at: Text, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(self.source.problem(at.start, at.end, message, remedy, severity))


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
