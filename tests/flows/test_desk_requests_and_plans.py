from datetime import date, timedelta

import pytest

from jigai.apps.audit.queries.change_sets import change_set_of
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.planning.actions.link_measure import link_measure
from jigai.apps.planning.actions.submit_plan import submit_plan
from jigai.apps.projects.models import Project
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.request_clocks.standards import StandardKind
from jigai.flows.desk import desk_counts, has, is_late, visible_desk_rows
from jigai.flows.desk_card import desk_card
from jigai.flows.desk_firms import firm_rows
from jigai.flows.hand_over import hand_over, plan_hand_over
from jigai.flows.undo_change import undo_change
from tests.cast import TODAY, _person, change
from tests.plan_cast import LIN, approved_of, by, draft_of, gap_of
from tests.request_cast import answered, at, calendar, dian, power, raised, under_way
from tests.request_cast import by as said_by
from tests.visit_cast import member

__all__ = ["calendar", "dian", "power"]
SECRET_WORDS = "新电池配方扩产"


@pytest.fixture
def firm(enterprise, calendar):
    return member(enterprise)


@pytest.fixture
def sun(county, django_user_model):
    return _person(django_user_model, "sun", "孙某", "office")


@pytest.fixture
def jian(county, agency, django_user_model):
    """Of a department that nobody asked."""
    return _person(django_user_model, "jian", "简某", "auditor")


def row(viewer):
    return visible_desk_rows(viewer, TODAY).get()


def confidential(request):
    request.is_confidential, request.title = True, SECRET_WORDS
    with writing("request.noted", change("保密")):
        request.save()


def test_an_open_request_stands_on_the_desk_with_its_number_day_and_whose_turn_it_is(
    firm, lin, mei, power
):
    request = under_way(firm, mei, lin, power, at(11, 12))
    told = row(lin)
    assert (told.request_count, told.request_late_count) == (1, 0)
    assert told.next_what == f"request|{request.code}|energy"
    assert told.next_due_on == request.due_at.astimezone(at(1, 1).tzinfo).date()
    [firm_row] = firm_rows(lin, on=TODAY)
    assert firm_row.next_what.zh == f"诉求{request.code}（用能）"
    assert firm_row.next_turn.zh == "县供电公司"
    assert firm_row.next_turn.en == "Power supply"
    assert desk_counts(lin, on=TODAY).firms_with == {"request": 1, "plan": 0}


def test_a_request_past_its_day_makes_the_firm_late(firm, lin, mei, power):
    under_way(firm, mei, lin, power, at(9, 1))
    assert row(lin).request_late_count == 1
    assert [one.pk for one in visible_desk_rows(lin, TODAY).filter(is_late())] == [firm.pk]


def test_a_request_whose_clock_stands_still_waits_without_a_day(firm, lin, mei, power):
    request = under_way(firm, mei, lin, power, at(11, 12))
    answered(request, lin, at(11, 13))
    told = row(lin)
    assert (told.next_due_on, told.request_late_count) == (None, 0)
    assert told.next_what.startswith("request|")
    assert told.next_turn.startswith("庆云辛亥母线")


def test_the_title_of_a_confidential_request_is_on_no_row_and_only_on_the_card_of_its_readers(
    firm, lin, mei, zhao, power
):
    confidential(under_way(firm, mei, lin, power, at(11, 12)))
    for viewer in (lin, zhao):
        rows = visible_desk_rows(viewer, TODAY).values()
        assert SECRET_WORDS not in str(list(rows))
        assert SECRET_WORDS not in str(firm_rows(viewer, on=TODAY))
    assert SECRET_WORDS in str(desk_card(lin, firm, on=TODAY).waiting)
    card = desk_card(zhao, firm, on=TODAY)
    assert len(card.waiting) == 1
    assert SECRET_WORDS not in str(card)


def test_a_unit_counts_only_the_requests_that_it_sees(firm, lin, mei, bo, agency, project, power):
    under_way(firm, mei, lin, power, at(11, 12))
    assert (row(lin).request_count, row(bo).request_count) == (1, 0)
    raised(firm, mei, at(11, 13), receiver=agency)
    assert (row(lin).request_count, row(bo).request_count) == (2, 1)


def test_a_plan_before_its_approval_waits_for_the_office_and_has_no_day(firm, lin, agency):
    version = draft_of(firm, agency)
    assert row(lin).work_count == 0
    submit_plan(version=version, change=by(LIN))
    told = row(lin)
    assert (told.approval_count, told.next_due_on, told.next_turn) == (1, None, "@office")
    [firm_row] = firm_rows(lin, on=TODAY)
    assert firm_row.next_what.zh == "批准规划“2026—2028 技改规划”"
    assert firm_row.next_turn.zh == "县技改办"


