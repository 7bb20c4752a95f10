"""One case told to an editor in Markdown: what is stated, and what comes of it.

It is told from the case file alone. No solver is asked: `test_cases` sees to it that what a case
expects is what is found.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from checker.algebra.intervals import Interval
from checker.claims.statements import Statement, Switch, Topic
from checker.compile.distinct import Distinct
from checker.explain.finding import Member
from checker.explain.wording import fit_words
from checker.language.figures import as_printed, is_read
from checker.language.meaning import Meaning
from checker.language.spell import interval_words
from checker.reports.style import Style
from checker.search.fitting import Fit, Fitting, NoFit, UnknownFit
from tests.projects import Case, loaded, read_case

_WRITTEN = {"says", "text", "claims"}
"""What an article holds; its other keys say how it is meant."""
_PIECE = re.compile(r"`[^`]*`|\[[^]]*\]\(")
_JOIN = "\0"
_TOLD = {"verdict", "contradictions", "undecided", "mistakes"}
"""What of an expectation is told in words; the rest is shown as it is written."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a case, what it means, and where it stands: `a`, or `assumed`."""

    statement: Statement
    meaning: Meaning
    where: str

    @property
    def text(self) -> str:
        """As written, or as reports name a part of it."""
        return self.statement.shown

    @property
    def constraint(self) -> str:
        """What it comes to: statements with the same one are one."""
        return self.meaning.constraint.text


def kind(expect: Case) -> str:
    """Whether a case shows what holds, what breaks, what is a mistake or what is undecided."""
    if "mistakes" in expect:
        return "mistake"
    verdict: str = expect["verdict"]
    return {"consistent": "holds", "contradictory": "breaks"}.get(verdict, verdict)


def vocabulary(path: Path) -> str:
    """The sections of the vocabulary that a case replaces, as they stand there."""
    return _part(path, "vocabulary")


def _listed(found: object, written: str) -> Iterator[str]:
    """A list of mappings as points, the first name and value of each in one breath."""
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        yield fenced("yaml", written)
        return
    for one in found:
        (name, value), *others = one.items()
        more = "".join(f"; {other}: {told}" for other, told in others)
        yield f"* {name} {value}{more}"


def remark(path: Path) -> str:
    """The comment at the head of a case."""
    lines = path.read_text("utf-8").splitlines()
    return wrapped(" ".join(line.lstrip("# ") for line in lines if line.startswith("#")))


def told(path: Path) -> Iterator[str]:
    """The paragraphs that tell of a case, behind its title, remark and vocabulary."""
    case = read_case(path)
    expect = case["expect"]
    if "known" in case:
        yield wrapped(f"This is known to come out otherwise as yet: {case['known']}.")
    yield from _claims(path, case)
    match kind(expect):
        case "mistake":
            yield from _mistakes(case, expect["mistakes"])
        case "holds":
            yield from _circumstances(case)
            topic = _topic(path, case)
            stated = zip(topic.statements, topic.meanings, strict=True)
            yield fenced("text", "\n".join(_understood(case, _in_order(stated))))
        case _:
            yield from _circumstances(case)
            parts = _in_order(_topic(path, case).switches)
            yield from _clashes(expect, parts, several=_several(case))
    for other in (key for key in expect if key not in _TOLD):
        yield f"{other.capitalize()}:"
        yield "\n".join(_listed(expect[other], _part(path, "expect", other)))


# --- Markdown --------------------------------------------------------------------------------


def fenced(language: str, text: str) -> str:
    """A block of code."""
    body = text.strip("\n")
    return f"```{language}\n{body}\n```"


def wrapped(text: str) -> str:
    """Prose in lines of the width that all pages have; no link and no code is broken."""
    whole = _PIECE.sub(lambda found: found[0].replace(" ", _JOIN), text)
    filled = textwrap.fill(whole, 100, break_long_words=False, break_on_hyphens=False)
    return filled.replace(_JOIN, " ")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *([c.replace("|", r"\|") for c in row] for row in rows)]
    return "\n".join("|" + "".join(f" {cell} |" if cell else " |" for cell in c) for c in lines)


