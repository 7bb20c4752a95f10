"""`factcheck review`: the report as a page on this computer, with forms that decide."""

import signal
import webbrowser
from pathlib import Path
from threading import Thread

import click

from checker.claims.statements import Project
from checker.cli import options
from checker.cli.checking import checked, here_today
from checker.cli.endings import INTERRUPTED, ends_at
from checker.cli.project import find_root, print_problems
from checker.explain.finding import Findings

_PORT = 3228
"""F, A, C, T on the keys of a telephone."""


@click.command("review", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="Where the page is to be had; 0 takes any port that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@options.timeout(60.0, "How long one group of connected statements may take.")
@options.project
def command(port: int, opens: bool, timeout: float, project: Path | None) -> None:
    """Show the report as a page on which contradictions are decided.

    It is checked anew whenever a file below claims/ or an article changes. The page is to be seen
    on this computer alone. Ctrl-C ends it.
    """
    from checker.review.app import App
    from checker.review.guarding import hosts
    from checker.review.serving import ADDRESS, listening, serve
    from checker.review.watching import Watch

    ends_at(signal.SIGINT, "Ended.", INTERRUPTED)
    ends_at(signal.SIGTERM, "Ended.", 0)

    def examine(known: Project) -> Findings:
        return checked(known, timeout)

    root = find_root(project)
    try:
        on = listening(port)
    except OSError as error:
        raise click.UsageError(
            f"port {port} cannot be had ({error.strerror}); "
            "choose another with --port, or --port 0 for any"
        ) from None
    watch = Watch(root, examine)
    with on:
        click.echo("Checking the files …", err=True)
        watch.look()
        print_problems(watch.now.problems)
        at = on.getsockname()[1]
        address = f"http://{ADDRESS}:{at}/"
        click.echo(f"The page is at {address}")
        click.echo("It is to be seen on this computer alone. Ctrl-C ends it.")
        looking = Thread(target=watch.run, name="watch", daemon=True)
        looking.start()
        if opens:
            webbrowser.open(address)
        serve(App(watch, hosts(at), here_today), on)
        watch.stop()
