"""The desk's pure parts: highlighting, worth, status, leases, agreement, the neighbourhood, words."""

import math
import re
import tomllib
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_help import key

from review.web import page
from review.web.agreement import agreements, kappa
from review.web.items import Item, Known, Status, on_figures, status, wants_second
from review.web.leases import Leases
from review.web.marks import Span, pieces
from review.web.neighbours import around, sums
from review.web.words import words
from review.web.worth import worth
from store.decisions import Decision, Verdict

NOW = datetime(2025, 6, 1)
HERE = Path(page.__file__).parent
KEY = key()


def decision(who: str, figure: str | None = "1.00", **more: Any) -> Decision:
    verdict = Verdict.CLAIM if figure else Verdict.NONE
    given = {
        "key": KEY,
        "verdict": verdict,
        "who": who,
        "when": NOW,
        "figure": figure,
        "seen": ("1.00", "2.00"),
    }
    return Decision(**(given | more))


def an_item(**more: Any) -> Item:
    given: dict[str, Any] = {
        "id": "i", "kind": "value", "severity": "high", "state": "open", "subject": "s", "name": "n", "index": "x",
        "component": None, "year": 2023, "attribute": "score", "scope": None, "figures": (), "facts": (KEY.id,),
        "explanation_vi": "", "explanation_en": "", "sources": (), "opened": None, "worth": worth("high", 0, 1, 1, 0),
    }  # fmt: skip
    return Item(**(given | more))


def how(
    *decisions: Decision, item: Item | None = None, who: str = "lan", share: float = 0.0, **more: Any
) -> Status:
    seen = Known((), frozenset(more.get("stale", ())), frozenset(more.get("counted", ())))
    return status(item or an_item(), seen, on_figures(decisions), who, share, NOW.date())


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6),
    st.integers(0, 9),
)
def test_pieces_put_together_are_the_text(text: str, places: list[tuple[int, int]], start: int) -> None:
    spans = [Span(a, b, f"k{n}", name=f"n{n}") for n, (a, b) in enumerate(places)]
    found = pieces(text, spans, start)
    assert "".join(p.text for p in found) == text
    covered = start
    for p in found:
        assert {s.kind for s in p.spans} == {
            s.kind for s in spans if s.start <= covered and covered + len(p.text) <= s.end
        }
        covered += len(p.text)
    begun = [name for p in found for name in p.begins]
    assert sorted(begun) == sorted(
        s.name for s in spans if max(s.start, start) < min(s.end, start + len(text))
    )


def test_worth_grows_with_each_of_its_parts() -> None:
    base = worth("low", 0, 3, 1, 0).total
    assert worth("high", 0, 3, 1, 0).total > worth("medium", 0, 3, 1, 0).total > base
    assert worth("low", 5, 3, 1, 0).total > base
    assert worth("low", 0, 2, 2, 0).total > base
    assert worth("low", 0, 3, 1, 90).total > base
    assert worth("low", 0, 3, 1, 0, returned=True).total == base + 2
    assert worth("low", 0, 1, 0, 180).age == pytest.approx(1.0, abs=1e-4)
    assert worth("low", 0, 0, 0, -5).total == 1.0


def test_how_an_item_stands() -> None:
    claim = decision("minh")
    other = decision("hoa", "2.00", seq=2)
    later = decision("minh", None, verdict=Verdict.DEFER, until=date(2025, 7, 1))
    assert how() is Status.OPEN
    assert how(item=an_item(state="settled")) is Status.SETTLED
    assert how(claim) is Status.DECIDED  # though it is not counted yet
    assert how(claim, counted=[claim.id], item=an_item(state="decided")) is Status.DECIDED
    assert how(claim, counted=[claim.id], stale=[KEY.id]) is Status.STALE
    assert how(claim, other) is Status.DISPUTED
    assert how(later) is Status.DEFERRED
    assert how(replace(later, until=NOW.date())) is Status.OPEN
    undone = Decision(key=KEY, verdict=Verdict.UNDO, who="minh", when=NOW, seq=2, supersedes=(claim.id,))
    assert how(claim, undone, counted=[claim.id], item=an_item(state="decided")) is Status.OPEN
    assert how(claim, share=1.0) is Status.SECOND
    assert how(claim, share=1.0, who="minh") is Status.DECIDED
    assert how(claim, decision("hoa", seq=2), share=1.0) is Status.DECIDED


