"""The HTML report, read without a browser: what is on it, where links lead, what is escaped."""

import hashlib
import json
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.algebra.intervals import Interval
from checker.claims.loading import load
from checker.claims.statements import Decision, Position, Ruling
from checker.explain.covered import State
from checker.explain.finding import Judged, Repair, Standing
from checker.reports.report import Report
from checker.reports.web import page as page_module
from checker.reports.web.marks import MARKS
from checker.reports.web.page import write
from checker.reports.web.passages import Span, runs, stretches
from checker.reports.web.scale import per_cent, scale_of
from checker.reports.web.visible import visible
from checker.usecases.check import check
from tests.projects import Case, build
from tests.reports.runs import (
    AGREES,
    ATTACKS,
    CLASHES,
    EVERY_SORT,
    MISTAKEN,
    ROOT,
    hostile_case,
    printed,
)

VOID = {"meta", "input", "br", "path", "line", "rect"}
OURS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "footer"),
    *("nav", "section", "article", "details", "summary", "h1", "h2", "h3", "h4", "p", "ul", "ol"),
    *("li", "dl", "dt", "dd", "div", "span", "a", "b", "bdi", "small", "br", "code", "kbd", "mark"),
    *("sup", "blockquote", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td"),
    *("form", "label", "input", "select", "option", "button"),
    *("svg", "g", "line", "rect", "path", "text", "desc"),
}


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.code: dict[str, str] = {"style": "", "script": ""}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute of {tag} twice"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.code:
            self.code[self.open[-1]] += data
        else:
            self.text += data

    @property
    def words(self) -> str:
        """The text with single spaces."""
        return " ".join(self.text.split())

    def having(self, name: str) -> list[dict[str, str]]:
        """The attributes of all elements of a class."""
        return [attrs for _, attrs in self.tags if name in attrs.get("class", "").split()]


def of(folder: Path, case: Case, *arguments: str) -> Page:
    return Page(printed(folder, case, "html", *arguments))


def assert_sound(page: Page) -> None:
    """Only our elements, no code but ours, and no link that leads nowhere or outside."""
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in page.tags:
        assert tag in OURS, tag
        assert not [name for name in attrs if name.startswith("on") or name in {"style", "src"}]
        if "href" in attrs:
            assert attrs["href"].removeprefix("#") in ids, attrs["href"]
        for name in ("aria-labelledby", "aria-describedby", "data-copy"):
            assert attrs.get(name, ids[0]) in ids
    assert [tag for tag, _ in page.tags].count("script") == 1


CASES = {"agrees": AGREES, "clashes": CLASHES, "of every sort": EVERY_SORT, "mistaken": MISTAKEN}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_page_is_sound(case: Case, tmp_path: Path) -> None:
    assert_sound(of(tmp_path, case))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_that_people_write_is_markup(attack: str, tmp_path: Path) -> None:
    page = of(tmp_path, hostile_case(attack))
    assert_sound(page)
    assert " ".join(str(visible(attack)).split()) in page.words


