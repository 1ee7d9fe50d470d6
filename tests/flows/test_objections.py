from datetime import date

import pytest

from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.badges.actions.grant_exemption import (
    EndsBeforeItBegins,
    ExemptionKind,
    OwnExemption,
    ask_exemption,
    grant_exemption,
)
from jigai.apps.badges.actions.lodge_objection import (
    ObjectionWaiting,
    WindowNotOpen,
    lodge_objection,
)
from jigai.apps.badges.actions.record_finding import OwnFinding, confirm_finding, record_finding
from jigai.apps.badges.actions.rule_on_objection import OwnObjection, RuledAlready, Ruling
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.rounds.actions.advance_round import mark_published
from jigai.domain.badges.lifecycle import JudgeInOwnCase, ObjectionTooLate
from jigai.domain.periods import parse_period
from jigai.flows.compute_badges import compute_badges
from jigai.flows.report_progress import accept_progress, report_progress, return_progress
from jigai.flows.settle_objection import settle_objection
from tests.round_cast import PERIOD, at, building, by, opened, reported, reviewer

pytestmark = pytest.mark.usefixtures("programme")
GRADER, UNIT, JUDGE = 3, 2, 9


@pytest.fixture
def badge(project):
    building(project)
    held = opened()
    reported([project], progress_bp=5000)
    compute_badges(round=held, change=by(GRADER, "计算"))
    return ProjectBadge.objects.select_related("round").get()


def lodge(badge, day=17):
    return lodge_objection(badge=badge, agency=None, change=by(UNIT, "进度已补", at(day)))


def correct(project):
    return_progress(report=project.reports.get(), change=reviewer("请更正"))
    report = report_progress(
        project=project,
        period=PERIOD,
        values={"progress_bp": 9000, "jump_reason": "核实"},
        change=by(UNIT, "更正", at(18)),
    )
    accept_progress(report=report, change=reviewer())


def test_an_upheld_objection_recomputes_that_badge_and_keeps_the_old_with_its_reason(badge):
    objection = lodge(badge)
    badge.refresh_from_db()
    assert (badge.colour, badge.state) == ("red", "objected")
    correct(badge.project)
    settle_objection(
        objection=objection, ruling=Ruling.UPHELD, change=by(JUDGE, "材料属实", at(18))
    )
    badge.refresh_from_db()
    assert (badge.colour, badge.state) == ("gold", "provisional")
    newest = versions_of(table="badges_projectbadge", key=badge.pk)[0]
    changed = {one.field: (one.before, one.after) for one in newest.changes}
    assert (newest.reason, changed["colour"]) == ("材料属实", ("red", "gold"))


def test_a_rejected_objection_leaves_the_colour_and_keeps_the_reason(badge):
    objection = lodge(badge)
    settle_objection(objection=objection, ruling=Ruling.REJECTED, change=by(JUDGE, "无依据"))
    assert (objection.ruling, objection.ruling_reason) == ("rejected", "无依据")
    badge.refresh_from_db()
    assert (badge.colour, badge.state) == ("red", "provisional")
    with pytest.raises(RuledAlready):
        settle_objection(objection=objection, ruling=Ruling.UPHELD, change=by(JUDGE, "再议"))


def test_neither_the_unit_nor_the_grader_rules(badge):
    objection = lodge(badge)
    with pytest.raises(OwnObjection):
        settle_objection(objection=objection, ruling=Ruling.UPHELD, change=by(UNIT, "自己"))
    with pytest.raises(JudgeInOwnCase):
        settle_objection(objection=objection, ruling=Ruling.UPHELD, change=by(GRADER, "自己"))


def test_the_window_shuts_after_its_last_day(badge):
    with pytest.raises(ObjectionTooLate, match="2026-11-19"):
        lodge(badge, day=20)
    lodge(badge, day=19)
    with pytest.raises(ObjectionWaiting):
        lodge(badge, day=19)


def test_after_publication_there_is_no_window(badge):
    mark_published(round=badge.round, change=by())
    with pytest.raises(WindowNotOpen):
        lodge(badge)


def exempted(project, first, last):
    asked = ask_exemption(
        project=project,
        kind=ExemptionKind.FORCE_MAJEURE,
        valid_from=first,
        valid_to=last,
        change=by(UNIT, "洪水"),
    )
    with pytest.raises(OwnExemption):
        grant_exemption(exemption=asked, change=by(UNIT, "自批"))
    return grant_exemption(exemption=asked, change=by(JUDGE, "属实"))


@pytest.mark.parametrize(("last", "colour"), [(15, "not_assessed"), (14, "red")])
def test_an_exemption_counts_through_its_last_day(badge, last, colour):
    exempted(badge.project, date(2026, 11, 1), date(2026, 11, last))
    compute_badges(round=badge.round, change=by(GRADER, "重算"))
    badge.refresh_from_db()
    assert badge.colour == colour


def test_an_exemption_has_an_end(badge):
    with pytest.raises(EndsBeforeItBegins):
        exempted(badge.project, date(2026, 11, 2), date(2026, 11, 1))


def test_falsified_evidence_counts_once_two_persons_say_so(project):
    building(project)
    held = opened()
    reported([project])
    finding = record_finding(
        project=project, period=parse_period(PERIOD), change=by(7, "发票系伪造")
    )
    compute_badges(round=held, change=by(GRADER))
    assert ProjectBadge.objects.get().colour == "gold"
    with pytest.raises(OwnFinding):
        confirm_finding(finding=finding, change=by(7, "确认"))
    confirm_finding(finding=finding, change=by(8, "确认"))
    compute_badges(round=held, change=by(GRADER))
    assert ProjectBadge.objects.get().colour == "red"
