"""The command `chiso`: every verb is one call into a stage.

Heavy libraries are imported by the verb that needs them, so that the command itself starts at once.
"""

import os
import sys

import typer

from chiso import __version__
from chiso.console import say_error
from chiso.verbs import (
    analysing,
    asking,
    crawling,
    deciding,
    demo,
    keeping,
    naming,
    reading,
    reporting,
    reviewing,
)
from normalize.errors import UserError

app = typer.Typer(
    name="chiso",
    help=(
        "Đọc các báo cáo về chỉ số cấp tỉnh · reads what Vietnamese provinces report about governance "
        "indices, and reconciles the figures with their evidence."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"chiso {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and leave."
    ),
) -> None: ...


demo.register(app)
reading.register(app)
analysing.register(app)
asking.register(app)
reporting.register(app)
naming.register(app)
keeping.register(app)
crawling.register(app)
deciding.register(app)
reviewing.register(app)


def main() -> None:
    """Run the command; a user's mistake gets a message and an exit code, never a traceback."""
    try:
        app()
    except UserError as error:
        say_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `chiso … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
