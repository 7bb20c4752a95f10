"""`A from 34 to 41`: two figures of one thing, a year earlier and in the period itself."""

from collections.abc import Iterator

from checker.frozen import dataclass
from checker.language.algebra import Constraint, both
from checker.language.figures import Figure
from checker.language.parser import Parser, Phrase, with_sign_of
from checker.language.scope import Scope, Slot
from checker.language.syntax import Assertion, Comparison, Expression, Node, Printed, figure_text


@dataclass(frozen=True, slots=True)
class FromTo(Assertion):
    """The subject had the first figure a year earlier and has the second."""

    subject: Expression
    before: Figure
    after: Figure

    def children(self) -> Iterator[Node]:
        return iter(
            (self.subject, *(Printed(f.start, f.end, f) for f in (self.before, self.after)))
        )

    @property
    def text(self) -> str:
        return f"{self.subject.text} from {figure_text(self.before)} to {figure_text(self.after)}"

    def _comparisons(self, scope: Scope) -> tuple[tuple[Comparison, Scope], ...]:
        now = Comparison(self.start, self.end, self.subject, (("=", _printed(self.after)),))
        then = Comparison(self.start, self.end, self.subject, (("=", _printed(self.before)),))
        return (then, scope.but(shift=scope.shift + 1)), (now, scope)

    def constraint(self, scope: Scope) -> Constraint:
        return both(*(part.constraint(where) for part, where in self._comparisons(scope)))

    def slots(self, scope: Scope) -> tuple[Slot, ...]:
        return tuple(s for part, where in self._comparisons(scope) for s in part.slots(where))

    def words(self, scope: Scope) -> str:
        return ", and ".join(part.words(where) for part, where in self._comparisons(scope))


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
