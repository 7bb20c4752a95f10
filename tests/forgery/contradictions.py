"""Ways to tamper with verdicts and contradictions that somebody would think of.

They keep counts and totals in step.
"""

import copy
import json
from random import Random

from tests.forgery.sharing import (
    Json,
    Tampering,
    as_source,
    every_id,
    in_step,
    named,
    one_of,
    unproven,
)

WAYS: dict[str, Tampering] = {}
_structured = named(WAYS)


# --- verdicts --------------------------------------------------------------------------------


@_structured
def a_revision_carries_the_culprits_away(report: Json, _: Random, __: Json) -> Json | None:
    told = report["contradictions"]
    if not told:
        return None
    for one in told:
        by = next((m for m in one["members"] if m["article"]), None)
        if by is None:
            return None
        report["revisions"].append(
            {
                "kind": "withdrawn",
                "what": by["statement"],
                "old": by["statement"],
                "new": None,
                "reported": None,
                "by": as_source(by),
                "also": [],
                "carried": [{**as_source(one["members"][0]), "later": False}],
            }
        )
    report["contradictions"], report["corrections"] = [], []
    return in_step(report)


@_structured
def only_consistent_is_said(report: Json, _: Random, __: Json) -> Json | None:
    if not report["contradictions"]:
        return None
    report["contradictions"], report["corrections"] = [], []
    return in_step(report)


@_structured
def all_statements_are_withdrawn(report: Json, random: Random, __: Json) -> Json | None:
    if not report["contradictions"] or not report["corrections"]:
        return None
    every = every_id(report)
    random.choice(report["corrections"])["withdraw"] = every
    report["proofs"]["witnesses"] = []
    return in_step(report)


@_structured
def each_example_is_withdrawn(report: Json, _: Random, __: Json) -> Json | None:
    if not report["proofs"]["witnesses"]:
        return None
    for one in report["proofs"]["witnesses"]:
        ids = sorted(i for s in one["statements"] for i in s["ids"])
        new = {"cost": "1", "withdraw": ids, "others": [], "more": False}
        report["corrections"].append(new)
    report["proofs"]["witnesses"] = []
    return in_step(report)


@_structured
def all_is_undecided_with_invented_ids(report: Json, _: Random, __: Json) -> Json:
    counts = report["counts"]
    every = sorted(f"a/c{n}/1" for n in range(counts["statements"] + counts["assumptions"]))
    report["contradictions"], report["corrections"] = [], []
    report["proofs"]["witnesses"] = []
    report["undecided"] = [{"statements": every, "reason": "it took too long"}]
    return in_step(report)


@_structured
def all_is_undecided(report: Json, _: Random, __: Json) -> Json:
    report["undecided"] = [{"statements": every_id(report), "reason": "it took too long"}]
    report["contradictions"], report["corrections"] = [], []
    report["proofs"]["witnesses"] = []
    return in_step(report)


@_structured
def an_example_is_undecided_too(report: Json, random: Random, __: Json) -> Json | None:
    if not report["proofs"]["witnesses"]:
        return None
    one = random.choice(report["proofs"]["witnesses"])
    ids = sorted(i for s in one["statements"] for i in s["ids"])
    if not ids:
        return None
    report["undecided"].append({"statements": ids, "reason": "it took too long"})
    report["undecided"].sort(key=lambda group: group["statements"][0])
    return in_step(report)


@_structured
def an_undecided_group_is_forgotten(report: Json, random: Random, __: Json) -> Json | None:
    if not report["undecided"]:
        return None
    report["undecided"].remove(random.choice(report["undecided"]))
    return in_step(report)


@_structured
def an_undecided_group_is_withdrawn(report: Json, random: Random, __: Json) -> Json | None:
    if not report["undecided"] or not report["contradictions"]:
        return None
    group = random.choice(report["undecided"])
    report["undecided"].remove(group)
    report["corrections"].append(
        {"cost": "1", "withdraw": group["statements"], "others": [], "more": False}
    )
    return in_step(report)


# --- contradictions --------------------------------------------------------------------------


