"""The demo county's yearly cards of platforms, with an objection that waits for a ruling."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.apps.accounts.models import User
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.models import PlatformScore
from jigai.demo.moments import LAST, at
from jigai.demo.platforms import OWN, PLANS, YEAR
from jigai.domain.change import Actor, Change, Path
from jigai.flows.score_platforms import score_platforms

OBJECTION = "漏计了12月授权的一件发明专利，证书已交技改办。"


def score_demo_platforms() -> None:
    """The office has the cards of last year computed; the demo's enterprise objects to its own."""
    on = LAST.start_on + timedelta(days=7)
    score_platforms(year=YEAR, on=on, change=_by("office", on, "计算年度评价"))
    place = next(n for n, plan in enumerate(PLANS) if plan.host == OWN)
    name = f"{PLANS[place].name}（演示）"
    score = PlatformScore.objects.get(platform__name=name, year=YEAR)
    object_to_score(score=score, change=_by("enterprise", on + timedelta(days=1), OBJECTION))


def _by(login: str, on: date, reason: str) -> Change:
    user = User.objects.get(username=login)
    actor = Actor(f"user:{user.pk}", user.display_name)
    return Change(actor, reason, at(on), Path.SETUP, batch="demo")
