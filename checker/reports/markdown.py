"""Markdown for a comment on a pull request: a table, and each contradiction folded below it.

A comment may have 65,536 characters. What does not fit is left out whole, and said.
"""

import re
from collections.abc import Iterator, Sequence

from checker.claims.statements import Position, Statement
from checker.reports.diagnostics import Diagnostic, Involved, Sort, of_problem
from checker.reports.places import utf16
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.summary import (
    counted_words,
    passages,
    short,
    verdict_words,
    who_words,
)

MOST = 65_536
"""Characters of a comment, here counted in UTF-16, so that no way of counting finds more."""

MARK = "<!-- factcheck -->"
"""Begins each comment, so that the next run finds it and writes it anew."""

_MOST_ROWS = 50
_MOST_MEMBERS = 20
_LONG, _SHORT = 600, 160


def write(report: Report) -> str:
    """The report as Markdown."""
    head = [MARK, f"### {escaped(verdict_words(report.findings))}", ""]
    foot = [f"{escaped(line)}.\n" for line in hidden_words(report)]
    return _fitted(
        [*head, *_table(report.contradictions)], list(map(_block, report.diagnostics)), foot
    )


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run, as Markdown."""
    mistakes = counted_words(sum(problem.is_error for problem in stopped.problems), "mistake")
    head = [MARK, f"### {mistakes} in the files: nothing was checked", ""]
    return _fitted(head, [_block(of_problem(problem)) for problem in stopped.problems], [])


def _fitted(head: Sequence[str], blocks: Sequence[str], foot: Sequence[str]) -> str:
    """All that fits, in order, and how much does not."""
    start, end = "".join(f"{line}\n" for line in head), "".join(foot)
    room = MOST - utf16(start) - utf16(end) - _CUT
    kept: list[str] = []
    for block in blocks:
        room -= utf16(block) + 1
        if room < 0:
            break
        kept.append(f"{block}\n")
    left = len(blocks) - len(kept)
    cut = f"{left:,} more would not fit into a comment: see the full report.\n" if left else ""
    return f"{start}{''.join(kept)}{end}{cut}"


_CUT = 100
"""Characters kept for saying how much was cut."""


# --- parts -----------------------------------------------------------------------------------


def _block(one: Diagnostic) -> str:
    if one.id or one.sort is Sort.UNDECIDED:
        lines = _folded(one)
    elif one.sort is Sort.REVISION:
        lines = [f"- {escaped(short(one.sentence, _LONG))}"]
    else:
        lines = [_problem(one)]
    return "".join(f"{line}\n" for line in lines)


def _table(contradictions: Sequence[Diagnostic]) -> Iterator[str]:
    if not contradictions:
        return
    yield "| | Finding | Would have to be | Grade | Where |"
    yield "|--:|---|---|---|---|"
    for one in contradictions[:_MOST_ROWS]:
        cells = (escaped(short(one.told, _LONG)), escaped(_printed(one)), _state(one))
        yield f"| {one.number} | {' | '.join(cells)} | {_where(one.position)} |"
    yield ""
    if len(contradictions) > _MOST_ROWS:
        yield f"{len(contradictions) - _MOST_ROWS:,} more are not in this table.\n"


def _printed(one: Diagnostic) -> str:
    """The figures of the suspects, and what they would have to be."""
    told = (f"{s.printed} → {s.needed}" for s in one.suspects if s.printed and s.needed)
    return short("; ".join(told), _SHORT)


def _folded(one: Diagnostic) -> list[str]:
    """A contradiction, or a group without a verdict, with its statements."""
    behind = f" ({_state(one)})" if one.id else ""
    told = f"{one.number}. {one.told}" if one.id else f"Undecided: {one.sentence}"
    ends = [f"→ {escaped(short(one.to_do, _LONG))}", "", f"<code>{one.id}</code>", ""]
    return [
        f"<details><summary>{_in_html(short(told, _LONG))}{behind}</summary>",
        "",
        *_members(one.involved[:_MOST_MEMBERS]),
        *_more(len(one.involved)),
        "",
        *_paragraphs("Decided", [one.decided] if one.decided else []),
        *_paragraphs("In short", one.steps),
        *_paragraphs("Rules", one.rules),
        *(ends if one.id else ()),
        "</details>",
    ]


def _state(one: Diagnostic) -> str:
    """The grade, and whether an editor has decided."""
    return f"{one.grade.value}, decided" if one.decision else one.grade.value


def _members(claimed: Sequence[Involved]) -> Iterator[str]:
    """The statements below their quotes, then what is assumed."""
    for passage in passages(claimed):
        yield f"- {_quoted(passage[0].statement)}"
        yield from (f"  - {_member(one)}" for one in passage)
    for one in claimed:
        if one.statement.quote is None:
            because = escaped(short(one.statement.because, _LONG))
            yield f"- {_member(one)}{f', assumed because {because}' if because else ''}"


def _member(one: Involved) -> str:
    told = f": would have to be {escaped(one.needed)}" if one.needed else ""
    sign = f"{one.sign} " if one.is_suspect else ""
    return f"{sign}{_said(one.statement)}{told}"


def _quoted(statement: Statement) -> str:
    who = escaped(short(who_words(statement), _SHORT))
    quoted = f": “{escaped(short(statement.quote.text, _LONG))}”" if statement.quote else ""
    return f"{who}{quoted}"


def _said(statement: Statement) -> str:
    return f"<code>{escaped(short(statement.shown, _SHORT))}</code> ({_where(statement.position)})"


def _paragraphs(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"**{title}.** {'<br>'.join(escaped(short(line, _LONG)) for line in lines)}"
        yield ""


def _more(count: int) -> Iterator[str]:
    if count > _MOST_MEMBERS:
        yield f"- and {count - _MOST_MEMBERS:,} more"


def _problem(one: Diagnostic) -> str:
    where = _where(one.position)
    told = escaped(short(one.told, _LONG))
    remedy = f" → {escaped(short(one.to_do, _LONG))}" if one.to_do else ""
    return f"- {one.level.value} at {where}: {told}{remedy}"


def _where(at: Position) -> str:
    return f"<code>{escaped(short(at.file, _SHORT))}:{at.line}</code>"


# --- escaping --------------------------------------------------------------------------------

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\0": "<span></span>"}
"""The last is nothing to see, and keeps hosts from reading a name or an address across it."""

_MARKS = re.compile(r"[\\`*_\[\]~$]")
_CALLS = re.compile(
    r"(?<=@)|(?<=://)|(?<=#)(?=\d)|(?<=www)(?=\.)|(?<=gh-)(?=\d)|(?<=:)(?=[a-z0-9_+-]+:)",
    re.IGNORECASE,
)
"""Behind what a mention, an address, a reference or a picture for a name begins with."""


def escaped(text: str) -> str:
    """A line of text that stays text in Markdown: no markup, mention, link or reference."""
    return _as_html(_MARKS.sub(lambda found: f"\\{found[0]}", _broken(text)))


def _in_html(text: str) -> str:
    """The same in a line that begins with a tag, where Markdown is not read."""
    return _as_html(_broken(text))


def _broken(text: str) -> str:
    return _CALLS.sub("\0", text)


def _as_html(text: str) -> str:
    return "".join(_ENTITIES.get(character, character) for character in text)
