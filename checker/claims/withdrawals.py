"""What articles take back: which statements of others say the same and so are not checked."""

from collections.abc import Sequence

from checker.claims.claim_files import Written
from checker.claims.problems import Problem, Severity
from checker.claims.statements import Statement, Withdrawal
from checker.claims.understanding import line, switches
from checker.claims.vocabulary import Vocabulary
from checker.language.definitions import words_of
from checker.language.lexicon import Lexicon
from checker.language.meaning import Meaning, meanings
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
        one.problem(meaning, meaning.message, meaning.remedy)
        for one, meaning in zip(withdrawn, found, strict=False)
        if isinstance(meaning, Mistake)
    ]
    if problems:
        return (), problems
    understood = [
        (other, meaning)
        for other, meaning in zip(written, found[len(withdrawn) :], strict=True)
        if isinstance(meaning, Meaning)
    ]
    stated = list(switches(*zip(*understood, strict=True))) if understood else []
    taken_back = []
    for one, meaning in zip(withdrawn, found, strict=False):
        said = _said(meaning) if isinstance(meaning, Meaning) else frozenset()
        carried = tuple(
            other
            for other, there in stated
            if there.constraint.text in said and _is_anothers(other, one.statement)
        )
        taken_back.append(Withdrawal(one.statement, carried))
        if not carried:
            problems.append(_says_nobody(one))
    return tuple(taken_back), problems


def _said(meaning: Meaning) -> frozenset[str]:
    """What is taken back, figure by figure."""
    return frozenset(part.constraint.text for part in meaning.parts or (meaning,))


def _is_anothers(other: Statement, one: Statement) -> bool:
    article, own = other.article, one.article
    return article is not None and own is not None and article.path != own.path


def _says_nobody(one: Written) -> Problem:
    return one.problem(
        (0, len(one.statement.text)),
        "no other article states this, so nothing is taken back",
        "write it as the other article's claim does, period and place included",
        Severity.WARNING,
    )
