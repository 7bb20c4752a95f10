"""The HTML report: one file that opens from disk, needs no network and prints well."""

from checker.reports.report import Report, Stopped
from checker.reports.web.page import mistakes_page, pieces


def write(report: Report) -> str:
    """The report as one page."""
    return "".join(pieces(report))


def write_stopped(stopped: Stopped) -> str:
    """The page of a run that mistakes in its files have stopped."""
    return mistakes_page(stopped.problems)
