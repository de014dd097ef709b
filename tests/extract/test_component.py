"""chiso as a component of spaCy: registered, the same as without spaCy, and as docs/spacy.md shows it."""

import contextlib
import io
import json
import unicodedata
from datetime import date, datetime
from importlib.metadata import distribution
from pathlib import Path

import pytest
import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from crawlers.saved import read
from extract.component import TOKENIZER
from extract.doc import to_doc
from extract.extractor import extractor
from extract.read import read_article
from normalize.errors import UserError

ROOT = Path(__file__).parent.parent.parent
GUIDE = ROOT / "docs" / "spacy.md"
TEXTS = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))[::9]


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    made.add_pipe("chiso")
    return made


def test_the_package_tells_spacy_of_both() -> None:
    points = {(p.group, p.name): p.value for p in distribution("chiso").entry_points}
    assert points["spacy_factories", "chiso"] == "extract.component:create"
    assert points["spacy_tokenizers", TOKENIZER] == "extract.component:create_tokenizer"


def test_the_guide_prints_what_it_says_it_prints() -> None:
    text = GUIDE.read_text("utf-8")
    blocks = regex.findall(r"```(python|text)\n(.*?)```", text, regex.DOTALL)
    names: dict[str, object] = {}
    printed, checked = "", 0
    for kind, block in blocks:
        if kind == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(block, names)
            printed = out.getvalue()
        else:
            assert printed == block
            checked += 1
    assert checked == 4


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_a_doc_says_what_the_extractor_says(nlp: Language, path: Path) -> None:
    article = read_article(read(path))
    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    doc = nlp(doc)
    plain = [o.record(article.text) for o in extractor().extract(article).observations]

    def said(records: list[dict[str, object]]) -> list[tuple[object, ...]]:
        return [
            (r["subject"], r["index"], r["year"], r["attribute"], r["value"], r["start"]) for r in records
        ]

    assert said(doc._.observations) == said(plain)
    for span, record in zip(doc.spans["observations"], doc._.observations, strict=True):
        assert span.start_char <= record["start"] < record["end"] <= span.end_char
        assert span._.observation == record and span.label_ == record["attribute"]
    assert doc.text == article.text


def test_offsets_are_those_of_the_text_as_it_came(nlp: Language) -> None:
    text = "\ufeffKết quả\u200b PAR INDEX\r\n\r\nNăm 2024, Sơn La đạt 90,02%, xếp thứ 12/63 PAR INDEX."
    for form in ("NFC", "NFD"):
        raw = unicodedata.normalize(form, text)
        for made in (nlp, spacy.blank("xx")):
            if "chiso" not in made.pipe_names:
                made.add_pipe("chiso")
            doc = made(raw)
            assert doc.text == raw
            quoted = [raw[o["start"] : o["end"]] for o in doc._.observations]
            assert [q.strip("\u200b") for q in quoted] == ["90,02%", "12/63"]
            assert [s.label_ for s in doc.spans["observations"]] == ["score", "rank"]


def test_tokens_are_words_and_nothing_of_the_text_is_lost(nlp: Language) -> None:
    doc = nlp.make_doc("Ông Nguyễn Văn A, Bắc Kạn:  phát triển\n\tkinh tế 12,5%… 😀\n")
    assert {"Bắc Kạn", "phát triển", "kinh tế"} <= {t.text for t in doc}
    for text in (
        "",
        " ",
        "\n\n",
        "\u200b",
        "a\u200b b",
        "😀👩‍👩‍👧",
        "e\u0302\u0301",
        "\u0301",
        "Tỉnh" + " " * 9 + "đạt",
    ):
        assert nlp(text).text == text


def test_a_doc_travels(nlp: Language, tmp_path: Path) -> None:
    doc = nlp("Kết quả\n\nNăm 2024, Sơn La đạt 90,02% PAR INDEX.")
    nlp.to_disk(tmp_path / "pipeline")
    other = spacy.load(tmp_path / "pipeline")
    assert [t.text for t in other(doc.text)] == [t.text for t in doc]
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(kept).get_docs(other.vocab)
    assert json.dumps(again._.observations) == json.dumps(doc._.observations)  # its tuples were lists
    assert [s.text for s in again.spans["observations"]] == ["90,02%"]


@pytest.mark.parametrize("given", ["tháng tư", 2025, ["2025-04-08"]])
def test_a_date_that_is_none_is_named(nlp: Language, given: object) -> None:
    doc = nlp.make_doc("Sơn La xếp thứ 12/63 về PAR INDEX.")
    doc._.published = given
    with pytest.raises(UserError, match="published"):
        nlp(doc)


@pytest.mark.parametrize("given", [date(2025, 4, 8), datetime(2025, 4, 8, 23), "2025-04-08"])
def test_a_date_given_with_the_doc_dates_the_article(nlp: Language, given: object) -> None:
    doc = nlp.make_doc("Sơn La xếp thứ 12/63 về PAR INDEX.")
    doc._.published = given
    assert [o["year"] for o in nlp(doc)._.observations] == [2024]


def test_an_article_becomes_a_doc_with_the_same_groups() -> None:
    article = read_article(read(TEXTS[0]))
    extraction = extractor().extract(article)
    doc: Doc = to_doc(extraction)
    assert doc.text == article.text
    assert [s.id_ for s in doc.spans["observations"]] == [o.id for o in extraction.observations]
    assert len(doc.spans["abstentions"]) == len(extraction.abstentions)
    assert {s.label_ for s in doc.spans["mentions"]} >= {"SUBJECT", "YEAR"}
