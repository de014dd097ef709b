"""How conflicts speak of facts, in Vietnamese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from normalize.ids import content_id
from normalize.numbers import vietnamese
from normalize.reference import Reference
from store.reconcile.claim import Key
from store.reconcile.measure import figure_text
from store.reconcile.outcome import Fact

ATTRIBUTE_VI: Final = {
    "score": "điểm",
    "rank": "thứ hạng",
    "score_change": "mức tăng giảm điểm",
    "rank_change": "mức tăng giảm hạng",
    "group": "nhóm",
}
ATTRIBUTE_EN: Final = {
    "score": "score",
    "rank": "rank",
    "score_change": "change of score",
    "rank_change": "change of rank",
    "group": "group",
}
_UNIT_VI: Final = {"percent": "%", "point": " điểm", None: ""}
_UNIT_EN: Final = {"percent": "%", "point": " points", None: ""}


@dataclass(frozen=True, slots=True)
class Wording:
    """Names and figures in words; `reference` knows the names."""

    reference: Reference

    def name(self, key: Key) -> str:
        """The subject's name: "Sơn La", "Bộ Tư pháp", "Cả nước"."""
        return self.reference.title(key.subject)

    def index(self, key: Key) -> str:
        """Index, component and edition: "PCI (tính minh bạch) 2023"."""
        index = self.reference.index.get(key.index)
        short = index.names[0] if index and index.names else key.index
        part = index.part(key.component) if index and key.component else key.component
        return f"{short}{f' ({part})' if part else ''} {key.year}"

    def vi(self, key: Key, value: Decimal | str | None, decimals: int, unit: str | None) -> str:
        """A figure the Vietnamese way: "90,23%", "hạng 12", "tăng 4 bậc", "nhóm B"."""
        if value is None:
            return "không có con số nào"
        if isinstance(value, str):
            return f"nhóm {value}"
        size = abs(value)
        text = vietnamese(Decimal(figure_text(size, decimals))) + _UNIT_VI.get(unit, "")
        match key.attribute:
            case "rank":
                return f"hạng {text}"
            case "rank_change":
                return "giữ nguyên hạng" if not value else f"{'tăng' if value > 0 else 'giảm'} {text} bậc"
            case "score_change":
                return f"{'tăng' if value > 0 else 'giảm'} {text}" if value else "không tăng giảm"
        return text

    def en(self, key: Key, value: Decimal | str | None, decimals: int, unit: str | None) -> str:
        """A figure in English: "90.23%", "rank 12", "up 4 places", "group B"."""
        if value is None:
            return "no figure at all"
        if isinstance(value, str):
            return f"group {value}"
        text = figure_text(abs(value), decimals) + _UNIT_EN.get(unit, "")
        match key.attribute:
            case "rank":
                return f"rank {text}"
            case "rank_change":
                return "the rank kept" if not value else f"{'up' if value > 0 else 'down'} {text} places"
            case "score_change":
                return f"{'up' if value > 0 else 'down'} {text}" if value else "no change"
        return text

    def fact_vi(self, fact: Fact) -> str:
        """A fact's figure the Vietnamese way."""
        return self.vi(fact.key, fact.value, fact.decimals, fact.unit)

    def fact_en(self, fact: Fact) -> str:
        """A fact's figure in English."""
        return self.en(fact.key, fact.value, fact.decimals, fact.unit)


def fact_value(fact: Fact) -> str:
    """A fact's figure as data."""
    return figure_text(fact.value, fact.decimals)


def conflict_id(kind: str, key: Key, figures: Iterable[str]) -> str:
    """The id of a conflict: of its kind, its key and the figures that collide, whoever says them."""
    return content_id("conflict", kind, key.id, *sorted(set(figures)))
