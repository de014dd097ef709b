"""Laws of reconciliation that hold whatever is claimed."""

import math
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NAMES, REFERENCE, claim, key

from store.reconcile.claim import Claim, Key, Trust
from store.reconcile.conflicts.rank_order import collide
from store.reconcile.fusion.belief import NAT, Side, against, chance, start, weight
from store.reconcile.measure import figure_text
from store.reconcile.outcome import DERIVED, FOR, OPEN, Fact
from store.reconcile.settle import Settlement, case_of, settle
from store.reconcile.whole import reconcile

LAW = settings(deadline=None)  # the machine may be busy
SUBJECTS = [*list(NAMES)[:4], "ministry/bo-noi-vu", "national"]
ARTICLES = st.sampled_from("abcdef")


@st.composite
def keys(draw: st.DrawFn) -> Key:
    subject = draw(st.sampled_from(SUBJECTS))
    attribute = draw(st.sampled_from(["score", "rank", "score_change", "rank_change", "group"]))
    if subject == "national":
        attribute = "score"
    return key(subject, attribute, year=draw(st.integers(2022, 2024)))


@st.composite
def claims(draw: st.DrawFn, at: Key | None = None) -> Claim:
    at = at or draw(keys())
    match at.attribute:
        case "group":
            value = draw(st.sampled_from(["A", "B", "a"]))
        case "rank" | "rank_change":
            value = str(draw(st.integers(1, 6)))
        case _:
            tenths = draw(st.integers(895, 910))
            value = draw(
                st.sampled_from(
                    [f"{tenths // 10}", f"{tenths / 10}", f"{tenths / 10}{draw(st.integers(0, 9))}"]
                )
            )
    return claim(
        value, at, draw(ARTICLES),
        status=draw(st.sampled_from(["stated", "stated", "implied"])),
        rough=at.attribute == "score" and draw(st.integers(0, 5)) == 0,
        confidence=draw(st.floats(0.05, 1)),
        said=draw(st.sampled_from(["", "", "quoted"])),
        trust=draw(st.sampled_from(Trust)),
        start=draw(st.integers(0, 3)),
    )  # fmt: skip


def unique(found: list[Claim]) -> list[Claim]:
    return list({c.id: c for c in found}.values())


MANY = st.lists(claims(), max_size=25).map(unique)
ONE_KEY = keys().flatmap(lambda at: st.lists(claims(at), min_size=1, max_size=8)).map(unique)


