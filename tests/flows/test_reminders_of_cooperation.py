"""Reviews, asked names, terms, consents, stalled matches and refusals: who is told, who is not."""

from datetime import date, timedelta

import pytest
from django.urls import resolve

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.disclose import ask_for_names
from jigai.apps.cooperation.actions.keep_demand import keep_demand
from jigai.apps.cooperation.models import Agreement, AgreementTerm, Demand, Expert
from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.reminders.actions.set_switches import set_switches
from jigai.domain.match_reasons.editions import edition_in_force
from jigai.domain.reminders.kinds import COOPERATION, MATCH, REFUSALS, Medium
from jigai.flows.gather_calendar import marked_days
from jigai.flows.gather_reminders import gather_reminders, reminders_of
from tests.cast import TODAY, change
from tests.cooperation_cast import by

DAY = timedelta(days=1)
REVIEW = date(2027, 5, 1)
SECOND = date(2026, 12, 2)


def told(viewer, kind=COOPERATION, on=TODAY):
    return [i.due.what.zh for i in reminders_of(viewer, on=on) if i.due.kind is kind]


def test_a_demand_near_its_review_waits_for_its_firm_alone_until_it_is_kept(
    demand, mei, lin, chen, zhao, bo
):
    assert told(mei) == []
    [line] = told(mei, on=REVIEW - 30 * DAY)
    assert line.startswith("技术需求复核到期")
    for other in (lin, chen, zhao, bo):
        assert not any("需求复核" in what for what in told(other, on=REVIEW - 30 * DAY))
    keep_demand(demand=demand, review_on=date(2027, 11, 1), change=by(mei))
    assert told(mei, on=REVIEW - 30 * DAY) == []


def test_an_achievement_near_its_review_waits_for_its_institution(achievement, mei, chen, lin):
    [line] = told(chen, on=REVIEW - 10 * DAY)
    assert line.startswith("科技成果复核到期")
    assert told(mei, on=REVIEW - 10 * DAY) == told(lin, on=REVIEW - 10 * DAY) == []


def test_a_firm_that_nobody_represents_is_the_offices_to_remind(demand, lin):
    from_firm = demand.enterprise.representatives
    with writing("representative.ended", change("离任")):
        from_firm.update(valid_to=date(2026, 11, 1))
    assert any("需求复核" in what for what in told(lin, on=REVIEW))


def test_who_asks_whose_a_secret_demand_is_is_told_to_the_owner_and_learns_nothing(
    secret, university, mei, chen, lin, zhao
):
    ask_for_names(demand=secret, institution=university, change=by(chen, "联合攻关"))
    assert told(mei) == ["“某科技大学储能技术学院”申请查看这条保密需求的名称，请同意或谢绝"]
    assert told(chen) == told(lin) == told(zhao) == []
    every = str([due for due in gather_reminders(on=TODAY).rows if due.kind is COOPERATION])
    assert secret.name not in every
    assert secret.enterprise.name not in every


def test_no_calendar_says_the_name_of_a_secret_demand(secret, mei):
    titles = [one.title.zh for one in marked_days(mei, on=TODAY) if one.kind is COOPERATION]
    assert titles == [f"技术需求复核：{Demand.objects.get()}"]
    assert secret.name not in titles[0]


def test_a_term_of_an_agreement_waits_for_the_office(university, lin, mei, chen):
    with writing("agreement.signed", change("登记")):
        made = Agreement.objects.create(
            institution=university, county_party="县政府", title="储能合作",
            signed_on=date(2026, 3, 1),
        )  # fmt: skip
        AgreementTerm.objects.create(
            agreement=made, kind="duty", party="county", text="提供场地",
            due_on=TODAY + 20 * DAY,
        )  # fmt: skip
    assert told(lin) == ["协议约定到期：提供场地"]
    assert told(mei) == told(chen) == []
    assert told(lin, on=TODAY - 20 * DAY) == []
    ahead = [one.first for one in marked_days(lin, on=TODAY - 20 * DAY) if one.kind is COOPERATION]
    assert ahead == [TODAY + 20 * DAY]


def test_a_consent_that_ends_waits_for_the_institution(expert, chen, lin, mei):
    with writing("expert.changed", change("同意期限")):
        Expert.objects.update(consent_until=TODAY + 10 * DAY)
    assert told(chen) == ["专家入库同意到期，请续签同意书或退出"]
    assert told(lin) == told(mei) == []


def test_a_stalled_match_waits_for_the_officer_of_the_firm_else_for_the_office(
    match, project, lin, bo, mei
):
    said = ["对接自2026-09-01起没有进展，请跟进或记录退出"]
    late = match.last_step_on + timedelta(days=edition_in_force(on=TODAY).stalled_days)
    assert told(lin, MATCH, on=late) == []
    assert told(lin, MATCH, on=late + DAY) == said
    assert told(mei, MATCH, on=late + DAY) == told(bo, MATCH, on=late + DAY) == []
    assign_coach(
        enterprise=match.demand.enterprise, user_id=bo.user_id, since=date(2026, 10, 1),
        change=change("指定"),
    )  # fmt: skip
    assert told(bo, MATCH, on=late + DAY) == said
    assert told(lin, MATCH, on=late + DAY) == []


@pytest.fixture
def declined(wanted, dozen, mei):
    """Mei declined three of Chen's in November."""
    for offer, code in zip(dozen, ("too_costly", "too_early", "too_costly"), strict=False):
        decline_match(demand=wanted, offer=offer, side="demand", code=code, note="",
                      on=date(2026, 11, 10), change=by(mei))  # fmt: skip


def test_refusals_of_a_month_are_told_once_to_who_was_declined(declined, chen, mei, lin):
    assert told(chen, REFUSALS, on=SECOND) == ["上月被谢绝 3 次，最多的原因：费用太高"]
    assert told(mei, REFUSALS, on=SECOND) == told(lin, REFUSALS, on=SECOND) == []
    assert told(chen, REFUSALS) == []
    keys = {
        item.due.key
        for day in range(1, 11)
        for item in reminders_of(chen, on=date(2026, 12, day))
        if item.due.kind is REFUSALS
    }
    assert len(keys) == 1
    assert told(chen, REFUSALS, on=date(2026, 12, 11)) == []
    assert told(chen, REFUSALS, on=date(2027, 1, 2)) == []


def test_each_of_the_kinds_says_why_is_switched_off_and_leads_to_a_page(declined, chen):
    for kind in (COOPERATION, MATCH, REFUSALS):
        resolve(kind.page)
        assert kind.why.zh
        assert kind.why.en
    for due in gather_reminders(on=SECOND).rows:
        resolve(due.link.split("?")[0])
    set_switches(user_id=chen.user_id, off={(REFUSALS.id, Medium.PAGE)}, change=change("不看"))
    assert told(chen, REFUSALS, on=SECOND) == []
