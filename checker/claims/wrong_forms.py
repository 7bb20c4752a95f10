"""What to write where a text or a list stands for keys with values, or these for a list."""

import re
from collections.abc import Iterable

from checker.claims.nodes import Entries, Listed, Node, Text
from checker.claims.sources import shown

_LISTED = 3
"""Parts that a remedy writes out."""

_PLAIN = re.compile(r"[^\W_][^,:#{}\[\]\"'\n]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[\w-]+")
_ENTRIES = {"attributes": "{of: …, values: […]}", "define": "…", "periods": "{from: …, to: …}"}


def as_section(section: str, node: Node) -> str:
    """How a section that was written as a text or a list is written as keys."""
    names = _texts(node)
    if not names:
        return f"leave the dashes out: below `{section}` each name is a key, as in `NAME: …`"
    entry = _ENTRIES.get(section, "{}")
    return f"write `{section}: {{{_listed(f'{name}: {entry}' for name in names)}}}`"


def as_entry(name: str, node: Node, text_key: str, list_key: str) -> str:
    """How an entry that was written as a text or a list is written as keys."""
    names = _texts(node)
    dates = [date for text in names for date in _DATE.findall(text)]
    key = text_key if isinstance(node, Text) else list_key
    value = _listed(map(_plain, names))
    if text_key == "from":
        first, last = dates if len(dates) == 2 else ("2012-04-01", "2013-03-31")  # noqa: PLR2004 - a first and a last day
        return f"write `{name}: {{from: {first}, to: {last}}}`"
    if not names or not key:
        return f"write the keys below `{name}` without dashes, one a line"
    if text_key == "of":
        of, values = (value, "…") if key == "of" else ("…", value)
        return f"write `{name}: {{of: {of}, values: [{values}]}}`"
    return f"write `{name}: {{{key}: {f'[{value}]' if key == list_key else value}}}`"


def as_items(node: Node, key: str) -> str:
    """How entries that were written as keys are written as a list."""
    first, value = next(iter(node.items())) if isinstance(node, Entries) and node else ("", None)
    if isinstance(value, Entries) and _ID.fullmatch(first):
        return f"write `- {key}: {shown(first)}` for `{shown(first)}:`, and so on"
    return f"begin each entry with `- {key}: …` on a line of its own"


def as_definition(name: str, node: Node) -> str:
    """How the definition of a name is written."""
    listed = " or ".join(_texts(node))
    remedy = f"write `{name}: {shown(listed) or '…'}`"
    return remedy if listed else f"{remedy} with a set such as `well or better`"


def as_list(key: str, owner: str, node: Entries) -> str:
    """How keys with values are written as a list of names, the owner's own left out."""
    words = dict.fromkeys(
        text
        for name, value in node.items()
        for text in (name, *(_texts(value) if key == "aliases" else ()))
    )
    others = [word for word in words if word not in {owner, "true", "false", ""}]
    return f"write `{key}: [{_listed(map(_plain, others))}]`"


def as_spellings(key: str, spellings: Iterable[tuple[str, Node]]) -> str:
    """How the aliases of values are written: each other spelling, then the value."""
    pairs = [(text, value) for value, node in spellings for text in _texts(node)]
    listed = _listed(f"{_plain(text)}: {_plain(value)}" for text, value in pairs)
    return f"write `{key}: {{{listed}}}`: the other spelling, then the value"


def with_alias(name: str, alias: str) -> str:
    """The entry of a name that has another spelling."""
    return f"{_plain(name)}: {{aliases: [{_plain(alias)}]}}"


def _texts(node: Node) -> list[str]:
    """The texts of a text or a list; none where something else is among them."""
    parts = node if isinstance(node, Listed) else (node,)
    texts = [str(part) for part in parts if isinstance(part, Text)]
    return texts if len(texts) == len(parts) else []


def _plain(text: str) -> str:
    """A text as YAML holds it between brackets."""
    line = shown(text)
    return line if _PLAIN.fullmatch(line) else "'" + line.replace("'", "''") + "'"


def _listed(parts: Iterable[str]) -> str:
    written = list(parts)
    return ", ".join(written[:_LISTED]) + (", …" if len(written) > _LISTED else "")
