"""The HTML report over many articles, against the JSON report of the same findings.

    python -m tests.benchmarks.report [ARTICLES [DIRECTORY]]

Builds a project of so many articles (1,000 is usual) with 20 statements each, one contradiction in
ten of them, checks it, and then prints for both formats the median CPU seconds of writing it to a
file, the most memory held meanwhile beyond what the findings take, and the size of the file. With
DIRECTORY the project and the reports are kept there.
"""

import gc
import statistics
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path
from random import Random

from checker.claims.loading import load
from checker.cli.start import FEWER_COLLECTIONS
from checker.reports.formats import FORMATS
from checker.reports.report import Report
from checker.usecases.check import check

STATEMENTS = 20
RUNS = 3
_FILLER = (
    "Residents had asked for the review after a winter of complaints, and the cabinet member "
    "promised that the figures would be published every year from now on. "
)
_WARDS = ("Abbey", "Bridge", "Castle", "Dock", "Eastgate", "Fairfield", "Grange", "Hill")


def build(root: Path, articles: int) -> None:
    """A project in which each article counts the libraries, schools and costs of one district."""
    (root / "claims").mkdir(parents=True, exist_ok=True)
    (root / "seeds").mkdir(exist_ok=True)
    wards = "".join(f"  ward_{n}: {{counts: visits}}\n" for n in range(len(_WARDS)))
    places = ", ".join(f"District {n}" for n in range(articles))
    (root / "claims" / "vocabulary.yaml").write_text(
        f"quantities:\n  total: {{counts: visits}}\n  cost: {{unit: £}}\n{wards}"
        f"places:\n  County: {{parts: [{places}]}}\n",
        "utf-8",
    )
    random = Random(1)
    for number in range(articles):
        _article(root, number, random)


def _article(root: Path, number: int, random: Random) -> None:
    """Two years of eight wards with their totals; the cost; in one of ten a total is wrong."""
    lines, claims = [f"Visits to libraries in District {number} are counted again."], []
    for year in (2020, 2021):
        counts = [random.randrange(100, 999) for _ in _WARDS]
        total = sum(counts) + (random.randrange(1, 90) if number % 10 == 0 and year == 2021 else 0)
        told = [f"{name} had {n} visits in {year}" for name, n in zip(_WARDS, counts, strict=True)]
        wards = " + ".join(f"ward_{n}@{year}" for n in range(len(_WARDS)))
        for place, (sentence, count) in enumerate(zip(told, counts, strict=True)):
            claims.append((f"w{year}-{place}", sentence, f"ward_{place}@{year} = {count}"))
        quote = f"All wards together had {total:,} visits in {year}"
        claims.append((f"t{year}", quote, f"total@{year} = {total}\ntotal@{year} = {wards}"))
        lines += [f"{'. '.join(told)}. {_FILLER * 3}", f"{quote}. {_FILLER * 4}"]
    source = {"article": f"seeds/{number}.txt", "publisher": f"Herald {number % 40}"}
    text = [f"source: {{article: {source['article']}, publisher: {source['publisher']}}}\n"]
    text.append(f"defaults: {{place: District {number}, period: 2021}}\nclaims:\n")
    for name, quote, says in claims:
        indented = says.replace("\n", "\n    ")
        text.append(f"- id: {name}\n  quote: {quote}\n  says: |\n    {indented}\n")
    (root / "claims" / f"a{number}.yaml").write_text("".join(text), "utf-8")
    (root / source["article"]).write_text("\n\n".join(lines) + "\n", "utf-8")


def measure(report: Report, form: str, file: Path) -> tuple[float, int]:
    """CPU seconds of writing a report to a file, and the most bytes held meanwhile."""

    def write() -> None:
        with file.open("w", encoding="utf-8") as stream:
            stream.writelines(FORMATS[form].write(report))

    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        write()
        seconds.append(time.process_time() - start)
    tracemalloc.start()
    write()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return statistics.median(seconds), peak


def main() -> None:
    """Builds, checks, writes, and prints what it took."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    gc.set_threshold(FEWER_COLLECTIONS)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        build(root, articles)
        start = time.process_time()
        project = load(root)
        findings = check(project)
        solving = time.process_time() - start
        report = Report(findings, project)
        counts = findings.counts
        print(
            f"{counts.articles:,} articles, {counts.statements:,} statements, "
            f"{len(findings.contradictions):,} contradictions; read and checked in {solving:.1f} s"
        )
        for form in ("json", "html"):
            file = root / f"report.{form}"
            seconds, peak = measure(report, form, file)
            print(
                f"{form}  {seconds:6.2f} s of CPU  {peak / 2**20:6.1f} MiB held  "
                f"{file.stat().st_size / 2**20:6.1f} MiB written"
            )


if __name__ == "__main__":
    main()
