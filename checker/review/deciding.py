"""Writes decisions down, and takes them back, as `factcheck decide` does."""

from collections.abc import Callable, Mapping
from datetime import date

from checker.claims.decision_edits import (
    UneditableError,
    text_of,
    with_decision,
    without_decisions,
)
from checker.claims.decisions import RULINGS
from checker.claims.kinds import day_instead, plain_day
from checker.claims.saving import UNLOCKED, ChangedMeanwhileError, change
from checker.claims.statements import Decision, Ruling
from checker.claims.topics import decision_file
from checker.findings.finding import Contradiction
from checker.frozen import dataclass
from checker.review.watching import Checked, Watch
from checker.usecases.decide import Asked, decision_of, lack

CALLED = {
    "article": "article",
    "because": "“Why”",
    "until": "a day in “Holds until”",
    "url": "“Published at”",
}
"""How the form calls its fields."""

FIELDS = frozenset(
    {"version", "contradiction", "ruling", "article", "because", "by", "until", "url"}
)

_CHANGED = (
    "The files were changed since this page was made, so nothing was written. "
    "What you typed is kept: reload, and look whether it still fits."
)


class RefusedError(Exception):
    """Nothing was written; the text says why, `field` what has to change, `status` is of HTTP."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.field = field


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down; `draft` is what stood in the decision that was taken back."""

    message: str
    draft: Mapping[str, str]


def decide(watch: Watch, typed: Mapping[str, str], today: date) -> Written:
    """Adds a decision to the file.

    Raises `RefusedError`; nothing was written then.
    """
    newest = _newest(watch, typed)
    found = _found(newest, typed.get("contradiction", ""))
    asked = _asked(typed, today)
    if lacking := lack(newest.project, found, asked, CALLED.__getitem__):
        raise RefusedError(422, _sentence(lacking.message), lacking.field)
    decision = decision_of(found, asked, decision_file(watch.root).name, today)
    more = _changed(watch, typed, lambda text: with_decision(text, decision))
    return Written(f"{found.id} is decided: {decision.words}.{more}", {})


def withdraw(watch: Watch, typed: Mapping[str, str]) -> Written:
    """Takes a decision out of the file.

    Raises `RefusedError`; nothing was written then.
    """
    newest = _newest(watch, typed)
    name = typed.get("contradiction", "")
    decisions = [one for one in newest.project.decisions if one.contradiction == name]
    if not decisions:
        raise RefusedError(404, "Nothing was decided of this contradiction.")
    more = _changed(watch, typed, lambda text: without_decisions(text, {name}))
    return Written(
        f"The decision of {name} is withdrawn; the form has its text.{more}", _draft(decisions[0])
    )


def _changed(watch: Watch, typed: Mapping[str, str], edit: Callable[[str], str]) -> str:
    """Edits the file if nothing was changed since the page was made; what is to be told of it."""

    def edited(held: bytes | None) -> str:
        _newest(watch, typed)
        return edit(text_of(held))

    file = decision_file(watch.root)
    try:
        is_locked = change(file, edited)
    except (UneditableError, ChangedMeanwhileError, OSError) as error:
        raise _unwritten(file.name, error) from None
    watch.wake()
    return "" if is_locked else f" {_sentence(UNLOCKED)}"


def _newest(watch: Watch, typed: Mapping[str, str]) -> Checked:
    """The report that the page shows, if it is about the files as they are at this moment."""
    newest = watch.now.newest
    if (
        newest is None
        or newest.version != typed.get("version")
        or newest.version != watch.contents().version
    ):
        raise RefusedError(409, _CHANGED)
    return newest


def _found(newest: Checked, name: str) -> Contradiction:
    for one in newest.findings.contradictions:
        if one.id == name:
            return one
    raise RefusedError(404, "There is no such contradiction any more.")


def _asked(typed: Mapping[str, str], today: date) -> Asked:
    ruling, until = typed.get("ruling", ""), typed.get("until", "")
    if ruling not in RULINGS:
        raise RefusedError(422, "Choose what it is.", "ruling")
    day = plain_day(until)
    if until and day is None:
        raise RefusedError(422, f"“Holds until” is no day; {day_instead(until)}.", "until")
    if day is not None and day < today:
        raise RefusedError(422, "“Holds until” is past; choose a day to come.", "until")
    return Asked(
        Ruling(ruling),
        typed.get("because", ""),
        typed.get("article") or None,
        typed.get("by", ""),
        day,
        typed.get("url", "").strip(),
    )


def _draft(decision: Decision) -> Mapping[str, str]:
    """A decision as its form holds it."""
    return {
        "ruling": decision.ruling.value,
        "article": decision.article or "",
        "because": decision.because,
        "by": decision.by,
        "until": decision.until.isoformat() if decision.until else "",
        "url": decision.url,
    }


def _unwritten(name: str, error: Exception) -> RefusedError:
    match error:
        case UneditableError():
            return RefusedError(
                409, f"{name} cannot be changed here: {error}. Nothing was written."
            )
        case OSError():
            reason = error.strerror or "no access"
            return RefusedError(500, f"{name} cannot be written: {reason}. Nothing was written.")
        case _:
            return RefusedError(409, _CHANGED)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
