"""Names as mentions: what the gazetteer finds, and bodies below the first level that have a name."""

from collections.abc import Iterator
from typing import Final

import regex

from extract.mention import Mention, Tag
from extract.rules.subjects import NAMED_BELOW, PREFIX
from normalize.gazetteer import Found, NameKind

_TOWN: Final = regex.compile(r"(?:thành phố|tp|thị xã|tx)")
_BODY: Final = regex.compile(
    r"(?:công ti|ngân hàng|bệnh viện|đại học|trường|cao đẳng|điện lực|bưu điện|viễn thông|công an|hải quan|clb"
    r"|câu lạc bộ|báo|đài)(?!\p{L})"
)
_TAGS: Final = {
    NameKind.INDEX: Tag.INDEX,
    NameKind.OTHER: Tag.OTHER,
    NameKind.LOOKALIKE: Tag.PSEUDO,
    NameKind.REGION: Tag.REGION,
}


def name(found: Found, text: str, folded: str) -> Mention:
    """The mention of a name of the gazetteer; "tỉnh" and its like in front of a subject's name belong to it."""
    first = found.names[0]
    start, end = found.start, found.end
    weak = all(n.weak for n in found.names)
    match first.kind:
        case NameKind.COMPONENT:
            keys = tuple(n.key for n in found.names if n.kind is NameKind.COMPONENT)
            return Mention(start, end, Tag.COMPONENT, keys, "component", weak)
        case NameKind.PROVINCE | NameKind.MINISTRY:
            if prefix := PREFIX.search(folded, max(0, start - 40), start):
                start = prefix.start()
            return Mention(start, end, Tag.SUBJECT, (f"{first.kind}/{first.key}",), first.kind)
        case NameKind.LOOKALIKE if _TOWN.match(folded, start):
            return Mention(start, end, Tag.FOREIGN, text[start:end], "town of that name")
        case NameKind.LOOKALIKE if _BODY.match(folded, start):
            return Mention(start, end, Tag.FOREIGN, text[start:end], "body of that name")
        case _:
            return Mention(start, end, _TAGS[first.kind], first.key, first.kind, weak)


def named_below(text: str, folded: str) -> Iterator[Mention]:
    """Districts, departments and companies by name."""
    for match in NAMED_BELOW.finditer(text):
        yield Mention(match.start(), match.end(), Tag.FOREIGN, match[0], "named below")
