"""What runs in CI and before a commit: the hook, the action and the examples of docs/ci.md."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from checker.cli.run import command
from checker.reports.formats import FORMATS
from tests.pages import ROOT, blocks
from tests.projects import Case, build
from tests.reports.runs import AGREES, CLASHES, MISTAKEN

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
FORMATS_PAGE = (ROOT / "docs/formats.md").read_text("utf-8")
ACTION = yaml.safe_load((ROOT / ".github/actions/factcheck/action.yml").read_text("utf-8"))
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
EXAMPLES = [yaml.safe_load(b.body) for b in blocks(PAGE) if b.language == "yaml"]


def texts(node: object) -> Iterator[str]:
    """All texts of a YAML document."""
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from texts(each)
    elif isinstance(node, str):
        yield node


def commands() -> Iterator[str]:
    """Every `factcheck run …` of both pages, the hook and the action."""
    pages = [b.body for page in (PAGE, FORMATS_PAGE) for b in blocks(page) if b.language == "sh"]
    found = [*pages, *texts(EXAMPLES), *re.findall(r"`(factcheck run[^`]*)`", PAGE)]
    found += [HOOK["entry"], STEPS["Check"]["run"].replace('"${more[@]}" || code=$?', "")]
    for text in found:
        yield from re.findall(r"factcheck\"? run.*", text.replace("\\\n", " "))


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_commands_have_options_that_are_there(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(line.replace('factcheck"', "factcheck").replace("$PROJECT", "."))[2:]
    assert command.make_context("run", arguments).params


def test_there_are_commands() -> None:
    assert len(set(commands())) >= 7


@pytest.mark.parametrize("extra", [["args"], []])
def test_the_hook_of_the_page_is_ours(extra: list[str]) -> None:
    hooks = [h for e in EXAMPLES if "repos" in e for r in e["repos"] for h in r["hooks"]]
    assert [sorted(hook) for hook in hooks] == [["id"], ["args", "id"]]
    for hook in hooks:
        assert hook["id"] == HOOK["id"]
        if extra:
            command.make_context("run", [*HOOK["entry"].split()[2:], *hook.get("args", ())])


@pytest.mark.parametrize(
    ("file", "triggers"),
    [
        ("claims/a.yaml", True),
        ("claims/topic/vocabulary.yml", True),
        ("seeds/a.txt", True),
        ("desk/claims/a.yaml", True),
        ("README.md", False),
        ("claims/notes.txt", False),
        ("disclaims/a.yaml", False),
    ],
)
def test_the_hook_runs_when_claims_or_articles_change(file: str, triggers: bool) -> None:
    assert HOOK["pass_filenames"] is False
    assert bool(re.search(HOOK["files"], file)) is triggers


# --- the action ------------------------------------------------------------------------------


def test_the_page_names_every_input_of_the_action() -> None:
    told = dict(
        re.findall(r"^\| `([\w-]+)` \| .* \| (?:`\"?([^`\"]*)\"?`|.*) \|$", PAGE, re.MULTILINE)
    )
    assert set(told) == set(ACTION["inputs"])
    for name, default in told.items():
        assert not default or ACTION["inputs"][name]["default"] == default
    for example in EXAMPLES:
        for step in texts_of_steps(example):
            if "actions/factcheck@" in str(step.get("uses")):
                assert set(step["with"]) <= set(ACTION["inputs"])


def texts_of_steps(node: object) -> Iterator[dict[str, Any]]:
    """The steps in an example."""
    if isinstance(node, dict):
        if "uses" in node:
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from texts_of_steps(each)


def test_no_input_is_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


class Machine:
    """A step of the action as a runner would run it, with our own command and a host that notes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "temporary"
        programs = self.temporary / "factcheck/bin"
        programs.mkdir(parents=True)
        ours = f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n'
        host = f'#!/bin/sh\necho "$@" >> "{folder}/asked"\ncat "{folder}/answer" 2>/dev/null\n:\n'
        for name, script in (("factcheck", ours), ("gh", host)):
            (programs / name).write_text(script)
            (programs / name).chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def run(self, name: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": self.path,
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_REPOSITORY": "desk/figures",
        }
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", STEPS[name]["run"]],
            cwd=self.folder,
            env=environment | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.mark.parametrize(("case", "code"), [(AGREES, "0"), (CLASHES, "1"), (MISTAKEN, "2")])
def test_the_action_checks_and_keeps_the_exit_code(case: Case, code: str, tmp_path: Path) -> None:
    build(tmp_path / "my project", case)
    machine = Machine(tmp_path)
    done = machine.run("Check", PROJECT="my project", ARGUMENTS="", SARIF="figures.sarif")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output").read_text() == f"exit-code={code}\n"
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("<!-- factcheck -->\n### ")
    assert json.loads((tmp_path / "figures.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "::stop-commands::" in done.stdout
    assert machine.run("Verdict", CODE=code).returncode == int(code)


def test_the_action_takes_more_arguments(tmp_path: Path) -> None:
    build(tmp_path, CLASHES)
    more = "--fail-on=undecided\n\n--show\ncertain\n"
    done = Machine(tmp_path).run("Check", PROJECT=".", ARGUMENTS=more, SARIF="figures.sarif")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output").read_text() == "exit-code=0\n"


@pytest.mark.parametrize(("old", "asked"), [("", "POST"), ("77\n78\n", "PATCH")])
def test_the_action_renews_its_comment(old: str, asked: str, tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (tmp_path / "answer").write_text(old)
    done = machine.run("Comment", NUMBER="5", GH_TOKEN="")
    assert done.returncode == 0, done.stderr
    last = (tmp_path / "asked").read_text().splitlines()[-1]
    assert f"--method {asked} " in last
    place = "comments/77" if old else "issues/5/comments"
    assert f"repos/desk/figures/issues/{place}".replace("issues/issues", "issues") in last
    assert f"body=@{machine.temporary}/factcheck.md" in last


# --- pages -----------------------------------------------------------------------------------


def test_every_format_has_a_section() -> None:
    titles = " ".join(re.findall(r"^## (.*)$", FORMATS_PAGE, re.MULTILINE)).split()
    assert set(FORMATS) <= set(titles)


def test_what_is_explained_are_all_sorts() -> None:
    for parameter in command.params:
        if parameter.name in {"show", "fail_on"} and isinstance(parameter.type, click.Choice):
            table = FORMATS_PAGE.partition("| Grade | Is |")[2].partition("\n\n")[0]
            assert all(f"`{choice}`" in table for choice in parameter.type.choices)
