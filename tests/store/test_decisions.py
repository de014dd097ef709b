"""Decisions as lines, and which of them stand."""

import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import key

from store.decisions import BadDecision, Claimed, Decision, Verdict, read_decision
from store.decisions_standing import DISPUTED, REPLACED, STANDS, UNDONE, Standing, standings

WHEN = datetime(2025, 6, 1, 9, 0, 0, 123)
FULL = Decision(
    key=key("hai-phong", "rank", component="the-che"), verdict=Verdict.BOTH, who="Lan", when=WHEN, why="bảng của Bộ",
    seq=7, figure="12", unit=None, claims=(Claimed("article", "observation", "province/hai-phong", "12"),),
    also=("13",), slot=None, source="https://moha.example/1", conflict="conflict", seen=("12", "13"),
    fingerprint="print", supersedes=("before",), until=date(2025, 7, 1), batch="batch", token="token",
)  # fmt: skip


def ruling(figure: str | None, who: str = "lan", seq: int = 1, **more: object) -> Decision:
    given: dict[str, object] = {
        "key": key(), "verdict": Verdict.CLAIM if figure else Verdict.NONE, "unit": "percent",
        "when": WHEN + timedelta(seq),
    }  # fmt: skip
    return Decision(who=who, seq=seq, figure=figure, **(given | more))  # type: ignore[arg-type]


def undoing(*decisions: Decision, seq: int = 9, who: str = "lan") -> Decision:
    over = tuple(d.id for d in decisions)
    return Decision(key(), Verdict.UNDO, who, WHEN, seq=seq, supersedes=over)


# lines


def test_a_decision_is_a_line_and_back() -> None:
    assert read_decision(FULL.record) == FULL
    assert "\n" not in FULL.record
    assert "bảng của Bộ" in FULL.record
    told = json.loads(FULL.record)
    assert (told["id"], told["who"], told["when"], told["verdict"], told["why"], told["fingerprint"]) == (
        FULL.id, "Lan", "2025-06-01T09:00:00.000123Z", "both", "bảng của Bộ", "print",
    )  # fmt: skip


def test_how_a_line_is_set_does_not_matter_and_what_it_says_does() -> None:
    told = json.loads(FULL.record)
    assert read_decision(json.dumps(told, indent=1, sort_keys=True).replace("\n", " ")) == FULL
    for name, other in (("who", "Minh"), ("figure", "13"), ("seq", 8), ("why", ""), ("seen", ["12"])):
        with pytest.raises(BadDecision, match="it was changed"):
            read_decision(json.dumps(told | {name: other}))


def test_every_field_is_part_of_the_id() -> None:
    others = [
        replace(FULL, key=key()), replace(FULL, verdict=Verdict.CLAIM), replace(FULL, who="x"),
        replace(FULL, when=WHEN + timedelta(microseconds=1)), replace(FULL, why="x"), replace(FULL, seq=8),
        replace(FULL, figure="13"), replace(FULL, unit="point"), replace(FULL, claims=()), replace(FULL, also=()),
        replace(FULL, slot="year"), replace(FULL, correction="x"), replace(FULL, source=None),
        replace(FULL, conflict=None), replace(FULL, seen=()), replace(FULL, fingerprint="x"),
        replace(FULL, supersedes=()), replace(FULL, until=None), replace(FULL, batch=None), replace(FULL, token=None),
    ]  # fmt: skip
    assert len({d.id for d in (FULL, *others)}) == len(others) + 1


