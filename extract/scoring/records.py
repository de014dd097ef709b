"""When two records are the same observation: the scoring rule of the annotation guidelines.

Subject, index, component, year, attribute, scope and value must agree, numbers to 0.005.
"""

from typing import Any, Final

TOLERANCE: Final = 0.005
Record = dict[str, Any]
Key = tuple[object, ...]

KEYS: Final = ("subject", "index", "component", "year", "attribute", "scope")
"""What must agree exactly: everything that is scored but the value."""


def key(record: Record) -> Key:
    """What must agree exactly."""
    return tuple(record[k] for k in KEYS)


def same_value(a: object, b: object) -> bool:
    """Whether two values agree: numbers to 0.005, labels without regard to case."""
    if isinstance(a, str) or isinstance(b, str):
        return str(a).casefold() == str(b).casefold()
    return abs(float(str(a)) - float(str(b))) <= TOLERANCE + 1e-9


def same(answer: Record, gold: Record) -> bool:
    """Whether an answer is the gold observation."""
    return key(answer) == key(gold) and same_value(answer["value"], gold["value"])


def differences(a: Record, b: Record) -> list[str]:
    """The slots in which two records of one attribute differ."""
    found = [k for k in KEYS if k != "attribute" and a[k] != b[k]]
    return found if same_value(a["value"], b["value"]) else [*found, "value"]
