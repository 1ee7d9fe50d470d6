"""Rule on an objection to a platform's card; where it is upheld, that card is computed anew."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.platforms.actions.rule_on_score import ScoreRuling, rule_on_score
from jigai.apps.platforms.models import ScoreObjection
from jigai.domain.change import Change
from jigai.flows.score_platforms import score_platforms


def settle_score_objection(
    *, objection: ScoreObjection, ruling: ScoreRuling, change: Change
) -> ScoreObjection:
    """Rule, and after an upheld objection compute the card from the facts as they are now.

    The facts are corrected beforehand, each with its paper; nobody types a grade. The card
    before stays in its history, with the reason.

    Raises:
        OwnScoreObjection, ScorerRules, ScoreRuledAlready, ScoresFinal: as named.
    """
    with writing("score_objection.settled", change):
        rule_on_score(objection=objection, ruling=ruling, change=change)
        score = objection.score
        if ruling is ScoreRuling.UPHELD:
            score_platforms(
                year=score.year,
                on=change.at.date(),
                platform_ids=[score.platform_id],
                change=change,
            )
        score.refresh_from_db()
    return objection
