"""What may stand in the YAML files: one flat shape for each kind of entry, keys as in the docs.

Entries are checked one by one, so that a mistake in one hides nothing of the others. The shapes
are named tuples and pydantic's core checks them: building the same as pydantic's models would
take longer than loading a project.
"""

import collections.abc
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from pydantic_core import SchemaValidator, ValidationError, core_schema

from checker.claims.nodes import Mapping, Node, Scalar, Sequence, plain
from checker.claims.problems import Problem
from checker.claims.sources import Source, shown
from checker.claims.wrong_forms import as_entry, as_list, as_spellings
from checker.language.suggest import nearest

Texts = tuple[str, ...]
Aliases = collections.abc.Mapping[str, str]
OneOrTexts = str | tuple[str, ...]


class PopulationShape(NamedTuple):
    """An entry of `populations`."""

    means: str = ""
    aliases: Texts = ()
    place: str = ""
    never_empty: bool = False
    running: str = ""
    not_: OneOrTexts = ()


class AttributeShape(NamedTuple):
    """An entry of `attributes`; `aliases` gives other spellings of its values."""

    of: str
    means: str = ""
    best_first: Texts = ()
    also: Texts = ()
    values: Texts = ()
    aliases: Aliases = MappingProxyType({})
    many: bool = False
    open: bool = False
    numbers: bool = False
    running: str = ""


class QuantityShape(NamedTuple):
    """An entry of `quantities`."""

    means: str = ""
    aliases: Texts = ()
    unit: str = ""
    counts: str = ""
    adds_up: bool = True
    not_negative: bool | None = None
    never_zero: bool = False
    place: str = ""
    flow: bool = False
    running: str = ""
    not_: OneOrTexts = ()


class PlaceShape(NamedTuple):
    """An entry of `places`; a bare list is its `parts`, `open` lists parts that are not all."""

    parts: Texts = ()
    open: Texts = ()
    aliases: Texts = ()


class PeriodShape(NamedTuple):
    """An entry of `periods`: two dates, both inside the period."""

    from_: str
    to: str


class EventShape(NamedTuple):
    """An entry of `events`: the day or period, or the moment, if it is known."""

    means: str = ""
    aliases: Texts = ()
    on: str = ""
    at: str = ""


class NameShape(NamedTuple):
    """An entry of `names`; `born` is a day, a month or a year."""

    aliases: Texts = ()
    born: str = ""


class ReadingsShape(NamedTuple):
    """`readings`: how far figures reach, as shares such as `5%`; what `words` stand for."""

    whole: str = ""
    scale: str = ""
    one_in: str = ""
    in_so_many: str = ""
    fraction: str = ""
    multiple: str = ""
    about: str = ""
    about_percent: str = ""
    about_points: str = ""
    about_part: str = ""
    near: str = ""
    no_change: str = ""
    words: Aliases = MappingProxyType({})


class SourceShape(NamedTuple):
    """`source` of a claim file."""

    article: str
    publisher: str = ""
    published: str = ""
    trust: str = ""


class DefaultsShape(NamedTuple):
    """`defaults` of a claim file."""

    period: str = ""
    place: str = ""
    reading: str = ""
    as_of: str = ""
    bulletin: str = ""


class ClaimShape(NamedTuple):
    """An entry of `claims`."""

    id: str
    quote: str
    says: str = ""
    skip: str = ""
    each_line: str = ""
    speaker: str = ""
    period: str = ""
    place: str = ""
    reading: str = ""
    status: str = ""
    as_of: str = ""
    bulletin: str = ""
    withdraws: str = ""
    note: str = ""


class AssumptionShape(NamedTuple):
    """An entry of `assumptions`."""

    id: str
    because: str
    says: str
    period: str = ""
    place: str = ""
    as_of: str = ""
    for_: str = ""


class DecisionShape(NamedTuple):
    """An entry of `decisions`: what was decided of a contradiction."""

    contradiction: str
    ruling: str
    because: str
    article: str = ""
    by: str = ""
    on: str = ""
    until: str = ""
    url: str = ""
    says: Texts = ()
    restated: Texts = ()


class DeskShape(NamedTuple):
    """`desk` of a decision file: who publishes what was decided."""

    name: str
    url: str = ""