def measured(firm, lin, agency, due_on):
    """An approved plan with one measure that is due on a day, seen on that plan's desk."""
    version = draft_of(firm, agency, gap_of(firm))
    line = version.lines.get(kind="measure")
    line.due_on = due_on
    with writing("line.edited", change("改期")):
        line.save()
    return approved_of(version), line


def test_a_measure_past_its_day_is_late_until_its_project_is_completed(firm, lin, agency, project):
    _version, line = measured(firm, lin, agency, TODAY - timedelta(days=1))
    told = row(lin)
    assert (told.measure_count, told.measure_late_count) == (1, 1)
    assert (told.next_what, told.next_turn) == ("measure|更换数控折弯机", "崔口镇政府")
    assert [one.pk for one in visible_desk_rows(lin, TODAY).filter(has("measure"))] == [firm.pk]
    link_measure(line=line, project=project, change=by(LIN))
    assert row(lin).measure_count == 1
    with writing("project.completed", change("完工")):
        Project.objects.filter(pk=project.pk).update(actual_completion_on=TODAY)
    assert row(lin).measure_count == 0
    assert desk_counts(lin, on=TODAY).firms_with["plan"] == 0


def test_a_measure_comes_up_thirty_days_before_its_day(firm, lin, agency):
    measured(firm, lin, agency, TODAY + timedelta(days=29))
    assert (row(lin).measure_count, row(lin).measure_late_count) == (1, 0)
    assert visible_desk_rows(lin, TODAY - timedelta(days=2)).get().measure_count == 0


def given_to(request, officer):
    request.officer_id = officer.user_id
    with writing("request.assigned", change("交办")):
        request.save()


def offices_own(firm, mei, lin, moment):
    request = under_way(firm, mei, lin, None, moment, kind=StandardKind.SINGLE_DEPARTMENT)
    given_to(request, lin)
    return request


def test_open_requests_of_the_officer_go_over_with_the_firm_and_come_back_with_one_undo(
    firm, lin, mei, sun
):
    open_one, closed = (
        offices_own(firm, mei, lin, at(11, 12)),
        offices_own(firm, mei, lin, at(11, 13)),
    )
    with writing("request.closed", change("办结")):
        EnterpriseRequest.objects.filter(pk=closed.pk).update(
            state="closed", closing="withdrawn", closed_at=at(11, 14)
        )
    assign_coach(
        enterprise=firm, user_id=lin.user_id, since=date(2026, 10, 1), change=change("指定")
    )
    given = {"enterprise_ids": [firm.pk], "to_user_id": sun.user_id, "since": TODAY}
    assert plan_hand_over(lin, **given).totals == (0, 0, 1, 0)
    assert EnterpriseRequest.objects.get(pk=open_one.pk).officer_id == lin.user_id
    said = change("换人")
    hand_over(lin, **given, change=said)
    officers = dict(EnterpriseRequest.objects.values_list("pk", "officer_id"))
    assert officers == {open_one.pk: sun.user_id, closed.pk: lin.user_id}
    undo_change(number=change_set_of(said), change=change("撤销"))
    assert EnterpriseRequest.objects.get(pk=open_one.pk).officer_id == lin.user_id


def test_a_request_with_another_department_stays_with_its_officer(firm, lin, mei, dian, power, sun):
    request = under_way(firm, mei, lin, power, at(11, 12))
    given_to(request, dian)
    assign_coach(
        enterprise=firm, user_id=lin.user_id, since=date(2026, 10, 1), change=change("指定")
    )
    given = {"enterprise_ids": [firm.pk], "to_user_id": sun.user_id, "since": TODAY}
    hand_over(lin, **given, change=change("换人"))
    request.refresh_from_db()
    assert request.officer_id == dian.user_id


def test_a_measure_is_the_turn_of_the_new_officer_after_the_hand_over(firm, lin, agency, sun):
    measured(firm, lin, agency, TODAY)
    assign_coach(
        enterprise=firm, user_id=lin.user_id, since=date(2026, 10, 1), change=change("指定")
    )
    assert row(lin).next_turn == "林某"
    given = {"enterprise_ids": [firm.pk], "to_user_id": sun.user_id, "since": TODAY}
    plan = hand_over(lin, **given, change=said_by(lin, at(11, 16), "换人"))
    assert plan.totals == (0, 0, 0, 1)
    assert row(lin).next_turn == "孙某"
    assert [one.turn for one in desk_card(lin, firm, on=TODAY).waiting if one.due_on].count(
        "孙某"
    ) == 2
