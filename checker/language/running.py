"""A running thing over its reports: which editions tell of it, and the same in another one."""

from checker.language.nodes import Expression
from checker.language.periods import Edition
from checker.language.scope import Scope


def editions(subject: Expression, scope: Scope) -> tuple[Edition, ...]:
    """The editions that tell of an expression, in the order of time; none if it is not running."""
    met: set[tuple[str, Edition]] = set()
    subject.cases(scope.noting(told=met, measures={}, supposed=set()))
    known = scope.topic_editions or {}
    found = {edition for name, _ in met for edition in (*known.get(name, ()), scope.edition)}
    return tuple(sorted((e for e in found if e is not None), key=lambda edition: edition.order))


def in_edition(edition: Edition | None, scope: Scope) -> Scope:
    """The scope in which an expression is read as another edition tells of it."""
    return scope.but(edition=edition, subject=None)
