"""Statements whose quote speaks of another thing that `not` in the vocabulary keeps apart.

The words of a thing are those of its name, its aliases and what it means, without short ones,
those that the two share, and an `s` at their end. A quote that has one of the other's words and
none of the thing's own is a warning; whichever of the two has `not`. A quote of which the claim
states both things speaks of both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.claims.claim_files import Written
from checker.claims.folding import folded
from checker.claims.problems import Problem, Severity
from checker.claims.sources import shown
from checker.claims.statements import Quote
from checker.claims.vocabulary import Vocabulary
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.names import Name
from checker.language.things import spelled

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORT = 3
_PREFIX = 4
"""Letters of a word that changes the one it is joined to: non-, ex-, pre-, self-, part-."""
_COMMON = {"all", "and", "are", "for", "from", "had", "has", "have", "its", "not", "that", "the"}
_COMMON |= {"their", "they", "this", "was", "were", "which", "who", "whose", "with"}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A thing, another that is easily taken for it, and the words of each alone."""

    thing: str
    other: str
    own: frozenset[str]
    others: frozenset[str]


def mistaken(vocabulary: Vocabulary, written: Sequence[Written]) -> Iterator[Problem]:
    """A warning at each name whose quote has the words of the other thing alone."""
    pairs = _pairs(vocabulary)
    if not pairs:
        return
    things = _things(vocabulary.lexicon)
    used = [_used(one, things) for one in written]
    together: dict[tuple[str, Quote | None], set[str]] = {}
    for one, names in zip(written, used, strict=True):
        together.setdefault(_passage(one), set()).update(names)
    for one, names in zip(written, used, strict=True):
        quote = one.statement.quote
        said = _words(quote.text) if quote is not None and names else frozenset()
        for pair in pairs:
            astray = said & pair.others
            is_of_both = pair.other in together[_passage(one)]
            if quote and pair.thing in names and not is_of_both and astray and not said & pair.own:
                name = names[pair.thing]
                problem = one.problem(
                    name,
                    f"the quote has “{_printed(quote.text, astray)}”, a word of "
                    f"`{shown(pair.other)}`, and none of `{shown(pair.thing)}`",
                    f"is `{shown(pair.other)}` meant? otherwise quote more, or add an alias",
                    Severity.WARNING,
                )
                yield replace(problem, cause=f"{pair.thing} for {pair.other}")


def _used(one: Written, things: dict[str, str]) -> dict[str, Name]:
    """The things that a statement speaks of, each with its first name there."""
    names = [n for n in one.statement.formula.tree.walk() if isinstance(n, Name)]
    return {thing: n for n in reversed(names) if (thing := things.get(spelled(n.name)))}


def _passage(one: Written) -> tuple[str, Quote | None]:
    """The claim of a statement and what of its article that quotes; under `each_line` one line."""
    return one.statement.id.rpartition("/")[0], one.statement.quote


def _pairs(vocabulary: Vocabulary) -> list[_Pair]:
    """Each pair both ways."""
    words = {
        name: _words_of(name, vocabulary.lexicon) for pair in vocabulary.unlike for name in pair
    }
    both = {way for one, other in vocabulary.unlike for way in ((one, other), (other, one))}
    return [
        _Pair(one, other, words[one] - words[other], words[other] - words[one])
        for one, other in sorted(both)
    ]


def _words_of(name: str, lexicon: Lexicon) -> frozenset[str]:
    thing = lexicon.quantities.get(name) or lexicon.populations[name]
    aliases = [alias for alias, of in lexicon.aliases.items() if of == name]
    names = (name, *aliases)
    joined = ("-".join(spelled(one).split()) for one in names)
    return _words(" ".join((*map(spelled, names), *joined, thing.means)))


def _words(text: str) -> frozenset[str]:
    found = _WORD.findall(folded(text))
    return frozenset(_plain(one) for word in found for one in _with_parts(word)) - {""}


def _with_parts(word: str) -> tuple[str, ...]:
    """A word, and the parts it is joined of where they mean the same alone: not of `non-GAAP`."""
    parts = word.split("-")
    return (word,) if len(parts) == 1 or len(parts[0]) <= _PREFIX else (word, *parts)


def _plain(word: str) -> str:
    """A word as it is compared; nothing where it is too short or too common to tell anything."""
    plain = word.casefold()
    return "" if len(plain) < _SHORT or plain in _COMMON else plain.removesuffix("s")


def _printed(quote: str, words: frozenset[str]) -> str:
    """The first of some words as the quote has it."""
    found = (match[0] for match in _WORD.finditer(folded(quote)))
    return next(w for word in found for w in _with_parts(word) if _plain(w) in words)


def _things(lexicon: Lexicon) -> dict[str, str]:
    """The population or quantity behind each word of a formula; of a value its population."""
    found = {spelled(v): a.of for a in lexicon.attributes.values() for v in a.values}
    found |= {
        f"{spelled(a.name)}.{spelled(v)}": a.of
        for a in lexicon.attributes.values()
        for v in a.values
    }
    declared = {spelled(name): name for name in (*lexicon.populations, *lexicon.quantities)}
    found |= declared
    for alias, name in lexicon.aliases.items():
        if spelled(name) in found:
            found[spelled(alias)] = found[spelled(name)]
    return found
