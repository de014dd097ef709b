""" "A, B và C lần lượt xếp thứ 1, 2, 3": values handed out in order to the members of a list."""

from typing import Final

import regex

from extract.bind.work import Work, own_rank
from extract.frame import Slot
from extract.mention import Cue, Rank, Tag, Year

_NEAR: Final = 90


def share_out(work: Work) -> None:
    """Hand out runs of two or more values to a list of as many subjects, indices, components or years.

    With a cue ("lần lượt", "tương ứng") the list may stand anywhere before it, or after the values; without
    one it must stand directly before the values.
    """
    cues = [i for i in work.positions(Tag.CUE) if work.is_cue(i, Cue.SHARE_OUT)]
    for i in work.positions(Tag.RANK):
        _range(work, i)
    for i in work.positions(Tag.SCORE, Tag.RANK):
        _alike(work, i)
    for values in work.value_lists():
        units = {getattr(work.mentions[v].value, "unit", None) == "step" for v in values}
        if len(values) < 2 or len(units) > 1:
            continue
        cue = next((c for c in reversed(cues) if c < values[0]), None)
        after = next((c for c in cues if c > values[-1]), None)
        owners = _owners(work, values, cue, after)
        if owners is None:
            if cue is not None and _other_size(work, values, cue):
                for value in values:
                    work.frames[value].refuse("handed out to a list of another length")
            continue
        for value, (name, slot) in zip(values, owners, strict=True):
            frame = work.frames[value]
            frame.fill(name, slot)
            frame.rule = f"{frame.mention.rule}, shared out"


_OWNERS: Final = (
    ((Tag.SUBJECT,), "subject"),
    ((Tag.REGION,), "subject"),
    ((Tag.INDEX, Tag.COMPONENT), "target"),
)
"""What lists values are handed out to, and the slot that their members fill."""


def _owner(work: Work, i: int) -> Slot:
    m = work.mentions[i]
    return work.slot(i, "share-out", (f"region/{m.value}",) if m.tag is Tag.REGION else None)


def _other_size(work: Work, values: list[int], cue: int) -> bool:
    """Whether three values or more are handed out to the names right before the cue, which are not as many."""
    before = [run for run in work.name_lists(Tag.SUBJECT) if run[-1] < cue]
    return len(values) > 2 and bool(before) and len(before[-1]) not in (1, len(values))


def _owners(
    work: Work, values: list[int], cue: int | None, after: int | None
) -> list[tuple[str, Slot]] | None:
    size = len(values)
    candidates: list[tuple[int, list[tuple[str, Slot]]]] = []
    for tags, name in _OWNERS:
        for run in work.name_lists(*tags):
            if len(run) != size or any(work.level(r) != work.level(run[0]) for r in run):
                continue
            if tags == (Tag.REGION,) and not all(work.mentions[r].value for r in run):
                continue
            slots = [(name, _owner(work, r)) for r in run]
            if run[-1] < values[0] and (cue is not None or _adjacent(work, run[-1], values[0])):
                candidates.append((values[0] - run[-1], slots))
            elif (
                run[0] > values[-1]
                and (cue is not None or own_rank(work, run[-1]) is None)
                and (cue is None or _right_behind(work, values[-1], run[0]))
                and (
                    _linked(work, values[-1], run[0])
                    or (after is not None and after > run[-1] and work.between(values[-1], run[0]) == ",")
                )
            ):
                candidates.append((run[0] - values[-1], slots))
    if (
        not candidates
        and cue is not None
        and work.level(values[0]) >= 0
        and work.level(cue) == work.level(values[0])
    ):
        # "A thứ 20, B thứ 27 (năm trước lần lượt thứ 10 và 14)": whoever stands before the parenthesis
        before = [s for s in work.positions(Tag.SUBJECT) if s < work.level(values[0]) and work.level(s) < 0]
        if len(before) == size:
            candidates.append((1, [("subject", work.slot(s, "share-out")) for s in before]))
        targets = [
            t
            for t in work.positions(Tag.INDEX, Tag.COMPONENT)
            if t < work.level(values[0]) and work.level(t) < 0
        ]
        if len(targets) == size:
            candidates.append((1, [("target", work.slot(t, "share-out")) for t in targets]))
    if not candidates and cue is not None and (recalled := _recalled(work, values, cue)):
        candidates.append((1, recalled))
    for i in work.positions(Tag.TIME):
        years = period(work, i)
        if cue is not None and len(years) == size and i < cue:
            slots = [("year", work.slot(i, "share-out", y)) for y in years]
            candidates.append((values[0] - i, slots))
    for i in work.positions(Tag.YEAR, Tag.SPAN):
        if cue is not None or regex.fullmatch(
            r"(?:[:,]|đạt|là|lần lượt|với|[RSI]_*|điểm| )*", work.between(i, values[0], "RSI")
        ):
            year = work.mentions[i].value
            if isinstance(year, Year) and len(year.years) == size and i < values[0]:
                slots = [("year", work.slot(i, "share-out", y)) for y in year.years]
                candidates.append((values[0] - i, slots))
    return min(candidates, key=lambda c: c[0])[1] if candidates else None


