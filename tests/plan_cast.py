"""Plans that the tests talk about: Xinhai's, filled in on all four themes."""

from __future__ import annotations

from datetime import date, datetime

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.planning.actions.add_line import add_line
from jigai.apps.planning.actions.approve_plan import approve_plan
from jigai.apps.planning.actions.begin_plan import begin_plan
from jigai.apps.planning.actions.edit_plan_head import edit_plan_head
from jigai.apps.planning.actions.record_gap import record_gap
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.domain.change import Actor, Change, Path
from tests.cast import ZONE

LIN, SHEN = Actor("user:1", "林某"), Actor("user:2", "沈某")
SPAN = {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 12, 31)}


def by(actor, reason="测试"):
    return Change(actor, reason, datetime(2026, 11, 16, 9, tzinfo=ZONE), Path.FORM)


def gap_of(enterprise, title="数控化率低", **values):
    told = {
        "title": title, "theme": "process", "indicator": "设备数控化率", "baseline": "40",
        "wanted": "90", "unit": "%", "found_on": date(2026, 3, 1), "found_by": "2026年诊断报告",
    }  # fmt: skip
    return record_gap(enterprise=enterprise, values=told | values, change=by(LIN))


def draft_of(enterprise, agency, gap=None):
    """A draft that may be submitted: one line a theme, two of the process."""
    version = begin_plan(
        enterprise=enterprise, title="2026—2028 技改规划", first_year=2026, last_year=2028,
        owner=agency, change=by(LIN), is_empty=True,
    )  # fmt: skip
    head = {"budget_fen": 300_000_000, **SPAN, "summary": "两台设备"}
    edit_plan_head(version=version, base=version_of(version), values=head, change=by(LIN))
    for kind, values in lines(gap):
        add_line(version=version, kind=kind, values=values, change=by(LIN))
    return version


def lines(gap=None):
    paper = {"evidence": "2026年诊断报告"}
    return [
        ("need", {"title": "母线折弯精度", "detail": "公差超限", "indicator": "公差",
                  "target": "0.1", "unit": "mm", "maturity": 7,
                  "due_on": date(2027, 6, 30), **paper}),
        ("measure", {"title": "更换数控折弯机", "due_on": date(2027, 3, 31),
                     "cost_fen": 200_000_000, "indicator": "设备数控化率", "baseline": "40",
                     "target": "90", "unit": "%", "gap": gap, **paper}),
        ("equipment", {"title": "数控折弯机", "quantity": 2, "cost_fen": 100_000_000, **paper}),
        ("link", {"title": "铜排", "counterpart": "某铜业", "share_bp": 7_000, "risk": "high",
                  "is_single_source": True, "action": "另找一家", **paper}),
        ("investment", {"title": "首年投资", "year": 2026, "funding": "own",
                        "cost_fen": 300_000_000, **paper}),
    ]  # fmt: skip


def approved_of(version):
    submit_plan(version=version, change=by(LIN))
    approve_plan(version=version, decision="县技改专班会议〔2026〕3号", change=by(SHEN))
    return version
