"""The sums by which some statements force a value, in plain sentences, where sums do."""

from collections.abc import Sequence

from checker.algebra.intervals import Interval
from checker.algebra.polynomials import Polynomial
from checker.claims.questions import Question
from checker.compile.distinct import Distinct
from checker.explain.derivation import show
from checker.explain.finding import Member
from checker.explain.relations import Said, ground
from checker.explain.sentences import computed


def chain(
    because: Sequence[Distinct],
    value: Polynomial,
    base: Polynomial | None,
    found: Interval,
    question: Question,
) -> tuple[str, ...]:
    """One sentence for each sum on the way to a value, or its ratio to a base; none without."""
    lexicon = question.topic.lexicon
    target = Said(value, found, base)
    known = ground(because, lexicon)
    if not target.names <= known.measures.keys():
        return ()
    derived = show(known, target)
    if derived is None:
        return ()
    members = [Member(one, None, None) for one in because]
    return computed(members, known, derived, lexicon)
