"""The whole process on the five articles against a process that only imports the libraries.

    python -m tests.benchmarks.process [RUNS]

Prints medians of wall time and peak memory, and their ratios pair by pair. No cache is used. What
is measured is the `checker` installed for this Python, as it is for users: with the bytecode
that pip writes beside it, since to compile all modules takes longer than the run.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BASELINE = [sys.executable, "-c", "import click, yaml, pydantic, z3"]
CHECK = [sys.executable, "-P", "-m", "checker", "run", "--project", str(ROOT)]


def measure(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak memory in KiB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss


def main() -> None:
    """Measures both in turn and prints what came out."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    measure(BASELINE)
    measure(CHECK)
    pairs = [(measure(BASELINE), measure(CHECK)) for _ in range(runs)]
    base, full = ([pair[i] for pair in pairs] for i in (0, 1))
    for name, samples in (("imports alone", base), ("factcheck run", full)):
        seconds = statistics.median(seconds for seconds, _ in samples)
        memory = statistics.median(memory for _, memory in samples)
        print(f"{name:14} {seconds:7.3f} s {memory / 1024:7.1f} MiB (medians of {runs})")
    times = statistics.median(b[0] / a[0] for a, b in pairs)
    sizes = statistics.median(b[1] / a[1] for a, b in pairs)
    print(f"ratio          {times:7.2f}   {sizes:7.2f}     (median of the pairs; goal: 3 and 2)")


if __name__ == "__main__":
    main()
