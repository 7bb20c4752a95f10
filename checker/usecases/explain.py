"""One contradiction with its proof."""

from collections.abc import Iterator
from dataclasses import replace

from checker.claims.statements import Project, Topic
from checker.compile.rounds import Group, rounds_of
from checker.explain.finding import Contradiction
from checker.explain.proving import Proofs, Prover
from checker.solvers.staged import StagedSolver


def proven(one: Contradiction, project: Project) -> tuple[Contradiction, Topic]:
    """A contradiction of a project with its proof, and the topic that it is about."""
    wanted = {member.distinct.key for member in one.members}
    for group in _groups(project):
        places = [place for place, distinct in group.stated.items() if distinct.key in wanted]
        if len(places) == len(wanted):
            proof = Proofs(Prover(StagedSolver()), group).of(one.members, places)
            return replace(one, proof=proof), group.round.topic
    raise ValueError(one.id)


def _groups(project: Project) -> Iterator[Group]:
    for topic in project.topics:
        for part in rounds_of(topic):
            yield from part.groups
