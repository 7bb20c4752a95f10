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
from checker.claims.statements import Ruling, Statement
from checker.explain.finding import Findings, Standing, Verdict
from checker.reports.diagnostics import Diagnostic, Sort
from checker.reports.report import Report, Stopped, hidden_words
from checker.reports.summary import (
    contradiction_count,
    counts_words,
    example_value,
    examples_words,
    passages,
    voice,
)
from checker.reports.web.articles import Library, Page, library, notes, pages, tally, text
from checker.reports.web.chart import chart
from checker.reports.web.marks import MARKS, SKIPPED, SUSPECT, Marking, marking
from checker.reports.web.passages import runs
from checker.reports.web.series import Series, every_series, plot, told_in
from checker.reports.web.served import RULINGS, Served
from checker.reports.web.visible import visible

_MOST_SOURCES = 12
_MOST_CHOICES = 20
_MOST_PLOTS = 300
"""Of more quantities only those are drawn that most is to be seen of; all are listed."""
_AT_A_TIME = 200


def write(report: Report) -> Iterator[str]:
    """The page from its beginning to its end, so that no more of it is held than needed."""
    return pieces(report)


def write_stopped(stopped: Stopped) -> str:
    """The page of a run that mistakes in its files have stopped."""
    return mistakes_page(stopped.problems)


def pieces(report: Report, served: Served | None = None) -> Iterator[str]:
    """The page in pieces; one that is `served` has forms as well."""
    findings = report.findings
    told = sorted(report.contradictions, key=lambda one: one.number)
    anchors = {one.number: f"c-{one.id}" for one in told}
    found, marked = pages(report.project), marking(report)
    known, series = library(found), every_series(report.project, marked.is_disputed)
    names = {page.article.path: page.name for page in found}
    title, lead = _verdict(report, served)

    def form(one: Diagnostic) -> Markup:
        if served is None:
            return Markup()
        lapsed = [
            each.decision
            for each in findings.decisions
            if each.decision.contradiction == one.id and each.standing is Standing.EXPIRED
        ]
        return _rendered("deciding.html", one=one, lapsed=lapsed, names=names, rulings=RULINGS)

    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            **_own_parts(served),
            title=title,
            lead=lead,
            hidden=list(hidden_words(report)),
            told=told,
            anchors=anchors,
            grades=list(dict.fromkeys(one.grade for one in told)),
            cards=(_rendered("card.html", one=one, known=known, form=form(one)) for one in told),
            known=known,
            undecided=report.of(Sort.UNDECIDED),
            revisions=report.of(Sort.REVISION),
            findings=findings,
            choices=_choices(findings),
            examples=_examples(findings),
            problems=report.problems,
            legend=_legend(found, marked),
            pages=found,
            articles=_articles(found, marked, anchors),
            quantities=len(series),
            series=_quantities(series, marked, known),
        )
    )


def mistakes_page(problems: Sequence[Problem], served: Served | None = None) -> str:
    """The page of a run that stopped at mistakes in its input."""
    template = _environment().get_template("mistakes.html")
    return template.render(**_own_parts(served), problems=problems)


# --- what is told first ----------------------------------------------------------------------


def _verdict(report: Report, served: Served | None) -> tuple[str, str]:
    """The title, and a sentence below it."""
    findings = report.findings
    checked = counts_words(findings.counts)
    match findings.verdict:
        case Verdict.CONSISTENT:
            return "The figures agree", f"All {checked} can hold together."
        case Verdict.CONTRADICTORY:
            every = [one for one in report.everything if one.id]
            title = contradiction_count(findings)
            if served is not None:
                left = sum(one.decision is None for one in every)
                title = f"{left:,} open of {len(every):,}"
            return title, f"Found in {checked}."
        case Verdict.UNDECIDED:
            told = f"No contradiction was found in {checked}, but not everything could be decided."
            return "Not decided", told


def _choices(findings: Findings) -> list[tuple[list[Statement], list[Statement]]]:
    """The first of the other choices that cost as little: what goes instead of what."""
    found = [
        (
            [d.first for d in other if d not in one.withdraw],
            [d.first for d in one.withdraw if d not in other],
        )
        for one in findings.corrections
        for other in one.others[:_MOST_CHOICES]
    ]
    return found[:_MOST_CHOICES]


def _examples(findings: Findings) -> list[tuple[str, list[tuple[str, str]]]]:
    """Values under which everything holds, the shortest names first; none beside contradictions."""
    if findings.verdict is not Verdict.CONSISTENT:
        return []
    titles = zip(findings.examples, examples_words(findings.examples), strict=True)
    found = (
        (
            f"An example{title.rstrip(',')}",
            [(words, example_value(name, value)) for name, words, value in one.told],
        )
        for one, title in titles
    )
    return [one for one in found if one[1]]


def _legend(found: Sequence[Page], marked: Marking) -> list[object]:
    """The marks that occur, the worst first."""
    claims = [claim for page in found for claim in page.claims]
    used = {marked.mark(statement) for claim in claims for statement, _ in claim.statements}
    used |= {SKIPPED} if any(claim.skipped is not None for claim in claims) else set()
    return [mark for mark in MARKS if mark in used]


def _articles(
    found: Sequence[Page], marked: Marking, anchors: Mapping[int, str]
) -> Iterator[Markup]:
    for page in found:
        noted = notes(page, marked)
        yield _rendered(
            "article.html",
            page=page,
            notes=noted,
            text=text(page, (mark for _, mark, _ in noted)),
            tally=tally(page, marked),
            marked=marked,
            anchors=anchors,
        )


# --- quantities ------------------------------------------------------------------------------


def _quantities(found: Sequence[Series], marked: Marking, known: Library) -> Iterator[Markup]:
    """Those with a plot one by one, the brief ones many at a time."""

    def view(number: int, one: Series) -> Mapping[str, object]:
        marks = {marked.mark(s) for telling in one.tellings for s in telling.statements}
        return {
            "number": number,
            "series": one,
            "states": " ".join(sorted(mark.name for mark in marks)),
            "is_suspect": SUSPECT in marks,
            "rows": [
                (
                    told_in(telling.period),
                    telling,
                    any(marked.mark(s) is SUSPECT for s in telling.statements),
                    [known.source(s) for s in telling.statements[:_MOST_SOURCES]],
                    max(0, len(telling.statements) - _MOST_SOURCES),
                )
                for telling in one.tellings
            ],
        }

    def is_brief(pair: tuple[int, Series]) -> bool:
        number, one = pair
        disputed = any(marked.is_disputed(s) for told in one.tellings for s in told.statements)
        return number > _MOST_PLOTS and not (disputed and one.voices > 1)

    for brief, alike in groupby(enumerate(found, 1), key=is_brief):
        if brief:
            while some := list(islice(alike, _AT_A_TIME)):
                yield _rendered("brief.html", views=[view(n, one) for n, one in some])
        else:
            for number, one in alike:
                drawn = plot(one, lambda statement: marked.mark(statement) is SUSPECT)
                yield _rendered("series.html", view=view(number, one), plot=drawn)


# --- templates -------------------------------------------------------------------------------


def _rendered(name: str, **values: object) -> Markup:
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704 - autoescaped


@cache
def _environment() -> Environment:
    """Every value is escaped, and what hides in it is spelled out; a missing one is a mistake."""
    made = Environment(
        loader=PackageLoader("checker.reports.web"),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "chart": chart,
        "passages": passages,
        "runs": runs,
        "voice": voice,
        "MISPRINT": Ruling.MISPRINT,
    }
    return made


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
