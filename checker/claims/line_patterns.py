"""Patterns of printed lines: `{party} {n} ({s}%[; {c}%])`.

`{name}` stands for a text, `[…]` for a part that a line may lack, everything else for itself;
brackets that a line prints are doubled. White space beside a part that is left out, or at either
end, need not be there.

A line can often be cut in several ways. Chosen is one that keeps figures apart from what stands
beside them: with the fewest places inside texts where a figure begins or ends. So
`{party} {n}` cuts `Liberal Democrat 9,120` before its figure. Of these it is the one whose texts
are shortest, the first of them first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checker.claims.folding import fold
from checker.frozen import dataclass
from checker.language.mistakes import Mistake, MistakeError, fail
from checker.limits import STEPS_OF_A_PATTERN

PASSED_OVER = "_"
"""`{_}` stands for text that no statement uses; it may stand several times."""

NAME = re.compile(r"[a-z_][a-z0-9_]*", re.ASCII)
"""How placeholders are named; `{Kent}` in a statement is a list of one name."""

_PLACEHOLDER = re.compile(r"\{\s*([^{}\[\]]*?)\s*\}")
_DOUBLED = re.compile(r"\{\{|\}\}|\[\[|\]\]")
_LITERAL = re.compile(r"[^ {}\[\]]+")
_FIGURE = re.compile(
    r"(?<![^ (\[])[-+]?[£$€¥₹]?\d++(?:[.,/:-]\d++)*+(?:%|k|K|m|M|bn|mn|tn|p|pc|pts?)?(?!\w)"
)
_NEVER = 1 << 40


# --- what a pattern is made of -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a pattern; `start` and `end` are offsets into the pattern as written."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal(Step):
    """Characters that stand for themselves, none of them white space."""

    text: str


@dataclass(frozen=True, slots=True)
class Space(Step):
    """White space."""


@dataclass(frozen=True, slots=True)
class Placeholder(Step):
    """A text with a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Part(Step):
    """A part that a line may lack: the steps up to the one of number `past`."""

    past: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What each line must match, from left to right."""

    steps: tuple[Step, ...]

    @property
    def placeholders(self) -> dict[str, Placeholder]:
        """The placeholders that statements can use, by name."""
        found = (step for step in self.steps if isinstance(step, Placeholder))
        return {step.name: step for step in found if step.name != PASSED_OVER}

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that a line may lack."""
        return tuple(step for step in self.steps if isinstance(step, Part))


@dataclass(frozen=True, slots=True)
class Cut:
    """A line that matches: where each text stands in it, and which of the parts it has."""

    texts: Mapping[str, tuple[int, int]]
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A line that does not match: the step that it cannot take; None where it goes on behind."""

    step: Step | None


# --- from text to pattern ----------------------------------------------------------------------


def read_pattern(text: str) -> Pattern | Mistake:
    """The pattern that a text spells; a mistake's offsets point into the text."""
    folded = fold(text)
    try:
        steps = _bounded(_steps(folded.text))
        _check(steps)
    except MistakeError as error:
        found = error.mistake
        end = max(folded.end(found.end), folded.start(found.start))
        return replace(found, start=folded.start(found.start), end=end)
    return Pattern(
        tuple(replace(s, start=folded.start(s.start), end=folded.end(s.end)) for s in steps)
    )


def _steps(text: str) -> Iterator[Step]:
    """Each piece; a part knows its end by the number of the step behind it."""
    at = number = 0
    opened: int | None = None
    inside: list[Step] = []
    while at < len(text):
        sign = text[at]
        if sign == "[" and not text.startswith("[[", at):
            if opened is not None:
                raise fail("`[…]` stands inside `[…]`", (at, at + 1), "write one behind the other")
            opened, inside, at = at, [], at + 1
            continue
        if sign == "]" and not text.startswith("]]", at):
            if opened is None or not inside:
                what = "closes nothing" if opened is None else "closes an empty part"
                raise fail(f"this `]` {what}", (at, at + 1), "write `]]` for a bracket of the line")
            yield Part(opened, at + 1, number + 1 + len(inside))
            yield from inside
            number, opened, at = number + 1 + len(inside), None, at + 1
            continue
        step = _piece(text, at)
        if opened is None:
            yield step
            number += 1
        else:
            inside.append(step)
        at = step.end
    if opened is not None:
        raise fail(
            "this `[` is not closed", (opened, opened + 1), "write `[[` for a bracket of the line"
        )


def _piece(text: str, at: int) -> Step:
    """The piece that begins here, which is not one of `[` and `]`."""
    if text[at] == " ":
        return Space(at, at + 1)
    if doubled := _DOUBLED.match(text, at):
        return Literal(at, at + 2, doubled[0][0])
    if literal := _LITERAL.match(text, at):
        return Literal(at, literal.end(), literal[0])
    if text[at] == "}":
        raise fail("this `}` closes nothing", (at, at + 1), "write `}}` for a bracket of the line")
    found = _PLACEHOLDER.match(text, at)
    if found is None:
        remedy = "write `{name}` for a text, `{{` for a bracket of the line"
        raise fail("this `{` is not closed", (at, at + 1), remedy)
    if not NAME.fullmatch(found[1]):
        raise fail(
            f"`{found[0]}` is no placeholder",
            (at, found.end()),
            "name it with small letters a to z, digits and `_`, as in `{n}`",
        )
    return Placeholder(at, found.end(), found[1])


def _bounded(steps: Iterable[Step]) -> list[Step]:
    """The steps, not too many of them."""
    found: list[Step] = []
    for step in steps:
        if len(found) == STEPS_OF_A_PATTERN:
            remedy = "look for a slip; `{_}` passes over any text"
            raise fail("this pattern is too long", step, remedy)
        found.append(step)
    return found


