"""The picture of the README: the first screen of the page on the five articles.

`python -m tests.picture` writes `docs/page.png` anew; it needs Chromium.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import browser
from tests.reports.runs import ROOT, run_at

WIDTH, HEIGHT = 1_040, 860


def main() -> None:
    """Writes the picture."""
    with TemporaryDirectory() as folder, browser() as chrome:
        page = Path(folder) / "report.html"
        run_at(ROOT, "--format", "html", "--output", page)
        chrome.look(WIDTH, height=HEIGHT)
        chrome.open(page)
        (ROOT / "docs/page.png").write_bytes(chrome.picture())


if __name__ == "__main__":
    main()
