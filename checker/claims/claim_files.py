"""Reads a claim file or an assumption file into statements that know their place."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from fractions import Fraction
from typing import Literal

from checker.claims import nodes
from checker.claims.articles import Shelf
from checker.claims.each_line import EachLine, Said, span
from checker.claims.editions import as_of
from checker.claims.nodes import Mapping, Node, Scalar, places, tree
from checker.claims.problems import Problem, QuotedLine, Severity
from checker.claims.quotes import Astray, find
from checker.claims.shapes import (
    EXPECTED,
    AssumptionShape,
    ClaimShape,
    DefaultsShape,
    SourceShape,
    fit,
    is_nothing,
    known_keys,
)
from checker.claims.sources import Refused, Source, problem_with, shown
from checker.claims.statements import Article, Part, Position, Quote, Skipped, Statement
from checker.claims.unsayable import remedy_for
from checker.claims.vocabulary import Vocabulary
from checker.frozen import dataclass
from checker.language.algebra import Plan
from checker.language.figures import Reading, convention_of
from checker.language.grammar import parse
from checker.language.meaning import better
from checker.language.mistakes import Mistake
from checker.language.periods import period_of
from checker.language.phrases.planned import planned
from checker.language.suggest import did_you_mean, nearest
from checker.language.syntax import Assertion, Formula

_ID = re.compile(r"[\w-]+")
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_TRUST = re.compile(r"\d{1,6}(?:\.\d{1,6}|/[1-9]\d{0,5})?")
_BEFORE_COMMENT = re.compile(r'(?:"[^"]*"|[^"#]|(?<=\S)#|")*')
_READINGS = frozenset(reading.value for reading in Reading)
_STATUSES = tuple(plan.value for plan in Plan)
_TOP_KEYS = (*EXPECTED["claim file"], *EXPECTED["assumption file"])


@dataclass(frozen=True, slots=True)
class Written:
    """A statement with its file: `offsets[i]` is where its character i stands there.

    `line` is the line of the quote that it was made for, under `each_line`.
    """

    statement: Statement
    source: Source
    offsets: Sequence[int]
    line: QuotedLine | None = None

    def problem(
        self,
        start: int,
        end: int,
        message: str,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem with some characters of the statement."""
        first, stop = span(self.offsets, start, end)
        problem = self.source.problem(first, stop, message, remedy, severity)
        return replace(problem, quoted=self.line)

    def part(self, number: int, tree: Assertion) -> Statement:
        """A part of the statement, which stands where its figure does."""
        whole = self.statement
        start, _ = span(self.offsets, tree.start, tree.end)
        line, column = self.source.place(start)
        return replace(
            whole,
            id=f"{whole.id}.{number}",
            formula=replace(whole.formula, tree=tree),
            position=Position(self.source.path, line, column),
            part=Part(number, tree.printed_in(whole.formula.source), whole.id),
        )


