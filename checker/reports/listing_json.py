"""Every contradiction and correction as JSON Lines: the contract of docs/report-all.schema.json."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from checker.claims.problems import Problem
from checker.compile.distinct import Distinct
from checker.explain.listing import (
    Begun,
    Complete,
    Corrected,
    Ended,
    Event,
    Finished,
    Found,
    Kind,
    Unfinished,
)
from checker.language.spell import exact, interval_words
from checker.reports.json_report import counts_json, json_line, problem_json, source_json

Json = dict[str, Any]


def write_event(event: Event, *, expand: bool = False) -> str:
    """An event as one line of JSON; `expand` adds the sources of all who say the same."""
    return json_line(_event(event, expand=expand))


def write_problems(problems: Iterable[Problem]) -> str:
    """The only line of a run that stopped at mistakes in its input."""
    told = [problem_json(one) for one in problems]
    return json_line({"event": "problems", "version": 1, "problems": told})


def _event(event: Event, *, expand: bool) -> Json:
    match event:
        case Begun(counts):
            return {"event": "begun", "version": 1, "counts": counts_json(counts)}
        case Found():
            return {
                "event": "contradiction",
                "number": event.number,
                "size": event.size,
                "id": event.id,
                "grade": event.grade.value,
                "headline": event.headline,
                "members": [_member(one, expand=expand) for one in event.members],
            }
        case Corrected():
            return {
                "event": "correction",
                "number": event.number,
                "size": event.size,
                "id": event.id,
                "cost": exact(event.cost),
                "group": event.group,
                "groups": event.groups,
                "others": event.others,
                "withdraw": [_member(one, expand=expand) for one in event.withdraw],
            }
        case Complete():
            return {"event": "complete", **_complete(event)}
        case Unfinished(kind, group, size):
            return {
                "event": "undecided",
                "of": kind.value,
                "complete_up_to": size if kind is Kind.CONTRADICTIONS else None,
                "statements": [statement.id for statement in group.statements],
                "reason": group.reason,
            }
        case Ended():
            return {
                "event": "ended",
                **_complete(event.complete),
                "told": event.told,
                "groups": event.groups,
                "undecided": event.undecided,
                "stopped_by": event.stopped.value if event.stopped else None,
            }
        case Finished(verdict, counts):
            return {"event": "finished", "verdict": verdict.value, "counts": counts_json(counts)}


def _complete(event: Complete) -> Json:
    by_size = event.kind is Kind.CONTRADICTIONS
    until = "up_to" if by_size else "below"
    bound, elsewhere = (
        one if one is None or by_size else exact(Fraction(one))
        for one in (event.bound, event.elsewhere)
    )
    return {
        "of": event.kind.value,
        "all": event.bound is None,
        f"complete_{until}": bound,
        f"elsewhere_{until}": elsewhere,
    }


def _member(one: Distinct, *, expand: bool) -> Json:
    readings = [interval_words(figure, interval) for figure, interval in one.meaning.readings]
    others = [statement for statement in one.supporters if statement is not one.first]
    found = {
        **source_json(one.first),
        "reading": "; ".join(readings) or None,
        "also": [statement.id for statement in others],
    }
    if expand:
        found["also_said"] = [source_json(statement) for statement in others]
    return found
