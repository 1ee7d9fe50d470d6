"""What is already known, shown beside a field: old value, last period, plan, allowed range."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Promise | str
PREVIOUS = _("上期")
STORED = _("原值")
PLANNED = _("计划")
RANGE = _("合理范围")


@dataclass(frozen=True, slots=True)
class Beside:
    """One line beside a field; the value is already worded."""

    title: Words
    value: Words


def beside(
    *,
    stored: Words | None = None,
    previous: Words | None = None,
    planned: Words | None = None,
    allowed: Words | None = None,
) -> tuple[Beside, ...]:
    """The lines that are known, in their fixed order."""
    lines = ((STORED, stored), (PREVIOUS, previous), (PLANNED, planned), (RANGE, allowed))
    return tuple(Beside(title, value) for title, value in lines if value is not None)
