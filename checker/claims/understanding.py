"""What the statements of a topic mean, with every word that cannot be understood at its place."""

from collections.abc import Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem
from checker.claims.vocabulary import Vocabulary
from checker.language.lexicon import Lexicon
from checker.language.meaning import DEFAULTS, Line, Meaning, meanings, words_of
from checker.language.mistakes import Mistake


def understand(
    written: Sequence[Written], vocabulary: Vocabulary, lexicon: Lexicon
) -> tuple[tuple[Meaning, ...], list[Problem]]:
    """The meaning of each statement; none at all where there are problems."""
    words, mistakes = words_of(lexicon)
    keys = {d.name: d.key for d in vocabulary.declared if d.section == "define"}
    problems = [
        vocabulary.source.problem(
            keys[name].start,
            keys[name].end,
            f"`{name}` is no set: {mistake.message}",
            mistake.remedy,
        )
        for name, mistake in mistakes.items()
    ]
    if problems:
        return (), problems
    lines = [
        Line(s.formula, s.period, s.place, s.reading) for s in (one.statement for one in written)
    ]
    found: list[Meaning] = []
    default_wrong = False
    for one, meaning in zip(written, meanings(lines, words, vocabulary.widths), strict=True):
        if isinstance(meaning, Mistake) and (meaning.start, meaning.end) == DEFAULTS:
            default_wrong = True  # told at its key
        elif isinstance(meaning, Mistake):
            problems.append(
                one.problem(meaning.start, meaning.end, meaning.message, meaning.remedy)
            )
        else:
            found.append(meaning)
    return (() if problems or default_wrong else tuple(found)), problems
