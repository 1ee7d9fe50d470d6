"""The API does for platforms what the pages do."""

from datetime import timedelta

import pytest
from django.test import Client

from jigai.apps.platforms.models import Booking, Platform, PlatformService, ScoreObjection
from jigai.apps.platforms.queries.sharing import minutes_of
from jigai.config.urls import load_every_part
from tests.cast import TODAY
from tests.platform_cast import at

TOMORROW = TODAY + timedelta(days=1)
pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    stopped(monkeypatch, at(TODAY))


def stopped(monkeypatch, moment):
    """Every page is read before: one that is first read now would keep the stopped clock."""
    load_every_part()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: moment.date())
    monkeypatch.setattr("django.utils.timezone.localtime", lambda value=None, *_: value or moment)


@pytest.fixture
def api(django_user_model):
    def call(viewer, method, path, **body):
        client = Client()
        user = django_user_model.objects.get(pk=viewer.user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        send = getattr(client, method)
        url = f"/api/v1/platforms/{path}"
        if method == "get":
            return send(url, body)
        return send(url, body, content_type="application/json")

    return call


def test_the_register_by_day_with_upgrade_review_and_withdrawal(api, lin, enterprise):
    made = api(
        lin, "post", "", name="县母线中心", kind="engineering_centre", level="county",
        on="2023-05-10", document="庆发改字〔2023〕1号", reason="登记",
        host_enterprise=enterprise.pk,
    )  # fmt: skip
    assert made.status_code == 201
    pk = made.json()["id"]
    raised = {"level": "provincial", "on": "2026-02-01", "document": "鲁发改字〔2026〕2号"}
    assert api(lin, "post", f"{pk}/upgrades", **raised, reason="升级").status_code == 201
    assert [row["level"] for row in api(lin, "get", "", on="2026-01-31").json()] == ["county"]
    assert api(lin, "get", "levels").json()["counts"]["provincial"] == 1
    review = {"reviewed_on": "2026-11-01", "result": "good", "document": "鲁评〔2026〕1号"}
    assert api(lin, "post", f"{pk}/reviews", **review, reason="评估").status_code == 201
    full = api(lin, "get", f"{pk}").json()
    assert [one["level"] for one in full["standings"]] == ["county", "provincial"]
    assert full["next_review_on"] == "2028-11-01"
    changed = api(lin, "patch", f"{pk}", version=full["version"], field="母线", reason="补录")
    assert changed.json() == {"fields": ["field"]}
    assert api(lin, "post", f"{pk}/withdrawal", on="2026-11-10", reason="停办").status_code == 200
    assert api(lin, "get", "").json() == []
    assert [row["status"] for row in api(lin, "get", "", every=True).json()] == ["withdrawn"]


def test_a_level_too_early_comes_back_with_code_and_remedy(api, lin, platform):
    given = {"level": "provincial", "on": "2026-01-01", "document": "鲁发改字〔2026〕2号"}
    refused = api(lin, "post", f"{platform.pk}/upgrades", **given, reason="升级")
    assert refused.status_code == 409
    assert refused.json()["code"] == "platform.applied_too_early"


def test_coverage_counts_empty_cells(api, lin, platform):
    found = api(lin, "get", "coverage").json()
    assert found["total"] == 1
    assert found["empty"] == sum(n == 0 for line in found["lines"] for n in line["counts"])


def test_a_card_from_facts_to_ruling(api, lin, mei, judge, platform):
    told = {"patents_granted": {"value": "2", "source": "证书"}}
    put = api(mei, "put", f"{platform.pk}/facts/2026", facts=told, reason="填报")
    assert put.json() == {"fields": ["patents_granted"]}
    assert api(lin, "post", "scores/compute", year=2026, reason="评价").json() == {"count": 1}
    [row] = api(mei, "get", "scores", year=2026).json()
    card = api(mei, "get", f"scores/{row['id']}").json()
    assert next(one for one in card["lines"] if one["name"] == "patents")["points_low"] == "6"
    lodged = api(mei, "post", f"scores/{row['id']}/objections", reason="漏计")
    assert lodged.status_code == 201
    assert api(lin, "post", "scores/settle", year=2026, reason="确定").status_code == 409
    [waiting] = api(judge, "get", "objections", is_open=True).json()
    ruled = api(
        judge, "post", f"objections/{waiting['id']}/ruling", ruling="rejected", reason="证书未到"
    )
    assert ruled.status_code == 200
    assert ScoreObjection.objects.get().ruling == "rejected"
    assert api(mei, "get", f"{platform.pk}/paper").content.startswith(b"%PDF")


def test_an_instrument_from_offer_to_confirmed_use(api, mei, hua, platform, neighbour, monkeypatch):
    told = {
        "name": "盐雾箱", "purpose": "耐蚀", "terms": "先约先用", "price": "面议",
        "contact_office": "平台办公室", "opens_at": "08:00", "closes_at": "18:00",
    }  # fmt: skip
    made = api(mei, "post", f"instruments/of/{platform.pk}", **told, reason="开放")
    pk = made.json()["id"]
    assert api(mei, "put", f"instruments/{pk}", **told, reason="不变").status_code == 200
    assert api(hua, "put", f"instruments/{pk}", **told, reason="他人").status_code == 404
    assert [one["name"] for one in api(hua, "get", "instruments").json()] == ["盐雾箱"]
    times = {"starts_at": f"{TOMORROW}T09:00:00+08:00", "ends_at": f"{TOMORROW}T11:00:00+08:00"}
    body = {"enterprise": neighbour.pk, "purpose": "试验", **times, "reason": "预约"}
    assert api(hua, "post", f"instruments/{pk}/bookings", **body).status_code == 201
    refused = api(hua, "post", f"instruments/{pk}/bookings", **body)
    assert refused.json()["code"] == "booking.slot_taken"
    days = api(hua, "get", f"instruments/{pk}/free", on=f"{TOMORROW}").json()
    assert [free for _, free in days[0]["slots"]][2:6] == [False] * 4
    booking = Booking.objects.get()
    stopped(monkeypatch, at(TOMORROW, 15))
    api(mei, "post", f"bookings/{booking.pk}/use", minutes=120, reason="登记")
    own = api(mei, "post", f"bookings/{booking.pk}/answer", is_right=True, reason="代答")
    assert own.status_code == 403
    assert minutes_of() == 0
    api(hua, "post", f"bookings/{booking.pk}/answer", is_right=True, reason="属实")
    assert api(hua, "get", "bookings/totals").json()["minutes"] == 120
    [row] = api(mei, "get", "bookings").json()
    assert (row["state"], row["minutes"]) == ("confirmed", 120)
    assert api(hua, "post", f"bookings/{booking.pk}/cancel", reason="晚了").status_code == 409


def test_services_are_given_linked_confirmed_and_counted(api, lin, mei, hua, platform, neighbour):
    body = {
        "enterprise": neighbour.pk, "kind": "testing", "description": "检测",
        "given_on": "2026-11-10", "reason": "登记",
    }  # fmt: skip
    assert api(mei, "post", f"services/of/{platform.pk}", **body).status_code == 404
    assert api(lin, "post", f"services/of/{platform.pk}", **body).status_code == 201
    service = PlatformService.objects.get()
    linked = api(lin, "put", f"services/{service.pk}/outcome", contract="2026-17", reason="签约")
    assert linked.status_code == 200
    assert api(lin, "post", f"services/{service.pk}/confirm", reason="代").status_code == 403
    assert api(hua, "post", f"services/{service.pk}/confirm", reason="收到").status_code == 200
    found = api(hua, "get", "services").json()
    assert (found["total"], found["without"], found["without_bp"]) == (1, 0, 0)
    assert found["services"][0]["outcome"] == "contract"


def test_a_neighbour_sees_no_platform_of_others(api, hua, platform):
    assert api(hua, "get", f"{platform.pk}").status_code == 404
    assert api(hua, "get", "").json() == []
    assert Platform.objects.count() == 1
