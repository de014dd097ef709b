"""Options that several verbs share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

DEFAULT_STORE: Final = Path("data/chiso.duckdb")
StoreFile = Annotated[
    Path, typer.Option("--store", envvar="CHISO_STORE", help="The DuckDB file of the store.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


class Kind(StrEnum):
    """Who is ranked with each other."""

    province = "province"
    ministry = "ministry"
    region = "region"


class Attribute(StrEnum):
    """What a figure is about."""

    score = "score"
    rank = "rank"
    score_change = "score_change"
    rank_change = "rank_change"
    group = "group"


Only = Annotated[Attribute | None, typer.Option("--attribute", help="Which figure of the row.")]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="The key of a row of facts, SUBJECT:INDEX:YEAR, or an id.")
]
By = Annotated[
    str | None,
    typer.Option("--by", envvar="CHISO_REVIEWER", help="Who you are; else the user of this machine."),
]
Because = Annotated[str, typer.Option("--because", help="Why: a sentence for those who ask later.")]
