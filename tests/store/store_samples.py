"""What the tests of the store are made of: a small world of reference data, claims, pages, and dumps of stores."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from crawlers.snapshot import Snapshot
from extract.article import Article, Block, Kind
from extract.frame import Slot
from extract.observation import Observation
from normalize.reference import (
    Alias,
    Component,
    Group,
    Index,
    Ministry,
    Province,
    Ranked,
    Reference,
    Region,
    Scale,
    Succession,
)
from store.database import Store
from store.reconcile.claim import Claim, Key, Trust
from store.rows import Loaded

NAMES = {
    "ha-noi": "Hà Nội", "son-la": "Sơn La", "hai-phong": "Hải Phòng", "da-nang": "Đà Nẵng", "an-giang": "An Giang",
    "dak-lak": "Đắk Lắk", "quang-ninh": "Quảng Ninh", "nam-dinh": "Nam Định",
}  # fmt: skip


def _province(slug: str, name: str, start: date = date(2000, 1, 1), end: date | None = None) -> Province:
    return Province(slug, name, "tinh", "01", "VN-01", "tay-nguyen", start, name, end)


def _index(id_: str, scale: Scale, **more: Any) -> Index:
    return Index(
        id=id_, name=f"Chỉ số {id_}", name_en=f"Index {id_}", publisher="Bộ Nội vụ", first_edition=2010,
        announced_after=1, ranks=("province",), names=(id_,), scale=(scale,), **more,
    )  # fmt: skip


REFERENCE = Reference(
    provinces=(
        *(_province(slug, name) for slug, name in NAMES.items()),
        _province("thua-thien-hue", "Thừa Thiên Huế", end=date(2024, 12, 31)),
        _province("hue", "Huế", start=date(2025, 1, 1)),
    ),
    aliases=(Alias("son-la", "sonla", "host"), Alias("son-la", "baosonla", "host"), Alias("son-la", "Sơn La", "name")),
    successions=(Succession("thua-thien-hue", "hue", date(2025, 1, 1), "rename"),),
    regions=(Region("tay-nguyen", "Tây Nguyên", ("Tây Nguyên",), "six", ("dak-lak",)),),
    ministries=(
        Ministry("bo-noi-vu", "Bộ Nội vụ", ("Bộ Nội vụ",)),
        Ministry("bo-tu-phap", "Bộ Tư pháp", ("Bộ Tư pháp",)),
    ),
    indices=(
        _index(
            "PAR", Scale(2010, Decimal(0), Decimal(100), "percent"),
            ranked=(Ranked("province", 2010, 63, 2024), Ranked("province", 2025, 34), Ranked("ministry", 2010, 17)),
            component=(Component("the-che", ("thể chế",), scale_max=Decimal(100)),),
            group=(Group("A", Decimal(90)), Group("B", Decimal(80)), Group("C", Decimal(0))),
        ),
        _index(
            "PCI", Scale(2005, Decimal(0), Decimal(100), "point"),
            ranked=(Ranked("province", 2005, 63),),
            component=(Component("minh-bach", ("minh bạch",), scale_max=Decimal(10)),),
            group=(Group("Tốt"), Group("Khá")),
        ),
        _index(
            "DTI", Scale(2020, Decimal(0), Decimal(1), "point"), nation=True, apart=("bo-tu-phap",),
            ranked=(Ranked("province", 2020, 63, 2023), Ranked("province", 2024, 34, also=63)),
        ),
        _index("LIVE", Scale(2020, Decimal(0), Decimal(100), "point"), running=True),
        _index("TRIO", Scale(2010, Decimal(0), Decimal(100), "percent"), ranked=(Ranked("province", 2010, 3),)),
    ),
    places=(),
    others=(),
)  # fmt: skip


def key(
    subject: str = "son-la", attribute: str = "score", *, index: str = "PAR", year: int = 2024,
    component: str | None = None, scope: str | None = None,
) -> Key:  # fmt: skip
    subject = subject if "/" in subject or subject == "national" else f"province/{subject}"
    if scope is None and attribute.startswith("rank"):
        scope = "national"
    return Key(subject, index, component, year, attribute, scope)


_UNITS = {"PAR": "percent", "TRIO": "percent", "PCI": "point", "DTI": "point", "LIVE": "point"}


def claim(value: str | int, at: Key | None = None, article: str = "a", **more: Any) -> Claim:
    """A claim: a number as text, with the decimals that the text has, or a group's label."""
    at = at or key()
    label = at.attribute == "group"
    number = str(value)
    given: dict[str, Any] = {
        "key": at,
        "value": number if label else Decimal(number),
        "decimals": 0 if label or "." not in number else len(number.partition(".")[2]),
        "unit": _UNITS.get(at.index) if at.attribute.startswith("score") else None,
        "ranked": None,
        "status": "stated",
        "rough": False,
        "confidence": 0.9,
        "article": article,
        "text": f"text of {article}",
        "said": "",
        "revision": f"revision of {article}",
        "start": 0,
        "source": f"{article}.vn",
        "trust": Trust.PRESS,
        "published": date(2025, 4, 1),
    }
    given |= more
    name = (
        at.sort_key(),
        number,
        given["decimals"],
        article,
        given["status"],
        given["rough"],
        given["start"],
    )
    return Claim(id=given.pop("id", repr(name)), **given)


