"""YAML as dictionaries, lists and texts that know their place; no number or date is made of them.

Built from the events of libyaml's parser (its loader would recurse), so that depth, doubled keys,
aliases and further documents are met where they stand.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from checker.claims.problems import Problem
from checker.claims.sources import Source, problem_with, shown
from checker.claims.yaml_mistakes import rewritten
from checker.language.mistakes import At
from checker.limits import NESTED_YAML

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


class Text(str):
    """A text as written. `start` and `end` are offsets into the file.

    `style` is the sign it begins with: `'`, `"`, `|`, `>`, or nothing.
    """

    __slots__ = ("end", "start", "style")
    start: int
    end: int
    style: str


def text(value: str, start: int = 0, end: int = 0, style: str = "") -> Text:
    """A text with its place; without one it stands at the beginning of the file."""
    made = Text(value)
    made.start, made.end, made.style = start, end, style
    return made


class Absent(NamedTuple):
    """Nothing at all: `key:` and the end of the line."""

    start: int
    end: int


class Listed(tuple["Node", ...]):  # noqa: SLOT001 - a tuple of any length can have none
    """A list; `flow` tells `[a, b]` from lines that begin with a dash."""

    start: int
    end: int
    flow: bool


def listed(parts: Iterable["Node"], start: int, end: int, *, flow: bool) -> Listed:
    """A list with its place."""
    made = Listed(parts)
    made.start, made.end, made.flow = start, end, flow
    return made


class Entries(dict[str, "Node"]):
    """Keys with values in the order of the file; `flow` tells `{a: b}` from lines."""

    __slots__ = ("end", "flow", "start")
    start: int
    end: int
    flow: bool

    @property
    def written(self) -> tuple[Text, ...]:
        """The keys with their places."""
        return tuple(key for key in self if isinstance(key, Text))

    def key(self, name: object) -> Text | None:
        """A key with its place."""
        return next((key for key in self.written if key == name), None)


def listed_in(node: Entries, key: str) -> Listed:
    """The list under a key; an empty one where there is none."""
    value = node.get(key)
    return value if isinstance(value, Listed) else Listed()


Node = Text | Absent | Listed | Entries


def is_nothing(node: object) -> bool:
    """Whether nothing is written, or a list or a mapping of nothing."""
    return isinstance(node, Absent) or (isinstance(node, Listed | Entries) and not node)


def tree(source: Source) -> tuple[Node | None, list[Problem]]:
    """The one document of a file, as far as it could be read, and what is wrong with it."""
    if odd := _UNPRINTABLE.search(source.text):
        message = f"YAML cannot hold the character U+{ord(odd[0]):04X}"
        return None, [source.problem((odd.start(), odd.end()), message, "remove it")]
    builder = _Builder(source)
    try:
        builder.read(source.text)
    except yaml.YAMLError as error:
        refused = getattr(error, "problem_mark", None)
        if refused is None or "maximum nesting depth" not in str(error):
            return None, [*builder.problems, rewritten(error, source)]
        # Newer versions of libyaml refuse before they give a first event: what stands before the
        # refused place tells where it gets too deep.
        builder = _Builder(source)
        builder.read(source.text[: refused.index])
    except RecursionError:  # the loader in Python, for lack of libyaml
        return None, [*builder.problems, problem_with(source.path, _TOO_DEEP)]
    return builder.root, builder.problems


def _span(event: yaml.Event) -> tuple[int, int]:
    """The offsets of an event; both parsers mark every one."""
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)


_TOO_DEEP = "this is nested too deeply to be a claim file"


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; `key` waits for its value."""

    start: int
    flow: bool
    is_mapping: bool
    parts: list[Node] = field(default_factory=list)
    entries: Entries = field(default_factory=Entries)
    key: Text | None = None
    wants_value: bool = False


