"""WARC out and in: what was crawled comes back byte for byte, and what others wrote is read or refused."""

import gzip
from pathlib import Path

import pytest
from portal_help import Server, crawl

from crawlers.archive import Archive
from crawlers.ledger import Ledger
from crawlers.run import BODIES, LEDGER
from crawlers.warc import NoWarc, Skipped, read_warc, write_warc


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled")
    with Server() as server:
        crawl(folder, server, only=["vung-tau", "yen-bai"])
    return folder


def write(folder: Path, path: Path, site: str | None = None) -> int:
    ledger = Ledger(folder / LEDGER, read_only=True)
    try:
        return write_warc(ledger, Archive(folder / BODIES), path, site)
    finally:
        ledger.close()


def test_what_was_crawled_comes_back(crawled: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.warc.gz"
    count = write(crawled, path)
    skipped = Skipped()
    pages = list(read_warc(path, lambda body: True, skipped))
    ledger = Ledger(crawled / LEDGER, read_only=True)
    kept = {
        row["url"]: row["snapshot"]
        for row in ledger.rows("SELECT url, snapshot FROM fetch WHERE snapshot IS NOT NULL")
    }
    ledger.close()
    found = {page.url: page.id for page in pages}
    assert found.items() <= kept.items()
    assert len(pages) + skipped.reasons["no page"] == count  # feeds and sitemaps are no pages
    assert {url for url in kept if "/node/" in url or url.endswith(".html")} <= found.keys()
    assert all(page.headers["content-type"] for page in pages)


def test_the_same_ledger_makes_the_same_file(crawled: Path, tmp_path: Path) -> None:
    write(crawled, tmp_path / "1.warc.gz")
    write(crawled, tmp_path / "2.warc.gz")
    assert (tmp_path / "1.warc.gz").read_bytes() == (tmp_path / "2.warc.gz").read_bytes()


def test_one_site_alone(crawled: Path, tmp_path: Path) -> None:
    write(crawled, tmp_path / "one.warc.gz", "vung-tau")
    hosts = {
        page.url.split("/")[2] for page in read_warc(tmp_path / "one.warc.gz", lambda body: True, Skipped())
    }
    assert hosts == {"vungtau.example"}


def test_the_gate_sees_bytes_and_keeps_pages_out(crawled: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.warc.gz"
    write(crawled, path, "vung-tau")
    skipped = Skipped()
    assert list(read_warc(path, lambda body: False, skipped)) == []
    assert skipped.reasons["gate"] > 4


@pytest.mark.parametrize("cut", [40, 2000])
def test_a_cut_file_gives_its_whole_pages_and_says_so(crawled: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.warc.gz"
    write(crawled, path, "vung-tau")
    data = path.read_bytes()
    whole = {page.id for page in read_warc(path, lambda body: True, Skipped())}
    path.write_bytes(data[:-cut])
    pages = set()
    with pytest.raises(NoWarc, match=r"cut\.warc\.gz"):
        for page in read_warc(path, lambda body: True, Skipped()):
            pages.add(page.id)
    assert pages < whole


@pytest.mark.parametrize(
    "data",
    [b"", b"garbage" * 100, gzip.compress(b"no warc at all" * 50), b"\x1f\x8b\x08"],
    # gzip writes the time of day: an id made of it would differ between two workers.
    ids=["empty", "garbage", "gzip of no warc", "gzip of nothing"],
)
def test_what_is_no_warc_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    with pytest.raises(NoWarc):
        list(read_warc(path, lambda body: True, Skipped()))


PAGE = b"<html><body>PAR INDEX</body></html>"


def record(*about: str, payload: bytes, kind: str = "response") -> bytes:
    head = ["WARC/1.0", f"WARC-Type: {kind}", *about, f"Content-Length: {len(payload)}"]
    if kind == "response":
        head.append("Content-Type: application/http; msgtype=response")
    return gzip.compress("\r\n".join(head).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n")


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", ""]).encode() + body


def chunked(body: bytes) -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


DATE, URL = "WARC-Date: 2024-01-01T00:00:00Z", "WARC-Target-URI: http://a.vn/1"
CHUNKED = "Transfer-Encoding: chunked"
GOOD = record(DATE, "WARC-Target-URI: http://a.vn/good", payload=http(PAGE))


@pytest.mark.parametrize(
    "wild",
    [
        record(DATE, URL, payload=http(gzip.compress(PAGE), "Content-Encoding: gzip")),
        record(
            DATE,
            URL,
            payload=http(
                chunked(gzip.compress(PAGE)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"
            ),
        ),
        record(DATE, URL, payload=http(PAGE, CHUNKED)),  # joined by whoever stored it
        record(DATE, "WARC-Target-URI: <http://a.vn/1>", payload=http(PAGE)),
        record("WARC-Date: yesterday", URL, payload=http(PAGE)),
        record(URL, payload=http(PAGE)),
        record(DATE, URL, "Content-Type: text/html", payload=PAGE, kind="resource"),
    ],
)
def test_pages_of_other_tools_are_read(tmp_path: Path, wild: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(wild + GOOD)
    pages = list(read_warc(path, lambda body: True, Skipped()))
    assert [(page.url, page.body) for page in pages] == [("http://a.vn/1", PAGE), ("http://a.vn/good", PAGE)]


@pytest.mark.parametrize(
    ("wild", "why"),
    [
        (record(DATE, URL, payload=http(b"no gzip", "Content-Encoding: gzip")), "damaged"),
        (
            record(DATE, URL, payload=http(gzip.compress(bytes(50 << 20)), "Content-Encoding: gzip")),
            "too large",
        ),
        (record(DATE, URL, payload=http(PAGE, "Content-Encoding: rot13")), "damaged"),
        (record(DATE, URL, payload=http(PAGE, status="404 Not Found")), "status 404"),
        (record(DATE, URL, payload=b"\x00\xff no http"), "status 0"),
        (record(DATE, payload=http(PAGE)), "no address"),
        (record(DATE, URL, payload=http(b"%PDF-1.7 x")), "no page"),
        (record(DATE, URL, payload=b"GET / HTTP/1.1\r\n\r\n", kind="request"), "not a response"),
    ],
)
def test_a_record_that_is_no_page_costs_only_itself(tmp_path: Path, wild: bytes, why: str) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(wild + GOOD)
    skipped = Skipped()
    assert [page.url for page in read_warc(path, lambda body: True, skipped)] == ["http://a.vn/good"]
    assert any(reason.startswith(why) for reason in skipped.reasons)
