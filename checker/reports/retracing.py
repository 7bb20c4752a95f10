"""Whether the proofs of a report are about the claim files: compiled anew and compared.

Needs no solver. What it returns is nothing; what it finds wrong it raises.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checker.claims.statements import Project, Statement, Topic
from checker.constraints.system import Component
from checker.findings.analysis import Compiled, compiled, count
from checker.findings.finding import Distinct
from checker.findings.proving import compiled_alone
from checker.language.algebra import Constraint
from checker.proofs.carrying import constraint_json, witness_json
from checker.proofs.plain import plain
from checker.proofs.verifying import RefusedError
from checker.reports.json_report import Json, counts_json, source_json


def retrace(report: Json, project: Project) -> None:
    """Compares a report whose proofs were accepted with the claims of a project."""
    try:
        _retrace(report, project)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise RefusedError("a field is missing or is of another kind") from None


def _retrace(report: Json, project: Project) -> None:
    if report["counts"] != counts_json(count(project)):
        raise RefusedError("the claim files hold another number of statements")
    known = {
        statement.id: (statement, topic)
        for topic in project.topics
        for statement in topic.statements
    }
    every = [one for topic in project.topics for one in compiled(topic)]
    for one in report["contradictions"]:
        for member in (*one["members"], *one["restated"]):
            _same_source(member, known)
        certificate = one["proof"]["certificate"]
        if certificate is not None:
            alone = _alone(certificate, known)
            if not any(_is_about(certificate, among) for among in (alone, *every)):
                raise RefusedError(f"{one['id']}: the claim files say something else")
    for number, witness in enumerate(report["proofs"]["witnesses"], 1):
        if not any(_satisfies(witness, among) for among in every):
            raise RefusedError(f"example {number}: the claim files say something else")


Known = Mapping[str, tuple[Statement, Topic]]


def _same_source(member: Json, known: Known) -> None:
    """The statement of a member, with its quote and its place, is the one in the claim files."""
    for one in (member, *member["also"]):
        if one["id"] not in known:
            raise RefusedError(f"there is no statement {one['id']}")
        for field, value in source_json(known[one["id"]][0]).items():
            if one[field] != value:
                raise RefusedError(f"{one['id']}: another {field} stands in the claim files")


def _alone(certificate: Json, known: Known) -> Compiled:
    """The members of a certificate compiled by themselves."""
    ids = [one["member"] for one in certificate["constraints"] if one["member"] is not None]
    pairs = [known[name] for name in ids]
    members = []
    for statement, topic in pairs:
        place = topic.statements.index(statement)
        members.append(Distinct(topic.meanings[place], (statement,)))
    stated, component = compiled_alone(members, pairs[0][1].lexicon)
    return Compiled(tuple(stated), component)


# --- comparing -------------------------------------------------------------------------------


def _is_about(certificate: Json, among: Compiled) -> bool:
    """Whether unknowns, rules and statements of a certificate are among those compiled."""
    names = _names(certificate)
    said = {(one["member"], _named(one["says"], names)) for one in certificate["constraints"]}
    rules = {(None, text) for text in _texts(among.component.rules)}
    members = {
        (statement.id, text)
        for one, text in zip(among.stated, _texts(among.component.statements), strict=True)
        for statement in one.supporters
    }
    return said <= rules | members and _unknowns(certificate) <= _variables(among.component)


def _satisfies(witness: Json, among: Compiled) -> bool:
    """Whether a witness is about all of what was compiled, but for statements that it leaves out.

    It is written again from its own values, and must be the same.
    """
    values = {one["name"]: Fraction(one["value"]) for one in witness["unknowns"].values()}
    if _unknowns(witness) != _variables(among.component):
        return False
    kept = [tuple(one["ids"]) for one in witness["statements"]]
    stated = [tuple(statement.id for statement in one.supporters) for one in among.stated]
    ids = [one if one in kept else None for one in stated]
    again = witness_json(among.component, values, ids, among.listings)
    return bool(again == witness)


def _texts(constraints: Sequence[Constraint]) -> Iterator[str]:
    return (_named(constraint_json(plain(one)), None) for one in constraints)


def _named(constraint: Json, names: Mapping[str, str] | None) -> str:
    """A constraint as text, with the own names of its unknowns."""
    if "sum" in constraint:
        terms = sorted(
            (sorted(name if names is None else names[name] for name in key), factor)
            for factor, *key in constraint["sum"]
        )
        return f"{terms} {constraint['is']} 0"
    ((kind, parts),) = constraint.items()
    return f"{kind}({', '.join(_named(part, names) for part in parts)})"


def _names(proof: Json) -> dict[str, str]:
    return {short: one["name"] for short, one in proof["unknowns"].items()}


def _unknowns(proof: Json) -> set[tuple[str, bool, bool]]:
    return {(one["name"], one["whole"], one["not_negative"]) for one in proof["unknowns"].values()}


def _variables(component: Component) -> set[tuple[str, bool, bool]]:
    return {(one.name, one.whole, one.not_negative) for one in component.variables}
