"""`A is one number`: all reports of a running tally tell of one and the same number.

The algebra: A in each edition that tells of it equals A in the first.
"""

from itertools import pairwise

from checker.algebra.constraints import Constraint, both
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.mistakes import fail
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.ranges import compare
from checker.language.running import editions, in_edition
from checker.language.scope import Scope


@dataclass(frozen=True, slots=True)
class OneNumber(Assertion):
    """The subject is the same in all editions."""

    subject: Expression

    needs_topic = True
    needs_editions = True
    form = "{subject} is one number"

    def constraint(self, scope: Scope) -> Constraint:
        found = editions(self.subject, scope)
        if not found:
            raise fail(
                f"`{self.subject.text}` is one number in any case: it is not a running tally",
                self,
                "leave this statement out, or say `running: true` in the vocabulary",
            )
        told = [self.subject.cases(in_edition(edition, scope)) for edition in found]
        return both(*(compare(now, "=", then) for then, now in pairwise(told)))

    def words(self, scope: Scope) -> str:
        subject = self.subject.counted(in_edition(None, scope))
        return f"{subject} is the same number in every report that tells of it"


def _is(parser: Parser, subject: Expression) -> Assertion | None:
    if not parser.take_all("is", "one", "number"):
        return None
    return OneNumber(subject.start, parser.last_end, subject)


PHRASE = Phrase(subject={"is": _is})
