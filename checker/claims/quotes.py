"""Finds a quote in its article, or says where the two part."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from checker.claims.folding import Folded, fold
from checker.claims.sources import shown
from checker.claims.statements import Quote
from checker.frozen import dataclass
from checker.limits import SIGNS_BETWEEN_PARTS

_WORDS_SHOWN = 4
_WORDS_COMPARED = 2

_FEW_WORDS = 2
_ENOUGH = 12
"""Characters of the rest of a quote that stand there by no chance."""

_UNBROKEN = "a quote is one unbroken passage: copy it whole, or make two claims of it"


@dataclass(frozen=True, slots=True)
class Astray:
    """Why a quote does not stand in its article; `start`, `end` are offsets into the quote."""

    message: str
    remedy: str
    start: int
    end: int


def find(quote: str, article: Folded, original: str) -> Quote | Astray:
    """The first place of the quote in the article, in offsets of its original text."""
    wanted = fold(quote)
    text = wanted.text.strip()
    if not text:
        return Astray("the quote is empty", "copy a passage of the article", 0, len(quote))
    inside_word = False
    for start in _occurrences(text, article.text):
        end = start + len(text)
        if _whole_words(article.text, start, end):
            first, last = article.start(start), article.end(end)
            return Quote(original[first:last], first, last)
        inside_word = True
    if inside_word:
        return Astray(
            "the quote begins or ends within a word or a number of the article",
            "copy whole words",
            0,
            len(quote),
        )
    return _astray(quote, wanted, article.text)


def holds(name: str, text: str) -> bool:
    """Whether a folded name stands in a folded text as words of its own."""
    return any(_whole_words(text, at, at + len(name)) for at in _occurrences(name, text))


def _occurrences(part: str, text: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether neither a word nor a number is cut at either end."""
    before, first = text[max(0, start - 2) : start], text[start]
    last, after = text[end - 1], text[end : end + 2]
    if before and before[-1].isalnum() and first.isalnum():
        return False
    if after and last.isalnum() and after[0].isalnum():
        return False
    if first.isdigit() and re.fullmatch(r"\d[.,]", before):
        return False
    return not (last.isdigit() and re.fullmatch(r"[.,]\d", after))


def _nearest(quote: Sequence[str], article: Sequence[str]) -> tuple[str, int, int] | None:
    """The passage most like a quote with what differs first in square brackets, and where.

    That is from which to which word of the quote. None where no two words in a row are the same.
    """
    alike = SequenceMatcher(None, article, quote, autojunk=False).find_longest_match()
    if alike.size < _WORDS_COMPARED:
        return None
    begin = max(0, alike.a - alike.b)
    passage = article[begin : begin + len(quote) + _WORDS_SHOWN]
    steps = SequenceMatcher(None, quote, passage, autojunk=False).get_opcodes()
    differs = (step for step in steps if step[0] != "equal")
    _, first, last, start, end = next(differs, ("", 0, 0, 0, 0))
    before = passage[max(0, start - _WORDS_SHOWN) : start]
    after = passage[end : end + _WORDS_SHOWN]
    marked = f"[{shown(' '.join(passage[start:end]))}]"
    return " ".join((*before, marked, *after)), first, last


def _spot(wanted: Folded, lead: int, first: int, last: int) -> tuple[int, int]:
    """Where some words of a quote stand in it as it is written."""
    words = list(re.finditer(r"\S+", wanted.text[lead:]))
    start = words[min(first, len(words) - 1)].start()
    end = words[min(max(last - 1, first), len(words) - 1)].end()
    return wanted.start(lead + start), wanted.end(lead + end)


def _astray(quote: str, wanted: Folded, article: str) -> Astray:
    """Where the quote leaves the article, judged by its longest beginning found there."""
    lead = len(wanted.text) - len(wanted.text.lstrip())
    text = wanted.text.strip()
    low, high = 0, len(text)
    while low < high:  # a beginning of a beginning that is found is found
        middle = (low + high + 1) // 2
        if text[:middle] in article:
            low = middle
        else:
            high = middle - 1
    agreed = low
    after = article[article.find(text[:agreed]) + agreed :][:1]
    cut = agreed < len(text) and after.isalnum()
    while agreed and text[agreed - 1].isalnum() and (cut or text[agreed : agreed + 1].isalnum()):
        agreed -= 1  # back to the beginning of the word that differs
    agreed = len(text[:agreed].rstrip())
    words = text[:agreed].split()
    start = wanted.start(lead + agreed)
    rest = text[agreed:].split()
    end = min(len(quote), start + 1 + len(rest[0]) if rest else len(quote))
    start += len(quote[start:]) - len(quote[start:].lstrip())
    at = article.find(text[:agreed])
    remedy = "copy the passage from the article as it stands there"
    left = " ".join(rest)
    between, found, _ = article[at + agreed :][:SIGNS_BETWEEN_PARTS].partition(left)
    if "..." in text or (found and len(left) >= _ENOUGH and len(between.split()) > _FEW_WORDS):
        remedy = _UNBROKEN
    bare = text.strip("'")
    if bare != text and bare in article:
        message = "the article has this without the quote marks around it"
        return Astray(message, "leave them out, or copy more of the article", start, end)
    in_other_letters = article.casefold().find(text.casefold())
    if in_other_letters >= 0:
        found = shown(article[in_other_letters : in_other_letters + len(text)])
        return Astray(f'the article has this in other letters: "{found}"', remedy, start, end)
    if len(words) < _WORDS_COMPARED:
        near = _nearest(text.split(), article.split())
        if near is None:
            return Astray("the article does not have this quote", remedy, 0, len(quote))
        passage, first, last = near
        message = f'this quote is not in the article, which has "{passage}"'
        return Astray(message, remedy, *_spot(wanted, lead, first, last))
    following = article[at + agreed : at + agreed + 200].split()[:_WORDS_SHOWN]
    tail = shown(" ".join(words[-_WORDS_SHOWN:]))
    more = "… " if len(words) > _WORDS_SHOWN else ""
    then = f'then has "{shown(" ".join(following))}"' if following else "ends there"
    return Astray(
        f'this quote is not in the article, which agrees up to "{more}{tail}" and {then}',
        remedy,
        start,
        end,
    )
