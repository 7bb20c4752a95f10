"""One line a finding, as compilers print them: what editors and problem matchers read."""

from checker.reports.diagnostics import Diagnostic
from checker.reports.report import Report, Stopped
from checker.reports.style import harmless


def write(report: Report) -> str:
    """`file:line:col: grade: headline [id]` for each finding that is shown."""
    return "".join(f"{harmless(report.folder + _line(one))}\n" for one in report.diagnostics)


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone, in lines of the same form."""


def _line(one: Diagnostic) -> str:
    at = one.position
    grade = one.grade.value if one.id else one.title.lower()
    decided = ", decided" if one.decision else ""
    name = f" [{one.id}]" if one.id else ""
    told = " ".join(one.told.split())
    return f"{at.file}:{at.line}:{at.column}: {grade}{decided}: {told}{name}"
