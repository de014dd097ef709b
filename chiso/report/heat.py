"""The heat maps of components: provinces by components in an edition, components by editions of a province."""

from collections.abc import Sequence

from chiso.report.charts.frame import Caption
from chiso.report.charts.heatmap import Cell, Label, heatmap, within
from chiso.report.known import Known
from chiso.report.model import PROVINCE, Index, Row, grouped
from chiso.report.places import Here
from chiso.report.svg import Node
from chiso.report.words import Words


def components(
    known: Known, words: Words, here: Here, index: Index, rows: Sequence[Row], parts: Sequence[Row]
) -> Node | None:
    """The heat map of an edition: provinces by components; None where no component is known of any."""
    given = [
        part for part in parts if part.kind == PROVINCE and (part.score is not None or part.rank is not None)
    ]
    if not given:
        return None
    order = {row.subject: i for i, row in enumerate(rows)}
    subjects = {p.subject: p.name for p in sorted(given, key=lambda p: (order.get(p.subject, 999), p.name))}
    names = {p.component or "": known.components[p.key].component_name for p in given}
    cells: list[Cell] = []
    for slug in names:
        column = [p for p in given if p.component == slug]
        for alike in grouped(column, lambda p: p.unit if p.score is not None else None).values():
            shares = within([None if p.score is None else float(p.score) for p in alike])
            cells += [
                _cell(words, here, index, p, p.subject, slug, _by_rank(known, p) if s is None else s)
                for p, s in zip(alike, shares, strict=True)
            ]
    title = words("components_title", index=index.short, year=given[0].year)
    return heatmap(
        [Label(s, n) for s, n in subjects.items()], [Label(s, n) for s, n in names.items()], cells,
        Caption("components", title, words("components_help")),
    )  # fmt: skip


def own_components(known: Known, words: Words, here: Here, index: Index, parts: Sequence[Row]) -> Node | None:
    """The heat map of one province: components by editions."""
    given = [part for part in parts if part.score is not None or part.rank is not None]
    if not given:
        return None
    names = {p.component or "": known.components[p.key].component_name for p in given}
    years = sorted({p.year for p in given})
    cells = [
        _cell(
            words, here, index, p, p.component or "", str(p.year),
            _by_rank(known, p) if p.score is None else known.components[p.key].share,
        )
        for p in given
    ]  # fmt: skip
    title = words("components_own", index=index.short)
    return heatmap(
        [Label(s, n) for s, n in names.items()], [Label(str(y), str(y)) for y in years], cells,
        Caption(f"components-{index.slug}", title, words("components_own_help")),
    )  # fmt: skip


def _by_rank(known: Known, part: Row) -> float | None:
    """The share of those ranked that are not before it, from 0 to 1; None where it is not known how many are ranked."""
    ranked = part.ranked or known.expected.get((part.index, part.kind, part.year))
    if part.rank is None or not ranked or not 1 <= part.rank <= ranked:
        return None
    return 1 - (part.rank - 1) / max(1, ranked - 1)


def _cell(
    words: Words, here: Here, index: Index, part: Row, row: str, column: str, share: float | None
) -> Cell:
    value = words.score(part) if part.score is not None else f"#{part.rank}"
    exact = part.exact if part.score is not None else f"#{part.rank}"
    tip = f"{part.name}, {part.component}, {part.year}: {value}"
    href = here.evidence(index)(part, "score" if part.score is not None else "rank")
    return Cell(row, column, share, value, exact, tip, href, bool(part.conflict))
