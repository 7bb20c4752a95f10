"""Runs that lie: a report is made as ever, but one thing was found otherwise.

All that follows from it is in step, as in no report that is tampered with afterwards.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from checker.claims.statements import Topic
from checker.compile.rounds import Round
from checker.explain.finding import Grade
from checker.search.corrections import Correction
from checker.search.memory import Remembering
from checker.search.stories import Agreement, Clash, Outcome, Story, _Group, alone
from checker.solvers.protocol import Consistent
from tests.forgery.projects import honest

Lie = Callable[[Callable[..., Any]], Callable[..., Any]]
"""From what is done to what is done instead."""


def lied(number: int, how: str) -> str:
    """The report of a run that lies about the project with a number."""
    place, lie = LIES[how]
    with patch(place, lie(resolve_name(place))):
        return honest.__wrapped__(number).text


def _of_rounds(change: Callable[[Round], Iterator[Round]]) -> Lie:
    def lie(rounds: Callable[[Topic], Iterator[Round]]) -> Callable[[Topic], Iterator[Round]]:
        return lambda topic: (other for one in rounds(topic) for other in change(one))

    return lie


def _with_all_assumptions(one: Round) -> Iterator[Round]:
    standing = [switch for switch in one.topic.switches if switch in one.switches]
    more = [switch for switch in one.topic.switches if switch[0].only_for is not None]
    yield Round(one.topic, (*standing, *(m for m in more if m not in standing)), one.only_for)


def _with_what_was_taken_back(one: Round) -> Iterator[Round]:
    back = {s.id for withdrawal in one.topic.withdrawals for s in withdrawal.carried}
    more = (switch for switch in one.topic.switches if switch[0].id in back)
    yield Round(one.topic, (*one.switches, *more), one.only_for)


def _without_the_last(one: Round) -> Iterator[Round]:
    yield Round(one.topic, one.switches[:-1], one.only_for)


def _for_all(one: Round) -> Iterator[Round]:
    if one.only_for is None:
        yield one


def _of_clashes(change: Callable[[Clash], Outcome]) -> Lie:
    def lie(tell: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def told(*asked: object, **more: object) -> Outcome:
            found = tell(*asked, **more)
            return change(found) if isinstance(found, Clash) and found.witness else found

        return told

    return lie


def _agreeing(found: Clash) -> Outcome:
    return Agreement(found.witness or {})


def _without_the_last_story(found: Clash) -> Outcome:
    return replace(found, stories=found.stories[:-1])


def _as_one_story(found: Clash) -> Outcome:
    first, *others = found.stories
    restated = (*first.restated, *(one.culprit for one in others))
    return replace(found, stories=(replace(first, restated=restated),))


def _of_others(found: Clash) -> Outcome:
    def turned(one: Story) -> Story:
        return replace(one, culprit=min(one.members, key=lambda n: (n == one.culprit, n)))

    return replace(found, stories=tuple(turned(one) for one in found.stories))


def _an_earlier_one(correct: Callable[..., Correction]) -> Callable[..., Correction]:
    """Of single statements that cost the same the first, where the last is withdrawn."""

    def chosen(group: _Group, oracle: Remembering, pool: frozenset[int]) -> Correction:
        found = correct(group, oracle, pool)
        for number in sorted(pool):
            rest = oracle.check(pool - {number})
            if group.prices[number] == found.cost and isinstance(rest, Consistent):
                return Correction(frozenset({number}), found.cost, rest)
        return found

    return chosen


_TELL = "checker.usecases.solving.tell"
_ROUNDS = "checker.compile.rounds._rounds"

LIES: Mapping[str, tuple[str, Lie]] = {
    "an assumption is for all": (_ROUNDS, _of_rounds(_with_all_assumptions)),
    "nobody has taken anything back": (_ROUNDS, _of_rounds(_with_what_was_taken_back)),
    "a statement is not looked at": (_ROUNDS, _of_rounds(_without_the_last)),
    "no article is looked at by itself": (_ROUNDS, _of_rounds(_for_all)),
    "all can hold": (_TELL, _of_clashes(_agreeing)),
    "a culprit's story is not told": (_TELL, _of_clashes(_without_the_last_story)),
    "all culprits restate one": (_TELL, _of_clashes(_as_one_story)),
    "somebody else is the culprit": (_TELL, _of_clashes(_of_others)),
    "of equals another is suspected": (
        "checker.search.stories._Group._cheapest",
        _an_earlier_one,
    ),
    "nobody restates anybody": (
        "checker.search.stories.by_subject",
        lambda _: lambda withdrawn, _subjects: alone(withdrawn),
    ),
    "all is certain": ("checker.explain.telling.grade", lambda _: lambda _members: Grade.CERTAIN),
}
"""What is found otherwise: where that is done, and what is done there instead."""
