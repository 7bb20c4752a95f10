"""The examples of README.md and docs/: found by the words behind their fences, run, written anew.

`python -m tests.pages` runs every example and writes its real output into the pages; the pages of
docs/language it writes from the cases (`tests.language_pages`). What a fenced block is for stands
behind its language:

    ```yaml claims/a.yaml    a file of the page's project; so does ```text seeds/a.txt
    ```console               commands behind `$ `, each with all that it prints; `echo $?` is known
    ```yaml vocabulary       the vocabulary of the examples on this page
    ```yaml example          claims in it; their article is their quotes
    ```text understood       what `factcheck show` prints of the example above, without ids
    ```text reported         what `factcheck run` prints of the example above
    ```yaml mistake          claims in it that are wrong; after a path, a file of the project
    ```text told             what `factcheck run` prints of the mistake above

Between `<!-- figures -->` and `<!-- end -->` a table has figures in its last column, each with its
true values; in `<!-- readings -->` the first column names the reading. `<!-- words -->` holds all
reserved words.
"""

import contextlib
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.language.comparisons import Comparison
from checker.language.figures import Figure, Reading, Widths, reading
from checker.language.grammar import RESERVED, parse
from checker.language.mistakes import Mistake
from checker.language.spell import interval_words
from tests.language_pages import LANGUAGE, forms, linked, missing, write_pages

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
EXAMPLE = "claims/example.yaml"
_FENCE = re.compile(r"^```(\w+)(?: (\S[^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROJECT = re.compile(r"<!-- project: (\S+) -->")
_SECTION = re.compile(r"<!-- (figures|readings|words) -->\n(.*?)<!-- end -->", re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `start` and `end` are offsets of its body in the page."""

    language: str
    purpose: str
    body: str
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(m[1], m[2] or "", m[3], m.start(3), m.end(3)) for m in _FENCE.finditer(page)]


def written_anew(path: Path) -> str:
    """The page with every output as it is today."""
    page = path.read_text("utf-8")
    fresh = [(b.start, b.end, text) for b, text in outputs(path, page) if text != b.body]
    fresh += [(m.start(2), m.end(2), _section(m[1], m[2])) for m in _SECTION.finditer(page)]
    for start, end, text in sorted(fresh, reverse=True):
        page = page[:start] + text + page[end:]
    return linked(path, page)


def outputs(path: Path, page: str) -> Iterator[tuple[Block, str]]:
    """Each block that holds an output, with the output as it is today."""
    vocabulary, source, kind = "", Block("", "", "", 0, 0), ""
    files = _files_of(path, page)
    for block in blocks(page):
        match block.purpose.split():
            case ["vocabulary"]:
                vocabulary = block.body
            case [("example" | "mistake") as kind, *_]:
                source = block
            case ["understood" | "told"]:
                with project({**files, **_example(source, vocabulary)}) as root:
                    told = _shown(root) if kind == "example" else run("run", root)[1]
                yield block, told
            case ["reported"]:
                with project({**files, **_example(source, vocabulary)}) as root:
                    yield block, _invoke(f"run {EXAMPLE}", root).stdout
            case [] if block.language == "console":
                with project(files) as root:
                    yield block, _session(block.body, root)


@contextlib.contextmanager
def project(files: dict[str, str]) -> Iterator[Path]:
    """A folder with these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        yield Path(folder)


def run(command: str, root: Path) -> tuple[int, str]:
    """Exit code and all output of a command in a folder, as on a terminal of 80 columns."""
    found = _invoke(command, root)
    return found.exit_code, found.output


def _invoke(command: str, root: Path) -> Result:
    runner = CliRunner(env={"NO_COLOR": "1", "FORCE_COLOR": None, "COLUMNS": None})
    with contextlib.chdir(root):
        found = runner.invoke(main, shlex.split(command), prog_name="factcheck")
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def _files_of(path: Path, page: str) -> dict[str, str]:
    """The files that a page's project has, or that of the page it names."""
    if other := _PROJECT.search(page):
        path = path.parent / other[1]
        page = path.read_text("utf-8")
    return {
        b.purpose: b.body for b in blocks(page) if re.fullmatch(r"(claims|seeds)/\S+", b.purpose)
    }


def _example(block: Block, vocabulary: str) -> dict[str, str]:
    """The files that an example or a mistake adds to the page's project."""
    kind, _, file = block.purpose.partition(" ")
    if file:
        return {file: block.body}
    if kind == "mistake":
        return {"claims/courier.yaml": mistaken(block.body)}
    return {
        "claims/vocabulary.yaml": vocabulary,
        EXAMPLE: example(block.body),
        "seeds/example.txt": "\n".join(_quotes(block.body)),
    }


def example(claims: str) -> str:
    """The claim file around the claims of an example."""
    if claims.startswith("assumptions:"):
        return claims
    header = "source: {article: seeds/example.txt, publisher: Example}\ndefaults: {period: 2011}\n"
    return f"{header}claims:\n{claims}"


def mistaken(claims: str) -> str:
    """The claim file around the claims of a mistake."""
    if claims.startswith(("source:", "assumptions:")):
        return claims
    return f"source: {{article: seeds/courier.txt}}\ndefaults: {{period: 2024}}\nclaims:\n{claims}"


def _quotes(claims: str) -> list[str]:
    """The quotes of an example; those that stand under `|` keep their lines."""
    found = re.findall(
        r"^ *(?:- )?quote: (?:(>-|\|)\n((?: {4}.*\n)+)|(.*)\n)", claims, re.MULTILINE
    )
    return [
        "\n".join(line.strip() for line in block.splitlines())
        if style == "|"
        else " ".join((block or line).split()).strip("'\"")
        for style, block, line in found
    ]


def _shown(root: Path) -> str:
    """What was understood of the example: statements, words and readings, without ids."""
    found = _invoke(f"show {EXAMPLE}", root)
    if found.exit_code:
        raise AssertionError(found.output)
    return "".join(f"{line[2:]}\n" for line in found.stdout.splitlines() if line[:1] == " ")


def _session(body: str, root: Path) -> str:
    told, code = [], 0
    for line in body.splitlines():
        if line == "$ echo $?":
            told.append(f"{line}\n{code}\n")
        elif line.startswith("$ factcheck "):
            code, output = run(line.removeprefix("$ factcheck "), root)
            told.append(f"{line}\n{output}")
        elif line.startswith("$ "):
            raise AssertionError(f"cannot run {line}")
    return "".join(told)


# --- tables ----------------------------------------------------------------------------------


def _section(kind: str, text: str) -> str:
    if kind == "words":
        words = sorted(word for word in RESERVED if word.isalpha() or "-" in word)
        return "\n" + _wrapped([f"`{word}`" for word in words if "-" not in word]) + "\n\n"
    return "".join(_row(kind, line) for line in text.splitlines(keepends=True))


def _wrapped(words: list[str]) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 98:
            lines.append("")
        lines[-1] += f"{word} "
    return "\n".join(line.rstrip() for line in lines)


def _row(kind: str, line: str) -> str:
    cells = line.rstrip("\n").split("|")
    if len(cells) < 4 or not _CODE.search(cells[-2]):
        return line
    convention = Reading.DEFAULT
    if kind == "readings" and (name := _CODE.search(cells[1])):
        convention = Reading(name[1])
    shown = [f"`{text}`: {true_values(text, convention)}" for text in _CODE.findall(cells[-2])]
    return "|".join((*cells[:-2], f" {'; '.join(shown)} ", cells[-1])) + "\n"


def true_values(text: str, convention: Reading) -> str:
    """The interval of a figure in words."""
    found = _figure(text)
    return interval_words(found, reading(found, convention, Widths()))


def _figure(text: str) -> Figure:
    for line in (f"x = {text}", f"x = {text} of y"):
        formula = parse(line)
        if not isinstance(formula, Mistake) and isinstance(formula.tree, Comparison):
            side = formula.tree.links[0][1]
            found = getattr(side, "figure", None)
            if isinstance(found, Figure):
                return replace(found)
    raise AssertionError(f"`{text}` is no figure")


def write_all() -> None:
    """Write every page anew, and tell what has changed and what the forms lack."""
    changed = write_pages()
    for path in PAGES:
        if path.parent != LANGUAGE and (anew := written_anew(path)) != path.read_text("utf-8"):
            path.write_text(anew, "utf-8")
            changed.append(path)
    for path in changed:
        done = "written anew" if path.exists() else "removed: there is no such form"
        print(f"{os.path.relpath(path, ROOT)} {done}")  # noqa: T201 - run as a command, it prints
    for lack in (line for form in forms() for line in missing(form)):
        print(f"missing: {lack}")  # noqa: T201 - run as a command, it prints


if __name__ == "__main__":
    write_all()
