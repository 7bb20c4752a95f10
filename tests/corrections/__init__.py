"""Published corrections, retold: whether the figure that was put right is the first suspect.

Each case of `tuned.yaml` and `held_out.yaml` is a project as `tests/projects.py` says, but for an
article with `text` and `says`, which is one claim with all of the text as its quote. `kind` says
what went wrong; `corrected` has the statement that the publisher put right, and the figure it then
printed, as it would be printed; empty where none was.

    python -m tests.corrections [file]

prints a line for each that is not found, and the score.
"""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker.explain.finding import Contradiction, Member
from checker.frozen import dataclass
from checker.language.grammar import parse
from checker.language.nodes import Formula
from checker.search.fitting import Fit
from tests.projects import found_in, loaded, texts_of

HERE = Path(__file__).parent
FILES = ("tuned", "held_out")


@dataclass(frozen=True, slots=True)
class Correction:
    """A case by its title."""

    title: str
    case: dict[str, Any]

    @property
    def says(self) -> str:
        """The statement that was put right."""
        return str(self.case["corrected"]["says"])

    @property
    def to(self) -> str:
        """The figure that was printed instead; empty where there is none."""
        return str(self.case["corrected"]["to"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether what was corrected is the first suspect of the first contradiction, or alike others.

    `offered` tells whether the corrected figure is one of those that would do.
    """

    first: bool
    alone: bool
    offered: bool
    told: str


def cases(name: str) -> list[Correction]:
    """Those of a file."""
    texts = texts_of((HERE / f"{name}.yaml").read_text("utf-8"))
    return [Correction(title, _with_quotes(case)) for title, case in texts.items()]


def _with_quotes(case: dict[str, Any]) -> dict[str, Any]:
    def claimed(article: dict[str, Any]) -> dict[str, Any]:
        if "claims" in article:
            return article
        claim = {"id": "c", "quote": article["text"], "says": article["says"]}
        kept = {key: value for key, value in article.items() if key not in {"says", "note"}}
        return {**kept, "claims": [{**claim, **_note(article)}]}

    articles = {name: claimed(article) for name, article in case["articles"].items()}
    return {**case, "vocabulary": {**_NO_WORDS, **case["vocabulary"]}, "articles": articles}


_NO_WORDS: dict[str, dict[str, str]] = {
    "populations": {},
    "attributes": {},
    "define": {},
    "quantities": {},
    "places": {},
    "names": {},
}
"""In place of the words of all other cases."""


def _note(article: dict[str, Any]) -> dict[str, str]:
    return {"note": article["note"]} if "note" in article else {}


def outcome(one: Correction) -> Outcome:
    """What is told of a case."""
    with TemporaryDirectory() as folder:
        project = loaded(Path(folder), one.case)
        errors = [f"{p.excerpt}: {p.message}" for p in project.problems if p.is_error]
        if errors:
            raise ValueError(f"{one.title}: {'; '.join(errors)}")
        told = found_in(project).contradictions
    if not told:
        return Outcome(first=False, alone=False, offered=False, told="no contradiction")
    suspect = told[0].members[0]
    every = [member for found in told for member in (*found.members, *found.restated)]
    meant = [member for member in every if member.statement.shown == one.says]
    is_first = suspect.statement.shown == one.says
    return Outcome(
        is_first,
        is_first and len(_suspects(told[0])) == 1,
        not one.to or any(_offers(member, one.to) for member in meant),
        "; ".join(_told(found) for found in told),
    )


def _suspects(found: Contradiction) -> tuple[Member, ...]:
    return found.suspects


def _offers(member: Member, to: str) -> bool:
    """Whether a figure is among those that would do: printed so, or the one value that fits."""
    right = _value(to)
    if any(_plain(repair.value) == _plain(to) for repair in member.repairs):
        return True
    if right is not None and right in {_value(repair.value) for repair in member.repairs}:
        return True
    fits = member.fits
    return isinstance(fits, Fit) and fits.low is not None and fits.low == fits.high == right


def _value(text: str) -> Fraction | None:
    """What a figure is worth, as a statement prints it."""
    formula = parse(f"x = {text}")
    return formula.printed[0].value if isinstance(formula, Formula) and formula.printed else None


def _plain(text: str) -> str:
    return text.replace(",", "").lower().strip()


def _told(found: Contradiction) -> str:
    members = [f"{_marked(one)}" for one in found.members]
    return f"{'' if len(_suspects(found)) == 1 else '?'} {' | '.join(members)}"


def _marked(one: Member) -> str:
    repairs = ", ".join(f"{r.value} {r.slip or ''}".strip() for r in one.repairs)
    return f"{one.statement.shown} [{repairs}]"