_PERIOD: Final = regex.compile(r"(20\d\d)\s?(?:-|đến)\s?(?:năm )?(20\d\d)$")


def period(work: Work, i: int) -> tuple[int, ...]:
    """The years of a period: "giai đoạn 2021 - 2024 … lần lượt xếp thứ 3, 5, 5 và 9"."""
    m = work.mentions[i]
    found = _PERIOD.search(work.sentence.folded[m.start : m.end])
    return tuple(range(int(found[1]), int(found[2]) + 1)) if found else ()


_EACH: Final = regex.compile(
    r",? (?:đều|cùng)(?!\p{L})|,? (?:mỗi|từng) (?:tỉnh|thành phố|địa phương|đơn vị|cơ quan|bộ|nơi)(?!\p{L})"
)
"""Behind a list of names: what follows is said of each of them."""
_BOTH: Final = regex.compile(
    r"(?:cả )?(?:hai|ba|bốn) (?:tỉnh|địa phương|thành phố|đơn vị|bộ)(?: này| trên"
    r"| nói trên)? $"
)


def _recalled(work: Work, values: list[int], cue: int) -> list[tuple[str, Slot]]:
    """ "A …, còn B …; hai tỉnh lần lượt đứng thứ 21 và 38": the last ones named, in the order of their names."""
    if not _BOTH.search(work.sentence.before(work.mentions[cue], 40)):
        return []
    named: dict[object, int] = {}
    for i in work.positions(Tag.SUBJECT):
        if i < cue:
            named.setdefault(work.mentions[i].value, i)
    last = list(named.values())[-len(values) :]
    return [("subject", work.slot(i, "share-out")) for i in last] if len(last) == len(values) else []


def _right_behind(work: Work, value: int, owner: int) -> bool:
    """ "lần lượt xếp thứ 15, 16 và 17 là A, B và C"."""
    return work.between(value, owner, "N") in ("là", ":", "thuộc về", "gồm")


def _adjacent(work: Work, owner: int, value: int) -> bool:
    between = work.mentions[owner + 1 : value]
    each = _EACH.match(work.sentence.after(work.mentions[owner])) is not None
    return not any(m.tag in (Tag.SUBJECT, Tag.FOREIGN, Tag.SCORE, Tag.RANK) for m in between) and (
        work.mentions[value].start - work.mentions[owner].end < (_NEAR if each else _NEAR // 3)
    )


def _linked(work: Work, value: int, owner: int) -> bool:
    return (
        work.between(value, owner, "YICZN")
        .removesuffix(" các")
        .endswith(
            (
                "thuộc về",
                "là",
                "gồm",
                ":",
                "lần lượt",
                "của",
                "lần lượt về",
                "lần lượt ở",
                "tương ứng về",
                "tương ứng ở",
            )
        )
    )


_ALIKE: Final = regex.compile(
    r"(?<!\p{L})(?:\d{1,2}|hai|ba|bốn|các) (?:tỉnh|thành phố|địa phương|đơn vị|bộ|vùng)[^.;]{0,30}"
    r" (?:cùng|đều|bằng nhau)(?!\p{L})[^.;]{0,40}$"
)
"""In front of a value that several share who are named behind it: "2 vùng có cùng giá trị 83,37% là A và B"."""


def _alike(work: Work, i: int) -> None:
    if not _ALIKE.search(work.sentence.before(work.mentions[i], 110)):
        return
    for tags in ((Tag.SUBJECT,), (Tag.REGION,)):
        run = next((r for r in work.name_lists(*tags) if r[0] > i and _right_behind(work, i, r[0])), None)
        if run is not None and len(run) > 1:
            slots = [_owner(work, r) for r in run]
            work.frames[i].fill("subject", slots[0])
            work.frames[i].subjects = slots[1:]
            return


_TAKE: Final = regex.compile(
    r",? ?(?:(?:lần lượt|theo thứ tự|lấp đầy|chia nhau|cùng|xếp|đứng|giữ|chiếm|nắm|ở|các|vị trí|từ|thứ|hạng) ?)*"
)


def _range(work: Work, i: int) -> None:
    """ "Các vị trí từ 6 đến 10 lần lượt thuộc về A, B, C, D, E": a place each."""
    rank = work.mentions[i].value
    if not isinstance(rank, Rank) or rank.through is None:
        return
    frame = work.frames[i]
    size = rank.through - rank.place + 1
    run = next(
        (
            r
            for r in (*work.name_lists(Tag.SUBJECT), *work.names_apart(Tag.SUBJECT))
            if len(r) == size and (r[0] > i or i - r[-1] <= 3 or _TAKE.fullmatch(work.between(r[-1], i)))
        ),
        None,
    )
    if run is None:
        frame.refuse("places of several, who are not listed")
        return
    frame.fill("subject", work.slot(run[0], "share-out"))
    frame.rule = "range, shared out"
    for step, position in enumerate(run[1:], start=1):
        work.imply(position, frame, rank.place + step, "range, shared out", status="stated")
