"""Writes decisions down, and takes them back, as `factcheck decide` does."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from checker.claims.decision_edits import (
    UneditableError,
    known,
    text_of,
    with_decision,
    without_decisions,
)
from checker.claims.decisions import RULINGS
from checker.claims.kinds import day_instead, plain_day
from checker.claims.saving import UNLOCKED, ChangedMeanwhileError, change
from checker.claims.sources import raw
from checker.claims.statements import Decision, Ruling, Statement
from checker.claims.topics import decision_file, find_decisions
from checker.explain.finding import Contradiction
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
    newest = watch.now.newest
    name = typed.get("contradiction", "")
    if newest is None:
        raise RefusedError(409, _CHANGED)
    found = _found(newest, name, typed.get("version", ""))
    asked = _asked(typed, today)
    if lacking := lack(newest.project, found, asked, CALLED.__getitem__):
        raise RefusedError(422, _sentence(lacking.message), lacking.field)
    decision = decision_of(found, asked, decision_file(watch.root).name, today)

    def edit(text: str) -> str:
        decided = {one.contradiction for one in known(text)}
        if name in decided or _is_touched(watch.root, newest, found):
            raise RefusedError(409, _CHANGED)
        return with_decision(text, decision)

    more = _changed(watch, edit)
    return Written(f"{name} is decided: {decision.words}.{more}", {})


def withdraw(watch: Watch, typed: Mapping[str, str]) -> Written:
    """Takes a decision out of the file.

    Raises `RefusedError`; nothing was written then.
    """
    name = typed.get("contradiction", "")
    taken: list[Decision] = []

    def edit(text: str) -> str:
        taken[:] = [one for one in known(text) if one.contradiction == name]
        if not taken:
            raise RefusedError(404, "Nothing was decided of this contradiction.")
        return without_decisions(text, {name})

    more = _changed(watch, edit)
    told = f"The decision of {name} is withdrawn; the form has its text.{more}"
    return Written(told, _draft(taken[0]))


def _changed(watch: Watch, edit: Callable[[str], str]) -> str:
    """Edits the file as it is at this moment; what is to be told of it."""
    file = decision_file(watch.root)
    try:
        is_locked = change(file, lambda held: edit(text_of(held)))
    except (UneditableError, ChangedMeanwhileError, OSError) as error:
        raise _unwritten(file.name, error) from None
    watch.wake()
    return "" if is_locked else f" {_sentence(UNLOCKED)}"


def _found(newest: Checked, name: str, version: str) -> Contradiction:
    """The contradiction that was decided of; its id is that of what its members say."""
    for one in newest.findings.contradictions:
        if one.id == name:
            return one
    if version != newest.version:
        raise RefusedError(409, _CHANGED)
    raise RefusedError(404, "There is no such contradiction any more.")


def _is_touched(root: Path, newest: Checked, found: Contradiction) -> bool:
    """Whether a file on which a contradiction rests holds something else by now.

    Other claim files and their articles, and what was decided of others, do not matter to it.
    """
    project = newest.project
    every = [statement for topic in project.topics for statement in topic.statements]
    others = {path for one in every for path in _paths(one)}
    others -= {path for one in found.statements for path in _paths(one)}
    others |= {file.relative_to(root).as_posix() for file in find_decisions(root)}
    return any(
        source.path not in others and not _holds(root / source.path, source.text)
        for source in project.files
    )


def _holds(file: Path, text: str) -> bool:
    """Whether a file holds a text, with a byte-order mark or without."""
    held = raw(file)
    wanted = text.encode().removeprefix(BOM_UTF8)
    return isinstance(held, bytes) and held.removeprefix(BOM_UTF8) == wanted


def _paths(statement: Statement) -> Iterator[str]:
    yield statement.position.file
    if statement.article is not None:
        yield statement.article.path


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
