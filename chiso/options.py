"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, Final

import typer

DEFAULT_STORE: Final = Path("data/chiso.duckdb")
StoreFile = Annotated[
    Path, typer.Option("--store", envvar="CHISO_STORE", help="The DuckDB file of the store.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
