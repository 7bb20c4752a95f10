"""Examples of values: one a topic, a share its part over its whole, every value as it is."""

from fractions import Fraction
from pathlib import Path

import pytest

from checker.algebra.components import Component, Variable
from checker.algebra.constraints import both, less
from checker.algebra.polynomials import Polynomial
from checker.claims import load
from checker.explain.examples import example_of
from checker.language.measures import Amount
from checker.language.periods import ALWAYS
from checker.language.spell import exact
from checker.reports.style import Style
from checker.reports.text import write_text
from tests.projects import found_in, loaded, texts_of


def topics(root: Path, figures: dict[str, int]) -> Path:
    """A project with topics that use one name for different things."""
    for name, figure in figures.items():
        folder = root / "claims" / name
        folder.mkdir(parents=True)
        (folder / "vocabulary.yaml").write_text("populations: {routes: {}}\n")
        (folder / "a.yaml").write_text(
            f"source: {{article: seeds/{name}.txt}}\n"
            "defaults: {period: 2024}\n"
            f"claims: [{{id: r, quote: There are {figure} routes, says: routes = {figure}}}]\n"
        )
        (root / "seeds").mkdir(exist_ok=True)
        (root / "seeds" / f"{name}.txt").write_text(f"There are {figure} routes.")
    return root


def test_each_topic_has_its_own(tmp_path: Path) -> None:
    findings = found_in(load(topics(tmp_path, {"leeds": 85, "york": 91})))
    printed = write_text(findings, Style())
    assert "For example in leeds with\n  routes in 2024 = 85\n" in printed
    assert "For example in york with\n  routes in 2024 = 91\n" in printed


def test_what_is_assumed_for_one_article_has_its_own(tmp_path: Path) -> None:
    case = texts_of("""
        articles:
          a: pupils = about 20
          b: pupils = 19
        assumptions: [{says: pupils = 21, for: a}]
    """)
    findings = found_in(loaded(tmp_path, case))
    printed = write_text(findings, Style())
    assert "For example with\n  pupils in 2011 = 19\n" in printed
    assert (
        "For example, as is assumed for seeds/a.txt alone, with\n  pupils in 2011 = 21\n" in printed
    )


@pytest.mark.parametrize(
    "says",
    [
        "people = 3\nred = 2\nshare of red in people = two thirds",
        "people = 22 million\nshare of red in people = 59%\nshare of blue in people = 41%",
        "people = at most 16\nred = 2\nshare of red in people = two thirds",
        "red = 3\nshare of red in people = 1/3\nshare of red in people = share of blue in people",
        "people = 7\nshare of red in people > 60%\nshare of blue in people = 1/3",
    ],
)
def test_a_share_is_its_part_over_its_whole(says: str, tmp_path: Path) -> None:
    findings = found_in(loaded(tmp_path, {"articles": {"a": says}}))
    (example,) = findings.examples
    shares = [name for name in example.values if name.startswith("share(")]
    assert shares
    for name in shares:
        part, _, whole = name.removeprefix("share(").removesuffix(")").partition(" / ")
        assert example.values[name] == example.values[part] / example.values[whole]


def test_a_share_of_what_nothing_is_said_of_stands_alone(tmp_path: Path) -> None:
    findings = found_in(loaded(tmp_path, {"articles": {"a": "share of red in people = 12%"}}))
    (example,) = findings.examples
    assert [name.partition("(")[0] for name in example.values] == ["share"]


def test_what_a_value_is_of_is_told_in_words(tmp_path: Path) -> None:
    says = "share of red in people = 12%\nred = 3"
    findings = found_in(loaded(tmp_path, {"articles": {"a": says}}))
    words = [words for _, words, _ in findings.examples[0].told]
    assert len(words) > 1
    assert not any(sign in text for text in words for sign in "#@&[(")


def test_what_does_not_end_is_printed_as_a_fraction(tmp_path: Path) -> None:
    findings = found_in(loaded(tmp_path, {"articles": {"a": "fund * 3 = 1"}}))
    assert "fund in 2011 = 1/3 (about 0.3333)" in write_text(findings, Style())


@pytest.mark.parametrize(
    ("least", "shown"),
    [("0.1", "0.12"), ("0.1249", "0.125"), ("0.1249999", "13717421/109739369")],
)
def test_no_more_digits_are_shown_than_are_needed(least: str, shown: str) -> None:
    amount = Amount("a", ALWAYS, None, whole=False, not_negative=False, adds_up=True)
    below = less(Polynomial.number(Fraction(least)), Polynomial.measure(amount.text))
    above = less(Polynomial.measure(amount.text), Polynomial.number(Fraction("0.125")))
    said = below if least != "0.1249999" else both(below, above)
    unknown = Variable(amount.text, whole=False, not_negative=False)
    component = Component((unknown,), (), (said,), (0,))
    found = {amount.text: Fraction(123456789, 987654321)}
    values = example_of(component, [said], {amount.text: amount}, found)
    assert exact(values[amount.text]) == shown
