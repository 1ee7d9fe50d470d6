from datetime import date, timedelta

import pytest

from jigai.apps.audit.editing import RecordInvalid
from jigai.apps.visits.actions.finish_follow_up import (
    FollowUpFinishedAlready,
    OutcomeMissing,
    finish_follow_up,
)
from jigai.apps.visits.actions.log_interaction import CapReached, ConsentMissing, HeldInFuture
from jigai.apps.visits.actions.set_visit_cap import set_visit_cap
from jigai.apps.visits.actions.withdraw_interaction import (
    FollowUpsOpen,
    WithdrawnAlready,
    withdraw_interaction,
)
from jigai.apps.visits.personal_data import PersonalDataInLog
from jigai.apps.visits.queries.caps import cap_standing
from jigai.apps.visits.queries.follow_ups import NoSuchFollowUp, follow_up_for, follow_ups
from jigai.apps.visits.queries.interactions import NoSuchInteraction, interaction_for, interactions
from tests.cast import TODAY, change
from tests.visit_cast import bureau, logged, promise


def capped(most):
    set_visit_cap(
        most_a_year=most, valid_from=date(2026, 1, 1), decision="专班会议", change=change("上限")
    )


def test_a_contact_says_who_why_and_what_was_promised(enterprise, lin, bo, project):
    kept = logged(
        enterprise, 3, kind="visit", officer_id=lin.user_id, others="陈工", met="总工程师",
        promises=[promise(owner=bo)],
    )  # fmt: skip
    [row] = interactions(lin, enterprise_id=enterprise.pk)
    assert (row.id, row.officers, row.met) == (kept.pk, "林某、陈工", "总工程师")
    [due] = follow_ups(bo, is_mine=True)
    assert (due.text, due.owner, due.due_on) == ("送申报指南", "薄某", TODAY + timedelta(days=7))


def test_a_visit_needs_the_consent_of_the_enterprise_a_call_does_not(enterprise):
    with pytest.raises(ConsentMissing):
        logged(enterprise, 1, kind="visit", consent=" ")
    assert logged(enterprise, 1, kind="call", consent="").consent == ""


def test_what_has_not_happened_yet_is_not_logged(enterprise):
    with pytest.raises(HeldInFuture):
        logged(enterprise, -1)
    assert logged(enterprise, 0).held_on == TODAY


def test_a_contact_without_a_purpose_is_refused(enterprise):
    with pytest.raises(RecordInvalid):
        logged(enterprise, 1, purpose="  ")


def test_the_cap_counts_the_visits_of_all_departments_and_asks_for_a_reason(enterprise):
    capped(2)
    logged(enterprise, 30, kind="visit", agency=bureau("县发改局"))
    logged(enterprise, 20, kind="call", agency=bureau("县税务局"))
    logged(enterprise, 10, kind="visit", agency=bureau("县科技局"))
    standing = cap_standing(enterprise_id=enterprise.pk, on=TODAY)
    assert (standing.count, standing.most, standing.is_reached) == (2, 2, True)
    with pytest.raises(CapReached):
        logged(enterprise, 0, kind="visit", agency=bureau("县环保局"))
    logged(enterprise, 0, kind="call")
    kept = logged(enterprise, 0, kind="visit", beyond_cap="企业请求现场协调用电")
    assert kept.beyond_cap
    assert cap_standing(enterprise_id=enterprise.pk, on=date(2027, 1, 1)).count == 0


def test_telephones_and_identity_cards_stay_out_of_the_log(enterprise):
    for text in ("找张经理13800001234", "身份证11010519491231002X"):
        with pytest.raises(PersonalDataInLog):
            logged(enterprise, 1, said=text)
    assert logged(enterprise, 1, said="订单号20261100001234567").pk


def test_a_mistake_is_withdrawn_stays_in_the_log_and_no_longer_counts(enterprise, lin):
    capped(1)
    kept = logged(enterprise, 1, kind="visit")
    withdraw_interaction(interaction=kept, on=TODAY, because="企业选错", change=change("撤回"))
    assert cap_standing(enterprise_id=enterprise.pk, on=TODAY).count == 0
    assert [row.withdrawn_because for row in interactions(lin)] == ["企业选错"]
    with pytest.raises(WithdrawnAlready):
        withdraw_interaction(interaction=kept, on=TODAY, because="再撤", change=change())


def test_what_was_promised_is_settled_before_a_contact_is_withdrawn(enterprise):
    kept = logged(enterprise, 1, promises=[promise()])
    with pytest.raises(FollowUpsOpen):
        withdraw_interaction(interaction=kept, on=TODAY, because="选错", change=change())


def test_a_promise_is_kept_once_by_its_owner_its_department_or_the_office(
    enterprise, project, agency, bo, lin, zhao
):
    kept = logged(enterprise, 1, agency=agency, promises=[promise()])
    pk = kept.follow_ups.get().pk
    with pytest.raises(NoSuchFollowUp):
        follow_up_for(zhao, pk)
    assert follow_up_for(bo, pk).pk == pk
    found = follow_up_for(lin, pk)
    with pytest.raises(OutcomeMissing):
        finish_follow_up(follow_up=found, on=TODAY, note=" ", change=change())
    finish_follow_up(follow_up=found, on=TODAY, note="已送达", change=change())
    assert follow_ups(lin) == []
    with pytest.raises(FollowUpFinishedAlready):
        finish_follow_up(follow_up=found, on=TODAY, note="再送", change=change())


def test_who_does_not_see_the_enterprise_sees_no_contact_with_it(enterprise, bo, mei, lin):
    kept = logged(enterprise, 1)
    assert interaction_for(lin, kept.pk).pk == kept.pk
    for viewer in (bo, mei):
        assert interactions(viewer) == []
        with pytest.raises(NoSuchInteraction):
            interaction_for(viewer, kept.pk)
