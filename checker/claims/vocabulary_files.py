"""Reads `vocabulary.yaml`: what figures are about, checked against itself."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field, replace
from typing import Any, TypeVar

from checker.claims import nodes, shapes
from checker.claims.each_line import span
from checker.claims.fitting import fitted
from checker.claims.kinds import WRITE_DAYS
from checker.claims.nodes import Text, places, tree
from checker.claims.problems import Problem, Severity
from checker.claims.shapes import VocabularyFile
from checker.claims.sources import Source, one_line, problem_with, shown
from checker.claims.vocabulary import Declared, Vocabulary
from checker.claims.wrong_forms import as_definition
from checker.frozen import dataclass
from checker.language.figures import Widths
from checker.language.grammar import parse_side
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
from checker.language.mistakes import Mistake
from checker.language.periods import period_of
from checker.language.suggest import did_you_mean, nearest
from checker.language.things import spelled

_UNSPEAKABLE = re.compile(r'["{}\[\]@#,=<>\x00-\x1f]')
_ONE_MEANING = "one word, one meaning"

V = TypeVar("V")


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
        listed = ", ".join(f"`{key}`" for key in VocabularyFile.by_key)
        what = "is empty" if not root or nodes.is_nothing(root) else "has no keys"
        message, remedy = f"this vocabulary {what}", f"it may hold {listed}"
        problems.append(problem_with(source.path, message, remedy))
    return Vocabulary(source), problems


@dataclass
class _Reader:
    """Reads one file; every method adds to `problems` and goes on.

    `words` and `attributes` have what is declared by a name that no other may have, `given` every
    alias; each by its spelling.
    """

    source: Source
    file: VocabularyFile
    problems: list[Problem]
    declared: list[Declared] = field(default_factory=list)
    words: dict[str, Text] = field(default_factory=dict)
    attributes: dict[str, Text] = field(default_factory=dict)
    given: dict[str, Text] = field(default_factory=dict)
    lexicon: Lexicon = field(default_factory=Lexicon)
    names: dict[str, str] = field(default_factory=dict)

    def read(self) -> Vocabulary:
        """Every section, then what they say of each other."""
        file, lexicon = self.file, self.lexicon
        lexicon.populations.update(self._each("populations", self._population))
        lexicon.quantities.update(self._each("quantities", self._quantity))
        lexicon.attributes.update(self._each("attributes", self._attribute))
        lexicon.definitions.update(self._each("define", self._definition))
        lexicon.places.update(self._each("places", self._place))
        lexicon.periods.update(self._each("periods", self._period))
        lexicon.events.update(self._each("events", self._event))
        dict(self._each("names", self._name))
        self._check_values()
        self._check_aliases()
        self._check_places()
        self._check_definitions()
        readings = vars(file.readings)
        widths = {name: width for name, width in readings.items() if width is not None}
        return Vocabulary(
            self.source,
            lexicon,
            replace(Widths(), **widths | {"words": tuple(file.readings.words.items())}),
            self.names,
            tuple(self.declared),
            tuple(self._unlike()),
            tuple(self._words()),
        )

    # --- sections ---

    def _each(self, section: str, read: Callable[[Text, Any], V | None]) -> Iterator[tuple[str, V]]:
        """What each entry of a section is, by a name that a formula can hold and nothing else has.

        One that is None is unsound.
        """
        for key, shape in getattr(self.file, section).items():
            name = one_line(key)
            if odd := _UNSPEAKABLE.search(name):
                sign = shown(odd[0]) or "a control character"
                remedy = "use letters, digits, spaces and `-`"
                self._wrong(key, f"a name cannot hold `{sign}`", remedy)
            self.declared.append(Declared(section, name, key))
            if section == "attributes":
                self._enter(key, self.attributes)
            elif section not in {"names", "places", "periods"}:
                self._enter(key, self.words)
            if (made := read(key, shape)) is not None:
                yield name, made

    def _enter(self, key: Text, taken: dict[str, Text]) -> None:
        """Enters a name that must differ from others."""
        first = taken.setdefault(spelled(key), key)
        if first is not key:
            line, _ = self.source.place(first.start)
            message = f"`{shown(key)}` is declared twice, first on line {line}"
            if one_line(first) != one_line(key):
                both = f"`{shown(key)}` and `{shown(first)}`"
                message = f"{both} are the same name, declared first on line {line}"
            self._wrong(key, message, "rename one of them, or remove it")

    def _population(self, key: Text, shape: shapes.Population) -> Population:
        self._enter_aliases(key, shape.aliases)
        place, running = _bare(shape.place), shape.running or None
        return Population(one_line(key), shape.means, place, shape.never_empty, running)

    def _quantity(self, key: Text, shape: shapes.Quantity) -> Quantity:
        self._enter_aliases(key, shape.aliases)
        unit = _bare(shape.unit)
        return Quantity(
            one_line(key),
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

    def _attribute(self, key: Text, shape: shapes.Attribute) -> Attribute:
        seen: dict[str, str] = {}
        for value in shape.listed_values:
            if spelled(value) in seen:
                message = f"`{shown(value)}` stands twice in `{shown(key)}`"
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
                message = f"`{shown(value)}` is no value of `{shown(key)}`"
                self._wrong(value, message, did_you_mean(value, shape.listed_values))
        ordered = tuple(dict.fromkeys(map(str, shape.best_first)))
        others = dict.fromkeys(map(str, (*shape.also, *shape.values)))
        return Attribute(
            one_line(key),
            self._owner(shape.of),
            ordered,
            tuple(value for value in others if value not in ordered),
            shape.many,
            shape.open,
            shape.means,
            shape.numbers,
            shape.running or None,
            shape.phrase,
        )

    def _check_listing(self, key: Text, shape: shapes.Attribute) -> None:
        """Whether what is said of an attribute's values goes together."""
        if shape.phrase and "{value}" not in shape.phrase:
            message = f"the phrase of `{shown(key)}` has no `{{value}}`"
            self._wrong(key, message, "write it as `phrase: rated {value}`")
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

    def _owner(self, of: Text) -> str:
        """The population of an attribute by its declared name."""
        populations = self.lexicon.populations
        known = self._spellings(populations)
        if spelled(of) not in known:
            means = {thing.means: name for name, thing in populations.items() if thing.means}
            near = means.get(one_line(of))
            remedy = f"write `of: {near}`" if near else did_you_mean(of, known.values())
            message = f"there is no population `{shown(of)}`"
            self._wrong(of, message, remedy or "declare it under `populations`")
        return known.get(spelled(of), str(of))

    def _spellings(self, names: Collection[str]) -> dict[str, str]:
        """Each of some names by its spellings."""
        known = {
            spelled(alias): name for alias, name in self.lexicon.aliases.items() if name in names
        }
        return {spelled(name): name for name in names} | known

    def _definition(self, key: Text, said: Text) -> Definition | None:
        if said.strip():
            return Definition(one_line(key), one_line(said))
        remedy = as_definition(shown(key), said)
        self._wrong(key, f"`{shown(key)}` has no definition", remedy)
        return None

    def _place(self, key: Text, shape: shapes.Place) -> Place:
        self._enter_aliases(key, shape.aliases)
        parts = tuple(dict.fromkeys(map(str, (*shape.parts, *shape.open))))
        if len(parts) < len(shape.parts) + len(shape.open):
            self._wrong(key, f"a part of `{shown(key)}` stands twice", "remove one of them")
        return Place(one_line(key), parts, open=bool(shape.open))

    def _period(self, key: Text, shape: shapes.Period) -> NamedPeriod | None:
        first, last = shape.from_, shape.to
        of_calendar = period_of(one_line(key), {})
        if first > last:
            self._wrong(key, f"`{shown(key)}` ends before it begins", "swap `from` and `to`")
        elif of_calendar and (of_calendar.first, of_calendar.last) != (first, last):
            ends = f"{of_calendar.first} to {of_calendar.last}"
            remedy = f"give the period another name: `@{shown(key)}` is {ends}"
            self._wrong(key, f"`{shown(key)}` has other days in the calendar", remedy)
        else:
            span = NamedPeriod(one_line(key), first, last)
            self._warn_of_overlap(span, key)
            return span
        return None

    def _warn_of_overlap(self, span: NamedPeriod, key: Text) -> None:
        """A warning for spans that share days; one within another is meant where things flow."""
        has_flows = any(quantity.flow for quantity in self.file.quantities.values())
        for other in self.lexicon.periods.values():
            apart = span.last < other.first or other.last < span.first
            inside = span.first >= other.first and span.last <= other.last
            around = span.first <= other.first and span.last >= other.last
            meant = (inside or around) and (has_flows or (inside and around))
            if not apart and not meant:
                message = f"`{shown(span.name)}` overlaps `{shown(other.name)}`"
                remedy = "figures of the two are compared only where they are a `flow`"
                self._wrong(key, message, remedy, Severity.WARNING)

    def _event(self, key: Text, shape: shapes.Event) -> Event:
        self._enter_aliases(key, shape.aliases)
        name, periods = one_line(key), self.lexicon.periods
        if shape.on and shape.at:
            remedy = "leave one of them out: `on` is a day or a period, `at` a moment"
            self._wrong(key, f"`{shown(key)}` has both `on` and `at`", remedy)
        elif shape.at:
            day, minute = shape.at
            return Event(name, day, day, minute, shape.means)
        period = period_of(shape.on, periods) if shape.on else None
        first, last = (period.first, period.last) if period else (None, None)
        if shape.on and first is None:
            near = nearest(shape.on, periods)
            remedy = f"did you mean `{near}`?" if near else WRITE_DAYS
            self._wrong(shape.on, f"`{shown(shape.on)}` is no date", remedy)
        return Event(name, first, last, means=shape.means)

    def _name(self, key: Text, shape: shapes.Name) -> shapes.Name:
        if shape.born is not None:
            self.lexicon.births[one_line(key)] = shape.born
        for spelling in (key, *shape.aliases):
            one, name = one_line(spelling), one_line(key)
            if one in self.names:
                other = self.names[one]
                whose = "declared twice" if other == name else f"also `{shown(other)}`"
                self._wrong(spelling, f"`{shown(one)}` is {whose}", "remove one of them")
            self.names.setdefault(one, name)
        return shape

    def _words(self) -> Iterator[Declared]:
        """The values, aliases and units of all entries but those of members' names."""
        file = self.file
        things = (file.populations, file.quantities, file.events)
        for key, thing in (pair for section in things for pair in section.items()):
            for alias in thing.aliases:
                yield Declared("aliases", str(alias), alias, one_line(key))
            if isinstance(thing, shapes.Quantity) and thing.unit is not None:
                yield Declared("units", str(thing.unit), thing.unit, one_line(key))
        for key, attribute in file.attributes.items():
            for value in attribute.listed_values:
                yield Declared("values", str(value), value, one_line(key))
            for alias, value in attribute.aliases.items():
                yield Declared("aliases", str(alias), alias, str(value))

    # --- what the sections say of each other ---

    def _enter_aliases(self, key: Text, aliases: Iterable[Text]) -> None:
        for alias in aliases:
            self._add_alias(alias, one_line(key))

    def _add_alias(self, alias: Text, name: str) -> None:
        one = one_line(alias)
        if spelled(one) == spelled(name):
            self._wrong(alias, f"`{shown(one)}` is an alias of itself", "remove the alias")
        elif (first := self.given.setdefault(spelled(one), alias)) is not alias:
            other = self.lexicon.aliases[one_line(first)]
            whose = "an alias twice" if other == name else f"also an alias of `{shown(other)}`"
            self._wrong(alias, f"`{shown(one)}` is {whose}", "remove one of them")
        else:
            self.lexicon.aliases[one] = name

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
                if alias is not None and spelled(self.lexicon.aliases[one_line(alias)]) != spelled(
                    value
                ):
                    message = f"the alias `{shown(alias)}` is also a value of `{shown(key)}`"
                    self._wrong(alias, message, f"remove the alias: {_ONE_MEANING}")

    def _unlike(self) -> Iterator[tuple[str, str]]:
        """The pairs that `not` keeps apart, by their declared names."""
        things = self.file.populations | self.file.quantities
        names = {one_line(key): thing.not_ for key, thing in things.items()}
        known = self._spellings(names)
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

    def _check_places(self) -> None:
        """Each `place` by its declared name; where no places are declared, any will do."""
        lexicon = self.lexicon
        parts = {name: place.parts for name, place in lexicon.places.items()}
        remedy = "a place cannot be a part of its own parts"
        self._check_circles(parts, "places", "is part of itself", remedy)
        known = {*parts, *(part for some in parts.values() for part in some)}
        for key, entry in (self.file.populations | self.file.quantities).items():
            if not known or entry.place is None:
                continue
            name, place = one_line(key), self.lexicon.aliases.get(entry.place, str(entry.place))
            if place not in known:
                message = f"there is no place `{shown(entry.place)}`"
                self._wrong(entry.place, message, did_you_mean(entry.place, known))
            elif isinstance(entry, shapes.Population):
                lexicon.populations[name] = replace(lexicon.populations[name], place=place)
            else:
                lexicon.quantities[name] = replace(lexicon.quantities[name], place=place)

    def _check_definitions(self) -> None:
        definitions = self.lexicon.definitions
        names = {spelled(name): name for name in definitions}
        uses: dict[str, tuple[str, ...]] = {}
        for key, said in self.file.define.items():
            definition = definitions.get(one_line(key))
            if definition is None:
                continue
            found = parse_side(definition.text)
            if isinstance(found, Mistake):
                where = span(places(said, self.source.text), found)
                self.problems.append(self.source.problem(where, found.message, found.remedy))
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
        self.problems.append(self.source.problem(at, message, remedy, severity))


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
