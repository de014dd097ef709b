"""What cannot all be true: each kind of conflict, with its severity, its suspects and its words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from store_samples import NAMES, REFERENCE, claim, key

from store.reconcile.claim import Claim, Key, Ruling
from store.reconcile.outcome import Conflict
from store.reconcile.whole import Outcome, reconcile


def outcome(*claims: Claim, rulings: tuple[Ruling, ...] = ()) -> Outcome:
    return reconcile(claims, rulings, REFERENCE)


def conflicts(kind: str, *claims: Claim, rulings: tuple[Ruling, ...] = ()) -> list[Conflict]:
    return [c for c in outcome(*claims, rulings=rulings).conflicts if c.kind == kind]


def suspects(conflict: Conflict, *claims: Claim) -> set[str]:
    keys = {c.key.id: f"{c.key.subject.partition('/')[2]} {c.key.attribute} {c.key.year}" for c in claims}
    return {keys[m.fact] for m in conflict.members if m.role == "suspect"}


def score(subject: str, value: str, **more: Any) -> Claim:
    year = int(str(more.pop("year", 2024)))
    index = str(more.pop("index", "PAR"))
    return claim(value, key(subject, "score", year=year, index=index), **more)


def rank(subject: str, value: int, **more: Any) -> Claim:
    year = int(str(more.pop("year", 2024)))
    index = str(more.pop("index", "PAR"))
    return claim(value, key(subject, "rank", year=year, index=index), **more)


def change(subject: str, of: str, value: str, **more: Any) -> Claim:
    return claim(value, key(subject, f"{of}_change", year=int(str(more.pop("year", 2024)))), **more)


def group(label: str, **more: Any) -> Claim:
    return claim(label, key("son-la", "group"), **more)


# value


VALUES: list[tuple[str, list[Claim], str, str]] = [
    ("nothing decides", [claim("91.87"), claim("91.81", article="b")], "high", "open"),
    ("within one article", [claim("91.87"), claim("91.81", start=9)], "high", "open"),
    (
        "a majority decides",
        [claim("91.87"), claim("91.87", article="c"), claim("91.81", article="b")],
        "medium",
        "settled",
    ),
    (
        "an implied figure lost",
        [claim("91.87"), claim("91.81", article="b", status="implied")],
        "low",
        "settled",
    ),
    ("a rough figure lost", [claim("91.87"), claim("70", article="b", rough=True)], "low", "settled"),
]


@pytest.mark.parametrize(("name", "claims", "severity", "state"), VALUES, ids=[v[0] for v in VALUES])
def test_value(name: str, claims: list[Claim], severity: str, state: str) -> None:
    [found] = conflicts("value", *claims)
    assert (found.severity, found.state) == (severity, state)
    assert {m.observation for m in found.members} == {c.id for c in claims}
    for part in ("Sơn La", "PAR", "2024", "91,87%"):
        assert part in found.vi
    for part in ("Sơn La", "PAR", "2024", "91.87%"):
        assert part in found.en


def test_value_says_when_one_article_gives_both() -> None:
    [one] = conflicts("value", claim("91.87"), claim("91.81", start=9))
    assert "Cùng một bài viết" in one.vi
    assert "One and the same article" in one.en
    [two] = conflicts("value", claim("91.87"), claim("91.81", article="b"))
    assert "Cùng một bài viết" not in two.vi


AGREEING: list[tuple[str, list[Claim]]] = [
    ("rounding", [claim("91.9"), claim("91.87", article="b")]),
    ("units of a scale of 100", [claim("91.87", unit="percent"), claim("91.87", article="b", unit="point")]),
    ("a rough figure", [claim("91", rough=True), claim("91.87", article="b")]),
    ("provinces and ministries are not compared", [rank("son-la", 1), rank("ministry/bo-noi-vu", 1)]),
    (
        "regional and national ranks",
        [rank("son-la", 9), claim(2, key("son-la", "rank", scope="region/tay-nguyen"))],
    ),
]


@pytest.mark.parametrize(("name", "claims"), AGREEING, ids=[a[0] for a in AGREEING])
def test_what_agrees_is_no_conflict(name: str, claims: list[Claim]) -> None:
    assert outcome(*claims).conflicts == ()


def test_the_id_of_a_conflict_stays_when_more_sources_say_the_same() -> None:
    two = [claim("91.87"), claim("91.81", article="b")]
    [before] = conflicts("value", *two)
    [after] = conflicts("value", *two, claim("91.8", article="c"), claim("91.87", article="d"))
    assert before.id == after.id
    [other] = conflicts("value", *two, claim("91.99", article="c"))
    assert other.id != before.id


def test_a_decision_settles_a_conflict_until_its_evidence_changes() -> None:
    two = [claim("91.87"), claim("91.81", article="b")]
    ruled = Ruling("r", key(), Decimal("91.81"), 2, "percent", ("91.81", "91.87"))
    [decided] = conflicts("value", *two, rulings=(ruled,))
    assert (decided.state, decided.severity) == ("decided", "low")
    [stale] = conflicts("value", *two, claim("90.1", article="c"), rulings=(ruled,))
    assert (stale.state, stale.severity) == ("open", "high")
    assert "bằng chứng nay đã khác" in stale.vi
    [gone] = conflicts("value", two[0], rulings=(ruled,))
    assert (gone.state, gone.severity) == ("open", "high")


# reprint


def test_copies_of_one_text_that_differ_are_a_reprint() -> None:
    first = claim("91.87", article="b", text="t", published=date(2025, 4, 1))
    later = claim("91.78", article="a", text="t", published=date(2025, 4, 3))
    [found] = outcome(first, later).conflicts
    assert (found.kind, found.severity, found.state) == ("reprint", "high", "open")
    assert "đầu tiên b.vn (01/04/2025), sau đó a.vn (03/04/2025)" in found.vi
    assert "first b.vn (01/04/2025), then a.vn (03/04/2025)" in found.en
    assert {m.observation for m in found.members} == {first.id, later.id}


def test_a_reprint_beside_other_sources_is_told_in_the_conflict_of_values() -> None:
    copies = [claim("91.87", article="b", text="t"), claim("91.78", article="a", text="t")]
    [found] = outcome(*copies, claim("91.87", article="c")).conflicts
    assert found.kind == "value"
    assert "Bản in lại khác con số" in found.vi


@pytest.mark.parametrize(
    "claims",
    [
        [claim(v, article=a, text="t", start=i) for a in "ab" for i, v in enumerate(("91.87", "91.78"))],
        [claim("91.87"), claim("91.78", start=9)],
        [claim("91.87"), claim("91.78", article="b")],
    ],
    ids=["both give both", "one article", "two texts"],
)
def test_what_is_no_reprint(claims: list[Claim]) -> None:
    [found] = outcome(*claims).conflicts
    assert found.kind == "value"
    assert "in lại" not in found.vi


# revision


def revised(*now: Claim, before: list[Claim], rulings: tuple[Ruling, ...] = ()) -> list[Conflict]:
    found = reconcile(now, rulings, REFERENCE, former=before)
    return [c for c in found.conflicts if c.kind == "revision"]


def test_a_page_that_changed_its_figure() -> None:
    before, now = claim("90.23", id="old"), claim("90.32")
    [alone] = revised(now, before=[before])
    assert (alone.severity, alone.state) == ("medium", "settled")
    assert {m.observation for m in alone.members} == {"old", now.id}
    assert "a.vn trước viết 90,23%, nay sửa thành 90,32%." in alone.vi
    assert "a.vn said 90.23% before and says 90.32% now." in alone.en
    [backed] = revised(now, claim("90.32", article="b"), before=[before])
    assert (backed.severity, backed.state) == ("low", "settled")
    others = [claim("90.23", article=a) for a in "bcd"]
    [outvoted] = revised(now, *others, before=[before])
    assert (outvoted.severity, outvoted.state) == ("medium", "open")
    assert "Con số đang công bố là 90,23%" in outvoted.vi
    ruled = Ruling("r", key(), Decimal("90.32"), 2, "percent", ("90.23", "90.32"))
    [decided] = revised(now, *others, before=[before], rulings=(ruled,))
    assert (decided.severity, decided.state) == ("low", "decided")


NOT_REVISED: list[tuple[str, list[Claim], list[Claim]]] = [
    ("it says so still", [claim("90.32"), claim("90.23", start=9)], [claim("90.23", id="old")]),
    ("it says it more exactly", [claim("90.23")], [claim("90.2", id="old")]),
    ("it says it in another unit", [claim("90.23", unit="point")], [claim("90.23", id="old")]),
    ("it says it no more", [score("ha-noi", "80")], [claim("90.23", id="old")]),
    ("it was only implied", [claim("90.32")], [claim("90.23", id="old", status="implied")]),
    ("it was only rough", [claim("99")], [claim("90", id="old", rough=True)]),
    ("another page says it", [claim("90.32")], [claim("90.23", article="b", id="old")]),
]


@pytest.mark.parametrize(("name", "now", "before"), NOT_REVISED, ids=[n[0] for n in NOT_REVISED])
def test_what_is_no_revision(name: str, now: list[Claim], before: list[Claim]) -> None:
    assert revised(*now, before=before) == []


# what only looks like a conflict


NATION = key("national", index="DTI")


def test_the_mean_of_the_provinces_and_the_score_of_the_country_are_two_measures() -> None:
    two = [claim("0.4014", NATION, article=a) for a in "ab"] + [claim("0.65", NATION, article="c")]
    assert outcome(*two).conflicts == ()
    assert conflicts("value", *two, claim("0.5", NATION, article="d"))
    change = claim("0.1", key("national", "score_change", index="DTI"))
    former = claim("0.6", key("national", index="DTI", year=2023))
    assert outcome(two[2], change, former).conflicts == ()
    assert conflicts("value", *(replace(c, key=key("ha-noi", index="DTI")) for c in two))


def test_bodies_that_are_ranked_apart_have_places_of_their_own() -> None:
    def at(name: str, attribute: str) -> Key:
        return key(name, attribute, index="DTI", year=2021)

    claims = [
        claim(1, at("ministry/bo-noi-vu", "rank")), claim("0.6", at("ministry/bo-noi-vu", "score")),
        claim(1, at("ministry/bo-tu-phap", "rank"), article="b"),
        claim("0.4", at("ministry/bo-tu-phap", "score"), article="b"),
    ]  # fmt: skip
    assert outcome(*claims).conflicts == ()
    usual = [replace(c, key=replace(c.key, index="PAR")) for c in claims]
    assert {c.kind for c in outcome(*usual).conflicts} == {"rank_shared"}


def test_an_edition_for_two_maps_ranks_nobody_whose_map_is_not_told() -> None:
    def ranked(name: str, of: int | None) -> Claim:
        return claim(11, key(name, "rank", index="DTI"), article=name, ranked=of)

    assert outcome(ranked("son-la", 34), ranked("ha-noi", None)).conflicts == ()
    assert outcome(ranked("son-la", 34), ranked("ha-noi", 63)).conflicts == ()
    assert conflicts("rank_shared", ranked("son-la", 34), ranked("ha-noi", 34))
    assert conflicts("bounds", claim(40, key("ha-noi", "rank", index="DTI"))) == []


def test_figures_of_an_index_that_runs_all_the_time_are_of_their_day() -> None:
    def week(value: str, day: date, article: str) -> list[Claim]:
        return [
            claim(value, key(index="LIVE"), article=article, published=day),
            claim(1, key(index="LIVE", attribute="rank"), article=article, published=day),
        ]

    january, december = week("83.47", date(2024, 1, 23), "a"), week("91.37", date(2024, 12, 30), "b")
    elsewhere = [claim(1, key("ha-noi", "rank", index="LIVE"), article="c")]
    found = outcome(*january, *december, *elsewhere)
    assert found.conflicts == ()
    assert {f.key: f.value for f in found.facts}[key(index="LIVE")] == Decimal("91.37")
    assert conflicts("value", *january, *week("90", date(2024, 1, 25), "d"))


def test_a_change_that_fits_an_earlier_edition_was_told_of_that() -> None:
    claims = [rank("son-la", 5), rank("son-la", 9, year=2023), rank("son-la", 16, year=2021)]
    assert conflicts("arithmetic", *claims, change("son-la", "rank", "11")) == []
    assert conflicts("arithmetic", *claims, change("son-la", "rank", "10"))


# arithmetic


ARITHMETIC: list[tuple[str, list[Claim], str | None]] = [
    (
        "it adds up",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "1.82")],
        None,
    ),
    (
        "rounding explains it",
        [score("son-la", "84.05"), score("son-la", "82.2", year=2023), change("son-la", "score", "1.9")],
        None,
    ),
    (
        "rounding does not",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "1.92")],
        "medium",
    ),
    (
        "the sign",
        [score("son-la", "84.05"), score("son-la", "82.23", year=2023), change("son-la", "score", "-1.82")],
        "medium",
    ),
    (
        "ranks up are positive",
        [rank("son-la", 26), rank("son-la", 33, year=2023), change("son-la", "rank", "7")],
        None,
    ),
    (
        "ranks are exact",
        [rank("son-la", 26), rank("son-la", 33, year=2023), change("son-la", "rank", "6")],
        "medium",
    ),
    (
        "a member is in dispute itself",
        [
            rank("son-la", 26),
            rank("son-la", 27, article="b"),
            rank("son-la", 33, year=2023),
            change("son-la", "rank", "1"),
        ],
        "low",
    ),
    (
        "a member is only implied",
        [rank("son-la", 26), rank("son-la", 33, year=2023, status="implied"), change("son-la", "rank", "6")],
        "low",
    ),
    (
        "between editions of another size",
        [rank("son-la", 20, year=2025), rank("son-la", 33), change("son-la", "rank", "3", year=2025)],
        "low",
    ),
    (
        "roughly",
        [
            score("son-la", "84.05"),
            score("son-la", "80", year=2023, rough=True),
            change("son-la", "score", "1.82"),
        ],
        None,
    ),
    ("without the edition before", [score("son-la", "84.05"), change("son-la", "score", "1.82")], None),
]


@pytest.mark.parametrize(("name", "claims", "severity"), ARITHMETIC, ids=[a[0] for a in ARITHMETIC])
def test_arithmetic(name: str, claims: list[Claim], severity: str | None) -> None:
    found = conflicts("arithmetic", *claims)
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert len(c.members) == 3
        assert "Sơn La" in c.vi
        assert "không khớp" in c.vi


def test_changes_in_another_unit_prove_nothing() -> None:
    claims = [
        claim("60.1", key(index="PCI")),
        claim("55.3", key(index="PCI", year=2023)),
        claim("8.6", key(index="PCI", attribute="score_change"), unit="percent"),
    ]
    assert outcome(*claims).conflicts == ()


# rank_order


def field(*members: tuple[str, int, str]) -> list[Claim]:
    return [c for name, place, value in members for c in (rank(name, place), score(name, value))]


def test_rank_order_finds_the_one_culprit_instead_of_all_pairs() -> None:
    claims = field(
        ("quang-ninh", 1, "92.18"), ("hai-phong", 2, "91.87"), ("ha-noi", 3, "81.43"), ("son-la", 4, "90.5"),
        ("da-nang", 5, "90.1"), ("an-giang", 6, "89.9"),
    )  # fmt: skip
    [found] = conflicts("rank_order", *claims)
    assert suspects(found, *claims) == {"ha-noi rank 2024", "ha-noi score 2024"}
    assert found.severity == "medium"
    assert "ngờ Hà Nội" in found.vi
    assert "Hà Nội is in doubt" in found.en


def test_of_two_that_are_out_of_order_either_may_be_wrong() -> None:
    claims = field(("quang-ninh", 1, "90.1"), ("hai-phong", 2, "91.87"))
    [found] = conflicts("rank_order", *claims)
    assert len(suspects(found, *claims)) == 4
    assert "hạng cao hơn mà điểm thấp hơn" in found.vi


def test_two_culprits_are_two_conflicts() -> None:
    names = list(NAMES)
    scores = ["95", "60", "93", "92", "91", "94.5", "89", "88"]
    claims = field(*((n, i + 1, s) for i, (n, s) in enumerate(zip(names, scores, strict=True))))
    found = conflicts("rank_order", *claims)
    assert len(found) == 2
    flagged = set().union(*(suspects(c, *claims) for c in found))
    assert flagged == {f"{names[i]} {a} 2024" for i in (1, 5) for a in ("rank", "score")}


@pytest.mark.parametrize(
    "members",
    [
        [("quang-ninh", 1, "90.2"), ("hai-phong", 2, "90.23")],  # 90,2 may be 90,24
        [("quang-ninh", 1, "90.2"), ("hai-phong", 2, "90.2")],
        [("quang-ninh", 1, "92"), ("hai-phong", 5, "90.2"), ("son-la", 9, "88")],
    ],
)
def test_order_within_rounding_is_order(members: list[tuple[str, int, str]]) -> None:
    assert conflicts("rank_order", *field(*members)) == []


def test_editions_components_and_kinds_are_fields_of_their_own() -> None:
    claims = [
        *field(("quang-ninh", 1, "92")),
        rank("son-la", 2, year=2023),
        score("son-la", "95", year=2023),
        rank("ministry/bo-noi-vu", 2),
        score("ministry/bo-noi-vu", "95"),
        claim(2, key("ha-noi", "rank", component="the-che")),
        claim("95", key("ha-noi", component="the-che")),
        claim(2, key("da-nang", "rank"), ranked=34),
        claim("95", key("da-nang")),
    ]
    assert conflicts("rank_order", *claims) == []


# rank_shared


SHARED: list[tuple[str, list[Claim], str | None]] = [
    ("different scores", field(("quang-ninh", 1, "92.18"), ("hai-phong", 1, "91.87")), "medium"),
    ("equal scores are a tie", field(("quang-ninh", 1, "92.18"), ("hai-phong", 1, "92.2")), None),
    ("no scores", [rank("quang-ninh", 1), rank("hai-phong", 1, article="b")], "low"),
    (
        "the text says a tie",
        [rank("quang-ninh", 3, start=40), rank("hai-phong", 3, start=40)],
        None,
    ),
    ("a province and a ministry", [rank("quang-ninh", 1), rank("ministry/bo-noi-vu", 1)], None),
]


@pytest.mark.parametrize(("name", "claims", "severity"), SHARED, ids=[s[0] for s in SHARED])
def test_rank_shared(name: str, claims: list[Claim], severity: str | None) -> None:
    found = conflicts("rank_shared", *_elsewhere(claims))
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert "Quảng Ninh" in c.vi
        assert "Hải Phòng" in c.en


def _elsewhere(claims: list[Claim]) -> list[Claim]:
    """Claims at places of their own, but for those that were given one."""
    return [c if c.start else replace(c, start=100 + i) for i, c in enumerate(claims)]


# bounds, group, mean


BOUNDS = [
    (score("son-la", "102.5"), True),
    (score("son-la", "100"), False),
    (score("son-la", "1.5", index="DTI"), True),
    (rank("son-la", 64), True),
    (rank("son-la", 64, ranked=64), False),
    (rank("son-la", 12, ranked=11), True),
    (rank("son-la", 35, year=2025), True),
    (claim(35, key("son-la", "rank", year=2025), ranked=63), False),
    (claim("50", key(index="PCI", component="minh-bach")), True),
]


@pytest.mark.parametrize(("said", "wrong"), BOUNDS, ids=[str(i) for i in range(len(BOUNDS))])
def test_bounds(said: Claim, wrong: bool) -> None:
    found = conflicts("bounds", said)
    assert bool(found) is wrong
    if wrong:
        assert found[0].severity == "high"
        assert "thang điểm" in found[0].vi or "được xếp hạng" in found[0].vi


GROUPS: list[tuple[list[Claim], str | None]] = [
    ([score("son-la", "90.02"), group("B")], "medium"),
    ([score("son-la", "90.02"), group("A")], None),
    ([score("son-la", "90.02"), group("a")], None),
    ([score("son-la", "89.96"), group("A")], "medium"),
    ([score("son-la", "90.0"), group("B")], None),  # may be 89,96
    ([score("son-la", "79"), group("B")], "medium"),
    ([score("son-la", "90.02"), group("khá")], None),
    ([score("son-la", "90.02"), group("B", status="implied")], "low"),
]


@pytest.mark.parametrize(("claims", "severity"), GROUPS)
def test_group(claims: list[Claim], severity: str | None) -> None:
    found = conflicts("group", *claims)
    assert [c.severity for c in found] == ([severity] if severity else [])
    for c in found:
        assert "nhưng nhóm ấy từ" in c.vi


def test_mean() -> None:
    trio = [
        score(n, v, index="TRIO") for n, v in (("ha-noi", "80.1"), ("son-la", "81.1"), ("da-nang", "82.1"))
    ]
    nation = key("national", index="TRIO")
    assert conflicts("mean", *trio, claim("81.10", nation)) == []
    assert conflicts("mean", *trio, claim("81.14", nation)) == []  # scores of one decimal
    [found] = conflicts("mean", *trio, claim("81.60", nation))
    assert found.severity == "low"
    assert "81,10%" in found.vi
    assert conflicts("mean", *trio[:2], claim("81.60", nation)) == []


# derived values


DERIVED: list[tuple[str, list[Claim], Key, str | None]] = [
    ("a score", [score("son-la", "82.23", year=2023), change("son-la", "score", "1.82")], key(), "84.05"),
    (
        "a coarse score",
        [score("son-la", "82.2", year=2023), change("son-la", "score", "1.82")],
        key(),
        "84.0",
    ),
    ("a rank", [rank("son-la", 33, year=2023), change("son-la", "rank", "7")], key(attribute="rank"), "26"),
    (
        "no rank below 1",
        [rank("son-la", 3, year=2023), change("son-la", "rank", "7")],
        key(attribute="rank"),
        None,
    ),
    (
        "no rank that somebody else holds",
        [rank("son-la", 33, year=2023), change("son-la", "rank", "7"), rank("ha-noi", 26)],
        key(attribute="rank"),
        None,
    ),
    (
        "nothing where it is known",
        [score("son-la", "82.23", year=2023), change("son-la", "score", "1.82"), score("son-la", "84.1")],
        key(),
        "84.1",
    ),
    (
        "nothing from what is open",
        [
            score("son-la", "82.23", year=2023),
            score("son-la", "82.5", year=2023, article="b"),
            change("son-la", "score", "1.82"),
        ],
        key(),
        None,
    ),
    (
        "nothing from what is rough",
        [score("son-la", "82", year=2023, rough=True), change("son-la", "score", "1.82")],
        key(),
        None,
    ),
    (
        "nothing between editions of another size",
        [rank("son-la", 33), change("son-la", "rank", "7", year=2025)],
        key(attribute="rank", year=2025),
        None,
    ),
]


@pytest.mark.parametrize(("name", "claims", "at", "value"), DERIVED, ids=[d[0] for d in DERIVED])
def test_derived(name: str, claims: list[Claim], at: Key, value: str | None) -> None:
    facts = {f.key: f for f in outcome(*claims).facts}
    if value is None:
        assert at not in facts
        return
    fact = facts[at]
    assert f"{fact.value:.{fact.decimals}f}" == value
    if fact.settled == "derived":
        assert (fact.sources, fact.status) == (0, "implied")
        assert {e.role for e in fact.evidence} == {"ground"}
        assert {e.observation for e in fact.evidence} == {c.id for c in claims}
        grounds = [facts[c.key].confidence for c in claims]
        assert fact.confidence == pytest.approx(grounds[0] * grounds[1], abs=0.0001)


def test_derived_values_are_not_derived_from_again_and_take_no_part_in_conflicts() -> None:
    claims = [
        rank("son-la", 33, year=2022),
        change("son-la", "rank", "7", year=2023),
        change("son-la", "rank", "1", year=2024),
        score("son-la", "80", year=2023),
        rank("ha-noi", 27, year=2023),
        score("ha-noi", "85", year=2023),
    ]
    found = outcome(*claims)
    assert [f.key.year for f in found.facts if f.settled == "derived"] == [2023]
    assert found.conflicts == ()


def test_a_renamed_province_is_one_in_each_edition() -> None:
    claims = [
        claim("80", key("hue", year=2023)),
        claim("80", key("thua-thien-hue", year=2023), article="b"),
        claim("81", key("thua-thien-hue", year=2025)),
    ]
    facts = outcome(*claims).facts
    assert [(f.key.subject, f.key.year, f.sources) for f in facts] == [
        ("province/thua-thien-hue", 2023, 2),
        ("province/hue", 2025, 1),
    ]