BAD = [
    ("", "not JSON"), ("[1]", "not a JSON object"), ('{"format": 2}', "its format is 2"), ("{}", "its format is None"),
    ('{"format": 1}', "missing or wrong"),
    (FULL.record.replace('"12"', '"zwölf"', 1), "no number"),
    (FULL.record.replace('"2025-06-01T', '"2025-16-01T'), "missing or wrong"),
    (FULL.record.replace('"both"', '"perhaps"'), "missing or wrong"),
    (FULL.record.replace('"both"', '"none"'), "takes no figure"),
    (FULL.record.replace('"year": 2024', '"year": null'), "missing or wrong"),
    (FULL.record.replace('"year": 2024', '"year": Infinity'), "missing or wrong"),
    (FULL.record.replace('"Lan"', "5"), "missing or wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), BAD, ids=[w for _, w in BAD])
def test_what_is_no_decision(line: str, words: str) -> None:
    with pytest.raises(BadDecision, match=words):
        read_decision(line)


@pytest.mark.parametrize(
    ("figure", "words"),
    [("1e9", "no figure of an index"), ("NaN", "no figure"), ("1.23456", "more decimals"), ("12.5", None)],
)
def test_figures_that_the_store_can_hold(figure: str, words: str | None) -> None:
    line = ruling(figure).record
    if words is None:
        assert read_decision(line).decimals == 1
    else:
        with pytest.raises(BadDecision, match=words):
            read_decision(line)


# standing


def words(*decisions: Decision) -> list[str]:
    found = standings(decisions)
    return [found[d.id].word for d in decisions]


def test_one_ruling_stands() -> None:
    one = ruling("91.87")
    assert standings([one]) == {one.id: Standing(STANDS)}


def test_a_ruling_that_is_superseded_is_replaced_and_comes_back_when_its_successor_is_undone() -> None:
    first = ruling("91.87")
    second = ruling("91.81", seq=2, who="minh", supersedes=(first.id,))
    assert words(first, second) == [REPLACED, STANDS]
    back = undoing(second, seq=3)
    assert words(first, second, back) == [STANDS, UNDONE, STANDS]
    again = undoing(back, seq=4)
    assert words(first, second, back, again) == [REPLACED, STANDS, UNDONE, STANDS]


def test_two_reviewers_who_agree_stand_and_two_who_differ_are_disputed() -> None:
    lan, minh = ruling("91.8"), ruling("91.80", "minh", 2)
    assert words(lan, minh) == [STANDS, STANDS]
    other = ruling("91.9", "minh", 2)
    assert standings([lan, other]) == {
        d.id: Standing(DISPUTED, o.id) for d, o in sorted([(lan, other), (other, lan)], key=lambda p: p[0].id)
    }
    judge = ruling("91.9", "hoa", 3, supersedes=(lan.id, other.id))
    assert words(lan, other, judge) == [REPLACED, REPLACED, STANDS]
    assert words(lan, ruling(None, "minh", 2)) == [DISPUTED, DISPUTED]
    assert words(lan, ruling("91.8", "minh", 2, unit="point")) == [DISPUTED, DISPUTED]


def test_of_one_reviewer_the_last_counts_whatever_the_clock_says() -> None:
    early = ruling("91.8", seq=1, when=WHEN + timedelta(days=9))
    late = ruling("91.9", seq=2)
    assert words(early, late) == [REPLACED, STANDS]
    assert standings([early, late])[early.id].by == late.id


def test_rulings_on_other_facts_do_not_touch_each_other() -> None:
    assert words(ruling("91.8"), ruling("91.9", "minh", key=key(year=2023))) == [STANDS, STANDS]


def test_rejections_stand_beside_each_other_and_beside_rulings() -> None:
    misread = ruling(None, verdict=Verdict.MISREAD, slot="year", claims=FULL.claims)
    wrong = ruling(None, seq=2, verdict=Verdict.SOURCE_ERROR, claims=FULL.claims)
    assert words(misread, wrong, ruling("91.8", "minh", 3)) == [STANDS, STANDS, STANDS]


def test_a_postponement_ends_with_the_next_decision() -> None:
    later = ruling(None, verdict=Verdict.DEFER, why="hỏi Sở")
    remark = ruling(None, seq=2, verdict=Verdict.COMMENT, why="đã hỏi")
    assert words(later, remark) == [STANDS, STANDS]
    assert words(later, remark, ruling("91.8", "minh", 3)) == [REPLACED, STANDS, STANDS]
    assert words(later, ruling(None, seq=3, verdict=Verdict.DEFER, why="mai")) == [REPLACED, STANDS]


def test_a_ruling_on_an_unknown_decision_supersedes_nothing() -> None:
    assert words(ruling("91.8", supersedes=("nobody",))) == [STANDS]


@st.composite
def worlds(draw: st.DrawFn) -> list[Decision]:
    """Decisions of a few reviewers on a few facts, each knowing some of those before it."""
    made: list[Decision] = []
    for number in range(draw(st.integers(1, 14))):
        on = draw(st.sampled_from([key(), key(year=2023)]))
        same = [d for d in made if d.key == on]
        verdict = draw(
            st.sampled_from([Verdict.CLAIM, Verdict.CLAIM, Verdict.NONE, Verdict.UNDO, Verdict.DEFER])
        )
        over = draw(st.lists(st.sampled_from(same), max_size=2, unique_by=lambda d: d.id)) if same else []
        if verdict is Verdict.UNDO and not over:
            continue
        figure = draw(st.sampled_from(["91.8", "91.9"])) if verdict is Verdict.CLAIM else None
        made.append(
            Decision(
                on, verdict, draw(st.sampled_from(["lan", "minh", "hoa"])),
                WHEN + timedelta(seconds=draw(st.integers(-99, 99))), figure=figure, seq=number + 1,
                supersedes=tuple(d.id for d in over), token=str(number),
            )
        )  # fmt: skip
    return made


@settings(deadline=None)
@given(worlds(), st.integers())
def test_neither_order_nor_repetition_matters(made: list[Decision], seed: int) -> None:
    shuffled = [*made, *made[:3]]
    random.Random(seed).shuffle(shuffled)
    assert standings(shuffled) == standings(made)


@settings(deadline=None)
@given(worlds())
def test_laws_of_standing(made: list[Decision]) -> None:
    found = standings(made)
    assert found.keys() == {d.id for d in made}
    known = {d.id: d for d in made}
    for on in {d.key for d in made}:
        rulings = [d for d in made if d.key == on and d.verdict in (Verdict.CLAIM, Verdict.NONE)]
        standing = {(d.value, d.unit) for d in rulings if found[d.id].word == STANDS}
        disputed = [d for d in rulings if found[d.id].word == DISPUTED]
        assert len(standing) <= 1, "what is applied is one thing"
        assert not (standing and disputed), "nothing is applied while there is a dispute"
        assert len(disputed) != 1
        assert len({d.who for d in disputed}) == len(disputed)
    for id_, standing in found.items():
        if standing.word == UNDONE:
            by = known[str(standing.by)]
            assert by.verdict is Verdict.UNDO
            assert id_ in by.supersedes
            assert found[by.id].word not in (REPLACED, UNDONE)
        if standing.word == STANDS:
            assert all(found[d.id].word in (REPLACED, UNDONE) for d in made if id_ in d.supersedes)


@settings(deadline=None)
@given(worlds().filter(len), st.data())
def test_undoing_the_last_decision_leaves_all_as_before_it(made: list[Decision], data: st.DataObject) -> None:
    before, last = made[:-1], made[-1]
    back = Decision(
        last.key,
        Verdict.UNDO,
        data.draw(st.sampled_from(["lan", "eva"])),
        WHEN,
        seq=99,
        supersedes=(last.id,),
    )
    then, now = standings(before), standings([*made, back])
    assert {id_: now[id_] for id_ in then} == then
    assert now[last.id] == Standing(UNDONE, back.id)
