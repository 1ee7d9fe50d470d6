"""A plan is begun from the template, approved by a second person, amended as a new version."""

import pytest
from django.db import IntegrityError, transaction

from jigai.apps.audit.editing import EditedByOthers
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.amend_plan import AmendedAlready, amend_plan
from jigai.apps.planning.actions.approve_plan import OwnPlan, approve_plan
from jigai.apps.planning.actions.begin_plan import PlanBegunAlready, begin_plan
from jigai.apps.planning.actions.edit_line import edit_line
from jigai.apps.planning.actions.remove_line import remove_line
from jigai.apps.planning.actions.return_plan import return_plan
from jigai.apps.planning.actions.submit_plan import PlanNotReady, submit_plan
from jigai.apps.planning.catalogue import Theme, spec_of
from jigai.apps.planning.models import PlanLine, PlanVersion, VersionState
from jigai.apps.planning.queries.plans import standing_version, version_card
from jigai.apps.planning.queries.readiness import missing_of
from jigai.apps.planning.queries.versions import difference
from jigai.apps.planning.writable import GapOfAnother, NotOfThisKind, VersionNotWritable
from jigai.apps.registry.models import Enterprise
from tests.cast import change
from tests.plan_cast import LIN, SHEN, approved_of, by, draft_of, gap_of


def edit(line, **values):
    return edit_line(line=line, base=version_of(line), values=values, change=by(LIN))


def test_a_new_plan_has_lines_on_all_four_themes_and_a_measure_for_each_gap(enterprise, agency):
    gap = gap_of(enterprise)
    version = begin_plan(
        enterprise=enterprise, title="技改规划", first_year=2026, last_year=2028, owner=agency,
        change=by(LIN),
    )  # fmt: skip
    lines = list(version.lines.all())
    assert {spec_of(line.kind).theme for line in lines} == set(Theme)
    [measure] = [line for line in lines if line.gap_id]
    assert (measure.gap, measure.target, measure.evidence) == (gap, "90", "2026年诊断报告")
    assert len({line.key for line in lines}) == len(lines)


def test_an_enterprise_has_one_plan_from_a_year(enterprise, agency):
    draft_of(enterprise, agency)
    with pytest.raises(PlanBegunAlready):
        draft_of(enterprise, agency)


def test_what_is_missing_stands_against_submitting_and_is_named(enterprise, agency):
    version = begin_plan(
        enterprise=enterprise, title="技改规划", first_year=2026, last_year=2028, owner=None,
        change=by(LIN),
    )  # fmt: skip
    said = " ".join(one.said.zh for one in missing_of(version))
    assert "责任单位、预算、起止日期" in said
    assert "P1 主要产线现状 缺：依据材料" in said
    with pytest.raises(PlanNotReady) as refused:
        submit_plan(version=version, change=by(LIN))
    assert "budget" in refused.value.said.en


def test_the_investments_make_the_budget(enterprise, agency):
    version = draft_of(enterprise, agency)
    edit(version.lines.get(kind="investment"), cost_fen=299_000_000)
    [missing] = missing_of(version)
    assert "299 万元" in missing.said.zh
    assert "300 万元" in missing.said.zh


def test_who_wrote_in_it_cannot_approve_it_and_a_second_person_can(enterprise, agency):
    version = draft_of(enterprise, agency)
    submit_plan(version=version, change=by(LIN))
    with pytest.raises(OwnPlan):
        approve_plan(version=version, decision="会议", change=by(LIN))
    approve_plan(version=version, decision="会议", change=by(SHEN))
    assert (version.state, version.approved_by) == ("approved", "沈某")


def test_the_database_refuses_an_approval_by_an_author(enterprise, agency):
    version = draft_of(enterprise, agency)
    with pytest.raises(IntegrityError), transaction.atomic(), writing("x.y", change()):
        PlanVersion.objects.filter(pk=version.pk).update(approved_by_key="user:1")


