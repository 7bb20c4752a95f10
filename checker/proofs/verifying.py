"""Checks the proofs that a report carries, with exact arithmetic and nothing else: no solver.

A witness is put into every statement and rule; a certificate is followed through its splits to the
sums at its ends. `docs/proofs.md` has the rules. Work is bounded: no report takes long.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, gcd, lcm
from reprlib import repr as short
from typing import TypeVar

Sum = dict[tuple[str, ...], Fraction]  # factors by what they multiply: nothing, or unknowns
Kind = TypeVar("Kind")
_NONE, _ONE = Fraction(0), Fraction(1)

MOST_DIGITS = 2_000
"""Digits of a number in a report."""

MOST_BITS = 20_000
"""Binary digits of a number that is worked out, above its line and below it."""

MOST_FACTORS = 8
"""Unknowns that are multiplied by each other in one term."""

WORK, BYTES_A_WORK = 200_000, 20
"""Sums and products that the proofs of a report may take: so many, and one for so many bytes."""

_TERM = 3
"""The work of one term of a product, beside its number."""

_NUMBER = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}(/[1-9][0-9]{{0,{MOST_DIGITS - 1}}})?")
_CONSTRAINT, _NEW_ROW = re.compile(r"c[0-9]+"), re.compile(r"d[0-9]+")


class RefusedError(Exception):
    """Something in the report is not as it says."""


class Budget:
    """What may still be done for one report of a size in bytes."""

    def __init__(self, size: int = 0) -> None:
        self._left = WORK + size // BYTES_A_WORK

    def spend(self, work: int) -> None:
        """Counts some work; raises where it is too much."""
        self._left -= work
        if self._left < 0:
            raise RefusedError("its proofs take too long to check")

    def number(self, value: Fraction) -> Fraction:
        """Counts a number that was worked out; raises where it has too many digits."""
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if bits > MOST_BITS:
            raise RefusedError("its proofs have numbers of too many digits")
        self.spend(1 + bits // 50 + bits * bits // 350_000)
        return value


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum that is at most 0 (`<=`), less than 0 (`<`) or 0 (`=`)."""

    sum: Sum
    relation: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What holds at one place of a tree: rows by name, and choices of which one part holds.

    `used` are the names of all that was taken anywhere in the tree.
    """

    budget: Budget
    whole: dict[str, bool] = field(default_factory=dict)
    not_negative: dict[str, bool] = field(default_factory=dict)
    rows: dict[str, _Row] = field(default_factory=dict)
    choices: dict[str, list[object]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def more(self, **rows: _Row) -> "_Facts":
        """The same with some rows more, to be added to below a split."""
        self.budget.spend(1 + (len(self.rows) + len(self.choices)) // 20)
        return _Facts(
            self.budget,
            self.whole,
            self.not_negative,
            self.rows | rows,
            dict(self.choices),
            self.used,
        )


def check_witness(witness: object, budget: Budget) -> set[str]:
    """The ids of the statements that hold, as all rules do, under the values of a witness."""
    found = fields(witness, "witness", "unknowns rules statements members")
    values: dict[str, Fraction] = {}
    for name, one in fields(found["unknowns"], "unknowns").items():
        said = fields(one, name, "name whole not_negative value")
        typed(said["name"], str, "name")
        values[name] = value = _number(said["value"])
        broken = typed(said["whole"], bool, "whole") and value.denominator != 1
        if broken or (typed(said["not_negative"], bool, "not_negative") and value < 0):
            raise RefusedError(f"{short(said['name'])} cannot be {short(said['value'])}")
    for rule in typed(found["rules"], list, "rules"):
        if not _holds(rule, values, budget):
            raise RefusedError(f"a rule does not hold in a witness: {short(rule)}")
    ids: set[str] = set()
    for one in typed(found["statements"], list, "statements"):
        stated = fields(one, "statement", "ids says")
        ids.update(typed(name, str, "id") for name in typed(stated["ids"], list, "ids"))
        if not _holds(stated["says"], values, budget):
            raise RefusedError(f"{short(stated['ids'])} does not hold in its witness")
    for name, one in fields(found["members"], "members").items():
        for cell in typed(fields(one, name, "cells is")["cells"], list, "cells"):
            values[str(cell)] = values.get(str(cell), _NONE) - 1
            if values[str(cell)] < 0:
                raise RefusedError(f"there is no room for {short(name)} in {short(cell)}")
    return ids


def _holds(constraint: object, values: Mapping[str, Fraction], budget: Budget) -> bool:
    kind, parts = _constraint(constraint)
    if kind != "row":
        held = [_holds(part, values, budget) for part in parts]  # each is read, held or not
        return all(held) if kind == "all" else any(held)
    row = _row(constraint, values, budget)
    total = _NONE
    for key, factor in row.sum.items():
        value = factor
        for name in key:
            value = budget.number(value * values[name])
        total = budget.number(total + value)
    return {"<=": total <= 0, "<": total < 0, "=": total == 0}[row.relation]


def check_certificate(certificate: object, budget: Budget) -> list[str]:
    """The ids of the statements that a certificate shows to clash, each of which it uses."""
    found = fields(certificate, "certificate", "unknowns constraints tree")
    facts = _Facts(budget)
    for name, one in fields(found["unknowns"], "unknowns").items():
        said = fields(one, name, "name whole not_negative")
        typed(said["name"], str, "name")
        facts.whole[name] = typed(said["whole"], bool, "whole")
        facts.not_negative[name] = typed(said["not_negative"], bool, "not_negative")
        if facts.not_negative[name]:
            facts.rows[f"{name} >= 0"] = _Row({(name,): -_ONE}, "<=")
    members = {}
    for one in typed(found["constraints"], list, "constraints"):
        said = fields(one, "constraint", "id member says")
        known = typed(said["id"], str, "id")
        if known in members or not _CONSTRAINT.fullmatch(known):
            raise RefusedError(f"{short(known)} is no name of a constraint, or stands twice")
        _read_through(said["says"], facts)
        _assume(facts, known, said["says"])
        members[known] = said["member"]
    _follow(found["tree"], facts)
    used = {name.partition(".")[0] for name in facts.used}
    if not members.keys() <= used:
        raise RefusedError(f"no step takes {min(members.keys() - used)}")
    return [typed(name, str, "member") for name in members.values() if name is not None]


def _read_through(constraint: object, facts: _Facts) -> None:
    """Refuses what is no constraint, in parts that no step takes as well."""
    kind, parts = _constraint(constraint)
    if kind == "row":
        _row(constraint, facts.whole, facts.budget)
    for part in parts:
        _read_through(part, facts)


def _assume(facts: _Facts, name: str, constraint: object) -> None:
    """Adds what a constraint says: its rows, and its choices, of which one part must hold."""
    kind, parts = _constraint(constraint)
    if kind == "row":
        facts.rows[name] = _row(constraint, facts.whole, facts.budget)
    elif kind == "any":
        facts.choices[name] = parts
    else:
        for number, part in enumerate(parts):
            _assume(facts, f"{name}.{number}", part)


def _follow(node: object, facts: _Facts) -> None:
    """Goes down a tree; raises unless every end of it is impossible."""
    match sorted(fields(node, "node")), fields(node, "node"):
        case ["sum", "yields"], {"sum": terms, "yields": yields}:
            _impossible(_added(terms, facts), _row(yields, facts.whole, facts.budget), facts)
        case ["add", "as", "then"], {"add": terms, "as": str(name), "then": then}:
            if not _NEW_ROW.fullmatch(name):
                raise RefusedError(f"{short(name)} is no name of a new row")
            row = _rounded(_added(terms, facts), facts)
            _follow(then, facts.more(**{name: row}))
        case ["at", "cases", "split"], {"split": str(name), "at": at, "cases": [low, high]}:
            end = _number(at)
            whole = facts.whole.get(name)
            if whole is None or (whole and end.denominator != 1):
                raise RefusedError(f"there is no split of {short(name)} at {short(at)}")
            start = end + 1 if whole else end
            below = _Row({(name,): _ONE, (): -end} if end else {(name,): _ONE}, "<=")
            above = _Row({(name,): -_ONE, (): start} if start else {(name,): -_ONE}, "<=")
            _follow(low, facts.more(**{f"{name} <= {end}": below}))
            _follow(high, facts.more(**{f"{name} >= {start}": above}))
        case ["cases", "either"], {"either": str(name), "cases": list(cases)}:
            parts = facts.choices.get(name)
            if parts is None or len(parts) != len(cases):
                raise RefusedError(f"the cases are not those of {short(name)}")
            facts.used.add(name)
            for number, (part, case) in enumerate(zip(parts, cases, strict=True)):
                more = facts.more()
                _assume(more, f"{name}.{number}", part)
                _follow(case, more)
        case keys, _:
            raise RefusedError(f"the tree has a step that is none: {short(keys)}")


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
    for term in typed(terms, list, "sum"):
        times, *names = typed(term, list, "term") or [None]
        rows = [facts.rows[str(name)] for name in names if str(name) in facts.rows]
        factor = _number(times)
        if len(rows) != len(names) or len(rows) not in {1, 2} or factor.denominator != 1:
            raise RefusedError(f"there is no term {short(term)} here")
        equal = any(row.relation == "=" for row in rows)
        if factor == 0 or (factor < 0 and not equal):
            raise RefusedError(f"{short(names)} is taken {short(times)} times")
        facts.used.update(map(str, names))
        if not equal:
            relations.add(rows[0].relation if len(rows) == 1 else "<=")
        summed = rows[0].sum if len(rows) == 1 else _product(rows[0], rows[1], facts.budget)
        for key, value in summed.items():
            total[key] = facts.budget.number(total.get(key, _NONE) + factor * value)
    relation = max(relations, key=["=", "<=", "<"].index)
    return _Row({key: value for key, value in total.items() if value}, relation)


def _product(one: _Row, other: _Row, budget: Budget) -> Sum:
    """Minus the product: of two sums that are at most 0 it is at most 0."""
    total: Sum = {}
    for left, a in one.sum.items():
        for right, b in other.sum.items():
            budget.spend(_TERM)
            key = tuple(sorted(left + right))
            if len(key) > MOST_FACTORS:
                raise RefusedError("its proofs multiply too many unknowns by each other")
            total[key] = budget.number(total.get(key, _NONE) - a * b)
    return total


def _rounded(row: _Row, facts: _Facts) -> _Row:
    """A row of whole numbers divided by what its factors share, its constant rounded up."""
    factors = {key: value for key, value in row.sum.items() if key}
    if not factors or not all(facts.whole[name] for key in factors for name in key):
        return row
    scale = 1
    for value in factors.values():
        scale = lcm(scale, value.denominator)
        facts.budget.number(Fraction(scale))
    shared = Fraction(gcd(*(int(value * scale) for value in factors.values())), scale)
    constant = row.sum.get((), _NONE) / shared
    up = ceil(constant) + (row.relation == "<" and constant.denominator == 1)
    found = {key: facts.budget.number(value / shared) for key, value in factors.items()}
    return _Row(found | ({(): Fraction(up)} if up else {}), "<=")


def _constraint(value: object) -> tuple[str, list[object]]:
    """`row`, or `all` or `any` with the parts."""
    said = fields(value, "constraint")
    if sorted(said) == ["is", "sum"]:
        return "row", []
    if len(said) != 1 or not said.keys() <= {"all", "any"}:
        raise RefusedError(f"this is no constraint: {short(said)}")
    ((kind, parts),) = said.items()
    return kind, typed(parts, list, kind)


def _row(value: object, known: Mapping[str, object], budget: Budget) -> _Row:
    body = fields(value, "row", "sum is")
    found: Sum = {}
    for term in typed(body["sum"], list, "sum"):
        factor, *names = typed(term, list, "term") or [None]
        key = tuple(sorted(typed(name, str, "unknown") for name in names))
        if key in found or len(key) > MOST_FACTORS or not all(name in known for name in key):
            raise RefusedError(f"{short(names)} stands twice in a sum, or is not known")
        found[key] = budget.number(_number(factor))
    if str(body["is"]) not in {"<=", "<", "="} or not all(found.values()):
        raise RefusedError(f"this is no row: {short(value)}")
    return _Row(found, str(body["is"]))


def _number(value: object) -> Fraction:
    if isinstance(value, str) and _NUMBER.fullmatch(value) and str(Fraction(value)) == value:
        return Fraction(value)
    raise RefusedError(f"this is no exact number: {short(value)}")


def typed(value: object, kind: type[Kind], what: str) -> Kind:
    """A value of a kind; what is true or false is no number."""
    if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
        return value
    raise RefusedError(f"{short(what)} is no {kind.__name__}: {short(value)}")


def fields(value: object, what: str, keys: str | None = None) -> dict[str, object]:
    """An object, with these fields and no others if they are given."""
    if isinstance(value, dict) and (keys is None or sorted(value) == sorted(keys.split())):
        return value
    raise RefusedError(f"{short(what)} has not the fields that it should have")
