"""Says in a reporter's words what a YAML parser could not read."""

import re

import yaml

from checker.claims.problems import Problem
from checker.claims.sources import Source, problem_with, shown

_KEY_WITH_TEXT = re.compile(r"\s*(?:- +)*[\w-]+:[ \t]+\S")
_SAYS = re.compile(r"\s*(?:- +)*(?:says|withdraws):[ \t]+[^=<>]*$")
_QUOTE_IT = "put the whole text in quotes: '…', with '' for an apostrophe inside"


def rewritten(error: yaml.YAMLError, source: Source) -> Problem:
    """One problem at the place that a person has to change."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return problem_with(source.path, f"YAML cannot read this file: {shown(str(error))}")
    problem: str = getattr(error, "problem", None) or ""
    context: str = getattr(error, "context", None) or ""
    context_mark = getattr(error, "context_mark", None)
    opened: int = context_mark.index if context_mark else mark.index
    at, message, remedy = _explained(problem, context, mark.index, opened, source)
    return source.problem((at, at + 1), message, remedy)


def _explained(
    problem: str, context: str, at: int, opened: int, source: Source
) -> tuple[int, str, str]:
    """Where to point, what is wrong, what to do."""
    text = source.text
    char = text[at : at + 1]
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    if "\t" in (char, text[at - 1 : at] if at else "") and not text[line_start:at].strip():
        return at, "a tab cannot indent a line in YAML", "use spaces"
    if "mapping values are not allowed" in problem:
        before = text[line_start:at]
        if _SAYS.match(before):
            return at, "YAML cuts this statement at the colon", "write `=` for the colon"
        if _KEY_WITH_TEXT.match(before):
            return at, "YAML cuts this text at the colon", _QUOTE_IT
        return (
            at,
            "this key does not line up with the keys around it",
            "indent it like its neighbours; put a text that holds a colon in quotes",
        )
    if "found unexpected ':'" in problem:
        return at, "a value is missing behind this colon", "write one, with a space before it"
    if "cannot start any token" in problem:
        return at, f"a text cannot begin with `{char}` in YAML", _QUOTE_IT
    if "entries are not allowed" in problem:
        return at, "a list cannot begin here", f"begin it on a new line; for a text, {_QUOTE_IT}"
    if "unexpected end of stream" in problem and "quoted" in context:
        line, _ = source.place(opened)
        return opened, f"the quote mark opened on line {line} is never closed", _QUOTE_IT
    if "flow" in context:
        return _in_brackets(at, opened, source)
    if "document" in problem:
        return at, "YAML does not expect this here", "remove lines that begin with `...` or `%`"
    if "block scalar" in context:
        return at, "nothing may follow the `|` on its line", "begin the text on the next line"
    if "escape" in problem:
        return at, "this is no escape that YAML knows", "write `\\\\` for a backslash, or use '…'"
    if "could not find expected ':'" in problem:
        return (
            opened,
            "this line is no `key: value`",
            "write `key: value`, or indent the line to go on with the text above",
        )
    if "block mapping" in context or "block collection" in context:
        return _in_block(at, source)
    return at, f"YAML cannot read this: {shown(problem or context)}", _QUOTE_IT


def _in_brackets(at: int, opened: int, source: Source) -> tuple[int, str, str]:
    if not source.text[opened : opened + 1].strip():  # the end of the file is named instead
        opened = max(source.text.rfind(sign, 0, opened) for sign in "[{")
    bracket = source.text[opened : opened + 1]
    if bracket == "-":
        return opened, "a list with dashes cannot stand inside `{…}`", "write it as `[…, …]`"
    close = "]" if bracket == "[" else "}"
    line, _ = source.place(opened)
    rest = source.text[at : at + 1]
    if rest and rest in ":\"'" and source.place(at)[0] == line:
        return at, f"YAML cuts this text at `{rest}`", _QUOTE_IT
    return (
        opened,
        f"the `{bracket}` opened on line {line} has no `{close}` where one is expected",
        f"close it with `{close}`; for a text that begins with `{bracket}`, {_QUOTE_IT}",
    )


def _in_block(at: int, source: Source) -> tuple[int, str, str]:
    before = source.text[:at].rstrip(" \t")
    if before.endswith(("'", '"', "]", "}")):
        return (
            at,
            f"this stands behind the closing `{before[-1]}`",
            f"{_QUOTE_IT}, or write it below `quote: >-`",
        )
    return (
        at,
        "this line does not line up with the lines above it",
        "indent it like its neighbours",
    )
