"""`chiso normalize`, run as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from normalize.legacy import Code, encode
from normalize.text import canonical

ROOT = Path(__file__).parent.parent.parent
CHISO = Path(sys.executable).parent / "chiso"
SENTENCE = (
    "Năm 2023, tỉnh Bắc Kạn xếp thứ 26/63 về PAR INDEX, đạt 84,05%, tăng 05 bậc so với năm ngoái; "
    "là năm thứ ba liên tiếp dẫn đầu; PCI DSS; ngày 06/4/2025; từ 2017 đến 2020; phấn đấu đạt 90%."
)


def chiso(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [CHISO, *words], capture_output=True, input=stdin, cwd=ROOT, timeout=120, check=False
    )


def pieces(*words: str, stdin: bytes = b"") -> tuple[str, list[dict[str, Any]]]:
    run = chiso("normalize", *words, "--json", stdin=stdin)
    assert run.returncode == 0, run.stderr.decode()
    said = json.loads(run.stdout)
    for piece in said["pieces"]:
        assert said["text"][piece["start"] : piece["end"]] == piece["text"]
    return said["text"], said["pieces"]


def test_every_name_number_and_date_with_what_it_was_taken_for() -> None:
    _, found = pieces(SENTENCE)
    said = {p["text"]: (p["kind"], p["value"], p["taken_for"]) for p in found}
    assert said["Năm 2023"] == ("year", "2023", "edition 2023")
    assert said["Bắc Kạn"] == ("province", "province/bac-kan", "subject")
    assert said["26/63"] == ("ordinal", "26", "rank 26 of 63")
    assert said["PAR INDEX"] == ("index", "PAR_INDEX", "index")
    assert said["84,05%"] == ("number", "84.05", "score 84.05%")
    assert said["05 bậc"] == ("number", "5", "change +5 bậc")
    assert said["năm ngoái"] == ("base", None, "base of a change, -1 from the edition spoken of")
    assert said["PCI DSS"] == ("lookalike", "", "nothing: a look-alike (lookalike)")
    assert said["ngày 06/4/2025"] == ("day", "2025-04-06", "a time that is no edition")
    assert any(p["kind"] == "streak" and p["taken_for"] == "streak of 3" for p in found)
    assert any(p["kind"] == "rank" and p["text"] == "dẫn đầu" for p in found)
    assert any(p["taken_for"] == "every year of 2017, 2018, 2019, 2020" for p in found)
    assert [p["start"] for p in found] == sorted(p["start"] for p in found)


def test_the_year_decides_how_a_province_is_shown() -> None:
    _, (old,) = pieces("Bắc Kạn", "--year", "2023")
    _, (gone,) = pieces("Bắc Kạn", "--year", "2026")
    assert (old["gso"], old["heirs"]) == ("06", ["thai-nguyen"])
    assert (gone["value"], gone["exists"], gone["heirs"]) == ("province/bac-kan", False, ["thai-nguyen"])


def test_a_piece_of_a_longer_name_is_taken_for_nothing() -> None:
    _, found = pieces("Phiên họp tại xã Mỹ An Giang Đông hôm nay bàn về năm 2023.")
    assert all(p["taken_for"] != "subject" for p in found)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_standard_input_in_any_charset(charset: str) -> None:
    text = "Hà Nội, năm 2023: 12/63."
    shown, found = pieces("-", stdin=text.encode(charset))
    assert shown == text
    assert [p["value"] for p in found] == ["province/ha-noi", "2023", "12"]


def test_standard_input_in_an_old_font_code() -> None:
    text = "Tỉnh Sơn La xếp thứ 12 về chỉ số cải cách hành chính, đạt 84,05 điểm."
    shown, found = pieces("-", stdin=encode(text, Code.TCVN3).encode("latin-1"))
    assert shown == text
    assert [p["value"] for p in found] == ["province/son-la", "12", "PAR_INDEX", "84.05"]


def test_a_saved_page_is_read_as_an_article() -> None:
    path = next((ROOT / "fixtures" / "articles").glob("par-*.txt"))
    text, found = pieces(str(path))
    assert canonical(text).text == text
    assert {"province", "index", "number"} <= {p["kind"] for p in found}


def test_the_table_for_people_and_a_text_with_nothing() -> None:
    run = chiso("normalize", SENTENCE)
    shown = run.stdout.decode()
    assert run.returncode == 0
    for part in ("bac-kan", "84,05%", "rank", "26", "streak"):
        assert part in shown
    assert "nothing in it" in chiso("normalize", "không có gì cả").stdout.decode()


@pytest.mark.parametrize("what", ["missing.txt", "fixtures"])
def test_a_mistake_is_told_what_where_and_what_to_do(what: str) -> None:
    run = chiso("normalize", what)
    said = run.stderr.decode()
    assert run.returncode == 1
    assert what in said and "→" in said and "Traceback" not in said


def test_bytes_that_are_no_text_are_refused() -> None:
    run = chiso("normalize", "-", stdin=bytes(range(128, 256)) * 20)
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
