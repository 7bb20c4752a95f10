"""A printed figure with one digit wrong: every such figure, and the statement with it."""

import re
from collections.abc import Iterator

from checker.claims.statements import Statement
from checker.frozen import dataclass
from checker.language.figures import Figure
from checker.language.grammar import parse
from checker.language.nodes import Formula

_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure as it would have been printed, and the formula with it."""

    printed: str
    formula: Formula


def figures_of(statement: Statement) -> tuple[Figure, ...]:
    """The figures that an article must have printed; `3 to 5` is one."""
    printed = statement.formula.printed
    uppers = {figure.upper.start for figure in printed if figure.upper is not None}
    return tuple(figure for figure in printed if figure.start not in uppers)


def slips(statement: Statement, figure: Figure) -> Iterator[Slip]:
    """Each figure that differs in one digit, where that can be read; words have no digits."""
    text = statement.formula.source
    end = figure.end if figure.upper is None else figure.upper.end
    for found in _NUMBER.finditer(text, figure.start, end):
        for place in range(found.start(), found.end()):
            if text[place].isdigit():
                yield from _with_other_digits(text, figure.start, end, place, found)


def _with_other_digits(
    text: str, start: int, end: int, place: int, number: re.Match[str]
) -> Iterator[Slip]:
    leads = place == number.start() and text[place + 1 : place + 2].isdigit()
    for digit in "0123456789":
        if digit == text[place] or (leads and digit == "0"):
            continue
        wrong = f"{text[:place]}{digit}{text[place + 1 :]}"
        formula = parse(wrong)
        if isinstance(formula, Formula):
            yield Slip(wrong[start:end], formula)
