"""What is asked of a topic: a value or a statement in its words, understood as claims are."""

from collections.abc import Iterable, Iterator, Sequence

from checker.algebra.constraints import Compare, measures_in
from checker.claims.editions import editions
from checker.claims.problems import Problem
from checker.claims.sources import Source, problem_with
from checker.claims.statements import Topic
from checker.claims.understanding import line, uses
from checker.frozen import dataclass
from checker.language.asked import Asked, parse_question
from checker.language.definitions import words_of
from checker.language.figures import Reading
from checker.language.grammar import parse
from checker.language.meaning import DEFAULTS, Line, Meaning, meanings
from checker.language.measures import can_be_denied
from checker.language.mistakes import Mistake
from checker.language.names import Name
from checker.language.nodes import Assertion, Formula, Node
from checker.language.periods import ALWAYS, Edition
from checker.language.phrases.logic import cannot_be_denied
from checker.language.scope import NO_EDITION
from checker.language.suggest import nearest

NAME = "question"
"""What a mistake in a question gives in place of a file."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: `text` as written, and what it means in the words of `topic`."""

    text: str
    topic: Topic
    meaning: Meaning

    @property
    def asked(self) -> Asked | None:
        """The value that is asked for; None where one asks whether a statement is so."""
        tree = self.meaning.tree
        return tree if isinstance(tree, Asked) else None

    @property
    def is_settled(self) -> bool:
        """Whether the answer is the same whatever the figures are, as of `A = A` and `A - A`."""
        return not measures_in(self.meaning.constraint)

    @property
    def words(self) -> str:
        """Plain words, defaults filled in."""
        return self.meaning.words


def understand(
    text: str, topic: Topic, period: str | None, place: str | None
) -> Question | Problem:
    """The question that a text asks, or the mistake in it, placed.

    Of what is running it is about the latest report.
    """
    source = Source(NAME, text)
    found = parse_question(text)
    if isinstance(found, Mistake):
        return _problem(source, found)
    meaning = _meaning(found, topic, period, place)
    if isinstance(meaning, Mistake):
        return _problem(source, meaning)
    mistake = _no_such_name(found, topic) or _no_period(meaning, topic) or _no_denial(meaning)
    if mistake is not None:
        return _problem(source, mistake)
    return Question(text, topic, meaning)


@dataclass(frozen=True, slots=True)
class Unclear:
    """The names of a question are known in several topics, or `name` is none."""

    topics: tuple[str, ...]
    name: str | None = None


def find(
    text: str,
    topics: Sequence[Topic],
    name: str | None = None,
    period: str | None = None,
    place: str | None = None,
) -> Question | Problem | Unclear:
    """The question in the topic of a name, else in the only one where all its names are known.

    Of mistakes the one that comes last in the text is told: there most was understood.
    """
    chosen = [topic for topic in topics if name is None or shown_name(topic) == name]
    if not chosen:
        return Unclear(tuple(shown_name(topic) for topic in topics), name)
    found = [understand(text, topic, period, place) for topic in chosen]
    questions = [one for one in found if isinstance(one, Question)]
    if len(questions) == 1:
        return questions[0]
    if questions and all(one.is_settled and not one.meaning.measures for one in questions):
        return questions[0]
    if questions:
        return Unclear(tuple(shown_name(question.topic) for question in questions))
    return max((one for one in found if isinstance(one, Problem)), key=lambda one: one.column)


def understood(text: str, topic: Topic, period: str | None, place: str | None) -> Meaning | Problem:
    """What an expression means: as a statement, that it is at most nothing."""
    source = Source("expression", text)
    found = parse(f"{text} <= 0")
    if not isinstance(found, Mistake):
        words, _ = words_of(topic.lexicon)
        line = Line(found, period, place, Reading.EXACT)
        meaning = meanings([line], words, topic.widths)[0]
        if isinstance(meaning, Meaning) and isinstance(meaning.said, Compare):
            return meaning
        found = meaning if isinstance(meaning, Mistake) else Mistake("this is no number", 0, 0)
    return source.problem(found, found.message, found.remedy)