@dataclass(slots=True)
class _Builder:
    source: Source
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def read(self, text: str) -> None:
        """Takes events for as long as they can be read."""
        for event in yaml.parse(text, Loader=_LOADER):
            if not self.take(event):
                break

    def take(self, event: yaml.Event) -> bool:
        """Whether reading may go on."""
        start, end = _span(event)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.root = None
                    self._wrong(
                        (start, start + 3),
                        "a second YAML document begins here",
                        "remove the `---`, or put what follows in a file of its own",
                    )
                    return False
            case yaml.AliasEvent():
                self._wrong(
                    (start, end),
                    "a value that begins with `*` is a YAML alias, which is not read here",
                    "write the value out; put a text that begins with `*` in quotes",
                )
                self.root = None
                return False
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                style = "" if event.style == ":" else event.style or ""
                written = event.value or style
                self._put(text(event.value, start, end, style) if written else Absent(start, end))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_marks(event)
                if len(self.stack) >= NESTED_YAML:
                    self._wrong((start, end), _TOO_DEEP, "see docs/writing-claims.md for its shape")
                    self.root = None
                    return False
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self.stack.append(_Open(start, bool(event.flow_style), is_mapping))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close(end)
        return True

    def _close(self, end: int) -> None:
        done = self.stack.pop()
        if done.is_mapping:
            made = done.entries
            made.start, made.end, made.flow = done.start, end, done.flow
            self._put(made)
        else:
            self._put(listed(done.parts, done.start, end, flow=done.flow))

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.is_mapping:
            top.parts.append(node)
        elif not top.wants_value:
            top.key, top.wants_value = self._key(node), True
        else:
            key, top.key, top.wants_value = top.key, None, False
            if key is not None:
                self._enter(top, key, node)

    def _key(self, node: Node) -> Text | None:
        if isinstance(node, Text) and node.strip():
            return node
        self._wrong(node, "a key must be a word", "write `key: value`")
        return None

    def _enter(self, top: _Open, key: Text, value: Node) -> None:
        first = top.entries.key(key) if key in top.entries else None
        if first is None:
            top.entries[key] = value
            return
        line, _ = self.source.place(first.start)
        self._wrong(
            key,
            f"`{shown(key)}` stands twice here, first on line {line}",
            "remove one of them, or put both together",
        )

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        anchor, tag = event.anchor, getattr(event, "tag", None)
        if anchor is None and tag is None:
            return
        sign, what = ("&", "anchor") if anchor is not None else ("!", "tag")
        start, end = _span(event)
        self._wrong(
            (start, end),
            f"a value that begins with `{sign}` is a YAML {what}, which is not read here",
            f"leave the {what} out; put a text that begins with `{sign}` in quotes",
        )

    def _wrong(self, at: At, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(at, message, remedy))


_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)", re.DOTALL)
_LINE_END = re.compile(r"\r\n|[\n\r]")
_CONTINUED = re.compile(r"\\(?:\r\n|[\n\r])[ \t]*")


def places(node: Text, held: str) -> list[int]:
    """For each character of the value, and its end, the offset in the file's text, `held`.

    White space that stands for the end of a line is placed there.
    """
    raw = held[node.start : node.end]
    if node.style == "" and raw == node:
        return list(range(node.start, node.end + 1))
    at, found = len(node.style), []
    if node.style in {"|", ">"}:
        header = _LINE_END.search(raw)  # where a comment may stand
        at = header.end() if header else len(raw)
    for char in node:
        if node.style == '"':
            while continued := _CONTINUED.match(raw, at):
                at = continued.end()
        escape = _ESCAPE.match(raw, at) if node.style == '"' else None
        while not escape and not char.isspace() and at < len(raw) and raw[at] != char:
            at += 1
            escape = _ESCAPE.match(raw, at) if node.style == '"' else None
        found.append(node.start + min(at, len(raw) - 1))
        if escape:
            at = escape.end()
        elif node.style == "'" and char == "'":
            at += 2
        elif raw.startswith(char, at) and char != "\n":
            at += 1
    return [*found, found[-1] + 1 if found else node.start]
