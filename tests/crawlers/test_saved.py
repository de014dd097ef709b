"""From paths to snapshots: what is found, what is read, what is refused and why."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import saved
from crawlers.saved import Empty, NotText, OtherSuffix, Refused, TooLarge, Unopened, find, read
from crawlers.sniff import foreign, utf16_without_mark


def write(path: Path, body: bytes = b"Tin") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def names(paths: Iterator[Path], root: Path) -> list[str]:
    return [str(path.relative_to(root)) for path in paths]


def test_a_folder_yields_its_pages_in_order_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "2024/z.HTM", "2024/y.xhtml", "2024/sau/x.txt"):
        write(tmp_path / name)
    assert names(find([tmp_path]), tmp_path) == [
        "a.txt",
        "b.html",
        "2024/y.xhtml",
        "2024/z.HTM",
        "2024/sau/x.txt",
    ]


def test_what_is_no_page_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.json", "a.pdf", "a.mht", ".an.html", ".git/b.html", "README", "c.html"):
        write(tmp_path / name)
    assert names(find([tmp_path]), tmp_path) == ["c.html"]


def test_the_folder_of_a_page_saved_by_a_browser_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "tin.html")
    write(tmp_path / "tin_files" / "quang-cao.html")
    write(tmp_path / "old_files" / "bai.html")
    assert names(find([tmp_path]), tmp_path) == ["tin.html", "old_files/bai.html"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    page = write(tmp_path / "a.html")
    assert list(find([page, tmp_path, tmp_path / "." / "a.html"])) == [page]


def test_a_named_file_is_yielded_whatever_it_is(tmp_path: Path) -> None:
    picture = write(tmp_path / "a.png")
    assert list(find([picture])) == [picture]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unopened, match="no such file") as refused:
        list(find([tmp_path / "không có.html"]))
    assert refused.value.path == tmp_path / "không có.html"
    assert refused.value.to_do


def test_a_link_to_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "b.html")
    with pytest.raises(Unopened):
        list(find([tmp_path / "a.html"]))
    with pytest.raises(Unopened):
        read(tmp_path / "a.html")


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a.html")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(find([tmp_path]), tmp_path) == ["a.html"]


def test_a_snapshot_knows_where_and_when_it_was_saved(tmp_path: Path) -> None:
    page = write(tmp_path / "Sơn La 12.html", "<p>Sơn La</p>".encode())
    os.utime(page, (1744000000, 1744000000))
    snapshot = read(page)
    assert snapshot.url == page.resolve().as_uri()
    assert snapshot.name == "Sơn La 12"
    assert snapshot.body == page.read_bytes()
    assert snapshot.status == 200
    assert snapshot.tls_verified is None
    assert snapshot.fetched_at == datetime.fromtimestamp(1744000000, UTC).replace(tzinfo=None)
    assert snapshot.fetched_at.tzinfo is None


@pytest.mark.parametrize("name", ["bài #1?.html", "100%.txt", "a.b.html"])
def test_the_name_of_a_file_survives_its_url(tmp_path: Path, name: str) -> None:
    assert read(write(tmp_path / name)).name == Path(name).stem


def test_equal_bytes_are_one_snapshot(tmp_path: Path) -> None:
    assert read(write(tmp_path / "a.txt")).id == read(write(tmp_path / "b.html")).id


@pytest.mark.parametrize("name", ["a.pdf", "a.json", "a.mht", "README", "a.docx"])
def test_other_endings_are_refused_with_what_to_give(tmp_path: Path, name: str) -> None:
    with pytest.raises(OtherSuffix, match=r"give .*\.html.*\.txt"):
        read(write(tmp_path / name))


@pytest.mark.parametrize("body", [b"", b" \r\n\t \n"])
def test_an_empty_file_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(Empty):
        read(write(tmp_path / "a.html", body))


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "LIMIT", 100)
    assert read(write(tmp_path / "a.txt", b"x" * 100)).body
    with pytest.raises(TooLarge, match="more than"):
        read(write(tmp_path / "a.txt", b"x" * 101))


def test_a_folder_with_the_name_of_a_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(Unopened):
        read(tmp_path / "a.html")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "Office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"BM\x36\x00\x00\x00", "BMP"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\x9f\x12\x00\x00\x00\x00\x00\x00DUCK\x40", "DuckDB"),
        (b"text and then \x00 a NUL", "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, body: bytes, kind: str) -> None:
    with pytest.raises(NotText, match=f"seems to be .*{kind}") as refused:
        read(write(tmp_path / "a.html", body))
    assert str(refused.value).startswith(str(tmp_path / "a.html"))


@pytest.mark.parametrize("text", ["BMI là gì", "MZ", "II* mục", "Sơn La <p>", "ID 3"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_text_that_begins_like_something_else_is_text(text: str, charset: str) -> None:
    page = f"<html><body>{text}</body></html>" if charset.startswith("utf-16-") else text
    assert foreign(page.encode(charset)) is None


def test_utf16_is_told_by_its_nuls() -> None:
    page = "<html><title>Sơn La đứng thứ 12</title></html>"
    assert utf16_without_mark(page.encode("utf-16-le")) == "utf-16-le"
    assert utf16_without_mark(page.encode("utf-16-be")) == "utf-16-be"
    assert utf16_without_mark(page.encode()) is None
    assert utf16_without_mark(b"\0\0\0\0") is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    page = write(tmp_path_factory.mktemp("any") / "a.html", body)
    try:
        assert read(page).body == body
    except Refused as refused:
        assert refused.what
        assert refused.to_do
        assert refused.path == page
