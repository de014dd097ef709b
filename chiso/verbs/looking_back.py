"""Verbs that look at how a figure came to be: why, history, diff."""

from typing import TYPE_CHECKING, Annotated

import typer

from chiso.console import err, out, print_json
from chiso.options import DEFAULT_STORE, Json, Key, Only, StoreFile
from normalize.errors import UserError

if TYPE_CHECKING:
    from store.database import Store


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(why)
    app.command()(history)
    app.command()(diff)


def why(key: Key, attribute: Only = None, json: Json = False, store: StoreFile = DEFAULT_STORE) -> None:
    """Show why a figure is what it is: who says what, what each weighs, the arithmetic, decisions, former figures.

    Example: [bold]chiso why "Hải Phòng:PAR INDEX:2023" --attribute score[/]
    """
    from chiso.derivations import derivation
    from chiso.names import key_or_id
    from chiso.opening import store_to_read
    from chiso.plain_values import plain
    from normalize.reference import load
    from review.why import why as derive

    reference = load()
    with store_to_read(store) as kept:
        found = derive(kept, key_or_id(key), attribute and attribute.value)
    if not found:
        raise UserError(
            f"nothing is published about its {attribute}", key, "leave --attribute out to see what is"
        )
    if json:
        for one in found:
            print_json(plain(one.record()))
        return
    for one in found:
        for part in derivation(one, reference):
            out.print(part)


def history(key: Key, attribute: Only = None, json: Json = False, store: StoreFile = DEFAULT_STORE) -> None:
    """Show what was published about a row of facts, from when to when, and what changed it.

    Times are those of this machine; with --json they are UTC.

    Example: [bold]chiso history "Sơn La:PAR INDEX:2024"[/]
    """
    from chiso.derivations import versions_tables
    from chiso.opening import store_to_read
    from chiso.plain_values import plain_record
    from normalize.reference import load
    from store.history import history_of
    from store.lookup import near_keys

    with store_to_read(store) as kept:
        found = _row_key(kept, key)
        rows = history_of(kept, found, attribute and attribute.value)
        if not rows:
            what = (
                f"nothing was ever published about its {attribute}"
                if attribute
                else "nothing was ever published"
            )
            raise UserError(what, found, near_keys(kept, found))
    if json:
        for row in rows:
            print_json(plain_record(row))
        return
    for part in versions_tables(rows, load()):
        out.print(part)


def diff(
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="T",
            help="The earlier moment: 2026-01-31, '2026-01-31 18:30', a version's name.",
        ),
    ],
    until: Annotated[str, typer.Option("--to", metavar="T", help="The later one.")] = "now",
    everything: Annotated[
        bool, typer.Option("--all", help="Figures, too, that are only weighed otherwise.")
    ] = False,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Show which figures and conflicts were otherwise at one moment than at another.

    Example: [bold]chiso diff --from 2026-01-01 --to 2026-02-01[/]
    """  # fmt: skip
    from chiso.opening import store_to_read
    from chiso.plain_values import plain_record
    from chiso.times import moment_of
    from chiso.verdicts import changes_table, conflict_lines
    from store.history import changes, conflict_changes

    earlier, later = moment_of(since), moment_of(until)
    if later < earlier:
        raise UserError(
            "the later moment is before the earlier one", f"{since} … {until}", "exchange --from and --to"
        )
    with store_to_read(store) as kept:
        rows = [r for r in changes(kept, earlier, later) if everything or r["what"] != "weighed"]
        conflicts = conflict_changes(kept, earlier, later)
    if json:
        for row in rows:
            print_json(plain_record(row))
        for row in conflicts:
            print_json(plain_record({"conflict": row["conflict_id"], **row}))
        return
    if not rows and not conflicts:
        out.print("Nothing is otherwise.")
        return
    if rows:
        out.print(changes_table(rows, len(rows)))
    for part in conflict_lines(conflicts):
        out.print(part)
    counts = {what: sum(r["what"] == what for r in rows) for what in dict.fromkeys(r["what"] for r in rows)}
    err.print(", ".join(f"{n} {what}" for what, n in counts.items()), style="dim")


def _row_key(store: "Store", text: str) -> str:
    """The key of a row of facts that a key or an id means, be it of a figure that is not published any more."""
    from chiso.names import key_or_id
    from review.case import cases

    if ":" in text:
        return key_or_id(text)
    former = store.rows(
        "SELECT DISTINCT key FROM fact_versions WHERE starts_with(fact_id, ?)", [text.lower()]
    )
    if len(text) >= 4 and len(former) == 1:
        return str(former[0][0])
    return cases(store, text)[0].key.text