def page(
    *stated: tuple[str, str, str | int], url: str = "https://a.vn/1", minutes: int = 0, index: str = "PAR",
    year: int = 2024, title: str = "Tin", confidence: float = 0.9, extra: str = "", body: bytes | None = None,
    published: date | None = date(2025, 4, 1), rule: str = "sample", status: str = "stated",
) -> Loaded:  # fmt: skip
    """A page that states (province, attribute, value) once a line; `minutes` after noon it was fetched."""
    lines: list[tuple[int, int, int, str, str, str]] = []
    text = f"{title}\n{extra}\n" if extra else f"{title}\n"
    for slug, attribute, value in stated:
        start = len(text)
        line = f"{NAMES.get(slug, slug)} {attribute} {value}."
        lines.append(
            (start, start + len(line), start + len(line) - len(str(value)) - 1, slug, attribute, str(value))
        )
        text += line + "\n"
    snapshot = Snapshot(
        url=url,
        body=body if body is not None else text.encode(),
        fetched_at=datetime(2025, 5, 1, 12) + timedelta(minutes=minutes),
        headers={"Content-Type": "text/plain"},
    )
    blocks = (Block(Kind.TITLE, 0, len(title)), *(Block(Kind.PARAGRAPH, s, e) for s, e, *_ in lines))
    article = Article(
        doc="doc", url=url, source=url.split("/")[2], snapshot=snapshot.id, title=title, published=published,
        text=text, blocks=blocks,
    )  # fmt: skip
    observations = tuple(
        Observation(
            doc="doc", revision=article.revision, subject=slug if "/" in slug else f"province/{slug}", index=index,
            component=None, year=year, attribute=attribute, value=value if attribute == "group" else Decimal(value),
            unit=_UNITS.get(index) if attribute.startswith("score") else None,
            scope="national" if attribute.startswith("rank") else None, of=None, status=status, start=at,
            end=at + len(value), sentence=(start, end), rule=rule, confidence=confidence,
            slots={"subject": Slot(slug, "clause", (start, start + 2)), "year": Slot(year, "title", None)},
        )
        for start, end, at, slug, attribute, value in lines
    )  # fmt: skip
    return Loaded(snapshot, article, observations)


def dump(store: Store, *, without: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in an order that does not depend on how they came in."""
    tables = [
        row[0] for row in store.rows("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL")
    ]
    return {t: sorted(store.rows(f"FROM {t}"), key=repr) for t in tables if t not in set(without)}
