"""The demo, run as a newcomer runs it: what it must show is there, and twice is the same."""

import os
import subprocess
import sys
from pathlib import Path

CHISO = Path(sys.executable).parent / "chiso"
ROOT = Path(__file__).parent.parent.parent


def test_the_demo_shows_tables_and_conflicts_and_may_be_run_again(tmp_path: Path) -> None:
    first, second = (
        subprocess.run(
            [CHISO, "demo", "--into", tmp_path],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=300,
            env={**os.environ, "COLUMNS": "200"},
            check=True,
        )
        for _ in range(2)
    )
    for title in ("PAR INDEX 2023", "PAR INDEX 2024", "SIPAS 2023", "SIPAS 2024"):
        assert title in first.stdout
    flat = " ".join(first.stdout.split())
    assert "Hải Phòng, PAR INDEX 2023, score: 91.81%" in flat
    assert "PAR INDEX của thành phố đạt 91,81% điểm" in flat  # the one sentence
    assert "Quảng Ninh 92,18%, xếp thứ nhất; Hải Phòng 91,87%, xếp thứ hai." in flat  # the other
    assert "Sơn La, PAR INDEX 2024: group B with 90.02%" in flat

    def after_ingest(out: str) -> str:
        return out.split("A league table", 1)[1]

    assert after_ingest(first.stdout) == after_ingest(second.stdout)
    assert "Traceback" not in first.stderr + second.stderr
