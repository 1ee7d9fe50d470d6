from datetime import date

import pytest

from jigai.apps.cultivation.actions.assign_coach import assign_coach
from jigai.apps.cultivation.models import Coach
from tests.cast import TODAY, _person, change
from tests.visit_cast import called_every, firms, logged, member, promise

CLOCKS = ("desk.show", "desk.responsible", "desk.hand_over", "cultivation.list")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in CLOCKS:
        monkeypatch.setattr(f"jigai.web.{page}.localdate", lambda: TODAY)


@pytest.fixture
def firm(enterprise):
    return member(enterprise)


@pytest.fixture
def sun(county, django_user_model):
    return _person(django_user_model, "sun", "孙某", "office")


def shown(answer):
    return answer.content.decode()


def test_the_desk_says_what_each_waits_for_whose_turn_and_how_long_nobody_called(office, firm, lin):
    called_every(20)
    logged(firm, 23, promises=[promise(owner=lin)])
    said = shown(office.get("/desk/"))
    for words in ("庆云辛亥母线有限公司", "送申报指南", "林某", "23 天"):
        assert words in said


def test_each_number_opens_the_list_of_its_length(office, firm):
    called_every(20)
    others = firms(2)
    logged(others[0], 1, promises=[promise(days=-1)])
    answer = office.get("/desk/")
    tiles = {str(title): (count, url) for title, count, url in answer.context["tiles"]}
    for title, wanted in {"久未联系": 2, "有过期事项": 1, "我的企业": 0, "未办结跟进": 1}.items():
        count, url = tiles[title]
        assert (title, count) == (title, wanted)
        assert office.get(url).context["list"].shown_count == wanted


def test_the_desk_is_read_as_of_a_past_day(office, firm):
    assert office.get("/desk/?as_of=2020-01-01").context["list"].visible_count == 0
    assert "只能查看" in shown(office.get(f"/desk/?as_of={TODAY}"))


def test_an_enterprise_may_not_open_the_desk(mei, sign_in, firm):
    client = sign_in(mei)
    for path in ("/desk/", f"/desk/{firm.pk}/", "/visits/", "/desk/responsible/"):
        assert client.get(path).status_code == 403


def test_one_firm_shows_its_work_its_contacts_and_its_officers(office, firm, lin):
    called_every(20)
    assign_coach(enterprise=firm, user_id=lin.user_id, since=date(2026, 3, 1), change=change())
    logged(firm, 30, promises=[promise(days=-2)])
    said = shown(office.get(f"/desk/{firm.pk}/"))
    for words in (
        "送申报指南",
        "已过期",
        "谈了设备更新",
        "2026年3月1日",
        "已 30 天没有任何部门联系",
    ):
        assert words in said


def test_the_contact_history_is_one_page_of_pdf(office, firm):
    for days in range(30):
        logged(firm, days, purpose=f"回访{days}")
    content = office.get(f"/desk/{firm.pk}/paper/").content
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") <= 1


def test_a_firm_that_is_not_in_the_library_is_refused_with_the_way_in(office, enterprise):
    answer = office.get(f"/desk/{enterprise.pk}/")
    assert answer.status_code == 404
    assert "入库登记" in shown(answer)


def test_a_hand_over_is_looked_at_first_and_then_moved_with_an_undo(office, firm, lin, sun):
    assign_coach(enterprise=firm, user_id=lin.user_id, since=date(2026, 3, 1), change=change())
    typed = {"from_id": lin.user_id, "to_id": sun.user_id, "since": "2026-11-16", "reason": "轮岗"}
    looked = office.post("/desk/hand-over/", typed | {"step": "look"})
    assert [line.enterprise for line in looked.context["plan"].lines] == [firm.name]
    assert Coach.objects.get(valid_to=None).user_id == lin.user_id
    moved = office.post("/desk/hand-over/", typed | {"step": "move"}, follow=True)
    assert Coach.objects.get(valid_to=None).user_id == sun.user_id
    assert "/undo/" in shown(moved)


def test_a_hand_over_by_code_names_what_cannot_be_seen_and_offers_no_move(office, firm, bo):
    typed = {"codes": firm.credit_code, "to_id": bo.user_id, "since": "2026-11-16", "reason": "换"}
    said = shown(office.post("/desk/hand-over/", typed))
    assert "不能交接" in said
    assert 'value="move"' not in said
    refused = office.post("/desk/hand-over/", typed | {"step": "move"})
    assert refused.status_code == 409
    assert not Coach.objects.exists()


def test_who_was_responsible_is_answered_for_any_day(office, firm, lin, sun):
    assign_coach(enterprise=firm, user_id=lin.user_id, since=date(2026, 3, 1), change=change())
    assign_coach(enterprise=firm, user_id=sun.user_id, since=date(2026, 6, 1), change=change())

    def on(day):
        return [
            name
            for name, _key, _rows in office.get(f"/desk/responsible/?on={day}").context["groups"]
        ]

    assert on("2026-02-28") == []
    assert on("2026-05-31") == ["林某"]
    assert on("2026-06-01") == on("nonsense") == ["孙某"]


def test_the_desk_takes_the_same_number_of_queries_however_many_firms(
    office, firm, django_assert_max_num_queries
):
    office.get("/desk/")
    firms(3)
    for at in range(3):
        logged(firm, at, purpose=f"回访{at}")
    with django_assert_max_num_queries(60):
        assert office.get("/desk/").context["list"].shown_count == 4
