"""The command `factcheck`: one module a subcommand."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from checker.cli.endings import INTERRUPTED, is_of_output
from checker.cli.start import start
from checker.version import __version__

__all__ = ["main", "start"]

_COMMANDS = {
    "run": "check that all figures can hold together",
    "list": "list every contradiction and every correction as they are found",
    "explain": "explain one contradiction at full length",
    "show": "print statements back in plain words",
    "ask": "tell what all claims together say of a value or a statement",
    "coverage": "tell how well each figure is checked by the others",
    "verify": "check the proofs in a report without a solver",
    "decide": "write down what was decided of a contradiction",
    "review": "show the report as a page on which contradictions are decided",
    "decisions": "list what was decided, and take out what is stale",
    "completion": "print the completion script of a shell",
}


@contextmanager
def _told() -> Iterator[None]:
    """What ends a command from outside, with its exit code instead of a traceback."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Aborted!", err=True)
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        from checker.cli.outputs import UnwritableError

        if is_of_output(error):
            raise UnwritableError.of(error) from None
        raise click.UsageError(f"{error.filename or 'here'}: {error.strerror or error}") from None


class _Lazy(click.Group):
    """Imports a subcommand only when it is called, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"checker.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click calls it
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's interface
    ) -> click.Context:
        with _told():  # --help and --version print here
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _told():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[:1] == ["run"] and "--all" in args:  # what `list` was called in the last release
            args = ["list", *(one for one in args[1:] if one != "--all")]
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from checker.language.suggest import nearest

            near = nearest(args[0], _COMMANDS)
            hint = f" Did you mean `{near}`?" if near else ""
            raise click.UsageError(f"{error.format_message()}{hint}", ctx) from None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="factcheck %(version)s")
def main() -> None:
    """Find figures that cannot all be true.

    Claim files below `claims/` say what the articles in `seeds/` state; `factcheck run` decides
    whether all of it can hold together and shows the smallest groups of statements that cannot.
    It checks that figures agree with each other, not that they are true.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a sign that the terminal lacks ends no report
            stream.reconfigure(errors="replace")
