"""The HTML report: one file that opens from disk, needs no network and prints well."""

from collections.abc import Iterator

from checker.reports.report import Report, Stopped
from checker.reports.web import page


def write(report: Report) -> Iterator[str]:
    """The page from its beginning to its end, so that no more of it is held than needed."""
    return page.pieces(report)


def write_stopped(stopped: Stopped) -> str:
    """The page of a run that mistakes in its files have stopped."""
    return page.mistakes_page(stopped.problems)
