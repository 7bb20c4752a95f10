"""Logic between statements: `if A then B`, `either A or B`, `not A`."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from checker.algebra.constraints import TRUE, Constraint, Not, both, either
from checker.frozen import dataclass
from checker.language.hooks import Phrase
from checker.language.measures import can_be_denied
from checker.language.mistakes import MistakeError, fail
from checker.language.nodes import Assertion, Expression
from checker.language.parser import Parser
from checker.language.scope import Scope


class _Logic(Assertion):
    """What is made of other statements."""

    __slots__ = ()

    def with_left(self, change: Callable[[Expression], Expression]) -> Assertion:
        changed: dict[str, Any] = {
            field.name: value.with_left(change)
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), Assertion)
        }
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class IfThen(_Logic):
    """The second holds wherever the first does."""

    condition: Assertion
    consequence: Assertion

    form = "if {condition} then {consequence}"
    told = "if {condition}, then {consequence}"

    def constraint(self, scope: Scope) -> Constraint:
        fails = _denied(self.condition, scope)
        consequence, supposed = self.consequence.apart(scope)
        if supposed != TRUE:
            scope.suppose(either(fails, supposed))
        return either(fails, consequence)


@dataclass(frozen=True, slots=True)
class Either(_Logic):
    """At least one of the two holds."""

    first: Assertion
    second: Assertion

    form = "either {first} or {second}"
    told = "either {first}, or {second}, or both"

    def constraint(self, scope: Scope) -> Constraint:
        first, of_first = self.first.apart(scope)
        second, of_second = self.second.apart(scope)
        supposed = both(of_first, of_second)
        if supposed != TRUE:  # whichever of the two is meant, its own bases are not nothing
            scope.suppose(either(supposed, both(first, of_first), both(second, of_second)))
        return either(first, second)


@dataclass(frozen=True, slots=True)
class Denial(_Logic):
    """The statement does not hold."""

    denied: Assertion

    form = "not {denied}"
    told = "it is not so that {denied}"

    def constraint(self, scope: Scope) -> Constraint:
        return _denied(self.denied, scope)


def _denied(statement: Assertion, scope: Scope) -> Constraint:
    said = statement.constraint(scope)
    if not can_be_denied(said):
        raise cannot_be_denied(statement)
    return Not(said)


def cannot_be_denied(statement: Assertion) -> MistakeError:
    """A mistake at what says only that there are some members of whom nothing is known."""
    return fail(
        "what is `unknown` of members that may have several values can only be stated",
        statement,
        "leave `unknown` out here, or name the values one by one",
    )


def _if(parser: Parser) -> Assertion | None:
    start = parser.skip()
    parser.take("if")
    condition = parser.assertion(or_ends=parser.or_ends)
    parser.need_word("then")
    consequence = parser.assertion(or_ends=parser.or_ends)
    return IfThen(start, parser.last_end, condition, consequence)


def _either(parser: Parser) -> Assertion | None:
    start = parser.skip()
    parser.take("either")
    first = parser.assertion(or_ends=True)
    parser.need_word("or")
    second = parser.assertion(or_ends=parser.or_ends)
    return Either(start, parser.last_end, first, second)


def _not(parser: Parser) -> Assertion | None:
    start = parser.skip()
    parser.take("not")
    denied = parser.assertion(or_ends=parser.or_ends)
    return Denial(start, parser.last_end, denied)


PHRASE = Phrase(statement={"if": _if, "either": _either, "not": _not})
