"""Scoring: what counts as right, which slot is wrong, what another version read differently, which rule did what."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chiso.articles import article_of_text, read_with_gold
from extract.extractor import extractor
from extract.scoring.against import AgainstError, compare, read_records, summary
from extract.scoring.board import Board
from extract.scoring.gold import Gold, GoldError, read_gold
from extract.scoring.records import Record, differences, same
from extract.scoring.report import Report, add, evaluate, judge
from extract.scoring.wrong import blamed, nearest, wrong_slots

ARTICLES = Path(__file__).parent.parent.parent / "fixtures" / "articles"


def fact(**changed: Any) -> Record:
    record = {
        "doc": "d", "subject": "province/son-la", "index": "PCI", "component": None, "year": 2023,
        "attribute": "rank", "value": 12, "scope": "national", "status": "stated", "rule": "ordinal",
        "reasons": {"subject": "clause", "index": "clause", "year": "title", "scope": "usual"},
    }  # fmt: skip
    return record | changed


def gold(*observations: Record) -> Gold:
    return Gold("d", Path("d.txt"), None, observations)


facts = st.builds(
    fact,
    year=st.sampled_from([2021, 2022, 2023]),
    value=st.sampled_from([1, 2, 3]),
    attribute=st.sampled_from(["rank", "score"]),
    optional=st.booleans(),
)


def unique(records: list[Record]) -> list[Record]:
    return list({(r["year"], r["value"], r["attribute"]): r for r in records}.values())


@given(st.lists(facts, max_size=8).map(unique), st.lists(facts, max_size=8))
def test_every_answer_and_every_gold_is_counted_once(given_: list[Record], answers: list[Record]) -> None:
    report = evaluate([(gold(*given_), answers)])
    verdicts = Counter(judge(gold(*given_), answers))
    asked = [g for g in given_ if not g["optional"]]
    assert report.overall.right == verdicts["right"] == report.overall.found
    assert report.overall.wrong == verdicts["wrong"] == len(report.wrong)
    assert report.overall.found + report.overall.missed == len(asked)
    assert sum(verdicts.values()) == len(answers)
    for values in report.slices.values():
        assert sum(s.right for s in values.values()) == report.overall.right
        assert sum(s.missed for s in values.values()) == report.overall.missed
    for reasons in report.sources.values():
        assert sum(s.right + s.wrong for s in reasons.values()) == report.overall.right + report.overall.wrong


def test_numbers_agree_to_five_thousandths_and_labels_without_case() -> None:
    assert same(fact(value=90.23), fact(value=90.234))
    assert not same(fact(value=90.23), fact(value=90.24))
    assert same(fact(value="A"), fact(value="a"))
    assert not same(fact(value="A"), fact(value=1))


def test_a_wrong_slot_is_named_and_so_is_where_it_came_from() -> None:
    report = evaluate([(gold(fact()), [fact(year=2022)])])
    assert wrong_slots(report) == {"year": 1}
    assert blamed(report) == {("year", "title"): 1}
    assert nearest(report.wrong[0], report.missed) == fact()


def test_what_is_like_nothing_in_the_gold_is_no_wrong_slot() -> None:
    report = evaluate([(gold(fact()), [fact(subject="province/ha-noi", index="PAPI", year=2020)])])
    assert wrong_slots(report) == {"nothing like it in the gold": 1}


def test_a_part_is_measured_apart() -> None:
    report = Report()
    add(report, gold(fact()), [fact()], "seen")
    add(report, gold(fact()), [fact(value=13)], "set aside")
    assert report.slice("part", "seen").precision == 1
    assert report.slice("part", "set aside").precision == 0
    assert report.overall.precision == 0.5


@given(st.lists(facts, max_size=6), st.lists(facts, max_size=6))
def test_two_versions_differ_in_what_they_do_not_share(old: list[Record], new: list[Record]) -> None:
    found = compare("d", old, new)
    counts = summary(found)
    assert counts["gained"] - counts["lost"] == len(new) - len(old)
    assert compare("d", old, old) == []
    for difference in found:
        if difference.kind == "changed":
            assert difference.old is not None and difference.new is not None
            assert set(differences(difference.old, difference.new)) <= set(difference.slots)


def test_a_changed_slot_is_a_change_and_gold_says_which_way() -> None:
    before = fact(year=2022, start=5, end=7)
    after = fact(year=2023, start=5, end=7)
    (difference,) = compare("d", [before], [after], gold(fact()))
    assert (difference.kind, difference.slots, difference.verdict) == ("changed", ("year",), "better")
    (back,) = compare("d", [after], [before], gold(fact()))
    assert back.verdict == "worse"
    (gained,) = compare("d", [], [before], gold(fact()))
    assert (gained.kind, gained.verdict) == ("gained", "worse")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "x.jsonl:1"), ('{"doc": "d"}\n', "x.jsonl:1"), (json.dumps(fact()) + "\n[]", "x.jsonl:2")],
)
def test_a_file_that_is_something_else_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(AgainstError) as raised:
        read_records(path)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    "gold_file",
    ['{"observations": []', '{"observations": [{}]}', '{"published": "04/2025", "observations": []}'],
)
def test_gold_that_is_something_else_is_named(tmp_path: Path, gold_file: str) -> None:
    (tmp_path / "x.txt").write_text("Sơn La", "utf-8")
    (tmp_path / "x.json").write_text(gold_file, "utf-8")
    with pytest.raises(GoldError, match=r"x\.json"):
        read_gold(tmp_path)


def test_the_scoreboard_accounts_for_every_value() -> None:
    board, report = Board(), Report()
    golds = read_gold(ARTICLES)[:12]
    values = 0
    for one in golds:
        extraction = read_with_gold(one)
        answers = [o.record(extraction.article.text) for o in extraction.observations]
        board.add(extraction, answers, add(report, one, answers))
        values += len(extraction.abstentions) + sum(len(r.resolved) for r in extraction.readings)
    rows = board.rows.values()
    assert all(r.fired == r.right + r.wrong + r.optional + r.again + r.refused for r in rows)
    assert sum(r.fired for r in rows) == values
    assert sum(r.right for r in rows) == report.overall.right > 100
    assert sum(r.wrong for r in rows) == report.overall.wrong
    assert all(r.overlapping <= r.fired + r.again for r in rows)


def test_rules_that_match_on_the_same_characters_are_rivals() -> None:
    extraction = extractor().extract(article_of_text("Năm 2023, Hải Phòng đạt 91,87% PAR INDEX, tăng 1,72%."))
    board = Board()
    answers = [o.record(extraction.article.text) for o in extraction.observations]
    board.add(extraction, answers, ["right"] * len(answers))
    assert board.rows["points"].rivals["score"] == 1
    assert board.rows["score"].right == 1
