"""What a stranger or a careless hand could try, and what the product answers."""

import io
import zipfile

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.exchange.dispatch_layout import PLACES as DISPATCH_PLACES
from jigai.exchange.documents.templates import TemplateUnreadable, check_notice_template
from jigai.exchange.layout import LayoutUnreadable, check_layout
from jigai.exchange.workbook import WorkbookTooLarge, open_workbook
from jigai.web.lists.export import guarded
from jigai.web.uploads import LARGEST_REQUEST
from tests.cast import change
from tests.scope.addresses import operations, pages

SIGNED_LINKS = {"reminders:stop"}
"""Their signature is the right to the one thing that they do; a mail program posts them by itself
(RFC 8058), and no other page can make one up."""
PASSWORD = "cypress-lantern-41"
LOGIN = {"login": "lin", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


@pytest.fixture
def lin_with_password(lin, programme):
    user = get_user_model().objects.get(pk=lin.user_id)
    user.set_password(PASSWORD)
    get_user_model().objects.filter(pk=user.pk).update(password=user.password)
    return user


def test_every_post_without_the_token_of_the_page_is_refused(lin, programme):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        get_user_model().objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    told = {}
    values = {"pk": 1, "period": "2026-11A", "kind": "eia", "to": "completed", "secret": "x"}
    for page in (one for one in pages() if one.writes and one.name not in SIGNED_LINKS):
        given = {name: values.get(name, 1) for name in page.params}
        answer = browser.post(reverse(page.name, kwargs=given))
        if answer.status_code != 403 or "csrf" not in answer.templates[0].name:
            told[page.name] = answer.status_code
    for one in (one for one in operations() if one.method != "get"):
        path = one.path.format(**{name: values.get(name, 1) for name in one.params})
        answer = getattr(browser, one.method)(path, "{}", content_type="application/json")
        if answer.status_code != 403:
            told[one.key] = answer.status_code
    assert told == {}


def test_a_session_gets_a_new_name_at_the_sign_in(client, lin_with_password):
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    client.post("/accounts/login/", LOGIN)
    assert client.session.session_key != planted
    assert client.get("/me/account/").status_code == 200


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_no_sign_in_and_no_language_leads_to_another_site(client, lin_with_password, there):
    answer = client.post("/accounts/login/", LOGIN | {"next": there})
    assert answer["Location"] == "/"
    assert client.post("/language/", {"language": "en", "next": there})["Location"] == "/"


def test_a_foreign_host_name_is_refused(client, programme):
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"Traceback" not in answer.content


def test_cookies_are_closed_to_scripts_and_other_sites(client, lin_with_password):
    cookie = client.post("/accounts/login/", LOGIN).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_headers_keep_pages_out_of_frames_and_scripts_out_of_pages(client, programme):
    headers = client.get("/accounts/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_sixth_try_finds_the_door_locked_with_a_page_that_says_so(client, lin_with_password):
    tries = [client.post("/accounts/login/", LOGIN | {"password": f"wrong-{n}"}) for n in range(5)]
    assert [answer.status_code for answer in tries] == [200, 200, 200, 200, 429]
    answer = client.post("/accounts/login/", LOGIN)
    assert answer.status_code == 429
    assert "30 分钟" in answer.content.decode()
    assert client.get("/me/account/").status_code == 302


def test_another_desk_is_not_locked_out_with_it(client, lin_with_password):
    for number in range(5):
        client.post("/accounts/login/", LOGIN | {"password": f"wrong-{number}"})
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post("/accounts/login/", LOGIN).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
        "/accounts/login/code/confirm/",
        "/accounts/sessions/",
    ],
)
def test_doors_that_nobody_needs_are_shut(client, programme, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "a@b.example"}).status_code == 404


def test_a_fault_shows_a_sentence_and_no_stack(lin, programme, monkeypatch):
    monkeypatch.setattr("jigai.web.people.account.render", lambda *_a, **_k: 1 / 0)
    browser = Client(raise_request_exception=False)
    browser.force_login(
        get_user_model().objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    answer = browser.get("/me/account/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/ledgers/", "/api/v1/ledgers"])
def test_a_file_beyond_the_limit_is_refused_before_it_is_read(office, path):
    answer = office.post(path, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    assert answer.status_code == 413
    assert "64 MB" in answer.content.decode()


def test_text_that_looks_like_a_formula_stays_text_in_every_export(office, enterprise):
    with writing("enterprise.renamed", change("更名")):
        Enterprise.objects.filter(pk=enterprise.pk).update(name="=cmd|' /C calc'!A0")
    told = b"".join(office.get("/enterprises/?export=csv")).decode("utf-8-sig")
    assert "'=cmd" in told
    assert guarded(["\t=1", "\r=1", "@a", "甲"]) == ["'\t=1", "'\r=1", "'@a", "甲"]
    stream = io.BytesIO(b"".join(office.get("/enterprises/?export=xlsx")))
    cells = [cell for row in openpyxl.load_workbook(stream).active.iter_rows() for cell in row]
    named = next(cell for cell in cells if str(cell.value).startswith("=cmd"))
    assert named.data_type == "s"


@pytest.mark.parametrize(
    ("opened", "refusal"),
    [
        (lambda bomb: open_workbook(bomb, name="bomb.xlsx"), WorkbookTooLarge),
        (lambda bomb: check_layout(bomb, DISPATCH_PLACES), LayoutUnreadable),
        (check_notice_template, TemplateUnreadable),
    ],
)
def test_a_small_file_that_unpacks_to_a_gigabyte_is_refused_unopened(opened, refusal):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(refusal):
        opened(bomb.getvalue())
