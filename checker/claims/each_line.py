"""`each_line`: the statements of a claim, once for each line of its quote.

In a statement `{name}` is replaced by the line's text: as it is where it is a figure or plain
words, in double quotes where the language needs them for a name. A statement that uses a part that
a line lacks is left out for that line.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from checker.claims.folding import Folded, fold, folded
from checker.claims.line_patterns import (
    NAME,
    PASSED_OVER,
    Cut,
    Literal,
    Misfit,
    Part,
    Pattern,
    Placeholder,
    Space,
    cut,
    read_pattern,
)
from checker.claims.nodes import Text, places
from checker.claims.problems import Problem, QuotedLine, Severity
from checker.claims.sources import Source, shown
from checker.claims.statements import Quote
from checker.frozen import dataclass
from checker.language.comparisons import Comparison
from checker.language.grammar import RESERVED, parse
from checker.language.mistakes import At, Mistake, ends
from checker.language.sides import Printed
from checker.language.suggest import did_you_mean
from checker.limits import SIGNS_OF_A_LINE

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_USE = re.compile(r"\{\s*(\w+)\s*\}")
_MINUS = re.compile(r"-[£$€¥₹]?\d")


@dataclass(frozen=True, slots=True)
class Said:
    """A line of `says`: `offsets[i]` is where its character i stands in the file.

    With `each_line` it is one for each line of the quote, `quote` is that line alone, and all
    characters of a text that was put in stand where its placeholder begins.
    """

    text: str
    offsets: Sequence[int]
    quote: Quote | None
    line: QuotedLine | None = None


def span(offsets: Sequence[int], at: At) -> tuple[int, int]:
    """Where some characters of a statement stand in the file, placeholders taken whole."""
    last = len(offsets) - 1
    start, end = (min(offset, last) for offset in ends(at))
    while start < end < last and offsets[end] == offsets[end - 1]:
        end += 1
    return offsets[start], offsets[end]


@dataclass(frozen=True, slots=True)
class _Use:
    """A placeholder in a statement; `start` and `end` are offsets into the statement."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a quote, folded; its text begins at `lead` and the whole at `start`."""

    folded: Folded
    lead: int
    text: str
    original: str
    start: int

    def quote(self, start: int, end: int) -> Quote:
        """A passage of the line, in offsets of the article."""
        first, last = self.folded.start(self.lead + start), self.folded.end(self.lead + end)
        return Quote(self.original[first:last], self.start + first, self.start + last)


