"""SVG as a tree of nodes: written once, escaped always."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Node:
    """An element with its attributes and what is in it. Templates print it as it is."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: "tuple[Node | str, ...]"

    def __str__(self) -> str:
        return "".join(_written(self))

    def __html__(self) -> str:
        return str(self)


def el(tag: str, /, *children: "Node | str | None", **attributes: Value) -> Node:
    """An element; `class_` is the attribute class, `data_year` is data-year; None leaves out.

    >>> str(el("text", "a < b", class_="label", data_year=2024, x=1.50))
    '<text class="label" data-year="2024" x="1.5">a &lt; b</text>'
    """
    kept = tuple((_name(k), text(v)) for k, v in attributes.items() if v is not None)
    return Node(tag, kept, tuple(child for child in children if child is not None))


def text(value: str | int | float) -> str:
    """A value of an attribute: numbers with two decimals at most, which is a hundredth of a pixel."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def points(pairs: "Iterator[tuple[float, float]]") -> str:
    """Coordinates as `d` of a path wants them: a line through all."""
    return "M" + "L".join(f"{text(float(x))} {text(float(y))}" for x, y in pairs)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _written(node: "Node | str") -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node, quote=False)
        return
    yield f"<{node.tag}" + "".join(f' {k}="{escape(v)}"' for k, v in node.attributes)
    if not node.children:
        yield "/>"
        return
    yield ">"
    for child in node.children:
        yield from _written(child)
    yield f"</{node.tag}>"
