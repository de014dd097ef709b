"""WARC: the archive of a crawl as a file that anybody's tools read, and anybody's files as snapshots."""

import gzip
import hashlib
import io
import json
import os
import uuid
import zlib
from base64 import b32encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import regex

from crawlers.archive import Archive
from crawlers.hosts import moment
from crawlers.ledger import Ledger
from crawlers.saved import LIMIT
from crawlers.snapshot import Snapshot
from crawlers.sniff import foreign
from crawlers.zstandard import ZstdDecompressor, ZstdError
from normalize.errors import UserError

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

SUFFIXES: Final = (".warc", ".warc.gz")
_TEXT: Final = ("text/html", "application/xhtml+xml", "text/plain")
_HEX: Final = regex.compile(rb"[0-9a-fA-F]{1,8}")
_NO_TIME: Final = datetime(1970, 1, 1)
_SPACE: Final = uuid.UUID("5a0fcb43-35cf-4b0c-8f2a-6f1ff3f7e1a5")
"""Under which the records of our exports have their ids: the same fetch has the same."""


class NoWarc(UserError):
    """A file that is no WARC, or is damaged."""


@dataclass
class Skipped:
    """Why records were passed over: "not a response", "no page", "status 404", "too large", "gate" …"""

    reasons: Counter[str] = field(default_factory=Counter)


def is_warc(path: Path) -> bool:
    """Whether a file is called as WARCs are."""
    return path.name.lower().endswith(SUFFIXES)


