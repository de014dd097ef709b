"""A small store for the verbs of reviewers: three articles that disagree, and the command as a person runs it."""

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

TABLE = """Bảng xếp hạng PAR INDEX năm 2024

Năm 2024, tỉnh Sơn La đạt 90,02% PAR INDEX, xếp thứ 12/63.
Năm 2024, thành phố Hải Phòng đạt 96,17% PAR INDEX, xếp thứ 1/63.
"""
OTHER = """Cải cách hành chính của tỉnh Sơn La

Chỉ số PAR INDEX năm 2024 của tỉnh Sơn La đạt 90,20%, đứng thứ 12 cả nước.
"""
THIRD = """Nhìn lại một năm cải cách

Theo công bố, PAR INDEX năm 2024 của tỉnh Sơn La là 90,31%.
"""
KEY = "Sơn La:PAR INDEX:2024"
ROW = "province/son-la:PAR_INDEX:2024"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Desk:
    """A folder with a store, and the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "s.duckdb"
        self.decisions = folder / "s.decisions.jsonl"

    def read(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")
        assert self("ingest", self.folder / name).code == 0

    def __call__(self, *arguments: object, columns: int = 80, **settings: str) -> Result:
        out, err, code = StringIO(), StringIO(), 0
        from chiso import cli, console

        wanted = {"CHISO_STORE": str(self.store), "COLUMNS": str(columns), "CHISO_REVIEWER": "lan"} | settings
        words = patch.object(sys, "argv", ["chiso", *map(str, arguments)])
        # rich looks at COLUMNS only when a console is made, which another test may have done long ago
        wide = patch.object(console.out, "_width", columns)
        with words, wide, patch.dict(os.environ, wanted), redirect_stdout(out), redirect_stderr(err):
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
        return Result(code, out.getvalue(), err.getvalue())

    def fact(self, attribute: str = "score") -> dict[str, Any]:
        [found] = self("why", KEY, "--attribute", attribute, "--json").json
        return dict(found["fact"])

    def conflict(self) -> str:
        [found] = self("conflicts", "--kind", "value", "--json").json
        return str(found["id"])
