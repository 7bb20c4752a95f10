"""Finds the articles that claims are about, reads and folds each once."""

from dataclasses import field
from pathlib import Path

from checker.claims.folding import Folded, fold
from checker.claims.problems import Problem
from checker.claims.sources import decoded, shown
from checker.frozen import dataclass
from checker.language.suggest import did_you_mean, nearest


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an article cannot be had, and what to do."""

    message: str
    remedy: str


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

    def _read(self, path: str) -> str | Refused:
        if "\\" in path or not path.isprintable():
            return Refused(
                f"`{shown(path)}` is no path", "write it with `/`, as in seeds/article.txt"
            )
        try:
            file = self.root / path
            inside = file.resolve().is_relative_to(self.root.resolve())
            if not inside or Path(path).is_absolute():
                return Refused(
                    f"`{shown(path)}` is outside the project",
                    "write the path from the project's top folder, as in seeds/article.txt",
                )
            if not file.is_file():
                return self._absent(path)
            raw = file.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return Refused(f"the article `{shown(path)}` cannot be read", "check path and access")
        text = decoded(raw, path)
        if isinstance(text, Problem):
            return Refused(
                f"the article `{shown(path)}` cannot be read: {text.message}", text.remedy
            )
        return text

    def _absent(self, path: str) -> Refused:
        if (self.root / path).is_dir():
            return Refused(f"`{shown(path)}` is a folder", "name the article's file in it")
        seeds = sorted(
            file.relative_to(self.root).as_posix()
            for file in (self.root / "seeds").rglob("*")
            if file.is_file()
        )
        by_name = {seed.rpartition("/")[2]: seed for seed in seeds}
        near = by_name.get(path.rpartition("/")[2]) or nearest(path, seeds)
        remedy = f"did you mean `{near}`?" if near else did_you_mean(path, seeds)
        return Refused(f"there is no article `{shown(path)}`", remedy or "put its text into seeds/")
