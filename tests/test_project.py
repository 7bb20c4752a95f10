"""What the repository itself must keep to."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

REQUIRED = {"LICENSE", "README.md", "checker", "claims", "docs", "pyproject.toml", "seeds", "tests"}

SEEDS = {
    "000_ea9de01790fe9ec8.txt": "bcd7b61ff3cbd47e7ec1ed2aff978f7f2a667f6a86fe0dee5d60c21091e1c42c",
    "001_17927911db5b4aa1.txt": "141de274375c59bd467fec5876a8567d62d3b38b6229ded63619034e79a74369",
    "002_cd777219cf8eedd9.txt": "55e9b3c9c1faaef94a7a8c9cfe6aa6cdd0b2ae5289d0dd9e41afc973963412c4",
    "003_b2b30d61333e17b8.txt": "6566792b8ef8a2ec98acb47e372aed0e2fa757e560d1e12e12dcdffcbec18120",
    "004_edfe410e5890371c.txt": "9a81967b64b0bd6fb28377c8ef84c54efb1bedc4de13ed92da66dc01c08be6a1",
}

# Folders of the machines we work on, at the start of a path: not part of a URL or a longer path.
MACHINE_PATH = re.compile(rb"(?<![\w.~/-])/(?:work|root)/")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The repository's files, relative to it; in a copy without git, what is there."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return [path for path in files if path.suffix != ".pyc" and path.parts[0][0] != "."]
    return [Path(name) for name in listing.split("\0") if name]


def test_top_level_holds_exactly_the_agreed_entries(tracked: list[Path]) -> None:
    assert {path.parts[0] for path in tracked if path.parts[0][0] != "."} == REQUIRED


def test_no_tracked_file_names_a_path_of_our_machines(tracked: list[Path]) -> None:
    leaks = [
        f"{path}:{number}"
        for path in tracked
        if (ROOT / path).is_file()
        for number, line in enumerate((ROOT / path).read_bytes().splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert leaks == []


def test_seeds_are_the_articles_byte_for_byte() -> None:
    assert {
        name: hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() for name in SEEDS
    } == SEEDS
