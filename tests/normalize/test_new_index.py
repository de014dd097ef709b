"""An index is added by one file: no code knows its name, and `chiso extract` reports its facts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from normalize.reference import BUNDLED

CHISO = Path(sys.executable).parent / "chiso"

MADE_UP = """
id = "BEE"
name = "Chỉ số nuôi ong cấp tỉnh"
name_en = "Provincial Bee Index"
publisher = "Hội Nuôi ong"
first_edition = 2019
announced_after = 1
ranks = ["province"]
names = ["BEE INDEX", "Chỉ số nuôi ong cấp tỉnh", "Chỉ số nuôi ong"]
lookalikes = ["BEE INDEX cấp huyện"]

[[scale]]
from = 2019
min = 0
max = 100
likely_min = 20
unit = "point"

[[ranked]]
kind = "province"
from = 2019
to = 2024
count = 63

[[component]]
slug = "mat-ong"
scale_max = 10
names = ["chất lượng mật ong"]

[[group]]
label = "Ngọt"
min = 80
from = 2019
"""
ARTICLE = """Yên Bái vào tốp đầu về nuôi ong

Năm 2023, Chỉ số nuôi ong (BEE INDEX) của Yên Bái đạt 84,25 điểm, xếp thứ 7/63, tăng 5 bậc so với năm 2022.

Trong đó, chỉ số thành phần chất lượng mật ong đạt 8,15 điểm. Lào Cai xếp thứ 9, đạt 83,1 điểm.

BEE INDEX cấp huyện năm 2023: huyện Văn Yên đạt 77,7 điểm.
"""  # fmt: skip


def extracted(folder: Path, article: Path) -> set[tuple[object, ...]]:
    run = subprocess.run(
        [CHISO, "extract", article, "--format", "jsonl"],
        capture_output=True, text=True, check=True, env={**os.environ, "CHISO_REFERENCE": str(folder)},
    )  # fmt: skip
    facts = [json.loads(line) for line in run.stdout.splitlines()]
    return {(f["subject"], f["index"], f["component"], f["year"], f["attribute"], f["value"]) for f in facts}


def test_one_file_adds_an_index(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(BUNDLED, folder)
    article = tmp_path / "ong.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert extracted(folder, article) == set()

    (folder / "indices" / "bee.toml").write_text(MADE_UP, encoding="utf-8")
    assert extracted(folder, article) == {
        ("province/yen-bai", "BEE", None, 2023, "score", 84.25),
        ("province/yen-bai", "BEE", None, 2023, "rank", 7),
        ("province/yen-bai", "BEE", None, 2023, "rank_change", 5),
        ("province/yen-bai", "BEE", "mat-ong", 2023, "score", 8.15),
        ("province/lao-cai", "BEE", None, 2023, "rank", 9),
        ("province/lao-cai", "BEE", None, 2023, "score", 83.1),
    }


def test_the_new_index_is_named_by_normalize_too(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(BUNDLED, folder)
    (folder / "indices" / "bee.toml").write_text(MADE_UP, encoding="utf-8")
    run = subprocess.run(
        [CHISO, "normalize", "BEE INDEX năm 2023", "--json"],
        capture_output=True, text=True, check=True, env={**os.environ, "CHISO_REFERENCE": str(folder)},
    )  # fmt: skip
    first = json.loads(run.stdout)["pieces"][0]
    assert (first["kind"], first["value"], first["taken_for"]) == ("index", "BEE", "index")


def test_the_file_that_the_documentation_shows_is_enough(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
    shown = text.partition("```toml\n")[2].partition("```")[0]
    folder = tmp_path / "reference"
    shutil.copytree(BUNDLED, folder)
    (folder / "indices" / "bee.toml").write_text(shown, encoding="utf-8")
    article = tmp_path / "ong.txt"
    article.write_text(
        "Nuôi ong\n\nNăm 2023, BEE INDEX của Yên Bái đạt 84,25 điểm, xếp thứ 7.\n", encoding="utf-8"
    )
    assert extracted(folder, article) == {
        ("province/yen-bai", "BEE", None, 2023, "score", 84.25),
        ("province/yen-bai", "BEE", None, 2023, "rank", 7),
    }
