"""Conflict `rank_order`: a better rank with a lower score."""

import pytest
from conflict_samples import conflicts, field, rank, score, suspects
from store_samples import NAMES, claim, key


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
