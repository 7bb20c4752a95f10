"""Markdown for a pull request: bounded, and nothing in it is markup, a mention or a link."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from checker.reports.markdown import MARK, MOST, escaped, write
from checker.reports.places import utf16
from checker.reports.report import Report
from tests.projects import found_in, loaded
from tests.reports.runs import AGREES, ATTACKS, EVERY_SORT, MISTAKEN, hostile_case, printed, reports

_TAGS = re.compile(r"</?(\w+)[^>]*>")
_OURS = {
    "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "strong", "br",
    "details", "summary", "span",
}  # fmt: skip
GFM = MarkdownIt("gfm-like", {"linkify": False})


def page(text: str) -> str:
    """The HTML of a comment, in which only tags of ours stand."""
    html = str(GFM.render(text))
    assert {tag.lower() for tag in _TAGS.findall(html)} <= _OURS
    assert html.count("<details>") == html.count("</details>")
    return html


def words(html: str) -> str:
    return unescape(_TAGS.sub(" ", html))


def test_a_comment_has_a_table_and_each_contradiction() -> None:
    text = reports("five articles")["markdown"]
    html = page(text)
    assert text.startswith(f"{MARK}\n### Contradictory: 4 contradictions")
    assert html.count("<tr>") == 5
    assert html.count("<summary>") == 4
    assert "20 of 152 is 1 in 7.6" in words(html)


def test_list_that_was_found_is_told() -> None:
    told = words(page(reports("every sort")["markdown"]))
    for text in ("Undecided: 1 statement", "This is no contradiction.", "warning at"):
        assert text in told


def test_what_holds_is_one_line(tmp_path: Path) -> None:
    text = printed(tmp_path, AGREES, "markdown", "--show", "certain")
    assert text.splitlines()[1].startswith("### Consistent: all 2 statements")
    assert "<table>" not in page(text)


def test_mistakes_are_told(tmp_path: Path) -> None:
    told = words(page(printed(tmp_path, MISTAKEN, "markdown")))
    assert "2 mistakes in the files: nothing was checked" in told
    assert "did you mean `excellent`?" in told


def test_what_is_not_shown_is_said(tmp_path: Path) -> None:
    text = printed(tmp_path, EVERY_SORT, "markdown", "--show", "reading")
    assert "Not shown: 1 certain contradiction, 1 contradiction by assumption" in text


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_write_is_markup(attack: str) -> None:
    text = reports(attack)["markdown"]
    html = page(text)
    table = html.partition("<table>")[2].partition("</table>")[0]
    assert all(row.count("<td") == 5 for row in table.split("<tr>")[2:])
    told = words(html)
    assert not re.search(r"@\w", told)
    assert not re.search(r"#\d|\bGH-\d", told)
    assert not re.search(r"://\w|www\.\w", told)
    assert not re.search(r":[a-z]+:", told)


@pytest.mark.parametrize("name", sorted(set(ATTACKS) - {"bad"}))
def test_escaped_text_reads_as_it_was(name: str) -> None:
    attack = ATTACKS[name]
    html = GFM.render(f"x {escaped(attack)} x").replace("<span></span>", "")
    shown = unescape(html.removeprefix("<p>").removesuffix("</p>\n"))
    assert shown == f"x {attack} x"


def test_a_comment_has_room_in_a_comment(tmp_path: Path) -> None:
    found = loaded(tmp_path, EVERY_SORT)
    findings = found_in(found)
    many = replace(findings, contradictions=findings.contradictions * 40)
    text = write(Report(many, found))
    assert 0.9 * MOST < utf16(text) <= MOST
    page(text)
    left = re.search(r"(\d+) more would not fit into a comment", text)
    assert left is not None
    others = len(findings.undecided) + len(findings.revisions) + len(findings.problems)
    assert text.count("<details>") + int(left[1]) == 120 + others
    assert "70 more are not in this table" in text


def test_wide_characters_are_counted(tmp_path: Path) -> None:
    wide = "😀" * 100_000
    text = printed(tmp_path, hostile_case(wide), "markdown")
    assert utf16(text) <= MOST
    page(text)
