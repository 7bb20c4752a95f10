"""Ways to tamper with what stands beside contradictions: corrections, examples, revisions."""

import copy
from collections.abc import Callable
from random import Random

from tests.forgery.sharing import Json, Tampering, as_source, every_id, named, one_of

WAYS: dict[str, Tampering] = {}
_structured = named(WAYS)


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
    new = sorted({*one["withdraw"], random.choice(every_id(report))})
    if new == one["withdraw"]:
        return None
    one["withdraw"] = new
    return report


@_structured
def another_choice_is_made_up(report: Json, random: Random, __: Json) -> Json | None:
    if not report["corrections"]:
        return None
    one = random.choice(report["corrections"])
    made = [random.choice(every_id(report))]
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


WAYS |= {
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
    one = one_of(report, random)
    if one is None or not report["revisions"]:
        return None
    carried = random.choice(report["revisions"])["carried"]
    carried.append({**as_source(one["members"][0]), "later": False})
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
