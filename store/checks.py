"""Checks: questions about the store whose answer is empty as long as all is well."""

from typing import Any

from store.database import Store
from store.scripts import script, scripts


def run_checks(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Return the offending rows of each check by its name, `checks/<name>.sql`; empty lists are good news."""
    return {name.partition("/")[2]: store.records(script(name)) for name in scripts("checks")}
