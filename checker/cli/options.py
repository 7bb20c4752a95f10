"""Options that several commands have, spelled and explained alike."""

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any, TypeVar

import click

from checker.limits import SECONDS

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Option = Callable[[_Command], _Command]

project: _Option[Any] = click.option(
    "--project",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that holds claims/ and seeds/; found from here upwards otherwise.",
)

text_or_json: _Option[Any] = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print."
)


def _number(context: click.Context, option: click.Parameter, value: float) -> float:
    """A number of seconds; `nan` is within every range, and no number."""
    if isnan(value):
        raise click.BadParameter(f"{value} is no number of seconds.", context, option)
    return value


def timeout(usual: float, what: str) -> _Option[Any]:
    """`--timeout`, with what it limits in words."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True, max=SECONDS),
        default=usual,
        show_default=True,
        metavar="SECONDS",
        callback=_number,
        help=what,
    )
