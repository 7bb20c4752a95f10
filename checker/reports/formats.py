"""The formats of a report: to add one, write its module and add a line here."""

from collections.abc import Callable, Iterable
from importlib import import_module

from checker.frozen import dataclass
from checker.reports.report import Report, Stopped


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its module, which is imported when it is used.

    The module has `write(report: Report) -> str`. Where `tells_mistakes`, it also has
    `write_stopped(stopped: Stopped) -> str`, for runs that mistakes in the files have stopped;
    others leave these to standard error, and write nothing. One `for_terminals` has their colours
    and encoding; all others are UTF-8 wherever they go. One `in_pieces` has besides
    `pieces(report: Report) -> Iterator[str]`, for what may be long. One that `shows_states` tells
    how well each statement is checked, if the report has that.
    """

    module: str
    tells_mistakes: bool = True
    for_terminals: bool = False
    in_pieces: bool = False
    shows_states: bool = False

    def write(self, report: Report) -> Iterable[str]:
        """The report in this format, one piece after the other."""
        module = import_module(self.module)
        if self.in_pieces:
            pieces: Callable[[Report], Iterable[str]] = module.pieces
            return pieces(report)
        written: Callable[[Report], str] = module.write
        return (written(report),)

    def write_stopped(self, stopped: Stopped) -> Iterable[str] | None:
        """What this format tells of a run that mistakes have stopped, if it does."""
        if not self.tells_mistakes:
            return None
        written: Callable[[Stopped], str] = import_module(self.module).write_stopped
        return (written(stopped),)


FORMATS = {
    "text": Format("checker.reports.text", tells_mistakes=False, for_terminals=True),
    "json": Format("checker.reports.json_report"),
    "sarif": Format("checker.reports.sarif"),
    "junit": Format("checker.reports.junit"),
    "github": Format("checker.reports.github"),
    "markdown": Format("checker.reports.markdown"),
    "html": Format("checker.reports.html_report", in_pieces=True, shows_states=True),
    "csv": Format("checker.reports.csv_report", tells_mistakes=False),
    "claimreview": Format("checker.reports.claim_review", tells_mistakes=False),
    "badge": Format("checker.reports.badge"),
}
