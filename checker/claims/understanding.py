"""What the statements of a topic mean, with every word that cannot be understood at its place."""

from collections.abc import Iterator, Sequence

from checker.claims.claim_files import Written
from checker.claims.editions import editions
from checker.claims.problems import Problem, Severity
from checker.claims.statements import Statement, Switch
from checker.claims.vocabulary import Vocabulary
from checker.language.definitions import words_of
from checker.language.lexicon import Lexicon
from checker.language.meaning import DEFAULTS, Line, Meaning, meanings
from checker.language.measures import Amount, Present, Size, atoms
from checker.language.mistakes import Mistake, to_declare
from checker.language.periods import ALWAYS, Edition, Period


def understand(
    written: Sequence[Written], vocabulary: Vocabulary, lexicon: Lexicon
) -> tuple[tuple[Meaning, ...], list[Problem]]:
    """The meaning of each statement; none at all where there are problems."""
    words, mistakes = words_of(lexicon)
    keys = {d.name: d.key for d in vocabulary.declared if d.section == "define"}
    problems = [
        vocabulary.source.problem(
            keys[name], f"`{name}` is no set: {mistake.message}", mistake.remedy
        )
        for name, mistake in mistakes.items()
    ]
    if problems:
        return (), problems
    told = editions(one.statement for one in written)
    lines = [line(one.statement, edition) for one, edition in zip(written, told, strict=True)]
    found: list[Meaning] = []
    lacking: set[str] = set()
    default_wrong = False
    for one, meaning in zip(written, meanings(lines, words, vocabulary.widths), strict=True):
        if isinstance(meaning, Mistake) and (meaning.start, meaning.end) == DEFAULTS:
            default_wrong = True  # told at its key
        elif isinstance(meaning, Mistake) and meaning.lacks:
            if untold := [period for period in meaning.lacks if period not in lacking]:
                where = meaning.start, meaning.end
                problems.append(one.problem(where, meaning.message, to_declare(untold)))
            lacking.update(untold)
        elif isinstance(meaning, Mistake):
            problems.append(one.problem(meaning, meaning.message, meaning.remedy))
        else:
            found.append(meaning)
    if not problems:
        problems += _undated(written, found)
    broken = any(problem.is_error for problem in problems)
    return (() if broken or default_wrong else tuple(found)), problems


def switches(written: Sequence[Written], meanings: Sequence[Meaning]) -> Iterator[Switch]:
    """What can be blamed and withdrawn by itself: statements, those of several figures in parts."""
    for one, meaning in zip(written, meanings, strict=bool(meanings)):
        if not meaning.parts:
            yield one.statement, meaning
        for number, part in enumerate(meaning.parts, 1):
            yield one.part(number, part.tree), part


def line(statement: Statement, edition: Edition | None) -> Line:
    """A statement as the language needs it."""
    return Line(
        statement.formula,
        statement.period,
        statement.place,
        statement.reading,
        edition,
        statement.unit,
    )


def _undated(written: Sequence[Written], found: Sequence[Meaning]) -> list[Problem]:
    """A warning where a name is used without any period that elsewhere has one."""
    dated = {
        name for meaning in found for name, period in uses(meaning) if period.plain != ALWAYS.name
    }
    problems = []
    for one, meaning in zip(written, found, strict=False):
        names = sorted({n for n, period in uses(meaning) if period.plain == ALWAYS.name} & dated)
        if names:
            problems.append(
                one.problem(
                    (0, len(one.statement.text)),
                    f"`{names[0]}` has no period here but has one elsewhere, so the two never meet",
                    "give the claim a `period`, or the file one under `defaults`",
                    Severity.WARNING,
                )
            )
    return problems


def uses(meaning: Meaning) -> Iterator[tuple[str, Period]]:
    """The quantities and populations that a statement speaks of, each with its period."""
    for measure in meaning.measures.values():
        match measure:
            case Amount(quantity=quantity, period=period):
                yield quantity, period
            case Size(population=population, region=region):
                for atom in atoms(region):
                    if isinstance(atom, Present):
                        yield population, atom.period
            case _:
                continue
