"""ClaimReview: misprints alone, in terms of schema.org."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.projects import build
from tests.reports.runs import CLASHES, ROOT, reports, run_at

TERMS = json.loads((ROOT / "tests/schemas/schema-org-terms.json").read_text("utf-8"))
TEXTS = {"Text", "Date", "DateTime"}


def keeps_to_the_terms(node: dict[str, Any]) -> None:
    """Every property is one of the type, and every value of a type that the property takes."""
    for name, value in node.items():
        if name == "@type":
            continue
        ranges = set(TERMS[node["@type"]]["properties"][name])
        if isinstance(value, dict):
            assert ranges & set(TERMS[value["@type"]]["types"]), name
            keeps_to_the_terms(value)
        else:
            assert isinstance(value, str)
            assert ranges & TEXTS, name


def reviews(folder: Path, ruling: dict[str, str]) -> list[dict[str, Any]]:
    build(folder, CLASHES)
    (found,) = json.loads(run_at(folder, "--format", "json").stdout)["contradictions"]
    decision = {"contradiction": found["id"], "because": "Both were asked.", "by": "M. Lee"}
    decisions = json.dumps({"decisions": [decision | ruling]})
    (folder / "claims/decisions.yaml").write_text(decisions, "utf-8")
    told = run_at(folder, "--format", "claimreview", "--today", "2026-11-22").stdout
    log = json.loads(told)
    assert log["@context"] == "https://schema.org"
    found_reviews: list[dict[str, Any]] = log["@graph"]
    return found_reviews


def test_a_misprint_is_a_review_of_the_claim(tmp_path: Path) -> None:
    (review,) = reviews(tmp_path, {"ruling": "misprint", "article": "seeds/b.txt"})
    keeps_to_the_terms(review)
    assert review["itemReviewed"]["text"] == "excellent = 27"
    assert review["itemReviewed"]["author"] == {"@type": "Organization", "name": "The Post"}
    assert review["author"] == {"@type": "Person", "name": "M. Lee"}
    assert review["reviewRating"]["ratingExplanation"] == "It would have to be exactly 28."
    assert review["reviewBody"].endswith("Both were asked.")


@pytest.mark.parametrize(
    "ruling", [{"ruling": "definitions"}, {"ruling": "accepted", "until": "2027-01-01"}]
)
def test_other_decisions_are_no_verdict_on_a_claim(ruling: dict[str, str], tmp_path: Path) -> None:
    assert reviews(tmp_path, ruling) == []


def test_without_decisions_there_are_none() -> None:
    assert json.loads(reports("every sort")["claimreview"])["@graph"] == []
