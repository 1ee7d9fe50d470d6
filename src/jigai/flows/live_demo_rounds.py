"""The demo county's year of rounds: opened, computed and published each at its own moment."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.apps.badges.actions.lodge_objection import lodge_objection
from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.rounds.actions.open_round import open_round
from jigai.apps.rounds.models import Round
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.apps.scoring.queries.in_force import BADGE
from jigai.demo.moments import FOUNDED_ON, LAST, at, by
from jigai.domain.badges.colours import Colour
from jigai.domain.periods import HalfMonth
from jigai.flows.compute_badges import compute_badges
from jigai.flows.live_demo_annual_report import PUBLISHED_IN, publish_demo_report
from jigai.flows.live_demo_follow_ups import answer_follow_ups, check_follow_ups
from jigai.flows.publish_round import publish_round

OFFICE, REVIEWER = "林知远", "沈问渠"
OBJECTION = "设备已到货，因海关查验晚到八天，形象进度应按到货计。"


class DemoRounds:
    """Runs the review beside the demo's reporting; the newest closed round stays provisional."""

    def begun(self) -> None:
        """The county decides on its default rules before the first round."""
        choose_rule_set(
            purpose=BADGE,
            rule_set_id="county_default",
            valid_from=date(2025, 12, 1),
            decision="演示县技改办〔2025〕1号",
            change=by(OFFICE, at(FOUNDED_ON + timedelta(days=3)), "选定红黄蓝金评定规则"),
        )

    def opened(self, period: HalfMonth) -> None:
        moment = at(period.start_on + timedelta(days=3), 15)
        open_round(period=period, change=by(OFFICE, moment, f"开启{period.name.zh}调度"))
        if str(period) == PUBLISHED_IN:
            publish_demo_report()

    def computed(self, period: HalfMonth) -> None:
        held = Round.objects.get(period=str(period))
        moment = at(held.due_on + timedelta(days=2), 10)
        change = by(OFFICE, moment, f"评定{period.name.zh}")
        compute_badges(round=held, change=change)
        raise_signals(round=held, change=by(REVIEWER, moment, "核对异常情形"))
        if period == LAST.previous():
            self._object(held)

    def published(self, period: HalfMonth) -> None:
        """Publish once the objection window is over; the newest round waits for a ruling."""
        if period == LAST.previous():
            check_follow_ups(until=LAST.end_on)
            return
        held = Round.objects.get(period=str(period))
        window_ends_on = held.objections_until_on or period.end_on
        moment = at(window_ends_on + timedelta(days=1), 9)
        publish_round(round=held, change=by(OFFICE, moment, f"发布{period.name.zh}评定结果"))
        check_follow_ups(until=moment.date())
        answer_follow_ups(held)

    def _object(self, held: Round) -> None:
        badge = ProjectBadge.objects.filter(round=held, colour=Colour.YELLOW.value).first()
        if badge is not None:
            moment = at(held.due_on + timedelta(days=3), 14)
            agency = badge.project.responsible_agency
            lodge_objection(badge=badge, agency=agency, change=by("崔口镇", moment, OBJECTION))
