"""Outcomes of the demo county: invented figures, marked so, and what the founding account said.

The published claims about one firm are kept as they were reported, unverified; its market share
is left out, since the account names neither market nor year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jigai.apps.accounts.models import User
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.admit_member import admit_member
from jigai.apps.outcomes.actions.load_dictionary import load_dictionary
from jigai.apps.outcomes.actions.open_support_programme import open_support_programme
from jigai.apps.outcomes.actions.publish_chart import publish_chart
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry
from jigai.apps.outcomes.actions.record_outcomes import (
    OutcomeLine,
    plan_outcomes,
    record_outcomes,
)
from jigai.apps.outcomes.actions.schedule_follow_ups import schedule_follow_ups
from jigai.apps.outcomes.actions.set_sharing_rule import set_sharing_rule
from jigai.apps.outcomes.actions.verify_outcome import verify_outcome
from jigai.apps.outcomes.models import IndicatorVersion, OutcomeFigure
from jigai.apps.outcomes.queries.contribution import Grouping, contribution
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.demo.cultivation import CHAMPION
from jigai.demo.moments import at, by
from jigai.domain.change import Actor, Change, Path
from jigai.domain.contribution.sharing import Method
from jigai.domain.results.dictionary import shipped_dictionary
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureKind, FigureState

OUTCOMES_IN = "2026-10B"
TOLD_ON, CHECKED_ON = date(2026, 10, 26), date(2026, 10, 29)
SOURCE, PAPER = "企业账簿（演示，虚构）", "纳税申报与账簿（演示，虚构）"
PUBLISHED = "创始报道（公开报道所称，未核实）"
NO_PERIOD = "报道未说明期间和口径，按登记年度列示"
FIRMS = 88
BEFORE, AFTER = Span(2024), Span(2025)
CLAIMS = (
    ("equipment_cnc_rate", "0.9"),
    ("efficiency_gain_unspecified", "0.3"),
    ("order_accuracy_gain_unspecified", "0.2"),
)
RATES = (
    ("key_process_cnc_rate", "0.42", "0.80", "0.71"),
    ("order_accuracy", "0.885", "0.95", "0.93"),
    ("yield_rate", "0.956", "0.975", "0.968"),
    ("energy_per_unit", "12.4", "11", "11.6"),
)
"""Indicator, baseline, target and actual of the firm that has a representative; invented."""
PROGRAMMES = (
    ("equipment-renewal", "设备更新和改造奖补（演示）", "Equipment renewal award (demo)"),
    ("transformation-loan", "技改专项贷贴息（演示）", "Transformation loan subsidy (demo)"),
)
MEMBERS = ((0, 0, 180), (1, 0, 90), (2, 0, 240), (2, 1, 60), (4, 1, 120), (5, 1, 75), (8, 1, None))
"""Place of the firm, of the programme, and what was put in, in 万元; the third is in both."""
WAN_FEN = 1_000_000


def live_outcomes(period: str, enterprises: Sequence[Enterprise]) -> None:
    """Everything of the part at the end of its period, each act with its author."""
    if period != OUTCOMES_IN:
        return
    loaded = by("安岚", at(TOLD_ON, 9), "载入指标字典")
    load_dictionary(definitions=shipped_dictionary(), change=loaded)
    versions = {one.indicator: one for one in IndicatorVersion.objects.all()}
    _figures(enterprises, versions)
    _verified(enterprises[2])
    _programmes(enterprises)
    _published(versions["revenue"])
    with writing(
        "outcome_follow_ups.scheduled", by("林知远", at(TOLD_ON, 11), "排定成效回访")
    ) as act:
        for project in Project.objects.filter(actual_completion_on__isnull=False).order_by("pk"):
            if project.actual_completion_on:
                schedule_follow_ups(
                    project=project,
                    completed_on=project.actual_completion_on,
                    change=act.change,
                )


def _figures(enterprises: Sequence[Enterprise], versions: dict[str, IndicatorVersion]) -> None:
    lines: list[OutcomeLine] = []
    for place, firm in enumerate(enterprises[:FIRMS]):
        lines += _yearly(place, firm, versions)
    for name, baseline, target, actual in RATES:
        told = ((FigureKind.BASELINE, baseline, BEFORE), (FigureKind.TARGET, target, Span(2026)),
                (FigureKind.ACTUAL, actual, Span(2026, 1)))  # fmt: skip
        lines += [_line(enterprises[2], versions[name], kind, v, span) for kind, v, span in told]
    lines += [
        _line(enterprises[CHAMPION], versions[name], FigureKind.ACTUAL, value, Span(2026),
              source=PUBLISHED, note=NO_PERIOD)
        for name, value in CLAIMS
    ]  # fmt: skip
    change = by("冯素秋", at(TOLD_ON, 10), "填报成效（演示，虚构）")
    record_outcomes(plan=plan_outcomes(lines, change=change), change=change)


def _yearly(
    place: int, firm: Enterprise, versions: dict[str, IndicatorVersion]
) -> list[OutcomeLine]:
    """Invented revenue, tax and jobs of two years; every ninth firm lacks the later year."""
    revenue = 18_000_000 + place * 2_370_451
    grown = revenue * (100 + (place * 7) % 23 - 6) // 100
    told = (("revenue", revenue, grown), ("tax", revenue // 31, grown // 30),
            ("jobs", 45 + place * 4, 45 + place * 4 + place % 5 - 1))  # fmt: skip
    lines = []
    for name, before, after in told:
        lines.append(_line(firm, versions[name], FigureKind.BASELINE, str(before), BEFORE))
        if place % 9 != 0:
            lines.append(_line(firm, versions[name], FigureKind.ACTUAL, str(after), AFTER))
        if name == "revenue":
            target = str(revenue * 112 // 100)
            lines.append(_line(firm, versions[name], FigureKind.TARGET, target, AFTER))
    return lines


def _line(
    firm: Enterprise,
    version: IndicatorVersion,
    kind: FigureKind,
    value: str,
    span: Span,
    *,
    source: str = SOURCE,
    note: str = "",
) -> OutcomeLine:
    entry = OutcomeEntry(kind=kind, span=span, value=Decimal(value), source=source, note=note)
    return OutcomeLine(firm.pk, None, version, entry)


def _verified(firm: Enterprise) -> None:
    """Two figures that another person looked at on paper; one of them differs."""
    change = Change(
        Actor("system:demo-review", "沈问渠"),
        "现场核实（演示）",
        at(CHECKED_ON, 15),
        Path.SETUP,
        batch="demo",
    )
    rows = OutcomeFigure.objects.filter(enterprise=firm, version__indicator="key_process_cnc_rate")
    found = {"baseline": Decimal("0.42"), "actual": Decimal("0.69")}
    with writing("outcome.verified", change):
        for row in rows.exclude(kind=FigureKind.TARGET).order_by("pk"):
            verify_outcome(
                figure=row, value=found[row.kind], source=PAPER, note="虚构", change=change
            )


def _programmes(enterprises: Sequence[Enterprise]) -> None:
    change = by("安岚", at(TOLD_ON, 14), "登记扶持计划（演示）")
    with writing("support_programme.opened", change):
        made = [
            open_support_programme(
                code=code,
                title=title,
                title_en=english,
                owner="县科学技术和工业信息化局（演示）",
                document="扶持计划文件（演示，虚构）",
                valid_from=date(2024, 1, 1),
                valid_to=None,
                change=change,
            )
            for code, title, english in PROGRAMMES
        ]
        for place, programme, wan in MEMBERS:
            admit_member(
                programme=made[programme],
                enterprise=enterprises[place],
                joined_on=date(2024, 3 + programme, 1),
                left_on=None,
                investment_fen=None if wan is None else wan * WAN_FEN,
                document="支持名单（演示，虚构）",
                change=change,
            )
        set_sharing_rule(
            method=Method.INVESTMENT,
            valid_from=date(2024, 1, 1),
            decision="县技改专班会议纪要（演示，虚构）",
            change=change,
        )


def _published(version: IndicatorVersion) -> None:
    """The chart of a year, frozen with the version of then."""
    office = viewer_of(User.objects.get(username="office"), on=CHECKED_ON)
    table = contribution(
        office,
        version=version,
        before=BEFORE,
        after=AFTER,
        state=FigureState.REPORTED,
        grouping=Grouping.DIRECTION,
    )
    publish_chart(
        table=table,
        title="2025 年营业收入增长与贡献（演示）",
        note="演示数据，虚构",
        change=by("安岚", at(CHECKED_ON, 16), "发布图表（演示）"),
    )