def test_a_policy_lets_only_our_own_style_and_script_in(tmp_path: Path) -> None:
    page = of(tmp_path, EVERY_SORT)
    (policy,) = (a["content"] for _, a in page.tags if "Policy" in a.get("http-equiv", ""))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert {rules[name] for name in ("default-src", "base-uri", "form-action")} == {"'none'"}
    for kind in ("style", "script"):
        digest = b64encode(hashlib.sha256(page.code[kind].encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"


def test_what_turns_a_text_around_is_spelled_out(tmp_path: Path) -> None:
    text = printed(tmp_path, hostile_case("\u202e82\u2066 \u200b\u00ad\U000e0041\u200d"), "html")
    assert not set(text) & set("\u202e\u2066\u200b\u00ad\U000e0041")
    assert "[U+202E]82[U+2066] [U+200B][U+00AD][U+E0041]\u200d" in Page(text).text


def test_no_sign_that_steers_something_is_left() -> None:
    assert visible("\x1b[31m\0\x07\x0b\x7f\u2028\ufeff") == (
        "[U+001B][31m[U+0000][U+0007][U+000B][U+007F][U+2028][U+FEFF]"
    )
    assert visible("\ud800") == "[U+D800]"
    assert visible(28) == 28


def test_a_line_of_a_million_signs_is_cut_in_quotes_and_whole_in_its_article(
    tmp_path: Path,
) -> None:
    long = f"{'x' * 1_000_000} excellent = 28"
    case: Case = {
        "articles": {
            "a": {
                "text": long,
                "claims": [{"id": "c", "quote": long, "says": "excellent = 28"}],
            },
            "b": "excellent = 27",
        }
    }
    text = printed(tmp_path, case, "html")
    assert_sound(Page(text))
    assert len(text) < 1_200_000


def test_paths_lead_nowhere(tmp_path: Path) -> None:
    build(tmp_path, CLASHES)
    (tmp_path / "seeds" / "..a").mkdir()
    (tmp_path / "seeds/..a/..%2f&#x2e;").write_text("excellent = 28", "utf-8")
    claims = tmp_path / "claims" / "a.yaml"
    claims.write_text(
        claims.read_text("utf-8").replace("seeds/a.txt", "seeds/../seeds/..a/..%2f&#x2e;"), "utf-8"
    )
    project = load(tmp_path)
    findings = check(project)
    page = Page("".join(write(Report(findings, project))))
    assert_sound(page)
    assert "seeds/..a/..%2f&#x2e;" in page.text


# --- what is on it ---------------------------------------------------------------------------


def test_first_is_told_what_matters(tmp_path: Path) -> None:
    words = of(tmp_path, EVERY_SORT).words
    assert "3 contradictions Found in 10 statements from 2 articles and 1 assumption." in words
    first, _, _ = words.partition("Details")
    for told in json.loads(printed(tmp_path, EVERY_SORT, "json"))["contradictions"]:
        assert told["headline"] in first
    assert re.search("£10m → .* The Echo · by assumption", first)


def test_a_contradiction_has_all_that_the_text_report_has(tmp_path: Path) -> None:
    text = printed(tmp_path, EVERY_SORT, "text", "-v")
    words = of(tmp_path, EVERY_SORT).words
    for line in re.findall(r"(?:In short|Rules|→): ?(.*)|would have to be (.*)", text):
        told = next(part for part in line if part)
        assert re.split(r" \(|  ", told)[0] in words
    assert "because the council said so in its budget" in words


def test_nothing_undecided_is_left_out(tmp_path: Path) -> None:
    words = of(tmp_path, EVERY_SORT).words
    assert "Undecided 1" in words
    assert "degrees * degrees = 2" in words.partition("This is never passed over")[2]


def test_revisions_warnings_and_claims_that_are_not_checked_are_there(tmp_path: Path) -> None:
    words = of(tmp_path, EVERY_SORT).words
    assert "40 → 44 by The Courier, seeds/b.txt, 2011-03-12" in words
    assert "it is about what is to come" in words


def test_where_all_agrees_there_is_an_example(tmp_path: Path) -> None:
    page = of(tmp_path, AGREES)
    assert "The figures agree All 2 statements from 1 article can hold together." in page.words
    assert "With these numbers everything holds." in page.words
    assert not page.having("card")


def test_mistakes_have_a_page_too(tmp_path: Path) -> None:
    words = of(tmp_path, MISTAKEN).words
    assert "Nothing was checked" in words
    assert "did you mean `excellent`?" in words


def test_what_is_not_shown_is_said_and_stays_disputed(tmp_path: Path) -> None:
    page = of(tmp_path, EVERY_SORT, "--show", "reading")
    assert_sound(page)
    assert "Not shown: 1 certain contradiction, 1 contradiction by assumption" in page.words
    assert len(page.having("card")) == 1
    whole = of(tmp_path, EVERY_SORT)
    assert len(page.having("hl")) == len(whole.having("hl"))


def test_members_and_claims_link_to_each_other(tmp_path: Path) -> None:
    page = of(tmp_path, CLASHES)
    hrefs = {attrs["href"] for _, attrs in page.tags if "href" in attrs}
    (card,) = page.having("card")
    assert {f"#{card['id']}", "#t1-1", "#n1-1", "#t2-1", "#n2-1"} <= hrefs


def test_statements_are_marked_by_what_is_known_of_them(tmp_path: Path) -> None:
    build(tmp_path, {"articles": {"a": "excellent = 28\npoor = 15\nwell = 3\nadequate = 1"}})
    project = load(tmp_path)
    findings = check(project)
    names = [statement.id for statement in project.topics[0].statements]
    kinds = [State.PINNED, State.BOUNDED, State.UNCHECKED]
    states = dict(zip(names, kinds, strict=False))
    page = Page("".join(write(Report(findings, project, states=states))))
    assert_sound(page)
    marked = [a["class"] for a in page.having("hl") if "href" in a]
    assert marked == ["hl pinned", "hl bounded", "hl unchecked", "hl free"]


def test_decisions_repairs_and_other_corrections_are_told(tmp_path: Path) -> None:
    build(tmp_path, EVERY_SORT)
    project = load(tmp_path)
    found = check(project)
    first, *rest = found.contradictions
    held, gone = (
        Decision(
            name, Ruling.DEFINITIONS, f"<i>{name}</i>", Position("claims/decisions.yaml", 1, 1)
        )
        for name in (first.id, "gone")
    )
    swapped = replace(first.culprit, repairs=(Repair("34", "digits swapped"),))
    told = replace(first, decision=held, members=(swapped, *first.members[1:]))
    correction = found.corrections[0]
    other = replace(correction, others=((rest[0].culprit.distinct,),), more=True)
    found = replace(
        found,
        contradictions=(told, *rest),
        corrections=(other,),
        decisions=(Judged(held, Standing.HOLDS), Judged(gone, Standing.STALE)),
    )
    page = Page("".join(write(Report(found, project))))
    assert_sound(page)
    assert "3 contradictions (1 decided)" in page.words
    assert f"because <i>{first.id}</i>" in page.words
    assert "this decision is stale" in page.words
    assert "All else holds with 34 (digits swapped)" in page.words
    assert "Just as little would be given up with" in page.words
    assert "perhaps others that were not looked for" in page.words


def test_of_very_many_quantities_all_are_listed_and_some_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = of(tmp_path / "a", EVERY_SORT)
    monkeypatch.setattr(page_module, "_MOST_PLOTS", 1)
    monkeypatch.setattr(page_module, "_AT_A_TIME", 2)
    listed = of(tmp_path / "b", EVERY_SORT)
    assert_sound(listed)
    assert len(listed.having("series")) == len(drawn.having("series"))
    assert len(listed.having("plot")) < len(drawn.having("plot"))


def test_the_signs_of_marks_are_those_of_the_style() -> None:
    style = (ROOT / "checker/reports/web/templates/page.css").read_text("utf-8")
    usual = re.findall(r"\.chip::before \{[^}]*content: \"(.)\";", style)
    for mark in MARKS:
        own = re.findall(rf"\.chip\.{mark.name}::before[^}}]*content: \"(.)\";", style)
        assert (own or usual) == [mark.sign]


def test_same_findings_same_bytes(tmp_path: Path) -> None:
    build(tmp_path, EVERY_SORT)
    project = load(tmp_path)
    findings = check(project)
    report = Report(findings, project)
    assert "".join(write(report)) == "".join(write(report))


# --- its parts -------------------------------------------------------------------------------


def test_texts_are_cut_where_claims_begin_and_end() -> None:
    spans = [Span(2, 6, 0), Span(4, 8, 5), Span(4, 5, 0), Span(9, 99, 0), Span(3, 3, 9)]
    found = list(stretches("0123456789", spans))
    assert "".join(one.text for one in found) == "0123456789"
    told = [(one.text, one.span, one.begins, one.ends) for one in found]
    assert told == [
        ("01", None, (), ()),
        ("23", 0, (0,), ()),
        ("4", 1, (1, 2), (2,)),
        ("5", 1, (), (0,)),
        ("67", 1, (), (1,)),
        ("8", None, (), ()),
        ("9", 3, (3,), (3,)),
    ]


def test_figures_are_marked_in_quotes() -> None:
    found = runs("Eight of 28, or 8, and one in seven", ["28", "one in seven"])
    assert [run.text for run in found if run.is_figure] == ["28", "one in seven"]
    assert "".join(run.text for run in found) == "Eight of 28, or 8, and one in seven"


def test_a_scale_shows_every_end_and_the_gap_between() -> None:
    low, high = Interval.point(37), Interval(Fraction(43), None)
    scale = scale_of([low, high])
    first, second = scale.stretch(low), scale.stretch(high)
    assert 0 < first.start == first.stop < second.start < second.stop == 1
    assert second.goes_above
    assert not second.goes_below
    assert per_cent(Fraction(1, 3)) == "33.33%"
    assert per_cent(Fraction(-5)) == "0.00%"


def test_a_scale_of_one_value_has_room_on_both_sides() -> None:
    scale = scale_of([Interval.point(0)])
    assert scale.place(Fraction(0)) == Fraction(1, 2)
    assert scale_of([]).place(Fraction(0)) == Fraction(1, 2)


def test_one_in_seven_stands_beside_its_percentage(tmp_path: Path) -> None:
    words = of(tmp_path, EVERY_SORT).words
    series = words.partition("What the articles say of each quantity over time")[2]
    assert re.search(r"of all .*13% \(read as .* 1 in 7 \(read as", series)


def test_jinja_is_read_for_the_page_alone() -> None:
    told = "import sys, checker.cli.run, checker.reports.formats; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
