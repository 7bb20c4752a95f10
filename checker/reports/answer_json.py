"""What the claims say of a question, for programs; docs/asking.md explains each field."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from checker.compile.distinct import Distinct
from checker.explain.answers import Answer, Certain, End, Possible, Ranged, Unanswered
from checker.explain.numerals import measured, numerals_of
from checker.language.days import clock_words, day_words
from checker.language.nodes import Scale
from checker.language.spell import exact
from checker.reports.answer_text import summary
from checker.reports.json_report import json_text, source_json

Json = dict[str, Any]


def write_answer_json(found: Answer) -> str:
    """The answer as JSON text."""
    return json_text({"version": 1, "question": _question(found), **_answer(found)})


def write_change_json(before: Answer, after: Answer, without: Iterable[str]) -> str:
    """The answers with and without some statements as JSON text."""
    told = {"version": 1, "question": _question(before), **_answer(before)}
    return json_text({**told, "without": {"statements": list(without), **_answer(after)}})


def _question(found: Answer) -> Json:
    kind = "statement" if found.question.asked is None else "value"
    return {"text": found.question.text, "kind": kind, "words": found.question.words}


def _answer(found: Answer) -> Json:
    return {
        "summary": summary(found),
        **_result(found),
        "left_out": [_stated(one) for one in found.left_out],
        "connected": found.connected,
    }


def _result(found: Answer) -> Json:
    match found.result:
        case Ranged(low, high):
            scale = numerals_of(found.question).scale
            return {"answer": "values", "low": _end(low, scale), "high": _end(high, scale)}
        case Certain(holds, because, unknown):
            return {
                "answer": "yes" if holds else "no",
                "because": [_stated(one) for one in because],
                "unknown": unknown or None,
            }
        case Possible(if_so, if_not):
            return {
                "answer": "maybe",
                "if_so": _example(if_so, found),
                "if_not": _example(if_not, found),
            }
        case Unanswered(reason):
            return {"answer": None, "reason": reason}


def _end(end: End, scale: Scale) -> Json:
    return {
        "value": None if end.value is None else _exact(end.value, scale),
        "open": end.open,
        "because": [_stated(one) for one in end.because],
        "steps": list(end.steps),
        "unknown": end.unknown or None,
    }


def _example(values: Mapping[str, Fraction], found: Answer) -> Json:
    return {n: _exact(v, measured(n, found.question).scale) for n, v in values.items()}


def _exact(value: Fraction, scale: Scale) -> str:
    match scale:
        case Scale.DAY:
            return day_words(value)
        case Scale.CLOCK:
            return clock_words(value)
        case _:
            return exact(value)


def _stated(one: Distinct) -> Json:
    others = [source_json(s) for s in one.supporters if s is not one.first]
    return {**source_json(one.first), "also": others}
