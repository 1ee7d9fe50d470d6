"""Bulk edit as a person does it: tick, choose, preview, confirm, read, take back."""

import re

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of, versions_of
from jigai.apps.bulk.models import BulkRun
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.models import Project
from jigai.jobs.bulk_edit import run_bulk_edit
from jigai.web.bulk import choose as choosing
from tests.bulk_cast import many_projects
from tests.cast import TODAY, change


@pytest.fixture(autouse=True)
def day(monkeypatch):
    for module in ("jigai.web.bulk.choose", "jigai.web.bulk.show", "jigai.jobs.bulk_edit"):
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


@pytest.fixture
def forty(project):
    return many_projects(project, 40)


def ordered(browser, rows, **given):
    body = {"row": [row.pk for row in rows], **given}
    answer = browser.post("/bulk/of/projects/order/", body)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def confirmed(browser, address, reason="分工调整"):
    return browser.post(f"{address}confirm/", {"reason": reason}, follow=True)


def test_of_forty_rows_changed_in_bulk_39_are_restored_and_the_one_edited_since_is_named(
    office, forty
):
    address = ordered(office, forty, **{"set.responsible_leader": "王某"})
    assert confirmed(office, address).context["run"].changed_count == 40
    edit = {"version": version_of(forty[3]), "name": forty[3].name, "remarks": "急", "reason": "补"}
    project = Project.objects.get(pk=forty[3].pk)
    edit |= {"responsible_leader": "王某", "division_id": project.division_id,
             "responsible_agency_id": project.responsible_agency_id,
             "total_investment_fen": "10", "planned_start_on": "2026-01-01",
             "planned_completion_on": "2026-12-31",
             "enterprise_id": project.enterprise.credit_code}  # fmt: skip
    assert office.post(f"/projects/{forty[3].pk}/edit/", edit).status_code == 302
    after = office.post(f"{address}undo/", {"reason": "改错了"}, follow=True)
    assert "已恢复 39 条" in after.content.decode()
    assert after.context["run"].kept == (forty[3].name,)
    assert forty[3].name in after.content.decode()
    assert Project.objects.filter(responsible_leader="王某").count() == 1


def test_every_changed_row_has_the_reason_and_the_path_in_its_history(office, forty):
    confirmed(office, ordered(office, forty[:2], **{"set.responsible_leader": "王某"}))
    for row in forty[:2]:
        newest = versions_of(table="projects_project", key=row.pk)[0]
        assert (newest.reason, newest.path, newest.actor) == ("分工调整", "bulk", "林某")
    assert ChangeSet.objects.filter(verb="rows.edited").count() == 1


def test_all_that_match_a_condition_are_chosen_and_no_other(office, forty):
    many_projects(forty[0], 3, first=100, stage="filed")
    page = office.get("/projects/", {"q": "stage:filed"})
    assert "本页 3 条" in page.content.decode()
    given = {"scope": "all", "query": "q=stage%3Afiled"}
    chosen = office.post("/bulk/of/projects/", given)
    assert chosen.context["count"] == 3
    address = ordered(office, [], **given, **{"set.responsible_leader": "王某"})
    assert office.get(address).context["run"].row_count == 3


def test_the_list_offers_its_page_and_all_that_match(office, project):
    many_projects(project, 60)
    text = office.get("/projects/").content.decode()
    assert "本页 40 条" in text
    assert "全部符合条件的 61 条" in text


def test_a_condition_that_is_not_understood_is_refused(office, project):
    answer = office.post("/bulk/of/projects/", {"scope": "all", "query": "q=colour%3Ared"})
    assert "lists.condition_unreadable" in answer.content.decode()


def test_the_page_says_how_many_each_value_would_change_and_explains_a_mix(office, project):
    rows = [project, *many_projects(project, 2, stage="under_construction")]
    text = office.post("/bulk/of/projects/", {"row": [row.pk for row in rows]}).content.decode()
    assert re.search(r"现在：崔口镇政府 3", text)
    assert "崔口镇政府（改 0 条）" in text
    assert "撤项（改 3 条）" in text
    assert "“竣工”：3 条中只有 2 条可以进入" in text


