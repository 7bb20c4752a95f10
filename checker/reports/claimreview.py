"""ClaimReview in the terms of schema.org, as JSON-LD, for desks that publish their checks.

Only a misprint is a verdict on a claim: one review for each statement of the misprinted article in
the contradiction. Where and when a review is published, the desk adds.
"""

from typing import Any

from checker.claims.statements import Article, Decision, Statement
from checker.findings.finding import Contradiction, Member
from checker.reports.json_report import json_text
from checker.reports.report import Report
from checker.reports.summary import needed, short

Json = dict[str, Any]

_LONG = 2000


def write(report: Report) -> str:
    """The reviews of all misprints, whatever is shown elsewhere."""
    reviews = [
        _review(one, one.decision, member, article)
        for one in report.findings.contradictions
        if one.decision is not None and one.decision.article is not None
        for member in (*one.members, *one.restated)
        if (article := member.statement.article) is not None
        and article.path == one.decision.article
    ]
    return json_text({"@context": "https://schema.org", "@graph": reviews})


def _review(one: Contradiction, decision: Decision, member: Member, article: Article) -> Json:
    fit = needed(member)
    found = [short(one.headline, _LONG), *(short(step, _LONG) for step in one.steps)]
    found += [short(decision.because.rstrip("."), _LONG)]
    return {
        "@type": "ClaimReview",
        "identifier": f"{one.id}/{member.statement.id}",
        "claimReviewed": short(member.distinct.meaning.words, _LONG),
        "reviewBody": "".join(f"{line}. " for line in found).strip(),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Misprint",
            **({"ratingExplanation": f"It would have to be {fit}."} if fit else {}),
        },
        **({"author": _named("Person", decision.by)} if decision.by else {}),
        "itemReviewed": _claim(member.statement, article),
    }


def _claim(statement: Statement, article: Article) -> Json:
    appearance: Json = {"@type": "NewsArticle", "identifier": article.path}
    known = article.publisher not in {"", "not stated"}
    if known:
        appearance["publisher"] = _named("Organization", article.publisher)
    if article.published:
        appearance["datePublished"] = article.published
    claim: Json = {"@type": "Claim", "appearance": appearance}
    if statement.quote is not None:
        claim["text"] = short(statement.quote.text, _LONG)
    if statement.speaker:
        claim["author"] = _named("Person", statement.speaker)
    elif known:
        claim["author"] = _named("Organization", article.publisher)
    return claim


def _named(kind: str, name: str) -> Json:
    return {"@type": kind, "name": short(name, _LONG)}
