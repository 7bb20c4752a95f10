"""The docs are true: their examples run, and all that the program has stands in them.

`python -m tests.pages` writes the outputs in them anew.
"""

import dataclasses
import json
import re
from fractions import Fraction
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click
import pytest
import yaml

from checker.claims.misfits import LATER
from checker.claims.shapes import FILES, Readings, Shape
from checker.cli import main as command_line
from checker.cli.endings import UNWRITABLE
from checker.cli.project import CONTRADICTIONS, DEFECT, MISTAKES
from checker.compile import pricing
from checker.explain.finding import Grade, Verdict
from checker.language.figures import VAGUE, Reading, Widths
from checker.language.grammar import RESERVED, parse
from checker.language.hedges import HEDGES
from checker.language.mistakes import Mistake
from checker.language.numerals import MULTIPLES, NUMBER_WORDS, PARTS, SCALES
from checker.language.phrases import GRAMMAR
from checker.language.phrases.portions import _MOST_EXACT
from checker.limits import CELLS
from tests.pages import EXAMPLE, PAGES, ROOT, Block, blocks, example, project, run, written_anew
from tests.test_loading import SHAPES

DOCS = ROOT / "docs"
WRITING = (DOCS / "writing-claims.md").read_text("utf-8")
ASKING = (DOCS / "asking.md").read_text("utf-8")
DECIDING = (DOCS / "deciding.md").read_text("utf-8")
REVIEWING = (DOCS / "reviewing.md").read_text("utf-8")
READING = "".join(
    (DOCS / f"{name}.md").read_text("utf-8") for name in ("reading-reports", "commands", "json")
)
PROOFS = (DOCS / "proofs.md").read_text("utf-8")
LIMITS = (DOCS / "limits.md").read_text("utf-8")
EVERYTHING = "".join(page.read_text("utf-8") for page in PAGES)
VOCABULARY = next(b.body for b in blocks(WRITING) if b.purpose == "vocabulary")
EXAMPLES = [b for b in blocks(WRITING) if b.purpose == "example"]


def names(pages: tuple[Path, ...]) -> list[str]:
    return [page.relative_to(ROOT).as_posix() for page in pages]


def table(page: str, name: str) -> str:
    """What stands between two marks of a page."""
    return page.partition(f"<!-- {name} -->")[2].partition("<!-- end -->")[0]


def code(text: str) -> list[str]:
    return re.findall(
        r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    )


# --- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_outputs_are_those_of_today(page: Path) -> None:
    told = "run `python -m tests.pages` and read what has changed"
    assert page.read_text("utf-8") == written_anew(page), told


@pytest.mark.parametrize("block", EXAMPLES, ids=[b.body.splitlines()[0] for b in EXAMPLES])
def test_every_example_is_followed_by_what_was_understood(block: Block) -> None:
    after = next(b for b in blocks(WRITING) if b.start > block.start)
    assert after.purpose == "understood"
    assert after.body.strip()


def test_a_mistake_stands_before_what_is_told_of_it() -> None:
    found = blocks(WRITING)
    for block, after in pairwise(found):
        if block.purpose.startswith("mistake"):
            assert after.purpose == "told"
            assert "error" in after.body


def test_the_first_page_takes_no_more_than_its_text() -> None:
    files = {
        b.purpose: b.body for b in blocks(WRITING) if "/" in b.purpose and " " not in b.purpose
    }
    assert sorted(files) == [
        "claims/courier.yaml", "claims/echo.yaml", "claims/vocabulary.yaml",
        "seeds/courier.txt", "seeds/echo.txt",
    ]  # fmt: skip
    with project(files) as root:
        exit_code, told = run("run", root)
    assert exit_code == CONTRADICTIONS
    assert "Contradictory: 2 contradictions" in told


def test_the_readme_has_a_claim_file_of_ten_lines_and_both_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    claims = next(b for b in blocks(readme) if b.purpose == "claims/libraries.yaml")
    assert len(claims.body.splitlines()) == 10
    commands = [b.body.strip() for b in blocks(readme) if b.language == "sh"]
    start = "python3 -m venv .venv && .venv/bin/pip install -q "
    assert commands == [
        f"{start}. && .venv/bin/factcheck run",
        f"{start}-e '.[dev]' && .venv/bin/python -m pytest -q -n auto --dist worksteal",
    ]


