"""The HTML report: one file that opens from disk, needs no network and prints well."""

from collections.abc import Mapping, Sequence

from checker.claims.problems import Problem
from checker.claims.statements import Project
from checker.findings.coverage import State
from checker.findings.finding import Findings
from checker.reports.web.page import mistakes_page, pieces


def write_html(findings: Findings, project: Project, states: Mapping[str, State]) -> str:
    """The report as a page; `states` tells by id how well each statement is checked, if known."""
    return "".join(pieces(findings, project, states))


def write_html_problems(problems: Sequence[Problem]) -> str:
    """The page of a run that stopped at mistakes in its input."""
    return mistakes_page(problems)
