"""Runs of `factcheck run` for tests of its formats."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.reports.formats import FORMATS
from tests.projects import Case, build, read_case

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
EVERY_SORT = read_case(HERE / "of-every-sort.yaml")
MISTAKEN = read_case(HERE / "stopped-by-mistakes.yaml")
_QUANTITIES = EVERY_SORT["vocabulary"]["quantities"] | {f"q{n}": {"unit": "x"} for n in range(14)}
_CLASHING = "\n".join(f"q{n} = {10 * n + 1}\nq{n} = {10 * n + 3}" for n in range(14))
MANY: Case = {
    **EVERY_SORT,
    "vocabulary": {**EVERY_SORT["vocabulary"], "quantities": _QUANTITIES},
    "articles": {**EVERY_SORT["articles"], "c": _CLASHING},
}
"""The same with fourteen more contradictions that are certain."""
AGREES: Case = {"articles": {"a": "excellent = 28\npoor = 15"}}
CLASHES: Case = {
    "articles": {"a": "excellent = 28", "b": {"publisher": "The Post", "says": "excellent = 27"}}
}

ATTACKS = {
    "markup": "</details><script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "| a | b | **bold** `code` [link](http://evil.example) ![x](y) ~~z~~ $x$ <b>",
    "mentions": "@everyone @org/team #1 GH-2 org/repo#3 mail@host.example www.evil.example :smile:",
    "addresses": "https://evil.example http://evil.example",
    "commands": "::error file=x::y ##[error]z ::stop-commands::t ::add-mask::28",
    "percent": "100%0A::error::injected %25 %3A",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "sum": "@SUM(1+1)*cmd|' /C calc'!A0",
    "xml": "]]> <!-- --> <![CDATA[ &lt; &amp; \" ' </failure>",
    "json": '"}],"x":[{"\\u202e\\n',
    "braces": "{0} {{1}} [x](1) \\[y\\](2)",
    "wide": "😀 東京 😀",
    "bad": "\x1b[31m\u202e\u2066\u200b\u0085\u2028 x",
    "repeated": " ".join(["::error file=x::y ##[error]z ::stop-commands::t"] * 40),
}
"""What somebody may write into an article, a publisher or a reason."""


def hostile_case(attack: str) -> Case:
    """A contradiction of every grade, an undecided group and a warning, all full of an attack."""
    passage = f"{attack} excellent = 28 {attack}"
    claim = {"id": "x", "quote": passage, "says": "excellent = 28", "speaker": attack}
    other = {"id": "y", "quote": attack, "note": "from elsewhere"}
    other["says"] = "degrees * degrees = 2"
    return {
        "articles": {
            "a": {"publisher": attack, "text": passage, "claims": [claim, other]},
            "b": {"publisher": f"={attack}", "says": "excellent = 27\nfund = £10m"},
        },
        "assumptions": [{"says": "fund = £12m", "because": attack}],
    }


LONG = ("word " * 200_000).strip()
CASES: dict[str, Case] = {
    "agrees": AGREES,
    "clashes": CLASHES,
    "every sort": EVERY_SORT,
    "mistaken": MISTAKEN,
    "long": {
        "articles": {
            "a": {
                "text": f"excellent = 28 {LONG}",
                "claims": [
                    {"id": "x", "quote": f"excellent = 28 {LONG}", "says": "excellent = 28"}
                ],
            },
            "b": "excellent = 27",
        }
    },
    **{name: hostile_case(attack) for name, attack in ATTACKS.items()},
}


@cache
def reports(name: str) -> Mapping[str, str]:
    """Every format of one run over a case or the five articles; empty where none is written."""
    with TemporaryDirectory() as folder:
        project = ROOT if name == "five articles" else Path(folder) / "project"
        if name != "five articles":
            build(project, CASES[name])
        arguments: list[str | Path] = []
        for form in FORMATS:
            arguments += ["--format", form, "--output", Path(folder) / form]
        run_at(project, *arguments)
        files = {form: Path(folder) / form for form in FORMATS}
        return {
            form: file.read_bytes().decode("utf-8") if file.exists() else ""
            for form, file in files.items()
        }


def run_in(folder: Path, case: Case, *arguments: str | Path) -> Result:
    """What `factcheck run` does in a folder with the files of a case."""
    build(folder, case)
    return run_at(folder, *arguments)


def run_at(folder: Path, *arguments: str | Path) -> Result:
    """What `factcheck run` does in a project; anything but an exit is raised."""
    called = ["run", "--project", str(folder), *map(str, arguments)]
    result = CliRunner().invoke(main, called)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def printed(folder: Path, case: Case, form: str, *arguments: str) -> str:
    """What is printed in a format."""
    return run_in(folder, case, "--format", form, *arguments).stdout


def with_moved_lines(case: Case) -> Case:
    """The same claims, further down in files of other names."""
    articles: Mapping[str, Any] = case["articles"]
    moved = {}
    for name, given in articles.items():
        article = {"says": given} if isinstance(given, str) else dict(given)
        if "says" in article:
            article["says"] = f"\n\n{article['says']}"
        moved[f"renamed-{name}"] = article
    return {**case, "articles": moved}
