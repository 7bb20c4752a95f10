"""A contradiction of a report, told anew of the members that the report names."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from fractions import Fraction
from reprlib import repr as short

from checker.algebra.intervals import Interval
from checker.compile.distinct import Distinct
from checker.explain.finding import (
    Contradiction,
    Member,
    Proof,
    Repair,
)
from checker.explain.lifting import may_lift
from checker.explain.proving import compiled_alone
from checker.explain.telling import (
    Draft,
    as_one_says,
    blamed,
    contradiction_of,
    member_of,
    printed_beside,
    suspicion_of,
)
from checker.language.days import DAY, minute_of
from checker.language.figures import Figure, Kind
from checker.proofs.verifying import RefusedError
from checker.reports.json_report import Json
from checker.retracing.shown import Shown, is_about
from checker.search.fitting import Fit, Fitting, NoFit, UnknownFit


def contradiction(
    told: Json, group: Shown, culprit: int, corrections: Collection[frozenset[int]]
) -> Contradiction:
    """A contradiction as it is told of the members that a report names.

    The `culprit` is withdrawn in the example; the `corrections` are those that cost as little.
    """
    members = [_member(one, group) for one in told["members"]]
    own = group.stated[culprit]
    members.sort(key=lambda one: one.distinct is not own)
    members = [*as_one_says(tuple(members))]
    restated = tuple(_member(one, group) for one in told["restated"])
    lexicon = group.group.round.topic.lexicon
    certificate = told["proof"]["certificate"]
    if certificate is not None:
        stated = [one.distinct for one in blamed(tuple(members))]
        alone, component = compiled_alone(stated, lexicon)
        among = ((alone, component), (group.stated, group.task.component))
        if not any(is_about(certificate, *one) for one in among):
            raise RefusedError(f"{told['id']}: its certificate is not about what the claims say")
    made = contradiction_of(
        Draft(tuple(members), restated),
        suspicion_of(group.group, culprit, corrections, restated),
        told.get("doubt", ""),
        lambda _: certificate,
        printed_beside(members, group.group, corrections),
    )
    _refuse_what_the_example_denies(made, group, own)
    lines = may_lift(made, group.group.round.topic) if told["lifted_if"] else iter(())
    if not all(line in lines for line in told["lifted_if"]):  # in this order
        raise RefusedError(f"{told['id']}: what is said to lift it is not about its members")
    return replace(
        made,
        lifted_if=tuple(told["lifted_if"]),
        proof=Proof(certificate, told["proof"]["reason"] or ""),
    )


def _refuse_what_the_example_denies(made: Contradiction, group: Shown, culprit: Distinct) -> None:
    """Raises where values that are said to fit leave out the one that an example has.

    That is known of what alone has to give way: its culprit, and what restates it.
    """
    own = tuple(one for one in made.members if one.statement in culprit.supporters)
    others = (one for one in made.members if one not in own)
    kept = group.left_out.isdisjoint(group.places[one.statement.id] for one in others)
    for member in (own if kept else ()) + made.restated:
        value = group.value(group.places[member.statement.id])
        if value is None or member.fits is None or isinstance(member.fits, UnknownFit):
            continue
        if isinstance(member.fits, NoFit) or not any(value in part for part in member.fits.parts):
            name = member.statement.id
            raise RefusedError(f"{name}: {value} would do, as the example shows, and is not told")


def _member(told: Json, group: Shown) -> Member:
    """A member, whoever of its supporters is named, with what a solver found of its figure.

    That is not checked.
    """
    one = group.stated[group.places[told["id"]]]
    return replace(
        member_of(one, _fit(told, member_of(one, None).figure)),
        repairs=tuple(Repair(known["value"], known["slip"]) for known in told["repairs"]),
        in_every_correction=told["in_every_correction"],
    )


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
