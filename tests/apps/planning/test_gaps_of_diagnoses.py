"""A plan takes up what a diagnosis found: one gap, read at both, counted once."""

from datetime import date

import pytest

from jigai.apps.audit.queries.change_sets import change_set_of
from jigai.apps.diagnosis.actions.settle_gap import add_gap, settle_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.diagnosis.queries.access import NoSuchGap
from jigai.apps.planning.actions.adopt_gap import GapAdoptedAlready, GapIsSettled
from jigai.apps.planning.actions.drop_gap import drop_gap
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.record_gap_result import record_gap_result
from jigai.apps.planning.actions.tie_gap import DiagnosedOfAnother, GapTiedAlready, tie_gap
from jigai.apps.planning.models import PlanGap
from jigai.apps.planning.queries.diagnosed import gaps_to_adopt
from jigai.apps.planning.queries.tracing import gaps_of_project, gaps_seen, orphans
from jigai.domain.maturity.states import GapState
from jigai.flows.adopt_gaps import NoGapChosen, adopt_gaps
from jigai.flows.undo_change import undo_change
from tests.cast import TODAY, change
from tests.plan_cast import LIN, approved_of, by, draft_of, gap_of
from tests.platform_cast import hua, neighbour

__all__ = ["hua", "neighbour"]
BANK = "digital_level/2024-09-01"


@pytest.fixture
def diagnosis(enterprise):
    return start_diagnosis(enterprise=enterprise, bank=BANK, on=TODAY, note="", change=change())


def found(diagnosis, what="焊接靠人工", target="焊接自动化率 60%"):
    return add_gap(diagnosis=diagnosis, what=what, target=target, on=TODAY, change=change())


def adopted(lin, *gaps, theme="process", said=None):
    return adopt_gaps(
        lin, gap_ids=[one.pk for one in gaps], theme=theme, change=said or by(LIN, "列入规划")
    )


def left(viewer):
    return [(one.count, one.has_plan) for one in orphans(viewer).diagnosed]


def test_a_gap_is_adopted_with_its_words_day_and_paper_and_nothing_is_typed_again(lin, diagnosis):
    gap = found(diagnosis)
    [made] = adopted(lin, gap)
    assert (made.title, made.found_on, made.origin) == ("焊接靠人工", TODAY, "diagnosis")
    assert made.found_by == f"{TODAY}开始的诊断，编号{gap.code}"
    [card] = gaps_seen(lin)
    assert (card.diagnosed.id, card.diagnosed.target.zh) == (gap.pk, "焊接自动化率 60%")


def test_a_gap_that_the_plans_people_wrote_is_marked_by_having_no_diagnosis(lin, enterprise):
    gap_of(enterprise)
    assert [card.diagnosed for card in gaps_seen(lin)] == [None]


def test_the_line_of_sight_runs_from_the_diagnosis_to_the_result(lin, diagnosis, agency, project):
    gap = found(diagnosis)
    [made] = adopted(lin, gap)
    version = approved_of(draft_of(diagnosis.enterprise, agency, made))
    link_measure(line=version.lines.get(kind="measure"), project=project, change=by(LIN))
    record_gap_result(
        gap=made, project=project, indicator="焊接自动化率", value="61", unit="%",
        measured_on=date(2027, 5, 1), evidence="验收单", origin="enterprise", change=by(LIN),
    )  # fmt: skip
    [card] = gaps_of_project(project, lin)
    assert card.diagnosed.id == gap.pk
    assert [one.title for one in card.measures] == ["更换数控折弯机"]
    assert [one.value for one in card.results] == ["61"]


def test_both_kinds_are_counted_and_an_adopted_one_once(lin, diagnosis, agency, project):
    first, _second = found(diagnosis), found(diagnosis, "数据靠手抄")
    assert (orphans(lin).gap_count, left(lin)) == (2, [(2, False)])
    [made] = adopted(lin, first)
    version = approved_of(draft_of(diagnosis.enterprise, agency, made))
    assert [one.id for one in orphans(lin).gaps] == [made.pk]
    assert (orphans(lin).gap_count, left(lin)) == (2, [(1, True)])
    link_measure(line=version.lines.get(kind="measure"), project=project, change=by(LIN))
    assert (orphans(lin).gap_count, left(lin)) == (1, [(1, True)])


def test_what_diagnosis_or_plan_has_settled_is_an_orphan_of_neither(lin, diagnosis):
    closed, dropped = found(diagnosis), found(diagnosis, "数据靠手抄")
    [_one, other] = adopted(lin, closed, dropped)
    assert orphans(lin).gap_count == 2
    settle_gap(gap=closed, as_state=GapState.CLOSED, because="已更换", on=TODAY, change=change())
    drop_gap(gap=other, change=by(LIN, "并入新厂"))
    assert orphans(lin).gap_count == 0


def test_a_gap_is_adopted_once_open_and_by_who_sees_it(lin, hua, diagnosis):
    gap, settled = found(diagnosis), found(diagnosis, "已解决的")
    settle_gap(gap=settled, as_state=GapState.DROPPED, because="不做", on=TODAY, change=change())
    adopted(lin, gap)
    with pytest.raises(GapAdoptedAlready):
        adopted(lin, gap)
    with pytest.raises(GapIsSettled):
        adopted(lin, settled)
    with pytest.raises(NoSuchGap):
        adopted(hua, gap)
    with pytest.raises(NoGapChosen):
        adopted(lin)
    assert PlanGap.objects.count() == 1


def test_of_several_all_are_adopted_or_none(lin, diagnosis):
    gap, settled = found(diagnosis), found(diagnosis, "已解决的")
    settle_gap(gap=settled, as_state=GapState.DROPPED, because="不做", on=TODAY, change=change())
    with pytest.raises(GapIsSettled):
        adopted(lin, gap, settled)
    assert not PlanGap.objects.exists()


def test_two_gaps_of_one_day_with_the_same_words_are_told_apart_by_their_code(lin, diagnosis):
    first, second = found(diagnosis), found(diagnosis)
    titles = [one.title for one in adopted(lin, first, second)]
    assert titles == ["焊接靠人工", f"焊接靠人工（{second.code}）"]


def test_a_gap_written_before_is_said_to_be_the_same_and_is_one_from_then_on(
    lin, diagnosis, enterprise, neighbour
):
    own, gap = gap_of(enterprise), found(diagnosis)
    assert orphans(lin).gap_count == 2
    tie_gap(gap=own, diagnosed=gap, change=by(LIN))
    assert orphans(lin).gap_count == 1
    assert gaps_to_adopt(lin, enterprise_id=enterprise.pk) == []
    with pytest.raises(GapTiedAlready):
        tie_gap(gap=own, diagnosed=gap, change=by(LIN))
    other = gap_of(neighbour)
    with pytest.raises(DiagnosedOfAnother):
        tie_gap(gap=other, diagnosed=gap, change=by(LIN))
    with pytest.raises(GapAdoptedAlready):
        tie_gap(gap=gap_of(enterprise, "另一个"), diagnosed=gap, change=by(LIN))


def test_adopting_is_taken_back_with_one_undo(lin, diagnosis):
    said = by(LIN, "列入规划")
    adopted(lin, found(diagnosis), found(diagnosis, "数据靠手抄"), said=said)
    undo_change(number=change_set_of(said), change=change("撤销"))
    assert not PlanGap.objects.exists()
    assert left(lin) == [(2, False)]
