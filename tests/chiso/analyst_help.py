"""What the tests of the analysts' tools share: the demo's store, an empty one, and the command as a person runs it."""

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest.mock import patch

from store.database import open_store

ROOT = Path(__file__).parent.parent.parent


@lru_cache(maxsize=1)
def demo_store() -> Path:
    """The store that `chiso demo` makes, once for each process; tests open it read-only."""
    from chiso.pipeline import ingest
    from chiso.verbs.demo import FIXTURES, _plan

    path = Path(mkdtemp(prefix="chiso-demo-")) / "chiso.duckdb"
    ingest([FIXTURES / folder for folder in _plan(FIXTURES / "demo.toml")["pages"]], path)
    return path


@lru_cache(maxsize=1)
def empty_store() -> Path:
    """A store that nothing was ever read into, not even reference data."""
    path = Path(mkdtemp(prefix="chiso-empty-")) / "chiso.duckdb"
    open_store(path).close()
    return path


@lru_cache(maxsize=1)
def report() -> Path:
    """The report on the demo's store, in a folder whose name addresses must escape."""
    from chiso.report.site import write

    folder = Path(mkdtemp(prefix="chiso-report-")) / "báo cáo"
    with open_store(demo_store(), read_only=True) as store:
        write(store, folder)
    return folder


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def chiso(*arguments: object, store: Path | None = None, columns: int = 160) -> Result:
    """Run the command in this process, as the script `chiso` does."""
    from chiso import cli, console

    words = [str(a) for a in arguments] + (["--store", str(store)] if store else [])
    out, err, code = StringIO(), StringIO(), 0
    with patch.object(sys, "argv", ["chiso", *words]), patch.dict(os.environ, {"COLUMNS": str(columns)}):
        os.environ.pop("CHISO_STORE", None)
        # rich looks at COLUMNS only when a console is made, which another test may have done long ago
        with patch.object(console.out, "_width", columns), redirect_stdout(out), redirect_stderr(err):
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
    return Result(code, out.getvalue(), err.getvalue())