@LAW
@given(MANY, st.randoms())
def test_the_order_of_claims_does_not_matter(found: list[Claim], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert reconcile(found, (), REFERENCE) == reconcile(shuffled, (), REFERENCE)


@LAW
@given(MANY)
def test_the_same_claim_twice_is_one(found: list[Claim]) -> None:
    once = reconcile(found, (), REFERENCE)
    again = [replace(c, id=c.id + "'", start=c.start + 50) for c in found]
    for a, b in zip(once.facts, reconcile([*found, *again], (), REFERENCE).facts, strict=True):
        assert (a.key, a.value, a.settled, a.sources) == (b.key, b.value, b.settled, b.sources)
        assert a.confidence == b.confidence


@LAW
@given(st.data(), st.lists(ARTICLES, min_size=1, max_size=6))
def test_claims_that_agree_never_conflict(data: st.DataObject, articles: list[str]) -> None:
    value = Decimal(data.draw(st.integers(8000, 9999))) / 100
    found = [
        claim(figure_text(value if d == 2 else value.quantize(Decimal(1).scaleb(-d)), d), key(), a, unit=unit)
        for a, d, unit in zip(
            articles,
            data.draw(st.lists(st.integers(0, 2), min_size=6, max_size=6)),
            data.draw(st.lists(st.sampled_from(["percent", "point", None]), min_size=6, max_size=6)),
            strict=False,
        )
    ]
    finest = max(found, key=lambda c: c.decimals)
    outcome = reconcile(unique([*found, claim(figure_text(value, 2), key(), "z")]), (), REFERENCE)
    assert not outcome.conflicts
    assert outcome.facts[0].value == value
    assert finest.decimals <= outcome.facts[0].decimals


def settled(found: list[Claim]) -> Settlement:
    case = case_of(found[0].key, found, REFERENCE)
    assert case is not None
    return settle(case, REFERENCE)


@LAW
@given(ONE_KEY, st.floats(0.05, 1))
def test_another_witness_of_the_published_figure_never_lowers_its_confidence(
    found: list[Claim], confidence: float
) -> None:
    fact = settled(found).fact
    text = figure_text(fact.value, fact.decimals)
    new = claim(text, fact.key, "new", confidence=confidence, rough=fact.rough, status=fact.status)
    after = settled([*found, new]).fact
    weighs = weight((1 - 0.04) * confidence, 3)  # what speaks less surely than chance may lower it
    if after.value == fact.value and weighs > 0:
        assert after.confidence >= fact.confidence
        assert after.sources == fact.sources + 1 or fact.status == "implied" or fact.rough


@LAW
@given(ONE_KEY)
def test_confidence_is_that_of_the_evidence_and_what_is_published_was_claimed(found: list[Claim]) -> None:
    settlement = settled(found)
    fact = settlement.fact
    assert 0 <= fact.confidence <= 1
    assert fact.value in {c.value for c in found}
    assert {e.observation for e in fact.evidence} == {c.id for c in found}
    assert fact.confidence == added_up(fact)
    assert fact.sources == len({e.witness for e in fact.evidence if e.role == FOR})
    assert (fact.settled == OPEN) <= bool(settlement.rivals)


def added_up(fact: Fact) -> float:
    """What the list of all that speaks for and against a fact adds up to."""
    weights = [e.weight for e in fact.evidence] + [r.weight for r in fact.reasons]
    return chance(round(NAT * math.fsum(weights)))


@LAW
@given(MANY)
def test_every_confidence_adds_up_with_what_other_facts_say(found: list[Claim]) -> None:
    for fact in reconcile(found, (), REFERENCE).facts:
        if fact.settled != DERIVED:
            assert abs(fact.confidence - added_up(fact)) <= 0.0001


WEIGHTS = st.lists(st.floats(0.3, 1), max_size=40)


@LAW
@given(WEIGHTS, WEIGHTS, st.floats(0.3, 1))
def test_confidence_rises_with_what_speaks_for_it_and_falls_with_what_speaks_against(
    for_: list[float], against_: list[float], more: float
) -> None:
    def sure(one: list[float], other: list[float]) -> float:
        def side(truths: list[float]) -> Side:
            return Side({str(i): weight(t, 10) for i, t in enumerate(truths)})

        lost = against([side(other)] if other else [], 10)
        return chance(start(10) + side(one).total + sum(n for names in lost for n in names.values()))

    here = sure(for_, against_)
    assert 0 <= here <= 1
    assert sure([*for_, more], against_) >= here
    assert sure(for_, [*against_, more]) <= here


@LAW
@given(st.lists(st.tuples(st.integers(1, 8), st.integers(850, 930)), min_size=2, max_size=8))
def test_without_the_culprits_a_field_is_in_order(members: list[tuple[int, int]]) -> None:
    """Taking out one suspect of each conflict leaves nobody who collides."""
    from store.reconcile.conflicts.field import fields

    said = []
    for name, (place, tenths) in zip(NAMES, members, strict=False):
        said += [claim(place, key(name, "rank")), claim(f"{tenths / 10}", key(name))]
    outcome = reconcile(said, (), REFERENCE)
    found = [c for c in outcome.conflicts if c.kind == "rank_order"]
    culprits = {c.key.subject for c in found}
    [field] = fields(outcome.facts, REFERENCE)
    left = [p for p in field if p.rank.key.subject not in culprits]
    assert not any(collide(a, b) for a in left for b in left)
    assert len(culprits) == len(found)


@settings(LAW, max_examples=30)
@given(MANY)
def test_each_component_can_be_reconciled_by_itself(found: list[Claim]) -> None:
    parts = [
        [replace(c, key=replace(c.key, index=index), id=f"{index}{c.id}", unit=None) for c in found]
        for index in ("PAR", "PCI")
    ]
    whole = reconcile([c for part in parts for c in part], (), REFERENCE)
    alone = [reconcile(part, (), REFERENCE) for part in parts]
    assert set(whole.facts) == {f for o in alone for f in o.facts}
    assert {c.id for c in whole.conflicts} == {c.id for o in alone for c in o.conflicts}
