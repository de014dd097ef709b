"""Where everything stands in the report: one name for each page, and the way from one to another."""

from collections.abc import Callable
from dataclasses import dataclass

from chiso.report.model import PROVINCE, Index, Row

HOME = "index.html"
CONFLICTS = "conflicts.html"
COVERAGE = "coverage.html"
ABOUT = "about.html"


def index_page(index: Index) -> str:
    """The page of an index."""
    return f"index/{index.slug}.html"


def edition_page(index: Index, year: int) -> str:
    """The page of an edition."""
    return f"edition/{index.slug}-{year}.html"


def province_page(profile: str) -> str:
    """The profile of a province, by the slug that its profile has."""
    return f"{PROVINCE}/{profile}.html"


def evidence_page(index: Index, subject: str) -> str:
    """The page with all sentences on a subject in an index."""
    return f"evidence/{index.slug}/{subject.replace('/', '-')}.html"


def anchor(year: int, component: str | None, attribute: str | None = None, scope: str | None = None) -> str:
    """Where on its page of evidence a row of facts stands, or one figure of it."""
    name = f"y{year}" + (f"_{component}" if component else "") + (f".{attribute}" if attribute else "")
    return name if scope in (None, "national") else f"{name}.{str(scope).partition('/')[2]}"


@dataclass(frozen=True, slots=True)
class Here:
    """A page, as seen from itself: `path` is below the folder of its language."""

    language: str
    path: str

    def to(self, target: str) -> str:
        """The relative address of another page in the same language."""
        return "../" * self.path.count("/") + target

    def asset(self, name: str) -> str:
        """The relative address of a file that all pages share."""
        return "../" * (self.path.count("/") + 1) + f"assets/{name}"

    def in_language(self, language: str) -> str:
        """The relative address of the same page in another language."""
        return "../" * (self.path.count("/") + 1) + f"{language}/{self.path}"

    def evidence(self, index: Index) -> Callable[[Row, str | None], str]:
        """A function from a row of that index and an attribute to where its sentences stand."""
        return lambda row, attribute: (
            self.to(evidence_page(index, row.subject)) + "#" + anchor(row.year, row.component, attribute)
        )
