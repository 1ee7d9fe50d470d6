from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.register_platform import (
    Approval,
    check_document,
    standing_of,
)
from jigai.apps.platforms.models import Platform, Standing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.scorecards.platform_kinds import kinds_on, months_after
from jigai.domain.sentence import Sentence


class NotStanding(Refusal):
    code = "platform.not_standing"
    message = Sentence(
        "“{name}”已于{day}撤销，不能升级。",
        "“{name}” was withdrawn on {day} and cannot be upgraded.",
    )
    remedy = Sentence("撤销有误的，请撤销那次修改。", "If that was wrong, undo that change.")


class UpgradedBeforeStart(Refusal):
    code = "platform.upgraded_before_start"
    message = Sentence(
        "升级日{day}不晚于现级别的起始日{since}。",
        "The upgrade on {day} does not come after the present standing began on {since}.",
    )


class AppliedAfterApproval(Refusal):
    code = "platform.applied_after_approval"
    message = Sentence(
        "申报日{applied}晚于认定日{on}。", "Applied on {applied}, after the approval on {on}."
    )


def upgrade_platform(*, platform: Platform, approval: Approval, change: Change) -> Standing:
    """End the present standing on the day of the approval and begin the higher one.

    The rules on the time before an application are checked on its day; where that is not
    known, on the day of the approval.

    Raises:
        NotStanding, UpgradedBeforeStart, AppliedAfterApproval, ApprovalMissing: as named.
        LevelNotOfKind, NotAClimb, AppliedTooEarly, RecordInvalid: as named.
    """
    check_document(approval.document)
    present = present_standing(platform)
    if approval.on <= present.valid_from:
        raise UpgradedBeforeStart(day=approval.on, since=present.valid_from)
    applied = approval.applied_on or approval.on
    if applied > approval.on:
        raise AppliedAfterApproval(applied=applied, on=approval.on)
    kinds_on(applied).check_climb(
        kind=platform.kind,
        below=present.level,
        above=approval.level,
        since=present.valid_from,
        applied=applied,
    )
    with writing("platform.upgraded", change):
        present.valid_to, present.ended_by = approval.on, "upgrade"
        present.end_document = approval.document.strip()
        save_valid(present, fields=["valid_to", "ended_by", "end_document"])
        standing = standing_of(platform, approval)
        save_valid(standing)
        platform.next_review_on = _next_review(platform, approval.on)
        platform.save(update_fields=["next_review_on"])
    return standing


def present_standing(platform: Platform) -> Standing:
    """The standing that has not ended.

    Raises:
        NotStanding: the platform was withdrawn.
    """
    found = platform.standings.filter(valid_to=None).first()
    if found is None:
        last = platform.standings.order_by("-valid_to").first()
        raise NotStanding(name=platform.name, day=last.valid_to if last else "—")
    return found


def _next_review(platform: Platform, since: date) -> date | None:
    months = platform.review_every_months
    return months_after(since, months) if months else platform.next_review_on
