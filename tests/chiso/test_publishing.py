"""The verbs that bring what is known to others: export, publish, rollback."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest
from desk_help import OTHER, TABLE, THIRD, Desk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.read("bang.txt", TABLE)
    desk.read("tinh.txt", OTHER)
    return desk.folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copy(made / "s.duckdb", tmp_path)
    return Desk(tmp_path)


def scores(path: Path, reader: str) -> list[tuple[str, str]]:
    return duckdb.sql(
        f"SELECT subject, score::DECIMAL(6, 2)::VARCHAR FROM {reader}('{path}') ORDER BY ALL"
    ).fetchall()


def test_one_view_in_every_format(desk: Desk, tmp_path: Path) -> None:
    found = []
    for form, reader in (
        ("csv", "read_csv"),
        ("parquet", "read_parquet"),
        ("json", "read_json"),
        ("jsonl", "read_json"),
    ):
        path = tmp_path / f"out.{form}"
        assert desk("export", path, "--json").json == [
            {"path": str(path), "format": form, "rows": {"facts": 2}}
        ]
        found.append(scores(path, reader))
    assert found == [found[0]] * 4
    assert [s for s, _ in found[0]] == ["province/hai-phong", "province/son-la"]
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))) == 2
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [r["province"] for r in csv.DictReader(file)] == ["Hải Phòng", "Sơn La"]


def test_a_workbook_of_everything(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    assert desk("export", path, "--all", "--index", "par index").code == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["about", "facts"]
    names, *rows = book["facts"].iter_rows(values_only=True)
    assert [r[names.index("province")] for r in rows] == ["Hải Phòng", "Sơn La"]
    assert book["facts"].cell(1, 1).comment is not None
    told = [row[0] for row in book["about"].iter_rows(values_only=True)]
    assert "facts.confidence" in told


def test_several_views_in_a_folder_and_what_goes_wrong(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert desk("export", folder, "--view", "facts", "--view", "evidence", "--format", "parquet").code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["evidence.parquet", "facts.parquet"]
    for arguments, words in (
        (["x.parquet", "--all"], "this is the name of a file"),
        (["out", "--all", "--format", "parquet"], "there is a file already"),
        (["x.txt"], "there is no format 'txt'"),
        (["x"], "the format is not known"),
        (["x.csv", "--view", "fcts"], "did you mean facts"),
        (["x.csv", "--view", "province", "--year", "2024"], "cannot be narrowed by year"),
        (["x.csv", "--index", "PARINDX"], "did you mean PAR_INDEX"),
        (["x.csv", "--all", "--view", "facts"], "--all is everything already"),
        ([".", "--format", "csv"], "this is a folder"),
    ):
        told = desk("export", tmp_path / arguments[0], *arguments[1:])
        assert (told.code, told.out, words in told.err) == (1, "", True), (arguments, told.err)
    assert not [p for p in tmp_path.iterdir() if p.suffix in (".csv", ".txt") and p.name.startswith("x")]


def test_nothing_half_written_where_the_disk_is_full(desk: Desk, tmp_path: Path) -> None:
    import resource

    path = tmp_path / "old.csv"
    path.write_text("old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        told = desk("export", path, "--force")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (told.code, "it cannot be written" in told.err) == (1, True)
    assert path.read_text() == "old"
    assert not list(tmp_path.glob(".old*"))


def test_publish_and_roll_back(desk: Desk) -> None:
    assert "publish first: chiso publish" in desk("rollback").err
    [first] = desk("publish", "--json").json
    desk.read("ba.txt", THIRD)
    told = desk("publish")
    current = desk.folder / "s.published" / "current.duckdb"
    assert str(current) in told.out
    assert [r["current"] for r in desk("rollback", "--list", "--json").json] == [True, False]
    assert first["name"] in desk("rollback").out
    with duckdb.connect(str(current), read_only=True) as reader:
        assert reader.execute("SELECT count(*) FROM article").fetchall() == [(2,)]
    assert f"→ {first['name']}" in desk("rollback", "--list").out
    assert "there is no version before the current one" in desk("rollback").err
    assert "no version is called '1999'" in desk("rollback", "1999").err
    assert desk("publish", "--into", desk.folder / "elsewhere").code == 0
    assert (desk.folder / "elsewhere" / "current.duckdb").exists()


def test_no_store(tmp_path: Path) -> None:
    for verb in (["publish"], ["export", "x.csv"], ["why", "0000"], ["undo"], ["decisions", "list"]):
        told = Desk(tmp_path)(*verb)
        assert (told.code, "there is no store here" in told.err) == (1, True), verb
    assert list(tmp_path.iterdir()) == []
