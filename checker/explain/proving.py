"""Proofs of what was found, each checked before it is told of."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.algebra.components import Component, join_components
from checker.algebra.constraints import holds
from checker.compile.compiling import compile_system
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group
from checker.explain.finding import Member, Proof
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.measures import Measure
from checker.proofs.carrying import Json, certificate_json, witness_json
from checker.proofs.certificate import NoCertificate
from checker.proofs.certifying import certify
from checker.proofs.searching import USUAL, Effort
from checker.proofs.verifying import Budget, RefusedError, check_certificate, check_witness
from checker.solvers.protocol import Solver

BRIEF = Effort(places=20, depth=4, tried=8, looks=100, seconds=5)
"""Enough for what can be told in a few lines."""


@dataclass(frozen=True, slots=True)
class Prover:
    """Finds proofs with a solver; what it returns was checked without one."""

    solver: Solver
    effort: Effort = USUAL

    def proof(
        self,
        members: Sequence[Distinct],
        component: Component,
        ids: Mapping[int, str],
        lexicon: Lexicon,
    ) -> Proof:
        """The proof that members cannot all hold; `ids` are theirs by place in a component.

        The members are compiled by themselves, which gives far fewer cells. Only where that is not
        enough are they taken among all else in the component.
        """
        ordered, alone = compiled_alone(members, lexicon)
        proof = self._proof(alone, {n: one.first.id for n, one in enumerate(ordered)})
        if proof.certificate is None:
            among = self._proof(component, ids)
            proof = among if among.certificate is not None else proof
        return proof

    def _proof(self, component: Component, ids: Mapping[int, str]) -> Proof:
        found = certify(component, sorted(ids), self.solver, self.effort)
        if isinstance(found, NoCertificate):
            return Proof(None, found.reason)
        carried = certificate_json(found, ids)
        try:
            members = check_certificate(carried, Budget())
        except RefusedError as error:
            return Proof(None, f"the proof that was found is not accepted: {error}")
        if sorted(members) != sorted(ids.values()):
            return Proof(None, "the proof that was found needs other members")
        return Proof(carried)


def compiled_alone(
    members: Sequence[Distinct], lexicon: Lexicon
) -> tuple[list[Distinct], Component]:
    """Some statements with what the vocabulary implies for them, as if nothing else were stated.

    The statements are put in the order of the component.
    """
    measures: dict[str, Measure] = {}
    for one in members:
        measures |= one.meaning.measures
    system = compile_system([one.meaning.constraint for one in members], measures, lexicon)
    joined = join_components(system.components)
    return [members[number] for number in joined.numbers], joined


def checked_witness(group: Group, values: Mapping[str, Fraction]) -> Json | None:
    """Values with the rules and the statements that they satisfy; None where a rule is broken."""
    component = group.component
    ids = [
        [statement.id for statement in one.supporters] if holds(constraint, values) else None
        for one, constraint in zip(group.stated.values(), component.statements, strict=True)
    ]
    carried = witness_json(component, values, ids, group.round.system.listings)
    try:
        check_witness(carried, Budget())
    except RefusedError:
        return None
    return carried


class Proofs:
    """Proofs of contradictions among the statements of a group, each looked for once."""

    def __init__(self, prover: Prover, group: Group) -> None:
        self._prover, self._group = prover, group
        self._known: dict[frozenset[int], Proof] = {}

    def of(self, members: Sequence[Member], places: Iterable[int]) -> Proof:
        """The proof of what is told of members; with the rules among them they have places."""
        key = frozenset(places)
        if key not in self._known:
            named = {s.id: m.statement.id for m in members for s in m.distinct.supporters}
            own = {place: self._group.stated[place].first.id for place in sorted(key)}
            ids = {place: named.get(name, name) for place, name in own.items()}
            distinct = [member.distinct for member in members]
            lexicon = self._group.round.topic.lexicon
            proof = self._prover.proof(distinct, self._group.component, ids, lexicon)
            self._known[key] = proof
        return self._known[key]

    def certificate(self, members: Sequence[Member], places: Iterable[int]) -> Json | None:
        """The certificate alone, if there is one."""
        return self.of(members, places).certificate
