from datetime import timedelta

import pytest
from django.utils.timezone import now

from jigai.apps.audit.chain import head
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.domain.change import Actor, Change, Path
from tests.cast import change


@pytest.fixture
def renamed(project):
    """A change set of today that renamed the project."""
    with writing("project.edited", change("按备案更正", at=now() - timedelta(hours=1))) as made:
        Project.objects.filter(pk=project.pk).update(name="新名称", remarks="注")
    return made.id


def listed(client, asked=""):
    rows = client.get("/changes/", {"q": asked}).context["list"].rows
    return [row.title.text for row in rows]


def test_the_list_says_what_in_words_and_filters_by_it(office, renamed):
    assert "修改项目" in listed(office)
    assert listed(office, "what:修改项目 why:备案 who:林某 path:form") == ["修改项目"]


def test_a_change_set_shows_before_and_after(office, renamed):
    text = office.get(f"/changes/{renamed}/").content.decode()
    assert "<del>开关柜产线智能化改造</del> → <ins>新名称</ins>" in text
    assert "按备案更正" in text


def test_undo_restores_and_names_what_was_kept(office, project, renamed):
    answer = office.post(f"/changes/{renamed}/undo/", {"reason": "改错了"})
    assert answer.context["undone"].restored == {"projects_project": 1}
    project.refresh_from_db()
    assert project.name == "开关柜产线智能化改造"


def test_a_later_edit_stays_and_is_named(office, project, renamed):
    with writing("project.edited", change("后来又改", at=now())):
        Project.objects.filter(pk=project.pk).update(name="第三个名称")
    text = office.post(f"/changes/{renamed}/undo/", {"reason": "改错了"}).content.decode()
    assert "保持不变" in text
    assert "第三个名称" in text


def test_undo_wants_a_reason(office, renamed):
    assert office.post(f"/changes/{renamed}/undo/", {"reason": " "}).status_code == 409


def test_accounts_are_not_undone_here(office, bo):
    number = head().number
    answer = office.post(f"/changes/{number}/undo/", {"reason": "试"})
    assert answer.status_code == 409
    assert "audit.sign_in_stays" in answer.content.decode()


def test_a_leader_reads_and_does_not_undo(zhao, renamed, sign_in):
    client = sign_in(zhao)
    assert client.get(f"/changes/{renamed}/").status_code == 200
    assert client.post(f"/changes/{renamed}/undo/", {"reason": "试"}).status_code == 403


def test_a_unit_reads_only_what_it_did_itself(zhao, bo, renamed, sign_in):
    own = Change(Actor(bo.key, bo.name), "自己做的", now(), Path.FORM)
    with writing("report.drafted", own):
        pass
    client = sign_in(bo)
    assert listed(client) == ["保存填报草稿"]
    assert client.get(f"/changes/{renamed}/").status_code == 404


def test_the_head_is_printed_as_verify_wants_it(office, renamed):
    assert str(head()) in office.get("/changes/head/").content.decode()


def test_the_bar_after_a_change_undoes_it(office, project):
    done = office.post(f"/projects/{project.pk}/withdraw/", {"reason": "误操作"}, follow=True)
    number = head().number
    assert f'action="/changes/{number}/undo/"' in done.content.decode()
    assert office.post(f"/changes/{number}/undo/").status_code == 200
    project.refresh_from_db()
    assert project.is_withdrawn is False
