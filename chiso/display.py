"""What people see of many readings: tables of observations."""

from rich.markup import escape
from rich.table import Table

from chiso.explaining.story import value_text
from extract.extractor import Extraction
from normalize.reference import Reference


def observation_table(extraction: Extraction, reference: Reference) -> Table:
    """One article's observations as a table."""
    title = escape(f"{extraction.article.doc}: {extraction.article.title}")
    table = Table(title=title, title_justify="left", expand=False)
    for column in ("subject", "index", "component", "year", "value", "scope", "status", "confidence", "rule"):
        table.add_column(column, overflow="fold")
    for o in extraction.observations:
        table.add_row(
            reference.title(o.subject),
            o.index,
            o.component or "",
            str(o.year or "?"),
            value_text(o),
            "" if o.scope in (None, "national") else reference.title(o.scope),
            o.status,
            f"{o.confidence:.2f}",
            o.rule,
        )
    return table