@dataclass
class EachLine:
    """Reads `each_line` of one claim; adds to `problems` what is wrong with it."""

    source: Source
    node: Text
    problems: list[Problem] = field(default_factory=list)

    def said(self, statements: Sequence[Said], quote: Quote | None) -> list[Said]:
        """The statements of every line that matches, line by line; none after a mistake."""
        pattern = self._pattern()
        if pattern is None:
            return []
        uses = [list(self._uses(statement, pattern)) for statement in statements]
        if quote is None or self.problems:
            return []
        self._check_used(pattern, uses)
        lines = list(_lines(quote))
        cuts = [self._cut(pattern, line) for line in lines]
        self._check_cuts(pattern, lines, cuts)
        found = []
        counts = [_count(lines, cuts, names) for names in uses]
        for line, texts in zip(lines, cuts, strict=True):
            for statement, used, of in zip(statements, uses, counts, strict=True):
                if isinstance(texts, Cut) and all(use.name in texts.texts for use in used):
                    found.append(_put_in(statement, used, line, texts, of))
        return found

    # --- the pattern and its placeholders ---

    def _pattern(self) -> Pattern | None:
        found = read_pattern(self.node)
        if isinstance(found, Mistake):
            self._wrong(found, found.message, found.remedy)
            return None
        return found

    def _uses(self, statement: Said, pattern: Pattern) -> Iterator[_Use]:
        known = pattern.placeholders
        count = 0
        for match in _USE.finditer(statement.text):
            name = match[1]
            if name in known:
                count += 1
                yield _Use(name, *match.span())
            elif name == PASSED_OVER:
                remedy = "give the text a name in the pattern"
                self._wrong_in(statement, match.span(), "`{_}` is passed over", remedy)
            elif NAME.fullmatch(name) or name.casefold() in known:
                what = f"{{{shown(name)}}}"
                remedy = did_you_mean(what, [f"{{{one}}}" for one in known])
                if not remedy.startswith("did"):
                    remedy += f'; a list of this one name is `{{"{shown(name)}"}}`'
                self._wrong_in(statement, match.span(), f"the pattern has no `{what}`", remedy)
        if not count and not self.problems:
            self._wrong_in(
                statement,
                (0, len(statement.text)),
                "this statement uses no placeholder, so it would be the same for every line",
                "put it into a claim of its own",
            )

    def _check_used(self, pattern: Pattern, uses: Iterable[Iterable[_Use]]) -> None:
        used = {use.name for one in uses for use in one}
        for name, step in pattern.placeholders.items():
            if name not in used:
                self._wrong(
                    step,
                    f"no statement uses `{{{name}}}`",
                    "write `{_}` for text that is not needed",
                    Severity.WARNING,
                )

    # --- the lines ---

    @staticmethod
    def _cut(pattern: Pattern, line: _Line) -> Cut | Misfit | None:
        return cut(pattern, line.text) if len(line.text) <= SIGNS_OF_A_LINE else None

    def _check_cuts(
        self, pattern: Pattern, lines: Sequence[_Line], cuts: Sequence[Cut | Misfit | None]
    ) -> None:
        """Whether every line matches, and every part of the pattern stands in some line."""
        misfits: dict[Misfit | None, list[_Line]] = {}
        parts: set[Part] = set()
        for line, found in zip(lines, cuts, strict=True):
            if isinstance(found, Cut):
                parts |= found.parts
            else:
                misfits.setdefault(found, []).append(line)
        for misfit, those in misfits.items():
            self._refuse(misfit, those, pattern)
        for part in () if misfits else pattern.parts:
            if part not in parts:
                self._wrong(
                    part,
                    "no line has this part",
                    "leave it out, or look for a slip in it",
                    Severity.WARNING,
                )

    def _refuse(self, misfit: Misfit | None, lines: Sequence[_Line], pattern: Pattern) -> None:
        one = f"the line “{shown(lines[0].text)}”"
        whole = self.node
        if misfit is None:
            remedy = "quote the lines of the table alone"
            message = f"{one} has more than {SIGNS_OF_A_LINE:,} characters"
            self._wrong((0, len(whole)), message, remedy)
            return
        more = f", nor do {len(lines) - 1} others" if len(lines) > 1 else ""
        match misfit.step:
            case None:
                step, why = pattern.steps[-1], "goes on behind this"
            case Placeholder() as step:
                why = "ends before this"
            case Space() as step:
                why = "has no white space here"
            case Literal(text=text) as step:
                why = f"has no `{shown(text)}` here"
            case step:
                why = "has something else here"
        self._wrong(
            step,
            f"{one} does not match `{shown(whole)}`{more}: it {why}",
            "put what only some lines have into `[…]`, or quote only lines that match",
        )

    # --- problems ---

    def _wrong(
        self, at: At, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        where = span(places(self.node, self.source.text), at)
        self.problems.append(self.source.problem(where, message, remedy, severity))

    def _wrong_in(self, said: Said, at: At, message: str, remedy: str) -> None:
        self.problems.append(self.source.problem(span(said.offsets, at), message, remedy))


def _lines(quote: Quote) -> Iterator[_Line]:
    """The lines of a quote as they stand in the article, blank ones left out."""
    for match in _LINE.finditer(quote.text):
        whole = fold(match[0])
        if text := whole.text.strip():
            lead = len(whole.text) - len(whole.text.lstrip())
            yield _Line(whole, lead, text, match[0], quote.start + match.start())


def _count(
    lines: Iterable[_Line], cuts: Iterable[Cut | Misfit | None], used: Sequence[_Use]
) -> int:
    """How many different lines have all texts that a statement uses."""
    return len(
        {
            line.text
            for line, found in zip(lines, cuts, strict=True)
            if isinstance(found, Cut) and all(use.name in found.texts for use in used)
        }
    )


def _put_in(said: Said, uses: Iterable[_Use], line: _Line, found: Cut, of: int) -> Said:
    """A statement with the texts of a line; `of` is how many lines it has."""
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for use in uses:
        text = _visible(line.quote(*found.texts[use.name]).text)
        in_quotes = said.text.count('"', 0, use.start) % 2
        text = text.replace('"', "'") if in_quotes else _spoken(text)
        pieces += (said.text[at : use.start], text)
        offsets += (*said.offsets[at : use.start], *[said.offsets[use.start]] * len(text))
        at = use.end
    pieces.append(said.text[at:])
    offsets += said.offsets[at:]
    return Said(
        "".join(pieces),
        offsets,
        line.quote(0, len(line.text)),
        QuotedLine(shown(line.text), of),
    )


def _visible(text: str) -> str:
    """A text without what nobody sees, a figure's minus sign as the language writes it."""
    kept = "".join(c for c in text if c.isprintable() or c.isspace())
    plain = " ".join(unicodedata.normalize("NFC", kept).split())
    return f"-{plain[1:]}" if _MINUS.match(folded(plain[:3])) else plain


@lru_cache(maxsize=4096)
def _spoken(text: str) -> str:
    """A text as it can stand in a statement: a name in double quotes where it needs them."""
    if all(word.isalpha() and word not in RESERVED for word in text.split()):
        return text
    formula = parse(f"x = {text}")
    if not isinstance(formula, Mistake) and isinstance(formula.tree, Comparison):
        links = formula.tree.links
        right = links[0][1]
        is_name = text.endswith(_STOPS) or (
            isinstance(right, Printed) and " " in (right.figure.unit or "")
        )
        if len(links) == 1 and isinstance(right, Printed) and not is_name:
            return text
    quoted = text.replace('"', "'")
    return f'"{quoted}"'


_STOPS = (".", ";")
"""Signs that may end a statement, and so no text within one."""
