from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.enter_achievement import AchievementClosed
from jigai.apps.cooperation.actions.keep_demand import check_review_day
from jigai.apps.cooperation.actions.review_demand import OpinionMissing, OwnReview
from jigai.apps.cooperation.models import Achievement, ReviewState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class MaturityWithoutEvidence(Refusal):
    code = "cooperation.maturity_without_evidence"
    message = Sentence(
        "申报成熟度{level}级，但没有这一级的证明材料。",
        "It claims level {level} without evidence of that level.",
    )
    remedy = Sentence("请补充材料，或改报有材料的级别。", "Add the evidence or claim less.")


def approve_achievement(*, achievement: Achievement, change: Change) -> Achievement:
    """Publish an achievement; the level that it claims must have evidence.

    Raises:
        AchievementClosed, OwnReview, MaturityWithoutEvidence: as named.
    """
    return _reviewed(achievement, ReviewState.APPROVED, "", change)


def return_achievement(*, achievement: Achievement, opinion: str, change: Change) -> Achievement:
    """Send an achievement back to its owner with an opinion.

    Raises:
        OpinionMissing, AchievementClosed, OwnReview: as named.
    """
    if not opinion.strip():
        raise OpinionMissing
    return _reviewed(achievement, ReviewState.RETURNED, opinion.strip()[:300], change)


def keep_achievement(*, achievement: Achievement, review_on: date, change: Change) -> Achievement:
    """Its owner says that it still holds, until a further day.

    Raises:
        AchievementClosed, ReviewInThePast, ReviewTooFar: as named.
    """
    check_review_day(review_on, on=change.at.date())
    with writing("achievement.kept", change):
        _open(achievement)
        achievement.review_on = review_on
        achievement.save(update_fields=["review_on"])
    return achievement


def close_achievement(*, achievement: Achievement, change: Change) -> Achievement:
    """Take an achievement off the list, for good; the change's reason says why.

    Raises:
        AchievementClosed: it is off already.
    """
    with writing("achievement.closed", change):
        _open(achievement)
        achievement.closed_on, achievement.close_reason = change.at.date(), change.reason[:300]
        achievement.save(update_fields=["closed_on", "close_reason"])
    return achievement


def _reviewed(
    achievement: Achievement, state: ReviewState, opinion: str, change: Change
) -> Achievement:
    with writing(f"achievement.{state.value}", change):
        _open(achievement)
        if achievement.owner_key == change.actor.key:
            raise OwnReview
        claimed = achievement.maturity
        if (
            state == ReviewState.APPROVED
            and not achievement.evidence.filter(level=claimed).exists()
        ):
            raise MaturityWithoutEvidence(level=claimed)
        achievement.state, achievement.opinion = state, opinion
        achievement.reviewed_by_key = change.actor.key
        achievement.reviewed_by, achievement.reviewed_at = change.actor.name[:60], change.at
        achievement.save(
            update_fields=["state", "opinion", "reviewed_by_key", "reviewed_by", "reviewed_at"]
        )
    return achievement


def _open(achievement: Achievement) -> None:
    achievement.refresh_from_db()
    if achievement.closed_on is not None:
        raise AchievementClosed
