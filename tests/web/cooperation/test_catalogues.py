"""Firm, university and programme office do their work on the pages of cooperation."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from jigai.apps.cooperation.actions.assign_expert import assign_expert
from jigai.apps.cooperation.actions.register_institution import end_membership
from jigai.apps.cooperation.models import (
    Achievement,
    Agreement,
    Demand,
    Expert,
    ExpertCase,
    Institution,
    InstitutionMember,
)
from jigai.apps.reference.actions.load_industries import load_industries
from tests.cast import TODAY
from tests.cooperation_cast import by

DEMAND = {
    "name": "母线冲孔", "technical_field": "804", "discipline": "460", "industry_code": "3823",
    "starts_year": 2026, "ends_year": 2027, "budget_fen": "120.5", "solving_way": "joint",
    "activity_kind": "development", "result_ownership": "shared", "problem": "冲孔慢",
    "key_technology": "每分钟120次", "expected_goal": "提速", "keywords": "冲孔",
    "review_on": "2027-05-01", "reason": "发布",
}  # fmt: skip
OFFER = {
    "name": "冲孔单元", "keywords": "冲孔", "technical_field": "804", "discipline": "460",
    "form": "equipment", "attribute": "original", "stage": "middle", "maturity": 6,
    "summary": "样机", "application": "trial", "transformation_way": "licence",
    "price_mode": "agreement", "review_on": "2027-05-01", "reason": "登记",
}  # fmt: skip
EXPERT = {
    "kind": "person", "name": "周某", "technical_field": "804", "discipline": "460",
    "keywords": "冲孔", "load_limit": 1, "consent_on": "2026-01-01",
    "consent_until": "2027-06-01", "consent_document": "同意书", "reason": "入库",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for place in ("list", "demand", "names", "demand_acts", "achievement", "achievements",
                  "experts", "institutions", "institution_acts"):  # fmt: skip
        monkeypatch.setattr(f"jigai.web.cooperation.{place}.localdate", lambda: TODAY)


def browser(viewer):
    client = Client()
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_mei_posts_a_demand_lin_approves_it_and_chen_reads_it(mei, enterprise, lin, chen):
    posted = DEMAND | {"enterprise_id": enterprise.name}
    assert browser(mei).post(reverse("cooperation:demand_new"), posted).status_code == 302
    demand = Demand.objects.get()
    assert (demand.budget_fen, demand.state) == (120_500_000, "unreviewed")
    page = reverse("cooperation:demand", args=[demand.pk])
    assert browser(chen).get(page).status_code == 404
    verdict = {"verdict": "approve", "reason": "属实"}
    review = reverse("cooperation:demand_review", args=[demand.pk])
    assert browser(lin).post(review, verdict).status_code == 302
    read = browser(chen).get(page).content.decode()
    assert "庆云辛亥母线有限公司" in read
    assert "120.5" in read


def test_a_wrong_field_comes_back_beside_it_with_what_was_typed(mei, enterprise):
    wrong = DEMAND | {"enterprise_id": enterprise.name, "keywords": "一、二、三、四、五、六"}
    answer = browser(mei).post(reverse("cooperation:demand_new"), wrong)
    assert answer.status_code == 409
    assert "关键词最多5个" in answer.content.decode()
    assert "每分钟120次" in answer.content.decode()


def test_another_firm_neither_sees_nor_changes_meis_demand(demand, hua):
    client = browser(hua)
    for name in ("demand", "demand_edit", "demand_keep", "demand_close", "offer"):
        page = reverse(f"cooperation:{name}", args=[demand.pk])
        assert client.get(page).status_code in {403, 404}, name


def test_chen_enters_an_achievement_gives_evidence_and_lin_publishes_it(chen, lin, university):
    school = browser(chen)
    posted = OFFER | {"holder": f"institution-{university.pk}"}
    assert school.post(reverse("cooperation:achievement_new"), posted).status_code == 302
    one = Achievement.objects.get()
    review = reverse("cooperation:achievement_review", args=[one.pk])
    verdict = {"verdict": "approve", "reason": "属实"}
    refused = browser(lin).post(review, verdict)
    assert refused.status_code == 409
    assert "没有这一级的证明材料" in refused.content.decode()
    paper = {"level": 6, "text": "样机试验", "document": "报告", "dated_on": "2026-05-01",
             "reason": "补充"}  # fmt: skip
    evidence = reverse("cooperation:evidence", args=[one.pk])
    assert school.post(evidence, paper).status_code == 302
    assert browser(lin).post(review, verdict).status_code == 302
    shown = browser(chen).get(reverse("cooperation:achievement", args=[one.pk]))
    assert "样机试验" in shown.content.decode()


def test_chen_enters_nothing_for_another_holder(chen, enterprise):
    posted = OFFER | {"holder": f"enterprise-{enterprise.pk}"}
    assert browser(chen).post(reverse("cooperation:achievement_new"), posted).status_code == 422
    assert Achievement.objects.count() == 0


def test_lin_assigns_up_to_the_limit_and_is_then_shown_the_next_best(
    lin, university, expert, demand
):
    office = browser(lin)
    posted = EXPERT | {"holder": f"institution-{university.pk}", "name": "吴某"}
    assert office.post(reverse("cooperation:expert_new"), posted).status_code == 302
    full = Expert.objects.get(name="吴某")
    assign = reverse("cooperation:assign", args=[full.pk])
    first = {"demand_id": demand.pk, "title": "", "reason": "派单"}
    assert office.post(assign, first).status_code == 302
    second = office.post(assign, {"demand_id": "", "title": "另一件", "reason": "派单"})
    assert second.status_code == 409
    assert "可改派：周某" in second.content.decode()
    case = ExpertCase.objects.get()
    done = {"outcome": "contract", "reason": "签约"}
    assert office.post(reverse("cooperation:case_close", args=[case.pk]), done).status_code == 302
    assert "签订合同" in office.get(reverse("cooperation:expert", args=[full.pk])).content.decode()


def test_an_expert_whose_consent_ran_out_is_on_no_page(expert, lin, mei, monkeypatch):
    assign_expert(expert=expert, title="一件", change=by(lin))
    later = TODAY.replace(year=2028)
    monkeypatch.setattr("jigai.web.cooperation.experts.localdate", lambda: later)
    for person in (lin, mei):
        client = browser(person)
        assert "周某" not in client.get(reverse("cooperation:experts")).content.decode()
        assert client.get(reverse("cooperation:expert", args=[expert.pk])).status_code == 404


def test_lin_corrects_a_joint_body_and_says_when_it_closed(lin, chen, university):
    body = {"name": "联合实验室", "kind": "laboratory", "opened_on": "2025-01-01",
            "reason": "登记"}  # fmt: skip
    office, page = browser(lin), reverse("cooperation:institution", args=[university.pk])
    office.post(reverse("cooperation:body_new", args=[university.pk]), body)
    edit = reverse("cooperation:body_edit", args=[university.joint_bodies.get().pk])
    assert edit in office.get(page).content.decode()
    assert edit not in browser(chen).get(page).content.decode()
    assert "联合实验室" in office.get(edit).content.decode()
    too_early = office.post(edit, body | {"closed_on": "2024-01-01"})
    assert "结束日早于成立日" in too_early.content.decode()
    assert university.joint_bodies.get().closed_on is None
    assert office.post(edit, body | {"closed_on": "2026-10-31"}).status_code == 302
    assert university.joint_bodies.get().closed_on == date(2026, 10, 31)
    assert browser(chen).get(edit).status_code == 403


def test_lin_registers_an_institution_an_agreement_and_what_is_due(lin, chen):
    office = browser(lin)
    school = {"name": "另一所大学", "kind": "university", "is_active": "on", "reason": "登记"}
    assert office.post(reverse("cooperation:institution_new"), school).status_code == 302
    made = Institution.objects.get(name="另一所大学")
    body = {"name": "联合实验室", "kind": "laboratory", "reason": "登记"}
    assert office.post(reverse("cooperation:body_new", args=[made.pk]), body).status_code == 302
    signed = {"title": "共建协议", "county_party": "县政府", "signed_on": "2026-01-05",
              "reason": "登记"}  # fmt: skip
    new = reverse("cooperation:agreement_new", args=[made.pk])
    assert office.post(new, signed).status_code == 302
    one = Agreement.objects.get()
    term = {"kind": "deliverable", "party": "institution", "text": "课题三项",
            "due_on": "2026-11-01", "reason": "登记"}  # fmt: skip
    assert office.post(reverse("cooperation:term_new", args=[one.pk]), term).status_code == 302
    due = office.get(reverse("cooperation:agreements")).content.decode()
    assert "课题三项" in due
    assert "已逾期" in due
    assert "课题三项" not in browser(chen).get(reverse("cooperation:agreements")).content.decode()
    meet = reverse("cooperation:term_meet", args=[one.terms.get().pk])
    met = {"met_on": "2026-11-10", "proof": "结题报告", "reason": "完成"}
    assert office.post(meet, met).status_code == 302
    heads = {"year": 2025, "graduate_count": 10, "placed_count": 12, "source": "教务处统计",
             "reason": "登记"}  # fmt: skip
    training = reverse("cooperation:training", args=[made.pk])
    assert office.post(training, heads).status_code == 409
    assert office.post(training, heads | {"placed_count": 4}).status_code == 302
    shown = office.get(reverse("cooperation:institution", args=[made.pk])).content.decode()
    assert "教务处统计" in shown
    assert (
        "教务处统计"
        not in browser(chen)
        .get(reverse("cooperation:institution", args=[made.pk]))
        .content.decode()
    )


def test_a_person_whose_membership_ended_sees_no_demand(demand, chen):
    school = browser(chen)
    page = reverse("cooperation:demand", args=[demand.pk])
    assert school.get(page).status_code == 200
    end_membership(member=InstitutionMember.objects.get(), on=TODAY, change=by(chen))
    assert school.get(page).status_code == 404


def test_chen_of_the_university_is_led_to_cooperation_and_to_no_page_of_the_programme(chen):
    page = browser(chen).get(reverse("cooperation:list"))
    offered = {link.url for group in page.context["navigation"] for link in group.links}
    assert {reverse(f"{part}:list") for part in ("cooperation", "matches", "platforms")} <= offered
    assert not {reverse(f"{part}:list") for part in ("planning", "rounds", "projects")} & offered
    assert browser(chen).get("/")["Location"] == reverse("cooperation:list")


def test_the_long_forms_stand_in_titled_sections_with_what_is_wanted_first(mei, chen, lin):
    asked = (
        (mei, "demand_new", ["需要解决什么", "领域和行业", "时间和资金", "怎么合作", "复核和保密"]),
        (chen, "achievement_new", ["成果是什么", "领域和行业", "成熟到哪一步", "怎么转化", "复核"]),
        (lin, "expert_new", ["专家或实验室", "专长", "本人同意", "派单"]),
    )
    for person, name, titles in asked:
        page = browser(person).get(reverse(f"cooperation:{name}"))
        form, text = page.context["form"], page.content.decode()
        shown = [str(title) for title, _fields in form.sections() if title]
        assert shown == titles
        assert [text.index(f"<legend>{one}") for one in titles] == sorted(
            text.index(f"<legend>{one}") for one in titles
        )
        placed = [field.name for _title, fields in form.sections() for field in fields]
        assert placed == [field.name for field in form.visible_fields()]
        assert placed[-1] == "reason"


def test_a_stage_that_does_not_fit_the_maturity_is_said_beside_the_stage(chen, university):
    posted = OFFER | {"holder": f"institution-{university.pk}", "stage": "early", "maturity": 9}
    answer = browser(chen).post(reverse("cooperation:achievement_new"), posted)
    assert list(answer.context["form"].errors) == ["stage"]
    assert "样机" in answer.content.decode()


def test_an_industry_code_stands_with_its_name(demand, lin):
    load_industries(content="code,name\n38,电气机械和器材制造业\n".encode(), change=by(lin))
    page = browser(lin).get(reverse("cooperation:demand", args=[demand.pk])).content.decode()
    assert "3823 · 38 电气机械和器材制造业" in page
