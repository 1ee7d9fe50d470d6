"""The kept checks of stored files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
