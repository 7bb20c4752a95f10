"""The pages of docs/language: one for each form, written from its cases and its `about.md`.

A form is a folder in `cases/`. Its `about.md` says what the form is and what it means:

    <!-- sections: writing-claims.md#points -->     which sections of docs/ explain it
    # Points                                        the title
    Two shares that …                               a paragraph, which is the line of the index
    …                                               the algebra: a table, or a few sentences

Its cases give the rest: what holds, what breaks and what is a mistake. `python -m tests.pages`
writes the pages, and at the end of each section a line that leads to them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.language import phrases
from tests.case_pages import fenced, kind, remark, told, vocabulary, wrapped
from tests.projects import CASES, read_case

DOCS = Path(__file__).parent.parent / "docs"
LANGUAGE = DOCS / "language"
PHRASES = sorted(
    path.stem for path in Path(str(phrases.__file__)).parent.glob("*.py") if path.stem != "__init__"
)
NEEDED = {
    "holds": "one that holds (`verdict: consistent`)",
    "breaks": "one that breaks (`verdict: contradictory`, with its members)",
    "mistake": "one that is a mistake (`mistakes`)",
}
"""The kinds of cases that each form has."""
_HEADINGS = {"holds": "Holds", "breaks": "Breaks", "undecided": "Undecided", "mistake": "Mistakes"}
_WRITTEN = "<!-- written from tests/cases by `python -m tests.pages`: change it there -->"
_LEAD = "Case by case: "
_ABOUT = re.compile(r"<!-- sections: ([^\n]*?) -->\n# ([^\n]+)\n\n(\S.*)", re.DOTALL)
_LED = re.compile(rf"\n\n{re.escape(_LEAD)}(?:.+\n)+")


# --- forms -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class About:
    """What the `about.md` of a form says; `sections` are as in `writing-claims.md#points`."""

    title: str
    text: str
    sections: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The first paragraph, in one line."""
        return " ".join(self.text.partition("\n\n")[0].split())


def forms() -> list[str]:
    """Every form of the language: each folder of cases, and each phrase, should it have none."""
    return sorted({path.name for path in CASES.iterdir() if path.is_dir()}.union(PHRASES))


def cases_of(form: str) -> list[Path]:
    """The cases of a form."""
    return sorted((CASES / form).glob("*.yaml"))


def about(form: str) -> About | None:
    """What a form is; None where its `about.md` is missing or has another shape."""
    path = CASES / form / "about.md"
    found = _ABOUT.fullmatch(path.read_text("utf-8")) if path.exists() else None
    if found is None:
        return None
    return About(found[2], found[3].strip(), tuple(found[1].split(", ")))


# --- what is missing -------------------------------------------------------------------------


def missing(form: str) -> list[str]:
    """What the page of a form lacks, a sentence each."""
    return [*_missing_about(form), *_missing_cases(form)]


def _missing_about(form: str) -> Iterator[str]:
    where = f"tests/cases/{form}/about.md"
    found = about(form)
    if found is None:
        yield (
            f"{where} is missing, or does not begin with `<!-- sections: writing-claims.md#… -->`, "
            "`# Title`, an empty line and a paragraph that says what the form is"
        )
        return
    if "\n\n" not in found.text:
        yield f"{where} has one paragraph: say below it, exactly, what the form means"
    for section in found.sections:
        if section not in sections():
            yield f"{where} names docs/{section}, which does not exist"


def _missing_cases(form: str) -> Iterator[str]:
    expected = {path: read_case(path)["expect"] for path in cases_of(form)}
    kinds = {kind(expect) for expect in expected.values()}
    for name, wanted in NEEDED.items():
        if name not in kinds:
            yield f"tests/cases/{form}/ lacks {wanted}"
    for path, expect in expected.items():
        if kind(expect) == "breaks" and not all(
            one.get("culprit") or one.get("suspects") for one in expect.get("contradictions", [{}])
        ):
            yield f"tests/cases/{form}/{path.name} breaks, but names no culprit"


# --- pages -----------------------------------------------------------------------------------


