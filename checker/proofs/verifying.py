"""Checks the proofs that a report carries, with exact arithmetic and nothing else: no solver.

A witness is put into every statement and rule; a certificate is followed through its splits to the
sums at its ends. `docs/proofs.md` has the rules.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, gcd, lcm, prod
from typing import TypeVar

Sum = dict[tuple[str, ...], Fraction]  # factors by what they multiply: nothing, or unknowns
_NUMBER = re.compile(r"-?[0-9]{1,2000}(/[1-9][0-9]{0,2000})?")
Kind = TypeVar("Kind")
_NONE, _ONE = Fraction(0), Fraction(1)


class RefusedError(Exception):
    """Something in the report is not as it says."""


class UnreadableError(Exception):
    """There is nothing to check: no report, or one without proofs."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found right, and how many contradictions say that they have no proof."""

    proven: int
    unproven: int
    witnesses: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum that is at most 0 (`<=`), less than 0 (`<`) or 0 (`=`)."""

    sum: Sum
    relation: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What holds at one place of a tree: rows by name, and choices of which one part holds.

    Names need not be new: whatever has one follows from what the certificate starts from.
    """

    whole: dict[str, bool]
    not_negative: dict[str, bool]
    rows: dict[str, _Row] = field(default_factory=dict)
    choices: dict[str, list[object]] = field(default_factory=dict)

    def more(self, **rows: _Row) -> "_Facts":
        """The same with some rows more, to be added to below a split."""
        return _Facts(self.whole, self.not_negative, self.rows | rows, dict(self.choices))


def check_report(report: object) -> Checked:
    """Checks all that a report proves; raises at the first thing that is wrong."""
    if not isinstance(report, dict) or "proofs" not in report:
        raise UnreadableError("this is no JSON report of factcheck run --proofs")
    proofs = _map(report["proofs"], "proofs", "proven unproven witnesses")
    proven = [_contradiction(one) for one in _maps(report, "contradictions")]
    stated = [check_witness(one) for one in _maps(proofs, "witnesses")]
    found = Checked(sum(proven), proven.count(False), len(stated))
    if proofs["proven"] != found.proven or proofs["unproven"] != found.unproven:
        raise RefusedError("the number of proofs is not the one that proofs gives")
    undecided = _ids(report, "undecided", "statements")
    withdrawn = _ids(report, "corrections", "withdraw")
    revisions = [one for one in _maps(report, "revisions") if one.get("kind") == "withdrawn"]
    back = {str(carrier.get("id")) for one in revisions for carrier in _maps(one, "carried")}
    counts = _map(report.get("counts"), "counts", "articles claims statements assumptions")
    every = sum(_as(counts[key], int, key) for key in ("statements", "assumptions"))
    if every != len(undecided.union(withdrawn, back, *stated)):
        raise RefusedError("there are statements that no witness has and no correction withdraws")
    verdict = "contradictory" if proven else "undecided" if undecided else "consistent"
    if report.get("verdict") != verdict or (verdict == "consistent" and withdrawn):
        raise RefusedError("the verdict is not what the proofs show")
    return found


def _ids(report: Mapping[str, object], section: str, key: str) -> set[str]:
    return {str(name) for one in _maps(report, section) for name in _as(one.get(key), list, key)}


def _contradiction(one: Mapping[str, object]) -> bool:
    """Whether a contradiction is proven; False where it says itself that it is not."""
    proof = _map(one.get("proof"), "proof", "checked reason certificate")
    if proof["checked"] is False and proof["certificate"] is None and proof["reason"]:
        return False
    if proof["checked"] is not True or proof["reason"] is not None:
        raise RefusedError(f"{one.get('id')}: checked does not fit what stands beside it")
    proving = check_certificate(proof["certificate"])
    if sorted(proving) != sorted(str(member.get("id")) for member in _maps(one, "members")):
        raise RefusedError(f"{one.get('id')}: the certificate is about other members")
    return True