def _check(steps: Sequence[Step]) -> None:
    """Whether texts have names of their own and something between them."""
    seen: dict[str, Step] = {}
    for number, step in enumerate(steps):
        if not isinstance(step, Placeholder):
            continue
        if step.name != PASSED_OVER and seen.setdefault(step.name, step) is not step:
            remedy = "give them two names, or write `{_}` for text that is not needed"
            raise fail(f"`{{{step.name}}}` stands twice", step, remedy)
        for other in _next(steps, number + 1):
            if isinstance(other, Placeholder):
                without = other not in steps[number + 1 : number + 3]
                raise fail(
                    f"nothing stands between `{{{step.name}}}` and `{{{other.name}}}`"
                    f"{' where `[…]` is left out' if without else ''}",
                    other,
                    "make one of them, or write what the lines have between them",
                )
    if not seen and not any(isinstance(step, Placeholder) for step in steps):
        last = steps[-1].end if steps else 0
        remedy = "write `{name}` where lines differ, as in `{party} {n} ({share}%)`"
        raise fail("this pattern has no placeholder", (0, last), remedy)


def _next(steps: Sequence[Step], number: int) -> Iterator[Step]:
    """What can come next, with parts and without them."""
    while number < len(steps):
        step = steps[number]
        yield step
        if not isinstance(step, Part):
            return
        yield steps[number + 1]
        number = step.past


# --- from line to texts ------------------------------------------------------------------------


def cut(pattern: Pattern, line: str) -> Cut | Misfit:
    """The texts of a folded line, which has no white space at its ends."""
    meets = _meets(line)
    costs = _costs(pattern.steps, line, meets)
    if costs[0][0] >= _NEVER:
        return _misfit(pattern.steps, line)
    texts: dict[str, tuple[int, int]] = {}
    parts: set[Part] = set()
    number = at = 0
    while number < len(pattern.steps):
        step, after = pattern.steps[number], costs[number + 1]
        number += 1
        match step:
            case Literal():
                at += len(step.text)
            case Space():
                at += line.startswith(" ", at)
            case Part() if costs[step.past][at] < after[at]:
                number = step.past
            case Part():
                parts.add(step)
            case Placeholder():
                end = _end(line, meets, after, at, costs[number - 1][at])
                texts[step.name] = at, end
                at = end
    return Cut(texts, frozenset(parts))


def _meets(line: str) -> list[int]:
    """For each place 1 where a figure begins, or what stands behind one."""
    found = [0] * (len(line) + 1)
    for match in _FIGURE.finditer(line):
        found[match.start()] = 1
        found[match.end() + _space(line, match.end())] = 1
    return found


def _costs(steps: Sequence[Step], line: str, meets: Sequence[int]) -> list[list[int]]:
    """For each step and place: how many such places are inside texts from there to the end."""
    size = len(line)
    costs = [[_NEVER] * size + [0]]  # the last step first
    for number in range(len(steps) - 1, -1, -1):
        after = costs[-1]
        match steps[number]:
            case Literal(text=text):
                row = [_NEVER] * (size + 1)
                for at in _places(text, line):
                    row[at] = after[at + len(text)]
            case Space():
                row = [after[at + _space(line, at)] for at in range(size + 1)]
                for at in range(size + 1):
                    if not _space(line, at) and not _spared(line, at):
                        row[at] = _NEVER
            case Part(past=past):
                without = costs[len(steps) - past]
                row = [min(pair) for pair in zip(after, without, strict=True)]
            case _:
                row = _text_costs(line, meets, after)
        costs.append(row)
    return costs[::-1]


def _text_costs(line: str, meets: Sequence[int], after: Sequence[int]) -> list[int]:
    row = [_NEVER] * len(after)
    goes_on = _NEVER
    for end in range(len(line), 0, -1):  # a text's first character stands before `end`
        goes_on += meets[end]
        if line[end - 1] != " ":
            goes_on = min(goes_on, after[end])
            row[end - 1] = goes_on
    return row


def _end(line: str, meets: Sequence[int], after: Sequence[int], start: int, cost: int) -> int:
    """Where the shortest text ends that costs no more."""
    end = start + 1
    while line[end - 1] == " " or after[end] != cost:
        cost -= meets[end]
        end += 1
    return end


def _places(text: str, line: str) -> Iterator[int]:
    at = line.find(text)
    while at >= 0:
        yield at
        at = line.find(text, at + 1)


def _space(line: str, at: int) -> int:
    return int(line.startswith(" ", at))


def _spared(line: str, at: int) -> bool:
    """Whether white space of the pattern need not be there."""
    return at in (0, len(line)) or line[at - 1] == " "


def _misfit(steps: Sequence[Step], line: str) -> Misfit:
    """The last step that a beginning of the line comes to."""
    reached: list[set[int]] = [{0}, *(set() for _ in steps)]
    for number, step in enumerate(steps):
        starts = reached[number]
        match step:
            case Literal(text=text):
                ends = {at + len(text) for at in starts if line.startswith(text, at)}
            case Space():
                ends = {at + 1 for at in starts if _space(line, at)}
                ends |= {at for at in starts if not _space(line, at) and _spared(line, at)}
            case Part(past=past):
                reached[past] |= starts
                ends = starts
            case _:
                first = min((at for at in starts if line[at : at + 1].strip()), default=len(line))
                ends = {end for end in range(first + 1, len(line) + 1) if line[end - 1] != " "}
        reached[number + 1] |= ends
    last = max(number for number, starts in enumerate(reached) if starts)
    return Misfit(steps[last] if last < len(steps) else None)
