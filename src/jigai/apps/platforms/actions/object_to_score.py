from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import PlatformScore, ScoreObjection, ScoreState
from jigai.domain.badges.lifecycle import ObjectionTooLate
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ScoreNotOpen(Refusal):
    code = "platform.score_not_open"
    message = Sentence(
        "这份评价已经确定，不能再提出异议。", "This card is final: no objection can be lodged."
    )


class ScoreObjectionWaiting(Refusal):
    code = "platform.objection_waiting"
    message = Sentence(
        "这份评价已有一份待裁定的异议。", "An objection to this card is waiting already."
    )


def object_to_score(*, score: PlatformScore, change: Change) -> ScoreObjection:
    """Object to a provisional card within the window; the change's reason is the text.

    Raises:
        ScoreNotOpen, ObjectionTooLate, ScoreObjectionWaiting: as named.
    """
    with writing("score_objection.lodged", change):
        score.refresh_from_db()
        if score.state == ScoreState.FINAL:
            raise ScoreNotOpen
        if change.at.date() > score.objections_until_on:
            raise ObjectionTooLate(closes_on=score.objections_until_on)
        if score.objections.filter(ruling="").exists():
            raise ScoreObjectionWaiting
        score.state = ScoreState.OBJECTED
        score.save(update_fields=["state"])
        return ScoreObjection.objects.create(
            score=score,
            text=change.reason,
            lodged_by_key=change.actor.key,
            lodged_by=change.actor.name,
            lodged_at=change.at,
        )
