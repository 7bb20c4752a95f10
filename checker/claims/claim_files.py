"""Reads a claim file or an assumption file into statements that know their place."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import partial

from checker.claims import shapes
from checker.claims.articles import Shelf
from checker.claims.each_line import EachLine, Said, span
from checker.claims.fitting import fitted
from checker.claims.kinds import ID
from checker.claims.nodes import Absent, Entries, Node, Text, listed_in, places, text, tree
from checker.claims.problems import Problem, QuotedLine, Severity
from checker.claims.quotes import Astray, find
from checker.claims.shapes import (
    Assumption,
    AssumptionFile,
    Claim,
    Defaults,
    VocabularyFile,
)
from checker.claims.sources import Refused, Source, one_line, problem_with, shown
from checker.claims.statements import Article, Part, Position, Quote, Skipped, Statement
from checker.claims.unsayable import remedy_for
from checker.claims.vocabulary import Vocabulary
from checker.frozen import dataclass
from checker.language.figures import Reading
from checker.language.grammar import parse
from checker.language.meaning import better
from checker.language.mistakes import At, Mistake
from checker.language.nodes import Assertion, Formula
from checker.language.periods import period_of
from checker.language.phrases.planned import planned
from checker.language.suggest import did_you_mean, nearest

_BEFORE_COMMENT = re.compile(r'(?:"[^"]*"|[^"#]|(?<=\S)#|")*')
_EXPECTED = "a claim file has `source` and `claims`, an assumption file has `assumptions`"


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
        self, at: At, message: str, remedy: str = "", severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with some characters of the statement."""
        problem = self.source.problem(span(self.offsets, at), message, remedy, severity)
        return replace(problem, quoted=self.line)

    def part(self, number: int, tree: Assertion) -> Statement:
        """A part of the statement, which stands where its figure does."""
        whole = self.statement
        start, _ = span(self.offsets, tree)
        line, column = self.source.place(start)
        return replace(
            whole,
            id=f"{whole.id}.{number}",
            formula=replace(whole.formula, tree=tree),
            position=Position(self.source.path, line, column),
            part=Part(number, tree.printed_in(whole.formula.source), whole.id),
        )


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """What one file holds; an assumption file has no article and counts no claims.

    `is_whole` is false when something in it could not be read, so that nobody misses it elsewhere.
    `restricted` are the articles that its assumptions are limited to.
    """

    source: Source
    article: Article | None = None
    article_node: Text | None = None
    written: tuple[Written, ...] = ()
    withdrawn: tuple[Written, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    claims: int = 0
    restricted: tuple[Text, ...] = ()
    is_whole: bool = False


def read_claims(
    source: Source, stem: str, vocabulary: Vocabulary, shelf: Shelf
) -> tuple[ClaimFile, list[Problem]]:
    """What a file says, as far as it is sound, and all that is wrong with it.

    `stem` begins the ids of its statements.
    """
    root, problems = tree(source)
    if not isinstance(root, Entries):
        if not problems:
            empty = root is None or isinstance(root, Absent) or root == ""
            message = f"this file {'is empty' if empty else 'has no keys'}"
            problems.append(problem_with(source.path, message, _EXPECTED))
        return ClaimFile(source), problems
    reader = _Reader(source, stem, vocabulary, shelf, problems)
    claims, assumptions = shapes.ClaimFile.by_key.keys(), AssumptionFile.by_key.keys()
    if not root.keys() & (claims | assumptions):
        problems.append(_no_claims(root, source))
        return ClaimFile(source), problems
    if not root.keys() & claims:
        return reader.assumptions(root), problems
    if (at := root.key("assumptions")) is not None:
        message = "claims and assumptions stand together here"
        remedy = "put the assumptions into a file of their own"
        problems.append(source.problem(at, message, remedy))
        del root[at]
    return reader.claim_file(root), problems


def _no_claims(root: Entries, source: Source) -> Problem:
    """The problem with a file that has none of the keys that files have."""
    at, remedy = next(iter(root.written), text("", end=1)), _EXPECTED
    for key in root.written:
        if key in VocabularyFile.by_key:
            at, remedy = key, f"`{shown(key)}` belongs in vocabulary.yaml"
            break
        if key in shapes.DecisionFile.by_key:
            at, remedy = key, f"`{shown(key)}` belongs in claims/decisions.yaml, for all topics"
            break
        if near := nearest(key, (*shapes.ClaimFile.by_key, *AssumptionFile.by_key)):
            at, remedy = key, f"did you mean `{near}`?"
            break
    message = "this file holds neither claims nor assumptions"
    return source.problem(at, message, remedy)


def lines(says: str) -> Iterator[tuple[int, str]]:
    """The statements of `says`: offset and text of each line without comment and blank ends."""
    at = 0
    for line in says.split("\n"):
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
    ids: dict[str, Text] = field(default_factory=dict)
    is_whole: bool = True

    # --- the two kinds of file ---

    def claim_file(self, root: Entries) -> ClaimFile:
        """The claims of one article."""
        file = fitted(shapes.ClaimFile, root, self.source)
        self.problems += file.problems
        article, defaults = self._article(file.shape.source), file.shape.defaults
        self._check_scope(defaults)
        for claim, entry in zip(file.shape.claims, listed_in(root, "claims"), strict=True):
            self._claim(claim, entry, article, defaults)
        return ClaimFile(
            self.source,
            article,
            file.shape.source.article if file.shape.source and article else None,
            tuple(self.written),
            tuple(self.withdrawn),
            tuple(self.skipped),
            len(file.shape.claims),
            is_whole=self.is_whole and file.is_whole and article is not None,
        )

    def assumptions(self, root: Entries) -> ClaimFile:
        """Statements that no article prints."""
        file = fitted(AssumptionFile, root, self.source)
        self.problems += file.problems
        for shape in file.shape.assumptions:
            self._check_scope(shape)
            self._check_id(shape.id)
            self._need_text(shape.because, "because", "say why it is reasonable")
            article = posixpath.normpath(shape.for_) if shape.for_ else None
            make = partial(
                Statement,
                kind="assumed",
                because=one_line(shape.because),
                supposed=one_line(shape.if_),
                only_for=article,
                period=_one_of(shape.period),
                place=self.vocabulary.place(shape.place or ""),
                as_of=shape.as_of,
            )
            self.written += self._each(self._said(shape.says, "says", None), shape, make)
        restricted = tuple(shape.for_ for shape in file.shape.assumptions if shape.for_)
        written = tuple(self.written)
        return ClaimFile(self.source, written=written, restricted=restricted, is_whole=True)

    def _article(self, shape: shapes.Source | None) -> Article | None:
        if shape is None:
            return None
        path = posixpath.normpath(shape.article) if shape.article else ""
        held = self.shelf.text(path) if path else Refused("`article` is empty", "name its file")
        if isinstance(held, Refused):
            self._wrong(shape.article, held.message, held.remedy)
            return None
        about = (one_line(shape.title), one_line(shape.author), shape.url or "")
        return Article(path, held, shape.publisher, shape.published, shape.trust, *about)

    # --- one claim ---

    def _claim(
        self, claim: Claim, entry: Node, article: Article | None, defaults: Defaults
    ) -> None:
        self._check_id(claim.id)
        self._check_scope(claim)
        quote = self._quote(claim.quote, article)
        self._refuse_both(claim, entry, "each_line", "skip", "withdraws")
        if claim.skip is not None:
            self._refuse_both(claim, entry, "says", "skip")
            self._need_text(claim.skip, "skip", "say why it cannot be checked")
            if article is not None and quote is not None:
                position, name = self._position(entry.start), f"{self.stem}/{claim.id}"
                reason = one_line(claim.skip)
                self.skipped.append(Skipped(name, reason, position, article, quote))
            return
        reading, unit = claim.reading or defaults.reading or (Reading.DEFAULT, None)
        make = partial(
            Statement,
            kind="stated",
            article=article,
            speaker=claim.speaker or None,
            period=_one_of(claim.period, defaults.period),
            place=self.vocabulary.place(claim.place or defaults.place or ""),
            reading=reading,
            unit=unit,
            as_of=claim.as_of or (None if claim.bulletin else defaults.as_of),
            bulletin=claim.bulletin or ("" if claim.as_of else defaults.bulletin) or None,
            note=claim.note,
            in_headline=claim.where is not None,
        )
        if claim.says is not None:
            said = self._said(claim.says, "says", quote, claim.each_line)
            self.written += self._each(said, claim, make)
        if claim.withdraws is not None:
            said = self._said(claim.withdraws, "withdraws", quote)
            self.withdrawn += self._each(said, claim, make)
        elif claim.says is None:
            message = f"the claim `{shown(claim.id)}` says nothing"
            remedy = "add `says: …`, or `skip: …` with the reason why it cannot be checked"
            self._wrong(claim.id, message, remedy)

    def _refuse_both(self, claim: Claim, entry: Node, one: str, *others: str) -> None:
        keys = {str(key): key for key in entry.written} if isinstance(entry, Entries) else {}
        for other in others if one in keys else ():
            if at := keys.get(other):
                message = f"the claim `{shown(claim.id)}` has both `{one}` and `{other}`"
                self._wrong(at, message, "leave one of them out")

    def _each(
        self, said: Iterable[Said], claim: Claim | Assumption, make: Callable[..., Statement]
    ) -> Iterator[Written]:
        """Each statement of a claim or an assumption."""
        for n, one in enumerate(said, 1):
            found = parse(one.text)
            if isinstance(claim, Claim) and claim.status and not isinstance(found, Mistake):
                found = planned(found, claim.status.value)
            if isinstance(found, Mistake):
                self._mistake(found, one)
                continue
            statement = make(
                id=f"{self.stem}/{claim.id}/{n}",
                text=one.text,
                formula=found,
                position=self._position(one.offsets[0]),
                quote=one.quote,
            )
            yield Written(statement, self.source, one.offsets, one.line)

    def _quote(self, quoted: Text, article: Article | None) -> Quote | None:
        if not quoted.strip():
            self._wrong(quoted, "`quote` is empty", "copy a passage of the article")
            return None
        if article is None:
            return None
        found = find(quoted, self.shelf.folded(article.path), article.text)
        if isinstance(found, Astray):
            where = span(places(quoted, self.source.text), found)
            other = self.shelf.holding(quoted)
            remedy = f"it stands in {shown(other)}: is this file about that?" if other else ""
            remedy = remedy or found.remedy
            self.problems.append(self.source.problem(where, found.message, remedy))
            return None
        return found

    def _said(
        self, says: Text, key: str, quote: Quote | None, pattern: Text | None = None
    ) -> list[Said]:
        """The statements under a key; with a pattern once for each line of the quote."""
        offsets = places(says, self.source.text)
        if self._is_folded(says, key):
            return []
        found = [Said(said, offsets[at : at + len(said) + 1], quote) for at, said in lines(says)]
        if not found:
            remedy = "write one, such as `excellent = 28`"
            self._wrong(says, f"`{key}` holds no statement", remedy)
        if pattern is not None:
            reader = EachLine(self.source, pattern)
            found = reader.said(found, quote)
            self.problems += reader.problems
            self.is_whole &= not any(problem.is_error for problem in reader.problems)
        return found

    def _is_folded(self, says: Text, key: str) -> bool:
        """Whether several statements stand in several lines that YAML makes one of."""
        raw = self.source.text[says.start : says.end].removeprefix(">")
        each = [line for _, line in lines(raw)]
        folded = says.style != "|" and len(each) > 1
        if folded and all(isinstance(parse(line), Formula) for line in each):
            self.is_whole = False
            message = f"`{key}` has several lines here, of which YAML makes one"
            at = text("", says.start, says.start + 1)
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
        where = span(said.offsets, mistake)
        problem = self.source.problem(where, mistake.message, mistake.remedy)
        self.problems.append(replace(problem, quoted=said.line))

    # --- checks ---

    def _check_id(self, name: Text) -> None:
        first = self.ids.setdefault(name, name)
        if not ID.fullmatch(name):
            remedy = "use letters, digits, `-` and `_`"
            self._wrong(name, f"`{shown(name)}` is no id", remedy)
        elif first is not name:
            line, _ = self.source.place(first.start)
            message = f"the id `{shown(name)}` stands twice in this file, first on line {line}"
            self._wrong(name, message, "rename one of them")

    def _check_scope(self, shape: Claim | Defaults | Assumption) -> None:
        """Whether period and place are known."""
        lexicon = self.vocabulary.lexicon
        if shape.period and period_of(shape.period, lexicon.periods) is None:
            remedy = did_you_mean(shape.period, lexicon.periods)
            if not remedy.startswith("did"):
                remedy = "write a year such as 2011, or declare it under `periods`"
            self._wrong(shape.period, f"`{shown(shape.period)}` is no period", remedy)
        if shape.place and self.vocabulary.place(shape.place) is None:
            remedy = did_you_mean(shape.place, lexicon.known_places) or "declare it under `places`"
            self._wrong(shape.place, f"there is no place `{shown(shape.place)}`", remedy)

    def _need_text(self, at: Text, key: str, remedy: str) -> None:
        if not at.strip():
            self._wrong(at, f"`{key}` is empty", remedy)

    def _position(self, offset: int) -> Position:
        return Position(self.source.path, *self.source.place(offset))

    def _wrong(self, at: Node, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(at, message, remedy))


def _one_of(*words: str | None) -> str | None:
    """The first of some texts that is there."""
    return next((str(word) for word in words if word), None)
