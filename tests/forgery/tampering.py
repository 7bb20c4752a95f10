"""Ways to tamper with a report: each gives another report, or None where it does not apply.

`STRUCTURED` are forgeries that somebody would think of; they keep counts and totals in step.
`at_random` changes whatever stands anywhere. `HARMLESS` change nothing that matters.
"""

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Json = dict[str, Any]
Tampering = Callable[[Json, Random, Json], Json | None]

STRUCTURED: dict[str, Tampering] = {}


def _structured(made: Tampering) -> Tampering:
    STRUCTURED[made.__name__.replace("_", " ")] = made
    return made


def _in_step(report: Json) -> Json:
    """The report with the totals and the verdict that go with what it tells."""
    told = report["contradictions"]
    proven = sum(one["proof"]["certificate"] is not None for one in told)
    report["proofs"] |= {"proven": proven, "unproven": len(told) - proven}
    open_or_not = "undecided" if report["undecided"] else "consistent"
    report["verdict"] = "contradictory" if told else open_or_not
    return report


def _every_id(report: Json) -> list[str]:
    """The ids of all statements that a report names anywhere."""
    held = [i for w in report["proofs"]["witnesses"] for s in w["statements"] for i in s["ids"]]
    left = [i for one in report["corrections"] for i in one["withdraw"]]
    open_ones = [i for one in report["undecided"] for i in one["statements"]]
    return sorted({*held, *left, *open_ones})


def _one(report: Json, random: Random) -> Json | None:
    return random.choice(report["contradictions"]) if report["contradictions"] else None


def _unproven(reason: str = "no proof was found in 300 attempts") -> Json:
    return {"checked": False, "reason": reason, "certificate": None}


def _as_source(member: Json) -> Json:
    found = {"reading", "fit", "would_need", "repairs", "in_every_correction", "also", "later"}
    return {name: value for name, value in member.items() if name not in found}


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
                "by": _as_source(by),
                "also": [],
                "carried": [{**_as_source(one["members"][0]), "later": False}],
            }
        )
    report["contradictions"], report["corrections"] = [], []
    return _in_step(report)


@_structured
def only_consistent_is_said(report: Json, _: Random, __: Json) -> Json | None:
    if not report["contradictions"]:
        return None
    report["contradictions"], report["corrections"] = [], []
    return _in_step(report)


@_structured
def all_statements_are_withdrawn(report: Json, random: Random, __: Json) -> Json | None:
    if not report["contradictions"] or not report["corrections"]:
        return None
    every = _every_id(report)
    random.choice(report["corrections"])["withdraw"] = every
    report["proofs"]["witnesses"] = []
    return _in_step(report)


@_structured
def each_example_is_withdrawn(report: Json, _: Random, __: Json) -> Json | None:
    if not report["proofs"]["witnesses"]:
        return None
    for one in report["proofs"]["witnesses"]:
        ids = sorted(i for s in one["statements"] for i in s["ids"])
        new = {"cost": "1", "withdraw": ids, "others": [], "more": False}
        report["corrections"].append(new)
    report["proofs"]["witnesses"] = []
    return _in_step(report)


@_structured
def all_is_undecided_with_invented_ids(report: Json, _: Random, __: Json) -> Json:
    counts = report["counts"]
    every = sorted(f"a/c{n}/1" for n in range(counts["statements"] + counts["assumptions"]))
    report["contradictions"], report["corrections"] = [], []
    report["proofs"]["witnesses"] = []
    report["undecided"] = [{"statements": every, "reason": "it took too long"}]
    return _in_step(report)


@_structured
def all_is_undecided(report: Json, _: Random, __: Json) -> Json:
    report["undecided"] = [{"statements": _every_id(report), "reason": "it took too long"}]
    report["contradictions"], report["corrections"] = [], []
    report["proofs"]["witnesses"] = []
    return _in_step(report)


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
    return _in_step(report)


@_structured
def an_undecided_group_is_forgotten(report: Json, random: Random, __: Json) -> Json | None:
    if not report["undecided"]:
        return None
    report["undecided"].remove(random.choice(report["undecided"]))
    return _in_step(report)