def read_warc(path: Path, gate: Callable[[bytes], bool], skipped: Skipped) -> Iterator[Snapshot]:
    """Yield the pages in a WARC that pass the gate; what is passed over is counted in `skipped`.

    The gate sees the bytes of a page before anything else does: of a crawl of the whole web it lets through
    one page in thousands, and only those cost more than the reading of the file. Raises NoWarc for a file
    that is none and for one that ends in the middle; the pages before have been yielded by then.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        with path.open("rb") as file:
            seen, held = 0, None
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type):
                seen += 1
                # A page is handed out when the next record has begun: half a page looks like a whole one.
                if held is not None:
                    yield held
                held = None
                if record.record_type & kinds:
                    held = _snapshot(record, gate, skipped)
                else:
                    skipped.reasons["not a response"] += 1
        _whole(path, seen)
        if held is not None:
            yield held
    except OSError as error:
        raise NoWarc(
            f"this cannot be read as a WARC: {error}", str(path), "fetch or copy the file again"
        ) from error


def _whole(path: Path, seen: int) -> None:
    """Raise NoWarc where nothing was in the file, or it ends in a record: readers stop there in silence."""
    if seen == 0:
        raise NoWarc("there is no WARC record in it", str(path), "give a .warc or .warc.gz file")
    with path.open("rb") as raw:
        tail = b""
        if path.name.lower().endswith(".gz"):
            with gzip.open(raw) as unpacked:
                try:
                    while piece := unpacked.read(1 << 20):
                        tail = (tail + piece)[-4:]
                except EOFError:
                    tail = b""
        else:
            raw.seek(max(0, path.stat().st_size - 4))
            tail = raw.read()
    if not tail.endswith(b"\r\n\r\n"):
        raise NoWarc("the file ends in the middle of a record", str(path), "fetch or copy it again")


def _snapshot(record: "WarcRecord", gate: Callable[[bytes], bool], skipped: Skipped) -> Snapshot | None:
    headers = {}
    status, kind = 200, record.headers.get("Content-Type") or ""
    if record.http_headers is not None:
        headers = {name.lower(): value for name, value in record.http_headers.items()}
        status, kind = record.http_headers.status_code or 0, headers.get("content-type", "")
    if status != 200:
        skipped.reasons[f"status {status}"] += 1
        return None
    if kind and not kind.lower().startswith(_TEXT):
        skipped.reasons["no page"] += 1
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if not url:
        skipped.reasons["no address"] += 1
        return None
    if record.content_length > LIMIT:
        skipped.reasons["too large"] += 1
        return None
    try:
        body = _unpacked(record.reader.read(), headers)
    except (ValueError, OSError, zlib.error, ZstdError) as error:
        skipped.reasons[f"damaged: {error}"] += 1
        return None
    if len(body) > LIMIT:
        skipped.reasons["too large"] += 1
        return None
    if not gate(body):
        skipped.reasons["gate"] += 1
        return None
    if foreign(body):
        skipped.reasons["no page"] += 1
        return None
    at: datetime | None = record.record_date  # None, whatever the stubs say, where there is none
    when = at.astimezone(UTC).replace(tzinfo=None) if at is not None else _NO_TIME
    return Snapshot(url, body, when, url, status, headers)


def _unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """A body without the codings that it was sent in, and at most a byte more than LIMIT of it.

    Raises ValueError, zlib.error or ZstdError for one that is not coded as its headers say.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed([word.strip().lower() for word in headers.get("content-encoding", "").split(",")]):
        if coding in ("gzip", "x-gzip", "deflate"):
            wanted = zlib.MAX_WBITS | 32 if coding != "deflate" or body[:1] == b"\x78" else -zlib.MAX_WBITS
            body = zlib.decompressobj(wanted).decompress(body, LIMIT + 1)
        elif coding == "zstd":
            body = ZstdDecompressor().decompress(body, LIMIT + 1)
        elif coding not in ("", "identity"):
            raise ValueError(f"content is coded as {coding}")
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a chunked body; some tools keep the header and store the body joined, so it may be none."""
    out: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not _HEX.fullmatch(size):
            if at == 0:
                return body
            raise ValueError("a chunk has no size")
        length = int(size, 16)
        if length == 0:
            return b"".join(out)
        out.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def write_warc(ledger: Ledger, archive: Archive, path: Path, site: str | None = None) -> int:
    """Write every page that was fetched, of one site or of all, to a new WARC; return how many.

    The same ledger makes the same file, byte for byte. It appears when it is whole.
    """
    where, values = (" AND site = ?", (site,)) if site else ("", ())
    query = f"SELECT * FROM fetch WHERE snapshot IS NOT NULL{where} ORDER BY id"
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("wb") as file:
            file.write(_member(_info()))
            for row in ledger.rows(query, values):
                file.write(_member(_record(row, archive.body(row["snapshot"]))))
                count += 1
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise UserError((error.strerror or str(error)).lower(), str(path), "give another path") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _record(row: Any, body: bytes) -> bytes:
    """A response record: its HTTP head is what we kept of it, its body is as unpacked."""
    headers = json.loads(row["headers"] or "{}")
    # The body is kept unpacked: the length and the coding that it came with are no longer its own.
    head = [f"HTTP/1.1 {row['status']} {'OK' if row['status'] == 200 else '-'}"]
    head += [f"{name}: {value}" for name, value in sorted(headers.items()) if name != "content-encoding"]
    head += [f"content-length: {len(body)}"]
    payload = "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + body
    about = {
        "WARC-Type": "response",
        "WARC-Target-URI": row["url"],
        "WARC-Date": f"{moment(row['finished']):%Y-%m-%dT%H:%M:%SZ}",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_SPACE, str(row['id']) + row['snapshot'])}>",
        "WARC-Payload-Digest": f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}",
        "Content-Type": "application/http;msgtype=response",
    }
    return _block(about, payload)


def _info() -> bytes:
    about = {
        "WARC-Type": "warcinfo",
        "WARC-Date": "1970-01-01T00:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{_SPACE}>",
        "Content-Type": "application/warc-fields",
    }
    return _block(about, b"software: chiso\r\nformat: WARC File Format 1.1\r\n")


def _block(about: dict[str, str], payload: bytes) -> bytes:
    lines = [
        "WARC/1.1",
        *(f"{name}: {value}" for name, value in about.items()),
        f"Content-Length: {len(payload)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n"


def _member(data: bytes) -> bytes:
    """A record as a gzip member of its own, so that readers can jump to it."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        file.write(data)
    return out.getvalue()
