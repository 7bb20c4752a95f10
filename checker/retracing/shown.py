"""What a report shows of each group of statements: which of them hold in its example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint, holds
from checker.compile.distinct import Distinct
from checker.compile.rounds import Group
from checker.frozen import dataclass
from checker.proofs.carrying import constraint_json, witness_json
from checker.proofs.plain import plain
from checker.reports.json_report import Json
from checker.usecases.solving import Task


@dataclass(frozen=True)
class Shown:
    """The statements of a component, with those that hold in the example that a report has.

    `held` are their places, and `values` what the example says; None where there is no example.
    """

    group: Group
    task: Task
    held: frozenset[int] | None = None
    values: Mapping[str, Fraction] | None = None

    @cached_property
    def stated(self) -> tuple[Distinct, ...]:
        """Its statements by their places."""
        return tuple(self.group.stated.values())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of statements by their ids."""
        return {s.id: place for place, one in enumerate(self.stated) for s in one.supporters}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all who make its statements, sorted."""
        return tuple(sorted(self.places))

    @property
    def left_out(self) -> frozenset[int]:
        """What does not hold in the example; everything where there is none."""
        return frozenset(range(len(self.stated))) - (self.held or frozenset())

    @property
    def spared(self) -> frozenset[int]:
        """What is left out of the example and holds there all the same."""
        says, values = self.task.component.statements, self.values
        return frozenset(n for n in self.left_out if values is not None and holds(says[n], values))

    def value(self, place: int) -> Fraction | None:
        """What a statement that the example breaks asks for, there; None where that says nothing.

        It fits in place of the figure: all that the example holds lets it be so, as does all else
        that the statement says.
        """
        question, values = self.task.question(place), self.values
        slots = self.stated[place].meaning.slots
        if question is None or values is None or place not in self.left_out - self.spared:
            return None
        if slots[0].age_in is not None or not holds(question.given, values):
            return None
        base = Fraction(1) if question.denominator is None else question.denominator.value(values)
        return question.numerator.value(values) / base if base else None

    def named(self, ids: Sequence[str]) -> frozenset[int] | None:
        """The places of some statements; None unless they are these with all who make them."""
        found = frozenset(self.places[one] for one in ids if one in self.places)
        every = sorted(s.id for place in found for s in self.stated[place].supporters)
        return found if every == list(ids) else None

    def members(self, told: Json) -> frozenset[int]:
        """The places of the members of a contradiction; none unless all are of this group."""
        names = [member["id"] for member in told["members"]]
        known = all(name in self.places for name in names)
        return frozenset(self.places[name] for name in names) if known else frozenset()

    def supported(self, member: Json) -> bool:
        """Whether a member is named with all who make its statement."""
        others = {one["id"] for one in member["also"]}
        one = self.stated[self.places[member["id"]]]
        return others == {statement.id for statement in one.supporters} - {member["id"]}


def with_example(group: Shown, witness: Json) -> Shown:
    """A group with an example; as it is where that is of another group.

    It is written again from its own values, and must be the same.
    """
    component = group.task.component
    if _unknowns(witness) != _variables(component):
        return group
    values = {one["name"]: Fraction(one["value"]) for one in witness["unknowns"].values()}
    kept = {tuple(one["ids"]) for one in witness["statements"]}
    stated = [tuple(statement.id for statement in one.supporters) for one in group.stated]
    ids = [one if one in kept else None for one in stated]
    again = witness_json(component, values, ids, group.group.round.system.listings)
    if again != witness:
        return group
    held = frozenset(place for place, one in enumerate(ids) if one is not None)
    return replace(group, held=held, values=values)


def is_about(certificate: Json, stated: Sequence[Distinct], component: Component) -> bool:
    """Whether unknowns, rules and statements of a certificate are among those of a component."""
    names = {name: one["name"] for name, one in certificate["unknowns"].items()}
    said = {(one["member"], _named(one["says"], names)) for one in certificate["constraints"]}
    rules = {(None, text) for text in _texts(component.rules)}
    texts = _texts(component.statements)
    members = {
        (s.id, text) for one, text in zip(stated, texts, strict=True) for s in one.supporters
    }
    return said <= rules | members and _unknowns(certificate) <= _variables(component)


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


def _unknowns(proof: Json) -> set[tuple[str, bool, bool]]:
    return {(one["name"], one["whole"], one["not_negative"]) for one in proof["unknowns"].values()}


def _variables(component: Component) -> set[tuple[str, bool, bool]]:
    return {(one.name, one.whole, one.not_negative) for one in component.variables}


def named_few(names: Sequence[str]) -> str:
    """Some names, the first few of them where there are many."""
    more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
    return f"{', '.join(names[:_FEW])}{more}"


_FEW = 5
