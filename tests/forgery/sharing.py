"""What all ways to tamper with a report share."""

from collections.abc import Callable
from random import Random
from typing import Any

Json = dict[str, Any]
Tampering = Callable[[Json, Random, Json], Json | None]
"""From a report, and one of another project, to another report; None where it does not apply."""


def named(ways: dict[str, Tampering]) -> Callable[[Tampering], Tampering]:
    """Puts a way among others by its name."""

    def put(made: Tampering) -> Tampering:
        ways[made.__name__.replace("_", " ")] = made
        return made

    return put


def in_step(report: Json) -> Json:
    """The report with the totals and the verdict that go with what it tells."""
    told = report["contradictions"]
    proven = sum(one["proof"]["certificate"] is not None for one in told)
    report["proofs"] |= {"proven": proven, "unproven": len(told) - proven}
    open_or_not = "undecided" if report["undecided"] else "consistent"
    report["verdict"] = "contradictory" if told else open_or_not
    return report


def every_id(report: Json) -> list[str]:
    """The ids of all statements that a report names anywhere."""
    held = [i for w in report["proofs"]["witnesses"] for s in w["statements"] for i in s["ids"]]
    left = [i for one in report["corrections"] for i in one["withdraw"]]
    open_ones = [i for one in report["undecided"] for i in one["statements"]]
    return sorted({*held, *left, *open_ones})


def one_of(report: Json, random: Random) -> Json | None:
    """One of its contradictions."""
    return random.choice(report["contradictions"]) if report["contradictions"] else None


def unproven(reason: str = "no proof was found in 300 attempts") -> Json:
    """What stands in place of a proof that was not found."""
    return {"checked": False, "reason": reason, "certificate": None}


def as_source(member: Json) -> Json:
    """A member as it stands where nothing is found of it."""
    found = {"reading", "fit", "would_need", "repairs", "in_every_correction", "also", "later"}
    return {name: value for name, value in member.items() if name not in found}
