"""The demo county's analyses of effects, ordered and ended as a real one would be."""

from __future__ import annotations

from datetime import timedelta

from jigai.apps.accounts.models import User
from jigai.apps.impact.actions.order_analysis import AnalysisOrder, order_analysis
from jigai.demo.impact import ANALYSES, NOTE, OPTIONS, ORDERED_ON, OUTCOME, kept_verdicts
from jigai.demo.moments import at
from jigai.domain.change import Actor, Change, Path
from jigai.domain.impact.limits import limits_in_force
from jigai.flows.run_impact import REASON, freeze


def live_demo_impact() -> None:
    """One that prints and one that refuses."""
    user = User.objects.get(username="office")
    limits = limits_in_force(on=ORDERED_ON)
    for place, (one, kept) in enumerate(zip(ANALYSES, kept_verdicts(), strict=True)):
        panel, verdict = kept
        moment = at(ORDERED_ON, 9 + place)
        author = Actor(f"user:{user.pk}", user.display_name)
        order = AnalysisOrder(
            one.title,
            OUTCOME,
            plan={"options": OPTIONS, "columns": {}, "leave_out": False},
            note=NOTE,
            file_name=one.file,
            is_invented=True,
        )
        change = Change(author, "年底成效分析（演示）", moment, Path.SETUP, batch="demo")
        analysis = order_analysis(order=order, panel=panel, change=change)
        ended = Change(
            Actor("system:impact", user.display_name),
            REASON,
            moment + timedelta(minutes=1),
            Path.SETUP,
            batch="demo",
        )
        freeze(analysis, panel, verdict, limits, ended)
