"""Markdown for a comment on a pull request: a table, and each contradiction folded below it.

A comment may have 65,536 characters. What does not fit is left out whole, and said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.claims.problems import Problem
from checker.claims.statements import Statement
from checker.findings.finding import Contradiction, Member, Revision, UndecidedGroup
from checker.reports.decisions import decision_words, lapsed_problems
from checker.reports.places import utf16
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.summary import (
    counted_words,
    needed,
    passages,
    revision_words,
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
    shown = report.shown
    head = [MARK, f"### {escaped(verdict_words(report.findings))}", ""]
    foot = [f"{escaped(line)}.\n" for line in hidden_words(report)]
    blocks = [
        *(_contradiction(n, one) for n, one in enumerate(shown.contradictions, 1)),
        *map(_undecided, shown.undecided),
        *map(_revision, shown.revisions),
        *_warnings((*shown.problems, *lapsed_problems(shown.decisions))),
    ]
    return _fitted([*head, *_table(shown.contradictions)], blocks, foot)


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run, as Markdown."""
    count = counted_words(sum(problem.is_error for problem in stopped.problems), "mistake")
    head = [MARK, f"### {count} in the files: nothing was checked", ""]
    return _fitted(head, [f"{_problem(problem)}\n" for problem in stopped.problems], [])


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


def _table(contradictions: Sequence[Contradiction]) -> Iterator[str]:
    if not contradictions:
        return
    yield "| | Grade | What is stated | Would have to be | Where |"
    yield "|--:|---|---|---|---|"
    for number, one in enumerate(contradictions[:_MOST_ROWS], 1):
        culprit = one.culprit
        what = escaped(short(culprit.distinct.meaning.words, _SHORT))
        where = _where(culprit.statement)
        yield f"| {number} | {_state(one)} | {what} | {escaped(needed(culprit))} | {where} |"
    yield ""
    if len(contradictions) > _MOST_ROWS:
        yield f"{len(contradictions) - _MOST_ROWS:,} more are not in this table.\n"


def _contradiction(number: int, one: Contradiction) -> str:
    headline = _in_html(short(one.headline, _LONG))
    lines = [
        f"<details><summary>{number}. {headline} ({_state(one)})</summary>",
        "",
        *_members(one.members[:_MOST_MEMBERS], one.culprit),
        *_more(len(one.members)),
        "",
        *_paragraphs("Decided", [decision_words(one.decision)] if one.decision else []),
        *_paragraphs("In short", one.steps),
        *_paragraphs("Rules", one.rules),
        f"→ {escaped(short(one.question, _LONG))}",
        "",
        f"<code>{one.id}</code>",
        "",
        "</details>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _state(one: Contradiction) -> str:
    """The grade, and whether an editor has decided."""
    return f"{one.grade.value}, decided" if one.decision else one.grade.value


def _members(members: Sequence[Member], culprit: Member) -> Iterator[str]:
    """The statements below their quotes, then what is assumed."""
    for passage in passages(members):
        yield f"- {_quoted(passage[0].statement)}"
        yield from (f"  - {_member(member, culprit)}" for member in passage)
    for member in members:
        if member.statement.quote is None:
            because = escaped(short(member.statement.because, _LONG))
            yield f"- {_member(member, culprit)}{f', assumed because {because}' if because else ''}"


def _member(member: Member, culprit: Member) -> str:
    fit = needed(member)
    told = f": would have to be {escaped(fit)}" if fit else ""
    return f"{'✗ ' if member is culprit else ''}{_said(member.statement)}{told}"


def _quoted(statement: Statement) -> str:
    who = escaped(short(who_words(statement), _SHORT))
    quoted = f": “{escaped(short(statement.quote.text, _LONG))}”" if statement.quote else ""
    return f"{who}{quoted}"


def _said(statement: Statement) -> str:
    return f"<code>{escaped(short(statement.shown, _SHORT))}</code> ({_where(statement)})"


def _paragraphs(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"**{title}.** {'<br>'.join(escaped(short(line, _LONG)) for line in lines)}"
        yield ""


def _undecided(group: UndecidedGroup) -> str:
    count = counted_words(len(group.statements), "statement")
    reason = _in_html(short(group.reason, _LONG))
    lines = [
        f"<details><summary>Undecided: {count} ({reason})</summary>",
        "",
        *(f"- {_quoted(s)} {_said(s)}" for s in group.statements[:_MOST_MEMBERS]),
        *_more(len(group.statements)),
        "",
        "</details>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _revision(one: Revision) -> str:
    told = short(f"{one.what}: {revision_words(one)}", _LONG)
    return f"- Revised, which is no contradiction: {escaped(told)}\n"


def _more(count: int) -> Iterator[str]:
    if count > _MOST_MEMBERS:
        yield f"- and {count - _MOST_MEMBERS:,} more"


def _warnings(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"{_problem(problem)}\n"


def _problem(problem: Problem) -> str:
    where = _place(problem.file, problem.line)
    told = escaped(short(problem.message, _LONG))
    remedy = f" → {escaped(short(problem.remedy, _LONG))}" if problem.remedy else ""
    return f"- {problem.severity.value} at {where}: {told}{remedy}"


def _where(statement: Statement) -> str:
    return _place(statement.position.file, statement.position.line)


def _place(file: str, line: int) -> str:
    return f"<code>{escaped(short(file, _SHORT))}:{line}</code>"


# --- escaping --------------------------------------------------------------------------------

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "\0": "&#8203;"}
"""The last is a space without width, which keeps hosts from reading a name or an address."""

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