def test_the_preview_names_the_rule_and_saves_nothing(office, project):
    many_projects(project, 1, planned_start_on="2027-01-01", planned_completion_on="2027-12-31")
    rows = list(Project.objects.all())
    address = ordered(office, rows, **{"set.planned_completion_on": "2026-11-30"})
    text = office.get(address).content.decode()
    assert "早于计划开工" in text
    assert "确认修改 1 条" in text
    assert not Project.objects.filter(planned_completion_on="2026-11-30").exists()


def test_an_amount_is_typed_in_wan_and_a_wrong_one_comes_back(office, project):
    address = ordered(office, [project], **{"set.total_investment_fen": "110"})
    assert BulkRun.objects.get().values == {"total_investment_fen": "110000000"}
    assert office.get(address).context["run"].changed_count == 1
    wrong = {"row": [project.pk], "set.total_investment_fen": "很多"}
    answer = office.post("/bulk/of/projects/order/", wrong)
    assert answer.status_code == 422
    assert "很多" in answer.content.decode()


def test_a_large_edit_goes_to_the_background_and_shows_its_progress(office, forty, monkeypatch):
    monkeypatch.setattr(choosing, "SMALL", 10)
    address = ordered(office, forty, **{"set.responsible_leader": "王某"})
    batch = BulkRun.objects.get().batch
    assert "已过 0 条，共 40 条" in office.get(address).content.decode()
    run_bulk_edit.call(batch)
    assert "确认修改 40 条" in office.get(address).content.decode()
    confirmed(office, address)
    assert not Project.objects.filter(responsible_leader="王某").exists()
    run_bulk_edit.call(batch)
    assert office.get(address).context["run"].changed_count == 40


def test_a_row_changed_between_preview_and_confirmation_is_listed_with_who(office, forty):
    address = ordered(office, forty, **{"set.responsible_leader": "王某"})
    seen = version_of(forty[0])
    edit_project(project=forty[0], base_version=seen, values={"remarks": "x"}, change=change())
    text = confirmed(office, address).content.decode()
    assert "预览之后，林某改过这一条" in text
    assert f"/projects/{forty[0].pk}/" in text


def test_who_does_not_keep_the_registers_sees_no_boxes_and_is_refused(bo, zhao, sign_in, project):
    for person in (bo, zhao):
        browser = sign_in(person)
        assert 'id="choosing"' not in browser.get("/projects/").content.decode()
        assert browser.post("/bulk/of/projects/", {"row": project.pk}).status_code == 403


def test_another_persons_bulk_edit_is_read_by_the_office_and_hidden_from_a_unit(
    office, bo, sign_in, project
):
    address = ordered(office, [project], **{"set.responsible_leader": "王某"})
    assert sign_in(bo).get(address).status_code == 404


def test_the_edits_so_far_are_listed(office, project):
    address = ordered(office, [project], **{"set.responsible_leader": "王某"})
    assert address not in office.get("/bulk/").content.decode()
    confirmed(office, address)
    assert address in office.get("/bulk/").content.decode()


def test_in_english_the_pages_are_english(office, project):
    office.cookies["django_language"] = "en"
    text = office.post("/bulk/of/projects/", {"row": [project.pk]}).content.decode()
    assert "Bulk edit" in text
    address = ordered(office, [project], **{"set.responsible_leader": "Wang"})
    assert "responsible leader" in office.get(address).content.decode()


def test_enterprises_are_chosen_on_their_list(office, seven, enterprise):
    assert "本页 7 条" in office.get("/enterprises/").content.decode()
    given = {"row": [enterprise.pk], "set.size": "small"}
    address = office.post("/bulk/of/enterprises/order/", given).url
    assert "小型" in confirmed(office, address).content.decode()
    enterprise.refresh_from_db()
    assert enterprise.size == "small"
