"""Bulletins that `as_of` gives dates which exclude each other, so that their figures never meet."""

from collections.abc import Iterable, Iterator

from checker.claims.claim_files import Written
from checker.claims.editions import as_of, in_common
from checker.claims.problems import Problem, Severity
from checker.language.periods import Edition


def redated(written: Iterable[Written]) -> Iterator[Problem]:
    """A warning for each bulletin that is given dates which exclude each other."""
    dated: dict[str, dict[Edition, Written]] = {}
    told: set[str] = set()
    for one in written:
        bulletin, date = one.statement.bulletin, as_of(one.statement.as_of or "")
        if bulletin is None or date is None or bulletin in told:
            continue
        known = dated.setdefault(bulletin, {})
        for earlier, other in known.items():
            if in_common(earlier, date) is None:
                told.add(bulletin)
                yield _warning(one, other)
                break
        known.setdefault(date, one)


def _warning(one: Written, other: Written) -> Problem:
    statement, before = one.statement, other.statement
    place = before.position
    return one.problem(
        (0, len(statement.text)),
        f"the bulletin `{statement.bulletin}` is of {statement.as_of} here, and of "
        f"{before.as_of} in {place.where}, so their figures never meet",
        "give both the same `as_of`, or each of two bulletins a name of its own",
        Severity.WARNING,
    )
