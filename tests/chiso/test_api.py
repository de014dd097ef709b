"""The Python API: documented columns and dtypes, whatever is known; names as people say them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from analyst_help import demo_store, empty_store

import chiso.api as chiso
from normalize.errors import UserError
from store.database import Store
from store.errors import NoStore


@pytest.fixture(scope="module")
def demo() -> Iterator[Store]:
    with chiso.open_store(demo_store()) as store:
        yield store


@pytest.fixture(scope="module")
def empty() -> Iterator[Store]:
    with chiso.open_store(empty_store()) as store:
        yield store


def frames(store: Store) -> dict[str, pd.DataFrame]:
    return {
        "facts": chiso.facts(store, component="all"),
        "league": chiso.league(store, "PAR INDEX", 2023),
        "trend": chiso.trend(store, "Huế", "PAR INDEX"),
        "evidence": chiso.evidence(store, "Hải Phòng:PAR INDEX:2023"),
    }


def test_every_frame_has_the_columns_and_dtypes_that_are_documented(demo: Store, empty: Store) -> None:
    assert set(chiso.COLUMNS) == {"facts", "league", "trend", "evidence"}
    for store, filled in ((demo, True), (empty, False)):
        for name, frame in frames(store).items():
            assert {c: str(t) for c, t in frame.dtypes.items()} == dict(chiso.COLUMNS[name]), name
            assert bool(len(frame)) is filled, name


def test_the_frames_say_what_the_store_says(demo: Store) -> None:
    rows = demo.records("FROM league('PAR_INDEX', 2023)")
    league = chiso.league(demo, "par index", 2023)
    assert len(rows) > 20
    assert list(league["key"]) == [row["key"] for row in rows]
    for (_, got), row in zip(league.iterrows(), rows, strict=True):
        assert (None if pd.isna(got["rank"]) else got["rank"]) == row["rank"]
        assert got["conflict"] == tuple(row["conflict"])
        if row["score"] is None:
            assert pd.isna(got["score"])
            assert pd.isna(got["score_text"])
        else:
            assert round(Decimal(float(got["score"])), 4) == row["score"]
            assert Decimal(got["score_text"]) == row["score"]
            assert len(got["score_text"].partition(".")[2]) == row["score_decimals"]


def test_every_figure_leads_to_its_sentences_in_one_call(demo: Store) -> None:
    league = chiso.league(demo, "PAR INDEX", 2023)
    said = chiso.evidence(demo, league["key"])
    assert set(said["key"]) == set(league["key"])
    first = chiso.evidence(demo, "Hải Phòng:PAR INDEX:2023").query("attribute == 'score'")
    assert set(first["role"]) == {"for", "against"}
    for _, claim in first.iterrows():
        value = claim["sentence"][claim["value_start"] : claim["value_end"]]
        assert value.replace(",", ".").startswith(claim["said"])
        assert claim["reasons"]["subject"]


def test_a_renamed_province_is_one(demo: Store) -> None:
    trend = chiso.trend(demo, "Huế", "PAR INDEX")
    assert list(trend["year"]) == sorted(trend["year"])
    assert {"province/thua-thien-hue", "province/hue"} <= set(trend["subject"])
    assert set(chiso.facts(demo, subject="Huế", index="PAR INDEX")["key"]) == set(trend["key"])


def test_filters(demo: Store) -> None:
    assert set(chiso.facts(demo)["component"].isna()) == {True}
    part = chiso.facts(demo, index="PAR INDEX", component="thể chế")
    assert set(part["component"]) == {"the-che"}
    assert set(chiso.facts(demo, kind="ministry", year=2023)["kind"]) == {"ministry"}
    assert chiso.facts(demo, year=1900).empty
    assert len(chiso.evidence(demo, [])) == 0


def test_wrong_names_get_the_nearest(demo: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError) as index:
        chiso.league(demo, "PARINDEKS", 2023)
    assert "PAR_INDEX" in (index.value.to_do or "")
    with pytest.raises(UserError) as subject:
        chiso.trend(demo, "Sơn Ka", "SIPAS")
    assert "province/son-la" in (subject.value.to_do or "")
    with pytest.raises(UserError, match="no component"):
        chiso.facts(demo, index="PCI", component="minh bạck")
    with pytest.raises(UserError, match="no key"):
        chiso.evidence(demo, "Sơn La")
    with pytest.raises(ValueError, match="give the index"):
        chiso.facts(demo, component="thể chế")
    with pytest.raises(NoStore):
        chiso.open_store(tmp_path / "none.duckdb")


def test_the_store_that_is_meant_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHISO_STORE", str(demo_store()))
    with chiso.open_store() as store:
        assert store.path == demo_store()
        assert store.read_only
