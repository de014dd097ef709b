"""Verbs that keep what was read: ingest, table, conflicts, show, query."""

import typer


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
