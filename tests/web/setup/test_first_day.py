"""The first day of a real county, through its pages."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.apps.accounts.models import Agency, Appointment
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import CalendarDay, Division, Programme
from jigai.apps.scoring.models import RuleSetInForce
from tests.cast import TODAY, change


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for module in ("viewing",):
        monkeypatch.setattr(f"jigai.web.people.{module}.localdate", lambda: TODAY)
    for module in ("steps", "show", "forms", "programme"):
        monkeypatch.setattr(f"jigai.web.setup.{module}.localdate", lambda: TODAY)


@pytest.fixture
def admin(programme, lin, sign_in):
    with writing("appointment.given", change("任命")):
        Appointment.objects.create(
            user_id=lin.user_id, role="administrator", valid_from=date(2026, 1, 1)
        )
    return sign_in(lin)


def states(answer):
    return {step.key: step.is_done for step, _form, _bound in answer.context["steps"]}


def test_an_empty_county_lists_what_is_missing_and_the_next_step(admin):
    answer = admin.get("/setup/")
    assert states(answer) == {
        "townships": True,
        "units": False,
        "people": False,
        "settings": False,
        "calendar": False,
        "rule": False,
        "ledger": False,
    }
    assert "还没有人担任：审核员、责任单位。" in answer.content.decode()
    assert answer.context["next_step"].key == "units"


def test_townships_may_be_typed(admin):
    typed = "371423104 尚堂镇 Shangtang Town\n\n371423105，严务乡"
    answer = admin.post("/setup/townships/", {"lines": typed})
    assert answer["Location"] == "/setup/#townships"
    town = Division.objects.get(code="371423104")
    assert (town.name, town.name_en, town.level) == ("尚堂镇", "Shangtang Town", "township")
    assert Division.objects.filter(name="严务乡").exists()


def test_townships_may_be_uploaded(admin):
    file = SimpleUploadedFile("towns.csv", "code,name\n371423104,尚堂镇\n".encode())
    admin.post("/setup/townships/", {"file": file})
    assert Division.objects.filter(name="尚堂镇").exists()


def test_a_wrong_code_is_named_with_its_line_and_nothing_is_lost(admin):
    answer = admin.post("/setup/townships/", {"lines": "371423104 尚堂镇\n999 别处"})
    page = answer.content.decode()
    assert "第2行：代码“999”" in page
    assert "371423104 尚堂镇" in page
    assert not Division.objects.filter(name="尚堂镇").exists()


def test_each_township_gets_its_unit_once(admin):
    admin.post("/setup/units/")
    admin.post("/setup/units/")
    assert list(Agency.objects.values_list("name", "division__name")) == [("崔口镇", "崔口镇")]


def test_the_built_in_calendar_is_loaded_at_a_click(admin):
    admin.post("/setup/calendar/published/")
    assert CalendarDay.objects.filter(day_on=date(2026, 10, 1), is_work_day=False).exists()
    assert states(admin.get("/setup/"))["calendar"]


def test_a_calendar_file_with_a_fault_is_refused_with_its_line(admin):
    file = SimpleUploadedFile("days.csv", "2027-02-06,off,春节\n2027-02-07,maybe\n".encode())
    answer = admin.post("/setup/calendar/", {"days": file})
    assert "工作日历第2行" in answer.content.decode()
    assert not CalendarDay.objects.exists()


def test_the_rule_set_is_chosen_with_its_decision(admin):
    asked = {
        "rule_set": "county_default",
        "valid_from": "2026-11-16",
        "decision": "庆技改办〔2026〕1号",
    }
    assert admin.post("/setup/rule/", asked)["Location"] == "/setup/#rule"
    assert RuleSetInForce.objects.get().decision == "庆技改办〔2026〕1号"
    assert "已选定规则" in admin.post("/setup/rule/", asked).content.decode()


def settings_of(programme, **changed):
    names = (
        "name name_en report_due_work_days objection_work_days ruling_work_days"
        " inclusion_reminder_days inclusion_breach_days group_minimum"
    )
    shares = {"approval_change_bp": "20"}
    held = {name: getattr(programme, name) for name in names.split()}
    return held | shares | {"reason": "按工作方案确定"} | changed


def test_settings_are_saved_with_their_reason_and_confirmed(admin, programme):
    admin.post("/setup/settings/", settings_of(programme, report_due_work_days="2"))
    programme.refresh_from_db()
    assert (programme.report_due_work_days, programme.approval_change_bp) == (2, 2000)
    assert programme.set_up_on == TODAY
    assert ChangeSet.objects.latest("id").reason == "按工作方案确定"


def test_two_who_edit_the_settings_lose_nothing(admin, programme):
    version = admin.get("/setup/settings/").context["version"]
    with writing("programme.set", change("他人")):
        Programme.objects.update(objection_work_days=7)
    mine = settings_of(programme, objection_work_days="4", version=version)
    answer = admin.post("/setup/settings/", mine)
    row = answer.context["conflicts"][0]
    assert (row.base, row.mine, row.theirs) == ("3", "4", "7")
    admin.post("/setup/settings/", mine | {"keep.objection_work_days": "theirs"})
    assert Programme.objects.get().objection_work_days == 7


def test_a_breach_before_its_reminder_is_refused(admin, programme):
    asked = settings_of(programme, inclusion_breach_days="10")
    assert "超期应晚于提醒" in admin.post("/setup/settings/", asked).content.decode()


def test_the_office_reads_the_steps_and_changes_nothing(office, programme):
    assert office.get("/setup/").status_code == 200
    assert office.post("/setup/units/").status_code == 403
    assert office.get("/setup/settings/").status_code == 403


def test_the_leader_has_no_business_here(zhao, programme, sign_in):
    assert sign_in(zhao).get("/setup/").status_code == 403


def test_what_is_missing_is_told_on_the_first_page_to_administrators_alone(admin, zhao, sign_in):
    assert "开通尚未完成" in admin.get("/").content.decode()
    assert "开通尚未完成" not in sign_in(zhao).get("/").content.decode()


def test_each_deed_leads_back_to_its_step(admin):
    assert urlsplit(admin.post("/setup/units/")["Location"]).fragment == "units"
