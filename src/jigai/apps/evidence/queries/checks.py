"""The kept checks of stored files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import make_aware

from jigai.apps.evidence.models import IntegrityCheck
from jigai.domain.sentence import Sentence

NEWEST = 60


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """``where`` names the project and period of the reports that carry the file."""

    name: str
    what: Sentence
    where: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    id: int
    checked_at: datetime
    file_count: int
    damaged: tuple[DamagedRow, ...]


def check_rows() -> list[CheckRow]:
    """The newest checks first; one query."""
    return [
        CheckRow(
            one.pk,
            one.checked_at,
            one.file_count,
            tuple(DamagedRow(d["name"], Sentence(**d["what"]), d["where"]) for d in one.damaged),
        )
        for one in IntegrityCheck.objects.order_by("-checked_at", "-id")[:NEWEST]
    ]


def is_checked_on(day: date) -> bool:
    """Whether a check was made on a day of the county."""
    begins = make_aware(datetime.combine(day, datetime.min.time()))
    made = IntegrityCheck.objects.filter(
        checked_at__gte=begins, checked_at__lt=begins + timedelta(days=1)
    )
    return made.exists()
