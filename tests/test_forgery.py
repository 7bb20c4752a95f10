"""A report that was tampered with is refused, or nothing that matters is changed in it.

`python -m tests.forgery` makes as many forgeries as you like.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker.claims import load
from checker.cli.main import main
from checker.proofs.accounting import UnreadableError, check_report
from checker.proofs.reading import MOST_BYTES, MOST_NESTED, read_report
from checker.proofs.shape import REPORT
from checker.proofs.verifying import RefusedError
from checker.retracing.retracing import Retraced, retrace
from checker.search import stories
from checker.search.corrections import Correction
from checker.search.fitting import Fit, Fitting, NoFit
from checker.solvers.staged import StagedSolver
from tests.forgery.checking import checked, forgery, lie, wrongly_accepted
from tests.forgery.lying import LIES
from tests.forgery.projects import TODAY, Honest, honest, told
from tests.forgery.tampering import HARMLESS, STRUCTURED
from tests.projects import as_yaml, build, files, loaded
from tests.test_undecided import Tired

Json = dict[str, Any]

ROOT = Path(__file__).parent.parent
SEEDS = (1, 2, 6)
EACH = 12
"""Forgeries at random of each project."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_forgery_at_random_is_accepted(seed: int) -> None:
    for turn in range(EACH):
        made = forgery(seed, None, turn)
        assert made is None or not wrongly_accepted(made), f"python -m tests.forgery --seed {seed}"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("how", STRUCTURED)
def test_no_forgery_by_structure_is_accepted(how: str, seed: int) -> None:
    made = forgery(seed, how)
    assert made is None or not wrongly_accepted(made)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("how", LIES)
def test_no_report_of_a_run_that_lies_is_accepted(how: str, seed: int) -> None:
    made = lie(seed, how)
    assert made is None or not wrongly_accepted(made)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("how", HARMLESS)
def test_what_changes_nothing_is_accepted(how: str, seed: int) -> None:
    of = honest(seed)
    assert checked(HARMLESS[how](json.loads(of.text)), of.project) == checked(of.text, of.project)


def test_a_project_is_the_same_each_time() -> None:
    one = honest(2).text
    honest.cache_clear()
    assert honest(2).text == one


# --- a desk with two topics ------------------------------------------------------------------

VOCABULARY = {"quantities": {"pupils": {"counts": "pupils"}, "fund": {"unit": "GBP"}}}


