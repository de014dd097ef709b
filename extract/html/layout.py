"""Where the parts of an article stand on a page, as CSS selectors: as a recipe says, and as is usual."""

from dataclasses import dataclass, fields
from typing import Final, Self

from selectolax.lexbor import LexborHTMLParser, SelectolaxError


@dataclass(frozen=True, slots=True)
class Layout:
    """Selectors of each part, the likeliest first. `drop` are parts of the page that are none of the article.

    Raises ValueError for a selector that is no CSS.
    """

    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        nothing = LexborHTMLParser("")
        for part in fields(self):
            for selector in getattr(self, part.name):
                try:
                    nothing.css(selector)
                except SelectolaxError as error:
                    raise ValueError(f"{part.name}: {selector!r} is no CSS selector") from error

    def before(self, other: Self) -> Self:
        """Return a layout that tries these selectors first and then those of `other`."""
        parts = {part.name: getattr(self, part.name) + getattr(other, part.name) for part in fields(self)}
        return type(self)(**parts)


USUAL: Final = Layout(
    title=(
        ".ArticleHeader",
        ".header-title",
        ".title-detail",
        ".detail-title",
        ".article-title",
        ".article__title",
        ".news-title",
        ".entry-title",
        ".post-title",
        "[itemprop=headline]",
    ),
    date=(
        ".PostDate",
        ".metadata-publish-date",
        ".publish-date",
        ".date-publish",
        ".publishdate",
        ".post-date",
        ".article-date",
        ".news-date",
        ".ngaydang",
        ".entry-date",
        ".detail-time",
        ".header-content .date",
    ),
    lead=(
        ".ArticleSummary",
        ".sapo",
        ".detail-sapo",
        ".article__sapo",
        ".article-sapo",
        ".news-sapo",
        ".singular-sapo",
        ".hometext",
        "p.description",
        "h2.description",
        ".article-summary",
        ".the-article-summary",
        ".chapeau",
        ".lead",
        ".summary",
        "[itemprop=description]",
    ),
    body=(
        ".ArticleContent",
        ".journal-content-article",
        ".bodytext",
        ".fck_detail",
        ".detail-content",
        ".detail-content-body",
        ".content-detail",
        ".article__body",
        ".article-body",
        ".article-content",
        ".the-article-body",
        ".singular-content",
        ".news-content",
        ".post-content",
        ".entry-content",
        ".cms-body",
        ".ms-rtestate-field",
        ".field-name-body",
        ".field--name-body",
        ".noidung",
        ".noi-dung",
        "[itemprop=articleBody]",
    ),
)
"""What the families of portals and newspapers call the parts of an article."""
