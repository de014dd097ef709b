"""Browsing beside the queue."""

import re
from dataclasses import replace
from pathlib import Path

from web_help import HAI_PHONG, Guest, desk, keep, says

from normalize.reference import load as load_reference


def test_indices_and_their_parts_bear_their_names_on_every_page(tmp_path: Path) -> None:
    index = load_reference().index["PAR_INDEX"]
    slug, part = next(iter(index.components.items()))
    said = says(("hai-phong", "score", "88.10"), host="p.vn")
    of_part = tuple(replace(o, component=slug) for o in said.observations)
    with desk(keep(tmp_path / "s.duckdb", *HAI_PHONG, said._replace(observations=of_part))) as world:
        lan = Guest(world[0], world[1])
        article = next(a["id"] for a in lan.json("/articles.json") if a["source"] == "p.vn")
        for path in (f"/article/{article}", "/facts", "/province/hai-phong"):
            assert lan.get(path) == 200
            shown = re.sub(r"(href|value|action)=\"[^\"]*\"", "", lan.text)
            assert index.names[0] in shown and part.names[0] in shown
            assert "PAR_INDEX" not in shown and slug not in shown
