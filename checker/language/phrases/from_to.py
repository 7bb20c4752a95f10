"""`A from 34 to 41`: two figures of one thing, a year earlier and in the period itself."""

from checker.frozen import dataclass
from checker.language.comparisons import Comparison
from checker.language.figures import Figure
from checker.language.hooks import Phrase
from checker.language.joined import Joined, Then
from checker.language.nodes import Assertion, Expression
from checker.language.pairs import with_sign_of
from checker.language.parser import Parser
from checker.language.sides import Printed


@dataclass(frozen=True, slots=True)
class FromTo(Joined):
    """The subject had the first figure a year earlier and has the second."""

    subject: Expression
    before: Figure
    after: Figure

    form = "{subject} from {before} to {after}"

    def parts(self) -> tuple[Assertion, ...]:
        before, after = (
            Comparison(figure.start, figure.end, self.subject, (("=", _printed(figure)),))
            for figure in (self.before, self.after)
        )
        return Then(before.start, before.end, before), after


def _printed(figure: Figure) -> Printed:
    return Printed(figure.start, figure.end, figure)


def _from(parser: Parser, subject: Expression) -> Assertion | None:
    parser.take("from")
    before = parser.need_figure()
    parser.need_word("to")
    after = parser.need_figure()
    before = with_sign_of(after, before)
    return FromTo(subject.start, parser.last_end, subject, before, after)


PHRASE = Phrase(subject={"from": _from})
