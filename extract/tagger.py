"""From a sentence to its mentions: pseudo rules first, then times, names, numbers and cues."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

import regex

from extract.doubts import is_number, settle_names
from extract.mention import Change, Mention, Rank, Tag
from extract.rules import changes, cues, pseudo, ranks, scores, subjects, times
from extract.rules.family import Rule, Taken
from normalize.gazetteer import Found, Gazetteer, NameKind
from normalize.numbers import count, read
from normalize.reference import Reference
from normalize.text import shadow

_DOUBLE: Final = regex.compile(r"[ \n\t]{2}")
_BREAKS: Final = regex.compile(r"[();,:\[\]]|(?<= )-(?= )|→|(?<!\p{L})và(?!\p{L})")
_TOWN: Final = regex.compile(r"(?:thành phố|tp|thị xã|tx)")
_CENTRAL_ENOUGH: Final = 3


class Tagger:
    """Finds mentions, by a gazetteer and the rule families. Stateless; safe to share."""

    def __init__(self, gazetteer: Gazetteer, reference: Reference) -> None:
        self._gazetteer = gazetteer
        self._universe: Final = {r.count for i in reference.indices for r in i.ranked} | {
            len(r.members) for r in reference.regions
        }
        self._below: Final = regex.compile(
            r" (?:năm \d{4} )?(?:"
            + "|".join(regex.escape(shadow(b)) for b in reference.below)
            + r")(?!\p{L})"
        )
        labels = sorted({g.label.lower() for i in reference.indices for g in i.group}, key=len, reverse=True)
        self._groups: Final = regex.compile(
            r"(?<!\p{L})(?:trở lại|tụt xuống|rớt xuống|lùi xuống|vươn lên|thuộc|nằm trong|nằm ở"
                r"|vào|ở|lọt|trong|sang|góp mặt|xếp|thuộc vào"
                r"|rơi vào|:)(?: vào| trong| hẳn sang| ở)* "
            r"(?:các tỉnh |\d+ (?:tỉnh|địa phương)[^.;]{0,20} )?(?:thuộc )?nhóm (?:các tỉnh |điểm "
                r"|địa phương |có chất lượng điều hành |đạt điểm )*[\"']?(?P<m>"
            + "|".join(regex.escape(shadow(label)) for label in labels)
            + r")(?![\p{L}])(?! (?:từ|trở|cả nước|nhất|hơn))"
        ) if labels else None  # fmt: skip

    def tag(self, text: str) -> list[Mention]:
        """Return the mentions of a sentence (canonical text), in order, offsets from its start."""
        if _DOUBLE.search(text):
            return self._tag_squeezed(text)
        folded = shadow(text)
        taken = Taken()
        found: list[Mention] = []
        found += taken.take(_all(pseudo.FAMILY, folded))
        found += taken.take(_all((*times.PERIODS, *times.DATES), folded))
        names = list(settle_names(text, self._names(text, folded)))
        found += taken.take(m for m in names if not m.weak)
        found += taken.take(_named_below(text, folded))
        found += taken.take(_all((*times.STREAKS, *times.BASES, *times.SPANS), folded))
        found += taken.take(_listed(folded))
        found += taken.take(_all(changes.FAMILY, folded))
        found += taken.take(_also(folded, found))
        found += taken.take(self._ranges(folded))
        found += taken.take(
            m for m in _all(ranks.FAMILY, folded) if self._plausible(m) and _is_place(m, text, folded)
        )
        found += taken.take(_before_regions(folded, names))
        found += taken.take(m for m in names if m.weak)
        found += taken.take(_all(times.EDITIONS, folded))
        found += taken.take(_joined(folded, found))
        found += taken.take(_after_names(folded, names))
        found += taken.take(_moved_to(folded, found))
        found += taken.take(_former(folded, found))
        found += taken.take(_from_to(folded, found))
        listed = _without_names(folded, names)
        while more := list(taken.take((*_series(listed, found), *_in_words(folded, found)))):
            found += more
        found += taken.take(_all(scores.FAMILY, folded))
        if self._groups:
            found += taken.take(
                Mention(m.start("m"), m.end("m"), Tag.GROUP, text[m.start("m") : m.end("m")], "group")
                for m in self._groups.finditer(folded)
            )
        found += taken.take(_all(subjects.FAMILY, folded))
        found += taken.take(_all(cues.FAMILY, folded))
        found += taken.take(
            Mention(m.start(), m.end(), Tag.BREAK, m[0], "break") for m in _BREAKS.finditer(folded)
        )
        return sorted(found, key=lambda m: (m.start, m.end))

    def _tag_squeezed(self, text: str) -> list[Mention]:
        """Read a copy in which runs of blanks are one, as the rules expect, and lead the offsets back."""
        keep = [i for i, c in enumerate(text) if c not in " \n\t" or i == 0 or text[i - 1] not in " \n\t"]
        squeezed = "".join(" " if text[i] in "\n\t" else text[i] for i in keep)
        return [replace(m, start=keep[m.start], end=keep[m.end - 1] + 1) for m in self.tag(squeezed)]

    def names(self, text: str, folded: str | None = None) -> list[Mention]:
        """Return only the names of `text`; cheap, for whole documents."""
        return list(self._names(text, shadow(text) if folded is None else folded))

    def _names(self, text: str, folded: str) -> Iterator[Mention]:
        for found in self._gazetteer.find(text, folded):
            mention = _name(found, text, folded)
            if mention.tag is Tag.INDEX and self._below.match(folded, mention.end):
                mention = replace(mention, tag=Tag.OTHER, value="", rule="of bodies below")
            yield mention

    def _plausible(self, mention: Mention) -> bool:
        rank = mention.value
        if not isinstance(rank, Rank) or rank.of is None or "/" not in mention.rule + "/":
            return True
        return not mention.rule.startswith("of many") or rank.of in self._universe

    def _ranges(self, folded: str) -> Iterator[Mention]:
        for match in ranks.RANGE.finditer(folded):
            first, last = int(match["a"]), int(match["b"])
            if first < last <= first + 30:
                yield Mention(*match.span("m"), Tag.RANK, Rank(first, through=last), "range")
        for match in ranks.SEVERAL.finditer(folded):
            if (size := count(match["n"])) and size > 1:
                yield Mention(*match.span("m"), Tag.RANK, Rank(1, through=size), "range")


def _is_place(mention: Mention, text: str, folded: str) -> bool:
    """Whether a place in words is one: "thứ năm" may be the fifth, "năm" before a number the year."""
    return folded[mention.start : mention.end] != "năm" or is_number(text, mention.start)


def _all(family: Iterable[Rule], folded: str) -> Iterator[Mention]:
    for rule in family:
        yield from rule.matches(folded)


_TAGS: Final = {
    NameKind.INDEX: Tag.INDEX,
    NameKind.OTHER: Tag.OTHER,
    NameKind.LOOKALIKE: Tag.PSEUDO,
    NameKind.REGION: Tag.REGION,
}


def _name(found: Found, text: str, folded: str) -> Mention:
    name = found.names[0]
    start, end = found.start, found.end
    weak = all(n.weak for n in found.names)
    match name.kind:
        case NameKind.COMPONENT:
            keys = tuple(n.key for n in found.names if n.kind is NameKind.COMPONENT)
            return Mention(start, end, Tag.COMPONENT, keys, "component", weak)
        case NameKind.PROVINCE | NameKind.MINISTRY:
            if prefix := subjects.PREFIX.search(folded, max(0, start - 40), start):
                start = prefix.start()
            return Mention(start, end, Tag.SUBJECT, (f"{name.kind}/{name.key}",), name.kind)
        case NameKind.LOOKALIKE if _TOWN.match(folded, start):
            return Mention(start, end, Tag.FOREIGN, text[start:end], "town of that name")
        case _:
            return Mention(start, end, _TAGS[name.kind], name.key, name.kind, weak)


def _named_below(text: str, folded: str) -> Iterator[Mention]:
    for match in subjects.NAMED_BELOW.finditer(text):
        yield Mention(match.start(), match.end(), Tag.FOREIGN, match[0], "named below")


def _listed(folded: str) -> Iterator[Mention]:
    for match in changes.LISTED.finditer(folded):
        unit = "step" if match["u"] in ("bậc", "hạng") else "percent" if match["u"] == "%" else "point"
        for number in regex.finditer(r"\d+(?:[.,]\d+)?", match["list"]):
            amount = read(number[0]).value
            start = match.start("list") + number.start()
            yield Mention(
                start,
                start + len(number[0]),
                Tag.CHANGE,
                Change(-amount if match["down"] else amount, unit),
                "listed",
            )


def _also(folded: str, found: list[Mention]) -> Iterator[Mention]:
    for mention in found:
        if mention.tag is Tag.CHANGE and isinstance(mention.value, Change):
            match = changes.ALSO.match(folded, mention.end)
            if points := changes.ALSO_POINTS.match(folded, mention.end):
                amount = read(points["n"]).value.copy_sign(mention.value.amount)
                unit = "point" if points["u"] == "điểm" else "percent"
                yield Mention(*points.span("m"), Tag.CHANGE, Change(amount, unit), "points, joined")
            if match:
                amount = Decimal(match["n"]).copy_sign(mention.value.amount)
                yield Mention(
                    *match.span("m"), Tag.CHANGE, Change(amount, "step", mention.value.gap), "steps, joined"
                )


def _moved_to(folded: str, found: list[Mention]) -> Iterator[Mention]:
    """The bare place a movement ends in, where a rank stands shortly before it."""
    for match in ranks.MOVED_TO.finditer(folded):
        start, end = match.span("m")
        if any(m.tag is Tag.RANK and 0 < start - m.end < 45 for m in found):
            of = int(match["of"]) if match["of"] else None
            yield Mention(start, end, Tag.RANK, Rank(int(match["n"]), of), "moved to")


def _from_to(folded: str, found: list[Mention]) -> Iterator[Mention]:
    """The bare places of a movement."""
    for pattern in (ranks.MOVE, ranks.FROM_WORDS):
        for match in pattern.finditer(folded):
            places = count(match["m1"]), count(match["m2"])
            if all(places):
                for group, place in zip(("m1", "m2"), places, strict=True):
                    yield Mention(*match.span(group), Tag.RANK, Rank(place or 0), "from, to")
    for m in found:
        if m.tag is Tag.CHANGE and isinstance(m.value, Change) and m.value.unit == "step":
            if moved := ranks.FROM_TO.match(folded, m.end):
                for group in ("m1", "m2"):
                    yield Mention(*moved.span(group), Tag.RANK, Rank(int(moved[group])), "from, to")


def _joined(folded: str, found: list[Mention]) -> Iterator[Mention]:
    for match in ranks.JOINED.finditer(folded):
        if any(m.tag is Tag.RANK and 0 <= match.start() - m.end < 40 for m in found):
            place, of = int(match["n"]), int(match["of"])
            if 1 <= place <= of:
                yield Mention(*match.span("m"), Tag.RANK, Rank(place, of), "joined")


def _after_names(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """A place in words right behind who holds it: "Đà Nẵng đứng thứ nhất, Bắc Ninh thứ ba"."""
    for name in names:
        if name.tag is Tag.SUBJECT and (match := ranks.BEHIND_NAME.match(folded, name.end)):
            ends = (
                not folded[match.end() :].strip()
                or folded[match.end()] in ",.;)"
                or any(n.tag is Tag.INDEX and 0 <= n.start - match.end() < 3 for n in names)
            )
            if ends and (place := count(match["n"])):
                yield Mention(*match.span("m"), Tag.RANK, Rank(place), "ordinal in words, of a name")


def _before_regions(folded: str, names: Iterable[Mention]) -> Iterator[Mention]:
    for name in names:
        if name.tag is Tag.REGION and (
            match := ranks.BEFORE_REGION.search(folded, max(0, name.start - 40), name.start)
        ):
            if place := count(match["n"]):
                yield Mention(*match.span("m"), Tag.RANK, Rank(place), "ordinal in words, of a region")


def _without_names(folded: str, names: Iterable[Mention]) -> str:
    """The shadow with commas for the names of indices, where a list of places may end: "18, 23 và 24 PCI"."""
    for name in names:
        if name.tag in (Tag.INDEX, Tag.COMPONENT):
            folded = folded[: name.start] + "," * (name.end - name.start) + folded[name.end :]
    return folded


def _former(folded: str, found: list[Mention]) -> Iterator[Mention]:
    """The bare place of a former edition, in the parenthesis right behind a place."""
    for match in ranks.FORMER.finditer(folded):
        if any(m.tag is Tag.RANK and 0 <= match.start() - m.end < 25 for m in found):
            of = int(match["of"]) if match["of"] else None
            yield Mention(*match.span("m"), Tag.RANK, Rank(int(match["n"]), of), "former")


def _in_words(folded: str, found: list[Mention]) -> Iterator[Mention]:
    for mention in found:
        if (
            mention.tag is Tag.RANK
            and (match := ranks.ALSO_IN_WORDS.match(folded, mention.end))
            and (place := count(match["n"]))
        ):
            yield Mention(match.start("m"), match.end("m"), Tag.RANK, Rank(place), "series in words")


def _series(folded: str, found: list[Mention]) -> Iterator[Mention]:
    for mention in found:
        if mention.tag is not Tag.RANK or not folded[mention.end - 1].isdigit():
            continue
        match = ranks.SERIES.match(folded, mention.end)
        if match and (place := count(match["n"])):
            of = int(match["of"]) if match["of"] else None
            yield replace(
                mention,
                start=match.start("m"),
                end=match.end("m"),
                value=Rank(place, of),
                rule="series",
            )
