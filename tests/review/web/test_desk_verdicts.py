"""Ruling at the desk, without JavaScript: every verdict, undo, bulk, reviewers, and what moved meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_help import HAI_PHONG, Guest, crowd, desk, keep, key, says

from review.web.desk import Desk
from review.web.sessions import Sessions
from store.decisions import Decision, Verdict
from store.decisions_file import DecisionFile

FACT = key().id
World = tuple[TestClient, Sessions, Desk]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with desk(keep(tmp_path / "s.duckdb", *HAI_PHONG, *crowd(3))) as found:
        yield found


@pytest.fixture
def lan(world: World) -> Guest:
    return Guest(world[0], world[1])


def item(guest: Guest, name: str = "Hải Phòng") -> str:
    rows = [
        r
        for how in ("", "settled", "decided")
        for r in guest.json(f"/queue.json?all=1&status={how}")["items"]
    ]
    return next(str(r["id"]) for r in rows if r["name"] == name)


def made(world: World) -> tuple[Decision, ...]:
    return DecisionFile.of(world[2].path).read().decisions


def published(world: World, fact: str = FACT) -> tuple[object, ...]:
    assert world[2].keeper.settled()
    with world[2].keeper.reading() as store:
        return store.rows("SELECT figure, settled FROM facts_long WHERE fact_id = ?", [fact])[0]


def test_a_claim_is_taken_undone_and_the_other_taken(world: World, lan: Guest) -> None:
    assert lan.get(f"/item/{item(lan)}") == 200
    figures = [lan.form("claim", n)[1]["figure"][0] for n in (0, 1)]
    assert sorted(figures) == ["91.81", "91.87"]
    assert lan.rule("claim", 1) == 200
    assert published(world) == (figures[1], "decided")
    assert "Hải Phòng" not in {i["name"] for i in lan.json("/queue.json")["items"]}
    assert lan.send("/undo") == 200 and FACT in lan.text  # back at the item
    assert published(world)[1] != "decided"
    lan.rule("claim", 0, why="bảng của bộ")
    assert published(world) == (figures[0], "decided")
    assert [d.verdict for d in made(world)] == [Verdict.CLAIM, Verdict.UNDO, Verdict.CLAIM]
    assert made(world)[2].why == "bảng của bộ" and made(world)[2].conflict == item(lan)


@pytest.mark.parametrize(
    ("verdict", "typed", "expected"),
    [
        ("value", {"figure": "91,90%", "source": "công báo"}, ("91.90", "decided")),
        ("none", {}, (None, "decided")),
        ("both", {"figure": "91.81"}, ("91.81", "decided")),
    ],
)
def test_the_other_rulings(
    world: World, lan: Guest, verdict: str, typed: dict[str, str], expected: tuple[object, ...]
) -> None:
    lan.get(f"/item/{item(lan)}")
    assert lan.rule(verdict, **typed) == 200
    assert published(world) == expected


def test_an_extraction_error_and_a_source_error_take_the_claim_out(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    figure, claim = (lan.form("claim", 0)[1][n][0] for n in ("figure", "claim"))
    other = lan.form("claim", 1)[1]["figure"][0]
    assert lan.rule("misread", claim=claim, slot="year", correction="2022", reprints="1") == 200
    assert published(world) == (other, "single")
    assert made(world)[0].slot == "year" and made(world)[0].claims[0].figure == figure
    lan.send("/undo")
    assert published(world)[1] != "single"
    lan.get(f"/item/{item(lan)}")
    assert lan.rule("source_error", claim=claim) == 200
    assert published(world) == (other, "single")


def test_not_now_needs_a_note_and_leaves_the_queue_until_its_day(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    assert lan.rule("defer") == 422 and not made(world)
    assert lan.rule("defer", why="hỏi bộ", until="2999-01-01") == 200
    assert "Hải Phòng" in {i["name"] for i in lan.json("/queue.json?status=deferred")["items"]}


def test_a_comment_stays_at_the_item(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    assert lan.rule("comment", why="<b>xem</b> bảng") == 200
    assert "&lt;b&gt;xem&lt;/b&gt; bảng" in lan.text and f"/item/{item(lan)}" in lan.address


def test_nonsense_is_refused_in_words_and_nothing_is_kept(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    assert lan.rule("value", figure="rất cao", source="x") == 422
    assert "rất cao" in lan.text
    assert lan.rule("value", figure="191", source="x") == 422
    action, fields = lan.form("none")
    assert lan.send(action, **(fields | {"verdict": "perhaps"})) == 422
    assert lan.send(action, **(fields | {"fact": "0" * 16})) == 404
    assert lan.send("/item/nothing/rule", verdict="none") == 404
    assert not made(world)


def test_one_wish_is_one_decision_however_often_it_is_sent(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    action, fields = lan.form("claim", 0)
    for _ in range(5):
        assert lan.send(action, **fields) == 200
    assert len(made(world)) == 1


def test_evidence_that_moved_is_409_with_old_and_new_side_by_side(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    action, fields = lan.form("claim", 0)
    world[2].keeper.settled()
    world[2].keeper.let_go()
    keep(world[2].path, says(("hai-phong", "score", "91.55"), host="e.vn", title="Tin khác hẳn"))
    assert lan.send(action, **fields) == 409
    assert not made(world)
    then, now = lan.text.split('class="then-now"')[1].split("</dl>")[0].split("</div>")[:2]
    assert "91,55%" not in then and 'class="fig new">91,55%' in now


def test_a_ruling_whose_evidence_turns_comes_back_with_old_and_new(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    lan.rule("claim", 0)
    published(world)
    world[2].keeper.let_go()
    keep(world[2].path, says(("hai-phong", "score", "91.55"), host="e.vn", title="Tin khác hẳn"))
    back = [i for i in lan.json("/queue.json?status=stale")["items"] if FACT in i["facts"]]
    assert len(back) == 1
    lan.get(f"/item/{back[0]['id']}?figure={FACT}")
    part = lan.text.split('id="moved"')[1].split("</section>")[0]
    assert 'class="fig new">91,55%' in part
    assert lan.rule("claim", 0) == 200
    assert published(world)[1] == "decided"


def test_all_right_as_they_are_rules_on_every_suspect(tmp_path: Path) -> None:
    pages = (
        says(("hai-phong", "score", "91.00"), ("hai-phong", "rank", 5), host="a.vn"),
        says(("ha-noi", "score", "92.00"), ("ha-noi", "rank", 5), host="b.vn"),
    )
    with desk(keep(tmp_path / "s.duckdb", *pages)) as world:
        lan = Guest(world[0], world[1])
        shared = next(i for i in lan.json("/queue.json?all=1")["items"] if i["kind"] == "rank_shared")
        assert len(shared["facts"]) == 2
        lan.get(f"/item/{shared['id']}")
        part = lan.text.split("/accept")[1].split("</form>")[0]
        expect = part.split('name="expect" value="')[1:]
        fields = {"expect": [e.split('"')[0] for e in expect], "knows": "", "token": "t1"}
        assert lan.send(f"/item/{shared['id']}/accept", **fields) == 200
        assert len(made(world)) == 2 and {d.batch for d in made(world)} == {made(world)[0].batch}
        assert published(world, shared["facts"][0])[1] == "decided"
        lan.send("/undo")
        assert len(made(world)) == 4  # what was decided in one go is undone in one go
        assert published(world, shared["facts"][0])[1] != "decided"


def test_a_text_and_its_reprints_are_decided_in_one_go_after_a_preview(world: World, lan: Guest) -> None:
    with world[2].keeper.reading() as store:
        witness = store.rows("SELECT witness FROM fact_evidence e JOIN observation o ON o.id = e.observation_id "
                             "JOIN revision r ON r.id = o.revision_id WHERE r.title = 'Bảng hai'")[0][0]  # fmt: skip
    rows = lan.json(f"/witness/{witness}.json")["figures"]
    assert len(rows) == 3
    chosen = [r["fact"] for r in rows][:2]
    assert lan.send(f"/witness/{witness}/preview", verdict="claim", fact=[]) == 422
    assert lan.send(f"/witness/{witness}/preview", verdict="claim", fact=chosen) == 200
    assert not made(world)
    action, fields = lan.form("claim")
    for _ in range(2):
        assert lan.send(action, **fields) == 200
    assert len(made(world)) == 2 and len({d.batch for d in made(world)}) == 1
    assert {published(world, f)[0] for f in chosen} == {r["said"] for r in rows[:2]}


def test_two_do_not_take_one_item(world: World, lan: Guest) -> None:
    minh = Guest(world[0], world[1], "Minh")
    first = item(lan)
    lan.get(f"/item/{first}")
    minh.get(f"/item/{first}")
    assert "Lan đang xem" in minh.text
    assert minh.rule("none") == 409 and not made(world)
    minh.get("/next")
    assert first not in minh.address
    minh.send(f"/item/{first}/take-over")
    assert minh.rule("none") == 200
    assert [d.who for d in made(world)] == ["Minh"]
    assert lan.rule("none") == 409  # it was decided meanwhile
    assert len(made(world)) == 1


def test_a_second_opinion_is_blind_and_a_difference_comes_back(tmp_path: Path) -> None:
    with desk(keep(tmp_path / "s.duckdb", *HAI_PHONG), share=1.0) as world:
        lan, minh, hoa = (Guest(world[0], world[1], n) for n in ("Lan", "Minh", "Hoa"))
        one = item(lan)
        lan.get(f"/item/{one}")
        lan.rule("claim", 0, why="lý do của Lan")
        published(world)
        assert [i["status"] for i in minh.json("/queue.json")["items"]] == ["second"]
        assert lan.json("/queue.json")["items"] == []
        minh.get(f"/item/{one}")
        assert "lý do của Lan" not in minh.text and "đang công bố" not in minh.text
        assert "Lan" not in str(minh.json(f"/item/{one}.json"))
        assert minh.rule("claim", 1) == 200
        published(world)
        assert [i["status"] for i in hoa.json("/queue.json")["items"]] == ["disputed"]
        assert lan.json("/agreement.json") == [
            {"first": "Lan", "second": "Minh", "both": 1, "alike": 0, "raw": 0.0, "kappa": 0.0}
        ]
        hoa.get(f"/item/{one}")
        assert "lý do của Lan" in hoa.text
        assert hoa.rule("claim", 0) == 200
        assert published(world)[1] == "decided"
        assert {d["state"] for d in hoa.json("/decisions.json") if d["who"] != "Hoa"} == {"replaced"}


def test_the_trail_has_every_decision_and_takes_one_back(world: World, lan: Guest) -> None:
    lan.get(f"/item/{item(lan)}")
    lan.rule("none", why="chưa rõ")
    published(world)
    trail = lan.json("/decisions.json")
    assert [(d["who"], d["verdict"], d["state"], d["why"]) for d in trail] == [
        ("Lan", "none", "applied", "chưa rõ")
    ]
    assert lan.send("/undo", decision=trail[0]["id"]) == 200
    assert lan.send("/undo", decision=trail[0]["id"]) == 409
    assert lan.send("/undo", decision="abcdef0123") == 404
