"""X23: a view opens a list for a role, is followed, and never widens a scope."""

from dataclasses import replace

import pytest

from jigai.apps.accounts.models import RoleView, SavedView, Subscription, ViewNotice
from jigai.apps.accounts.queries.subscriptions import own_subscriptions
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.web.enterprises import list as enterprise_page
from jigai.web.lists.digest import make_digests
from tests.cast import change

LIST = "/enterprises/"


@pytest.fixture
def shared(office, seven):
    """lin has shared the small enterprises with everybody."""
    given = {"list_name": "enterprises", "title": "小企业", "query": "q=size%3Asmall"}
    office.post("/views/save/", given | {"audience": "all", "here": LIST})
    return SavedView.objects.get()


def test_the_office_chooses_with_what_a_list_opens(office, shared, zhao, sign_in):
    office.post(f"/views/{shared.pk}/default/", {"role": "leader", "here": LIST})
    assert sign_in(zhao).get(LIST).url == f"{LIST}?q=size%3Asmall"
    assert "按您角色的默认视图打开" in sign_in(zhao).get(LIST, {"q": "size:small"}).content.decode()
    assert sign_in(zhao).get(LIST, {"view": "all"}).context["list"].shown_count == 7


def test_a_default_can_be_taken_back(office, shared, zhao, sign_in):
    given = {"role": "leader", "here": LIST}
    office.post(f"/views/{shared.pk}/default/", given)
    office.post(f"/views/{shared.pk}/default/", given | {"ends": "1"})
    assert not RoleView.objects.exists()
    assert sign_in(zhao).get(LIST).status_code == 200


def test_nobody_else_sets_a_default(shared, zhao, sign_in):
    answer = sign_in(zhao).post(f"/views/{shared.pk}/default/", {"role": "leader", "here": LIST})
    assert answer.status_code == 403


def test_a_private_view_is_no_default(office, shared):
    with writing("view.narrowed", change("测试")):
        SavedView.objects.update(audience="private")
    answer = office.post(f"/views/{shared.pk}/default/", {"role": "leader", "here": LIST})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("person", "query"),
    [("zhao", "q=is%3Aoverdue&sort=-total"), ("bo", "q=is%3Amine+is%3Acurrent&sort=completion")],
)
def test_lists_are_shipped_with_what_a_role_wants_first(request, sign_in, project, person, query):
    browser = sign_in(request.getfixturevalue(person))
    assert browser.get("/projects/").url == f"/projects/?{query}"


def test_new_changed_and_gone_rows_since_the_reader_looked(office, shared):
    office.post(f"/views/{shared.pk}/follow/")
    _change_three()
    told = office.get("/views/notices/").content.decode()
    assert "新增 1" in told
    assert "有变化 1" in told
    assert "不再出现 1" in told
    assert "您关注了自己的这个视图" in told
    assert "停止关注" in told
    assert "有变化 1" in office.get(f"/views/{shared.pk}/news/").content.decode()


def test_who_has_looked_starts_anew_and_history_does_not_tell(office, shared):
    office.post(f"/views/{shared.pk}/follow/")
    _change_three()
    assert office.post(f"/views/{shared.pk}/look/").url == f"{LIST}?q=size%3Asmall"
    assert "自您上次查看以来没有变化" in office.get("/views/notices/").content.decode()


def test_a_follower_is_told_of_own_rows_alone(office, shared, mei, sign_in):
    browser = sign_in(mei)
    browser.post(f"/views/{shared.pk}/follow/")
    _change_three()
    assert "自您上次查看以来没有变化" in browser.get("/views/notices/").content.decode()


def test_the_digest_of_a_day_stands_once_and_goes_when_seen(office, shared, monkeypatch):
    office.post(f"/views/{shared.pk}/follow/")
    _change_three()
    assert (make_digests.call(), make_digests.call()) == (1, 1)
    one = ViewNotice.objects.get()
    assert (one.new, one.changed, one.gone) == (1, 1, 1)
    assert "每日汇总" in office.get("/views/notices/").content.decode()
    office.post(f"/views/{shared.pk}/look/")
    assert not ViewNotice.objects.exists()


def test_a_view_that_is_too_long_says_so(office, shared, monkeypatch):
    office.post(f"/views/{shared.pk}/follow/")
    short = replace(enterprise_page.ENTERPRISES, counted_to=2)
    monkeypatch.setattr(enterprise_page, "ENTERPRISES", short)
    assert "不逐行比较" in office.get("/views/notices/").content.decode()


def test_a_view_that_is_taken_away_takes_its_uses_along(office, shared):
    office.post(f"/views/{shared.pk}/default/", {"role": "leader", "here": LIST})
    office.post(f"/views/{shared.pk}/follow/")
    office.post(f"/views/{shared.pk}/delete/", {"here": LIST})
    assert not RoleView.objects.exists()
    assert not Subscription.objects.exists()


def test_a_view_no_longer_shared_is_no_longer_told_of(office, shared, zhao, sign_in):
    sign_in(zhao).post(f"/views/{shared.pk}/follow/")
    with writing("view.narrowed", change("测试")):
        SavedView.objects.update(audience="private")
    assert own_subscriptions(zhao) == []


def test_following_ends_by_one_click(office, shared):
    office.post(f"/views/{shared.pk}/follow/")
    office.post(f"/views/{shared.pk}/unfollow/")
    assert office.post(f"/views/{shared.pk}/unfollow/").status_code == 404


def _change_three():
    """One small enterprise is new, one changed, one no longer small."""
    with writing("enterprises.edited", change("更正")):
        Enterprise.objects.filter(name__contains="第0").update(size="small")
        Enterprise.objects.filter(name__contains="第1").update(name="庆云第1智能电气有限公司")
        Enterprise.objects.filter(name__contains="第3").update(size="large")
