"""Checks the proofs that a report carries, with exact arithmetic and nothing else.

It imports no solver and nothing of what finds the proofs. `docs/proofs.md` has the rules, one
function below for each: a witness is put into every statement and rule; a certificate is followed
through its splits to the sums at its ends.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, gcd, lcm

Sum = dict[tuple[str, ...], Fraction]
"""Factors by what they multiply: nothing, one unknown, or two."""

_NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")
_LONGEST = 4000
"""Digits of a number that are read."""


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
class _Unknown:
    whole: bool
    not_negative: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """What holds at one place of a tree: rows by name, and choices of which one part holds."""

    unknowns: Mapping[str, _Unknown]
    rows: dict[str, _Row] = field(default_factory=dict)
    choices: dict[str, list[object]] = field(default_factory=dict)

    def more(self) -> "_Facts":
        """The same, to be added to below a split."""
        return _Facts(self.unknowns, dict(self.rows), dict(self.choices))


# --- the report ------------------------------------------------------------------------------


def check_report(report: object) -> Checked:
    """Checks all that a report proves; raises `RefusedError` at the first thing that is wrong."""
    if not isinstance(report, dict) or "contradictions" not in report:
        raise UnreadableError("this is no JSON report of factcheck run")
    if "proofs" not in report:
        raise UnreadableError("the report carries no proofs; write it with --proofs")
    proofs = _map(report["proofs"], "proofs", {"proven", "unproven", "witnesses"})
    contradictions = _list(report["contradictions"], "contradictions")
    proven = [_check_contradiction(one) for one in contradictions]
    if proofs["proven"] != sum(proven) or proofs["unproven"] != len(proven) - sum(proven):
        raise RefusedError("the number of proofs is not the one that proofs gives")
    witnesses = _list(proofs["witnesses"], "witnesses")
    satisfied = {name for number, one in enumerate(witnesses, 1) for name in _check(one, number)}
    _check_verdict(report, satisfied)
    return Checked(sum(proven), len(proven) - sum(proven), len(witnesses))


def _check_verdict(report: Mapping[str, object], satisfied: set[str]) -> None:
    """Every statement is in a witness, or withdrawn, taken back or undecided; the verdict fits."""
    undecided = set(_texts(report, "undecided", "statements"))
    withdrawn = set(_texts(report, "corrections", "withdraw"))
    back: set[str] = set()
    for revision in _list(report.get("revisions"), "revisions"):
        if isinstance(revision, dict) and revision.get("kind") == "withdrawn":
            carried = _list(revision.get("carried"), "carried")
            back |= {str(one["id"]) for one in carried if isinstance(one, dict)}
    counts = report.get("counts")
    numbers = [counts.get(key) for key in ("statements", "assumptions")] if _is(counts) else []
    accounted = len(satisfied | undecided | withdrawn | back)
    if [accounted] != [sum(n for n in numbers if isinstance(n, int))]:
        raise RefusedError("there are statements that no witness has and no correction withdraws")
    verdict = "undecided" if undecided else "consistent"
    if report.get("verdict") != ("contradictory" if report["contradictions"] else verdict):
        raise RefusedError("the verdict is not what the proofs show")
    if report.get("verdict") == "consistent" and withdrawn:
        raise RefusedError("statements are withdrawn although all can hold")


def _texts(report: Mapping[str, object], section: str, key: str) -> Iterator[str]:
    for one in _list(report.get(section), section):
        if not isinstance(one, dict):
            raise RefusedError(f"{section} has an entry that is none")
        yield from (_text(name, key) for name in _list(one.get(key), key))


def _check_contradiction(one: object) -> bool:
    """Whether a contradiction is proven; False where it says itself that it is not."""
    if not isinstance(one, dict):
        raise RefusedError("an entry of contradictions is none")
    where = f"contradiction {one.get('id')}"
    proof = _map(one.get("proof"), f"{where}: proof", {"checked", "reason", "certificate"})
    if proof["checked"] is False and proof["certificate"] is None and proof["reason"]:
        return False
    if proof["checked"] is not True or proof["reason"] is not None:
        raise RefusedError(f"{where}: checked does not fit what stands beside it")
    members = [m.get("id") for m in _list(one.get("members"), "members") if isinstance(m, dict)]
    try:
        proving = check_certificate(proof["certificate"])
    except RefusedError as error:
        raise RefusedError(f"{where}: {error}") from None
    if sorted(proving) != sorted(str(name) for name in members):
        raise RefusedError(f"{where}: the certificate is about other members")
    return True


# --- witnesses -------------------------------------------------------------------------------


def _check(one: object, number: int) -> set[str]:
    try:
        return check_witness(one)
    except RefusedError as error:
        raise RefusedError(f"witness {number}: {error}") from None


def check_witness(witness: object) -> set[str]:
    """The ids of the statements that hold, as all rules do, under the values of a witness."""
    found = _map(witness, "witness", {"unknowns", "rules", "statements", "examples"})
    values: dict[str, Fraction] = {}
    for name, one in _map(found["unknowns"], "unknowns").items():
        said = _map(one, name, {"name", "whole", "not_negative", "value"})
        values[name] = value = _number(said["value"])
        if _flag(said["whole"]) and value.denominator != 1:
            raise RefusedError(f"{said['name']} is {value}, which is not whole")
        if _flag(said["not_negative"]) and value < 0:
            raise RefusedError(f"{said['name']} is {value}, which is negative")
    for rule in _list(found["rules"], "rules"):
        if not _holds(rule, values):
            raise RefusedError(f"a rule does not hold: {rule}")
    ids: set[str] = set()
    for one in _list(found["statements"], "statements"):
        stated = _map(one, "statement", {"ids", "says"})
        ids.update(_text(name, "id") for name in _list(stated["ids"], "ids"))
        if not _holds(stated["says"], values):
            raise RefusedError(f"{stated['ids']} does not hold")
    _check_examples(found["examples"], found["unknowns"], values)
    return ids


def _check_examples(examples: object, unknowns: object, values: Mapping[str, Fraction]) -> None:
    """No cell has more named members than it counts."""
    room = dict(values)
    for name, cells in _map(examples, "examples").items():
        for cell in _list(cells, "cells"):
            said = _map(cell, "cell", {"cell", "where"})
            short = _text(said["cell"], "cell")
            if short not in room or room[short] < 1 or short not in _map(unknowns, "unknowns"):
                raise RefusedError(f"there is no room for {name} in {short}")
            room[short] -= 1


def _holds(constraint: object, values: Mapping[str, Fraction]) -> bool:
    kind, body = _constraint(constraint)
    if kind == "row":
        row = _row(constraint, values)
        total = sum((f * _product(key, values) for key, f in row.sum.items()), Fraction(0))
        return {"<=": total <= 0, "<": total < 0, "=": total == 0}[row.relation]
    found = [_holds(part, values) for part in body]
    return all(found) if kind == "all" else any(found)


def _product(names: tuple[str, ...], values: Mapping[str, Fraction]) -> Fraction:
    total = Fraction(1)
    for name in names:
        total *= values[name]
    return total


# --- certificates ----------------------------------------------------------------------------


def check_certificate(certificate: object) -> list[str]:
    """The ids of the statements that a certificate shows to clash."""
    found = _map(certificate, "certificate", {"unknowns", "constraints", "tree"})
    unknowns = {}
    for name, one in _map(found["unknowns"], "unknowns").items():
        said = _map(one, name, {"name", "whole", "not_negative"})
        unknowns[name] = _Unknown(_flag(said["whole"]), _flag(said["not_negative"]))
    facts = _Facts(unknowns)
    facts.rows.update(
        (f"{name} >= 0", _Row({(name,): Fraction(-1)}, "<="))
        for name, one in unknowns.items()
        if one.not_negative
    )
    members = []
    for one in _list(found["constraints"], "constraints"):
        said = _map(one, "constraint", {"id", "member", "says"})
        name = _text(said["id"], "id")
        if name in facts.rows or name in facts.choices or not re.fullmatch(r"c\d+", name):
            raise RefusedError(f"{name} is not the name of a new constraint")
        _assume(facts, name, said["says"])
        if said["member"] is not None:
            members.append(_text(said["member"], "member"))
    _follow(found["tree"], facts)
    return members


def _assume(facts: _Facts, name: str, constraint: object) -> None:
    """Adds what a constraint says: its rows, and its choices, of which one part must hold."""
    kind, body = _constraint(constraint)
    if kind == "row":
        facts.rows[name] = _row(constraint, facts.unknowns)
    elif kind == "all":
        for number, part in enumerate(body):
            _assume(facts, f"{name}.{number}", part)
    else:
        facts.choices[name] = body


def _follow(node: object, facts: _Facts) -> None:
    """Goes down a tree; raises unless every end of it is impossible."""
    if not isinstance(node, dict):
        raise RefusedError("the tree has an end without a sum")
    match sorted(node):
        case ["sum", "yields"]:
            _impossible(node, facts)
        case ["as", "round", "then"]:
            name = _text(node["as"], "as")
            if not re.fullmatch(r"d\d+", name) or name in facts.rows:
                raise RefusedError(f"{name} is not the name of a new row")
            below = facts.more()
            below.rows[name] = _rounded(_added(node["round"], facts), facts)
            _follow(node["then"], below)
        case ["at", "cases", "split"]:
            _split(node, facts)
        case ["cases", "either"]:
            name = _text(node["either"], "either")
            parts, cases = facts.choices.get(name, []), _list(node["cases"], "cases")
            if name not in facts.choices or len(parts) != len(cases):
                raise RefusedError(f"the cases are not those of {name}")
            for number, (part, case) in enumerate(zip(parts, cases, strict=True)):
                below = facts.more()
                _assume(below, f"{name}.{number}", part)
                _follow(case, below)
        case keys:
            raise RefusedError(f"the tree has a step that is none: {keys}")


def _split(node: Mapping[str, object], facts: _Facts) -> None:
    """`x <= k` or `x >= k + 1` of a whole number; `x >= k` of any other."""
    name, end = _text(node["split"], "split"), _number(node["at"])
    cases = _list(node["cases"], "cases")
    if name not in facts.unknowns or len(cases) != len(("low", "high")):
        raise RefusedError(f"the tree cannot be split at {name}")
    start = end
    if facts.unknowns[name].whole:
        if end.denominator != 1:
            raise RefusedError(f"{name} is whole, and the split at {end} is not")
        start = end + 1
    low, high = facts.more(), facts.more()
    one = Fraction(1)
    low.rows[f"{name} <= {end}"] = _Row({(name,): one, (): -end}, "<=")
    high.rows[f"{name} >= {start}"] = _Row({(name,): -one, (): start}, "<=")
    _follow(cases[0], low)
    _follow(cases[1], high)


def _impossible(node: Mapping[str, object], facts: _Facts) -> None:
    """A sum of rows that says that something positive is at most 0, or 0 less than 0."""
    row = _added(node["sum"], facts)
    yields = _map(node["yields"], "yields", {"sum", "is"})
    if row != _row(yields, facts.unknowns):
        raise RefusedError("a sum does not yield what it says")
    known = facts.unknowns
    for names, factor in row.sum.items():
        if names and (factor < 0 or not all(known[name].not_negative for name in names)):
            raise RefusedError("a sum leaves what may be negative")
    constant = row.sum.get((), Fraction(0))
    if constant <= 0 and not (row.relation == "<" and () not in row.sum):
        raise RefusedError("a sum yields nothing impossible")


def _added(terms: object, facts: _Facts) -> _Row:
    """Rows times whole numbers, added up; a term of two rows is their product."""
    total: Sum = {}
    relations = {"="}
    for term in _list(terms, "sum"):
        times, *names = _list(term, "term")
        if any(name not in facts.rows for name in names) or not 1 <= len(names) <= len("ab"):
            raise RefusedError(f"there is no row {names} here")
        rows = [facts.rows[_text(name, "row")] for name in names]
        factor = _number(times)
        if factor.denominator != 1 or factor == 0:
            raise RefusedError(f"{factor} is not a number of times")
        equal = any(row.relation == "=" for row in rows)
        if factor < 0 and not equal:
            raise RefusedError("a row that is no equation stands times a negative number")
        if not equal:
            relations.add(rows[0].relation if len(rows) == 1 else "<=")
        summed = rows[0].sum if len(rows) == 1 else _multiplied(rows[0].sum, rows[1].sum)
        for key, value in summed.items():
            total[key] = total.get(key, Fraction(0)) + factor * value
    relation = max(relations, key="= <= <".split().index)
    return _Row({key: value for key, value in total.items() if value}, relation)


def _multiplied(one: Sum, other: Sum) -> Sum:
    """Minus the product: of two sums that are at most 0 it is at most 0."""
    total: Sum = {}
    for left, a in one.items():
        for right, b in other.items():
            key = tuple(sorted(left + right))
            total[key] = total.get(key, Fraction(0)) - a * b
    return total


def _rounded(row: _Row, facts: _Facts) -> _Row:
    """A row of whole numbers divided by what its factors share, its constant rounded up."""
    factors = {key: value for key, value in row.sum.items() if key}
    if not factors or not all(facts.unknowns[name].whole for key in factors for name in key):
        raise RefusedError("a row that is not of whole numbers is rounded")
    scale = lcm(*(value.denominator for value in factors.values()))
    shared = Fraction(gcd(*(int(value * scale) for value in factors.values())), scale)
    constant = row.sum.get((), Fraction(0)) / shared
    up = ceil(constant)
    if row.relation == "<" and up == constant:
        up += 1
    found = {key: value / shared for key, value in factors.items()}
    return _Row(found | ({(): Fraction(up)} if up else {}), "<=")


# --- reading ---------------------------------------------------------------------------------


def _constraint(value: object) -> tuple[str, list[object]]:
    if isinstance(value, dict) and sorted(value) == ["is", "sum"]:
        return "row", []
    if isinstance(value, dict) and len(value) == 1 and next(iter(value)) in {"all", "any"}:
        kind, body = next(iter(value.items()))
        return kind, _list(body, kind)
    raise RefusedError(f"this is no constraint: {value}")


def _row(value: object, known: Mapping[str, object]) -> _Row:
    body = _map(value, "row", {"sum", "is"})
    found: Sum = {}
    for term in _list(body["sum"], "sum"):
        factor, *names = _list(term, "term")
        key = tuple(sorted(_text(name, "unknown") for name in names))
        if key in found or any(name not in known for name in key):
            raise RefusedError(f"{names} stands twice in a sum, or is not known")
        found[key] = _number(factor)
    if body["is"] not in {"<=", "<", "="} or not all(found.values()):
        raise RefusedError(f"this is no row: {value}")
    return _Row(found, str(body["is"]))


def _number(value: object) -> Fraction:
    if isinstance(value, str) and len(value) < _LONGEST and _NUMBER.fullmatch(value):
        top, _, bottom = value.partition("/")
        if bottom.strip("0") or not _:
            found = Fraction(int(top), int(bottom or 1))
            if str(found) == value:
                return found
    raise RefusedError(f"this is no exact number: {value}")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise RefusedError(f"this is neither true nor false: {value}")


def _text(value: object, what: str) -> str:
    if isinstance(value, str):
        return value
    raise RefusedError(f"{what} is no text: {value}")


def _list(value: object, what: str) -> list[object]:
    if isinstance(value, list):
        return value
    raise RefusedError(f"{what} is no list")


def _is(value: object) -> bool:
    return isinstance(value, dict)


def _map(value: object, what: str, keys: set[str] | None = None) -> dict[str, object]:
    if isinstance(value, dict) and (keys is None or set(value) == keys):
        return value
    raise RefusedError(f"{what} has not the fields that it should have")