# --- the language ----------------------------------------------------------------------------


def said() -> str:
    """All that the examples say, without quotes."""
    return "\n".join(
        line
        for b in EXAMPLES
        for line in b.body.splitlines()
        if not line.strip().startswith(("- id", "quote:"))
    )


HOOKS = {*GRAMMAR.statement, *GRAMMAR.subject, *GRAMMAR.figure, *GRAMMAR.term} - {
    *NUMBER_WORDS,
    *"0123456789{",
}


@pytest.mark.parametrize("word", sorted(HOOKS))
def test_every_word_that_announces_a_phrase_is_explained(word: str) -> None:
    prose = WRITING.replace(table(WRITING, "words"), "")
    assert word in re.findall(r"\w+|=", said()) or word in code(prose)


@pytest.mark.parametrize(
    "module", sorted(p.stem for p in (ROOT / "checker/language/phrases").glob("[a-z]*.py"))
)
def test_every_phrase_file_is_used_by_an_example(module: str) -> None:
    formulas = [parse(line) for line in lines_of_examples()]
    used = {
        type(node).__module__
        for f in formulas
        if not isinstance(f, Mistake)
        for node in f.tree.walk()
    }
    used |= {type(f.tree).__module__ for f in formulas if not isinstance(f, Mistake)}
    assert f"checker.language.phrases.{module}" in used


def lines_of_examples() -> list[str]:
    found = []
    for block in EXAMPLES:
        entries = yaml.safe_load(example(block.body))
        for entry in entries.get("claims", entries.get("assumptions")):
            found += [line for line in entry.get("says", "").splitlines() if line.strip()]
    return found


def test_every_relation_is_named() -> None:
    spans = code(WRITING)
    for symbol in ("=", "!=", "<", ">", "<=", ">="):
        assert symbol in spans


def test_every_word_of_a_figure_is_in_the_table() -> None:
    figures = table(WRITING, "figures")
    words = {" ".join(words) for words, _ in HEDGES} | set(VAGUE) | set(MULTIPLES)
    for word in sorted(words):
        assert f"`{word}`" in figures or f"`{word} " in figures, word
    assert set(PARTS) | set(SCALES) <= RESERVED | {"k", "m"}


def test_every_reading_is_in_the_table() -> None:
    assert [
        row.split("`")[1]
        for row in table(WRITING, "readings").splitlines()
        if row.startswith("| `")
    ] == [reading.value for reading in Reading]


def test_widths_are_those_of_the_program() -> None:
    found = dict(re.findall(r"^\| `(\w+)` \| [^|]* \| ([\d.]+)% \|$", WRITING, re.MULTILINE))
    widths = dataclasses.asdict(Widths())
    del widths["words"]
    assert {name: Fraction(share) for name, share in found.items()} == {
        name: share * 100 for name, share in widths.items()
    }
    assert set(Readings.by_key) == {*found, "words"}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_is_documented(shape: type[Shape]) -> None:
    written = code(WRITING + DECIDING)
    spans = set(written) | {key for text in written for key in re.findall(r"(\w+):", text)}
    assert set(shape.by_key) <= spans


def test_every_section_is_documented() -> None:
    for key in {key for file in FILES for key in file.by_key}:
        assert f"`{key}" in WRITING + DECIDING, key


# --- what is not there -----------------------------------------------------------------------

NOT_YET = [
    line
    for row in table(LIMITS, "not yet").splitlines()
    if row.startswith("|")
    for line in code(row)
]


@pytest.mark.parametrize("statement", NOT_YET)
def test_what_is_not_supported_is_refused(statement: str) -> None:
    claim = f"- id: a\n  quote: something\n  note: from elsewhere\n  says: '{statement}'\n"
    files = {
        "claims/vocabulary.yaml": VOCABULARY,
        EXAMPLE: example(claim),
        "seeds/example.txt": "something",
    }
    with project(files) as root:
        exit_code, told = run("run", root)
    assert exit_code == MISTAKES
    assert told.startswith(f"{EXAMPLE}:")


@pytest.mark.parametrize("key", sorted(LATER))
def test_keys_of_later_are_in_the_limits_and_in_no_example(key: str) -> None:
    assert f"`{key}`" in LIMITS
    assert not re.search(
        rf"^[ -]*{key}:",
        "".join(b.body for p in PAGES for b in blocks(p.read_text())),
        re.MULTILINE,
    )


