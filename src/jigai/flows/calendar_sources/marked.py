"""One marked day, in both languages, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.domain.reminders.kinds import Kind
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """``uid`` is stable for the thing; ``last_on`` ends a span of days."""

    kind: Kind
    uid: str
    title: Sentence
    link: str
    first: date | datetime
    last_on: date | None = None