SHAPES: tuple[type[NamedTuple], ...] = (
    PopulationShape,
    AttributeShape,
    QuantityShape,
    PlaceShape,
    PeriodShape,
    EventShape,
    NameShape,
    ReadingsShape,
    SourceShape,
    DefaultsShape,
    ClaimShape,
    AssumptionShape,
    DecisionShape,
    DeskShape,
)

EXPECTED = {
    "vocabulary": (
        "populations",
        "attributes",
        "define",
        "quantities",
        "places",
        "periods",
        "events",
        "names",
        "readings",
    ),
    "claim file": ("source", "defaults", "claims"),
    "assumption file": ("assumptions",),
    "decision file": ("desk", "decisions"),
}
"""The keys of each kind of file."""

_HOMES: dict[str, type[NamedTuple]] = {
    "source": SourceShape,
    "defaults": DefaultsShape,
    "claims": ClaimShape,
    "assumptions": AssumptionShape,
    "populations": PopulationShape,
    "attributes": AttributeShape,
    "quantities": QuantityShape,
    "events": EventShape,
    "names": NameShape,
}
"""Where a key that stands in the wrong place may belong."""

_STEM = 5
"""Letters that two forms of a word have in common, as `quantity` and `quantities`."""

_OTHER_WORDS = {
    "alias": ("aliases",),
    "author": ("publisher",),
    "begin": ("from",),
    "date": ("published", "on"),
    "description": ("means",),
    "end": ("to",),
    "file": ("article",),
    "id": ("contradiction",),
    "name": ("id",),
    "paper": ("publisher",),
    "reason": ("because", "skip"),
    "start": ("from",),
    "statement": ("says",),
    "statements": ("says", "claims"),
    "text": ("quote",),
    "till": ("until",),
    "year": ("period",),
}
"""Keys that people write for those that there are."""

LATER = frozenset({"expected"})
"""Keys that are thought of and not read yet."""

_QUOTE_IT = "put the whole text in quotes: '…', with '' for an apostrophe inside"

_KINDS = {
    str: core_schema.str_schema(),
    bool: core_schema.bool_schema(),
    bool | None: core_schema.bool_schema(),
    Texts: core_schema.tuple_schema([core_schema.str_schema()], variadic_item_index=0),
    OneOrTexts: core_schema.no_info_before_validator_function(
        lambda value: (value,) if isinstance(value, str) else value,
        core_schema.tuple_schema([core_schema.str_schema()], variadic_item_index=0),
    ),
    Aliases: core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema()),
}

_COLLECTIONS = (Texts, OneOrTexts, Aliases)

_BARE: dict[type[NamedTuple], tuple[str, str]] = {
    PopulationShape: ("means", "aliases"),
    AttributeShape: ("of", "values"),
    QuantityShape: ("means", "aliases"),
    PlaceShape: ("parts", "parts"),
    PeriodShape: ("from", ""),
    EventShape: ("on", "aliases"),
    NameShape: ("aliases", "aliases"),
    SourceShape: ("article", ""),
    DefaultsShape: ("period", ""),
}
"""The keys that an entry most likely means which is a text, or a list."""

Shape = TypeVar("Shape", bound=NamedTuple)


def keys_of(shape: type[NamedTuple]) -> tuple[str, ...]:
    """The keys that an entry may have; a field ends with `_` where its key is a word of Python."""
    return tuple(name.rstrip("_") for name in shape._fields)


_validators: dict[type[NamedTuple], SchemaValidator] = {}


def _validator(shape: type[NamedTuple]) -> SchemaValidator:
    """The check of a shape, built when the first such entry is met."""
    if shape not in _validators:
        _validators[shape] = _built(shape)
    return _validators[shape]


def _built(shape: type[NamedTuple]) -> SchemaValidator:
    parts = {}
    for name in shape._fields:
        schema = _KINDS[shape.__annotations__[name]]
        required = name not in shape._field_defaults
        parts[name.rstrip("_")] = core_schema.typed_dict_field(schema, required=required)
    return SchemaValidator(core_schema.typed_dict_schema(parts, extra_behavior="forbid"))


