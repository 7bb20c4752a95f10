"""Words of a vocabulary that no statement takes as they stand, told where they are declared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.claims.problems import Problem, Severity
from checker.claims.sources import Source, shown
from checker.claims.usage import Said
from checker.claims.vocabulary import Declared, Vocabulary
from checker.language.mistakes import Mistake
from checker.language.sayable import Spelling, spelling
from checker.language.things import spelled

_ELSEWHERE = frozenset({"names", "places", "periods"})
"""Sections whose words stand in keys and lists as well, where they are plain texts."""

_NEAR = 2
"""Characters between a name and the place where the parser could not go on."""


def unsayable(
    vocabulary: Vocabulary, statements: Sequence[str], files: Sequence[str]
) -> Iterator[Problem]:
    """A warning at each such word that nobody writes as it can be; `files` are texts of claims.

    What is used by another name, without its unit, or by another of its values is left alone.
    """
    said = Said(statements)
    attributes = vocabulary.lexicon.attributes
    for declared in (*vocabulary.declared, *vocabulary.words):
        found = (
            None if declared.section in _ELSEWHERE else spelling(declared.name, declared.section)
        )
        if found is None:
            continue
        alike = attributes[declared.of].values if declared.of in attributes else ()
        others = (other for value in alike if (other := spelling(value, "values")))
        ways = [way for one in (found, *others) for way in one.ways]
        if any(way in text for way in ways for text in files):
            continue
        if not found.is_misread and said.any_of(
            [declared.name, *alike, declared.of or declared.name]
        ):
            continue
        yield _warning(declared, found, vocabulary.source)


def _warning(declared: Declared, found: Spelling, source: Source) -> Problem:
    name, key = shown(declared.name), declared.key
    what = f"statements do not take `{name}` for a name as it stands"
    if found.is_misread:
        what = f"statements take `{name}` as it stands for something else, such as a figure"
    remedy = f"write {_listed(found.ways)} there" if found.ways else "rename it"
    if declared.section == "units":
        what = f"statements do not take `{name}` behind a figure"
        remedy = "write figures without it: they are read in this unit"
    problem = source.problem(key, what, remedy, Severity.WARNING)
    return (
        replace(problem, cause=f"values of {declared.of}")
        if declared.section == "values"
        else problem
    )


def remedy_for(mistake: Mistake, text: str, vocabulary: Vocabulary) -> str:
    """How the word is written at which a statement could not be read; empty where it is none."""
    for declared in (*vocabulary.declared, *vocabulary.words):
        bare = declared.name if declared.section == "periods" else spelled(declared.name)
        for match in re.finditer(rf'(?<![\w"]){re.escape(bare)}(?![\w"])', text):
            near = match.start() <= mistake.start <= match.end() + _NEAR
            found = spelling(bare, declared.section) if near and bare else None
            if found is not None and found.ways:
                return f"write {_listed(found.ways)} for `{shown(bare)}`"
    return ""


def _listed(ways: Sequence[str]) -> str:
    return " or ".join(f"`{shown(way)}`" for way in ways)
