"""What waits for whom, from every part, in each one's sight."""

from datetime import date

import pytest
from django.urls import Resolver404, resolve

from jigai.apps.accounts.actions.appoint import appoint
from jigai.apps.accounts.models import Agency, Appointment, User
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import FollowUp, Objection, ProjectBadge
from jigai.apps.cultivation.models import LadderTask
from jigai.apps.projects.models import PendingChange, ProgressReport
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.domain.reminders.kinds import BY_ID, KINDS, Medium
from jigai.flows.gather_reminders import gather_reminders, reminders_of
from tests.cast import TODAY, change
from tests.reminder_cast import DUE_ON, moment


def told(viewer, on=TODAY, medium=Medium.PAGE):
    return {(i.due.kind.id, i.occasion.value) for i in reminders_of(viewer, on=on, medium=medium)}


def late_leader(users):
    with writing("person.created", change("开户")):
        user = users.objects.create(username="tang", display_name="唐某")
        Appointment.objects.create(user=user, role="leader", valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


@pytest.fixture
def badge(open_round, project):
    with writing("badges.computed", change("计算")):
        return ProjectBadge.objects.create(
            round=open_round, project=project, colour="yellow", state="final", facts={},
            verdict={}, rule_set="county_default", rule_hash="x", computed_at=moment(),
        )  # fmt: skip


def test_a_report_waits_for_the_unit_and_the_enterprise_and_for_nobody_else(
    open_round, bo, mei, lin, zhao
):
    assert told(bo) == told(mei) == {("report", "soon")}
    assert told(lin) == told(zhao) == set()


def test_it_goes_away_once_it_is_handed_in_and_then_waits_for_the_office(
    open_round, project, bo, lin
):
    with writing("report.submitted", change("填报")):
        ProgressReport.objects.create(
            project=project, period="2026-11A", state="submitted", data_on=date(2026, 11, 15),
            submitted_by="薄某",
        )  # fmt: skip
    assert told(bo) == set()
    assert told(lin) == {("review", "soon")}


def test_the_occasion_follows_the_clock_and_five_work_days_late_the_office_is_told(
    open_round, bo, lin
):
    assert told(bo, on=DUE_ON) == {("report", "last_day")}
    assert told(bo, on=date(2026, 11, 19)) == {("report", "overdue")}
    assert told(lin, on=date(2026, 11, 24)) == set()
    assert told(lin, on=date(2026, 11, 25)) == {("report", "escalated")}


def test_a_unit_of_the_next_township_is_not_told(open_round, django_user_model, county):
    with writing("agency.opened", change("设立")):
        other = Agency.objects.create(name="尚堂镇政府", kind="township")
        user = django_user_model.objects.create(username="shang", display_name="尚某")
        Appointment.objects.create(
            user=user, role="unit", agency=other, valid_from=date(2026, 1, 1)
        )
    assert told(viewer_of(user, on=TODAY)) == set()


def test_an_objection_is_due_after_the_set_work_days_and_not_for_who_lodged_it(
    badge, lin, django_user_model
):
    reviewer = late_leader(django_user_model)
    appoint_as(reviewer, "reviewer")
    with writing("objection.lodged", change("异议")):
        Objection.objects.create(
            badge=badge, text="数据有误", lodged_by_key=lin.key, lodged_by="林某",
            lodged_at=moment(),
        )  # fmt: skip
    judge = viewer_of(User.objects.get(pk=reviewer.user_id), on=TODAY)
    [item] = [i for i in reminders_of(judge, on=TODAY) if i.due.kind.id == "objection"]
    assert item.due.due_on == date(2026, 11, 23)  # five work-days after Monday 16
    assert ("objection", "soon") not in told(lin)


def appoint_as(viewer, role):
    appoint(
        user=User.objects.get(pk=viewer.user_id),
        role=role,
        valid_from=date(2026, 1, 1),
        change=change("任职"),
    )


def test_who_asked_for_a_change_does_not_decide_it(project, lin, django_user_model):
    with writing("change.asked", change("申请")):
        PendingChange.objects.create(
            project=project, values={}, base_version=1, reason="调整", asked_by_key=lin.key,
            asked_by="林某", asked_at=moment(),
        )  # fmt: skip
    second = late_leader(django_user_model)
    appoint_as(second, "office")
    assert told(lin) == set()
    again = viewer_of(User.objects.get(pk=second.user_id), on=TODAY)
    assert told(again) == {("decision", "new")}


def test_a_follow_up_waits_for_the_unit_first_and_then_for_the_office(badge, bo, lin):
    with writing("follow_ups.created", change("跟进")):
        one = FollowUp.objects.create(badge=badge, kind="reminder", due_on=date(2026, 11, 20))
    assert ("plan", "soon") in told(bo)
    assert ("plan", "soon") not in told(lin)
    with writing("follow_up.planned", change("计划")):
        one.plan, one.planned_on = "增加班次", date(2026, 11, 17)
        one.save()
    assert ("plan", "soon") not in told(bo)
    assert ("check", "soon") in told(lin)


def test_an_officer_is_told_of_the_firm_given_to_them_wherever_it_lies(
    enterprise, bo, lin, programme
):
    with writing("ladder.tasks_raised", change("到期")):
        LadderTask.objects.create(
            enterprise=enterprise, kind="renewal", rung="cn.hnte", due_on=date(2027, 1, 31),
            officer_id=bo.user_id, raised_at=moment(),
        )  # fmt: skip
    assert told(bo) == told(bo, medium=Medium.EMAIL) == {("ladder", "new")}
    assert told(lin) == set()


def test_a_switch_is_honoured_on_its_own_medium_alone(open_round, bo):
    set_switches(user_id=bo.user_id, off={("report", "email")}, change=change("关"))
    assert told(bo, medium=Medium.EMAIL) == set()
    assert told(bo, medium=Medium.PAGE) == {("report", "soon")}


def test_a_person_without_a_role_is_told_nothing(open_round, django_user_model):
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="nobody", display_name="吴某")
    assert reminders_of(viewer_of(user, on=TODAY), on=TODAY) == []


def test_every_link_of_a_row_and_of_a_kind_leads_to_a_page(badge, project, bo):
    with writing("follow_ups.created", change("跟进")):
        FollowUp.objects.create(badge=badge, kind="reminder", due_on=date(2026, 11, 20))
    links = {due.link for due in gather_reminders(on=TODAY).rows}
    assert len(links) >= 2
    for link in links | {kind.page for kind in KINDS} | {"/reminders/", "/reminders/switches/"}:
        try:
            resolve(link)
        except Resolver404:
            pytest.fail(f"{link} leads nowhere")


def test_gathering_takes_a_fixed_number_of_queries(
    open_round, project, bo, django_assert_max_num_queries
):
    # 48 of the other parts, and at most 16 of the seven sources of cooperation and matching
    with django_assert_max_num_queries(64):
        reminders_of(bo, on=TODAY)


def test_every_kind_has_its_words():
    assert len(BY_ID) == len(KINDS)
    assert all(kind.why.en and kind.title.en and kind.media for kind in KINDS)
