"""Holds a report against the claim files: what follows from these without a search is made anew.

Which statements stand together, what is counted in which cell, revisions, decisions, ids, grades,
order, costs and sentences are worked out as a run does it, and compared. What a solver found is
taken from the report, and only where it fits: examples and certificates must be about just those
constraints, and every statement must be in an example, withdrawn by a contradiction that is told,
or undecided. Needs no solver. What it finds wrong it raises.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from reprlib import repr as short

from checker.algebra.components import Component
from checker.algebra.constraints import Constraint
from checker.algebra.intervals import Interval
from checker.claims.statements import Project
from checker.conflicts.cheapest import Cheapest, ordered
from checker.conflicts.fitting import Fit, Fitting, NoFit, UnknownFit
from checker.conflicts.stories import Clash, alone, by_subject, with_culprits
from checker.findings.analysis import (
    Prepared,
    Task,
    correction_of,
    findings_of,
    prepared,
    too_large,
    with_decided,
)
from checker.findings.deciding import decided
from checker.findings.finding import (
    Contradiction,
    Correction,
    Distinct,
    Findings,
    Member,
    Proof,
    Repair,
    UndecidedGroup,
)
from checker.findings.proving import compiled_alone
from checker.findings.telling import as_one_says, blamed, contradiction_of, member_of, suspicion
from checker.frozen import dataclass
from checker.language.days import DAY, minute_of
from checker.language.figures import Figure, Kind
from checker.proofs.carrying import constraint_json, witness_json
from checker.proofs.plain import plain
from checker.proofs.verifying import RefusedError
from checker.reports.json_report import Json, as_json


@dataclass(frozen=True, slots=True)
class Retraced:
    """What is to be said of a report that is right.

    `changed` are the files that have changed since in nothing that it tells. `unexplained` are
    statements that it withdraws without a contradiction, where not all was decided.
    """

    changed: tuple[str, ...] = ()
    unexplained: int = 0


def retrace(report: Json, project: Project, today: date) -> Retraced:
    """Compares a report whose proofs were accepted with the files of a project."""
    changed = _changed(report, project)
    try:
        retracing = _Retracing(report, project)
        findings = replace(retracing.findings(), witnesses=tuple(report["proofs"]["witnesses"]))
        made = as_json(decided(findings, project, today))
        made["proofs"]["files"] = report["proofs"]["files"]
        if "cross_check" in report:
            made["cross_check"] = report["cross_check"]
        _compare(report, made)
    except RefusedError as error:
        since = f"; changed since the report was made: {_named_few(changed)}" if changed else ""
        raise RefusedError(f"{error}{since}") from None
    return Retraced(changed, retracing.unexplained)


def _changed(report: Json, project: Project) -> tuple[str, ...]:
    """The files that are other ones than those that a report was made from."""
    then = report["proofs"]["files"]
    now = as_json(replace(findings_of(project, (), (), ()), witnesses=()))["proofs"]["files"]
    return tuple(path for path in sorted(then | now) if then.get(path) != now.get(path))


def _compare(told: object, made: object, place: str = "") -> None:
    """Raises at the first place where a report is not as it is made from the claim files."""
    if isinstance(told, dict) and isinstance(made, dict) and told.keys() == made.keys():
        for name in made:
            _compare(told[name], made[name], f"{place} {name}")
    elif isinstance(told, list) and isinstance(made, list) and len(told) == len(made):
        for number, (one, other) in enumerate(zip(told, made, strict=True), 1):
            _compare(one, other, f"{place} {number}")
    elif type(told) is not type(made) or told != made:
        raise RefusedError(f"{place.strip()} would be {short(made)}, not {short(told)}")


def _named_few(names: Sequence[str]) -> str:
    """Some names, the first few of them where there are many."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


_NAMED = 5


# --- what a report shows of each component ---------------------------------------------------


