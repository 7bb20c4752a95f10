"""What the repository's own five articles say, and what can be proven of them.

X1 to X5 are the findings that a perfect checker makes; everything else in the articles agrees.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from checker.algebra.constraints import holds
from checker.claims import Project, load
from checker.cli.main import main
from checker.explain.finding import Contradiction, Findings, Verdict
from checker.search.fitting import Fit
from tests.projects import assert_minimal, fits, found_in, texts_of

ROOT = Path(__file__).parent.parent

# By culprit: the finding, what would fit in place of its figure, and that in an editor's words.
STORIES = {
    "called_inadequate@2010 and up_to_standard@2011 = 11": ("X1", "[1, 4]", "one to four"),
    "adequate = 37": ("X3", "43", "43"),
    "inadequate = 1 in 7 of authorities[England]": ("X4", "7.6", "one in eight"),
    "inadequate = 13% of authorities[UK]": ("X5", None, "under 10%"),
}

HEADLINES = {
    "X1": "“Eleven shed their inadequate rating” (Community Care): "
    "at most four of 2010's twelve can have, eight are on 2011's list",
    "X3": "“37 councils rated as providing…”: "
    "12 + 20 + 77 + 37 = 146, not 152 – if no council came or went and none was unrated",
    "X4": "“one in seven councils in England” (The Guardian): "
    "20 of 152 is nearer one in eight – if no council came or went",
    "X5": "“13% … of the local authorities…”: "
    "20 of at least 206 is under 10% – if no council came or went and the UK has 54 more",
}

# What must stand in the quotes of each story, beside the culprit's.
QUOTES = {
    "X1": [
        "Eleven shed their inadequate rating",
        "They are Salford",
        "Local authorities performing poorly",
    ],
    "X3": [
        "77 councils are performing well, with 37 councils",
        "28 councils performed excellently",
    ],
    "X4": ["inadequate at one in seven councils in England", "20 local authorities overall"],
    "X5": ["amounting to 13% - or one in every seven", "20 local authorities overall"],
}

# What the articles say that clashes with nothing.
NOT_CONTRADICTIONS = (
    "programme_fund",
    "good_at_safeguarding",
    "judged_this_year",
    "new_director",
    "other_new_leader",
    "Essex",
    "Birmingham",
    "improved(",
    "declined(",
    "unchanged(",
    "failed_inspections",
    "years_of",
    "infant_mortality",
    "looked_after",
    "on_the_radar",
    "good >",
)


@pytest.fixture(scope="module")
def project() -> Project:
    return load(ROOT)


@pytest.fixture(scope="module")
def findings(project: Project) -> Findings:
    return found_in(project)


def stories(findings: Findings) -> dict[str, Contradiction]:
    """Contradictions by the number that the inventory gives them."""
    return {STORIES[one.culprit.statement.text][0]: one for one in findings.contradictions}


def test_the_files_have_no_problems(project: Project) -> None:
    assert project.problems == ()


def test_four_stories_are_told(findings: Findings) -> None:
    assert findings.verdict is Verdict.CONTRADICTORY
    assert findings.undecided == ()
    told = [one.culprit.statement.text for one in findings.contradictions]
    assert sorted(told) == sorted(STORIES)


@pytest.mark.parametrize("culprit", STORIES)
def test_a_story_says_what_would_fit(culprit: str, findings: Findings) -> None:
    name, values, words = STORIES[culprit]
    story = stories(findings)[name]
    assert story.headline == HEADLINES[name]
    assert words in story.question
    if values is not None:
        assert fits(story.culprit.fits) == values


def test_the_share_of_the_uk_would_have_to_be_well_below_one_in_ten(findings: Findings) -> None:
    # 152 in England and at least 54 elsewhere: 20 of 206 at the most.
    share = stories(findings)["X5"].culprit.fits
    assert isinstance(share, Fit)
    assert share.high is not None
    assert share.high * 206 == 20


@pytest.mark.parametrize("name", QUOTES)
def test_a_story_shows_the_quotes_that_it_rests_on(name: str, findings: Findings) -> None:
    story = stories(findings)[name]
    quotes = [member.statement.quote for member in story.members if member.statement.quote]
    for wanted in QUOTES[name]:
        assert any(wanted in " ".join(quote.text.split()) for quote in quotes), wanted
    for member in story.members:
        statement = member.statement
        if statement.quote is not None and statement.article is not None:
            start, end = statement.quote.start, statement.quote.end
            assert statement.article.text[start:end] == statement.quote.text


def test_stories_rest_on_the_assumptions_of_the_inventory(findings: Findings) -> None:
    assumed = {
        name: sorted(m.statement.id for m in one.members if m.statement.kind == "assumed")
        for name, one in stories(findings).items()
    }
    assert assumed == {
        "X1": ["assumptions/inadequate-is-poor/1"],
        "X3": ["assumptions/all-rated-in-2010/1", "assumptions/same-authorities/1"],
        "X4": ["assumptions/same-authorities/1"],
        "X5": ["assumptions/beyond-england/1", "assumptions/same-authorities/1"],
    }


def test_the_uk_story_names_the_other_way_to_print_its_figure(findings: Findings) -> None:
    restated = {one: [m.statement.text for m in c.restated] for one, c in stories(findings).items()}
    assert restated == {
        "X1": [],
        "X3": [],
        "X4": [],
        "X5": ["inadequate = 1 in 7 of authorities[UK]"],
    }


def test_what_agrees_is_in_no_story(findings: Findings) -> None:
    said = [m.statement.text for one in findings.contradictions for m in one.members]
    assert [text for text in said if text.startswith(NOT_CONTRADICTIONS)] == []


def test_at_most_eight_stories_and_no_two_of_one_number(findings: Findings) -> None:
    assert len(findings.contradictions) <= 8
    counted = [
        tuple(p.text for p in (slot.numerator, slot.denominator) if p is not None)
        for one in findings.contradictions
        for slot in one.culprit.distinct.meaning.slots
    ]
    assert len(set(counted)) == len(counted)


def test_every_story_is_minimal(project: Project, findings: Findings) -> None:
    (topic,) = project.topics
    for story in findings.contradictions:
        assert_minimal(story, topic.lexicon)


def test_the_figure_of_two_articles_is_not_blamed(findings: Findings) -> None:
    withdrawn = {s.id for c in findings.corrections for one in c.withdraw for s in one.supporters}
    assert not any("2011-assessments" in name for name in withdrawn)
    assert not any(name.startswith("assumptions/") for name in withdrawn)


def test_the_witness_satisfies_all_that_is_kept(project: Project, findings: Findings) -> None:
    (topic,) = project.topics
    withdrawn = {s.id for c in findings.corrections for one in c.withdraw for s in one.supporters}
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        if statement.id not in withdrawn:
            assert holds(meaning.constraint, findings.examples[0].values), statement.text


# --- with claims left out --------------------------------------------------------------------


def copy_without(folder: Path, leave_out: Callable[[str, str], bool]) -> Path:
    """The project without some statements, told by the id of their claim and their text."""
    shutil.copytree(ROOT / "claims", folder / "claims")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for path in (folder / "claims").glob("*.yaml"):
        if path.stem == "vocabulary":
            continue
        entries = texts_of(path.read_text("utf-8"))
        for key in ("claims", "assumptions"):
            if key in entries:
                entries[key] = list(_kept(entries[key], leave_out))
        if entries.get("claims") or entries.get("assumptions"):
            path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
        else:
            path.unlink()
    return folder


def _kept(
    entries: list[dict[str, Any]], leave_out: Callable[[str, str], bool]
) -> Iterator[dict[str, Any]]:
    for entry in entries:
        lines = entry.get("says", "").splitlines()
        kept = [line for line in lines if not leave_out(entry["id"], line)]
        if kept or not lines:
            yield entry | ({"says": "\n".join(kept)} if kept else {})


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["run", "--project", str(folder), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout


CLAIMS = ("= 11", "13% of authorities[UK]", "1 in 7 of authorities")
ASSUMPTIONS = ("all-rated-in-2010", "beyond-england")


def test_without_the_culprits_and_their_assumptions_all_is_consistent(tmp_path: Path) -> None:
    folder = copy_without(
        tmp_path,
        lambda entry, text: (
            entry in ASSUMPTIONS
            or text.endswith("= 11")
            or any(f"= {said}" in text for said in CLAIMS[1:])
        ),
    )
    project = load(folder)
    assert [p for p in project.problems if p.is_error] == []
    findings = found_in(project)
    assert findings.verdict is Verdict.CONSISTENT
    assert findings.corrections == ()
    (topic,) = project.topics
    assert len(topic.statements) == 65
    for statement, meaning in zip(topic.statements, topic.meanings, strict=True):
        assert holds(meaning.constraint, findings.examples[0].values), statement.text
    code, printed = run(folder)
    assert code == 0
    assert "Consistent" in printed


def test_without_the_four_assumptions_only_the_places_may_clash(tmp_path: Path) -> None:
    folder = copy_without(
        tmp_path,
        lambda entry, _: (
            entry
            in {"same-authorities", "all-rated-in-2010", "inadequate-is-poor", "beyond-england"}
        ),
    )
    code, printed = run(folder, "--format", "json")
    report = json.loads(printed)
    assert all(one["grade"] != "by assumption" for one in report["contradictions"])
    assert (code, report["verdict"]) in {(0, "consistent"), (1, "contradictory")}


@pytest.mark.parametrize(
    ("left_out", "gone"), [("inadequate-is-poor", "X1"), ("all-rated-in-2010", "X3")]
)
def test_a_story_falls_with_its_assumption(left_out: str, gone: str, tmp_path: Path) -> None:
    folder = copy_without(tmp_path, lambda entry, _: entry == left_out)
    found = stories(found_in(load(folder)))
    assert set(found) == {"X1", "X3", "X4", "X5"} - {gone}


def test_without_the_councils_beyond_england_the_13_per_cent_fits(tmp_path: Path) -> None:
    # 152 of England are 152 of the UK at least: 13% of at most 160 is fine, one in seven is not.
    folder = copy_without(tmp_path, lambda entry, _: entry == "beyond-england")
    said = [m.statement.text for c in found_in(load(folder)).contradictions for m in c.members]
    assert said
    assert "inadequate = 13% of authorities[UK]" not in said
