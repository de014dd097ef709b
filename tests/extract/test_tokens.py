"""What words are asked for: a province's name that is a piece of another name, or beside one."""

import subprocess
import sys
from pathlib import Path

from benchmarks.tokens import doubtful

ROOT = Path(__file__).parent.parent.parent


def test_words_tell_a_province_from_a_piece_of_another_name() -> None:
    """For the name of every province; without words nearly every one of the first kind is a false fact."""
    false, pieces, missed, whole = doubtful("with underthesea")
    assert pieces > 300 and whole > 200
    assert false <= 0.05 * pieces
    assert missed <= 0.05 * whole
    assert doubtful("without words")[0] > 0.5 * pieces
    assert doubtful("a doubtful name is never believed")[2] > 0.5 * whole


def test_reading_needs_no_spacy() -> None:
    code = (
        "import sys; from chiso.articles import article_of_text; from extract.extractor import extractor; "
        "e = extractor().extract(article_of_text('Năm 2024, Sơn La xếp thứ 12/63 PAR INDEX.')); "
        "print(len(e.observations), 'spacy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.split() == ["1", "False"]
