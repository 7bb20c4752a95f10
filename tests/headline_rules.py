"""What every headline must keep to, wherever it is told."""

import re

from checker.claims.statements import Topic
from checker.explain.finding import Contradiction
from checker.explain.headlines import LONGEST
from checker.language.lexicon import Lexicon

_OWN = """
a about after all also an and another are article as assumed assumption assumptions at before both
but can cannot be close double down earlier elsewhere equals fewer for four from half has have
higher if in is it later least less list lower more most named nearer no none not number of on
once one or other out over please points quarter quarters s says so special than that the there
third thirds this three times to two under up way where which whole would five six seven eight
nine ten eleven twelve zero first second fourth fifth sixth seventh eighth ninth tenth against
above below minutes hours days weeks months years minute hour day week month year anything nearly
just exactly though perhaps
"""
"""Words that are ours, and stand in no article."""


def assert_headline(one: Contradiction, topic: Topic) -> None:
    """Short, without solver's words, and in words of its articles and the vocabulary."""
    text = one.headline
    assert len(text) <= LONGEST, text
    assert not re.search(r"which .*other statement|seeds/|\bread as\b", text), text
    told = own_words(one)
    assert "exactly" not in text or "exactly" in told, text
    for attribute in topic.lexicon.attributes:
        phrase = f"with {attribute.replace('_', ' ')} "
        assert phrase not in text or phrase in told, text
    known = words(_OWN) | words(told) | vocabulary_words(topic.lexicon)
    strange = {word for word in words(text) if word not in known and not cut(word, known, text)}
    assert not strange, f"{sorted(strange)} in {text}"


def cut(word: str, known: set[str], text: str) -> bool:
    """Whether a word is the beginning of another, where the headline was cut."""
    return f"{word}…" in text.lower() and any(one.startswith(word) for one in known)


def own_words(one: Contradiction) -> str:
    """All that its articles, their publishers and its assumptions say."""
    told = []
    for statement in one.statements:
        told += [statement.because, statement.supposed, statement.speaker or "", statement.text]
        if statement.article is not None:
            told += [statement.article.text, statement.article.publisher]
    return "\n".join(told)


def vocabulary_words(lexicon: Lexicon) -> set[str]:
    """The words that a vocabulary declares, and what it says of them."""
    told = [*lexicon.words, *lexicon.attributes, *lexicon.known_places, *lexicon.periods]
    told += [*lexicon.members, *lexicon.births]
    for things in (lexicon.populations, lexicon.attributes, lexicon.quantities, lexicon.events):
        told += [thing.means for thing in things.values()]
    told += [f"{q.unit or ''} {q.counts or ''}" for q in lexicon.quantities.values()]
    return words("\n".join(told).replace("_", " "))


def words(text: str) -> set[str]:
    """The words of a text in small letters."""
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text.replace("_", " "))}