# --- what is stated --------------------------------------------------------------------------


def _part(path: Path, *keys: str) -> str:
    """A part of a case as it stands in its file, without the indent; empty where there is none."""
    text = path.read_text("utf-8")
    node: Any = yaml.compose(text, yaml.BaseLoader)
    for key in keys:
        node = next((value for name, value in node.value if name.value == key), None)
        if node is None:
            return ""
    start: int = node.start_mark.index
    if not getattr(node, "flow_style", True):
        start -= node.start_mark.column
    return textwrap.dedent(text[start : node.end_mark.index]).rstrip()


def _claims(path: Path, case: Case) -> Iterator[str]:
    """Claims that are more than statements, as they are written."""
    for name, article in case["articles"].items():
        if isinstance(article, Mapping) and "claims" in article:
            if len(case["articles"]) > 1:
                yield f"Article {name}:"
            yield fenced("yaml", _part(path, "articles", name))


def _several(case: Case) -> bool:
    return len(case["articles"]) > 1 or bool(case.get("assumptions"))


def _circumstances(case: Case) -> Iterator[str]:
    """How the articles are meant, where it is not as usual."""
    groups: dict[str, list[str]] = {}
    for name, article in case["articles"].items():
        if how := _settings(article):
            groups.setdefault(how, []).append(name)
    told = "; ".join(
        f"{_articles(names) if _several(case) else 'the article has'} {how}"
        for how, names in groups.items()
    )
    if told:
        yield wrapped(f"{told[:1].upper()}{told[1:]}.")


def _articles(names: Sequence[str]) -> str:
    *others, last = names
    return f"articles {', '.join(others)} and {last} have" if others else f"article {last} has"


def _settings(article: str | Case) -> str:
    """What an article has beside its statements; empty where it is shown as it is written."""
    if isinstance(article, str) or "claims" in article:
        return ""
    keys = [key for key in article if key not in _WRITTEN]
    return " and ".join(f"`{key}: {article[key]}`" if article[key] else f"no {key}" for key in keys)


def _topic(path: Path, case: Case) -> Topic:
    with TemporaryDirectory() as folder:
        project = loaded(Path(folder), case)
    for problem in project.problems:
        if problem.is_error:
            where = f"{path.parent.name}/{path.name}"
            raise ValueError(f"{where} has a mistake that it does not expect: {problem.message}")
    (topic,) = project.topics
    return topic


def _in_order(stated: Iterable[Switch]) -> list[Told]:
    told = [Told(statement, meaning, _where(statement)) for statement, meaning in stated]
    return sorted(told, key=_as_written)


def _as_written(one: Told) -> tuple[bool, str, int, int]:
    """Articles first, each line by line."""
    at = one.statement.position
    return one.statement.article is None, at.file, at.line, at.column


def _where(statement: Statement) -> str:
    if statement.article is not None:
        return Path(statement.article.path).stem
    only = f" for {Path(statement.only_for).stem}" if statement.only_for else ""
    return f"assumed{only}"


def _understood(case: Case, statements: Iterable[Told]) -> Iterator[str]:
    """What `factcheck show` says of each statement."""
    last = ""
    for one in statements:
        if _several(case) and one.where != last:
            last = one.where
            yield f"# {last}" if one.statement.article is None else f"# article {last}"
        yield from Style().wrap(one.text, "", "  ")
        yield from Style().wrap(f"{one.meaning.words}.", "= ", "  ")


def _mistakes(case: Case, mistakes: str) -> Iterator[str]:
    """The mistakes as told, and what else is stated beside them."""
    yield from _circumstances(case)
    lines = [
        line.strip()
        for article in case["articles"].values()
        if isinstance(article, str) or "claims" not in article
        for line in (article if isinstance(article, str) else article.get("says", "")).splitlines()
    ]
    beside = [line for line in dict.fromkeys(lines) if line and line not in mistakes.splitlines()]
    yield fenced("text", mistakes)
    if beside:
        yield _also(beside)


# --- what comes of it ------------------------------------------------------------------------


