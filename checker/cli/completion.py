"""`factcheck completion`: print the completion script of a shell."""

import click
from click.shell_completion import get_completion_class

from checker.cli.main import main


@click.command("completion", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell; nothing on disk is touched.

    \b
    In bash, for example:
      source <(factcheck completion bash)
    """  # noqa: D301 - click's sign for lines that stay apart
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(main, {}, "factcheck", "_FACTCHECK_COMPLETE").source())
