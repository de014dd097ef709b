"""What all charts share: the frame with its title, links, and texts."""

from dataclasses import dataclass

from chiso.report.svg import Node, el


@dataclass(frozen=True, slots=True)
class Caption:
    """What a chart is called: an id that is unique on its page, a title, and what there is to see in one sentence."""

    id: str
    title: str
    description: str


def frame(caption: Caption, width: float, height: float, kind: str, *children: Node | None) -> Node:
    """The SVG element: scales with the page, has a name for screen readers, is one picture to them."""
    return el(
        "svg",
        el("title", caption.title, id=f"{caption.id}-t"),
        el("desc", caption.description, id=f"{caption.id}-d"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        id=caption.id,
        class_=f"chart {kind}",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{caption.id}-t {caption.id}-d",
    )


def linked(href: str | None, *children: Node | None, **attributes: str | int | float | None) -> Node:
    """Marks as a link, which the Tab key passes by: the table below the chart has the same links in order."""
    if href is None:
        return el("g", *children, **attributes)
    return el("a", *children, href=href, tabindex=-1, **attributes)
