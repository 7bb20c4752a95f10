"""Prints for pip the lowest version that pyproject.toml allows of each requirement in it."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]
asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
for requirement in dict.fromkeys(asked):
    if lowest := re.fullmatch(r"([\w-]+)>=([\w.]+)", requirement):
        print(f"{lowest[1]}=={lowest[2]}")
