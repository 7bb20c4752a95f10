"""Statements whose quote speaks of another thing that `not` in the vocabulary keeps apart.

The words of a thing are those of its name, its aliases and what it means, without short ones,
those that the two share, and an `s` at their end. A quote that has one of the other's words and
none of the thing's own is a warning; whichever of the two has `not`.
"""

import re
from collections.abc import Iterator, Sequence

from checker.claims.claim_files import Written
from checker.claims.folding import folded
from checker.claims.problems import Problem, Severity
from checker.claims.sources import shown
from checker.claims.vocabulary import Vocabulary, spelled
from checker.frozen import dataclass
from checker.language.lexicon import Lexicon
from checker.language.syntax import Name

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
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
    for one in written:
        quote = one.statement.quote
        names = [n for n in one.statement.formula.tree.walk() if isinstance(n, Name)]
        used = {thing: n for n in reversed(names) if (thing := things.get(spelled(n.name)))}
        if quote is None or not used:
            continue
        said = _words(quote.text)
        for pair in pairs:
            astray = said & pair.others
            if pair.thing in used and pair.other not in used and astray and not said & pair.own:
                name = used[pair.thing]
                yield one.problem(
                    name.start,
                    name.end,
                    f"the quote has “{_printed(quote.text, astray)}”, a word of "
                    f"`{shown(pair.other)}`, and none of `{shown(pair.thing)}`",
                    f"is `{shown(pair.other)}` meant? otherwise quote more, or add an alias",
                    Severity.WARNING,
                )


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
    return _words(" ".join((name, *aliases, thing.means)))


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in _WORD.findall(folded(text))) - {""}


def _plain(word: str) -> str:
    """A word as it is compared; nothing where it is too short or too common to tell anything."""
    plain = word.casefold()
    return "" if len(plain) < _SHORT or plain in _COMMON else plain.removesuffix("s")


def _printed(quote: str, words: frozenset[str]) -> str:
    """The first of some words as the quote has it."""
    found = (match[0] for match in _WORD.finditer(folded(quote)))
    return next(word for word in found if _plain(word) in words)


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
