"""Chen of the university finds a secret demand without its name, everywhere; later she reads it."""

import io
import json

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from jigai.apps.audit.models import ChangeSet
from jigai.apps.cooperation.models import Disclosure, Look
from tests.cast import TODAY

TELLING = ("辛亥", "崔口", "13800001234", "梅某", "913714235B5NNQREL9")
pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for place in ("list", "demand", "names", "demand_acts"):
        monkeypatch.setattr(f"jigai.web.cooperation.{place}.localdate", lambda: TODAY)


def browser(viewer):
    client = Client()
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200, path
    return answer.content.decode() if not answer.streaming else b"".join(answer.streaming_content)


def said(book):
    page = openpyxl.load_workbook(io.BytesIO(book)).active
    return " ".join(str(cell) for row in page.iter_rows(values_only=True) for cell in row)


def clear_of_names(text):
    assert [word for word in TELLING if word in text] == []


def test_no_page_list_export_search_or_endpoint_tells_whose_it_is(secret, chen):
    client = browser(chen)
    page = read(client, reverse("cooperation:list"))
    assert "〔企业〕镀锡线改造" in page
    clear_of_names(page)
    clear_of_names(read(client, reverse("cooperation:demand", args=[secret.pk])))
    every = "name,firm,area,problem,technology,goal,keywords,industry,secret,matching,direction"
    book = said(read(client, reverse("cooperation:list"), export="xlsx", columns=every))
    assert "〔企业〕在〔地点〕的镀锡线废水高" in book
    clear_of_names(book)
    for path in ("/api/v1/demands", f"/api/v1/demands/{secret.pk}"):
        told = json.dumps(json.loads(read(client, path)), ensure_ascii=False)
        assert "镀锡线" in told
        clear_of_names(told)


@pytest.mark.parametrize("word", ["辛亥", "崔口", "13800001234"])
def test_searching_for_the_name_does_not_find_it(secret, chen, word):
    client = browser(chen)
    listed = read(client, reverse("cooperation:list"), q=word)
    assert "镀锡线" not in listed
    assert "镀锡线" not in read(client, reverse("search"), q=word)
    assert "〔企业〕镀锡线改造" in read(client, reverse("search"), q="镀锡")


def test_neither_history_nor_the_enterprise_page_tells_it(secret, chen, lin):
    client = browser(chen)
    clear_of_names(read(client, reverse("changes:list")))
    firm = reverse("enterprises:show", args=[secret.enterprise_id])
    assert client.get(firm).status_code == 404
    keeper = browser(lin)
    number = ChangeSet.objects.get(verb="demand.entered").pk
    told = json.loads(read(keeper, f"/api/v1/changes/{number}"))["tables"]
    assert "cooperation_demand" in json.dumps(told)
    clear_of_names(json.dumps(told, ensure_ascii=False))
    assert "镀锡" not in read(keeper, reverse("changes:show", args=[number]))
    entries = json.loads(read(keeper, "/api/v1/changes/entries/cooperation_demand"))
    clear_of_names(json.dumps(entries["items"], ensure_ascii=False).replace("梅某", ""))


def test_the_look_is_refused_before_both_agree_and_logged_after(secret, university, chen, mei):
    school, firm = browser(chen), browser(mei)
    look = reverse("cooperation:look", args=[secret.pk])
    assert school.get(look).status_code == 403
    asked = {"reason": "洽谈中试", "institution_id": university.pk, "promises": "on"}
    assert school.post(reverse("cooperation:ask", args=[secret.pk]), asked).status_code == 302
    assert school.post(look, {"reason": "试看"}).status_code == 403
    assert Look.objects.count() == 0
    row = Disclosure.objects.get()
    assert firm.post(reverse("cooperation:agree", args=[row.pk])).status_code == 302
    shown = school.post(look, {"reason": "拟方案"}).content.decode()
    assert "庆云辛亥母线有限公司" in shown
    assert "崔口镇" in shown
    log = read(firm, reverse("cooperation:demand", args=[secret.pk]))
    assert "陈某" in log
    assert "拟方案" in log
    assert Look.objects.get().institution == university
    clear_of_names(read(school, reverse("cooperation:list")))


def test_the_endpoint_opens_and_logs_in_the_same_way(secret, university, chen, mei):
    school, firm = browser(chen), browser(mei)
    path = f"/api/v1/demands/{secret.pk}"
    body = {"institution": university.pk, "reason": "洽谈"}
    made = school.post(f"{path}/disclosures", body, content_type="application/json")
    refused = school.post(f"{path}/look", {"reason": "试"}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "cooperation.names_closed")
    agree = f"/api/v1/demands/disclosures/{made.json()['id']}/agree"
    assert firm.post(agree, {"reason": "同意"}, content_type="application/json").status_code == 200
    told = school.post(f"{path}/look", {"reason": "拟方案"}, content_type="application/json")
    assert told.json()["enterprise"] == "庆云辛亥母线有限公司"
    assert [one["looked_by"] for one in firm.get(path).json()["looks"]] == ["陈某"]
    assert school.get(path).json()["looks"] == []


def test_lin_reads_the_name_only_by_leaving_a_mark(secret, lin, mei):
    office = browser(lin)
    clear_of_names(read(office, reverse("cooperation:demand", args=[secret.pk])))
    look = reverse("cooperation:look", args=[secret.pk])
    assert "辛亥" in office.post(look, {"reason": "审核"}).content.decode()
    assert "林某" in read(browser(mei), reverse("cooperation:demand", args=[secret.pk]))
    assert office.get(reverse("cooperation:demand_edit", args=[secret.pk])).status_code == 403


def test_mei_reads_her_own_text_and_what_others_read(secret, mei):
    page = read(browser(mei), reverse("cooperation:demand", args=[secret.pk]))
    assert "庆云辛亥母线有限公司在崔口镇的镀锡线废水高" in page
    assert "〔企业〕在〔地点〕的镀锡线废水高" in page