@dataclass(frozen=True, slots=True)
class Restricted:
    """An assumption's `for`: the article that it is limited to, and where that is written."""

    article: str
    source: Source
    node: Scalar


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """What one file holds; an assumption file has no article and counts no claims.

    `is_whole` is false when something in it could not be read, so that nobody misses it elsewhere.
    """

    source: Source
    article: Article | None = None
    article_node: Scalar | None = None
    written: tuple[Written, ...] = ()
    withdrawn: tuple[Written, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    claims: int = 0
    restricted: tuple[Restricted, ...] = ()
    is_whole: bool = False


def read_claims(
    source: Source, stem: str, vocabulary: Vocabulary, shelf: Shelf
) -> tuple[ClaimFile, list[Problem]]:
    """What a file says, as far as it is sound, and all that is wrong with it.

    `stem` begins the ids of its statements.
    """
    root, problems = tree(source)
    if not isinstance(root, Mapping):
        if not problems:
            empty = root is None or (isinstance(root, Scalar) and not root.value)
            message = f"this file {'is empty' if empty else 'has no keys'}"
            problems.append(problem_with(source.path, message, _expected()))
        return ClaimFile(source), problems
    reader = _Reader(source, stem, vocabulary, shelf, problems)
    keys = {key.value for key, _ in root.entries}
    if "assumptions" in keys and not keys & set(EXPECTED["claim file"]):
        problems += known_keys(root, EXPECTED["assumption file"], source)
        return reader.assumptions(root), problems
    if "assumptions" in keys:
        at = root.key("assumptions") or root
        problems.append(
            source.problem(
                at.start,
                at.end,
                "claims and assumptions stand together here",
                "put the assumptions into a file of their own",
            )
        )
        known: tuple[str, ...] = _TOP_KEYS
    elif keys & set(EXPECTED["claim file"]):
        known = EXPECTED["claim file"]
    else:
        problems.append(_no_claims(root, source))
        return ClaimFile(source), problems
    problems += known_keys(root, known, source)
    return reader.claim_file(root), problems


def _expected() -> str:
    return "a claim file has `source` and `claims`, an assumption file has `assumptions`"


def _no_claims(root: Mapping, source: Source) -> Problem:
    """The problem with a file that has none of the keys that files have."""
    for key, _ in root.entries:
        if key.value in EXPECTED["vocabulary"]:
            remedy = f"`{shown(key.value)}` belongs in vocabulary.yaml"
            break
        if key.value in EXPECTED["decision file"]:
            remedy = f"`{shown(key.value)}` belongs in claims/decisions.yaml, for all topics"
            break
        if near := nearest(key.value, _TOP_KEYS):
            remedy = f"did you mean `{near}`?"
            break
    else:
        key, remedy = (root.entries[0][0] if root.entries else Scalar("", 0, 1)), _expected()
    message = "this file holds neither claims nor assumptions"
    return source.problem(key.start, key.end, message, remedy)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The statements of `says`: offset and text of each line without comment and blank ends."""
    at = 0
    for line in text.split("\n"):
        match = _BEFORE_COMMENT.match(line)
        statement = (match[0] if match else "").strip()
        if statement:
            yield at + line.index(statement), statement
        at += len(line) + 1


@dataclass
class _Reader:
    """Reads one file; every method adds to `problems` and goes on."""

    source: Source
    stem: str
    vocabulary: Vocabulary
    shelf: Shelf
    problems: list[Problem]
    written: list[Written] = field(default_factory=list)
    withdrawn: list[Written] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    ids: dict[str, Scalar] = field(default_factory=dict)
    is_whole: bool = True

    # --- the two kinds of file ---

    def claim_file(self, root: Mapping) -> ClaimFile:
        """The claims of one article."""
        article, article_node = self._article(root)
        defaults, node = DefaultsShape(), root.get("defaults")
        if node is not None:
            fitted, problems = fit(DefaultsShape, node, self.source, root.key("defaults"))
            self.problems += problems
            defaults = fitted or defaults
            self._check_scope(node, defaults)
        count = 0
        for entry in self._list(root, "claims"):
            count += 1
            claim, problems = fit(ClaimShape, entry, self.source)
            self.problems += problems
            if claim is not None and isinstance(entry, Mapping):
                self._claim(claim, entry, defaults, article)
            else:
                self.is_whole = False
        return ClaimFile(
            self.source,
            article,
            article_node,
            tuple(self.written),
            tuple(self.withdrawn),
            tuple(self.skipped),
            count,
            is_whole=self.is_whole and article is not None,
        )

    def assumptions(self, root: Mapping) -> ClaimFile:
        """Statements that no article prints."""
        restricted = []
        for entry in self._list(root, "assumptions"):
            shape, problems = fit(AssumptionShape, entry, self.source)
            self.problems += problems
            if shape is None or not isinstance(entry, Mapping):
                continue
            self._check_scope(entry, shape)
            self._check_id(shape.id, entry)
            because = _one_line(shape.because)
            self._need_text(entry, "because", because, "say why it is reasonable")
            article = posixpath.normpath(shape.for_) if shape.for_ else None
            node = entry.get("for")
            if article is not None and isinstance(node, Scalar):
                restricted.append(Restricted(article, self.source, node))
            for n, said in enumerate(self._statements(shape.says, "says", entry), 1):
                found = parse(said.text)
                if isinstance(found, Mistake):
                    self._mistake(found, said)
                    continue
                statement = Statement(
                    f"{self.stem}/{shape.id}/{n}",
                    "assumed",
                    said.text,
                    found,
                    self._position(said.offsets[0]),
                    because=because,
                    only_for=article,
                    period=shape.period or None,
                    place=self.vocabulary.place(shape.place),
                    as_of=shape.as_of or None,
                )
                self.written.append(Written(statement, self.source, said.offsets))
        return ClaimFile(
            self.source,
            written=tuple(self.written),
            restricted=tuple(restricted),
            is_whole=True,
        )

    def _list(self, root: Mapping, key: str) -> tuple[Node, ...]:
        node, at = root.get(key), root.key(key)
        if isinstance(node, nodes.Sequence):
            return node.parts
        if node is not None and is_nothing(node):
            return ()
        self.is_whole = False
        if at is None:
            if not any(key.value not in _TOP_KEYS for key, _ in root.entries):
                first = root.entries[0][0]
                message = f"`{key}` is missing in this file"
                self._wrong(first, message, f"add `{key}:` and below it `- id: …` entries")
        else:
            self._wrong(
                at,
                f"`{key}` must be a list of entries",
                _behind_dashes(node),
            )
        return ()

    # --- the article ---

    def _article(self, root: Mapping) -> tuple[Article | None, Scalar | None]:
        node, key = root.get("source"), root.key("source")
        if node is None:
            if not any(key.value not in _TOP_KEYS for key, _ in root.entries):
                remedy = "add `source: {article: seeds/…}`"
                self._wrong(root.entries[0][0], "`source` is missing in this file", remedy)
            return None, None
        shape, problems = fit(SourceShape, node, self.source, key)
        self.problems += problems
        if shape is None or not isinstance(node, Mapping):
            return None, None
        if shape.published and not _is_published(shape.published):
            at = _scalar(node, "published")
            self._wrong(
                at, f"`{shown(shape.published)}` is no date", "write it as 2011-11-08 or 2011-11"
            )
        trust = Fraction(shape.trust) if _TRUST.fullmatch(shape.trust) else Fraction(0)
        if shape.trust and not trust:
            at = _scalar(node, "trust")
            remedy = "write a number above 0; 1 is usual, 2 weighs double"
            self._wrong(at, f"`{shown(shape.trust)}` is no weight", remedy)
        at = _scalar(node, "article")
        path = posixpath.normpath(shape.article) if shape.article else ""
        text = self.shelf.text(path) if path else Refused("`article` is empty", "name its file")
        if isinstance(text, Refused):
            self._wrong(at, text.message, text.remedy)
            return None, None
        article = Article(
            path, text, _one_line(shape.publisher), shape.published or None, trust or Fraction(1)
        )
        return article, at

    # --- one claim ---

    def _claim(
        self, claim: ClaimShape, entry: Mapping, defaults: DefaultsShape, article: Article | None
    ) -> None:
        self._check_id(claim.id, entry)
        self._check_scope(entry, claim)
        quote = self._quote(claim, entry, article)
        says, skip = entry.get("says"), entry.get("skip")
        withdraws = entry.get("withdraws")
        if says is None and skip is None and withdraws is None:
            self._wrong(
                _scalar(entry, "id"),
                f"the claim `{shown(claim.id)}` says nothing",
                "add `says: …`, or `skip: …` with the reason why it cannot be checked",
            )
            return
        for key in ("skip", "withdraws") if entry.get("each_line") is not None else ():
            if entry.get(key) is not None:
                self._refuse_both("each_line", key, claim, entry)
        if skip is not None:
            if says is not None:
                self._refuse_both("says", "skip", claim, entry)
            reason = _one_line(claim.skip)
            self._need_text(entry, "skip", reason, "say why it cannot be checked")
            if article is not None and quote is not None:
                position = self._position(entry.start)
                claim_id = f"{self.stem}/{claim.id}"
                self.skipped.append(Skipped(claim_id, reason, position, article, quote))
            return
        if says is not None:
            self.written += self._all_written("says", claim, entry, defaults, article, quote)
        if withdraws is not None:
            taken_back = self._all_written("withdraws", claim, entry, defaults, article, quote)
            self.withdrawn += taken_back

    def _refuse_both(self, one: str, other: str, claim: ClaimShape, entry: Mapping) -> None:
        self._wrong(
            entry.key(other) or _scalar(entry, other),
            f"the claim `{shown(claim.id)}` has both `{one}` and `{other}`",
            "leave one of them out",
        )

    def _all_written(
        self,
        key: Literal["says", "withdraws"],
        claim: ClaimShape,
        entry: Mapping,
        defaults: DefaultsShape,
        article: Article | None,
        quote: Quote | None,
    ) -> Iterator[Written]:
        """Each statement under a key of a claim."""
        for n, said in enumerate(self._said(key, claim, entry, quote), 1):
            found = parse(said.text)
            if claim.status in _STATUSES and not isinstance(found, Mistake):
                found = planned(found, claim.status)
            if isinstance(found, Mistake):
                self._mistake(found, said)
                continue
            written = claim.reading or defaults.reading
            reading, unit = convention_of(written) or (Reading.DEFAULT, None)
            told = claim.as_of or ("" if claim.bulletin else defaults.as_of)
            bulletin = claim.bulletin or ("" if claim.as_of else defaults.bulletin)
            statement = Statement(
                f"{self.stem}/{claim.id}/{n}",
                "stated",
                said.text,
                found,
                self._position(said.offsets[0]),
                article,
                said.quote,
                _one_line(claim.speaker) or None,
                period=claim.period or defaults.period or None,
                place=self.vocabulary.place(claim.place or defaults.place),
                reading=reading,
                unit=unit,
                as_of=told or None,
                bulletin=_one_line(bulletin) or None,
                note=_one_line(claim.note),
            )
            yield Written(statement, self.source, said.offsets, said.line)

    def _quote(self, claim: ClaimShape, entry: Mapping, article: Article | None) -> Quote | None:
        node = _scalar(entry, "quote")
        if not claim.quote.strip():
            self._wrong(node, "`quote` is empty", "copy a passage of the article")
            return None
        if article is None:
            return None
        found = find(claim.quote, self.shelf.folded(article.path), article.text)
        if isinstance(found, Astray):
            offsets = places(node, self.source.text)
            last = len(offsets) - 1
            start, end = offsets[min(found.start, last)], offsets[min(found.end, last)]
            other = self.shelf.holding(claim.quote)
            remedy = f"it stands in {shown(other)}: is this file about that?" if other else ""
            remedy = remedy or found.remedy
            self.problems.append(self.source.problem(start, end, found.message, remedy))
            return None
        return found

    def _said(
        self,
        key: Literal["says", "withdraws"],
        claim: ClaimShape,
        entry: Mapping,
        quote: Quote | None,
    ) -> list[Said]:
        """The statements under a key of a claim; with `each_line` once for each line it quotes."""
        found = self._statements(getattr(claim, key), key, entry, quote)
        if key != "says" or entry.get("each_line") is None:
            return found
        reader = EachLine(self.source, _scalar(entry, "each_line"))
        found = reader.said(found, quote)
        self.problems += reader.problems
        self.is_whole &= not any(problem.is_error for problem in reader.problems)
        return found

    def _statements(
        self, says: str, key: str, entry: Mapping, quote: Quote | None = None
    ) -> list[Said]:
        """The statements under a key of an entry as written."""
        node = _scalar(entry, key)
        offsets = places(node, self.source.text)
        if self._is_folded(node, key):
            return []
        found = [Said(text, offsets[at : at + len(text) + 1], quote) for at, text in lines(says)]
        if not found:
            remedy = "write one, such as `excellent = 28`"
            self._wrong(node, f"`{key}` holds no statement", remedy)
        return found

    def _is_folded(self, node: Scalar, key: str) -> bool:
        """Whether several statements stand in several lines that YAML makes one of."""
        raw = self.source.text[node.start : node.end].removeprefix(">")
        each = [text for _, text in lines(raw)]
        folded = node.style != "|" and len(each) > 1
        if folded and all(isinstance(parse(line), Formula) for line in each):
            self.is_whole = False
            message = f"`{key}` has several lines here, of which YAML makes one"
            at = Scalar("", node.start, node.start + 1)
            self._wrong(at, message, f"write `{key}: |`, and below it one statement a line")
            return True
        return False

    def _mistake(self, mistake: Mistake, said: Said) -> None:
        self.is_whole = False
        if remedy := remedy_for(mistake, said.text, self.vocabulary):
            mistake = replace(mistake, remedy=remedy)
        else:
            mistake = better(
                said.text, mistake, self.vocabulary.known_words, self.vocabulary.widths
            )
        where = span(said.offsets, mistake.start, mistake.end)
        problem = self.source.problem(*where, mistake.message, mistake.remedy)
        self.problems.append(replace(problem, quoted=said.line))

    # --- checks ---

    def _check_id(self, name: str, entry: Mapping) -> None:
        at = _scalar(entry, "id")
        first = self.ids.setdefault(name, at)
        if not _ID.fullmatch(name):
            remedy = "use letters, digits, `-` and `_`"
            self._wrong(at, f"`{shown(name)}` is no id", remedy)
        elif first is not at:
            line, _ = self.source.place(first.start)
            message = f"the id `{shown(name)}` stands twice in this file, first on line {line}"
            self._wrong(at, message, "rename one of them")

    def _check_scope(self, node: Node, shape: ClaimShape | DefaultsShape | AssumptionShape) -> None:
        """Whether period, place and reading are known."""
        lexicon = self.vocabulary.lexicon
        if shape.period and period_of(shape.period, lexicon.periods) is None:
            remedy = did_you_mean(shape.period, lexicon.periods)
            if not remedy.startswith("did"):
                remedy = "write a year such as 2011, or declare it under `periods`"
            self._wrong(_scalar(node, "period"), f"`{shown(shape.period)}` is no period", remedy)
        if shape.place and self.vocabulary.place(shape.place) is None:
            known = sorted({*lexicon.known_places})
            remedy = did_you_mean(shape.place, known) or "declare it under `places`"
            self._wrong(_scalar(node, "place"), f"there is no place `{shown(shape.place)}`", remedy)
        if shape.as_of and as_of(shape.as_of) is None:
            remedy = "write it as 2011-11-08, or with the time as 2011-11-08 18:00"
            self._wrong(_scalar(node, "as_of"), f"`{shown(shape.as_of)}` is no time", remedy)
        if isinstance(shape, AssumptionShape):
            return
        if shape.reading and convention_of(shape.reading) is None:
            self._wrong(_scalar(node, "reading"), *_no_reading(shape.reading))
        if isinstance(shape, ClaimShape) and shape.status and shape.status not in _STATUSES:
            message = f"there is no status `{shown(shape.status)}`"
            remedy = did_you_mean(shape.status, _STATUSES)
            self._wrong(_scalar(node, "status"), message, remedy)

    def _need_text(self, entry: Mapping, key: str, text: str, remedy: str) -> None:
        if not text:
            self._wrong(_scalar(entry, key), f"`{key}` is empty", remedy)

    def _position(self, offset: int) -> Position:
        return Position(self.source.path, *self.source.place(offset))

    def _wrong(self, at: Scalar, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(at.start, at.end, message, remedy))


def _behind_dashes(node: Node | None) -> str:
    """How entries that were written as keys are written as a list."""
    match node:
        case Mapping(entries=((key, Mapping()), *_)) if _ID.fullmatch(key.value):
            return f"write `- id: {shown(key.value)}` for `{shown(key.value)}:`, and so on"
        case _:
            return "begin each entry with `- id: …` on a line of its own"


def _is_published(text: str) -> bool:
    """Whether a text is a day, or a month or a year where the article prints no more."""
    return bool(_PUBLISHED.fullmatch(text)) and period_of(text, {}) is not None


def _no_reading(written: str) -> tuple[str, str]:
    """What is wrong with a reading, and what to write."""
    name, _, unit = written.strip().partition(" ")
    if name in _READINGS and unit:
        message = f"the reading `{name}` does not take `{shown(unit)}`"
        return message, "behind a kind of rounding may stand its unit, as in `nearest 1,000`"
    known = [one.value for one in Reading if one is not Reading.DEFAULT]
    near = nearest(name, known)
    listed = ", ".join(f"`{one}`" for one in known)
    remedy = f"did you mean `{near}`?" if near else f"known are {listed}"
    return f"there is no reading `{shown(written)}`", remedy


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _scalar(node: Node, key: str) -> Scalar:
    """The text under a key that is known to be there."""
    value = node.get(key) if isinstance(node, Mapping) else None
    return value if isinstance(value, Scalar) else Scalar("", node.start, node.start + 1)
