"""What only looks like a conflict."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from conflict_samples import conflicts, outcome
from store_samples import claim, key

from store.reconcile.claim import Claim, Key

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
