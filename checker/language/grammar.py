"""The way in: one line of text becomes a formula or a mistake."""

from checker.language.mistakes import Mistake, MistakeError, fail
from checker.language.nodes import Expression, Formula
from checker.language.parser import Parser
from checker.language.phrases import GRAMMAR
from checker.limits import SIGNS_OF_A_STATEMENT

RESERVED = GRAMMAR.reserved
"""Words with a meaning of their own; a name that holds one stands in double quotes."""


def parse(text: str) -> Formula | Mistake:
    """The formula that a line says; a mistake's offsets point into `text`."""
    try:
        if len(text) > SIGNS_OF_A_STATEMENT:
            raise fail("this statement is too long", (0, 1), "split it over several statements")
        return Formula(text, Parser(text, GRAMMAR).whole())
    except MistakeError as error:
        return error.mistake


def parse_side(text: str, what: str = "the definition") -> Expression | Mistake:
    """The expression of a text, such as the set that a definition stands for; `what` it is."""
    try:
        parser = Parser(text, GRAMMAR)
        found = parser.expression()
        if not parser.at_end:
            raise parser.expected(f"the end of {what}")
    except MistakeError as error:
        return error.mistake
    return found
