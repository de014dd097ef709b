"""Manners towards hosts: gaps, waits, robots.txt, when to stop asking, what a failure is called."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.hosts import LONGEST_GAP, Host, next_gap, rest, retry_after
from crawlers.outcome import Outcome, of_error, of_status
from crawlers.revisits import DAY, next_round, next_try, next_visit

seconds = st.floats(0, 1000)


@given(gap=seconds, latency=seconds, floor=st.floats(0, LONGEST_GAP), ok=st.booleans())
def test_the_gap_keeps_its_floor_and_never_shrinks_on_failure(
    gap: float, latency: float, floor: float, ok: bool
) -> None:
    after = next_gap(gap, latency, ok, floor)
    assert floor <= after <= LONGEST_GAP
    if not ok:
        assert after >= min(gap, LONGEST_GAP)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("Mon, 12 May 2025 01:31:00 GMT", 60.0),
        ("soon", None),
        ("Mon, 12 May 2025 01:31:00 +99999999999999999999", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, wait: float | None) -> None:
    assert retry_after(value, 1747013400.0) == wait


@given(st.text(max_size=40))
def test_any_retry_after_is_read_or_not(value: str) -> None:
    wait = retry_after(value, 0.0)
    assert wait is None or 0.0 <= wait <= DAY


def test_a_crawl_delay_beyond_reason_closes_the_host() -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(b"User-agent: *\nCrawl-delay: 86400\n", "chiso/1")
    assert "86400" in host.closed


def test_robots_speak_to_us_by_name() -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(b"User-agent: *\nDisallow:\n\nUser-agent: chiso\nDisallow: /tin\n", "chiso/0.1 (+mailto:a@b)")
    assert not host.allows("https://a.vn/tin/1", "chiso/0.1 (+mailto:a@b)")
    assert host.allows("https://a.vn/x", "chiso/0.1 (+mailto:a@b)")


@given(st.binary(max_size=300))
def test_any_robots_txt_is_taken(body: bytes) -> None:
    host = Host("a.vn", 1.0, 1.0)
    host.obey(body, "chiso/1")
    host.allows("https://a.vn/x", "chiso/1")


def test_the_breaker_counts_failures_of_the_host_in_a_row() -> None:
    host = Host("a.vn", 0.0, 0.0)
    for outcome in (
        Outcome.SERVER,
        Outcome.TIMEOUT,
        Outcome.OK,
        Outcome.SERVER,
        Outcome.SERVER,
        Outcome.GONE,
        Outcome.SERVER,
    ):
        host.answered(outcome, 0.1, 0.0, None)
    assert not host.closed
    for _ in range(4):
        host.answered(Outcome.SERVER, 0.1, 0.0, None)
    assert host.closed.startswith("breaker: 5 failures")
    assert rest(1) < rest(2) <= rest(50) == DAY


@given(found=st.floats(0, 1e9), age=st.floats(0, 1e8))
def test_a_page_is_looked_at_again_later(found: float, age: float) -> None:
    now = found + age
    assert next_visit(found, now) > now
    assert next_visit(found, now) - now <= 90 * DAY + 1


def test_young_pages_are_looked_at_more_often() -> None:
    assert next_visit(0.0, 0.0) <= DAY
    assert DAY < next_visit(0.0, DAY) <= 7 * DAY
    assert next_visit(0.0, 400 * DAY) == 490 * DAY


@given(st.integers(1, 20), st.integers(0, 100))
def test_waits_are_bounded(tries: int, rounds: int) -> None:
    random.seed(tries)
    assert 1.0 <= next_try(tries) <= 120.0
    assert 0.75 * DAY <= next_round(rounds) <= 48 * DAY


@given(st.integers(100, 999))
def test_every_status_has_a_name(status: int) -> None:
    assert of_status(status) in Outcome
    if status >= 500:
        assert not of_status(status).good


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("DownloadTimeoutError", Outcome.TIMEOUT),
        ("ResponseDataLossError", Outcome.TRUNCATED),
        ("CannotResolveHostError", Outcome.NO_HOST),
        ("DownloadConnectionRefusedError", Outcome.REFUSED),
        ("DownloadFailedError", Outcome.CONNECTION),
    ],
)
def test_what_scrapy_raises_has_a_name(name: str, outcome: Outcome) -> None:
    import scrapy.exceptions

    error = getattr(scrapy.exceptions, name)("words")
    assert of_error(error) is outcome
    assert of_error(ValueError("what")) is Outcome.BROKEN
