"""What waits for me, by kind, each with its reason and its day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.domain.reminders.kinds import Kind
from jigai.domain.reminders.occasions import Occasion
from jigai.domain.reminders.wording import LATE, Item, in_order
from jigai.flows.gather_reminders import reminders_of
from jigai.web.requests import PageRequest

LISTED = 8
TAGS = {
    Occasion.OVERDUE: "bad",
    Occasion.ESCALATED: "bad",
    Occasion.LAST_DAY: "warn",
    Occasion.SOON: "warn",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One kind: its lines, how many more there are, and how many are late."""

    kind: Kind
    lines: tuple[tuple[Item, str], ...]
    count: int
    late: int

    @property
    def rest(self) -> int:
        return self.count - len(self.lines)

    @property
    def has_own(self) -> bool:
        """Whether some of it is the person's own, not only told to the role as overdue."""
        return any(item.occasion is not Occasion.ESCALATED for item, _ in self.lines)

    @property
    def has_escalated(self) -> bool:
        return any(item.occasion is Occasion.ESCALATED for item, _ in self.lines)


@require_safe
def mine(request: PageRequest) -> HttpResponse:
    items = reminders_of(request.viewer, on=localdate())
    sections = [_section(kind, list(found)) for kind, found in groupby(in_order(items), _kind)]
    shown = {
        "sections": sections,
        "count": len(items),
        "late": sum(section.late for section in sections),
        "may_manage": may(request.viewer, Deed.SEND_REMINDERS),
    }
    return render(request, "reminders/mine.html", shown)


def _kind(item: Item) -> Kind:
    return item.due.kind


def _section(kind: Kind, items: list[Item]) -> Section:
    late = sum(item.occasion in LATE for item in items)
    lines = tuple((item, TAGS.get(item.occasion, "")) for item in items[:LISTED])
    return Section(kind, lines, len(items), late)
