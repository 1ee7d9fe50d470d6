"""Requests as programs raise, work on, answer, confirm and rate them."""

import pytest

from jigai.apps.support.models import EnterpriseRequest, RequestPart
from tests.api.test_api import call, token_of  # noqa: F401 - fixtures
from tests.request_cast import calendar, dian, power  # noqa: F401 - fixtures

pytestmark = pytest.mark.usefixtures("calendar", "programme")
REASON = {"reason": "接口办理"}


@pytest.fixture
def as_(call):  # noqa: F811
    """Calls as a person: method, address under requests, body."""

    def called(viewer, method, address, **body):
        secret = token_of(viewer, may_write=True)
        return call(method, f"requests{address}", secret, {**REASON, **body})

    return called


@pytest.fixture
def pk(as_, mei, enterprise):
    status, made = as_(mei, "POST", "", enterprise_id=enterprise.pk, title="缺变压器",
                       text="需增容", category="energy", asker_name="梅三",
                       asker_telephone="13812345678")  # fmt: skip
    assert status == 201
    return made["id"]


def test_a_request_goes_its_whole_way_by_api(as_, mei, lin, bo, dian, agency, power, pk):  # noqa: F811
    assert as_(lin, "POST", f"/{pk}/accept", request_class="hard")[0] == 200
    assert as_(lin, "POST", f"/{pk}/assign", agency_id=agency.pk, task="核定")[0] == 200
    part = as_(bo, "POST", f"/{pk}/parts", agency_id=power.pk, task="方案", days=2)[1]["id"]
    assert as_(bo, "POST", f"/parts/{part}/done", reply="x")[0] == 403
    assert as_(dian, "POST", f"/parts/{part}/done", reply="已核定")[0] == 200
    hold = {"hold": "conditions", "text": "等批复"}
    assert as_(bo, "POST", f"/{pk}/suspend", **hold)[0] == 200
    assert as_(bo, "POST", f"/{pk}/resume")[0] == 200
    assert as_(lin, "POST", f"/{pk}/extend", days=3, text="上会")[0] == 200
    assert as_(bo, "POST", f"/{pk}/notes", text="内部", is_internal=True)[0] == 200
    assert as_(bo, "POST", f"/{pk}/answer", result="solved", text="好了")[0] == 200
    for deed, body in (("confirm", {}), ("reopen", {"text": "x"}), ("withdraw", {}),
                       ("ratings", {"grade": "satisfied"})):  # fmt: skip
        status, problem = as_(lin, "POST", f"/{pk}/{deed}", **body)
        assert (status, problem["code"]) == (403, "support.not_the_asker")
    told = as_(mei, "GET", f"/{pk}")[1]
    assert (told["state"], told["total"]["limit"]["amount"], told["parts"]) == ("answered", 18, [])
    assert (told["asked"]["asker_name"], told["asked"]["asker_telephone"]) == (
        "梅*", "138****5678",
    )  # fmt: skip
    assert "内部" not in {step["text"]["zh"] for step in told["steps"]}
    assert as_(mei, "POST", f"/{pk}/reopen", text="又断电")[0] == 200
    assert as_(bo, "POST", f"/{pk}/answer", result="partly", text="再修")[0] == 200
    assert as_(mei, "POST", f"/{pk}/confirm")[0] == 200
    assert as_(mei, "POST", f"/{pk}/ratings", grade="basically")[0] == 200
    [town] = as_(lin, "GET", "/departments")[1]
    assert (town["basically"], town["replies"], town["asked"]) == (1, 1, 2)
    assert (town["reply_rate"], town["median_wait"]) == ("1/2", "0")


def test_lists_limits_files_and_what_the_clock_does(as_, mei, lin, dian, pk, client):  # noqa: F811
    assert [row["code"] for row in as_(mei, "GET", "?is_open=true")[1]] != []
    assert as_(dian, "GET", "")[1] == []
    assert as_(lin, "GET", "?is_mine=true&state=raised")[1][0]["waits_for"]["zh"] == "县技改办"
    limits = {row["kind"]: row for row in as_(mei, "GET", "/limits")[1]}
    assert limits["response"]["unit"] == "office_minute"
    given = {"valid_from": "2026-01-01", "amount": 10, "decision": "县政府文件"}
    assert as_(mei, "PUT", "/limits/hard", **given)[0] == 403
    assert as_(lin, "PUT", "/limits/hard", **given)[0] == 200
    hours = {"valid_from": "2026-01-01", "opens": "08:00", "break_from": "12:00",
             "break_to": "11:00", "closes": "18:00", "decision": "作息"}  # fmt: skip
    assert as_(lin, "PUT", "/hours", **hours)[1]["code"] == "requests.hours_disordered"
    assert as_(lin, "PUT", "/hours", **hours | {"break_to": "14:00"})[0] == 200
    assert as_(lin, "GET", "/hours")[1]["opens"] == "08:00:00"
    assert set(as_(lin, "POST", "/tend")[1]) == {"moved", "closed", "escalated"}
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token_of(lin)}"}
    assert client.get(f"/api/v1/requests/{pk}/paper", **bearer).content[:4] == b"%PDF"
    assert client.get("/api/v1/requests/ledger", **bearer).content[:2] == b"PK"


def test_an_unsatisfied_rating_and_a_call_back(as_, mei, lin, bo, agency, pk):
    as_(lin, "POST", f"/{pk}/accept", request_class="single_department")
    as_(lin, "POST", f"/{pk}/assign", agency_id=agency.pk)
    as_(bo, "POST", f"/{pk}/answer", result="explained", text="再等等")
    assert as_(bo, "POST", f"/{pk}/call-back", grade="satisfied")[0] == 403
    assert as_(lin, "POST", f"/{pk}/call-back", grade="unsatisfied", cause="没解决")[0] == 200
    request = EnterpriseRequest.objects.get()
    assert (request.level, request.cycle, RequestPart.objects.count()) == ("office", 2, 2)
    assert as_(mei, "POST", f"/{pk}/withdraw")[0] == 200
    assert as_(mei, "GET", "/999")[0] == 404
