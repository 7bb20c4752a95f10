"""YAML as a tree of texts that know their place; nothing is resolved to a number or a date.

Built from the events of libyaml's parser (its loader would recurse), so that depth, doubled keys,
aliases and further documents are met where they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from checker.claims.problems import Problem
from checker.claims.sources import Source, problem_with, shown
from checker.claims.yaml_mistakes import rewritten

_DEEPEST = 12
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LOADER = getattr(yaml, "CLoader", yaml.Loader)


class Scalar(NamedTuple):
    """A text. `start` and `end` are offsets into the file; `style` is the sign it begins with.

    That is `'`, `"`, `|`, `>`, or nothing.
    """

    value: str
    start: int
    end: int
    style: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether nothing at all was written: `key:` and the end of the line."""
        return not self.value and not self.style


class Sequence(NamedTuple):
    """A list; `flow` tells `[a, b]` from lines that begin with a dash."""

    parts: tuple["Node", ...]
    start: int
    end: int
    flow: bool


class Mapping(NamedTuple):
    """Keys with values in the order of the file; `flow` tells `{a: b}` from lines."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> "Node | None":
        """The value of a key."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, name: str) -> Scalar | None:
        """The key itself, with its place."""
        return next((key for key, _ in self.entries if key.value == name), None)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> object:
    """The tree as dictionaries, lists and texts; None where nothing is written."""
    match node:
        case Scalar():
            return None if node.is_absent else node.value
        case Sequence():
            return [plain(part) for part in node.parts]
        case Mapping():
            return {key.value: plain(value) for key, value in node.entries}


def tree(source: Source) -> tuple[Node | None, list[Problem]]:
    """The one document of a file, as far as it could be read, and what is wrong with it."""
    if odd := _UNPRINTABLE.search(source.text):
        message = f"YAML cannot hold the character U+{ord(odd[0]):04X}"
        return None, [source.problem(odd.start(), odd.end(), message, "remove it")]
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
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
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
                        start,
                        start + 3,
                        "a second YAML document begins here",
                        "remove the `---`, or put what follows in a file of its own",
                    )
                    return False
            case yaml.AliasEvent():
                self._wrong(
                    start,
                    end,
                    "a value that begins with `*` is a YAML alias, which is not read here",
                    "write the value out; put a text that begins with `*` in quotes",
                )
                self.root = None
                return False
            case yaml.ScalarEvent():
                self._refuse_marks(event)
                style = event.style or ""
                self._put(Scalar(event.value, start, end, "" if style == ":" else style))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_marks(event)
                if len(self.stack) >= _DEEPEST:
                    self._wrong(start, end, _TOO_DEEP, "see docs/writing-claims.md for its shape")
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
            entries = tuple(done.entries.values())
            self._put(Mapping(entries, done.start, end, done.flow))
        else:
            self._put(Sequence(tuple(done.parts), done.start, end, done.flow))

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

    def _key(self, node: Node) -> Scalar | None:
        if isinstance(node, Scalar) and node.value.strip():
            return node
        self._wrong(node.start, node.end, "a key must be a word", "write `key: value`")
        return None

    def _enter(self, top: _Open, key: Scalar, value: Node) -> None:
        first = top.entries.get(key.value)
        if first is None:
            top.entries[key.value] = (key, value)
            return
        line, _ = self.source.place(first[0].start)
        self._wrong(
            key.start,
            key.end,
            f"`{shown(key.value)}` stands twice here, first on line {line}",
            "remove one of them, or put both together",
        )

    def _refuse_marks(self, event: yaml.NodeEvent) -> None:
        anchor, tag = event.anchor, getattr(event, "tag", None)
        if anchor is None and tag is None:
            return
        sign, what = ("&", "anchor") if anchor is not None else ("!", "tag")
        start, end = _span(event)
        self._wrong(
            start,
            end,
            f"a value that begins with `{sign}` is a YAML {what}, which is not read here",
            f"leave the {what} out; put a text that begins with `{sign}` in quotes",
        )

    def _wrong(self, start: int, end: int, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(start, end, message, remedy))


_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|(?:\r\n|[\n\r])[ \t]*|.)", re.DOTALL)
_NEW_LINE = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def places(node: Scalar, text: str) -> list[int]:
    """For each character of the value, and its end, the offset in the file's `text`.

    Exact for plain and quoted values on one line and for `|` blocks; where lines are folded,
    a space that stands for a line end is placed there.
    """
    raw = text[node.start : node.end]
    if node.style == "" and raw == node.value:
        return list(range(node.start, node.start + len(raw) + 1))
    found = [node.start + i for i in _aligned(node, raw)]
    return [*found, (found[-1] + 1) if found else node.start]


def _aligned(node: Scalar, raw: str) -> Iterator[int]:
    """Walks value and raw text side by side; skips what YAML dropped."""
    at, count = 0, len(raw)
    indent = 0
    if node.style in ("|", ">"):
        header = _NEW_LINE.search(raw)
        at = header.end() if header else count
        indent = _indent(node, raw, at)
        at = _past_indent(raw, at, indent)
    elif node.style:
        at = 1
    for char in node.value:
        at = min(at, max(count - 1, 0))
        if node.style == '"':
            while at < count and (escape := _ESCAPE.match(raw, at)) and escape[0][1] in "\r\n":
                at = escape.end()
            if escape := _ESCAPE.match(raw, at):
                yield at
                at = escape.end()
                continue
        elif node.style == "'" and raw.startswith("''", at):
            yield at
            at += 2
            continue
        if raw.startswith(char, at) and not char.isspace():
            yield at
            at += 1
        elif char.isspace():
            yield at
            at = _past_space(node, raw, at, char, indent)
        else:  # a fold that left no space behind
            while at < count - 1 and raw[at] != char:
                at += 1
            yield at
            at += 1


def _indent(node: Scalar, raw: str, at: int) -> int:
    """How many spaces a block's lines begin with that are not part of its value."""
    inside = 0
    for line in node.value.split("\n"):
        if line.strip():
            inside = len(line) - len(line.lstrip(" "))
            break
    for line in _NEW_LINE.split(raw[at:]):
        if line.strip():
            return max(0, len(line) - len(line.lstrip(" ")) - inside)
    return 0


def _past_indent(raw: str, at: int, indent: int) -> int:
    stop = min(at + indent, len(raw))
    while at < stop and raw[at] == " ":
        at += 1
    return at


def _past_space(node: Scalar, raw: str, at: int, char: str, indent: int) -> int:
    """Where the text goes on after one white character of the value."""
    if node.style == "|":
        if line_end := _NEW_LINE.match(raw, at):
            return _past_indent(raw, line_end.end(), indent)
        return at + 1
    if raw.startswith(char, at) and char != "\n":
        return at + 1
    while at < len(raw) and raw[at] in " \t":
        at += 1
    if line_end := _NEW_LINE.match(raw, at):
        at = line_end.end()
        if char == "\n" and (second := re.compile(r"[ \t]*(?:\r\n|\n|\r)").match(raw, at)):
            at = second.end()
        while at < len(raw) and raw[at] in " \t":
            at += 1
    return at
