from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import BadgeState, Objection, ProjectBadge
from jigai.apps.rounds.models import RoundStage
from jigai.domain.badges.lifecycle import ObjectionTooLate
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class WindowNotOpen(Refusal):
    code = "objection.window_not_open"
    message = Sentence(
        "现在不在异议期内，不能提出异议。", "No objection window is open for this badge."
    )
    remedy = Sentence(
        "初评公布后至截止日可提出；发布后请申请重开。",
        "Object between notice and closing day; after publication ask for a reopening.",
    )


class ObjectionWaiting(Refusal):
    code = "objection.waiting_already"
    message = Sentence(
        "这块牌已有一份待裁定的异议。", "An objection to this badge is waiting already."
    )


def lodge_objection(*, badge: ProjectBadge, agency: Agency | None, change: Change) -> Objection:
    """Object to a provisional badge within the window; the change's reason is the text.

    Raises:
        WindowNotOpen, ObjectionTooLate, ObjectionWaiting: as named.
    """
    with writing("objection.lodged", change):
        badge.refresh_from_db()
        _check_window(badge, change)
        if badge.objections.filter(ruling="").exists():
            raise ObjectionWaiting
        badge.state = BadgeState.OBJECTED
        badge.save(update_fields=["state"])
        return Objection.objects.create(
            badge=badge,
            agency=agency,
            text=change.reason,
            lodged_by_key=change.actor.key,
            lodged_by=change.actor.name,
            lodged_at=change.at,
        )


def _check_window(badge: ProjectBadge, change: Change) -> None:
    held = badge.round
    if held.stage != RoundStage.PROVISIONAL or held.objections_until_on is None:
        raise WindowNotOpen
    if change.at.date() > held.objections_until_on:
        raise ObjectionTooLate(closes_on=held.objections_until_on)
