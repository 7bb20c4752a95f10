"""What does not fit the shape of its file, in our words: the errors of the pydantic models."""

from collections.abc import Iterator

from pydantic_core import ErrorDetails

from checker.claims.kinds import FLAG, MISFIT
from checker.claims.models import errors
from checker.claims.nodes import Absent, Entries, Listed, Node, Text, is_nothing, listed
from checker.claims.problems import Problem
from checker.claims.shapes import FILES, DecisionFile, Key, Place, Shape, under
from checker.claims.sources import Source, shown
from checker.claims.wrong_forms import (
    as_definition,
    as_entry,
    as_items,
    as_list,
    as_section,
    as_spellings,
)
from checker.language.suggest import nearest

_STEM = 5
"""Letters that two forms of a word have in common, as `quantity` and `quantities`."""

_OTHER_WORDS = {
    "alias": ("aliases",),
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
_KEY = "[key]"
"""pydantic's last step to a key that is wrong itself."""


def misfits(shape: type[Shape], root: Entries, source: Source) -> "list[Misfit]":
    """Everything in a file that does not fit."""
    return [Misfit(one, shape, root, source) for one in errors(shape, root)]


class Misfit:
    """Something that does not fit, reached by an error's way from the file down.

    `node` is the last on the way, `key` the last key, `home` the mapping that it stands in; `entry`
    is the way to the entry, which is `whole`, `owner` its key, None in a list.
    """

    def __init__(
        self, error: ErrorDetails, file: type[Shape], root: Entries, source: Source
    ) -> None:
        self.kind, self.told = error["type"], error.get("ctx", {})
        self.loc = (*error["loc"], *filter(None, (self.told.get("at"),)))
        self.file, self.root, self.source = file, root, source
        self.shape, self.is_one_of_several = under(file, self.loc[0])
        depth = 2 if self.is_one_of_several else 1
        self.entry, self.inside = self.loc[:depth], self.loc[depth:]
        self.node: Node = root
        self.whole: Node = root
        self.home = root
        self.key: Text | None = None
        self.owner: Text | None = None
        for at, step in enumerate(self.loc):
            if step == _KEY and self.key is not None:
                self.node = self.key
            elif isinstance(self.node, Entries) and (key := self.node.key(step)) is not None:
                self.home, self.key, self.node = self.node, key, self.node[key]
                self.owner = key if at < depth else self.owner
            elif isinstance(self.node, Listed) and isinstance(step, int):
                self.node = self.node[step]
                self.owner = None if at < depth else self.owner
            self.whole = self.node if at < depth else self.whole

    @property
    def name(self) -> str:
        """The key of what is wrong; empty for an entry of a list."""
        is_listed = not self.inside and isinstance(self.loc[-1], int)
        steps = [step for step in self.loc if isinstance(step, str) and step != _KEY]
        return "" if is_listed else shown(steps[-1])

    @property
    def known(self) -> dict[str, Key]:
        """The keys that may stand where this one does."""
        return (self.shape if self.inside and self.shape else self.file).by_key

    @property
    def meant(self) -> str | None:
        """The key that one which does not exist may stand for."""
        return _meant(self.loc[-1], self.known) if self.kind == "extra_forbidden" else None

    @property
    def lacks(self) -> object:
        """The key that is missing."""
        return self.loc[-1] if self.kind == "missing" else ""

    # --- what is taken out ---

    @property
    def is_alone(self) -> bool:
        """Whether its entry can be read without it."""
        if self.kind == "extra_forbidden":
            return len(self.loc) == 1
        field = self.known.get(str(self.inside[0])) if self.inside else None
        return self.kind == MISFIT and field is not None and not field.is_required

    def take_out(self) -> None:
        """Takes the value or its entry out; one that needs no keys stays as an empty one."""
        section, *index = self.entry
        entries = self.root.get(section) if index else None
        if self.is_alone and self.key is not None:
            self.home.pop(self.key, None)
        elif isinstance(entries, Listed):
            left = (part for i, part in enumerate(entries) if i != index[0])
            self.root[section] = listed(left, entries.start, entries.end, flow=entries.flow)
        elif not isinstance(entries, Entries) or self.owner is None:
            self.root.pop(section, None)
        elif self.shape is None or any(f.is_required for f in self.shape.by_key.values()):
            entries.pop(self.owner, None)
        else:
            entries[self.owner] = Absent(self.owner.start, self.owner.end)

    # --- what is told ---

    def problem(self) -> Problem:
        """It in our words, with what to write instead."""
        at: Node = (self.key if self.name else None) or self.node
        if self.kind == "extra_forbidden":
            message, remedy = self._unknown()
            at = (self.owner if self._is_bare_list else None) or at
        elif self.kind == "missing":
            keys = self.node.written if isinstance(self.node, Entries) else ()
            at = self.owner or next(iter(keys), self.node)
            message, remedy = f"`{self.lacks}` is missing here", f"add `{self.lacks}: …`"
        else:
            message, remedy = self._wrong()
            if isinstance(self.node, Text) and (len(self.loc) > 1 or not self.is_one_of_several):
                at = self.node
        return self.source.problem(at, message, remedy)

    def _wrong(self) -> tuple[str, str]:
        """What is wrong with a value, and the remedy."""
        name, node = f"`{self.name}`" if self.name else "an entry", self.node
        if self.kind == MISFIT:
            return self.told["message"], self.told["remedy"]
        if self.shape is None and self.kind == "is_instance_of":
            return f"{name} has no definition", as_definition(self.name, node)
        if isinstance(node, Absent):
            return f"{name} has no value", "write one, or leave the key out"
        match self.kind:
            case "tuple_type":
                return f"{name} must be a list{'' if self.inside else ' of entries'}", self._list()
            case "dict_type" | "model_type":
                return f"{name} must be keys with values", self._mapping()
            case _ if self.kind == FLAG:
                return f"{name} is either true or false", "write `true` or `false`"
            case _:
                return self._text(name)

    def _text(self, name: str) -> tuple[str, str]:
        """For a text that is none."""
        match self.inside, self.node:
            case ("says",), Listed():
                what = "this is a list, which YAML cuts at every comma"
                remedy = "write `says: |` and below it one statement a line"
            case ("each_line",), _:
                return f"{name} must be text, and YAML cut it at a bracket", _QUOTE_IT
            case ("aliases", str(value)), Listed():
                what, remedy = "this is a list", as_spellings("aliases", [(value, self.node)])
            case _, Listed():
                what, remedy = "this is a list", "put a text that begins with `[` in quotes"
            case ("says",), Entries() if self.node:
                word, figure = next(iter(self.node.items()))
                said = f"{word} = {figure if isinstance(figure, Text) else '…'}"
                what, remedy = "and YAML cut it at a colon", f"write `says: {shown(said)}`"
                remedy += ", with `=` for the colon"
            case _:
                what, remedy = "and YAML cut it at a colon", _QUOTE_IT
        return f"{name} must be text, {what}", remedy

    def _list(self) -> str:
        """How to write a list that is none."""
        flow = self.home.items() if self.home.flow else ()
        cut_off = [shown(word) for word, value in flow if is_nothing(value)]
        match self.node:
            case _ if not self.inside and self.shape:
                return as_items(self.node, next(iter(self.shape.by_key)))
            case Text() if cut_off:
                return f"write `{self.name}: [{', '.join((shown(self.node), *cut_off))}]`"
            case Text():
                return f"write `[{shown(self.node)}]`"
            case Entries():
                return as_list(self.name, shown(self.owner or ""), self.node)
            case _:
                return "write `[…, …]`, or one a line behind dashes"

    def _mapping(self) -> str:
        """How to write keys with values that are none."""
        if self.inside and self.name == "words":
            return "write `words: {several: 3 to 19}`, with the words that you mean"
        if self.inside:
            return as_spellings(self.name, [("VALUE", self.node)])
        if self.is_one_of_several and len(self.loc) == 1:
            return as_section(self.name, self.node)
        if self.shape and (self.shape.text or self.shape.listed):
            return as_entry(self.name, self.node, self.shape.text, self.shape.listed)
        return "write `key: value`, one a line"

    def _unknown(self) -> tuple[str, str]:
        """What is wrong with a key that does not exist."""
        known, name = self.known, self.name
        if self._is_bare_list:
            parts, owner = shown(", ".join(self.home)), shown(self.owner or "")
            return f"the parts of `{owner}` must be a list", f"write `{owner}: [{parts}]`"
        if self.home.flow and isinstance(self.node, Absent):
            word, colon, rest = name.partition(":")
            if colon and word in known:
                return "a space is missing behind the colon", f"write `{word}: {rest}`"
            message = "a comma inside `{…}` ends the text before it"
            return message, "put a text that holds a comma in quotes"
        if name in LATER:
            return f"`{name}` is not supported yet", "leave it out"
        message = f"there is no key `{name}` here"
        if above := self._above():
            return message, f"indent it, if it belongs to `{shown(above)}`"
        near = self.meant
        if near is None:
            for home, shape in _homes():
                if name in shape.by_key:
                    return message, f"`{name}` belongs under `{home}`"
        listed_ = ", ".join(f"`{word}`" for word in known)
        return (
            message,
            f"did you mean `{near}`? (known here: {listed_})" if near else f"known here: {listed_}",
        )

    @property
    def _is_bare_list(self) -> bool:
        """Whether these are the parts of a place, each with a colon behind it."""
        return self.shape is Place and self.known.keys().isdisjoint(self.home)

    def _above(self) -> Text | None:
        """The key of a file without a value below which this one may belong."""
        above = None
        for key in self.home.written if len(self.loc) == 1 else ():
            if key == self.key:
                return above
            if key in self.known:
                above = key if is_nothing(self.home[key]) and not self.home.flow else None
        return None


def _homes() -> Iterator[tuple[str, type[Shape]]]:
    """Where a key that stands in the wrong place may belong."""
    for file in FILES:
        for section in file.by_key if file is not DecisionFile else ():
            shape, _ = under(file, section)
            if shape is not None:
                yield section, shape


def _meant(key: object, known: dict[str, Key]) -> str | None:
    """The key that one which does not exist may stand for: a slip, another form, another word."""
    near = nearest(str(key), known)
    if near is not None:
        return near
    word = str(key).casefold()
    words = _OTHER_WORDS.get(word, ())
    stems = (other for other in known if len(word) >= _STEM and other[:_STEM] == word[:_STEM])
    return next((other for other in (*words, *stems) if other in known), None)
