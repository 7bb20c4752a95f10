"""ClaimReview, in which fact checks are published: JSON-LD with the terms of schema.org.

One review for each contradiction that was decided to be a misprint or a difference of definitions.
What is accepted for now is no result of a check, and what nobody decided is none yet.
"""

from typing import Any

from checker.claims.statements import Article, Decision, Desk, Ruling, Statement
from checker.reports.diagnostics import Diagnostic
from checker.reports.json_report import json_text
from checker.reports.report import Report, Stopped
from checker.reports.style import harmless
from checker.reports.summary import short

Json = dict[str, Any]

_RATINGS = {Ruling.MISPRINT: "Misprint", Ruling.DEFINITIONS: "Different definitions"}
_LONG = 5000


def write(report: Report) -> str:
    """The reviews as one graph."""
    desk = report.project.desk
    reviews = [
        _review(one, one.decision, desk)
        for one in report.contradictions
        if one.decision is not None and one.decision.ruling in _RATINGS
    ]
    return json_text({"@context": "https://schema.org", "@graph": reviews})


def write_stopped(_: Stopped) -> None:
    """Mistakes are told on standard error alone."""


def _review(one: Diagnostic, decision: Decision, desk: Desk | None) -> Json:
    claimed = _claimed(one, decision)
    told = [f"{one.told}.", f"This is {decision.words}: {decision.because}", *one.steps]
    return _filled(
        {
            "@type": "ClaimReview",
            "identifier": one.id,
            "url": decision.url,
            "claimReviewed": _text(claimed.quote.text if claimed.quote else claimed.text),
            "itemReviewed": _claim(claimed),
            "reviewRating": {
                "@type": "Rating",
                "alternateName": _RATINGS[decision.ruling],
                "ratingExplanation": _text(decision.because),
            },
            "reviewBody": "\n".join(map(_text, told)),
            "author": _author(decision, desk),
            "datePublished": decision.on.isoformat() if decision.on else "",
            "expires": decision.until.isoformat() if decision.until else "",
        }
    )


def _claimed(one: Diagnostic, decision: Decision) -> Statement:
    """The statement that is reviewed: of a misprint the one in its article."""
    stated = [s for each in one.involved for s in each.everybody]
    printed = [s for s in stated if s.article and s.article.path == decision.article]
    return (printed or stated)[0]


def _claim(statement: Statement) -> Json:
    article = statement.article
    return _filled(
        {
            "@type": "Claim",
            "text": _text(statement.quote.text if statement.quote else statement.text),
            "author": _claimant(statement),
            "datePublished": (article.published or "") if article else "",
            "appearance": _appearance(article) if article else None,
        }
    )


def _claimant(statement: Statement) -> Json | None:
    """Who makes the claim: the one who is quoted, else who printed it."""
    if statement.speaker:
        return {"@type": "Person", "name": _text(statement.speaker)}
    return _publisher(statement.article)


def _publisher(article: Article | None) -> Json | None:
    if article is None or not article.known_publisher:
        return None
    return {"@type": "Organization", "name": _text(article.known_publisher)}


def _person(name: str) -> Json | None:
    return {"@type": "Person", "name": _text(name)} if name else None


def _appearance(article: Article) -> Json:
    return _filled(
        {
            "@type": "NewsArticle",
            "identifier": article.path,
            "headline": _text(article.title),
            "author": {"@type": "Person", "name": _text(article.author)}
            if article.author
            else None,
            "url": article.url,
            "publisher": _publisher(article),
            "datePublished": article.published or "",
        }
    )


def _author(decision: Decision, desk: Desk | None) -> Json | None:
    if desk is not None:
        return _filled({"@type": "Organization", "name": _text(desk.name), "url": desk.url})
    return {"@type": "Person", "name": _text(decision.by)} if decision.by else None


def _filled(parts: Json) -> Json:
    return {key: value for key, value in parts.items() if value}


def _text(text: str) -> str:
    return short(harmless(text), _LONG)
