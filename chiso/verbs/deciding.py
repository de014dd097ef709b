"""Verbs of reviewers: decide, undo. Registers those that list decisions and look back, too."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chiso.console import err, out, print_json, say_problems
from chiso.options import DEFAULT_STORE, Attribute, Because, By, Json, Only, StoreFile
from chiso.verbs import decisions, looking_back, publishing
from normalize.errors import UserError

if TYPE_CHECKING:
    from review.case import Case
    from review.decision import Choice
    from review.desk import Taken
    from store.database import Store

What = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="A conflict, a figure or an observation (the beginning of its id), or the key of a row of facts.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command, and with them those that list decisions, look back, and publish."""
    app.command()(decide)
    app.command()(undo)
    decisions.register(app)
    looking_back.register(app)
    publishing.register(app)


def decide(
    what: What,
    take: Annotated[
        list[str] | None, typer.Option(help="This is right: a figure that is claimed, or the id of a claim.")
    ] = None,
    value: Annotated[str | None, typer.Option(help="Another figure is right; needs --source.")] = None,
    source: Annotated[
        str | None, typer.Option(help="Where that figure is from: an address, a document.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No figure is right.")] = False,
    both: Annotated[
        str | None,
        typer.Option(metavar="FIGURE", help="This is the final figure, the others were preliminary."),
    ] = None,
    misread: Annotated[
        list[str] | None,
        typer.Option(metavar="CLAIM", help="This claim was extracted wrongly; needs --slot."),
    ] = None,
    slot: Annotated[
        str | None,
        typer.Option(help="What of it: subject, index, component, year, value, attribute or scope."),
    ] = None,
    should_be: Annotated[str | None, typer.Option(help="What it should have been.")] = None,
    source_error: Annotated[
        list[str] | None,
        typer.Option(metavar="CLAIM", help="This claim is read rightly, but its source is wrong."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="All figures of the conflict are right as they are.")
    ] = False,
    defer: Annotated[bool, typer.Option("--defer", help="Not now.")] = False,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="When a deferred case comes back.")
    ] = None,
    note: Annotated[bool, typer.Option("--note", help="Only a remark.")] = False,
    because: Because = "",
    by: By = None,
    instead: Annotated[bool, typer.Option("--instead", help="Replace the ruling of somebody else.")] = False,
    second: Annotated[
        bool, typer.Option("--second", help="Set yours beside it: where they differ, both wait.")
    ] = False,
    attribute: Only = None,
    expect: Annotated[
        str | None,
        typer.Option(metavar="FINGERPRINT", help="Only if the evidence is still this; see chiso why --json."),
    ] = None,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Rule on a figure once and for all: the decision is kept in a file of its own, and survives every new run.

    It is applied as long as the evidence that it was made on holds; contradicted, it comes back. Every decision can
    be taken back with chiso undo.

    Example: [bold]chiso decide 3f2a9c01 --take 91,87 --because "so the ministry's table"[/]
    """  # fmt: skip
    from chiso.opening import reviewer, store_to_decide
    from chiso.verdicts import taken
    from normalize.reference import load
    from review.desk import decide_all
    from store.decisions_file import DecisionFile

    who = reviewer(by)
    reference = load()
    _alone(accept, take, value, none, both, misread, source_error, defer, note)
    with store_to_decide(store) as kept:
        found, conflict = _cases(kept, what, attribute)
        choices: list[tuple[Case, Choice]]
        if accept:
            choices = [(case, _as_published(case)) for case in found]
        else:
            case = _the_one(found, what)
            choice = _choice(
                case,
                take,
                value,
                source,
                none,
                both,
                misread,
                slot,
                should_be,
                source_error,
                defer,
                until,
                note,
            )
            choices = [(case, choice)]
        if not because.strip():
            raise UserError("a decision needs a reason", what, 'say why: --because "…"')
        result = decide_all(
            kept, choices, who=who, why=because.strip(), expect=[expect] if expect else None, conflict=conflict,
            instead=instead, second=second, file=DecisionFile.of(store), reference=reference,
        )  # fmt: skip
    say_problems(result.problems, "attention")
    if json:
        print_json(_taken_record(result))
        return
    for part in taken(result, reference):
        out.print(part)
    err.print(f"take it back with: chiso undo {result.decisions[0].id[:8]}", style="dim")


def undo(
    which: Annotated[
        str | None,
        typer.Argument(metavar="[DECISION]", help="The decision; else the last one of yours that stands."),
    ] = None,
    only: Annotated[
        bool, typer.Option("--only", help="Only this one of what was decided in one go.")
    ] = False,
    because: Because = "",
    by: By = None,
    json: Json = False,
    store: StoreFile = DEFAULT_STORE,
) -> None:
    """Take a decision back: all is as before it. Taking that back restores it.

    Example: [bold]chiso undo[/] or [bold]chiso undo 9fd2a727 --because "the wrong province"[/]
    """  # fmt: skip
    from chiso.opening import reviewer, store_to_decide
    from chiso.verdicts import taken
    from normalize.reference import load
    from review.desk import undo as take_back
    from store.decisions_file import DecisionFile

    who = reviewer(by)
    with store_to_decide(store) as kept:
        result = take_back(kept, which, who=who, why=because.strip(), only=only, file=DecisionFile.of(store))
    say_problems(result.problems, "attention")
    if json:
        print_json(_taken_record(result))
        return
    for part in taken(result, load()):
        out.print(part)


def _cases(store: "Store", what: str, attribute: Attribute | None) -> "tuple[list[Case], str | None]":
    """The figures that are meant, and the conflict if one was named."""
    from chiso.names import key_or_id
    from review.case import cases
    from store.lookup import found_by_id

    conflict = None
    if ":" not in what:
        kind, id_ = found_by_id(store, what)
        conflict = id_ if kind == "conflict" else None
    found = [c for c in cases(store, key_or_id(what)) if attribute in (None, c.key.attribute)]
    if not found:
        raise UserError(
            f"nothing is published about its {attribute}", what, "leave --attribute out to see what is"
        )
    return found, conflict


def _the_one(found: "Sequence[Case]", what: str) -> "Case":
    if len(found) == 1:
        return found[0]
    from chiso.verdicts import about

    listed = "".join(f"\n    {c.fact['fact_id'][:8]}  {about(c.fact)} {c.fact['figure']}" for c in found)
    raise UserError(
        f"that means {len(found)} figures", what, f"decide one by one, or --accept them all:{listed}"
    )


def _as_published(case: "Case") -> "Choice":
    """The choice that a figure is right as it is."""
    from review.decision import Choice
    from store.decisions import Verdict

    if not any(c["role"] == "for" for c in case.claims):
        raise UserError(
            "nobody says this figure, it is derived", case.key.text, "give --value and its --source"
        )
    return Choice(Verdict.CLAIM, figure=case.fact["figure"])


def _choice(
    case: "Case", take: list[str] | None, value: str | None, source: str | None, none: bool, both: str | None,
    misread: list[str] | None, slot: str | None, should_be: str | None, source_error: list[str] | None, defer: bool,
    until: str | None, note: bool,
) -> "Choice":  # fmt: skip
    from review.decision import Choice
    from store.decisions import Verdict

    for given, needed, option, other in (
        (source, value, "--source", "--value"), (slot, misread, "--slot", "--misread"),
        (should_be, misread, "--should-be", "--misread"), (until, defer, "--until", "--defer"),
    ):  # fmt: skip
        if given and not needed:
            raise UserError(f"{option} goes with {other}", case.key.text, f"leave it out, or add {other}")
    if take:
        ids = tuple(
            t
            for t in take
            if any(c["observation_id"].startswith(t.lower()) and len(t) >= 4 for c in case.claims)
        )
        if ids and len(ids) == len(take):
            return Choice(Verdict.CLAIM, claims=ids)
        if len(take) > 1:
            raise UserError(
                "several figures cannot be right",
                case.key.text,
                "give one figure, or ids of claims that agree",
            )
        return Choice(Verdict.CLAIM, figure=take[0])
    if value is not None:
        return Choice(Verdict.VALUE, figure=value, source=source)
    if none:
        return Choice(Verdict.NONE)
    if both is not None:
        return Choice(Verdict.BOTH, figure=both)
    if misread:
        return Choice(Verdict.MISREAD, claims=tuple(misread), slot=slot, correction=should_be)
    if source_error:
        return Choice(Verdict.SOURCE_ERROR, claims=tuple(source_error))
    if defer:
        return Choice(Verdict.DEFER, until=_day(until))
    return Choice(Verdict.COMMENT)


def _alone(*given: object) -> None:
    if sum(bool(g) for g in given) != 1:
        raise UserError(
            "one verdict is wanted" if not any(given) else "only one verdict is wanted",
            to_do="one of --take, --value, --none, --both, --misread, --source-error, --accept, --defer, --note",
        )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{text!r} is no day", to_do="write it as 2026-01-31") from error


def _taken_record(result: "Taken") -> dict[str, Any]:
    import json

    from chiso.plain_values import plain

    return {
        "decisions": [json.loads(d.record) for d in result.decisions],
        "again": result.again,
        "waiting": result.waiting,
        "changes": [plain(c) for c in result.changes],
        "conflicts": [plain(c) for c in result.conflicts],
        "problems": [asdict(p) for p in result.problems],
    }
