"""The seven steps of a round: what is done, what is current, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.reports.queries.round_standing import Standing


class StepState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``turn`` says who acts in it, ``open_count`` how much is left."""

    key: str
    title: Promise
    turn: Promise
    state: StepState
    open_count: int


TITLES: dict[str, tuple[Promise, Promise]] = {
    "open": (_("开启"), _("技改办")),
    "collect": (_("填报"), _("责任单位")),
    "verify": (_("审核"), _("审核员")),
    "compute": (_("计算亮牌"), _("技改办")),
    "objection": (_("异议"), _("责任单位、裁定人")),
    "publish": (_("发布"), _("技改办")),
    "follow_up": (_("跟踪"), _("责任单位、技改办")),
}


def steps(standing: Standing) -> tuple[Step, ...]:
    """All seven in order; exactly one is current unless the round is finished."""
    found = []
    is_current_met = False
    for key, is_done, open_count in _progress(standing):
        state = StepState.DONE if is_done else StepState.NEXT
        if not is_done and not is_current_met:
            state, is_current_met = StepState.CURRENT, True
        title, turn = TITLES[key]
        found.append(Step(key, title, turn, state, open_count))
    return tuple(found)


def current_step(standing: Standing) -> str:
    """The key of the current step; blank once everything is followed up."""
    return next((step.key for step in steps(standing) if step.state is StepState.CURRENT), "")


def _progress(standing: Standing) -> Iterator[tuple[str, bool, int]]:
    """Key, whether it is behind us, and how much is left in it."""
    is_collecting = standing.stage == "open"
    is_published = standing.stage == "published"
    is_out = is_published or standing.stage == "reopened"
    waits_for_units = is_collecting and standing.missing > 0 and not standing.is_overdue
    yield "open", True, 0
    yield "collect", not waits_for_units, standing.missing
    yield "verify", not is_collecting or not standing.to_review, standing.to_review
    yield "compute", not is_collecting, 0
    waits = standing.is_window_open or standing.objections > 0
    yield "objection", is_out or (not is_collecting and not waits), standing.objections
    yield "publish", is_published, 0
    yield "follow_up", is_published and not standing.follow_ups, standing.follow_ups