@dataclass(frozen=True)
class _Group:
    """The statements of a component, with those that hold in the example that a report has.

    `held` are their places; None where there is no example.
    """

    part: Prepared
    task: Task
    held: frozenset[int] | None

    @cached_property
    def stated(self) -> tuple[Distinct, ...]:
        return self.part.stated(self.task.component)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of statements by their ids."""
        return {s.id: place for place, one in enumerate(self.stated) for s in one.supporters}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.places))

    @property
    def left_out(self) -> frozenset[int]:
        """What does not hold in the example; everything where there is none."""
        return frozenset(range(len(self.stated))) - (self.held or frozenset())

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


_Said = tuple[str, str] | str
"""A topic and what a statement of it says; the id of one that is in no topic."""


@dataclass(frozen=True, slots=True)
class _Corrected:
    """A group, what is withdrawn of it, and the correction that says so.

    None says so of a group of which not all was decided: what is told of it has culprits still.
    `is_first` of the groups with this correction, to which its cost and the other choices belong.
    """

    group: _Group
    withdrawn: frozenset[int]
    told: Json | None
    is_first: bool

    @property
    def culprits(self) -> list[list[int]]:
        """Each culprit with those that restate it, as far as that is known."""
        if self.told is None:
            return alone(self.withdrawn)
        return by_subject(self.withdrawn, self.group.task.subjects)


class _Retracing:
    """What a run must have found for a report to be right."""

    def __init__(self, report: Json, project: Project) -> None:
        self.unexplained = 0
        self._report = report
        self._project = project
        parts, self._standing = with_decided(
            [part for topic in project.topics for part in prepared(topic)], project.decisions
        )
        large = Counter(
            (tuple(s.id for s in one.statements), one.reason)
            for part in parts
            for one in too_large(part)
        )
        told = Counter((tuple(one["statements"]), one["reason"]) for one in report["undecided"])
        if large - told:
            raise RefusedError("statements that are too many to be combined are not undecided")
        self._open = {ids for ids, _ in told - large}
        self._groups = list(self._grouped(parts, report["proofs"]["witnesses"]))
        unsettled = {one.ids for one in self._groups if one.left_out}
        for ids in sorted(self._open - unsettled):
            raise RefusedError(
                f"{_named_few(ids)}: these are no statements that can be undecided together"
            )
        self._said: dict[str, _Said] = {
            name: (one.part.topic.name, one.stated[place].meaning.constraint.text)
            for one in self._groups
            for name, place in one.places.items()
        }
        named = {
            s.id: distinct.first.id
            for group in self._groups
            for distinct in group.stated
            for s in distinct.supporters
        }
        self._contradictions: dict[str, list[Json]] = defaultdict(list)
        for one in report["contradictions"]:
            culprit = one["members"][0]["id"]
            self._contradictions[named.get(culprit, culprit)].append(one)
        self._corrections: list[Json] = list(report["corrections"])

    def findings(self) -> Findings:
        """The findings, made of what the report and the claim files say."""
        contradictions: list[Contradiction] = []
        corrections: list[Correction] = []
        taken: set[str] = set()
        corrected = list(self._corrected())
        most = sum(len(one.culprits) + len(one.group.task.lasting) for one in corrected)
        if len(self._report["contradictions"]) > most:
            raise RefusedError("more contradictions are told than there is to withdraw")
        for part in corrected:
            group, withdrawn, told = part.group, part.withdrawn, part.told
            stories = list(self._stories(part))
            others = list(_others(part, [one for one, *_ in stories]))
            more = told is None or told["more"] or not part.is_first
            if told is not None:
                clash = Clash(
                    tuple(sorted(withdrawn)),
                    sum(group.task.costs[place] for place in withdrawn),
                    (),
                    {},
                    "",
                    Cheapest(ordered({withdrawn, *others}), not told["more"], frozenset()),
                    told.get("doubt", ""),
                )
                corrections.append(correction_of(clash, group.stated, group.part.scale))
            shared = withdrawn.intersection(*others)
            for one, restated, is_only in stories:
                if one["id"] in taken:
                    continue
                again = [member["id"] for member in one["restated"]]
                if again == restated and _is_of(one, group, shared, more=more):
                    contradictions.append(_contradiction(one, group))
                    taken.add(one["id"])
                elif is_only:
                    raise RefusedError(f"{one['id']}: others make or restate its statements")
        for one in self._report["contradictions"]:
            if one["id"] not in taken:
                raise RefusedError(f"{one['id']}: it is not about what stands together")
        statements = {
            statement.id: statement
            for topic in self._project.topics
            for statement, _ in topic.switches
        }
        undecided = [
            UndecidedGroup(tuple(statements[name] for name in one["statements"]), one["reason"])
            for one in self._report["undecided"]
        ]
        made = findings_of(self._project, contradictions, corrections, undecided)
        return replace(made, standing=self._standing)

    def _grouped(self, parts: Sequence[Prepared], witnesses: Sequence[Json]) -> Iterator[_Group]:
        """Every component with its example, in one order; only undecided ones have none."""
        number = 0
        for part in parts:
            for task in part.tasks:
                group = _Group(part, task, None)
                held = _held(witnesses[number], group) if number < len(witnesses) else None
                if held is not None:
                    number += 1
                    group = replace(group, held=held)
                elif group.ids not in self._open:
                    ids = _named_few(group.ids)
                    raise RefusedError(f"no example shows that these can hold: {ids}")
                yield group
        if number < len(witnesses):
            raise RefusedError(f"example {number + 1} is not about what the claim files say")

    def _corrected(self) -> Iterator[_Corrected]:
        """The groups of which something is withdrawn, each with its correction.

        Rounds for single articles may find a correction again, which is told once.
        """
        told: dict[frozenset[_Said], list[Json]] = defaultdict(list)
        for one in self._report["corrections"]:
            told[frozenset(self._said.get(name, name) for name in one["withdraw"])].append(one)
        found: dict[int, Json | None] = {}
        in_turn = sorted(
            enumerate(self._groups), key=lambda pair: (self._is_open(pair[1]), pair[1].held is None)
        )
        for number, group in in_turn:
            one = (
                self._correction(group, told, list(filter(None, found.values())))
                if group.left_out
                else None
            )
            if one is not None or self._is_open(group):
                found[number] = one
        used: list[Json] = []
        for number, one in sorted(found.items()):
            group = self._groups[number]
            if one is None:
                yield _Corrected(group, self._culprits(group), None, is_first=True)
                continue
            places = {group.places[name] for name in one["withdraw"] if name in group.places}
            yield _Corrected(group, frozenset(places), one, is_first=one not in used)
            used.append(one)
        for one in self._report["corrections"]:
            if one not in used:
                names = _named_few(one["withdraw"])
                raise RefusedError(f"nothing shows that {names} must be withdrawn")

    def _culprits(self, group: _Group) -> frozenset[int]:
        """The places of the culprits of what is told of a group."""
        told = [one for one in self._report["contradictions"] if group.members(one)]
        return frozenset(group.places[one["members"][0]["id"]] for one in told)

    def _correction(
        self,
        group: _Group,
        told: Mapping[frozenset[_Said], Sequence[Json]],
        used: Sequence[Json],
    ) -> Json | None:
        """What is withdrawn of a group: just what its example leaves out, if it is decided.

        What an undecided one withdraws is `used` by no other, unless an example needs it.
        """
        every = {name for name, place in group.places.items() if place in group.left_out}
        left_out = frozenset(self._said[name] for name in every)
        found = list(told.get(left_out, ()))
        if self._is_open(group):
            parts = [one for said, some in told.items() if said <= left_out for one in some]
            found = [one for one in parts if one not in used]
            if group.held is None and not found:
                return None
            found = found or parts
        if not found:
            names = _named_few(sorted(every))
            raise RefusedError(f"{names}: left out of an example and not withdrawn")
        # Who says the same in a round of its own is named there as well.
        return min(
            found,
            key=lambda one: (every != set(one["withdraw"]), not every.issuperset(one["withdraw"])),
        )

    def _is_open(self, group: _Group) -> bool:
        return group.ids in self._open

    def _decided(self, group: _Group) -> dict[frozenset[int], frozenset[int]]:
        """The contradictions that were decided of and are told still, with what restated them."""
        found = {}
        for one in group.task.lasting:
            told = [group.members(other) for other in self._report["contradictions"]]
            among = [members for members in told if members and members <= one.members]
            if among:
                found[max(among, key=len)] = one.restated
        return found

    def _stories(self, part: _Corrected) -> Iterator[tuple[Json, list[str], bool]]:
        """The contradictions that a group's withdrawn statements take part in.

        With each come the ids of those that restate its culprit in this group, and whether no
        other round can be meant.
        """
        group, withdrawn = part.group, part.withdrawn
        settled: set[int] = set()
        for story in with_culprits(self._decided(group), withdrawn, group.task.subjects):
            name = group.stated[story.culprit].first.id
            again = [group.stated[place].first.id for place in story.restated]
            settled.update((story.culprit, *story.restated))
            for one in self._contradictions[name]:
                if group.members(one) == frozenset(story.members):
                    yield one, again, False
        out = frozenset[int]() if part.told is None else withdrawn
        kept = {name for name, place in group.places.items() if place not in out}
        left = replace(part, withdrawn=withdrawn - settled)
        for culprit, *restated in left.culprits:
            name = group.stated[culprit].first.id
            again = [group.stated[place].first.id for place in restated]
            found = [
                one
                for one in self._contradictions[name]
                if {member["id"] for member in one["members"][1:]} <= kept
            ]
            if not found and not self._is_open(group):
                raise RefusedError(f"no contradiction shows why {name} is withdrawn")
            self.unexplained += not found
            is_only = len(found) == 1 and not self._is_open(group)
            yield from ((one, again, is_only) for one in found)


def _held(witness: Json, group: _Group) -> frozenset[int] | None:
    """The places of the statements that hold in an example; None where it is of another group.

    It is written again from its own values, and must be the same.
    """
    component = group.task.component
    if _unknowns(witness) != _variables(component):
        return None
    values = {one["name"]: Fraction(one["value"]) for one in witness["unknowns"].values()}
    kept = {tuple(one["ids"]) for one in witness["statements"]}
    stated = [tuple(statement.id for statement in one.supporters) for one in group.stated]
    ids = [one if one in kept else None for one in stated]
    again = witness_json(component, values, ids, group.part.system.listings)
    if again != witness:
        return None
    return frozenset(place for place, one in enumerate(ids) if one is not None)


def _others(one: _Corrected, stories: Sequence[Json]) -> Iterator[frozenset[int]]:
    """What is said to cost the same; each takes something of every contradiction."""
    group = one.group
    cost = sum(group.task.costs[place] for place in one.withdrawn)
    members = [{group.places[member["id"]] for member in story["members"]} for story in stories]
    for ids in one.told["others"] if one.told is not None and one.is_first else ():
        places = group.named(ids)
        if places is None or sum(group.task.costs[place] for place in places) != cost:
            raise RefusedError(f"to withdraw {_named_few(ids)} does not cost the same")
        if any(places.isdisjoint(among) for among in members):
            raise RefusedError(f"to withdraw {_named_few(ids)} leaves a contradiction")
        yield places


def _is_of(story: Json, group: _Group, shared: frozenset[int], *, more: bool) -> bool:
    """Whether a contradiction is told of a group, which other groups may have parts of.

    Then it names all who make its statements, and marks those members that every correction
    withdraws; where there are more corrections than are listed, some of these.
    """
    for member in (*story["members"], *story["restated"]):
        always = group.places[member["id"]] in shared
        marked = member["in_every_correction"]
        if not group.supported(member) or (marked != always and (marked or not more)):
            return False
    return True


# --- contradictions --------------------------------------------------------------------------


def _contradiction(told: Json, group: _Group) -> Contradiction:
    """A contradiction as it is told of the members that a report names."""
    culprit = group.stated[group.places[told["members"][0]["id"]]]
    members = [_member(one, group) for one in told["members"]]
    members.sort(key=lambda one: suspicion(one.distinct, culprit))
    members = [*as_one_says(tuple(members))]
    restated = tuple(_member(one, group) for one in told["restated"])
    lexicon = group.part.topic.lexicon
    certificate = told["proof"]["certificate"]
    if certificate is not None:
        stated = [one.distinct for one in blamed(tuple(members))]
        alone, component = compiled_alone(stated, lexicon)
        among = ((alone, component), (group.stated, group.task.component))
        if not any(_is_about(certificate, *one) for one in among):
            raise RefusedError(f"{told['id']}: its certificate is not about what the claims say")
    made = contradiction_of(
        tuple(members), restated, told.get("doubt", ""), lexicon, lambda: certificate
    )
    found = {one["id"]: one for one in (*told["members"], *told["restated"])}
    return replace(
        made,
        members=tuple(_with_found(one, found) for one in made.members),
        restated=tuple(_with_found(one, found) for one in made.restated),
        lifted_if=tuple(told["lifted_if"]),
        proof=Proof(certificate, told["proof"]["reason"] or ""),
    )


def _member(told: Json, group: _Group) -> Member:
    one = group.stated[group.places[told["id"]]]
    return member_of(one, _fit(told, member_of(one, None).figure))


def _with_found(member: Member, found: Mapping[str, Json]) -> Member:
    """A member with what a solver found of its figure, which is not checked."""
    told = found[member.statement.id]
    repairs = tuple(Repair(one["value"], one["slip"]) for one in told["repairs"])
    return replace(member, repairs=repairs, in_every_correction=told["in_every_correction"])


def _fit(told: Json, figure: Figure | None) -> Fitting | None:
    """The values that are said to fit."""
    match told["fit"], told["would_need"]:
        case "values" | "limits" as kind, {"low": _} as needed:
            if figure is None:
                raise RefusedError(f"{told['id']} has no single figure that values could fit")
            hull = _ends(needed, figure)
            gap = _ends(needed["gap"], figure) if "gap" in needed else None
            sure = kind == "values"
            return Fit(hull.low, hull.high, hull.low_open, hull.high_open, gap, sure)
        case "none", _:
            return NoFit()
        case "unknown", _:
            return UnknownFit("")
        case _:
            return None


def _ends(told: Json, figure: Figure) -> Interval:
    low, high = _value(told["low"], figure), _value(told["high"], figure)
    return Interval(low, high, told["low_open"], told["high_open"])


def _value(text: str | None, figure: Figure) -> Fraction | None:
    """The value that was written on a figure's scale; None for no end."""
    if text is None:
        return None
    try:
        if figure.kind not in {Kind.DATE, Kind.CLOCK}:
            return Fraction(text if _EXACT.fullmatch(text) else "")
        *days, last = text.removeprefix("day ").replace(",", "").split(" ")
        minute = minute_of(last)
        if minute is None:
            return Fraction(_day(last))
        return Fraction(DAY * _day(days[0]) + minute if days else minute)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise RefusedError(f"{short(text)} is no value of a figure") from None


_EXACT = re.compile(r"-?\d{1,2000}(\.\d{1,2000}|/[1-9]\d{0,1999})?", re.ASCII)


def _day(text: str) -> int:
    return int(text) if text.removeprefix("-").isdigit() else date.fromisoformat(text).toordinal()


# --- constraints -----------------------------------------------------------------------------


def _is_about(certificate: Json, stated: Sequence[Distinct], component: Component) -> bool:
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
