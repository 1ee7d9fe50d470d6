from __future__ import annotations

from enum import StrEnum

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import ScoreObjection, ScoreState
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class ScoreRuling(StrEnum):
    UPHELD = "upheld"
    REJECTED = "rejected"


class OwnScoreObjection(NotAllowed):
    code = "platform.own_objection"
    message = Sentence("提出异议的人不能自己裁定。", "Who lodged an objection cannot rule on it.")
    remedy = Sentence("请由另一位有权限的人员裁定。", "Let another authorised person rule.")


class ScorerRules(NotAllowed):
    code = "platform.scorer_rules"
    message = Sentence(
        "计算评价的人不能裁定对它的异议。", "Who had the card computed may not rule on it."
    )
    remedy = Sentence("请由另一位有权限的人员裁定。", "Let another authorised person rule.")


class ScoreRuledAlready(Refusal):
    code = "platform.ruled_already"
    message = Sentence("这份异议已经裁定。", "This objection was already ruled on.")


def rule_on_score(
    *, objection: ScoreObjection, ruling: ScoreRuling, change: Change
) -> ScoreObjection:
    """Uphold or reject; the change's reason is the reason of the ruling.

    Raises:
        OwnScoreObjection, ScorerRules, ScoreRuledAlready: as named.
    """
    with writing("score_objection.ruled", change):
        objection.refresh_from_db()
        if objection.ruling:
            raise ScoreRuledAlready
        if objection.lodged_by_key == change.actor.key:
            raise OwnScoreObjection
        score = objection.score
        if score.computed_by_key == change.actor.key:
            raise ScorerRules
        objection.ruling, objection.ruling_reason = ruling.value, change.reason
        objection.ruled_by_key, objection.ruled_by = change.actor.key, change.actor.name
        objection.ruled_at = change.at
        objection.save()
        score.state = ScoreState.PROVISIONAL
        score.save(update_fields=["state"])
    return objection
