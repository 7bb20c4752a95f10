"""Every form has its cases and its page, and the pages are those of today.

`python -m tests.pages` writes them anew, and says what is missing.
"""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from checker.language.hooks import Announced
from checker.language.phrases import GRAMMAR
from tests import language_pages
from tests.language_pages import (
    DOCS,
    LANGUAGE,
    PHRASES,
    cases_of,
    forms,
    linked,
    missing,
    pages,
    sections,
)
from tests.projects import CASES

ANEW = "run `python -m tests.pages` and read what has changed"
written = cache(pages)


@pytest.mark.parametrize("form", forms())
def test_every_form_has_what_its_page_needs(form: str) -> None:
    assert missing(form) == []


def test_every_case_is_of_a_form() -> None:
    found = {path for form in forms() for path in cases_of(form)}
    assert set(CASES.rglob("*.yaml")) - found == {CASES / "vocabulary.yaml"}


@pytest.mark.parametrize("name", ["README", *forms()])
def test_pages_are_those_of_today(name: str) -> None:
    path = LANGUAGE / f"{name}.md"
    assert path.exists(), ANEW
    assert path.read_text("utf-8") == written()[path], ANEW


def test_no_page_is_of_no_form() -> None:
    assert set(LANGUAGE.iterdir()) == set(written()), ANEW


def test_the_index_has_a_line_for_each_form() -> None:
    index = (LANGUAGE / "README.md").read_text("utf-8")
    assert sorted(re.findall(r"^\* \[.+?\]\((\w+)\.md\): \S.*\.$", index, re.MULTILINE)) == forms()


@pytest.mark.parametrize("form", forms())
def test_a_page_shows_every_case(form: str) -> None:
    page = written()[LANGUAGE / f"{form}.md"]
    assert page.count("\n### ") == len(cases_of(form))


def test_every_form_of_statement_leads_to_its_pages() -> None:
    writing = (DOCS / "writing-claims.md").read_text("utf-8")
    statements = writing.partition("\n## Statements\n")[2].partition("\n## ")[0]
    for section in statements.split("\n### ")[1:]:
        assert "\nCase by case: [" in section, section.partition("\n")[0]


# --- what is told of a form that lacks something ---------------------------------------------

HOLDS = {"articles": {"a": "poor = 3"}, "expect": {"verdict": "consistent"}}
BREAKS = {
    "articles": {"a": "poor = 3\npoor = 4"},
    "expect": {
        "verdict": "contradictory",
        "contradictions": [
            {"grade": "certain", "culprit": {"poor = 4": "3"}, "others": {"poor = 3": "4"}}
        ],
    },
}
MISTAKE = {"articles": {"a": "poor"}, "expect": {"mistakes": "poor\n    ^\nno relation\n"}}
ABOUT = (
    "<!-- sections: writing-claims.md#points -->\n# Ranks\n\nA place in a table.\n\nExactly so.\n"
)


@pytest.fixture
def ranks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a new form that lacks nothing."""
    monkeypatch.setattr(language_pages, "CASES", tmp_path)
    monkeypatch.setattr(language_pages, "PHRASES", ["ranks"])
    folder = tmp_path / "ranks"
    folder.mkdir()
    (folder / "about.md").write_text(ABOUT, "utf-8")
    for name, case in (("it-holds", HOLDS), ("it-breaks", BREAKS), ("a-mistake", MISTAKE)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(case), "utf-8")
    return folder


@pytest.mark.usefixtures("ranks")
def test_a_new_form_is_found_by_its_folder() -> None:
    assert forms() == ["ranks"]
    assert missing("ranks") == []
    page = language_pages.page("ranks")
    assert "# Ranks\n\nA place in a table.\n\nExactly so.\n\nExplained in [Points]" in page
    assert "## Breaks\n\n### It breaks\n\nCertain:\n" in page
    assert "| ✗ | `poor = 4` | 3 |\n| • | `poor = 3` | 4 |\n" in page
    assert linked(DOCS / "writing-claims.md", "# W\n\n## Points\n\nText.\n\n## Next\n") == (
        "# W\n\n## Points\n\nText.\n\nCase by case: [Ranks](language/ranks.md).\n\n## Next\n"
    )


@pytest.mark.parametrize(
    ("file", "text", "lack"),
    [
        ("about.md", "", "about.md is missing, or does not begin with"),
        ("about.md", "# Ranks\n\nA place.\n\nSo.\n", "about.md is missing, or does not begin with"),
        ("about.md", ABOUT.partition("\n\nExactly")[0] + "\n", "about.md has one paragraph"),
        ("about.md", ABOUT.replace("#points", "#rank"), "#rank, which does not exist"),
        ("it-holds.yaml", "", "lacks one that holds"),
        ("it-breaks.yaml", "", "lacks one that breaks"),
        ("a-mistake.yaml", "", "lacks one that is a mistake"),
        (
            "it-breaks.yaml",
            yaml.safe_dump({**BREAKS, "expect": {"verdict": "contradictory"}}),
            "it-breaks.yaml breaks, but names no culprit",
        ),
    ],
)
def test_what_a_form_lacks_is_told(ranks: Path, file: str, text: str, lack: str) -> None:
    if text:
        (ranks / file).write_text(text, "utf-8")
    else:
        (ranks / file).unlink()
    (told,) = missing("ranks")
    assert told.startswith("tests/cases/ranks/")
    assert lack in told


@pytest.mark.usefixtures("ranks")
def test_a_phrase_without_a_folder_lacks_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(language_pages, "PHRASES", ["ranks", "tides"])
    assert forms() == ["ranks", "tides"]
    assert len(missing("tides")) == 4
    assert "Not described yet." in language_pages.page("tides")


def test_sections_are_named_as_links_name_them() -> None:
    assert sections()["writing-claims.md#attributes-what-each-member-has"] == (
        "attributes: what each member has"
    )


KINDS = ("term", "figure", "statement", "subject", "name")


def test_every_phrase_is_listed() -> None:
    listed = {announced.module.rpartition(".")[2] for announced in GRAMMAR.phrases}
    assert listed == set(PHRASES)


@pytest.mark.parametrize("announced", GRAMMAR.phrases, ids=lambda one: one.module)
def test_a_phrase_is_listed_with_the_words_that_announce_it(announced: Announced) -> None:
    for kind in KINDS:
        assert set(getattr(announced, kind).split()) == set(getattr(announced.phrase, kind)), kind


def test_a_phrase_is_imported_when_its_word_is_met() -> None:
    code = (
        "import sys\n"
        "from checker.language.grammar import parse\n"
        "parse('dead = 12')\n"
        "assert 'checker.language.phrases.series' in sys.modules\n"
        "assert 'checker.language.phrases.swing' not in sys.modules\n"
        "parse('swing from A to B = 2 points')\n"
        "assert 'checker.language.phrases.swing' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
