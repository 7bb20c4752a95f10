"""How well figures are checked, for programs; docs/asking.md explains each field."""

from collections.abc import Iterable
from typing import Any

from checker.explain.covered import Checked, Coverage, Covered, State, count
from checker.language.spell import exact
from checker.reports.coverage_text import share
from checker.reports.json_report import ends_json, json_text, source_json
from checker.search.fitting import Fit

Json = dict[str, Any]


def write_coverage_json(covered: Covered) -> str:
    """The report as JSON text."""
    told = {
        "version": 1,
        "totals": _totals(covered.statements),
        "share": None if (part := share(covered)) is None else exact(part),
        "articles": [
            {
                "article": article.path,
                "publisher": article.publisher,
                "totals": _totals(statements),
                "statements": [_statement(one) for one in statements],
            }
            for article, statements in covered.articles
        ],
        "never_apply": [
            {**source_json(one.statement), "condition": one.condition} for one in covered.idle
        ],
    }
    return json_text(told)


def _totals(statements: Iterable[Coverage]) -> Json:
    found = count(statements)
    return {"figures": sum(found.values())} | {state.value: found[state] for state in State}


def _statement(one: Coverage) -> Json:
    return {
        **source_json(one.statement),
        "state": one.state.value,
        "follows": one.follows,
        "figures": [_figure(figure) for figure in one.figures],
    }


def _figure(one: Checked) -> Json:
    return {
        "printed": one.figure.printed,
        "state": one.state.value,
        "restated": one.restated,
        "would_pass": ends_json(one.fits.hull, one.figure) if isinstance(one.fits, Fit) else None,
        "slips": {
            "tried": one.tried,
            "pass": list(one.passing),
            "unknown": one.untold,
        },
    }