def pages() -> dict[Path, str]:
    """Every page of docs/language as it is to be."""
    return {
        LANGUAGE / "README.md": _index(),
        **{LANGUAGE / f"{form}.md": page(form) for form in forms()},
    }


def write_pages() -> list[Path]:
    """Write all pages and remove those of no form; gives the pages that changed."""
    LANGUAGE.mkdir(exist_ok=True)
    wanted, changed = pages(), []
    for path, text in wanted.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(path)
    for path in sorted(set(LANGUAGE.iterdir()) - set(wanted)):
        path.unlink()
        changed.append(path)
    return changed


def _index() -> str:
    """A line a form, and what holds for all pages."""
    text = (CASES / "about.md").read_text("utf-8").rstrip()
    shared = (CASES / "vocabulary.yaml").read_text("utf-8").partition("\n")[2]
    lines = sorted((_line(form) for form in forms()), key=str.casefold)
    text = text.replace("<!-- forms -->", "\n".join(lines))
    return f"{_WRITTEN}\n{text}\n\n{fenced('yaml', shared)}\n"


def _line(form: str) -> str:
    found = about(form)
    return f"* [{_title(form)}]({form}.md): {found.summary if found else 'not described yet.'}"


def _title(form: str) -> str:
    found = about(form)
    return found.title if found is not None else _as_words(form)


def page(form: str) -> str:
    """The page of a form."""
    found = about(form)
    text = found.text if found is not None else "Not described yet."
    parts = [f"{_WRITTEN}\n# {_title(form)}", text, _lead(found)]
    shown = ""
    for name, heading in _HEADINGS.items():
        chosen = [p for p in cases_of(form) if kind(read_case(p)["expect"]) == name]
        parts += [f"## {heading}"] if chosen else []
        for path in chosen:
            words = vocabulary(path)
            parts += [f"### {_as_words(path.stem)}", remark(path), *_vocabulary(words, shown)]
            parts += told(path)
            shown = words or shown
    return "\n\n".join(part for part in parts if part) + "\n"


def _vocabulary(words: str, shown: str) -> Iterator[str]:
    if words and words == shown:
        yield "In the same words as above."
    elif words:
        yield fenced("yaml", words)


def _lead(found: About | None) -> str:
    named = found.sections if found is not None else ()
    links = [f"[{sections()[one]}](../{one})" for one in named if one in sections()]
    explained = f"Explained in {' and '.join(links)}. " if links else ""
    return wrapped(f"{explained}[The index](README.md) has all forms, and how to read this page.")


def _as_words(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


# --- sections of docs/ -----------------------------------------------------------------------


@cache
def sections() -> dict[str, str]:
    """Every section of the pages in docs/ with its title: `writing-claims.md#points`."""
    return {
        f"{path.name}#{anchor}": heading.replace("`", "")
        for path in sorted(DOCS.glob("*.md"))
        for _, anchor, heading in _headings(path.read_text("utf-8"))
    }


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    """The number of the line of each heading, what a link to it ends in, and the heading."""
    seen: Counter[str] = Counter()
    in_block = False
    for number, line in enumerate(text.splitlines()):
        if line.startswith("```"):
            in_block = not in_block
        elif line.startswith("#") and not in_block:
            heading = line.lstrip("# ")
            anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
            yield number, f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor, heading
            seen[anchor] += 1


def linked(path: Path, text: str) -> str:
    """A page of docs/ with a line at the end of each section that leads to its forms."""
    if path.parent != DOCS:
        return text
    lines = _LED.sub("\n", text).rstrip("\n").splitlines()
    found = list(_headings("\n".join(lines)))
    ends = [number for number, _, _ in found[1:]] + [len(lines) + 1]
    for (_, anchor, _), end in sorted(zip(found, ends, strict=True), reverse=True):
        if links := _links(f"{path.name}#{anchor}"):
            lines[end - 1 : end - 1] = ["", links]
    return "\n".join(lines) + "\n"


def _links(section: str) -> str:
    chosen = [(form, found) for form in forms() if (found := about(form)) is not None]
    links = [
        f"[{found.title}](language/{form}.md)"
        for form, found in chosen
        if section in found.sections
    ]
    return wrapped(f"{_LEAD}{', '.join(links)}.") if links else ""
