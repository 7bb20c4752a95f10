"""What the claims say of a question, for a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.claims.questions import Question
from checker.compile.distinct import Distinct
from checker.explain.answers import Answer, Certain, End, Possible, Ranged, Result, Unanswered
from checker.explain.naming import measure_words
from checker.explain.numerals import measured, numerals_of
from checker.reports.style import Style, harmless
from checker.reports.summary import lossless, short

_LONGEST = 60
_WHATEVER = "whatever the figures are"


def write_answer(found: Answer, style: Style) -> str:
    """The answer as text."""
    lines = [*_headed(found, style), *_answered(found, style)]
    return "\n".join(lines) + "\n"


def write_change(before: Answer, after: Answer, without: Sequence[str], style: Style) -> str:
    """The answer from everything, and what is left of it without some statements."""
    lines = list(_headed(before, style))
    lines += [*_answered(before, style), ""]
    names = ", ".join(without)
    lines += (style.paint(line, "bold") for line in style.wrap(f"Without {names}:"))
    if _same(before, after):
        lines += style.wrap(f"The answer stays the same: {summary(after)}.")
        lines += _reasons(after, style) if _because(before) != _because(after) else ()
    else:
        lines += _answered(after, style)
    return "\n".join(lines) + "\n"


def summary(found: Answer) -> str:
    """The answer in a few words: `exactly 152`, `yes, it must be so`."""
    match found.result:
        case Ranged(low, high):
            return numerals_of(found.question).between(
                low.value, high.value, low_open=low.open, high_open=high.open
            )
        case Certain(holds) if found.question.is_settled:
            return f"yes, it holds {_WHATEVER}" if holds else "no, it can never hold"
        case Certain(holds=True):
            return "yes, it must be so"
        case Certain():
            return "no, it cannot be"
        case Possible():
            return "it may or may not be"
        case Unanswered(reason):
            return f"no answer was found: {reason}"


def _headed(found: Answer, style: Style) -> Iterator[str]:
    words = harmless(found.question.words)
    mark = "" if found.question.asked is not None else "?"
    for line in style.wrap(f"{words[:1].upper()}{words[1:]}{mark}"):
        yield style.paint(line, "bold")


def _answered(found: Answer, style: Style) -> Iterator[str]:
    result = found.result
    colour = {Unanswered: "yellow", Possible: "yellow"}.get(type(result), "green")
    said = summary(found)
    for line in style.wrap(f"{said[:1].upper()}{said[1:]}."):
        yield style.paint(line, colour)
    yield from _reasons(found, style)
    yield from _left_out(found, style)


def _reasons(found: Answer, style: Style) -> Iterator[str]:
    result = found.result
    match result:
        case Certain() if found.question.is_settled:
            return
        case Ranged() if found.question.is_settled:
            yield from ("", *style.wrap(f"It is so {_WHATEVER}."))
        case Ranged(low, high) if low is high:
            yield from _end("Forced by", low, style)
        case Ranged(low, high):
            if low.value is None and high.value is None:
                yield ""
                told = "Nothing that is stated says how much it is."
                several = f"None of the {found.connected:,} connected statements limits it."
                yield from style.wrap(several if found.connected > 1 else told)
                return
            if not any(end.because or end.unknown for end in (low, high)):
                yield ""
                told = "Nothing that is stated limits it further: the vocabulary alone says so."
                yield from style.wrap(told)
                return
            if low.because and low.because == high.because:
                yield from _end("Both ends are forced by", replace(low, steps=()), style)
                return
            yield from _end("It cannot be less because of", low, style)
            yield from _end("It cannot be more because of", high, style)
        case Certain(holds, because, unknown):
            title = "Forced by" if holds else "Ruled out by"
            yield from _statements(title, because, unknown, style)
        case Possible(if_so, if_not):
            yield from _example("It can be so, for example with", if_so, found.question, style)
            yield from _example(
                "It can be otherwise, for example with", if_not, found.question, style
            )
        case Unanswered():
            return


def _end(title: str, end: End, style: Style) -> Iterator[str]:
    if end.value is None:
        return
    for place, line in enumerate(end.steps):
        if place == 0:
            yield ""
        yield from style.wrap(harmless(line), "  ", "    ")
    yield from _statements(title, end.because, end.unknown, style)


def _statements(
    title: str, because: Sequence[Distinct], unknown: str, style: Style
) -> Iterator[str]:
    yield ""
    if unknown:
        yield from style.wrap(f"{title}: not found; {unknown}.")
        return
    if not because:
        plain = title.removesuffix(" because of").removesuffix(" by")
        yield from style.wrap(f"{plain}, whatever is stated: the vocabulary alone says so.")
        return
    count = len(because)
    which = "this statement" if count == 1 else f"these {count} statements together"
    yield f"{title} {which}:"
    yield from _listed(because, style)


def _listed(distinct: Iterable[Distinct], style: Style) -> Iterator[str]:
    for one in distinct:
        text = harmless(one.first.shown)
        cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        yield from style.wrap(f"- {cut}", "  ", "    ")
        places = ", ".join(s.where for s in one.supporters)
        assumed = "assumed, " if one.is_assumed else ""
        where = f"{assumed}{one.first.id} ({places})"
        yield from (style.paint(line, "dim") for line in style.wrap(where, "    ", "      "))


def _example(
    title: str, values: Mapping[str, Fraction], question: Question, style: Style
) -> Iterator[str]:
    yield ""
    yield f"{title}"
    measures, lexicon = question.meaning.measures, question.topic.lexicon
    for name, value in values.items():
        words = measure_words(measures[name], lexicon)
        shown = lossless(value, measured(name, question).say(value))
        yield from style.wrap(f"{words} = {shown}", "  ", "    ")


def _left_out(found: Answer, style: Style) -> Iterator[str]:
    if not found.left_out:
        return
    count = len(found.left_out)
    which = "this statement was" if count == 1 else f"these {count} statements were"
    yield ""
    told = f"The claims contradict each other here, so {which} left out to answer:"
    yield from (style.paint(line, "yellow") for line in style.wrap(told))
    for one in found.left_out:
        position = one.first.position
        text = short(one.first.shown, _LONGEST)
        where = harmless(position.where)
        yield from style.wrap(f"- {text}  {where}", "  ", "    ")
    told = "To leave others out could answer otherwise: `factcheck run` tells what clashes."
    yield from style.wrap(told)


def _same(one: Answer, other: Answer) -> bool:
    return type(one.result) is type(other.result) and summary(one) == summary(other)


def _because(found: Answer) -> list[str]:
    result: Result = found.result
    match result:
        case Ranged(low, high):
            return [d.first.id for d in (*low.because, *high.because)]
        case Certain(because=because):
            return [d.first.id for d in because]
        case _:
            return []