@_structured
def an_undecided_group_is_withdrawn(report: Json, random: Random, __: Json) -> Json | None:
    if not report["undecided"] or not report["contradictions"]:
        return None
    group = random.choice(report["undecided"])
    report["undecided"].remove(group)
    report["corrections"].append(
        {"cost": "1", "withdraw": group["statements"], "others": [], "more": False}
    )
    return _in_step(report)


# --- contradictions --------------------------------------------------------------------------


@_structured
def a_contradiction_is_left_out(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    if one is None:
        return None
    report["contradictions"].remove(one)
    return _in_step(report)


@_structured
def a_contradiction_is_left_out_with_its_correction(
    report: Json, random: Random, __: Json
) -> Json | None:
    one = _one(report, random)
    if one is None:
        return None
    report["contradictions"].remove(one)
    culprit = one["members"][0]["id"]
    kept = [c for c in report["corrections"] if culprit not in c["withdraw"]]
    report["corrections"] = kept
    return _in_step(report)


@_structured
def a_culprit_is_put_into_the_example(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
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
    return _in_step(report)


@_structured
def a_certificate_is_stripped(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    if one is None:
        return None
    one["proof"] = _unproven()
    return _in_step(report)


@_structured
def all_certificates_are_stripped(report: Json, _: Random, __: Json) -> Json | None:
    for one in report["contradictions"]:
        one["proof"] = _unproven()
    return _in_step(report)


@_structured
def an_unproven_contradiction_is_invented(report: Json, random: Random, donor: Json) -> Json | None:
    example = _one(report, random) or _one(donor, random)
    every = _every_id(report)
    if example is None or not every:
        return None
    new = copy.deepcopy(example)
    new["id"] = f"{random.getrandbits(48):012x}"
    new["proof"] = _unproven()
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
    return _in_step(report)


@_structured
def a_contradiction_is_told_twice(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    if one is None:
        return None
    report["contradictions"].append({**copy.deepcopy(one), "id": "0123456789ab"})
    return _in_step(report)


@_structured
def a_contradiction_of_another_project(report: Json, random: Random, donor: Json) -> Json | None:
    one = _one(donor, random)
    if one is None:
        return None
    report["contradictions"].append(copy.deepcopy(one))
    report["corrections"].extend(copy.deepcopy(donor["corrections"]))
    return _in_step(report)


@_structured
def another_culprit(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
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
    one = _one(report, random)
    if one is None or len(one["members"]) == 1:
        return None
    random.shuffle(one["members"])
    return report


@_structured
def a_member_more(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    others = [m for c in report["contradictions"] for m in c["members"]]
    new = [m for m in others if one and m["id"] not in {x["id"] for x in one["members"]}]
    if one is None or not new:
        return None
    one["members"].append(copy.deepcopy(random.choice(new)))
    return report


@_structured
def a_member_more_that_the_certificate_names(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
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
    one = _one(report, random)
    if one is None or len(one["members"]) == 1:
        return None
    one["members"].remove(random.choice(one["members"]))
    return report


@_structured
def a_member_with_an_equal_statement_elsewhere(
    report: Json, random: Random, donor: Json
) -> Json | None:
    """Members of two topics that share a name, an assumption for another article, and so on."""
    one = _one(report, random)
    every = [*_every_id(report), *_every_id(donor)]
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
    one = _one(report, random)
    back = [c for r in report["revisions"] for c in r["carried"] if r["kind"] == "withdrawn"]
    if one is None or not back:
        return None
    carrier = random.choice(back)
    member = random.choice(one["members"])
    old = member["id"]
    member |= _as_source(carrier)
    certificate = one["proof"]["certificate"]
    for constraint in certificate["constraints"] if certificate else []:
        if constraint["member"] == old:
            constraint["member"] = carrier["id"]
    return report


@_structured
def nobody_contradicts_anybody(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    if one is None:
        return None
    one["members"], one["proof"] = [], _unproven()
    return _in_step(report)


@_structured
def two_contradictions_become_one(report: Json, _: Random, __: Json) -> Json | None:
    if len(report["contradictions"]) == 1 or not report["contradictions"]:
        return None
    first, *others = report["contradictions"]
    for other in others:
        first["restated"].append(copy.deepcopy(other["members"][0]))
    report["contradictions"] = [first]
    return _in_step(report)


@_structured
def a_restatement_is_invented(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
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
        one = _one(report, random)
        new = random.choice(others)
        if one is None or one[name] == new:
            return None
        one[name] = new
        return report

    return changed


STRUCTURED |= {
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
    one = _one(report, random)
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
    one = _one(report, random)
    if one is None:
        return None
    member = random.choice(one["members"])
    name = random.choice(["statement", "article", "publisher", "file", "quote", "because", "line"])
    if member[name] is None:
        return None
    member[name] = member[name] + 1 if name == "line" else f"{member[name]}x"
    return report


# --- corrections -----------------------------------------------------------------------------


@_structured
def a_correction_is_dropped(report: Json, random: Random, __: Json) -> Json | None:
    if not report["corrections"]:
        return None
    report["corrections"].remove(random.choice(report["corrections"]))
    return report


@_structured
def a_correction_costs_something_else(report: Json, random: Random, __: Json) -> Json | None:
    if not report["corrections"]:
        return None
    one = random.choice(report["corrections"])
    one["cost"] = f"{one['cost']}1"
    return report


@_structured
def a_correction_withdraws_more(report: Json, random: Random, __: Json) -> Json | None:
    if not report["corrections"]:
        return None
    one = random.choice(report["corrections"])
    new = sorted({*one["withdraw"], random.choice(_every_id(report))})
    if new == one["withdraw"]:
        return None
    one["withdraw"] = new
    return report


@_structured
def another_choice_is_made_up(report: Json, random: Random, __: Json) -> Json | None:
    if not report["corrections"]:
        return None
    one = random.choice(report["corrections"])
    made = [random.choice(_every_id(report))]
    if made in (*one["others"], one["withdraw"]):
        return None
    culprits = {m["id"] for c in report["contradictions"] for m in c["members"]}
    if made[0] in culprits:  # this may be right, and is not checked
        return None
    one["others"].append(made)
    return report


# --- examples --------------------------------------------------------------------------------


def _of_examples(change: Callable[[list[Json], Random], None]) -> Tampering:
    def changed(report: Json, random: Random, _: Json) -> Json | None:
        before = copy.deepcopy(report["proofs"]["witnesses"])
        if not before:
            return None
        change(report["proofs"]["witnesses"], random)
        return report if report["proofs"]["witnesses"] != before else None

    return changed


def _emptied(witnesses: list[Json], random: Random) -> None:
    random.choice(witnesses)["statements"] = []


def _ruleless(witnesses: list[Json], random: Random) -> None:
    random.choice(witnesses)["rules"] = []


def _true_for_nothing(witnesses: list[Json], random: Random) -> None:
    for said in random.choice(witnesses)["statements"]:
        said["says"] = {"all": []}


def _renamed(witnesses: list[Json], random: Random) -> None:
    for unknown in random.choice(witnesses)["unknowns"].values():
        unknown["name"] += "x"


def _merged(witnesses: list[Json], _: Random) -> None:
    first, *others = witnesses
    for other in others:
        for said in other["statements"]:
            first["statements"].append({"ids": said["ids"], "says": {"all": []}})
    witnesses[:] = [first]


def _fractional(witnesses: list[Json], random: Random) -> None:
    for unknown in random.choice(witnesses)["unknowns"].values():
        unknown["whole"] = False


STRUCTURED |= {
    "an example is dropped": _of_examples(lambda found, random: found.remove(random.choice(found))),
    "an example is told twice": _of_examples(
        lambda found, random: found.append(copy.deepcopy(random.choice(found)))
    ),
    "examples in another order": _of_examples(lambda found, random: random.shuffle(found)),
    "an example without statements": _of_examples(_emptied),
    "an example without rules": _of_examples(_ruleless),
    "an example of statements that say nothing": _of_examples(_true_for_nothing),
    "an example of other unknowns": _of_examples(_renamed),
    "examples are merged": _of_examples(_merged),
    "an example in fractions": _of_examples(_fractional),
}


@_structured
def all_proofs_of_another_project(report: Json, _: Random, donor: Json) -> Json | None:
    if donor["proofs"] == report["proofs"]:
        return None
    report["proofs"] = copy.deepcopy(donor["proofs"])
    return report


@_structured
def another_report_with_these_counts(report: Json, _: Random, donor: Json) -> Json | None:
    if donor["contradictions"] == report["contradictions"]:
        return None
    return {**copy.deepcopy(donor), "counts": report["counts"]}


# --- revisions and the rest ------------------------------------------------------------------


@_structured
def a_revision_is_dropped(report: Json, random: Random, __: Json) -> Json | None:
    if not report["revisions"]:
        return None
    report["revisions"].remove(random.choice(report["revisions"]))
    return report


@_structured
def a_revision_is_of_another_kind(report: Json, random: Random, __: Json) -> Json | None:
    if not report["revisions"]:
        return None
    one = random.choice(report["revisions"])
    one["kind"] = "withdrawn" if one["kind"] == "restated" else "restated"
    return report


@_structured
def a_revision_carries_more(report: Json, random: Random, __: Json) -> Json | None:
    one = _one(report, random)
    if one is None or not report["revisions"]:
        return None
    carried = random.choice(report["revisions"])["carried"]
    carried.append({**_as_source(one["members"][0]), "later": False})
    return report


@_structured
def other_counts(report: Json, random: Random, __: Json) -> Json:
    name = random.choice(sorted(report["counts"]))
    report["counts"][name] += random.choice([1, -1])
    return report


@_structured
def a_warning_is_dropped(report: Json, random: Random, __: Json) -> Json | None:
    if not report["problems"]:
        return None
    report["problems"].remove(random.choice(report["problems"]))
    return report


# --- anything anywhere -----------------------------------------------------------------------


def at_random(report: Json, random: Random, donor: Json) -> Json:
    """The report with one to three things changed wherever they stand."""
    for _ in range(random.choice([1, 1, 2, 3])):
        holder, key = random.choice(list(_places(report)))
        if isinstance(holder, list) and not key < len(holder):
            continue
        _change(holder, key, random, donor)
    return report


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - what JSON holds
    inner = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    for key, part in inner:
        yield value, key
        if isinstance(part, dict | list):
            yield from _places(part)


def _change(holder: Any, key: Any, random: Random, donor: Json) -> None:  # noqa: ANN401 - what JSON holds
    """Changes what stands at a key: otherwise, elsewhere, twice or not at all."""
    old = holder[key]
    choice = random.randrange(6)
    if choice == 0:
        del holder[key]
    elif choice == 1 and isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(old))
    elif choice == 2:
        grafts = [h[k] for h, k in _places(donor) if type(h[k]) is type(old) and k == key]
        holder[key] = copy.deepcopy(random.choice(grafts)) if grafts else None
    elif choice == 3 and isinstance(old, list):
        random.shuffle(old)
    else:
        holder[key] = _other(old, random)


def _other(old: Any, random: Random) -> Any:  # noqa: ANN401 - what JSON holds
    match old:
        case bool():
            return not old
        case int():
            return random.choice([old + 1, old - 1, -old, 10**9])
        case str() if old.removeprefix("-").replace("/", "").isdigit():
            return random.choice([f"{old}0", "0", f"-{old}".replace("--", ""), "1", "1/2"])
        case str():
            return random.choice([f"{old}x", "", old[:-1], "certain", "consistent"])
        case list():
            return []
        case dict():
            return {}
        case _:
            return random.choice(["x", 0, []])


# --- what changes nothing --------------------------------------------------------------------

HARMLESS: dict[str, Callable[[Json], str]] = {
    "no white space": lambda report: json.dumps(report, separators=(",", ":")),
    "more white space": lambda report: f"\n \t{json.dumps(report, indent=7)}\r\n\n",
    "keys in order": lambda report: json.dumps(report, sort_keys=True),
    "keys in another order": lambda report: json.dumps(_turned(report)),
    "escapes": lambda report: json.dumps(report, ensure_ascii=True),
}


def _turned(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    match value:
        case dict():
            return {key: _turned(value[key]) for key in reversed(value)}
        case list():
            return [_turned(part) for part in value]
        case _:
            return value