def check_witness(witness: object) -> set[str]:
    """The ids of the statements that hold, as all rules do, under the values of a witness."""
    found = _map(witness, "witness", "unknowns rules statements members")
    values: dict[str, Fraction] = {}
    for name, one in _map(found["unknowns"], "unknowns").items():
        said = _map(one, name, "name whole not_negative value")
        values[name] = value = _number(said["value"])
        broken = _as(said["whole"], bool, "whole") and value.denominator != 1
        if broken or (_as(said["not_negative"], bool, "not_negative") and value < 0):
            raise RefusedError(f"{said['name']} cannot be {value}")
    for rule in _as(found["rules"], list, "rules"):
        if not _holds(rule, values):
            raise RefusedError(f"a rule does not hold in a witness: {rule}")
    ids: set[str] = set()
    for one in _as(found["statements"], list, "statements"):
        stated = _map(one, "statement", "ids says")
        ids.update(_as(name, str, "id") for name in _as(stated["ids"], list, "ids"))
        if not _holds(stated["says"], values):
            raise RefusedError(f"{stated['ids']} does not hold in its witness")
    for name, one in _map(found["members"], "members").items():
        for cell in _as(_map(one, name, "cells is")["cells"], list, "cells"):
            values[str(cell)] = values.get(str(cell), _NONE) - 1
            if values[str(cell)] < 0:
                raise RefusedError(f"there is no room for {name} in {cell}")
    return ids


def _holds(constraint: object, values: Mapping[str, Fraction]) -> bool:
    kind, parts = _constraint(constraint)
    if kind != "row":
        return (all if kind == "all" else any)(_holds(part, values) for part in parts)
    row = _row(constraint, values)
    total = sum((f * prod(values[name] for name in key) for key, f in row.sum.items()), _NONE)
    return {"<=": total <= 0, "<": total < 0, "=": total == 0}[row.relation]


def check_certificate(certificate: object) -> list[str]:
    """The ids of the statements that a certificate shows to clash."""
    found = _map(certificate, "certificate", "unknowns constraints tree")
    facts = _Facts({}, {})
    for name, one in _map(found["unknowns"], "unknowns").items():
        said = _map(one, name, "name whole not_negative")
        facts.whole[name] = _as(said["whole"], bool, "whole")
        facts.not_negative[name] = _as(said["not_negative"], bool, "not_negative")
        if facts.not_negative[name]:
            facts.rows[f"{name} >= 0"] = _Row({(name,): -_ONE}, "<=")
    members = []
    for one in _as(found["constraints"], list, "constraints"):
        said = _map(one, "constraint", "id member says")
        _assume(facts, _as(said["id"], str, "id"), said["says"])
        if said["member"] is not None:
            members.append(_as(said["member"], str, "member"))
    _follow(found["tree"], facts)
    return members


def _assume(facts: _Facts, name: str, constraint: object) -> None:
    """Adds what a constraint says: its rows, and its choices, of which one part must hold."""
    kind, parts = _constraint(constraint)
    if kind == "row":
        facts.rows[name] = _row(constraint, facts.whole)
    elif kind == "any":
        facts.choices[name] = parts
    else:
        for number, part in enumerate(parts):
            _assume(facts, f"{name}.{number}", part)


def _follow(node: object, facts: _Facts) -> None:
    """Goes down a tree; raises unless every end of it is impossible."""
    match sorted(_map(node, "node")), _map(node, "node"):
        case ["sum", "yields"], {"sum": terms, "yields": yields}:
            _impossible(_added(terms, facts), _row(yields, facts.whole), facts)
        case ["add", "as", "then"], {"add": terms, "as": str(name), "then": then}:
            row = _rounded(_added(terms, facts), facts)
            _follow(then, facts.more(**{name: row}))
        case ["at", "cases", "split"], {"split": str(name), "at": at, "cases": [low, high]}:
            end = _number(at)
            whole = facts.whole.get(name)
            if whole is None or (whole and end.denominator != 1):
                raise RefusedError(f"there is no split of {name} at {end}")
            start = end + 1 if whole else end
            below = _Row({(name,): _ONE, (): -end} if end else {(name,): _ONE}, "<=")
            above = _Row({(name,): -_ONE, (): start} if start else {(name,): -_ONE}, "<=")
            _follow(low, facts.more(**{f"{name} <= {end}": below}))
            _follow(high, facts.more(**{f"{name} >= {start}": above}))
        case ["cases", "either"], {"either": str(name), "cases": list(cases)}:
            parts = facts.choices.get(name)
            if parts is None or len(parts) != len(cases):
                raise RefusedError(f"the cases are not those of {name}")
            for number, (part, case) in enumerate(zip(parts, cases, strict=True)):
                more = facts.more()
                _assume(more, f"{name}.{number}", part)
                _follow(case, more)
        case keys, _:
            raise RefusedError(f"the tree has a step that is none: {keys}")