# --- the command -----------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    return {name: import_module(f"checker.cli.{name}").command for name in command_line._COMMANDS}


@pytest.mark.parametrize("name", [*command_line._COMMANDS])
def test_every_command_and_option_is_documented(name: str) -> None:
    spans = code(READING + DECIDING + ASKING + REVIEWING)
    assert any(span.startswith(f"factcheck {name}") for span in spans)
    for parameter in commands()[name].params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            is_argument = isinstance(parameter, click.Argument)
            wanted = (parameter.metavar or option.upper()).strip("[]") if is_argument else option
            assert any(
                wanted in span.replace("[", " ").replace("]", " ").split() for span in spans
            ), wanted
        if isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert any(str(choice) in span.split() for span in spans), choice


def test_exit_codes_are_told_in_the_same_words_as_in_the_help() -> None:
    told = dict(re.findall(r"^\| (\d) \| (.*) \|$", READING, re.MULTILINE))
    _, text = run("run --help", ROOT)
    assert told == dict(re.findall(r"^ +(\d)  (\S.*)$", text, re.MULTILINE))
    assert {0, CONTRADICTIONS, MISTAKES, DEFECT, UNWRITABLE} == set(map(int, told))


def test_verdicts_and_grades_are_explained() -> None:
    for word in (*Verdict, *Grade):
        assert f"`{word.value}`" in READING
        assert word.value.split()[-1] in (DOCS / "glossary.md").read_text("utf-8")


def test_every_field_of_the_json_report_is_explained() -> None:
    schema = json.loads((DOCS / "report.schema.json").read_text("utf-8"))
    fields: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, dict):
            fields.update(node.get("properties", ()))
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    collect(schema)
    spans = code(READING + PROOFS + DECIDING)
    assert fields <= set(spans) | {key.partition(".")[2] for key in spans}


# --- the pages -------------------------------------------------------------------------------


def anchors(page: str) -> set[str]:
    titles = re.findall(
        r"^#+ (.*)$",
        re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL),
        re.MULTILINE,
    )
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def test_files_that_the_architecture_names_are_there() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    known = {path.name for path in (ROOT / "checker").rglob("*.py")} | {"pyproject.toml"}
    for span in code(text):
        if span.startswith(("checker/", "docs/", "tests/")) and "<" not in span:
            assert (ROOT / span).exists(), span
        elif re.fullmatch(r"\w+\.(py|toml)", span):
            assert span in known, span


def test_every_package_is_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    for package in (path.parent for path in (ROOT / "checker").glob("*/__init__.py")):
        assert f"`checker/{package.name}`" in text


def test_decisions_are_numbered_and_say_why_and_what_it_costs() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    for number, page in enumerate(pages, 1):
        text = page.read_text("utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert re.findall(r"^\*\*(.*?)\*\*", text, re.MULTILINE) == [
            "Decided.",
            "Why.",
            "What it costs.",
        ]


def test_decisions_have_the_numbers_of_the_program() -> None:
    pages = {page.name[:4]: page.read_text("utf-8") for page in (DOCS / "decisions").glob("*.md")}
    assert f"Above {CELLS:,} cells" in pages["0004"]
    assert (Fraction(1), Fraction(3, 5), Fraction(11, 20)) == pricing.DERIVED
    assert "Derived once a statement costs three fifths, twice eleven twentieths" in pages["0006"]
    assert Fraction(1, 2) == pricing.IN_A_HEADLINE
    assert pricing.ASSUMPTION_FACTOR == 5
    assert "An assumption costs five times the dearest statement" in pages["0006"]
    kinds = (pricing.FIGURE, pricing.OTHER, pricing.READING, pricing.HEDGED, pricing.ASSUMPTION)
    weights = (*kinds, pricing.SEVERAL, pricing.CHANGE)
    assert weights == tuple(int(n) for n in re.findall(r"\d+", pages["0007"].split("\n\n")[1]))
    assert f"at most {_MOST_EXACT}" in pages["0008"]


def test_every_page_is_linked_from_another() -> None:
    for page in PAGES[1:]:
        assert (
            page.name in EVERYTHING.replace(page.read_text("utf-8"), "")
            or "decisions" in page.parts
        )
