"""Texts cut into stretches: an article by the claims that quote it, a quote by its figures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checker.frozen import dataclass
from checker.reports.marking import marked
from checker.reports.style import Style


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of an article; where several overlap, the one of the highest `rank` is shown."""

    start: int
    end: int
    rank: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text with the number of the span that it shows, None for none.

    `begins` and `ends` are the numbers of the spans whose first or last piece it is.
    """

    text: str
    span: int | None
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def stretches(text: str, spans: Sequence[Span]) -> Iterator[Stretch]:
    """The whole text in pieces, each under the same spans from its first to its last sign."""
    begins, ends = _edges(text, spans)
    edges = sorted({0, len(text), *begins, *ends})
    within: set[int] = set()
    for start, end in pairwise(edges):
        within.difference_update(ends.get(start, ()))
        within.update(begins.get(start, ()))
        shown = max(within, key=lambda n: _order(spans[n], n), default=None)
        yield Stretch(
            text[start:end], shown, tuple(begins.get(start, ())), tuple(ends.get(end, ()))
        )


def _edges(text: str, spans: Sequence[Span]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The spans that begin and that end at each offset."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, span in enumerate(spans):
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end:
            begins.setdefault(start, []).append(number)
            ends.setdefault(end, []).append(number)
    return begins, ends


def _order(span: Span, number: int) -> tuple[int, int, int]:
    """The highest rank wins, then the shortest span, then the first."""
    return span.rank, span.start - span.end, -number


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a quote; `is_figure` where it is to be marked."""

    text: str
    is_figure: bool


def runs(quote: str, figures: Iterable[str]) -> tuple[Run, ...]:
    """A quote, cut where it is long, with its figures told apart."""
    found = marked(quote, figures, Style())
    if not found.words:
        return (Run(found.text, is_figure=False),)
    words = "|".join(re.escape(word) for word in sorted(found.words, key=len, reverse=True))
    pieces = re.split(rf"(?<!\w)({words})(?!\w)", found.text, flags=re.IGNORECASE)
    return tuple(
        Run(piece, is_figure=place % 2 == 1) for place, piece in enumerate(pieces) if piece
    )