def fit(
    shape: type[Shape], node: Node, source: Source, entry: Scalar | None = None
) -> tuple[Shape | None, list[Problem]]:
    """The node in its shape, or what is wrong with it; `entry` is the key it stands under."""
    if is_nothing(node):
        node = Mapping(
            (), *((entry.start, entry.end) if entry else (node.start, node.end)), flow=False
        )
    try:
        found = _validator(shape).validate_python(_without_empty(shape, node))
    except ValidationError as error:
        problems = [
            _rewritten(str(e["type"]), e["loc"], node, shape, source=source, entry=entry)
            for e in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        return None, _once(problems, node, shape)
    names = {name.rstrip("_"): name for name in shape._fields}
    values = {**shape._field_defaults, **{names[key]: value for key, value in found.items()}}
    return shape._make(values[name] for name in shape._fields), []


def is_nothing(node: Node) -> bool:
    """Whether nothing is written, or a list or a mapping of nothing."""
    match node:
        case Scalar():
            return node.is_absent
        case Sequence():
            return not node.parts
        case Mapping():
            return not node.entries


def _without_empty(shape: type[NamedTuple], node: Node) -> object:
    """The entry without its empty lists and mappings, however they are written: they are none."""
    if not isinstance(node, Mapping):
        return plain(node)
    kinds = {name.rstrip("_"): shape.__annotations__[name] for name in shape._fields}
    return {
        key.value: plain(value)
        for key, value in node.entries
        if not (kinds.get(key.value) in _COLLECTIONS and is_nothing(value))
    }


def known_keys(node: Mapping, known: tuple[str, ...], source: Source) -> list[Problem]:
    """A problem for each key that a file or section does not have."""
    found = []
    above: Scalar | None = None
    for key, value in node.entries:
        if key.value not in known and above is None:
            found.append(_unknown_key(key, value, node, known, source))
        elif key.value not in known and above is not None:
            message = f"there is no key `{shown(key.value)}` here"
            remedy = f"indent it, if it belongs to `{shown(above.value)}`"
            found.append(source.problem(key.start, key.end, message, remedy))
        elif is_nothing(value) and not node.flow:
            above = key
        else:
            above = None
    return found


def _once(problems: list[Problem], node: Node, shape: type[NamedTuple]) -> list[Problem]:
    """The problems without a missing key that is there in another spelling."""
    known = keys_of(shape)
    keys = node.entries if isinstance(node, Mapping) else ()
    meant = {_meant(key.value, known) for key, _ in keys if key.value not in known}
    absent = {_missing(key) for key in meant if key}
    return [problem for problem in problems if problem.message not in absent]


def _missing(key: str) -> str:
    return f"`{key}` is missing here"


def _rewritten(
    kind: str,
    place: tuple[int | str, ...],
    node: Node,
    shape: type[NamedTuple],
    *,
    source: Source,
    entry: Scalar | None,
) -> Problem:
    here, key = _at(node, place, entry)
    if kind == "extra_forbidden" and isinstance(node, Mapping) and key is not None:
        return _unknown_key(key, here, node, keys_of(shape), source)
    if kind == "missing":
        missing = str(place[-1])
        first = node.entries[0][0] if isinstance(node, Mapping) and node.entries else None
        at = entry or first
        start, end = (at.start, at.end) if at else (node.start, node.start + 1)
        return source.problem(start, end, _missing(missing), f"add `{missing}: …`")
    name = key.value if key is not None else ""
    message, remedy = _misfit(kind, shown(name), here)
    keys = node.entries if isinstance(node, Mapping) and node.flow else ()
    cut_off = [shown(word.value) for word, value in keys if is_nothing(value)]
    if written_out := _written_out(kind, place, shape, here, entry=entry, cut_off=cut_off):
        remedy = written_out
    if isinstance(here, Scalar) and not here.is_absent:
        return source.problem(here.start, here.end, message, remedy)
    spot = key or here
    return source.problem(spot.start, spot.end, message, remedy)


def _written_out(
    kind: str,
    place: tuple[int | str, ...],
    shape: type[NamedTuple],
    here: Node,
    *,
    entry: Scalar | None,
    cut_off: collections.abc.Sequence[str],
) -> str:
    """The line to write for a value of the wrong form, where it can be told.

    `cut_off` are words beside it, in `{…}`, which a comma took from a text.
    """
    owner = shown(entry.value) if entry is not None else ""
    match kind, place:
        case "dict_type", () if shape in _BARE:
            return as_entry(owner, here, *_BARE[shape])
        case "dict_type", (str(key),):
            return as_spellings(key, [("VALUE", here)])
        case "string_type", ("aliases", str(value)) if isinstance(here, Sequence):
            return as_spellings("aliases", [(value, here)])
        case "tuple_type", (str(key),) if isinstance(here, Mapping):
            return as_list(key, owner, here)
        case "tuple_type", (str(key),) if isinstance(here, Scalar) and cut_off:
            return f"write `{key}: [{', '.join((shown(here.value), *cut_off))}]`"
        case "string_type", ("says",) if isinstance(here, Mapping) and here.entries:
            name, figure = here.entries[0]
            said = f"{name.value} = {figure.value if isinstance(figure, Scalar) else '…'}"
            return f"write `says: {shown(said)}`, with `=` for the colon"
        case _:
            return ""


def _at(
    node: Node, place: tuple[int | str, ...], entry: Scalar | None
) -> tuple[Node, Scalar | None]:
    """The node at pydantic's place, as deep as it goes, and the last key on the way."""
    key = entry
    for step in place:
        match node:
            case Mapping() if (child := node.get(str(step))) is not None:
                key = node.key(str(step))
                node = child
            case Sequence() if isinstance(step, int) and step < len(node.parts):
                node = node.parts[step]
            case _:
                break
    return node, key


def _misfit(kind: str, key: str, here: Node) -> tuple[str, str]:
    """What is wrong with a value of the wrong kind, and the remedy."""
    if isinstance(here, Scalar) and here.is_absent:
        return f"`{key}` has no value", "write one, or leave the key out"
    match kind, here:
        case "string_type", Sequence() if key == "says":
            return (
                "`says` must be text, this is a list, which YAML cuts at every comma",
                "write `says: |` and below it one statement a line",
            )
        case "string_type", _ if key == "each_line":
            return "`each_line` must be text, and YAML cut it at a bracket", _QUOTE_IT
        case "string_type", Sequence():
            return (
                f"`{key}` must be text, this is a list",
                "put a text that begins with `[` in quotes",
            )
        case "string_type", _:
            return (
                f"`{key}` must be text, and YAML cut it at a colon",
                _QUOTE_IT,
            )
        case "tuple_type", Scalar():
            return f"`{key}` must be a list", f"write `[{shown(here.value)}]`"
        case "tuple_type", _:
            return f"`{key}` must be a list", "write `[…, …]`, or one a line behind dashes"
        case (("bool_parsing" | "bool_type"), _):
            return f"`{key}` is either true or false", "write `true` or `false`"
        case _:
            what = f"`{key}`" if key else "an entry"
            return f"{what} must be keys with values", "write `key: value`, one a line"


def _unknown_key(
    key: Scalar, value: Node, node: Mapping, known: tuple[str, ...], source: Source
) -> Problem:
    name = shown(key.value)
    if node.flow and isinstance(value, Scalar) and value.is_absent:
        word, colon, rest = name.partition(":")
        if colon and word in known:
            message, remedy = "a space is missing behind the colon", f"write `{word}: {rest}`"
            return source.problem(key.start, key.end, message, remedy)
        return source.problem(
            key.start,
            key.end,
            "a comma inside `{…}` ends the text before it",
            "put a text that holds a comma in quotes",
        )
    if key.value in LATER:
        return source.problem(key.start, key.end, f"`{name}` is not supported yet", "leave it out")
    message = f"there is no key `{name}` here"
    near = _meant(key.value, known)
    if near is None:
        for home, shape in _HOMES.items():
            if key.value in keys_of(shape):
                remedy = f"`{name}` belongs under `{home}`"
                return source.problem(key.start, key.end, message, remedy)
    listed = ", ".join(f"`{word}`" for word in known)
    remedy = f"did you mean `{near}`? (known here: {listed})" if near else f"known here: {listed}"
    return source.problem(key.start, key.end, message, remedy)


def _meant(key: str, known: tuple[str, ...]) -> str | None:
    """The key that one which does not exist may stand for: a slip, another form, another word."""
    near = nearest(key, known)
    if near is not None:
        return near
    word = key.casefold()
    words = _OTHER_WORDS.get(word, ())
    stems = (other for other in known if len(word) >= _STEM and other[:_STEM] == word[:_STEM])
    return next((other for other in (*words, *stems) if other in known), None)
