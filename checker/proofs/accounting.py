"""Checks what a report proves: every certificate, every witness, and that they account for all.

It needs the report alone; `retracing/retracing.py` holds it against the claim files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from reprlib import repr as short

from checker.proofs.verifying import (
    Budget,
    RefusedError,
    check_certificate,
    check_witness,
    fields,
    typed,
)


class UnreadableError(Exception):
    """There is nothing to check: no report, or one without proofs."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found right, and how much of the report says itself that it is not proven."""

    proven: int
    unproven: int
    witnesses: int
    undecided: int

    @property
    def everything(self) -> bool:
        """Whether nothing is left unproven."""
        return not self.unproven and not self.undecided


def check_report(report: object, size: int = 0) -> Checked:
    """Checks all that a report of so many bytes proves; raises at the first wrong thing."""
    if not isinstance(report, dict) or "proofs" not in report:
        raise UnreadableError("this is no JSON report of factcheck run --proofs")
    try:
        return _check(report, Budget(size))
    except RecursionError:
        raise RefusedError("its proofs are nested too deep") from None


def _check(report: Mapping[str, object], budget: Budget) -> Checked:
    proofs = fields(report["proofs"], "proofs", "proven unproven files witnesses")
    proven = [_contradiction(one, budget) for one in _objects(report, "contradictions")]
    ids = [str(one.get("id")) for one in _objects(report, "contradictions")]
    if len(ids) != len(set(ids)):
        raise RefusedError("two contradictions have one id")
    stated = [check_witness(one, budget) for one in _objects(proofs, "witnesses")]
    undecided = _ids(report, "undecided", "statements")
    found = Checked(sum(proven), proven.count(False), len(stated), len(undecided))
    if proofs["proven"] != found.proven or proofs["unproven"] != found.unproven:
        raise RefusedError("the number of proofs is not the one that proofs gives")
    withdrawn = [name for ids in _ids(report, "corrections", "withdraw") for name in ids]
    revisions = [one for one in _objects(report, "revisions") if one.get("kind") == "withdrawn"]
    back = {str(carrier.get("id")) for one in revisions for carrier in _objects(one, "carried")}
    counts = fields(report.get("counts"), "counts")
    several = "parts" in counts
    every = sum(typed(counts.get(key), int, key) for key in _COUNTED[several])
    if every != len(back.union(withdrawn, *undecided, *stated)):
        raise RefusedError("there are statements that no witness has and no correction withdraws")
    verdict = "contradictory" if proven else "undecided" if undecided else "consistent"
    if report.get("verdict") != verdict or (verdict == "consistent" and withdrawn):
        raise RefusedError("the verdict is not what the proofs show")
    return found


_COUNTED = {False: ("statements", "assumptions"), True: ("parts",)}
"""What has to be accounted for: statements, or parts of them where one has several figures."""


def _ids(report: Mapping[str, object], section: str, key: str) -> list[list[str]]:
    """The ids of statements that some objects list, each list in order."""
    found = []
    for one in _objects(report, section):
        ids = [typed(name, str, "id") for name in typed(one.get(key), list, key)]
        if not ids or ids != sorted(set(ids)):
            raise RefusedError(f"the ids of {section} are doubled or out of order")
        found.append(ids)
    return found


def _contradiction(one: Mapping[str, object], budget: Budget) -> bool:
    """Whether a contradiction is proven; False where it says itself that it is not."""
    members = [str(member.get("id")) for member in _objects(one, "members")]
    if not members:
        raise RefusedError(f"{short(one.get('id'))}: nobody is said to contradict anybody")
    proof = fields(one.get("proof"), "proof", "checked reason certificate")
    if proof["checked"] is False and proof["certificate"] is None and proof["reason"]:
        return False
    if proof["checked"] is not True or proof["reason"] is not None:
        raise RefusedError(f"{short(one.get('id'))}: checked does not fit what stands beside it")
    proving = check_certificate(proof["certificate"], budget)
    if sorted(proving) != sorted(members):
        raise RefusedError(f"{short(one.get('id'))}: the certificate is about other members")
    return True


def _objects(within: Mapping[str, object], what: str) -> Iterator[dict[str, object]]:
    yield from (fields(one, what) for one in typed(within.get(what), list, what))
