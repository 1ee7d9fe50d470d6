"""What a person has switched off, and the settings of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.models import User
from jigai.apps.reminders.models import QuietSpan, Sending, Switch
from jigai.domain.refusal import NotFound
from jigai.domain.reminders.kinds import EVERY_KIND, KINDS, Kind, Medium
from jigai.domain.reminders.occasions import Span
from jigai.domain.sentence import Sentence


class NoSuchQuietSpan(NotFound):
    code = "reminders.no_such_quiet_span"
    message = Sentence("没有编号为{pk}的免打扰日期。", "There is no quiet span {pk}.")


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """One kind with its media; ``on`` holds those by which it comes."""

    kind: str
    title: Sentence
    why: Sentence
    media: tuple[str, ...]
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SendingRow:
    hour: int
    work_days_only: bool


@dataclass(frozen=True, slots=True)
class QuietRow:
    id: int
    first_on: date
    last_on: date
    reason: str


def switched_off(user_id: int) -> set[tuple[str, str]]:
    """Kinds and media that a person does not want; ``all`` stands for every kind."""
    return set(Switch.objects.filter(user_id=user_id).values_list("kind", "medium"))


def is_on(off: set[tuple[str, str]], kind: Kind, medium: Medium) -> bool:
    if medium not in kind.media:
        return False
    return not off & {(kind.id, medium.value), (EVERY_KIND, medium.value)}


def switch_rows(user_id: int) -> list[SwitchRow]:
    """Every kind with what is on; one query."""
    off = switched_off(user_id)
    return [
        SwitchRow(
            kind=kind.id,
            title=kind.title,
            why=kind.why,
            media=tuple(medium.value for medium in Medium if medium in kind.media),
            on=tuple(medium.value for medium in Medium if is_on(off, kind, medium)),
        )
        for kind in KINDS
    ]


def mail_readers() -> list[User]:
    """Active persons with an address who have not stopped all letters; one query."""
    stopped = Switch.objects.filter(kind=EVERY_KIND, medium=Medium.EMAIL.value)
    found = User.objects.filter(is_active=True).exclude(email="")
    return list(found.exclude(pk__in=stopped.values("user_id")).order_by("pk"))


def sending() -> SendingRow:
    """The hour and the days; the defaults while the office has set none."""
    held = Sending.objects.filter(pk=1).first() or Sending()
    return SendingRow(held.hour, held.work_days_only)


def quiet_rows() -> list[QuietRow]:
    rows = QuietSpan.objects.order_by("-first_on", "-pk")
    return [QuietRow(**values) for values in rows.values(*QuietRow.__dataclass_fields__)]


def quiet_span_by(pk: int) -> QuietSpan:
    """The span of a number.

    Raises:
        NoSuchQuietSpan: there is none.
    """
    found = QuietSpan.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchQuietSpan(pk=pk)
    return found


def quiet_days() -> list[Span]:
    return [Span(row.first_on, row.last_on) for row in quiet_rows()]
