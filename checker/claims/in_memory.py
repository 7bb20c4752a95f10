"""A project from values instead of files: a vocabulary and statements that a program writes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.claims.claim_files import Written
from checker.claims.names import Names
from checker.claims.problems import Problem
from checker.claims.sources import Source, problem_with, shown
from checker.claims.statements import Article, Position, Project, Quote, Statement, Topic
from checker.claims.understanding import switches, understand
from checker.claims.vocabulary import Vocabulary
from checker.claims.vocabulary_files import read_vocabulary
from checker.frozen import dataclass
from checker.language.definitions import words_of
from checker.language.figures import Reading
from checker.language.grammar import parse
from checker.language.meaning import better
from checker.language.mistakes import Mistake
from checker.language.periods import period_of
from checker.language.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Stated:
    """A formula that some source prints.

    `says` is one formula of the claim language, `id` what findings call it (`s1`, `s2`, … by its
    place where none is given). Statements of one `source` count as one voice; without a source each
    is a voice of its own. `trust` multiplies what its withdrawal costs and is above 0. `reading`
    applies to the figures of the formula, which were rounded to `unit` (None: to the last digit
    that is printed), `period` and `place` to names without one.
    """

    says: str
    id: str = ""
    source: str = ""
    trust: Fraction | int = 1
    reading: Reading = Reading.DEFAULT
    unit: Fraction | None = None
    period: str | None = None
    place: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Assumed:
    """A formula that no source prints, with its reason; it can be blamed and is shown apart."""

    says: str
    because: str
    id: str = ""
    reading: Reading = Reading.DEFAULT
    unit: Fraction | None = None
    period: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula that always holds; it is never blamed and is shown among the rules."""

    says: str
    id: str = ""
    reading: Reading = Reading.DEFAULT
    unit: Fraction | None = None
    period: str | None = None
    place: str | None = None


Given = Stated | Assumed | Rule

VocabularyText = str | Mapping[str, object]
"""A vocabulary as the text of its YAML file, or the same as nested mappings and lists."""


def project_of(vocabulary: VocabularyText, statements: Sequence[Given]) -> Project:
    """The project of one topic that these statements make; no file is read.

    Mistakes are in its `problems`: `file` is there the id of a statement, or `vocabulary`. Nothing
    is raised for what people write.
    """
    text = vocabulary if isinstance(vocabulary, str) else json.dumps(vocabulary)
    words, problems = read_vocabulary(Source("vocabulary", text))
    problems += _doubled(statements)
    problems += _no_defaults(statements, words)
    written = []
    for number, given in enumerate(statements, 1):
        one = _written(given, given.id or f"s{number}", words)
        if isinstance(one, Problem):
            problems.append(one)
        else:
            written.append(one)
    topic, more = _topic(words, written, sound=not any(p.is_error for p in problems))
    return Project((topic,), tuple(dict.fromkeys((*problems, *more))))


def _topic(
    vocabulary: Vocabulary, written: Sequence[Written], *, sound: bool
) -> tuple[Topic, list[Problem]]:
    names = Names(vocabulary, tuple(written), (), complete=False)
    members = names.check()
    lexicon = replace(vocabulary.lexicon, members=dict(sorted(members.items())))
    meanings, problems = understand(written, vocabulary, lexicon) if sound else ((), [])
    statements = tuple(one.statement for one in written)
    articles = {s.article.path: s.article for s in statements if s.article is not None}
    topic = Topic(
        "",
        lexicon,
        vocabulary.widths,
        statements,
        meanings,
        (),
        tuple(articles[path] for path in sorted(articles)),
        sum(1 for statement in statements if statement.kind == "stated"),
        switches=tuple(switches(written, meanings)),
    )
    return topic, [*names.problems, *problems]


def _doubled(statements: Iterable[Given]) -> list[Problem]:
    """A problem for each id that two statements have."""
    seen: set[str] = set()
    twice: set[str] = set()
    for number, given in enumerate(statements, 1):
        name = given.id or f"s{number}"
        (twice if name in seen else seen).add(name)
    remedy = "give each an id of its own"
    return [problem_with(name, f"two statements have the id `{name}`", remedy) for name in twice]


def _no_defaults(statements: Iterable[Given], vocabulary: Vocabulary) -> Iterator[Problem]:
    """A problem for each period and place that nobody knows."""
    lexicon = vocabulary.lexicon
    words, _ = words_of(lexicon)
    for number, given in enumerate(statements, 1):
        name = given.id or f"s{number}"
        if given.period is not None and period_of(given.period, lexicon.periods) is None:
            message = f"`{shown(given.period)}` is no period"
            yield problem_with(name, message, did_you_mean(given.period, lexicon.periods))
        if given.place is not None and words.place(given.place) is None:
            message = f"there is no place `{shown(given.place)}`"
            yield problem_with(name, message, did_you_mean(given.place, lexicon.known_places))


def _written(given: Given, name: str, vocabulary: Vocabulary) -> Written | Problem:
    """A statement with its place, or the mistake in it."""
    source = Source(name, given.says)
    found = parse(given.says)
    if isinstance(found, Mistake):
        found = better(given.says, found, vocabulary.known_words, vocabulary.widths)
        return source.problem(found, found.message, found.remedy)
    statement = Statement(
        name,
        "rule",
        given.says,
        found,
        Position(name, 1, 1),
        period=given.period,
        place=given.place,
        reading=given.reading,
        unit=given.unit,
    )
    match given:
        case Stated(source=said_by, trust=trust):
            voice = said_by or name
            if trust <= 0:
                return problem_with(name, f"the trust {trust} is not above 0", "the usual one is 1")
            statement = replace(
                statement,
                kind="stated",
                article=Article(voice, given.says, voice, None, Fraction(trust)),
                quote=Quote(given.says, 0, len(given.says)),
                speaker=given.speaker,
            )
        case Assumed(because=because):
            statement = replace(statement, kind="assumed", because=because)
        case Rule():
            pass
    return Written(statement, source, range(len(given.says) + 1))
