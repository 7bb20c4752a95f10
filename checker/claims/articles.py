"""Finds the articles that claims are about, reads and folds each once."""

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import field
from functools import cached_property
from pathlib import Path

from checker.claims.folding import Folded, fold, folded
from checker.claims.nodes import Text
from checker.claims.problems import Problem, Severity
from checker.claims.sources import Refused, Source, decoded, raw, shown
from checker.frozen import dataclass
from checker.language.suggest import did_you_mean, nearest
from checker.limits import ARTICLES_SEARCHED

_TELLING = 20
"""Characters that a quote has which no other article holds by chance."""


@dataclass
class Shelf:
    """The articles of a project by path; texts are kept as decoded, never changed."""

    root: Path
    _texts: dict[str, str | Refused] = field(default_factory=dict)
    _folded: dict[str, Folded] = field(default_factory=dict)

    def text(self, path: str) -> str | Refused:
        """The text of an article, or why there is none."""
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    def folded(self, path: str) -> Folded:
        """The folded text of an article that has been read."""
        if path not in self._folded:
            text = self.text(path)
            self._folded[path] = fold(text if isinstance(text, str) else "")
        return self._folded[path]

    def holding(self, quote: str) -> str | None:
        """The article in `seeds/` that has a quote; of very many only the first are searched."""
        wanted = folded(quote)
        for seed in self._seeds[:ARTICLES_SEARCHED] if len(wanted) >= _TELLING else ():
            if wanted in self.folded(seed).text:
                return seed
        return None

    @cached_property
    def _seeds(self) -> list[str]:
        return sorted(
            file.relative_to(self.root).as_posix()
            for file in (self.root / "seeds").rglob("*")
            if file.is_file()
        )

    def _read(self, path: str) -> str | Refused:
        if "\\" in path or not path.isprintable():
            return Refused(
                f"`{shown(path)}` is no path", "write it with `/`, as in seeds/article.txt"
            )
        file = self.root / path
        if refused := self._outside(path, file):
            return refused
        if file.is_dir() or not os.path.lexists(file):
            return self._absent(path)
        held = raw(file)
        if isinstance(held, Refused):
            return Refused(f"the article `{shown(path)}` {held.message}", held.remedy)
        text = decoded(held, path)
        if isinstance(text, Problem):
            return Refused(
                f"the article `{shown(path)}` cannot be read: {text.message}", text.remedy
            )
        return text

    def _outside(self, path: str, file: Path) -> Refused | None:
        try:
            root, target = self.root.resolve(), file.resolve()
        except (OSError, ValueError, RuntimeError):  # `raw` says what is wrong
            return None
        inside = target.is_relative_to(root)
        if inside and not Path(path).is_absolute():
            return None
        if file.is_symlink() and not path.startswith(("/", "..")):
            message = f"the article `{shown(path)}` is a link that leads out of the project"
            return Refused(message, "copy the text itself into seeds/")
        there = target.relative_to(root).as_posix() if inside else "seeds/article.txt"
        remedy = f"write the path from the project's top folder, as in {shown(there)}"
        what = "is no path in the project" if inside else "is outside the project"
        return Refused(f"`{shown(path)}` {what}", remedy)

    def _absent(self, path: str) -> Refused:
        if (self.root / path).is_dir():
            return Refused(f"`{shown(path)}` is a folder", "name the article's file in it")
        by_name = {seed.rpartition("/")[2]: seed for seed in self._seeds}
        near = by_name.get(path.rpartition("/")[2]) or nearest(path, self._seeds)
        remedy = f"did you mean `{near}`?" if near else did_you_mean(path, self._seeds)
        return Refused(f"there is no article `{shown(path)}`", remedy or "put its text into seeds/")


def unknown(
    named: Iterable[Text],
    known: Collection[str],
    source: Source,
    remedy: str = "",
    severity: Severity = Severity.ERROR,
) -> Iterator[Problem]:
    """A problem with each article that no claim file is about."""
    for at in named:
        path = posixpath.normpath(at)
        if path not in known:
            message = f"no claim file is about the article `{shown(path)}`"
            instead = did_you_mean(path, known) or remedy
            yield source.problem(at, message, instead, severity)
