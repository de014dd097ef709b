"""The fixture portals for tests, and crawls of them in a process of their own, as the reactor wants it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))

from portals.server import Hit, Server, Stage  # noqa: E402

SITES = ROOT / "fixtures" / "portals" / "sites"
DAY1 = 1747013400.0  # 2025-05-12 01:30 UTC
_CRAWL = """
import json, sys
from pathlib import Path
from crawlers.recipe_files import load_recipes
from crawlers.run import Options, crawl
a = json.loads(sys.argv[1])
recipes = load_recipes(Path(a["sites"]))
chosen = [recipes[name] for name in a["only"] or sorted(recipes)]
report = crawl(recipes, chosen, Path(a["folder"]), Options(**a["options"]))
# The most memory since this program began: getrusage would count that of the process it was forked from too.
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.open() if line.startswith("VmHWM")] if status.exists() else []
print(json.dumps({
    "run": report.run, "resumed": report.resumed, "finished": report.finished,
    "peak_kb": int(peak[0]) if peak else None,
}))
"""

__all__ = [
    "DAY1",
    "ROOT",
    "SITES",
    "Hit",
    "Server",
    "Stage",
    "crawl",
    "ledger",
    "start_crawl",
    "write_recipe",
]


def start_crawl(
    folder: Path, server: Server, sites: Path = SITES, only: Iterable[str] = (), **options: Any
) -> "subprocess.Popen[str]":
    options = {
        "agent": "chiso-test (+mailto:t@t.example)",
        "proxy": server.address,
        "floor": 0.0,
        "now": DAY1,
        **options,
    }
    about = {"sites": str(sites), "folder": str(folder), "only": list(only), "options": options}
    return subprocess.Popen(
        [sys.executable, "-c", _CRAWL, json.dumps(about)], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def crawl(folder: Path, server: Server, **more: Any) -> dict[str, Any]:
    """Crawl to the end, and return the report."""
    process = start_crawl(folder, server, **more)
    out, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors
    report: dict[str, Any] = json.loads(out)
    return report


def ledger(folder: Path, query: str, *values: Any) -> list[Any]:
    db = sqlite3.connect(f"file:{folder / 'ledger.sqlite'}?mode=ro", uri=True)
    try:
        return db.execute(query, values).fetchall()
    finally:
        db.close()


def write_recipe(
    folder: Path, name: str, host: str, more: str = "", family: str = "department", path: str = "/tin-tuc"
) -> None:
    scheme = "https" if "tls" in host else "http"
    (folder / f"{name}.toml").write_text(
        f'id = "{name}"\nname = "{name}"\nfamily = "{family}"\nverified = true\n'
        f'[site]\nhost = "{host}"\nscheme = "{scheme}"\n'
        f'{more}\n[[listing]]\nurl = "{scheme}://{host}{path}"\n',
        "utf-8",
    )
