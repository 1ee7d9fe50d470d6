"""Rule on an objection; where it is upheld, that one badge is computed anew."""

from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.record_badges import record_badges
from jigai.apps.badges.actions.rule_on_objection import Ruling, rule_on_objection
from jigai.apps.badges.models import Objection
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.domain.change import Change
from jigai.flows.compute_badges import planned_badges


def settle_objection(*, objection: Objection, ruling: Ruling, change: Change) -> Objection:
    """Rule, and after an upheld objection compute the badge from the facts as they are now.

    The facts are corrected beforehand, by a late accepted report or a granted exemption; nobody
    types a colour. The badge before stays in its history, with the reason.

    Raises:
        OwnObjection, JudgeInOwnCase, RuledAlready: as named.
    """
    with writing("objection.settled", change):
        rule_on_objection(objection=objection, ruling=ruling, change=change)
        if ruling is Ruling.UPHELD:
            badge = objection.badge
            held = badge.round
            plan = planned_badges(
                round=held,
                rule_set=rule_set_in_force(BADGE, on=held.ends_on),
                project_ids=[badge.project_id],
            )
            record_badges(plan=plan, change=change)
        objection.badge.refresh_from_db()
    return objection
