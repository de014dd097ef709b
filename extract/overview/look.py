"""The scene as the first look over a whole article finds it, before anything is read."""

from datetime import date
from typing import Final

import regex

from extract.article import Article, Kind
from extract.dates import within
from extract.mention import Tag
from extract.overview.counts import count
from extract.overview.editions import main_editions, overall_edition
from extract.overview.subjects import is_clear, main_subject, publisher, stands_out
from extract.scene import Scene
from extract.sentence import Placed
from extract.tagger import Tagger
from normalize.reference import Index, Reference


def look_over(article: Article, placed: list[Placed], tagger: Tagger, reference: Reference) -> Scene:
    """Return the scene with what the article is about: subject, index, and editions of each index."""
    counts = count(placed)
    main = main_subject(article, counts, publisher(article, tagger))
    index = max(counts.indices, key=lambda i: (counts.indices[i], -counts.index_spans[i][0], i), default=None)
    scene = Scene(
        reference,
        published=article.published or _announced(placed),
        known=frozenset(counts.indices),
        main_index=index,
        main_index_is_clear=stands_out(counts.indices),
        main_index_span=counts.index_spans.get(index or ""),
        about_other=counts.about_others(),
        main_subject=main,
        main_is_clear=is_clear(main, counts),
    )
    latest = {i: scene.latest_edition(i) for i in counts.indices}
    scene.any_year = overall_edition(counts, latest)
    by_year_end = {i: _by_year_end(article, reference.index[i]) for i in counts.indices}
    scene.main_year = main_editions(counts, by_year_end, scene.any_year)
    return scene


_LEAD: Final = 4
"""How many sentences may say when what an article reports was announced."""
_ANNOUNCED: Final = regex.compile(r"(?<!\p{L})(?:công bố|họp báo)(?!\p{L})")
_PAPER: Final = regex.compile(
    r"(?:quyết định|nghị quyết|công văn|kế hoạch|báo cáo|thông tư|chỉ thị)[^,;.]{0,40}ngày ?$"
)


def _announced(placed: list[Placed]) -> date | None:
    """The day of the announcement that an article without a date reports: "Sáng 11/4/2023, … công bố …"."""
    prose = [s for b, s in placed if b.kind in (Kind.PARAGRAPH, Kind.LEAD)][:_LEAD]
    for sentence in prose:
        if not _ANNOUNCED.search(sentence.folded):
            continue
        for m in sentence.mentions:
            paper = _PAPER.search(sentence.before(m, 60) + sentence.folded[m.start : m.start + 5])
            if (
                m.tag is Tag.TIME
                and not paper
                and (day := within(sentence.text[m.start : m.end])) is not None
            ):
                return day
    return None


def _by_year_end(article: Article, index: Index) -> int | None:
    """The latest edition that an article may say it reports; months are but a habit."""
    return index.latest_in(article.published.year) if article.published else None
