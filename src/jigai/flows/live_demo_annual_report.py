"""The demo county's half-year report: published in July, and its restatement drafted in November.

The Chinese edition is archived; the English one is laid out from the frozen figures when asked for.
"""

from __future__ import annotations

from datetime import date

from jigai.apps.accounts.models import User
from jigai.apps.annual_reports.actions.approve_report import approve_report
from jigai.demo.moments import at
from jigai.domain.annual_figures.span import Span
from jigai.domain.change import Actor, Change, Path
from jigai.flows.draft_annual_report import draft_annual_report
from jigai.flows.publish_annual_report import publish_annual_report

SPAN = Span(2026, 1)
PUBLISHED_IN = "2026-07B"
RESTATED_BECAUSE = "上半年已运行的创新平台和已批准的规划补登入库（演示）"


def publish_demo_report() -> None:
    """Drafted by the office, approved by the administrator, published three days later."""
    report = draft_annual_report(
        span=SPAN, change=_by("office", date(2026, 7, 20), "起草上半年工作报告")
    )
    approve_report(report=report, change=_by("admin", date(2026, 7, 21), "核对后批准"))
    publish_annual_report(
        report=report, change=_by("office", date(2026, 7, 22), "发布"), languages=("zh",)
    )


def restate_demo_report() -> None:
    """What was registered since waits as restatement number 1 for a second person."""
    change = _by("office", date(2026, 11, 24), RESTATED_BECAUSE)
    draft_annual_report(span=SPAN, change=change, reason=RESTATED_BECAUSE)


def _by(login: str, on: date, reason: str) -> Change:
    user = User.objects.get(username=login)
    return Change(
        Actor(f"user:{user.pk}", user.display_name), reason, at(on), Path.SETUP, batch="demo"
    )
