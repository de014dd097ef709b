"""From the fields of a form to a choice: pure, or an error in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from normalize.errors import UserError
from review.case import Case
from review.decision import Choice
from review.errors import BadChoice
from store.decisions import Verdict

LONGEST: Final = 4000
"""Characters that a field may have."""


class BadForm(UserError):
    """A form that no page of the desk sends."""


@dataclass(frozen=True)
class Form:
    """The fields of a form; several values of one name are kept."""

    fields: Mapping[str, Sequence[str]]

    def get(self, name: str, default: str = "") -> str:
        """The value of a field, without white space at its ends."""
        values = self.fields.get(name)
        return values[-1].strip() if values else default

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a name."""
        return tuple(v.strip() for v in self.fields.get(name, ()) if v.strip())


def form_of(body: bytes) -> Form:
    """Return the fields of an urlencoded body. Raises BadForm where it is none, or a field is too long."""
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=2000, errors="strict")
    except (UnicodeDecodeError, ValueError) as error:
        raise BadForm("this is no form of the desk", "", "go back, and send it again") from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        if len(value) > LONGEST:
            raise BadForm(f"{name} is longer than {LONGEST} characters", "", "say it in fewer words")
        fields.setdefault(name, []).append(value.replace("\x00", ""))
    return Form(fields)


def choice(form: Form, case: Case) -> Choice:
    """Return what a reviewer chose on a case. Raises BadForm, BadChoice.

    With `reprints`, a rejected claim takes with it those of the same witness that say the same.
    """
    try:
        verdict = Verdict(form.get("verdict"))
    except ValueError as error:
        raise BadForm("no verdict was chosen", case.key.text, "choose one of the buttons") from error
    match verdict:
        case Verdict.CLAIM:
            return Choice(verdict, figure=form.get("figure") or None, claims=form.all("claim"))
        case Verdict.VALUE:
            return Choice(verdict, figure=form.get("figure"), source=form.get("source"))
        case Verdict.NONE | Verdict.COMMENT:
            return Choice(verdict)
        case Verdict.BOTH:
            return Choice(
                verdict, figure=form.get("figure") or None, claims=form.all("claim"), also=form.all("also")
            )
        case Verdict.MISREAD:
            return Choice(
                verdict,
                claims=_claims(form, case),
                slot=form.get("slot"),
                correction=form.get("correction") or None,
            )
        case Verdict.SOURCE_ERROR:
            return Choice(verdict, claims=_claims(form, case))
        case Verdict.DEFER:
            return Choice(verdict, until=_day(form.get("until"), case))
        case Verdict.UNDO:
            raise BadForm("a decision is taken back with its own button", case.key.text)


def as_published(case: Case) -> Choice:
    """The choice that a figure is right as it is published. Raises BadChoice where nobody says it."""
    if not any(c["role"] == "for" for c in case.claims):
        raise BadChoice(
            "nobody says this figure, it is derived", case.key.text, "type the figure, and its source"
        )
    return Choice(Verdict.CLAIM, figure=case.fact["figure"])


def _claims(form: Form, case: Case) -> tuple[str, ...]:
    named = form.all("claim")
    if not form.get("reprints"):
        return named
    found = [r["observation_id"] for name in named for r in case.reprints_of(case.claim(name))]
    return tuple(dict.fromkeys(found))


def _day(text: str, case: Case) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadChoice(f"{text!r} is no day", case.key.text, "write it as 2026-01-31") from error
