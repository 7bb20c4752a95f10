"""The JSON report: the contract of docs/report.schema.json, from which other formats are drawn."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.algebra.intervals import Interval
from checker.claims.problems import Problem
from checker.claims.statements import Article, Decision, Statement
from checker.compile.distinct import Distinct
from checker.explain.finding import (
    Contradiction,
    Correction,
    Counts,
    Findings,
    Member,
    Revision,
    SecondOpinion,
    UndecidedGroup,
)
from checker.language.figures import Figure
from checker.language.spell import exact, exact_value, interval_words
from checker.reports.report import Report, Stopped
from checker.search.fitting import Fit, NoFit, UnknownFit

Json = dict[str, Any]


def write(report: Report) -> str:
    """The report as JSON; it holds everything, whatever is shown elsewhere."""
    return write_json(report.findings)


def write_stopped(stopped: Stopped) -> str:
    """The report of a run that stopped at mistakes in its input."""
    return write_problems(stopped.problems)


def write_json(findings: Findings) -> str:
    """The report as JSON text, indented, ending in a line break."""
    return json_text(as_json(findings))


def as_json(findings: Findings) -> Json:
    """The report as JSON values; exact numbers are strings."""
    found = {
        "version": 1,
        "verdict": findings.verdict.value,
        "counts": counts_json(findings.counts),
        "contradictions": [contradiction_json(one) for one in findings.contradictions],
        "corrections": [_correction(one) for one in findings.corrections],
        "revisions": [_revision(one) for one in findings.revisions],
        "decisions": [
            {"contradiction": one.decision.contradiction, "standing": one.standing.value}
            | decision_json(one.decision)
            for one in findings.decisions
        ],
        "undecided": [_undecided(one) for one in findings.undecided],
        "problems": [problem_json(one) for one in findings.problems],
    }
    if findings.witnesses is not None:
        found["proofs"] = _proofs(findings, findings.witnesses)
    if findings.second_opinion is not None:
        found["cross_check"] = _cross_check(findings.second_opinion)
    return found


def counts_json(counts: Counts) -> Json:
    """How much was checked; how many parts that has only where some statement has several."""
    several = counts.parts > counts.statements + counts.assumptions
    return {
        "articles": counts.articles,
        "claims": counts.claims,
        "statements": counts.statements,
        "assumptions": counts.assumptions,
        **({"parts": counts.parts} if several else {}),
    }


def _proofs(findings: Findings, witnesses: Sequence[Mapping[str, object]]) -> Json:
    proven = sum(one.proof.certificate is not None for one in findings.contradictions)
    return {
        "proven": proven,
        "unproven": len(findings.contradictions) - proven,
        "files": {file.path: digest(file.text) for file in findings.files},
        "witnesses": list(witnesses),
    }


def digest(text: str) -> str:
    """What a file is known by: `sha256sum` prints the same for one that begins with no BOM."""
    return hashlib.sha256(text.encode()).hexdigest()


def _doubt(one: Contradiction | Correction) -> Json:
    return {"doubt": one.doubt} if one.doubt else {}


def _cross_check(opinion: SecondOpinion) -> Json:
    return {
        "solver": opinion.solver,
        "agreed": opinion.agreed,
        "undecided": opinion.undecided,
        "disagreed": [
            {
                "statements": [statement.id for statement in one.statements],
                "ours": one.ours.value,
                "theirs": one.theirs.value,
                "script": one.script,
            }
            for one in opinion.disagreed
        ],
    }


def contradiction_json(one: Contradiction) -> Json:
    """A contradiction as JSON values."""
    return {
        **_doubt(one),
        "id": one.id,
        "grade": one.grade.value,
        "headline": one.headline,
        "members": [_member(member) for member in one.members],
        "suspects": [member.statement.id for member in one.suspects],
        "restated": [_member(member) for member in one.restated],
        "rules": list(one.rules),
        "steps": list(one.steps),
        "question": one.question,
        "lifted_if": list(one.lifted_if),
        "proof": {
            "checked": one.proof.certificate is not None,
            "reason": one.proof.reason or None,
            "certificate": one.proof.certificate,
        },
        "decision": None if one.decision is None else decision_json(one.decision),
    }


def _member(member: Member) -> Json:
    found = source_json(member.statement)
    readings = [
        interval_words(figure, interval) for figure, interval in member.distinct.meaning.readings
    ]
    others = [s for s in member.distinct.supporters if s is not member.statement]
    return {
        **found,
        "reading": "; ".join(readings) or None,
        "fit": _fit(member),
        "would_need": _would_need(member),
        "repairs": [{"value": one.value, "slip": one.slip} for one in member.repairs],
        "in_every_correction": member.in_every_correction,
        "also": [source_json(statement) for statement in others],
    }


def decision_json(one: Decision) -> Json:
    """What was decided, by whom, and where it is written."""
    return {
        "ruling": one.ruling.value,
        "article": one.article,
        "because": one.because,
        "by": one.by or None,
        "on": one.on.isoformat() if one.on else None,
        "until": one.until.isoformat() if one.until else None,
        "url": one.url or None,
        "says": list(one.says),
        "restated": list(one.restated),
        "file": one.position.file,
        "line": one.position.line,
        "column": one.position.column,
    }


def source_json(statement: Statement) -> Json:
    """Who says a statement, and where; which figure of it where it has several."""
    article, quote = statement.article, statement.quote
    return {
        "id": statement.id,
        "kind": statement.kind,
        "statement": statement.text,
        **({"part": statement.part.text} if statement.part is not None else {}),
        "article": article.path if article else None,
        "publisher": article.publisher if article else None,
        **_about(article),
        "file": statement.position.file,
        "line": statement.position.line,
        "column": statement.position.column,
        "quote": quote.text if quote else None,
        "quote_span": [quote.start, quote.end] if quote else None,
        "because": statement.because or None,
    }


def _about(article: Article | None) -> Json:
    """Title, author and address of an article, as far as they are given."""
    if article is None:
        return {}
    told = {"title": article.title, "author": article.author, "url": article.url}
    return {key: text for key, text in told.items() if text}


def _would_need(member: Member) -> Json | None:
    """The values that would fit; an end of null is no end. None where `fit` tells of none."""
    fits, figure = member.fits, member.figure
    if not isinstance(fits, Fit) or figure is None:
        return None
    gap = {} if fits.gap is None else {"gap": ends_json(fits.gap, figure)}
    return ends_json(fits.hull, figure) | gap


def ends_json(one: Interval, figure: Figure) -> Json:
    """Both ends of values of a figure, exactly; null for none."""
    return {
        "low": None if one.low is None else exact_value(figure, one.low),
        "high": None if one.high is None else exact_value(figure, one.high),
        "low_open": one.low_open,
        "high_open": one.high_open,
    }


def _fit(member: Member) -> str | None:
    """`values`, `limits` beyond which none does, `none`, `unknown`; null without a figure."""
    match member.fits:
        case Fit(sure=sure):
            return "values" if sure else "limits"
        case NoFit():
            return "none"
        case UnknownFit():
            return "unknown"
        case None:
            return None


def _correction(one: Correction) -> Json:
    return {
        **_doubt(one),
        "cost": exact(one.cost),
        "withdraw": _ids(one.withdraw),
        "others": [_ids(withdraw) for withdraw in one.others],
        "more": one.more,
    }


def _ids(withdrawn: Iterable[Distinct]) -> list[str]:
    return sorted(statement.id for one in withdrawn for statement in one.supporters)


def _revision(one: Revision) -> Json:
    return {
        "kind": "restated" if one.new is not None else "withdrawn",
        "what": one.what,
        "old": one.old,
        "new": one.new,
        "reported": one.edition.name if one.edition else None,
        "by": source_json(one.by),
        "also": [source_json(statement) for statement in one.also],
        "carried": [
            {**source_json(carrier.statement), "later": carrier.is_later} for carrier in one.carried
        ],
    }


def _undecided(group: UndecidedGroup) -> Json:
    return {"statements": sorted(s.id for s in group.statements), "reason": group.reason}


def problem_json(problem: Problem) -> Json:
    """A problem as JSON values."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "message": problem.message,
        "remedy": problem.remedy or None,
        **({"also": list(problem.also)} if problem.also else {}),
    }


def write_problems(problems: Iterable[Problem]) -> str:
    """The report of a run that stopped at mistakes in its input."""
    report: Json = {
        "version": 1,
        "verdict": None,
        "counts": {"articles": 0, "claims": 0, "statements": 0, "assumptions": 0},
        "contradictions": [],
        "corrections": [],
        "revisions": [],
        "decisions": [],
        "undecided": [],
        "problems": [problem_json(one) for one in problems],
    }
    return json_text(report)


def json_text(report: object) -> str:
    """JSON text; what steers a terminal or cannot be seen is escaped, all else stands as it is."""
    lines = json.dumps(report, indent=2, ensure_ascii=False).split("\n")
    return "".join(map(_line, lines))


def json_line(value: object) -> str:
    """JSON text on one line of its own."""
    return _line(json.dumps(value, ensure_ascii=False))


def _line(text: str) -> str:
    if text.isprintable():
        return f"{text}\n"
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text) + "\n"