def test_a_returned_version_is_a_draft_again_and_says_why(enterprise, agency):
    version = draft_of(enterprise, agency)
    submit_plan(version=version, change=by(LIN))
    return_plan(version=version, change=by(SHEN, "投资偏高"))
    assert (version.state, version.returned_because) == ("draft", "投资偏高")


def test_after_an_amendment_both_versions_open_and_the_difference_shows_the_amended_line_only(
    enterprise, agency, lin
):
    first = approved_of(draft_of(enterprise, agency))
    second = amend_plan(plan=first.plan, change=by(LIN, "工期调整"))
    measure = second.lines.get(title="更换数控折弯机")
    assert {*edit(measure, target="95", cost_fen=210_000_000)} == {"target", "cost_fen"}
    seen = difference(second)
    assert (seen.before, seen.after, seen.head, seen.same) == (1, 2, (), 4)
    [line] = seen.lines
    assert (line.key, line.state) == (measure.key, "amended")
    said = {one.cell.name: (one.before.zh, one.cell.said.zh) for one in line.changes}
    assert said == {"target": ("90", "95"), "cost_fen": ("200 万元", "210 万元")}
    titles = [
        [line.title for theme in version_card(v, lin).themes for line in theme.lines]
        for v in (first, second)
    ]
    assert titles[0] == titles[1]
    assert first.lines.get(key=measure.key).target == "90"
    assert standing_version(first.plan) == first


def test_added_and_removed_lines_are_told(enterprise, agency):
    first = approved_of(draft_of(enterprise, agency))
    second = amend_plan(plan=first.plan, change=by(LIN, "调整"))
    remove_line(line=second.lines.get(kind="link"), change=by(LIN))
    [line] = difference(second).lines
    assert (line.key, line.state, difference(second).same) == ("S1", "removed", 4)
    with pytest.raises(AmendedAlready):
        amend_plan(plan=first.plan, change=by(LIN))


def test_an_approved_version_changes_no_more(enterprise, agency):
    version = approved_of(draft_of(enterprise, agency))
    line = version.lines.first()
    with pytest.raises(VersionNotWritable):
        edit(line, title="改")
    with pytest.raises(VersionNotWritable):
        remove_line(line=line, change=by(LIN))
    assert PlanLine.objects.get(pk=line.pk).title == line.title


def test_an_approved_version_takes_the_place_of_the_one_before(enterprise, agency):
    first = approved_of(draft_of(enterprise, agency))
    second = amend_plan(plan=first.plan, change=by(LIN, "调整"))
    edit(second.lines.get(kind="need"), target="0.05")
    approved_of(second)
    assert standing_version(first.plan) == second
    assert PlanVersion.objects.get(pk=first.pk).state == VersionState.APPROVED


def test_two_people_edit_one_line_and_neither_overwrites_the_other(enterprise, agency):
    line = draft_of(enterprise, agency).lines.get(kind="measure")
    base = version_of(line)
    edit_line(line=line, base=base, values={"target": "92"}, change=by(LIN))
    edit_line(line=line, base=base, values={"title": "换机"}, change=by(SHEN))
    line.refresh_from_db()
    assert (line.target, line.title) == ("92", "换机")
    with pytest.raises(EditedByOthers):
        edit_line(line=line, base=base, values={"target": "93"}, change=by(SHEN))


def test_a_line_holds_only_what_its_kind_has_and_gaps_of_its_own_enterprise(enterprise, agency):
    line = draft_of(enterprise, agency).lines.get(kind="investment")
    with pytest.raises(NotOfThisKind):
        edit(line, maturity=3)
    with writing("enterprise.registered", change()):
        other = Enterprise.objects.create(
            credit_code="913714230000000001", name="甲", name_sort="j"
        )
    measure = line.version.lines.get(kind="measure")
    with pytest.raises(GapOfAnother):
        edit(measure, gap=gap_of(other))
