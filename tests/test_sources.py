"""Title, author and address of an article: read, and shown wherever its source is."""

import json
from pathlib import Path

from click.testing import CliRunner

from checker.cli.main import main
from tests.projects import build, found_in, loaded

ABOUT = {"title": "A year of figures", "author": "Ann Smith", "url": "https://example.org/a"}
CASE = {"articles": {"a": {"says": "pupils = 3\npupils = 4", **ABOUT}}}


def run(root: Path, form: str) -> str:
    build(root, CASE)
    return CliRunner().invoke(main, ["run", "--project", str(root), "--format", form]).stdout


def test_the_question_goes_to_the_author(tmp_path: Path) -> None:
    (found,) = found_in(loaded(tmp_path, CASE)).contradictions
    assert found.question.startswith("Ask Ann Smith: ")


def test_without_anybody_it_names_the_article(tmp_path: Path) -> None:
    says = "pupils = 3\npupils = 4"
    case = {"articles": {"a": {"says": says, "title": "Figures"}}}
    (found,) = found_in(loaded(tmp_path, case)).contradictions
    assert found.question.startswith("Ask the author of “Figures”: ")
    (found,) = found_in(loaded(tmp_path / "b", {"articles": {"a": says}})).contradictions
    assert found.question.startswith("Ask the author of seeds/a.txt: ")


def test_json_has_what_is_given(tmp_path: Path) -> None:
    (one,) = json.loads(run(tmp_path, "json"))["contradictions"]
    assert one["members"][0] | ABOUT == one["members"][0]


def test_the_page_links_to_the_article(tmp_path: Path) -> None:
    page = run(tmp_path, "html")
    assert 'href="https://example.org/a"' in page
    assert "Ann Smith" in page
    assert "A year of figures" in page