def _clashes(expect: Case, statements: Sequence[Told], *, several: bool) -> Iterator[str]:
    """A table for each contradiction, and what else is stated."""
    named: set[str] = set()
    for one in expect.get("contradictions", ()):
        members: dict[str, str] = {}
        for key in ("culprit", "suspects", "others", "restated"):
            members |= one.get(key, {})
        named |= {told.constraint for text in members for told in _meant(text, statements)}
        yield f"{one['grade'].capitalize()}:"
        yield _contradiction(one, statements, several=several)
    for group in expect.get("undecided", ()):
        texts = group["statements"]
        named |= {told.constraint for text in texts for told in _meant(text, statements)}
        listed = ", ".join(f"`{text}`" for text in texts)
        yield wrapped(f"Undecided: {listed}; {group['reason']}.")
    others = [one.text for one in statements if one.constraint not in named]
    if others:
        yield _also(dict.fromkeys(others))


def _also(statements: Iterable[str]) -> str:
    listed = ", ".join(f"`{text}`" for text in statements)
    return wrapped(f"Also stated: {listed}.")


def _contradiction(found: Case, statements: Sequence[Told], *, several: bool) -> str:
    rows = []
    for mark, members in _MARKS:
        for text, fits in found.get(members, {}).items():
            meant = _meant(text, statements)
            joint = ", " if len({one.constraint for one in meant}) == 1 else " or "
            where = joint.join(dict.fromkeys(one.where for one in meant))
            place = [where] if several else []
            rows.append([mark, *place, _with_readings(meant[0]), _would_be(meant[0], fits)])
    return _table(["", *(["Article"] if several else []), "Statement", "Would have to be"], rows)


_MARKS = (("✗", "culprit"), ("?", "suspects"), ("•", "others"), ("again", "restated"))


def _meant(text: str, statements: Sequence[Told]) -> list[Told]:
    """All who state what an expectation names by its text."""
    constraints = {one.constraint for one in statements if one.text == text}
    return [one for one in statements if one.constraint in constraints]


def _with_readings(one: Told) -> str:
    read = [
        f"{as_printed(figure)} read as {interval_words(figure, interval)}"
        for figure, interval in one.meaning.readings
        if is_read(figure, interval)
    ]
    return f"`{one.text}`" + (f" ({'; '.join(read)})" if read else "")


def _would_be(one: Told, fits: str) -> str:
    """What a member would have to be, as reports say it; empty where no one figure is asked for."""
    if len(one.meaning.slots) != 1:
        return ""
    found = _fitting(fits)
    if isinstance(found, UnknownFit):
        return fits
    distinct = Distinct(one.meaning, (one.statement,))
    words = fit_words(Member(distinct, one.meaning.slots[0].figure, found))
    return "" if words == "any value" else words


def _fitting(text: str) -> Fitting | None:
    """The fitting values that an expectation spells; `projects.fits` the other way round."""
    match text:
        case "":
            return None
        case "none":
            return NoFit()
        case "not found out":
            return UnknownFit("")
    first, *others = map(_interval, text.removeprefix("within ").split(" or "))
    last = others[-1] if others else first
    apart = Interval(first.high, last.low, not first.high_open, not last.low_open)
    gap = apart if others else None
    sure = not text.startswith("within ")
    return Fit(first.low, last.high, first.low_open, last.high_open, gap, sure)


def _interval(text: str) -> Interval:
    if text[0] not in "[(":
        return Interval.point(_value(text))
    low, high = (None if end == "…" else _value(end) for end in text[1:-1].split(", "))
    return Interval(
        low, high, low is not None and text[0] == "(", high is not None and text[-1] == ")"
    )


def _value(text: str) -> Fraction:
    """A number, or a day, a clock time or both as the number of days or minutes that it is."""
    match = re.fullmatch(r"(?:(\d{4}-\d{2}-\d{2}) ?)?(?:(\d{2}):(\d{2}))?", text)
    if match is None:
        return Fraction(text)
    days = date.fromisoformat(match[1]).toordinal() if match[1] else 0
    if match[2] is None:
        return Fraction(days)
    return Fraction((days * 24 + int(match[2])) * 60 + int(match[3]))
