from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.register_platform import check_document
from jigai.apps.platforms.models import Platform, PlatformReview
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.scorecards.platform_kinds import months_after
from jigai.domain.sentence import Sentence


class ReviewedAhead(Refusal):
    code = "platform.reviewed_ahead"
    message = Sentence("评估日{day}在将来。", "The review on {day} lies in the future.")


class NextReviewUnknown(Refusal):
    code = "platform.next_review_unknown"
    message = Sentence(
        "没有评估周期，须填下次评估日。", "No cycle is known: give the day of the next review."
    )


def record_review(
    *,
    platform: Platform,
    reviewed_on: date,
    result: str,
    document: str,
    change: Change,
    next_due_on: date | None = None,
) -> PlatformReview:
    """Keep what the lead body's review said, and move the next due day on by the cycle.

    Args:
        result: excellent, good, qualified or unqualified.
        next_due_on: where the notice names another day than the cycle gives.

    Raises:
        ReviewedAhead, NextReviewUnknown, ApprovalMissing, RecordInvalid: as named.
    """
    check_document(document)
    if reviewed_on > change.at.date():
        raise ReviewedAhead(day=reviewed_on)
    months = platform.review_every_months
    due = next_due_on or (months_after(reviewed_on, months) if months else None)
    if due is None:
        raise NextReviewUnknown
    with writing("platform.reviewed", change):
        review = PlatformReview(
            platform=platform,
            reviewed_on=reviewed_on,
            result=result,
            document=document.strip(),
            next_due_on=due,
        )
        save_valid(review)
        platform.next_review_on = due
        platform.save(update_fields=["next_review_on"])
    return review
