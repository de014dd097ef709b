"""Which edition of every index an article reports in the main."""

from typing import Final

from extract.frame import Slot
from extract.overview.counts import Counts

_LOOK_BACK: Final = 8
"""The weight up to which an older edition of one index may only be looked back at."""


def overall_edition(counts: Counts, latest: dict[str, int | None]) -> Slot | None:
    """The edition that the article reports, whatever the index; `latest` is what can have been announced of each."""
    year = counts.edition(None, next((e for e in latest.values() if e is not None), None))
    if year is None:
        return None
    return Slot(year, "ahead", counts.spans[None, year].span)


def main_editions(counts: Counts, latest: dict[str, int | None], overall: Slot | None) -> dict[str, Slot]:
    """The edition that the article reports of every index that it says so of."""
    found: dict[str, Slot] = {}
    for index in counts.indices:
        year = counts.edition(index, latest[index])
        if year is not None and not _looked_back_at(counts, index, year, latest[index], overall):
            found[index] = Slot(year, "ahead", counts.spans[index, year].span)
    return found


def _looked_back_at(counts: Counts, index: str, year: int, latest: int | None, overall: Slot | None) -> bool:
    """One look back at an older edition ("năm 2018 SIPAS đứng thứ 38") does not make it the article's."""
    main = overall.number if overall is not None else None
    if main is None:
        return False
    late = year < main <= (latest or main)
    return late and counts.years[index][year] <= _LOOK_BACK and year not in counts.lead_years