@_structured
def a_contradiction_is_left_out(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    report["contradictions"].remove(one)
    return in_step(report)


@_structured
def a_contradiction_is_left_out_with_its_correction(
    report: Json, random: Random, __: Json
) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    report["contradictions"].remove(one)
    culprit = one["members"][0]["id"]
    kept = [c for c in report["corrections"] if culprit not in c["withdraw"]]
    report["corrections"] = kept
    return in_step(report)


@_structured
def a_culprit_is_put_into_the_example(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None or not report["proofs"]["witnesses"]:
        return None
    report["contradictions"].remove(one)
    culprit = one["members"][0]
    ids = [culprit["id"], *(also["id"] for also in culprit["also"])]
    for correction in report["corrections"]:
        correction["withdraw"] = [name for name in correction["withdraw"] if name not in ids]
    report["corrections"] = [one for one in report["corrections"] if one["withdraw"]]
    example = random.choice(report["proofs"]["witnesses"])
    example["statements"].append({"ids": ids, "says": {"sum": [], "is": "="}})
    return in_step(report)


@_structured
def a_certificate_is_stripped(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    one["proof"] = unproven()
    return in_step(report)


@_structured
def all_certificates_are_stripped(report: Json, _: Random, __: Json) -> Json | None:
    for one in report["contradictions"]:
        one["proof"] = unproven()
    return in_step(report)


@_structured
def an_unproven_contradiction_is_invented(report: Json, random: Random, donor: Json) -> Json | None:
    example = one_of(report, random) or one_of(donor, random)
    every = every_id(report)
    if example is None or not every:
        return None
    new = copy.deepcopy(example)
    new["id"] = f"{random.getrandbits(48):012x}"
    new["proof"] = unproven()
    for member in new["members"]:
        member["id"] = random.choice(every)
    report["contradictions"].append(new)
    culprit = new["members"][0]["id"]
    if not any(culprit in one["withdraw"] for one in report["corrections"]):
        report["corrections"].append(
            {"cost": "1", "withdraw": [culprit], "others": [], "more": False}
        )
    for witness in report["proofs"]["witnesses"]:
        witness["statements"] = [s for s in witness["statements"] if culprit not in s["ids"]]
    return in_step(report)


@_structured
def a_contradiction_is_told_twice(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    report["contradictions"].append({**copy.deepcopy(one), "id": "0123456789ab"})
    return in_step(report)


@_structured
def a_contradiction_of_another_project(report: Json, random: Random, donor: Json) -> Json | None:
    one = one_of(donor, random)
    if one is None:
        return None
    report["contradictions"].append(copy.deepcopy(one))
    report["corrections"].extend(copy.deepcopy(donor["corrections"]))
    return in_step(report)


@_structured
def another_culprit(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None or len(one["members"]) == 1:
        return None
    old, new = one["members"][0], random.choice(one["members"][1:])
    one["members"].remove(new)
    one["members"].insert(0, new)
    own = {old["id"], *(also["id"] for also in old["also"])}
    ids = [new["id"], *(also["id"] for also in new["also"])]
    for correction in report["corrections"]:
        if own <= set(correction["withdraw"]):
            correction["withdraw"] = sorted({*correction["withdraw"], *ids} - own)
    for witness in report["proofs"]["witnesses"]:
        for said in witness["statements"]:
            if said["ids"] == ids:
                said["ids"] = [old["id"], *(also["id"] for also in old["also"])]
    return report


@_structured
def members_in_another_order(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None or len(one["members"]) == 1:
        return None
    random.shuffle(one["members"])
    return report


@_structured
def a_member_more(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    others = [m for c in report["contradictions"] for m in c["members"]]
    new = [m for m in others if one and m["id"] not in {x["id"] for x in one["members"]}]
    if one is None or not new:
        return None
    one["members"].append(copy.deepcopy(random.choice(new)))
    return report


@_structured
def a_member_more_that_the_certificate_names(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    others = [c for c in report["contradictions"] if c is not one and c["proof"]["certificate"]]
    if one is None or one["proof"]["certificate"] is None or not others:
        return None
    other = random.choice(others)
    known = {member["id"] for member in one["members"]}
    new = [member for member in other["members"] if member["id"] not in known]
    if not new:
        return None
    member = random.choice(new)
    one["members"].append(copy.deepcopy(member))
    certificate, source = one["proof"]["certificate"], other["proof"]["certificate"]
    for constraint in source["constraints"]:
        if constraint["member"] == member["id"]:
            text = json.dumps(constraint)
            for name, unknown in source["unknowns"].items():
                certificate["unknowns"][f"y{name}"] = unknown
                text = text.replace(f'"{name}"', f'"y{name}"')
            certificate["constraints"].append({**json.loads(text), "id": "c99"})
    return report


@_structured
def a_member_less(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None or len(one["members"]) == 1:
        return None
    one["members"].remove(random.choice(one["members"]))
    return report


@_structured
def a_member_with_an_equal_statement_elsewhere(
    report: Json, random: Random, donor: Json
) -> Json | None:
    """Members of two topics that share a name, an assumption for another article, and so on."""
    one = one_of(report, random)
    every = [*every_id(report), *every_id(donor)]
    if one is None or not every:
        return None
    member, new = random.choice(one["members"]), random.choice(every)
    old, member["id"] = member["id"], new
    certificate = one["proof"]["certificate"]
    for constraint in certificate["constraints"] if certificate else []:
        if constraint["member"] == old:
            constraint["member"] = new
    return report


@_structured
def a_member_that_was_taken_back(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    back = [c for r in report["revisions"] for c in r["carried"] if r["kind"] == "withdrawn"]
    if one is None or not back:
        return None
    carrier = random.choice(back)
    member = random.choice(one["members"])
    old = member["id"]
    member |= as_source(carrier)
    certificate = one["proof"]["certificate"]
    for constraint in certificate["constraints"] if certificate else []:
        if constraint["member"] == old:
            constraint["member"] = carrier["id"]
    return report


@_structured
def nobody_contradicts_anybody(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    one["members"], one["proof"] = [], unproven()
    return in_step(report)


@_structured
def two_contradictions_become_one(report: Json, _: Random, __: Json) -> Json | None:
    if len(report["contradictions"]) == 1 or not report["contradictions"]:
        return None
    first, *others = report["contradictions"]
    for other in others:
        first["restated"].append(copy.deepcopy(other["members"][0]))
    report["contradictions"] = [first]
    return in_step(report)


@_structured
def a_restatement_is_invented(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    one["restated"].append(copy.deepcopy(random.choice(one["members"])))
    return report


@_structured
def a_restatement_is_dropped(report: Json, random: Random, __: Json) -> Json | None:
    found = [one for one in report["contradictions"] if one["restated"]]
    if not found:
        return None
    random.choice(found)["restated"].pop()
    return report


def _field(name: str, *others: object) -> Tampering:
    def changed(report: Json, random: Random, _: Json) -> Json | None:
        one = one_of(report, random)
        new = random.choice(others)
        if one is None or one[name] == new:
            return None
        one[name] = new
        return report

    return changed


WAYS |= {
    "another grade": _field("grade", "certain", "by reading", "by assumption"),
    "another id": _field("id", "0123456789ab"),
    "another headline": _field("headline", "All is well"),
    "other steps": _field("steps", ["1 = 2"], []),
    "other rules": _field("rules", ["one rating each"], []),
    "another question": _field("question", "Ask nobody."),
    "another way to lift it": _field("lifted_if", ["It would be lifted if nobody looked"]),
    "a decision is taken away": _field("decision", None),
}


@_structured
def a_decision_is_made_up(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None or one["decision"] is not None:
        return None
    made: Json = {
        "ruling": "accepted",
        "article": None,
        "because": "so",
        "by": None,
        "on": None,
        "until": "2099-12-31",
        "url": None,
        "says": [],
        "restated": [],
        "file": "claims/decisions.yaml",
        "line": 1,
        "column": 1,
    }
    one["decision"] = made
    report["decisions"].append({"contradiction": one["id"], "standing": "holds", **made})
    return report


@_structured
def a_decision_stands_otherwise(report: Json, random: Random, __: Json) -> Json | None:
    if not report["decisions"]:
        return None
    one = random.choice(report["decisions"])
    other = random.choice([w for w in ("holds", "expired", "stale") if w != one["standing"]])
    one["standing"] = other
    for told in report["contradictions"]:
        if told["id"] == one["contradiction"]:
            own = {k: v for k, v in one.items() if k not in {"contradiction", "standing"}}
            told["decision"] = own if other == "holds" else None
    report["contradictions"].sort(key=lambda told: told["decision"] is not None)
    return report


@_structured
def who_said_it_is_changed(report: Json, random: Random, __: Json) -> Json | None:
    one = one_of(report, random)
    if one is None:
        return None
    member = random.choice(one["members"])
    name = random.choice(["statement", "article", "publisher", "file", "quote", "because", "line"])
    if member[name] is None:
        return None
    member[name] = member[name] + 1 if name == "line" else f"{member[name]}x"
    return report
