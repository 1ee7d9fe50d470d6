from __future__ import annotations

from enum import StrEnum

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import BadgeState, Objection, ProjectBadge
from jigai.domain.badges.lifecycle import JudgeInOwnCase
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence

COMPUTING = ("badges.computed", "objection.settled")


class Ruling(StrEnum):
    UPHELD = "upheld"
    REJECTED = "rejected"


class OwnObjection(NotAllowed):
    code = "objection.own"
    message = Sentence("提出异议的人不能自己裁定。", "Who lodged an objection cannot rule on it.")
    remedy = Sentence("请由另一位有权限的人员裁定。", "Let another authorised person rule.")


class RuledAlready(Refusal):
    code = "objection.ruled_already"
    message = Sentence("这份异议已经裁定。", "This objection was already ruled on.")


def rule_on_objection(*, objection: Objection, ruling: Ruling, change: Change) -> Objection:
    """Uphold or reject; the change's reason is the reason of the ruling.

    The one who rules is neither the one who objected nor the one who had the badges computed.

    Raises:
        OwnObjection, JudgeInOwnCase, RuledAlready: as named.
    """
    with writing("objection.ruled", change) as opened:
        objection.refresh_from_db()
        if objection.ruling:
            raise RuledAlready
        if objection.lodged_by_key == change.actor.key:
            raise OwnObjection
        if change.actor.key in _graders(objection.badge, before=opened.id):
            raise JudgeInOwnCase
        objection.ruling, objection.ruling_reason = ruling.value, change.reason
        objection.ruled_by_key, objection.ruled_by = change.actor.key, change.actor.name
        objection.ruled_at = change.at
        objection.save()
        ProjectBadge.objects.filter(pk=objection.badge_id).update(state=BadgeState.PROVISIONAL)
    return objection


def _graders(badge: ProjectBadge, *, before: int) -> set[str]:
    """Who had this badge computed; a computation is a change set of its own."""
    computed = ChangeSet.objects.filter(verb__in=COMPUTING, at=badge.computed_at, id__lt=before)
    return set(computed.values_list("actor_key", flat=True))
