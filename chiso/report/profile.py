"""The profile of a province: every index through the years, where it stands, what it was and became."""

from chiso.report import heat, pictures
from chiso.report.known import Known
from chiso.report.model import PROVINCE, Step, grouped
from chiso.report.page import Page, line_of
from chiso.report.places import Here, province_page
from chiso.report.words import Words


def province(known: Known, words: Words, language: str, profile: str) -> Page:
    """A province: every index through the years, where it stands among the others, its components."""
    path = province_page(profile)
    here = Here(language, path)
    subject = f"{PROVINCE}/{profile}"
    name = known.names[subject]
    own = [s for s, p in known.profile_of.items() if p == profile]
    rows = [row for s in own for row in known.of_subject.get(s, ())]
    wholes = [row for row in rows if row.component is None]
    by_index = grouped(sorted(wholes, key=lambda r: r.year), lambda r: r.index)
    parts = grouped((row for row in rows if row.component is not None), lambda r: r.index)
    sections = []
    for index in known.indices:
        if index.id not in by_index and index.id not in parts:
            continue
        mine = by_index.get(index.id, ())
        last = mine[-1] if mine else None
        among = known.wholes.get((index.id, last.year), ()) if last else ()
        sections.append(
            {
                "index": index,
                "lines": [line_of(known, row) for row in reversed(mine)],
                "ranks": pictures.own_ranks(known, words, here, index, mine),
                "scores": last and pictures.scores(words, here, index, among, last.subject, f"scores-{index.slug}"),
                "components": heat.own_components(known, words, here, index, parts.get(index.id, ())),
                "regional": [
                    (row, fact) for row in mine for fact in known.facts.get(row.key, ())
                    if fact.attribute == "rank" and (fact.scope or "").startswith("region/")
                ],
            }
        )  # fmt: skip
    context = {
        "name": name,
        "subject": subject,
        "sections": sections,
        "editions": len({(row.index, row.year) for row in wholes}),
        "was_named": [known.names[s] for s in own if known.names[s] != name],
        "became": _became(known, profile),
        "came_from": _came_from(known, profile),
        "clashes": [c for c in known.clashes if c.subject in own],
    }
    return Page(path, "province.html", name, context)


def _became(known: Known, profile: str) -> list[tuple[Step, str]]:
    return [(s, s.to_slug) for s in known.steps if s.from_slug == profile != s.to_slug and s.kind == "merge"]


def _came_from(known: Known, profile: str) -> list[tuple[Step, list[str]]]:
    mine = grouped(
        (s for s in known.steps if s.to_slug == profile and s.kind == "merge"), lambda s: s.happened
    )
    return [(steps[0], [s.from_slug for s in steps]) for steps in mine.values() if len(steps) > 1]
