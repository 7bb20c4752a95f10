"""The report as one page that needs nothing beside itself: no network, no other file."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby, islice

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from checker.claims.problems import Problem
from checker.findings.finding import Contradiction
from checker.reports.report import Report, hidden_words
from checker.reports.web.articles import Page, article_view, pages, places
from checker.reports.web.cards import Library, anchor_of, card, library
from checker.reports.web.marks import MARKS, Marking, marking
from checker.reports.web.overview import (
    choices,
    examples,
    parts,
    revised,
    summary,
    undecided,
    withdrawn,
)
from checker.reports.web.series import Series, every_series
from checker.reports.web.series_views import series_view
from checker.reports.web.served import RULINGS, Served, deciding
from checker.reports.web.visible import visible

_OPEN_ARTICLES = 12
"""Up to so many articles are all shown open; more are opened one at a time."""


def pieces(report: Report, served: Served | None = None) -> Iterator[str]:
    """The page from its beginning to its end, in pieces, so that no more is held than needed.

    One that is `served` has forms as well.
    """
    shown, found, marked = report.shown, pages(report.project), marking(report)
    known = library(found, places(found))
    kept = {one.id for one in shown.contradictions}
    told = [(n, one) for n, one in enumerate(report.findings.contradictions, 1) if one.id in kept]
    anchors = {n: anchor_of(one) for n, one in told}
    series = every_series(report.project, marked.disputed)
    head = summary(report, found, marked, len(series))
    names = {page.article.path: page.name for page in found}

    def form(one: Contradiction) -> Markup:
        if served is None:
            return Markup()
        view = deciding(one, report.findings, names)
        return _rendered("deciding.html", view=view, rulings=RULINGS)

    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            **_own_parts(served),
            summary=head,
            hidden=list(hidden_words(report)),
            anchors=anchors,
            parts_shown=parts(report, head),
            cards=(
                _rendered("card.html", card=card(one, n, known), form=form(one)) for n, one in told
            ),
            undecided=undecided(shown, known),
            withdrawn=withdrawn(report.findings, known),
            choices=choices(report.findings, known),
            has_more_choices=any(one.more for one in report.findings.corrections),
            revisions=revised(shown, known),
            examples=examples(report.findings),
            problems=report.problems,
            legend=_legend(found, marked),
            articles=_articles(found, marked, anchors),
            series=_quantities(series, marked, known),
        )
    )


def mistakes_page(problems: Sequence[Problem], served: Served | None = None) -> str:
    """The page of a run that stopped at mistakes in its input."""
    template = _environment().get_template("mistakes.html")
    return template.render(**_own_parts(served), problems=problems)


def _articles(
    found: Sequence[Page], marked: Marking, anchors: Mapping[int, str]
) -> Iterator[Markup]:
    is_open = len(found) <= _OPEN_ARTICLES
    for page in found:
        view = article_view(page, marked)
        yield _rendered("article.html", view=view, anchors=anchors, is_open=is_open)


def _quantities(found: Sequence[Series], marked: Marking, known: Library) -> Iterator[Markup]:
    """Those with a plot one by one, the brief ones many at a time."""
    views = (series_view(one, number, marked, known) for number, one in enumerate(found, 1))
    for is_brief, alike in groupby(views, key=lambda view: view.is_brief):
        if not is_brief:
            yield from (_rendered("series.html", view=view) for view in alike)
            continue
        while some := list(islice(alike, _AT_A_TIME)):
            yield _rendered("brief.html", views=some)


_AT_A_TIME = 200


def _legend(found: Sequence[Page], marked: Marking) -> list[object]:
    """The marks that occur, the worst first."""
    used = {
        marked.mark(statement)
        for page in found
        for claim in page.claims
        for statement, _ in claim.statements
    }
    skipped = any(claim.skipped is not None for page in found for claim in page.claims)
    return [mark for mark in MARKS if mark in used or (mark.name == "skipped" and skipped)]


def _rendered(name: str, **values: object) -> Markup:
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704 - autoescaped


@cache
def _environment() -> Environment:
    """Every value is escaped, and what hides in it is spelled out; a missing one is a mistake."""
    return Environment(
        loader=PackageLoader("checker.reports.web"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


# --- what the page itself brings -------------------------------------------------------------


def _own_parts(served: Served | None) -> dict[str, object]:
    """The styles, the scripts, and the policy under which nothing else is loaded or run."""
    added = _SERVED if served else ()
    policy = served_policy() if served else _policy("page.css", "page.js")
    return {
        "styles": [_own(name) for name in ("page.css", *added) if name.endswith(".css")],
        "scripts": [_own(name) for name in ("page.js", *added) if name.endswith(".js")],
        "policy": Markup(policy),  # noqa: S704 - ours
        "served": served,
    }


_SERVED = ("review.css", "review.js")
"""What only a served page has."""


@cache
def served_policy() -> str:
    """The policy of a served page, which may ask its own server."""
    return f"{_policy('page.css', 'page.js', *_SERVED)}; connect-src 'self'"


def _policy(*names: str) -> str:
    hashes = {
        kind: [_source(_own(n)) for n in names if n.endswith(kind)] for kind in (".css", ".js")
    }
    return (
        f"default-src 'none'; style-src {' '.join(hashes['.css'])}; "
        f"script-src {' '.join(hashes['.js'])}; base-uri 'none'; form-action 'none'"
    )


@cache
def _own(name: str) -> Markup:
    """The text of a style or a script."""
    text = (files("checker.reports.web") / "templates" / name).read_text("utf-8")
    return Markup(text)  # noqa: S704 - all of it ours


def _source(text: str) -> str:
    """How a policy names a style or script: by its SHA-256."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
