from datetime import date

import pytest

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.projects.actions.edit_project import edit_project
from jigai.apps.projects.models import Baseline, PendingChange, Project
from tests.cast import change

FACTS = {"name": "配电自动化", "total_investment_fen": "200", "equipment_investment_fen": "120"}


def form_of(client, project):
    """What the browser would send back unchanged."""
    form = client.get(f"/projects/{project.pk}/edit/").context["form"]
    sent = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in sent.items()} | {
        "total_investment_fen": "100", "reason": "核对"
    }  # fmt: skip


def test_a_project_is_registered_with_who_and_why(office, enterprise, programme):
    sent = {**FACTS, "enterprise_id": "辛亥", "reason": "县长办公会纪要"}
    assert office.post("/projects/register/", sent).status_code == 302
    made = Project.objects.get()
    assert (made.enterprise, made.total_investment_fen) == (enterprise, 200_000_000)


def test_equipment_above_the_total_is_refused_beside_its_field(office, programme):
    answer = office.post(
        "/projects/register/", FACTS | {"equipment_investment_fen": "300", "reason": "登记"}
    )
    assert answer.status_code == 409
    assert "设备投资大于总投资" in str(answer.context["form"].errors["equipment_investment_fen"])


def test_an_unknown_enterprise_is_refused(office, programme):
    answer = office.post("/projects/register/", FACTS | {"enterprise_id": "没有", "reason": "登记"})
    assert answer.status_code == 422
    assert "没有找到" in answer.content.decode()


def test_two_people_on_different_fields_are_both_kept(office, project):
    sent = form_of(office, project) | {"responsible_leader": "王某"}
    edit_project(
        project=project, base_version=version_of(project), values={"remarks": "他人所记"},
        change=change(),
    )  # fmt: skip
    assert office.post(f"/projects/{project.pk}/edit/", sent).status_code == 302
    project.refresh_from_db()
    assert (project.responsible_leader, project.remarks) == ("王某", "他人所记")


@pytest.mark.parametrize(("kept", "value"), [("mine", "我的"), ("theirs", "他的")])
def test_two_people_on_one_field_are_asked(office, project, kept, value):
    sent = form_of(office, project) | {"responsible_leader": "我的"}
    edit_project(
        project=project, base_version=version_of(project), values={"responsible_leader": "他的"},
        change=change(),
    )  # fmt: skip
    asked = office.post(f"/projects/{project.pk}/edit/", sent)
    (row,) = asked.context["conflicts"]
    assert (asked.status_code, row.mine, row.theirs) == (409, "我的", "他的")
    sent["keep.responsible_leader"] = kept
    assert office.post(f"/projects/{project.pk}/edit/", sent).status_code == 302
    project.refresh_from_db()
    assert project.responsible_leader == value


def test_a_large_change_waits_for_a_second_person(office, project):
    sent = form_of(office, project) | {"total_investment_fen": "150"}
    office.post(f"/projects/{project.pk}/edit/", sent)
    pending = PendingChange.objects.get()
    decision = {"decision": "approve", "reason": "同意"}
    assert office.post(f"/projects/pending/{pending.pk}/", decision).status_code == 403
    assert "提出的人不能自己批准" in office.get(f"/projects/{project.pk}/").content.decode()


def test_milestones_that_do_not_make_up_the_whole_are_refused(office, project):
    rows = {"title.0": "设备到货", "due_on.0": "2026-06-01", "weight_bp.0": "60", "reason": "编制"}
    answer = office.post(f"/projects/{project.pk}/milestones/", rows)
    assert (answer.status_code, project.milestones.count()) == (409, 0)
    rows |= {"title.1": "投产", "due_on.1": "2026-12-01", "weight_bp.1": "40"}
    assert office.post(f"/projects/{project.pk}/milestones/", rows).status_code == 302
    assert project.milestones.count() == 2


def test_a_baseline_begins_evenly_and_ends_at_the_whole(office, project):
    url = f"/projects/{project.pk}/baseline/"
    cells = office.get(url).context["form"].table()
    sent = {cell.html_name: cell.value() for cell in cells}
    assert (len(sent), list(sent.values())[-1]) == (24, "100")
    done = office.post(url, sent | {"approved_on": "2026-01-05", "reason": "县政府批准"})
    assert done.status_code == 302
    assert Baseline.objects.get().approved_on == date(2026, 1, 5)


def test_a_verified_amount_needs_a_grade(office, project):
    url = f"/projects/{project.pk}/amounts/verified/"
    sent = {"period": "2026-11A", "amount_fen": "30", "reason": "现场核实", "grade": ""}
    assert office.post(url, sent).status_code == 422
    assert office.post(url, sent | {"grade": "A"}).status_code == 302
    assert project.entries.get().amount_fen == 30_000_000


def test_the_gate_stops_and_only_a_permission_passes_by(office, project):
    url = f"/projects/{project.pk}/stage/filed/"
    assert office.post(url, {"reason": "催办"}).status_code == 409
    project.refresh_from_db()
    assert project.stage == "reserve"


def test_inclusion_offers_what_may_follow_and_asks_for_a_reason_of_return(office, project):
    url = f"/projects/{project.pk}/inclusion/"
    moves = [code for code, _word in office.get(url).context["form"].fields["to"].choices]
    assert moves == ["not_applicable", "preparing"]
    office.post(url, {"to": "preparing", "on": "2026-11-01", "reason": "已开工"})
    office.post(url, {"to": "county_review", "on": "2026-11-02", "reason": "报县"})
    returned = office.post(url, {"to": "returned", "on": "2026-11-03", "reason": "退"})
    assert "退回必须写明原因" in str(returned.context["form"].errors["return_code"])


def test_papers_are_ticked_and_unticked(office, project):
    url = f"/projects/{project.pk}/inclusion/papers/"
    office.post(url, {"ready": ["filing", "invoices"], "reason": "收齐"})
    office.post(url, {"ready": ["filing"], "reason": "发票退回"})
    ready = project.inclusion.papers.filter(is_ready=True)
    assert [paper.kind for paper in ready] == ["filing"]


@pytest.mark.parametrize("page", ["edit", "milestones", "baseline", "withdraw", "inclusion"])
def test_who_reads_may_not_write(zhao, project, sign_in, page):
    answer = sign_in(zhao).get(f"/projects/{project.pk}/{page}/")
    assert answer.status_code == 403
    assert "role.missing" in answer.content.decode()


def test_a_withdrawn_project_comes_back(office, project):
    url = f"/projects/{project.pk}/withdraw/"
    for is_out in (True, False):
        office.post(url, {"reason": "企业申请"})
        project.refresh_from_db()
        assert project.is_withdrawn is is_out
