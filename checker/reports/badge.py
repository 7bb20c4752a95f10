"""A badge: what the endpoint badges of shields.io read."""

from checker.explain.finding import Verdict
from checker.reports.json_report import json_text
from checker.reports.report import Report, Stopped
from checker.reports.summary import contradiction_count


def write(report: Report) -> str:
    """The verdict on a badge, whatever is shown elsewhere."""
    findings = report.findings
    match findings.verdict:
        case Verdict.CONSISTENT:
            return _badge("consistent", "brightgreen")
        case Verdict.CONTRADICTORY if findings.is_settled:
            return _badge(contradiction_count(findings), "yellowgreen")
        case Verdict.CONTRADICTORY:
            return _badge(contradiction_count(findings), "red")
        case Verdict.UNDECIDED:
            return _badge("undecided", "orange")


def write_stopped(_: Stopped) -> str:
    """A badge that says that nothing was checked."""
    return _badge("not checked", "lightgrey")


def _badge(message: str, colour: str) -> str:
    told = {"schemaVersion": 1, "label": "factcheck", "message": message, "color": colour}
    return json_text(told)
