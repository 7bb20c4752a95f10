"""The formats of a report: to add one, write its module, and add it here twice."""

from collections.abc import Iterable
from typing import Protocol

from checker.frozen import dataclass
from checker.reports.report import Report, Stopped


class Writer(Protocol):
    """What the module of a format has."""

    def write(self, report: Report, /) -> Iterable[str]:
        """The report in this format: one text, or pieces of what may be long."""

    def write_stopped(self, stopped: Stopped, /) -> str | None:
        """What is told of a run that mistakes have stopped; None leaves it to standard error."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format, whose module is imported when it is used.

    One `for_terminals` has their colours and encoding; all others are UTF-8 wherever they go. One
    that `shows_states` tells how well each statement is checked, if the report has that.
    """

    name: str
    for_terminals: bool = False
    shows_states: bool = False

    def write(self, report: Report) -> Iterable[str]:
        """The report in this format, one piece after the other."""
        written = _writer(self.name).write(report)
        return (written,) if isinstance(written, str) else written

    def write_stopped(self, stopped: Stopped) -> Iterable[str] | None:
        """What this format tells of a run that mistakes have stopped, if it does."""
        written = _writer(self.name).write_stopped(stopped)
        return None if written is None else (written,)


FORMATS = {
    one.name: one
    for one in (
        Format("text", for_terminals=True),
        Format("concise", for_terminals=True),
        Format("json"),
        Format("sarif"),
        Format("junit"),
        Format("github"),
        Format("markdown"),
        Format("html", shows_states=True),
        Format("csv"),
        Format("claimreview"),
        Format("badge"),
    )
}


def _writer(name: str) -> Writer:
    match name:
        case "text":
            from checker.reports import text

            return text
        case "concise":
            from checker.reports import concise

            return concise
        case "json":
            from checker.reports import json_report

            return json_report
        case "sarif":
            from checker.reports import sarif

            return sarif
        case "junit":
            from checker.reports import junit

            return junit
        case "github":
            from checker.reports import github

            return github
        case "markdown":
            from checker.reports import markdown

            return markdown
        case "html":
            from checker.reports.web import page

            return page
        case "csv":
            from checker.reports import csv_report

            return csv_report
        case "claimreview":
            from checker.reports import claim_review

            return claim_review
        case "badge":
            from checker.reports import badge

            return badge
        case _:
            raise KeyError(name)
