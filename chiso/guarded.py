"""One bad page must not cost the others: what goes wrong with it comes as a problem in its place."""

from collections.abc import Callable
from typing import TypeVar

from normalize.errors import UserError
from store.runs import Problem

T = TypeVar("T")


def guarded(place: str, read: Callable[[], T]) -> T | Problem:
    """Return what `read` makes of the page at `place`, or why it makes nothing of it: the page's fault or ours."""
    try:
        return read()
    except UserError as error:
        return problem_of(error, place)
    except Exception as error:
        what = f"reading it failed: {type(error).__name__}: {error}"
        return Problem(place, what, "please report this page: it is a bug of chiso")


def problem_of(error: UserError, place: str = "") -> Problem:
    """Return a mistake as a problem; `place` is where it happened, unless it says so itself."""
    return Problem(error.where or place, error.what, error.to_do)
