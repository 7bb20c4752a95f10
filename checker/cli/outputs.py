"""Where reports go: which file belongs to which format, and files that are replaced whole."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

import click

from checker.claims.saving import replace
from checker.cli.endings import UNWRITABLE, reason
from checker.frozen import dataclass
from checker.reports.formats import FORMATS
from checker.reports.report import listed


class UnwritableError(click.ClickException):
    """Something could not be written; without a message where nobody reads it any more."""

    exit_code = UNWRITABLE

    @classmethod
    def of(cls, error: OSError, what: str = "the output") -> "UnwritableError":
        """The same for what the system says."""
        why = reason(error)
        return cls(f"cannot write {what}: {why}" if why else "")

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the message, if there is one."""
        if self.message:
            super().show(file)


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file that it is written to; None is standard output."""

    form: str
    file: Path | None = None


_ORDER = "checker.cli.outputs.order"


class Ordered(click.Command):
    """Remembers in which order options were given, which click forgets from one to the other."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments as click parses them; their order is kept beside."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))
            ctx.meta[_ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


def outputs_of(
    context: click.Context, forms: Sequence[str], files: Sequence[Path]
) -> tuple[Output, ...]:
    """Each `--output` with the `--format` before it; a format without one is printed."""
    if len(forms) <= 1 and len(files) <= 1:
        found = [Output(forms[0] if forms else "text", files[0] if files else None)]
    else:
        found = _paired(context.meta.get(_ORDER, ()), forms, files)
    _refuse_clashes(found)
    for one in found:
        if one.file is not None:
            _refuse_unwritable(one.file)
    return tuple(found)


def _paired(order: Sequence[str], forms: Sequence[str], files: Sequence[Path]) -> list[Output]:
    left_forms, left_files = iter(forms), iter(files)
    found: list[Output] = []
    for name in order:
        if name == "forms":
            found.append(Output(next(left_forms)))
        elif name == "files":
            file = next(left_files)
            if not found or found[-1].file is not None:
                raise click.UsageError(
                    f"--output {file} has no --format of its own; write it behind one, as in "
                    f"--format text --output {file}"
                )
            found[-1] = Output(found[-1].form, file)
    return found


def _refuse_clashes(outputs: Sequence[Output]) -> None:
    printed = [one.form for one in outputs if one.file is None]
    if "html" in printed and sys.stdout.isatty():
        raise click.UsageError(
            "a page is not for a terminal; write it to a file, as in "
            "--format html -o report.html, and open that in a browser"
        )
    if len(printed) > 1:
        raise click.UsageError(
            f"{listed(printed)} would be printed into each other; "
            "write --output FILE behind all but one of them"
        )
    files = [os.path.realpath(one.file) for one in outputs if one.file is not None]
    for one in outputs:
        if one.file is not None and files.count(os.path.realpath(one.file)) > 1:
            raise click.UsageError(f"two reports would go to {one.file}; give each its own file")


def _refuse_unwritable(file: Path) -> None:
    """Before anything is checked, which may take long."""
    folder = file.parent
    if not folder.exists():
        raise UnwritableError(f"cannot write {file}: there is no folder {folder}; make it first")
    if not folder.is_dir():
        raise UnwritableError(f"cannot write {file}: {folder} is no folder")
    if file.is_dir():
        raise UnwritableError(f"cannot write {file}: it is a folder; name a file in it")
    if not os.access(file if file.exists() else folder, os.W_OK):
        raise UnwritableError(f"cannot write {file}: there is no permission to")


def write_all(outputs: Sequence[Output], render: Callable[[Output], Iterable[str] | None]) -> None:
    """All reports; a file that cannot be written is told after the others are."""
    rendered = [(one, pieces) for one in outputs if (pieces := render(one)) is not None]
    failures = []
    for one, pieces in rendered:
        try:
            if one.file is None:
                _print("".join(pieces), one.form)
            else:
                _write(one.file, pieces)
        except OSError as error:
            what = "the output" if one.file is None else str(one.file)
            failures.append(UnwritableError.of(error, what))
    if failures:
        raise UnwritableError("; ".join(one.message for one in failures if one.message))


def _print(text: str, form: str) -> None:
    """Prints a report: as the terminal takes it if it is for one, else in UTF-8."""
    if FORMATS[form].for_terminals:
        click.echo(text, nl=False, color=True)  # whether it has colours, its style has decided
    else:
        click.echo(_encoded(text), nl=False)


def _write(file: Path, pieces: Iterable[str]) -> None:
    """Writes a file whole or not at all; a pipe or a device is written to."""
    encoded = map(_encoded, pieces)
    if file.exists() and not file.is_file():
        with file.open("wb") as stream:
            stream.writelines(encoded)
    else:
        replace(file, encoded)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
