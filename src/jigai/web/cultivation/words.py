"""Words for the codes of the ladder."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from jigai.apps.cultivation.queries.standings import NO_RUNG, OFF
from jigai.domain.scorecards.reminders import TaskKind
from jigai.domain.scorecards.rungs import RUNGS
from jigai.web.language import spoken

RUNG_CHOICES: tuple[tuple[str, Any], ...] = (
    *((rung.id, spoken(rung.title)) for rung in RUNGS),
    (OFF, spoken(NO_RUNG)),
)
KIND_CHOICES: tuple[tuple[str, Any], ...] = tuple(
    (one.value, spoken(one.label)) for one in TaskKind
)
UNITS: dict[str, Any] = {
    "person": _("人"),
    "count": _("件"),
    "day": _("天"),
    "month": _("个月"),
    "year": _("年"),
    "score": _("分"),
}
