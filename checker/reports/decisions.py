"""What was decided of contradictions, as text: one a paragraph, in the order of their file."""

from collections.abc import Iterator, Sequence

from checker.claims.problems import Problem, Severity
from checker.claims.statements import Decision
from checker.explain.finding import Judged, Standing
from checker.reports.style import Style

_COLOURS = {Standing.HOLDS: "green", Standing.EXPIRED: "yellow", Standing.STALE: "yellow"}


def _advice(one: Judged) -> str:
    """What to do about a decision that no longer holds; nothing about one that does."""
    match one.standing:
        case Standing.HOLDS:
            return ""
        case Standing.EXPIRED:
            return "its last day is past: write a later `until` there, or mend what clashes"
        case Standing.STALE:
            return (
                f"there is no such contradiction any more: {one.reason}; "
                "`factcheck decisions --prune` takes it out"
            )


def write_decisions(judged: Sequence[Judged], style: Style) -> str:
    """Every decision with its standing, and how many there are."""
    lines = [line for one in judged for line in _listed(one, style)]
    count = len(judged)
    lines.append(f"{count:,} decision{'' if count == 1 else 's'}")
    return "\n".join(lines) + "\n"


def decision_words(decision: Decision) -> str:
    """What was decided and why, by whom and until when, in one sentence."""
    by = f", by {decision.by}" if decision.by else ""
    until = f", until {decision.until.isoformat()}" if decision.until else ""
    return f"{decision.words}, because {decision.because.rstrip('.')}{by}{until}"


def lapsed(judged: Sequence[Judged], style: Style) -> Iterator[str]:
    """Decisions that hold no longer, each with what to do."""
    over = [one for one in judged if one.standing is not Standing.HOLDS]
    if over:
        yield style.paint("Decisions that no longer hold:", "bold", "yellow")
        for one in over:
            yield from _listed(one, style)
        yield ""


def lapsed_problem(one: Judged) -> Problem:
    """A decision that holds no longer as a warning at its line, for formats that show those."""
    at = one.decision.position
    told = f"this decision is {one.standing.value}: {decision_words(one.decision)}"
    return Problem(at.file, at.line, at.column, told, _advice(one), Severity.WARNING)


def _listed(one: Judged, style: Style) -> Iterator[str]:
    decision, position = one.decision, one.decision.position
    where = style.paint(position.where, "dim")
    standing = style.paint(one.standing.value, _COLOURS[one.standing])
    yield f"  - {decision.contradiction}  {standing}  {where}"
    yield from style.wrap(decision_words(decision), "    ")
    for statement in (*decision.says, *decision.restated):
        yield from style.wrap(statement, "      • ", "        ")
    if advice := _advice(one):
        yield from style.wrap(advice, "    → ", "      ")