def topic(name: str, **says: str) -> dict[str, str]:
    """The files of a topic with an article for each block of statements; `back` takes one back."""
    articles: dict[str, Any] = {
        f"{name}-{article}": {"published": "2011-03-11", "says": block}
        for article, block in says.items()
        if article not in {"back", "assumed"}
    }
    if "back" in says:
        claim = {"id": "c1", "quote": f"not {says['back']}", "withdraws": says["back"]}
        late = {"published": "2011-03-12", "text": claim["quote"], "claims": [claim]}
        articles[f"{name}-late"] = late
    case: Json = {"vocabulary": VOCABULARY, "articles": articles}
    if "assumed" in says:
        case["assumptions"] = [{"says": says["assumed"], "for": f"{name}-a"}]
    return {path.replace("claims/", f"claims/{name}/"): text for path, text in files(case).items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clashes in the north, where something was taken back; the south holds."""
    root = tmp_path_factory.mktemp("desk")
    written = {
        **topic(
            "north",
            a="poor = 15\npupils = 90\nwell = 3",
            b="poor = 14\npupils = 88",
            c="poor = 15\npupils = 88\nfund = £4m",
            back="fund = £4m",
        ),
        **topic("south", a="poor = 12\nwell = 4", b="adequate = 7", assumed="excellent = 2"),
    }
    for path, text in written.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def desk(folder: Path) -> Honest:
    project = load(folder)
    return Honest("desk", project, told(project, StagedSolver()))


def verify(report: str | bytes | Json, folder: Path | None, tmp_path: Path) -> Result:
    """What the command says; nothing but the end of a process is raised."""
    file = tmp_path / "report.json"
    text = json.dumps(report) if isinstance(report, dict) else report
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    arguments = [] if folder is None else ["--project", str(folder), "--today", "2026-01-31"]
    result = CliRunner().invoke(main, ["verify", str(file), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def member(report: Json, start: str) -> Json:
    """A member of a contradiction by the start of its id."""
    every = (m for one in report["contradictions"] for m in one["members"])
    return next(m for m in every if m["id"].startswith(start))


def carries_the_culprits_away(report: Json) -> None:
    STRUCTURED["a revision carries the culprits away"](report, Random(1), {})


def joins_two_topics(report: Json) -> None:
    """`poor` of the north and `poor` of the south are not one number."""
    one = report["contradictions"][0]
    old = one["members"][1]["id"]
    one["members"][1]["id"] = "south/south-a/c1/1"
    for constraint in one["proof"]["certificate"]["constraints"]:
        if constraint["member"] == old:
            constraint["member"] = "south/south-a/c1/1"


def assumes_for_another_article(report: Json) -> None:
    one = report["contradictions"][0]
    one["members"].append({**one["members"][1], "id": "south/assumptions/a1/1"})
    certificate = one["proof"]["certificate"]
    copied = {**certificate["constraints"][0], "id": "c9", "member": "south/assumptions/a1/1"}
    certificate["constraints"].append(copied)


def blames_what_was_taken_back(report: Json) -> None:
    STRUCTURED["a member that was taken back"](report, Random(1), {})


def leaves_a_contradiction_out(report: Json) -> None:
    STRUCTURED["a contradiction is left out"](report, Random(1), {})


def withdraws_everything(report: Json) -> None:
    STRUCTURED["all statements are withdrawn"](report, Random(1), {})


def leaves_everything_open(report: Json) -> None:
    STRUCTURED["all is undecided with invented ids"](report, Random(1), {})


def invents_a_contradiction(report: Json) -> None:
    STRUCTURED["an unproven contradiction is invented"](report, Random(1), {})


@pytest.mark.parametrize(
    ("tamper", "why"),
    [
        (carries_the_culprits_away, "left out of an example and not withdrawn"),
        (joins_two_topics, "no contradiction shows why north/north-b/c1/1 is withdrawn"),
        (assumes_for_another_article, "no step takes c9"),
        (blames_what_was_taken_back, "no contradiction shows why"),
        (leaves_a_contradiction_out, "no contradiction shows why"),
        (withdraws_everything, "no example shows that these can hold"),
        (leaves_everything_open, "there are statements that no witness has"),
        (invents_a_contradiction, "more contradictions are told than there is to withdraw"),
    ],
)
def test_a_forgery_is_refused_for_what_it_is(
    tamper: Callable[[Json], None], why: str, desk: Honest, folder: Path, tmp_path: Path
) -> None:
    report = json.loads(desk.text)
    tamper(report)
    result = verify(report, folder, tmp_path)
    assert (result.exit_code, result.stdout[:9]) == (1, "Refused: ")
    assert why in result.stdout


NOT_CHECKED = (
    "Not checked: whether fewer statements contradict each other, whether a correction is the "
    "cheapest, and what figures would have to be"
)


def test_an_honest_report_is_accepted_and_what_is_not_checked_is_said(
    desk: Honest, folder: Path, tmp_path: Path
) -> None:
    beside = verify(desk.text, folder, tmp_path)
    assert beside.exit_code == 0
    assert beside.stdout.splitlines() == [
        "2 contradictions proven",
        "0 contradictions without a proof",
        "9 examples of values hold",
        "Statements, rules and what stands together are those of the claim files",
        NOT_CHECKED,
    ]
    alone = verify(desk.text, None, tmp_path)
    assert alone.exit_code == 0
    assert "Not checked: whether the claim files say this" in alone.stdout


def test_groups_are_undecided_in_one_order_in_whatever_order_their_ids_are(tmp_path: Path) -> None:
    """Assumptions come first; of ids that of an article does here."""
    case: Json = {
        "vocabulary": VOCABULARY,
        "articles": {"a": "pupils > 80", "z": "pupils > 85"},
        "assumptions": [{"says": "pupils > 50", "for": "z"}, {"says": "pupils > 40"}],
    }
    project = loaded(tmp_path, case)
    text = told(project, Tired(lambda _: True))
    assert len(json.loads(text)["undecided"]) == 2
    assert checked(text, project)[0].undecided == 2


def test_what_is_not_proven_has_an_exit_code_of_its_own(
    desk: Honest, folder: Path, tmp_path: Path
) -> None:
    stripped = json.loads(desk.text)
    STRUCTURED["all certificates are stripped"](stripped, Random(1), {})
    result = verify(stripped, folder, tmp_path)
    assert result.exit_code == 5
    assert "2 contradictions without a proof" in result.stdout
    assert verify(stripped, None, tmp_path).exit_code == 5


def test_the_file_that_has_changed_is_named(folder: Path, desk: Honest, tmp_path: Path) -> None:
    file = folder / "claims/south/south-b.yaml"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("adequate = 7", "adequate = 8"), "utf-8")
        (folder / "seeds/south-b.txt").write_text("adequate = 8", "utf-8")
        refused = verify(desk.text, folder, tmp_path)
        assert refused.exit_code == 1
        names = "claims/south/south-b.yaml"
        assert f"changed since the report was made: {names}, seeds/south-b.txt" in refused.stdout
        file.write_text(f"{text}# a remark\n", "utf-8")
        (folder / "seeds/south-b.txt").write_text("adequate = 7", "utf-8")
        same = verify(desk.text, folder, tmp_path)
        assert same.exit_code == 0
        assert f"in nothing that the report tells: {names}\n" in same.stdout
    finally:
        file.write_text(text, "utf-8")


def test_a_decision_must_hold_today(folder: Path, desk: Honest, tmp_path: Path) -> None:
    name = json.loads(desk.text)["contradictions"][0]["id"]
    file = folder / "claims/decisions.yaml"
    entry = {"contradiction": name, "ruling": "accepted", "because": "so", "until": "2026-02-28"}
    try:
        file.write_text(as_yaml({"decisions": [entry]}), "utf-8")
        report = told(load(folder), StagedSolver())
        assert verify(report, folder, tmp_path).exit_code == 0
        assert verify(desk.text, folder, tmp_path).exit_code == 1
        later = [str(tmp_path / "report.json"), "--project", str(folder), "--today", "2026-03-01"]
        (tmp_path / "report.json").write_text(report, "utf-8")
        assert CliRunner().invoke(main, ["verify", *later]).exit_code == 1
    finally:
        file.unlink()


# --- what no report is -----------------------------------------------------------------------


def swapped(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


BROKEN: dict[str, Callable[[str], str]] = {
    "a field twice": swapped('"version": 1', '"version": 1, "version": 1'),
    "no number": swapped('"version": 1', '"version": NaN'),
    "an endless number": swapped('"version": 1', '"version": -Infinity'),
    "a fraction": swapped('"version": 1', '"version": 1.0'),
    "a number too far": swapped('"version": 1', '"version": 1e400'),
    "a long number": swapped('"version": 1', f'"version": {"1" * 5000}'),
    "true for 1": swapped('"version": 1', '"version": true'),
    "an unknown field": swapped('"version": 1', '"version": 1, "surprise": []'),
    "another kind": swapped('"counts": {', '"counts": [], "count": {'),
    "no version": swapped('"version": 1,', ""),
    "another verdict": swapped('"verdict": "contradictory"', '"verdict": "true"'),
    "nested too deep": swapped('"lifted_if": []', f'"lifted_if": {"[" * 900 + "]" * 900}'),
    "nested very deep": swapped('"lifted_if": []', f'"lifted_if": {"[" * 90_000 + "]" * 90_000}'),
    "a line that is a text": swapped('"line": ', '"line": "1", "lines": '),
    "a value without end": swapped('"low": "15"', '"low": "1e999999999"'),
    "a long value": swapped('"low": "15"', f'"low": "{"9" * 9000}"'),
    "text that is no number": lambda text: '"value": "x'.join(text.rsplit('"value": "', 1)),
    "half a character": swapped('"question": "', '"question": "\\ud800'),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_no_report_holds_is_refused(
    how: str, desk: Honest, folder: Path, tmp_path: Path
) -> None:
    text = BROKEN[how](desk.text)
    assert text != desk.text
    result = verify(text, folder, tmp_path)
    assert result.exit_code == 1
    assert result.stdout.startswith("Refused: ")
    assert len(result.stdout) < 500


def test_a_report_is_not_larger_than_what_is_read(tmp_path: Path) -> None:
    result = verify("{" + " " * MOST_BYTES + "}", None, tmp_path)
    assert (result.exit_code, "50,000,000 bytes" in result.stdout) == (1, True)


@pytest.mark.parametrize("raw", [b"\xff\xfe{}", b'{"proofs": ', b"", b"{}", b'{"proofs": 1}}'])
def test_what_is_no_json_is_not_refused_but_unreadable(raw: bytes, tmp_path: Path) -> None:
    assert verify(raw, None, tmp_path).exit_code == 2


def test_how_deep_values_stand_in_each_other_is_counted() -> None:
    text = '{"proofs": ' + "[" * (MOST_NESTED - 1) + "]" * (MOST_NESTED - 1) + "}"
    with pytest.raises(RefusedError, match="has no field"):
        read_report(text)
    with pytest.raises(RefusedError, match="deep"):
        read_report('{"proofs": ' + "[" * MOST_NESTED + "]" * MOST_NESTED + "}")


def test_what_another_solver_said_is_not_checked_and_that_is_said(
    desk: Honest, folder: Path, tmp_path: Path
) -> None:
    agreed = {"solver": "cvc5", "agreed": 99, "undecided": 0, "disagreed": []}
    report = {**json.loads(desk.text), "cross_check": agreed}
    for root in (folder, None):
        result = verify(report, root, tmp_path)
        assert result.exit_code == 0
        assert result.stdout.endswith("Not checked: what another solver said\n")


# --- runs that lie ---------------------------------------------------------------------------


def test_what_an_example_shows_to_hold_is_not_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that all else allows is said to restate one that it does not."""
    articles = {"a": "pupils = 90", "b": "pupils = 88", "c": "pupils > 50\npupils = 88"}
    project = loaded(tmp_path, {"vocabulary": VOCABULARY, "articles": articles})

    def with_more(correct: Callable[..., Correction]) -> Callable[..., Correction]:
        def chosen(*asked: object) -> Correction:
            found = correct(*asked)
            return replace(found, withdrawn=found.withdrawn | {2}, cost=found.cost + 1)

        return chosen

    monkeypatch.setattr(stories._Group, "_cheapest", with_more(stories._Group._cheapest))
    report = json.loads(told(project, StagedSolver()))
    (correction,) = report["corrections"]
    assert correction["withdraw"] == ["a/c1/1", "c/c1/1"]
    correction["others"] = []
    (example,) = report["proofs"]["witnesses"]
    example["statements"] = [one for one in example["statements"] if one["ids"] != ["c/c1/1"]]
    with pytest.raises(RefusedError, match="c/c1/1 is withdrawn, and the example shows that"):
        checked(json.dumps(report), project)


@pytest.mark.parametrize("fits", [Fit(Fraction(4), Fraction(4)), Fit(Fraction(89), None), NoFit()])
def test_what_a_culprit_would_have_to_be_is_not_what_the_example_denies(
    fits: Fitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = {"a": "pupils = 90", "b": "pupils = 88", "c": "pupils = 88"}
    project = loaded(tmp_path, {"vocabulary": VOCABULARY, "articles": articles})
    monkeypatch.setattr(stories, "fittings", lambda _, asked: [fits for _ in asked])
    with pytest.raises(RefusedError, match="a/c1/1: 88 would do, as the example shows"):
        checked(told(project, StagedSolver()), project)


@pytest.mark.parametrize("name", [None, 7, []])
def test_an_unknown_number_has_a_text_for_a_name(name: object, desk: Honest) -> None:
    for number in (0, 1):
        report = json.loads(desk.text)
        certificate = report["contradictions"][0]["proof"]["certificate"]
        (certificate, report["proofs"]["witnesses"][0])[number]["unknowns"]["x1"]["name"] = name
        with pytest.raises(RefusedError, match="'name' is no str"):
            checked(json.dumps(report), desk.project)


def test_a_decided_contradiction_that_another_hides_is_not_proven_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In the whole, `a` contradicts itself, which is told before it contradicts another.
    few = {"vocabulary": VOCABULARY, "articles": {"a": "pupils = 90", "b": "pupils = 88"}}
    articles = {"a": "pupils = 90\npupils < 89", "b": "pupils = 88"}
    case: Json = {"vocabulary": VOCABULARY, "articles": articles}
    (other,) = json.loads(told(loaded(tmp_path / "few", few), StagedSolver()))["contradictions"]
    root = tmp_path / "all"
    build(root, case)
    says = sorted(member["statement"] for member in other["members"])
    entry = {"contradiction": other["id"], "ruling": "definitions", "because": "so", "says": says}
    (root / "claims/decisions.yaml").write_text(as_yaml({"decisions": [entry]}), "utf-8")
    project = load(root)
    honest = told(project, StagedSolver())
    assert json.loads(honest)["decisions"][0]["standing"] == "holds"
    assert checked(honest, project)[1].everything
    monkeypatch.setattr(stories, "_lasting", lambda *_: ())
    forged = told(project, StagedSolver())
    assert json.loads(forged)["decisions"][0]["standing"] == "stale"
    result = verify(forged, root, tmp_path)
    assert result.exit_code == 5
    assert "1 contradiction decided of and told no more" in result.stdout


# --- the bounds of a proof -------------------------------------------------------------------


def certified(rows: list[Any], *, squares: int = 0, times: int = 1) -> Json:
    """A certificate that adds up a row often, or squares it again and again."""
    tree: Json = {"sum": [["1", f"d{squares}"]], "yields": {"sum": [["1"]], "is": "<="}}
    for number in range(squares, 0, -1):
        last = "c1" if number == 1 else f"d{number - 1}"
        tree = {"add": [["1", last, last]] * times, "as": f"d{number}", "then": tree}
    unknown = {"name": "x", "whole": True, "not_negative": False}
    return {
        "unknowns": {f"x{n}": unknown for n in range(400)},
        "constraints": [{"id": "c1", "member": "a/c/1", "says": {"sum": rows, "is": "="}}],
        "tree": tree,
    }


BOMBS = {
    "unknowns are multiplied again and again": certified([["1", "x1"], ["1"]], squares=40),
    "numbers grow again and again": certified([["-3"]], squares=60),
    "sums grow again and again": certified([["1", f"x{n}"] for n in range(400)], squares=3),
    "a product is taken very often": certified(
        [["1", f"x{n}"] for n in range(100)], squares=1, times=5000
    ),
    "a term has many unknowns": certified([["1", *["x1"] * 5000]], squares=1),
    "a number is long": certified([["9" * 100_000]], squares=1),
    "a tree is deep": certified([["1"]], squares=20_000),
}


@pytest.mark.parametrize("how", BOMBS)
def test_what_would_take_long_is_refused(how: str, desk: Honest) -> None:
    report = json.loads(desk.text)
    report["contradictions"][0]["proof"]["certificate"] = BOMBS[how]
    with pytest.raises(RefusedError):
        check_report(report)


def test_long_values_of_an_example_are_refused(desk: Honest) -> None:
    report = json.loads(desk.text)
    witness = report["proofs"]["witnesses"][0]
    for number, unknown in enumerate(witness["unknowns"].values()):
        unknown |= {"whole": False, "value": f"1/{10**1900 + 2 * number + 1}"}
    witness["rules"] = [{"sum": [["1", "x1", "x1", "x1", "x1", "x1"]], "is": "<"}] * 20_000
    with pytest.raises(RefusedError):
        check_report(report)


# --- said once, written twice ----------------------------------------------------------------


def test_the_shape_has_the_fields_of_the_schema() -> None:
    schema = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))

    def compare(shape: object, part: Json, place: str) -> None:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] | part if "$ref" in part else part
        for choice in part.get("anyOf", []):
            part = part | choice if choice != {"type": "null"} else part
        if isinstance(shape, tuple):
            compare(shape[0], part, place)
        elif isinstance(shape, list):
            if "items" in part:
                compare(shape[0], part["items"], place)
        elif isinstance(shape, dict):
            inherited = part.get("$ref", "")
            known = dict(part.get("properties", {}))
            needed = set(part.get("required", []))
            if inherited:
                base = schema["$defs"][inherited.rpartition("/")[2]]
                while "$ref" in base:
                    known |= base.get("properties", {})
                    needed |= set(base.get("required", []))
                    base = schema["$defs"][base["$ref"].rpartition("/")[2]]
                known |= base["properties"]
                needed |= set(base["required"])
            assert {name.removesuffix("?") for name in shape} == set(known), place
            needed |= {"proofs"} if not place else set()  # verify needs what a run may leave out
            assert {name for name in shape if not name.endswith("?")} == needed, place
            for name, inner in shape.items():
                compare(inner, known[name.removesuffix("?")], f"{place}/{name}")

    compare(REPORT, schema, "")


def test_a_report_is_read_and_retraced_as_it_was_written(desk: Honest) -> None:
    report = read_report(desk.text)
    assert check_report(report).everything
    assert retrace(report, desk.project, TODAY) == Retraced()
    with pytest.raises(UnreadableError):
        read_report(json.dumps({k: v for k, v in report.items() if k != "proofs"}))
