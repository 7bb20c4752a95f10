"""What the page has beside the report where `factcheck review` serves it: forms that decide."""

from checker.claims.statements import Ruling
from checker.frozen import dataclass

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