@given(st.text(max_size=12), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_has_the_same_items_and_more(item: str, one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert wants_second(item, 1.0) and not wants_second(item, 0.0)
    assert wants_second(item, high) or not wants_second(item, low)


def test_a_share_is_a_share() -> None:
    assert 150 < sum(wants_second(f"{n:016x}", 0.1) for n in range(2000)) < 250


def test_leases_end_and_are_one_for_each_reviewer() -> None:
    now = [NOW]
    leases = Leases(lambda: now[0], timedelta(minutes=5))
    assert leases.take("a", "lan").who == "lan"
    assert leases.take("a", "minh").who == "lan"
    assert leases.others("minh") == {"a"} and leases.others("lan") == frozenset()
    leases.take("b", "lan")
    assert leases.take("a", "minh").who == "minh"
    assert leases.take("a", "lan", over=True).who == "lan"
    now[0] += timedelta(minutes=6)
    assert leases.others("hoa") == frozenset()
    leases.take("c", "lan")
    leases.let_go("c", "minh")
    assert leases.others("hoa") == {"c"}
    leases.let_go("c", "lan")
    assert leases.others("hoa") == frozenset()


def test_kappa_as_in_a_book() -> None:
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: raw 0.7, chance 0.5, kappa 0.4
    labels = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(labels) == pytest.approx(0.4)
    assert kappa([]) is None and kappa([("a", "a")] * 3) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_kappa_is_at_most_one_and_the_same_either_way(labels: list[tuple[str, str]]) -> None:
    one, two = kappa(labels), kappa([(b, a) for a, b in labels])
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one <= 1 and math.isclose(one, two, abs_tol=1e-9)


def test_who_agrees_with_whom() -> None:
    keys = [key(slug) for slug in ("ha-noi", "son-la", "da-nang")]
    first = [decision("lan", f, key=k) for k, f in zip(keys, ("1.00", "2.00", "1.00"), strict=True)]
    second = [decision("minh", f, key=k, seq=2) for k, f in zip(keys, ("1.00", "1.00", None), strict=True)]
    (found,) = agreements([*first, *second])
    assert (found.first, found.second, found.both, found.alike, found.raw) == (
        "lan",
        "minh",
        3,
        1,
        pytest.approx(1 / 3),
    )
    over = decision("minh", "2.00", key=keys[0], seq=2, supersedes=(first[0].id,))
    assert agreements([first[0], over]) == ()  # one that replaces the other is no second opinion
    undo = Decision(
        key=keys[0], verdict=Verdict.UNDO, who="minh", when=NOW, seq=3, supersedes=(second[0].id,)
    )
    assert agreements([first[0], second[0], undo]) == ()


def row(subject: str, rank: str, score: str | None = None) -> dict[str, Any]:
    return {"subject": subject, "rank": rank, "score": score}


def test_the_league_around_each_disputed_place() -> None:
    table = [row(f"s{n}", str(n)) for n in range(1, 41)]
    k = key(attribute="rank")
    table[19]["subject"] = k.subject
    lines = around(table, k, ["20", "5"])
    ranks = [int(line.row["rank"]) for line in lines]
    assert ranks == [*range(2, 9), *range(17, 24)]
    assert [line.row["rank"] for line in lines if line.gap] == ["17"]
    assert [line.row["rank"] for line in lines if line.own] == ["20"]


@pytest.mark.parametrize(
    ("attribute", "figures", "own", "off"),
    [
        ("score", ["91.87", "91.81"], {"score_change": "1.72"}, ["0.00", "-0.06"]),
        ("rank", ["2", "5"], {"rank_change": "3"}, ["0", "3"]),
        ("rank_change", ["3", "1"], {"rank": "2"}, ["0", "-2"]),
    ],
)
def test_sums_close_or_are_off(
    attribute: str, figures: list[str], own: dict[str, str], off: list[str]
) -> None:
    years = {
        2023: {name: {"figure": figure} for name, figure in own.items()},
        2022: {"score": {"figure": "90.15"}, "rank": {"figure": "5"}},
    }
    found = sums(key(attribute=attribute), figures, years)
    assert [s.off for s in found] == [Decimal(o) for o in off]
    assert [s.closes for s in found] == [True, False]
    assert sums(key(attribute="group"), ["A"], years) == () and sums(KEY, ["1"], {}) == ()


def test_both_languages_have_the_same_words_and_pages_use_no_others() -> None:
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    vi, en = table["vi"], table["en"]
    assert vi.keys() == en.keys()
    for name, value in vi.items():
        assert isinstance(value, str) == isinstance(en[name], str)
        if isinstance(value, dict):
            assert value.keys() == en[name].keys(), name
        else:
            assert set(re.findall(r"\{\w+\}", value)) == set(re.findall(r"\{\w+\}", en[name])), name
    source = "".join(
        p.read_text(encoding="utf-8") for p in [*HERE.glob("templates/*.html"), *HERE.glob("*.py")]
    )
    used = set(re.findall(r"""\bw(?:ords)?\(['"](\w+)['"][,)]""", source)) - {"vi"}
    assert used <= vi.keys(), used - vi.keys()
    tables = set(re.findall(r"""\bw(?:ords)?\.of\(['"](\w+)['"]""", source))
    assert tables <= {n for n, v in vi.items() if isinstance(v, dict)}


def test_figures_as_each_language_writes_them() -> None:
    vi, en = words("vi"), words("en")
    assert (
        vi.figure("91.87", "score", "percent") == "91,87%"
        and en.figure("91.87", "score", "percent") == "91.87%"
    )
    assert vi.figure("-4", "rank_change") == "−4" and vi.figure("4", "rank_change") == "+4"
    assert vi.figure("B", "group") == "B" and vi.figure(None) == "–"
    assert vi.count(12345) == "12.345" and en.count(12345) == "12,345"
    assert vi.sure(0.999) == ">0,99" and vi.sure(1.0) == "1,00"
