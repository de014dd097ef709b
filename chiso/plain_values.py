"""Values of the store for programs: numbers as JSON has them, cells as text."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A value for JSON: whole decimals as whole numbers, other decimals as numbers, lists and maps throughout."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    return value


def plain_record(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row for JSON; None for none."""
    return None if row is None else {k: plain(v) for k, v in row.items()}


def cell(value: Any) -> str:
    """A value as the text of one cell; nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return (
        json.dumps(plain(value), ensure_ascii=False, default=str)
        if isinstance(value, list | dict)
        else str(value)
    )
