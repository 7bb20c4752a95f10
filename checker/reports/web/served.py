"""What the page has beside the report where `factcheck review` serves it: forms that decide."""

from collections.abc import Mapping

from checker.claims.statements import Ruling
from checker.findings.finding import Contradiction, Findings, Standing
from checker.frozen import dataclass
from checker.reports.decisions import decision_words

RULINGS = (
    (Ruling.MISPRINT, "A misprint"),
    (Ruling.MISREAD, "Our claim is misread"),
    (Ruling.DEFINITIONS, "Different definitions"),
    (Ruling.ASSUMPTION, "The assumption is wrong"),
    (Ruling.ACCEPTED, "Accepted for now"),
)
"""The rulings with a name, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Served:
    """What a page tells its script.

    `token` lets it write, `version` names the files as they were when the page was made, `report`
    those that its report is about, empty where it has none; `project` keeps what is typed for one
    project apart from another's.
    """

    token: str
    version: str
    report: str
    project: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """The part of a card that decides: a form, or what was decided with a way to withdraw it."""

    id: str
    articles: tuple[tuple[str, str], ...]
    decided: str
    is_expired: bool


def deciding(one: Contradiction, findings: Findings, names: Mapping[str, str]) -> Deciding:
    """What can be done about a contradiction; `names` of articles are by their paths."""
    judged = [
        each
        for each in findings.decisions
        if each.decision.contradiction == one.id and each.standing is not Standing.STALE
    ]
    return Deciding(
        one.id,
        tuple((path, names.get(path, path)) for path in one.articles),
        decision_words(judged[0].decision) if judged else "",
        bool(judged) and judged[0].standing is Standing.EXPIRED,
    )
