"""The notebooks: kept free of outputs, and run from top to bottom on the demo's store."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
import pytest
from analyst_help import ROOT, demo_store

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=[p.stem for p in NOTEBOOKS])


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [
        cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind
    ]


def source(path: Path) -> str:
    return "\n".join("".join(cell["source"]) for cell in cells(path, "code"))


@pytest.fixture
def quiet_plots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CHISO_STORE", str(demo_store()))
    before = matplotlib.get_backend()
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    monkeypatch.setattr(plt, "show", lambda: None)
    yield
    plt.close("all")
    matplotlib.use(before)
    pd.reset_option("display.max_colwidth")


def test_there_are_four() -> None:
    assert [p.name[:2] for p in NOTEBOOKS] == ["1_", "2_", "3_", "4_"]


@each
def test_they_are_kept_free_of_outputs(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    assert len(cells(path, "markdown")) >= 5
    code = source(path)
    assert "chiso.evidence(" in code, "every figure leads to its sentences in one call"
    assert "db.sql(" in code
    assert "plt.show()" in code


@each
def test_their_code_runs_from_top_to_bottom(path: Path, quiet_plots: None) -> None:
    import matplotlib.pyplot as plt

    names: dict[str, Any] = {}
    exec(compile(source(path), path.name, "exec"), names)
    assert len(names["said"]) > 0
    for claim in names["said"].itertuples():
        assert claim.sentence
    for number in plt.get_fignums():
        assert any(axis.has_data() for axis in plt.figure(number).axes)
    assert plt.get_fignums()


def test_the_movers_are_those_of_the_store(quiet_plots: None) -> None:
    names: dict[str, Any] = {}
    exec(compile(source(NOTEBOOKS[0]), "first", "exec"), names)
    movers, changes = names["movers"].set_index("key_now"), names["changes"].set_index("key")
    assert list(movers["moved"]) == sorted(movers["moved"], reverse=True)
    assert len(changes) > 10
    for key, row in changes.iterrows():
        assert movers.loc[key, "moved"] == row["rank_moved"] == row["rank_before"] - row["rank"]


@pytest.mark.slow
@each
def test_jupyter_runs_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("CHISO_STORE", str(demo_store()))
    notebook = nbformat.read(path, 4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [o for o in outputs if o.output_type == "stream" and o.name == "stderr"]
    assert any("image/png" in o.get("data", {}) for o in outputs)
    assert any("text/html" in o.get("data", {}) for o in outputs)
