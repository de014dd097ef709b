"""Moments as people type them."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from chiso.times import moment_of
from normalize.errors import UserError
from store.history import utc_now


@pytest.fixture(autouse=True)
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-31", datetime(2026, 1, 30, 17)),
        (" 2026-01-31 18:30 ", datetime(2026, 1, 31, 11, 30)),
        ("2026-01-31T11:30Z", datetime(2026, 1, 31, 11, 30)),
        ("2026-01-31T11:30:15.000001+02:00", datetime(2026, 1, 31, 9, 30, 15, 1)),
        ("20260131T120000Z", datetime(2026, 1, 31, 12)),
        ("20260131T120000Z-3f2a9c01", datetime(2026, 1, 31, 12)),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert moment_of(text) == moment


def test_now() -> None:
    assert abs(moment_of("NOW") - utc_now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "text", ["", "gestern", "2026-13-01", "31.1.2026", "0001-01-01", "9999-12-31T23:59-12:00"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(UserError, match="is no moment") as caught:
        moment_of(text)
    assert "2026-01-31" in caught.value.to_do
