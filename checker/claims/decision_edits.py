"""Changes to the text of `claims/decisions.yaml` that leave every other character as it is.

A YAML library would write the whole file anew, and move comments where an entry goes; so what is
added is written by one, and put where it belongs.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import yaml

from checker.claims.decisions import read_decisions
from checker.claims.nodes import Entries, Listed, Node, Text, listed_in, tree
from checker.claims.sources import Source
from checker.claims.statements import Decision, Position


class UneditableError(Exception):
    """The file is written in a way that cannot be changed in place; the text says which."""


def text_of(content: bytes | None) -> str:
    """The text of a decision file; none where there is no file. Raises `UneditableError`."""
    try:
        return (content or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UneditableError("this file is no text in UTF-8") from None


def with_decision(text: str, decision: Decision) -> str:
    """The text with one more decision at the end of its list.

    Raises `UneditableError`.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    root = _root(text)
    listed, entry = listed_in(root, "decisions"), _entry(decision)
    if listed:
        _must_be_dashes(listed)
        at = _line_end(text, _last(listed))
        dash = _dash(text, listed[0])
        added = _indented(entry, dash - _line_start(text, dash))
    elif (key := root.key("decisions")) is not None:
        if isinstance(empty := root[key], Listed):
            text = text[: empty.start].rstrip(" ") + text[empty.end :]
        at, added = _line_end(text, key.end), _indented(entry, 0)
    else:
        at, added = len(text), f"decisions:\n{entry}"
    before = text[:at]
    if before and not before.endswith("\n"):
        before += ending
    changed = before + added.replace("\n", ending) + text[at:]
    return _checked(changed, [*known(text), decision])


def without_decisions(text: str, ids: Collection[str]) -> str:
    """The text without the decisions of some contradictions; comments around them stay.

    Raises `UneditableError`.
    """
    root = _root(text)
    listed = listed_in(root, "decisions")
    doomed = [part for part in listed if _id(part) in ids]
    if not doomed:
        return text
    _must_be_dashes(listed)
    changed = text
    for part in reversed(doomed):
        start = _line_start(text, _dash(text, part))
        changed = changed[:start] + changed[_line_end(text, _last(part)) :]
    if len(doomed) == len(listed):
        key = root.key("decisions")
        end = key.end if key is not None else 0
        changed = changed[:end] + changed[end:].replace(":", ": []", 1)
    return _checked(changed, [one for one in known(text) if one.contradiction not in ids])


def _root(text: str) -> Entries:
    root, problems = tree(Source("", text))
    if any(problem.is_error for problem in problems):
        raise UneditableError(problems[0].message)
    return root if isinstance(root, Entries) else Entries()


def _entry(decision: Decision) -> str:
    """A decision as YAML behind a dash, ending in a line break."""
    written: dict[str, object] = {
        "contradiction": decision.contradiction,
        "ruling": decision.ruling.value,
        "article": decision.article,
        "because": decision.because,
        "by": decision.by,
        "on": decision.on,
        "until": decision.until,
        "url": decision.url,
        "says": list(decision.says),
        "restated": list(decision.restated),
    }
    found: Mapping[str, object] = {key: value for key, value in written.items() if value}
    return yaml.safe_dump([found], sort_keys=False, allow_unicode=True, width=100)


def _indented(entry: str, columns: int) -> str:
    return "".join(" " * columns + line for line in entry.splitlines(keepends=True))


def _must_be_dashes(listed: Listed) -> None:
    if listed.flow or any(isinstance(part, Entries) and part.flow for part in listed):
        raise UneditableError("write each decision behind a dash, not in brackets")


def _id(part: Node) -> str:
    name = part.get("contradiction") if isinstance(part, Entries) else None
    return name if isinstance(name, Text) else ""


def _dash(text: str, part: Node) -> int:
    """Where the dash before an entry stands."""
    return text.rindex("-", 0, part.start)


def _last(node: Node) -> int:
    """The end of the last text in a node; a collection itself is said to end where more begins."""
    match node:
        case Entries() if node:
            key = node.written[-1]
            return max(key.end, _last(node[key]))
        case Listed() if node and not node.flow:
            return _last(node[-1])
        case _:
            return node.end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line of an offset is over; at once where the line before has just ended."""
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def known(text: str) -> tuple[Decision, ...]:
    """The decisions of a file. Raises `UneditableError` where it has mistakes."""
    found, problems = read_decisions(Source("", text), None)
    if any(problem.is_error for problem in problems):
        raise UneditableError(problems[0].message)
    return found.decisions


def _checked(text: str, wanted: Collection[Decision]) -> str:
    """The text, if it says what is wanted, whatever was there before."""
    if [_said(one) for one in known(text)] != [_said(one) for one in wanted]:
        raise UneditableError("this file could not be changed without changing other decisions")
    return text


def _said(one: Decision) -> Decision:
    """A decision wherever it stands."""
    return replace(one, position=_ANYWHERE)


_ANYWHERE = Position("", 1, 1)
