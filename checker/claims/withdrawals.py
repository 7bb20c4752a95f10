"""What articles take back: which statements of others say the same and so are not checked."""

from collections.abc import Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem, Severity
from checker.claims.statements import Withdrawal
from checker.claims.understanding import line
from checker.claims.vocabulary import Vocabulary
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning, meanings, words_of
from checker.language.mistakes import Mistake
from checker.language.periods import Edition

_WHICHEVER = Edition("in whichever report")
"""What is taken back is meant in every report, so all statements are read as of this one."""


def withdraw(
    withdrawn: Sequence[Written],
    written: Sequence[Written],
    vocabulary: Vocabulary,
    lexicon: Lexicon,
) -> tuple[tuple[Withdrawal, ...], list[Problem]]:
    """The statements that other articles' claims take back; none where there are problems."""
    words, _ = words_of(lexicon)
    lines = [line(one.statement, _WHICHEVER) for one in (*withdrawn, *written)]
    found = meanings(lines, words, vocabulary.widths)
    problems = [
        one.problem(meaning.start, meaning.end, meaning.message, meaning.remedy)
        for one, meaning in zip(withdrawn, found, strict=False)
        if isinstance(meaning, Mistake)
    ]
    if problems:
        return (), problems
    said = [meaning.constraint.text if isinstance(meaning, Meaning) else "" for meaning in found]
    taken_back = []
    for one, text in zip(withdrawn, said, strict=False):
        carried = tuple(
            other.statement
            for other, said_there in zip(written, said[len(withdrawn) :], strict=True)
            if said_there == text and _is_anothers(other, one)
        )
        taken_back.append(Withdrawal(one.statement, carried))
        if not carried:
            problems.append(_says_nobody(one))
    return tuple(taken_back), problems


def _is_anothers(other: Written, one: Written) -> bool:
    article, own = other.statement.article, one.statement.article
    return article is not None and own is not None and article.path != own.path


def _says_nobody(one: Written) -> Problem:
    return one.problem(
        0,
        len(one.statement.text),
        "no other article states this, so nothing is taken back",
        "write it as the other article's claim does, period and place included",
        Severity.WARNING,
    )
