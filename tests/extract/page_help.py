"""What the tests of pages share: pages made of pieces, and what every article has to be."""

from datetime import date
from pathlib import Path

from extract.article import Article, Block
from extract.html.dom import fold
from extract.pages import Reading, read
from normalize.text import canonical

FOLDER = Path(__file__).parents[2] / "fixtures" / "pages"
PAGES = sorted(FOLDER.glob("*.html"))
LATEST = date(2026, 11, 23)
PROSE = "Tỉnh đạt 90,02% và đứng thứ 12 trên 63 tỉnh, thành phố trong năm 2024, theo bảng của Bộ Nội vụ. "
LD = '<script type="application/ld+json">'
BODY = f"<p>{PROSE}</p><p>{PROSE * 2}</p>"


def pairs(reading: Reading | Article) -> list[tuple[str, str]]:
    return [(str(b.kind), reading.text[b.start : b.end]) for b in reading.blocks]


def page(body: str, head: str = "<title>Sơn La lên hạng 12 năm 2024</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def article(inside: str) -> list[tuple[str, str]]:
    """The blocks that `inside` makes in the body of an article, after a paragraph and before another."""
    body = f"<article><p>{PROSE}</p>{inside}<p>{PROSE * 2}</p></article>"
    found = pairs(read(page(f"<h1>Sơn La lên hạng 12 năm 2024</h1>{body}")))
    assert found[0] == ("title", "Sơn La lên hạng 12 năm 2024")
    assert found[1] == ("paragraph", PROSE.strip())
    assert found[-1] == ("paragraph", (PROSE * 2).strip())
    return found[2:-1]


def joined(text: str, blocks: tuple[Block, ...]) -> str:
    """The text that the blocks have to make: a line each, the cells of a row on one."""
    made = ""
    for number, block in enumerate(blocks):
        above = blocks[number - 1].cell if number else None
        beside = block.cell and above and (block.cell.table, block.cell.row) == (above.table, above.row)
        made += ("" if not number else " | " if beside else "\n") + text[block.start : block.end]
    return made


def well_made(reading: Reading | Article) -> None:
    at = 0
    for block in reading.blocks:
        quoted = reading.text[block.start : block.end]
        assert at <= block.start < block.end
        assert quoted == fold(quoted) != ""
        at = block.end
    assert canonical(reading.text).text == reading.text
    if reading.way == "html":
        assert joined(reading.text, reading.blocks) == reading.text
