"""Holds a report against the claim files: what follows from these without a search is made anew.

Which statements stand together, what is counted in which cell, revisions, decisions, ids, grades,
order, costs and sentences are worked out as a run does it, and compared. What a solver found is
taken from the report, and only where it fits: examples and certificates must be about just those
constraints, and every statement must be in an example, withdrawn by a contradiction that is told,
or undecided. Needs no solver. What it finds wrong it raises.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from reprlib import repr as short

from checker.claims.statements import Project
from checker.compile.rounds import Round, rounds_of
from checker.explain.finding import (
    Contradiction,
    Correction,
    Findings,
    UndecidedGroup,
)
from checker.explain.gathering import correction_of, findings_of, too_large
from checker.frozen import dataclass
from checker.proofs.verifying import RefusedError
from checker.reports.json_report import Json, as_json
from checker.retracing.contradictions import contradiction
from checker.retracing.shown import Shown, named_few, with_example
from checker.search.cheapest import Cheapest, ordered
from checker.search.stories import Clash, alone, by_subject, with_culprits
from checker.usecases.check import tasks_of
from checker.usecases.decide import decided
from checker.usecases.solving import Task


@dataclass(frozen=True, slots=True)
class Retraced:
    """What is to be said of a report that is right.

    `changed` are the files that have changed since in nothing that it tells. `unexplained` are
    statements that it withdraws without a contradiction, where not all was decided. `mended` are
    contradictions that were decided of and are told no more, though no example shows that their
    statements can hold.
    """

    changed: tuple[str, ...] = ()
    unexplained: int = 0
    mended: int = 0

    @property
    def everything(self) -> bool:
        """Whether nothing is left unproven."""
        return not self.unexplained and not self.mended


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
        since = f"; changed since the report was made: {named_few(changed)}" if changed else ""
        raise RefusedError(f"{error}{since}") from None
    return Retraced(changed, retracing.unexplained, retracing.mended)


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


_Said = tuple[str, str] | str
"""A topic and what a statement of it says; the id of one that is in no topic."""


@dataclass(frozen=True, slots=True)
class _Corrected:
    """A group, what is withdrawn of it, and the correction that says so.

    None says so of a group of which not all was decided: what is told of it has culprits still.
    `is_first` of the groups with this correction, to which its cost and the other choices belong.
    """

    group: Shown
    withdrawn: frozenset[int]
    told: Json | None
    is_first: bool

    @property
    def is_sure(self) -> bool:
        """Whether it is said that nothing of the correction can be spared."""
        return self.is_first and self.told is not None and not self.told.get("doubt")

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
        parts = [part for topic in project.topics for part in rounds_of(topic)]
        tasks, self._standing = tasks_of(parts, project.decisions)
        large = Counter(
            (tuple(s.id for s in one.statements), one.reason)
            for part in parts
            for one in too_large(part)
        )
        told = Counter((tuple(one["statements"]), one["reason"]) for one in report["undecided"])
        if large - told:
            raise RefusedError("statements that are too many to be combined are not undecided")
        self._open = {ids for ids, _ in told - large}
        self._groups = list(self._grouped(parts, tasks, report["proofs"]["witnesses"]))
        unsettled = {one.ids for one in self._groups if one.left_out}
        for ids in sorted(self._open - unsettled):
            raise RefusedError(
                f"{named_few(ids)}: these are no statements that can be undecided together"
            )
        self._said: dict[str, _Said] = {
            name: (one.group.round.topic.name, one.stated[place].meaning.constraint.text)
            for one in self._groups
            for name, place in one.places.items()
        }
        self._named = {
            s.id: distinct.first.id
            for group in self._groups
            for distinct in group.stated
            for s in distinct.supporters
        }
        self._contradictions: dict[str, list[Json]] = defaultdict(list)
        for one in report["contradictions"]:
            for name in self._members(one):
                self._contradictions[name].append(one)
        self._corrections: list[Json] = list(report["corrections"])

    def _members(self, told: Json) -> list[str]:
        """The first who make the statements of a contradiction."""
        names = (member["id"] for member in told["members"])
        return [self._named.get(name, name) for name in names]

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
                corrections.append(correction_of(clash, group.group))
            shared = withdrawn.intersection(*others)
            alike = () if told is None else (withdrawn, *others)
            for one, culprit, restated, is_only in stories:
                if one["id"] in taken:
                    continue
                again = [member["id"] for member in one["restated"]]
                if again == restated and _is_of(one, group, shared, more=more):
                    contradictions.append(contradiction(one, group, culprit, alike))
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

    def _grouped(
        self, parts: Sequence[Round], tasks: Sequence[Sequence[Task]], witnesses: Sequence[Json]
    ) -> Iterator[Shown]:
        """Every component with its example, in one order; only undecided ones have none."""
        number = 0
        for part, own in zip(parts, tasks, strict=True):
            for connected, task in zip(part.groups, own, strict=True):
                group = Shown(connected, task)
                if number < len(witnesses):
                    group = with_example(group, witnesses[number])
                if group.held is not None:
                    number += 1
                elif group.ids not in self._open:
                    ids = named_few(group.ids)
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
            part = _Corrected(group, frozenset(places), one, is_first=one not in used)
            if part.is_sure and (spared := sorted(group.spared & part.withdrawn)):
                name = group.stated[spared[0]].first.id
                raise RefusedError(
                    f"{name} is withdrawn, and the example shows that it need not be"
                )
            yield part
            used.append(one)
        for one in self._report["corrections"]:
            if one not in used:
                names = named_few(one["withdraw"])
                raise RefusedError(f"nothing shows that {names} must be withdrawn")

    def _culprits(self, group: Shown) -> frozenset[int]:
        """The places of the culprits of what is told of a group."""
        told = [one for one in self._report["contradictions"] if group.members(one)]
        return frozenset(group.places[one["members"][0]["id"]] for one in told)

    def _correction(
        self,
        group: Shown,
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
            names = named_few(sorted(every))
            raise RefusedError(f"{names}: left out of an example and not withdrawn")
        # Who says the same in a round of its own is named there as well.
        return min(
            found,
            key=lambda one: (every != set(one["withdraw"]), not every.issuperset(one["withdraw"])),
        )

    def _is_open(self, group: Shown) -> bool:
        return group.ids in self._open

    @property
    def mended(self) -> int:
        """How many decided contradictions are told no more, though no example shows why."""
        return sum(
            not self._told_among(group, one.members) and not one.members.isdisjoint(group.left_out)
            for group in self._groups
            if not self._is_open(group)
            for one in group.task.lasting
        )

    def _decided(self, group: Shown) -> dict[frozenset[int], frozenset[int]]:
        """The contradictions that were decided of and are told still, with what restated them."""
        found = {}
        for one in group.task.lasting:
            if among := self._told_among(group, one.members):
                found[max(among, key=len)] = one.restated
        return found

    def _told_among(self, group: Shown, members: frozenset[int]) -> list[frozenset[int]]:
        """The contradictions that are told of some statements of a group."""
        told = (group.members(one) for one in self._report["contradictions"])
        return [one for one in told if one and one <= members]

    def _stories(self, part: _Corrected) -> Iterator[tuple[Json, int, list[str], bool]]:
        """The contradictions that a group's withdrawn statements take part in.

        With each come the place of its culprit, the ids of those that restate that in this group,
        and whether no other round can be meant.
        """
        group, withdrawn = part.group, part.withdrawn
        settled: set[int] = set()
        for story in with_culprits(self._decided(group), withdrawn, group.task.subjects):
            name = group.stated[story.culprit].first.id
            again = [group.stated[place].first.id for place in story.restated]
            settled.update((story.culprit, *story.restated))
            for one in self._contradictions[name]:
                if group.members(one) == frozenset(story.members):
                    yield one, story.culprit, again, False
        out = frozenset[int]() if part.told is None else withdrawn
        kept = {name for name, place in group.places.items() if place not in out}
        left = replace(part, withdrawn=withdrawn - settled)
        for culprit, *restated in left.culprits:
            name = group.stated[culprit].first.id
            again = [group.stated[place].first.id for place in restated]
            found = [
                one
                for one in self._contradictions[name]
                if kept.issuperset(other for other in self._members(one) if other != name)
            ]
            if not found and not self._is_open(group):
                raise RefusedError(f"no contradiction shows why {name} is withdrawn")
            self.unexplained += not found
            is_only = len(found) == 1 and not self._is_open(group)
            yield from ((one, culprit, again, is_only) for one in found)


def _others(one: _Corrected, stories: Sequence[Json]) -> Iterator[frozenset[int]]:
    """What is said to cost the same; each takes something of every contradiction.

    Where nothing is in doubt a run withdraws of these what has the later statements.
    """
    group = one.group
    cost = sum(group.task.costs[place] for place in one.withdrawn)
    members = [{group.places[member["id"]] for member in story["members"]} for story in stories]
    for ids in one.told["others"] if one.told is not None and one.is_first else ():
        places = group.named(ids)
        if places is None or sum(group.task.costs[place] for place in places) != cost:
            raise RefusedError(f"to withdraw {named_few(ids)} does not cost the same")
        if any(places.isdisjoint(among) for among in members):
            raise RefusedError(f"to withdraw {named_few(ids)} leaves a contradiction")
        if one.is_sure and max(places ^ one.withdrawn, default=-1) not in one.withdrawn:
            raise RefusedError(f"{named_few(ids)} would be withdrawn, as it costs the same")
        yield places


def _is_of(story: Json, group: Shown, shared: frozenset[int], *, more: bool) -> bool:
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