def shown_name(topic: Topic) -> str:
    """The folder of a topic below `claims`; that folder itself is `.`."""
    return topic.name or "."


def _problem(source: Source, mistake: Mistake) -> Problem:
    if (mistake.start, mistake.end) == DEFAULTS:
        return problem_with("--period, --place", mistake.message, mistake.remedy)
    return source.problem(mistake, mistake.message, mistake.remedy)


def _meaning(
    formula: Formula, topic: Topic, period: str | None, place: str | None
) -> Meaning | Mistake:
    is_statement = not isinstance(formula.tree, Asked)
    asked = Line(formula, period, place, Reading.DEFAULT, may_be_empty=is_statement)
    found = _among(topic, asked)
    if isinstance(found, Mistake):
        return found
    latest = _latest(pair for scope in found.scopes for pair in scope.met.told)
    if latest is None:
        return found
    return _among(topic, Line(formula, period, place, Reading.DEFAULT, latest))


def _among(topic: Topic, asked: Line) -> Meaning | Mistake:
    """What a line means beside the topic's own, which name periods and reports."""
    told = zip(topic.statements, editions(topic.statements), strict=True)
    lines = [line(one, edition) for one, edition in told]
    words, _ = words_of(topic.lexicon)
    return meanings([*lines, asked], words, topic.widths)[-1]


def _latest(told: Iterable[tuple[str, Edition]]) -> Edition | None:
    """The last report that tells of anything running in a question."""
    found = {edition for _, edition in told if edition != NO_EDITION}
    return max(found, key=lambda edition: edition.order, default=None)


def _no_such_name(formula: Formula, topic: Topic) -> Mistake | None:
    """A member's name that no claim has, where one of theirs is near it."""
    known = topic.lexicon.members
    for listed in formula.members:
        near = None if listed.name in known else nearest(listed.name, known)
        if near:
            message = f"the name `{listed.name}` is in no claim"
            return Mistake(message, listed.start, listed.end, f"did you mean `{near}`?")
    return None


def _no_period(meaning: Meaning, topic: Topic) -> Mistake | None:
    """A name without a period that the claims only use with one: the two would never meet."""
    told = _periods(topic)
    for name, period in sorted(uses(meaning), key=lambda use: use[0]):
        known = told.get(name, set())
        if period.plain != ALWAYS.name or not known or ALWAYS.name in known:
            continue
        node = next(_without_period(meaning.tree), meaning.tree)
        written = node.name if isinstance(node, Name) else name
        shown = sorted(_periods(topic, written).get(name, known))
        listed = ", ".join(shown[:_MOST_PERIODS]) + (" …" if len(shown) > _MOST_PERIODS else "")
        return Mistake(
            f"`{written}` has no period here; the claims have it in {listed}",
            node.start,
            node.end,
            f"write `{written}@{shown[-1]}`, or give --period {shown[-1]}",
        )
    return None


def _no_denial(meaning: Meaning) -> Mistake | None:
    """A statement without an opposite: it cannot be asked whether it must be so."""
    asks_for_value = isinstance(meaning.tree, Asked)
    if asks_for_value or can_be_denied(meaning.constraint):
        return None
    return cannot_be_denied(meaning.tree).mistake


def _periods(topic: Topic, written: str | None = None) -> dict[str, set[str]]:
    """The periods that statements tell of, by population or quantity; of those that have a name."""
    told: dict[str, set[str]] = {}
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        nodes = statement.formula.tree.walk() if written is not None else ()
        names = {node.name for node in nodes if isinstance(node, Name)}
        if written is None or written in names:
            for name, period in uses(meaning):
                told.setdefault(name, set()).add(period.plain)
    return told


def _without_period(tree: Assertion) -> Iterator[Node]:
    return (n for n in tree.walk() if isinstance(n, Name) and n.period_mark is None)


_MOST_PERIODS = 6
