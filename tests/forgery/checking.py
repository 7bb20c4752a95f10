"""Holds a forged report against its project, and says whether it was accepted wrongly."""

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from checker.claims import Project
from checker.proofs.accounting import Checked, UnreadableError, check_report
from checker.proofs.reading import read_report
from checker.proofs.verifying import RefusedError
from checker.retracing.retracing import Retraced, retrace
from tests.forgery.lying import lied
from tests.forgery.projects import TODAY, Honest, honest
from tests.forgery.tampering import STRUCTURED, at_random

Json = dict[str, Any]


@dataclass(frozen=True)
class Forgery:
    """A report that was tampered with, and how."""

    how: str
    of: Honest
    text: str


def checked(text: str, project: Project) -> tuple[Checked, Retraced]:
    """What `factcheck verify --project` finds; raises what it refuses."""
    report = read_report(text)
    found = check_report(report, len(text))
    return found, retrace(report, project, TODAY)


def forgery(seed: int, how: str | None, turn: int = 0) -> Forgery | None:
    """A forgery of a structure, or a random one; None where the structure does not apply."""
    random = Random(f"forgery {seed} {how} {turn}")
    of, donor = honest(seed), honest(seed - 1 if seed else 1)
    report, other = json.loads(of.text), json.loads(donor.text)
    before = copy.deepcopy(report)
    made = (at_random if how is None else STRUCTURED[how])(report, random, other)
    if made is None or made == before:
        return None
    return Forgery(how or "at random", of, json.dumps(made, indent=2))


def lie(seed: int, how: str) -> Forgery | None:
    """The report of a run that lies; None where the lie changes nothing.

    A tired solver is asked other things then, and gives up at others: that is no lie.
    """
    of = honest(seed)
    text = of.text if of.tired else lied(seed, how)
    return None if text == of.text else Forgery(how, of, text)


def wrongly_accepted(one: Forgery) -> str:
    """Why a forgery ought to have been refused; empty where it was, or nothing matters.

    What says itself that it is not proven ends in another exit code, and so is not accepted.
    """
    before = _unproven(*checked(one.of.text, one.of.project))
    try:
        after = _unproven(*checked(one.text, one.of.project))
    except (RefusedError, UnreadableError):
        return ""
    if any(a > b for a, b in zip(after, before, strict=True)):
        return ""
    honest, forged = json.loads(one.of.text), json.loads(one.text)
    open_groups = [set(group["statements"]) for group in honest["undecided"]]
    old, new = matters(honest, open_groups), matters(forged, open_groups)
    return "\n".join(
        f"{name}: {new[name]}, not {old[name]}" for name in old if old[name] != new[name]
    )


def _unproven(found: Checked, retraced: Retraced) -> tuple[int, ...]:
    return found.unproven, found.undecided, retraced.unexplained, retraced.mended


def matters(report: Json, open_groups: Sequence[set[str]] = ()) -> Json:
    """What somebody who trusts a report relies on.

    Of groups that are undecided it need not tell all that was found before the time ran out.
    """
    decided = [
        one
        for one in report["contradictions"]
        if not any({m["id"] for m in one["members"]} <= group for group in open_groups)
    ]
    less = report["verdict"] in {"undecided", "contradictory"} and not decided and open_groups
    return {
        "verdict": "undecided" if less else report["verdict"],
        "counts": report["counts"],
        "contradictions": [
            {
                "id": one["id"],
                "grade": one["grade"],
                # What a figure would have to be is not checked, and stands at its end.
                "headline": one["headline"].partition("; with all else that is stated")[0],
                "members": [
                    [m["id"], m["statement"], m["article"], m["quote"], m["line"]]
                    for m in one["members"]
                ],
                "restated": [m["id"] for m in one["restated"]],
                "decision": one["decision"],
                "told": [one["rules"], one["steps"], one["lifted_if"]],
            }
            for one in decided
        ],
        "withdrawn": [one["withdraw"] for one in report["corrections"]],
        "revisions": report["revisions"],
        "decisions": report["decisions"],
        # One group may be undecided in several rounds: as often as it is told, it is the same.
        "undecided": sorted({tuple(one["statements"]) for one in report["undecided"]}),
        "problems": report["problems"],
    }
