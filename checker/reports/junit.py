"""JUnit XML, which CI services show as tests: a test case for each statement.

A culprit fails, with the whole contradiction in its body; an undecided statement is an error. What
is not shown is skipped and never passes.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from checker.claims.problems import Problem
from checker.claims.statements import Statement
from checker.reports.diagnostics import Diagnostic, Sort
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.style import Style, harmless
from checker.reports.summary import counted_words, short, verdict_words
from checker.reports.text import full_lines, write_problem

_LONG = 600
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
"""What XML cannot hold and is no control character either."""


def write(report: Report) -> str:
    """The report as JUnit XML."""
    root = Element("testsuites", name="factcheck")
    told = _told(report)
    statements = sorted(
        (s for topic in report.project.topics for s in topic.statements),
        key=lambda s: (s.position.file, s.position.line, s.position.column, s.id),
    )
    for file, claimed in groupby(statements, key=lambda statement: statement.position.file):
        name = _clean(report.folder + file)
        _suite(root, name, [_case(name, statement, told) for statement in claimed])
    _suite(root, "factcheck", [_whole(report)])
    for line in (
        *(write_problem(p, Style()) for p in report.problems),
        *hidden_words(report),
    ):
        SubElement(root[-1], "system-err").text = _clean(line)
    return _text(root)


def write_stopped(stopped: Stopped) -> str:
    """The mistakes that stopped a run, each a test case."""
    root = Element("testsuites", name="factcheck")
    mistakes = [problem for problem in stopped.problems if problem.is_error]
    for file, problems in groupby(mistakes, key=lambda problem: problem.file):
        name = _clean(stopped.folder + file)
        _suite(root, name, [_mistake(name, problem) for problem in problems])
    return _text(root)


# --- what becomes of a statement -------------------------------------------------------------

_Told = dict[str, list[Element]]
"""What befell statements, by their ids: failures, errors, and why they were passed over."""


def _told(report: Report) -> _Told:
    """What befell statements, the worst first."""
    failed: dict[str, list[Diagnostic]] = {}
    for one in report.contradictions:
        if one.decision is None:
            failed.setdefault(_whole_of(one), []).append(one)
    told = {name: [_failure(found)] for name, found in failed.items()}
    for one in report.everything:
        if one.sort is Sort.UNDECIDED:
            kind = "error" if one.sort in report.shown else "skipped"
            message = f"not decided: {short(one.told, _LONG)}"
            for each in one.involved:
                element = _element(kind, message, "undecided")
                told.setdefault(each.statement.whole, []).append(element)
        elif one.id and (one.decision or one.sort not in report.shown):
            why = f"is decided: {one.decided}" if one.decision else "is not shown"
            grade = "" if one.decision else f" ({one.grade.value})"
            element = _element("skipped", f"{one.id}, a contradiction{grade}, {why}")
            told.setdefault(_whole_of(one), []).append(element)
    return told


def _whole_of(one: Diagnostic) -> str:
    return one.involved[0].statement.whole


def _failure(found: list[Diagnostic]) -> Element:
    """One failure, since services read no second one of a case."""
    first, *others = found
    more = f" (and {counted_words(len(others), 'contradiction')} more)" if others else ""
    failure = _element("failure", f"{first.told}{more}", first.grade.value)
    failure.text = _clean("\n\n".join("\n".join(full_lines(one, Style())) for one in found))
    return failure


def _element(kind: str, message: str, sort: str = "") -> Element:
    found = Element(kind, message=short(_clean(message), _LONG))
    if sort:
        found.set("type", sort)
    return found


def _case(name: str, statement: Statement, told: _Told) -> Element:
    title = short(_clean(f"{statement.id}: {statement.text}"), _LONG)
    case = Element("testcase", classname=name, name=title)
    case.extend(told.get(statement.id, ())[:1])
    return case


def _whole(report: Report) -> Element:
    """A case that every run has, so that no report is empty."""
    case = Element("testcase", classname="factcheck", name="checked")
    SubElement(case, "system-out").text = _clean(f"{verdict_words(report.findings)}.")
    return case


def _mistake(name: str, problem: Problem) -> Element:
    title = f"{problem.line}:{problem.column}: {problem.message}"
    case = Element("testcase", classname=name, name=short(_clean(title), _LONG))
    error = _element("error", problem.message, "mistake")
    error.text = _clean(write_problem(problem, Style()))
    case.append(error)
    return case


# --- XML -------------------------------------------------------------------------------------


def _suite(root: Element, name: str, cases: list[Element]) -> None:
    counts = {kind: str(_count(cases, kind)) for kind in ("failure", "error", "skipped")}
    suite = SubElement(root, "testsuite", name=name, tests=str(len(cases)))
    suite.set("failures", counts["failure"])
    suite.set("errors", counts["error"])
    suite.set("skipped", counts["skipped"])
    suite.extend(cases)


def _count(cases: Iterable[Element], kind: str) -> int:
    return sum(1 for case in cases if case.find(kind) is not None)


def _clean(text: str) -> str:
    """Text of lines that XML can hold, and that turns no direction."""
    return "\n".join(_lines(text)).translate(_NO_CHARACTERS)


def _lines(text: str) -> Iterator[str]:
    return (harmless(line) for line in text.split("\n"))


def _text(root: Element) -> str:
    for kind in ("tests", "failures", "errors"):
        root.set(kind, str(sum(int(suite.get(kind, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