def _impossible(row: _Row, yields: _Row, facts: _Facts) -> None:
    """Something positive, and what is not negative, is at most 0; or that is less than 0."""
    if row != yields:
        raise RefusedError("a sum does not yield what it says")
    for names, factor in row.sum.items():
        if factor < 0 or not all(facts.not_negative[name] for name in names):
            raise RefusedError("a sum leaves what may be negative")
    if () not in row.sum and row.relation != "<":
        raise RefusedError("a sum yields nothing impossible")


def _added(terms: object, facts: _Facts) -> _Row:
    """Rows times whole numbers, added up; a term of two rows is their product."""
    total: Sum = {}
    relations = {"="}
    for term in _as(terms, list, "sum"):
        times, *names = _as(term, list, "term") or [None]
        rows = [facts.rows[str(name)] for name in names if str(name) in facts.rows]
        factor = _number(times)
        if len(rows) != len(names) or len(rows) not in {1, 2} or factor.denominator != 1:
            raise RefusedError(f"there is no term {term} here")
        equal = any(row.relation == "=" for row in rows)
        if factor == 0 or (factor < 0 and not equal):
            raise RefusedError(f"{names} is taken {factor} times")
        if not equal:
            relations.add(rows[0].relation if len(rows) == 1 else "<=")
        for key, value in (rows[0].sum if len(rows) == 1 else _product(*rows)).items():
            total[key] = total.get(key, _NONE) + factor * value
    relation = max(relations, key=["=", "<=", "<"].index)
    return _Row({key: value for key, value in total.items() if value}, relation)


def _product(one: _Row, other: _Row) -> Sum:
    """Minus the product: of two sums that are at most 0 it is at most 0."""
    total: Sum = {}
    for left, a in one.sum.items():
        for right, b in other.sum.items():
            key = tuple(sorted(left + right))
            total[key] = total.get(key, _NONE) - a * b
    return total


def _rounded(row: _Row, facts: _Facts) -> _Row:
    """A row of whole numbers divided by what its factors share, its constant rounded up."""
    factors = {key: value for key, value in row.sum.items() if key}
    if not factors or not all(facts.whole[name] for key in factors for name in key):
        return row
    scale = lcm(*(value.denominator for value in factors.values()))
    shared = Fraction(gcd(*(int(value * scale) for value in factors.values())), scale)
    constant = row.sum.get((), _NONE) / shared
    up = ceil(constant) + (row.relation == "<" and constant.denominator == 1)
    found = {key: value / shared for key, value in factors.items()}
    return _Row(found | ({(): Fraction(up)} if up else {}), "<=")


def _constraint(value: object) -> tuple[str, list[object]]:
    """`row`, or `all` or `any` with the parts."""
    said = _map(value, "constraint")
    if sorted(said) == ["is", "sum"]:
        return "row", []
    if len(said) != 1 or not said.keys() <= {"all", "any"}:
        raise RefusedError(f"this is no constraint: {said}")
    ((kind, parts),) = said.items()
    return kind, _as(parts, list, kind)


def _row(value: object, known: Mapping[str, object]) -> _Row:
    body = _map(value, "row", "sum is")
    found: Sum = {}
    for term in _as(body["sum"], list, "sum"):
        factor, *names = _as(term, list, "term") or [None]
        key = tuple(sorted(_as(name, str, "unknown") for name in names))
        if key in found or not all(name in known for name in key):
            raise RefusedError(f"{names} stands twice in a sum, or is not known")
        found[key] = _number(factor)
    if str(body["is"]) not in {"<=", "<", "="} or not all(found.values()):
        raise RefusedError(f"this is no row: {value}")
    return _Row(found, str(body["is"]))


def _number(value: object) -> Fraction:
    if isinstance(value, str) and _NUMBER.fullmatch(value) and str(Fraction(value)) == value:
        return Fraction(value)
    raise RefusedError(f"this is no exact number: {value}")


def _as(value: object, kind: type[Kind], what: str) -> Kind:
    if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    raise RefusedError(f"{what} is no {kind.__name__}: {value}")


def _maps(within: Mapping[str, object], what: str) -> Iterator[dict[str, object]]:
    yield from (_map(one, what) for one in _as(within.get(what), list, what))


def _map(value: object, what: str, keys: str | None = None) -> dict[str, object]:
    if isinstance(value, dict) and (keys is None or sorted(value) == sorted(keys.split())):
        return value
    raise RefusedError(f"{what} has not the fields that it should have")
