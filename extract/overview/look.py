"""The scene as the first look over a whole article finds it, before anything is read."""

from extract.article import Article
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
        published=article.published,
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


def _by_year_end(article: Article, index: Index) -> int | None:
    """The latest edition that an article may say it reports; months are but a habit."""
    return index.latest_in(article.published.year) if article.published else None
