import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

WEB = Path(settings.PACKAGE) / "web"
TEMPLATES = sorted(WEB.rglob("*.html"))
INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|hx-on|hx-vals='js", re.IGNORECASE)
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not SCRIPT.search(text)
    get_template(str(path.relative_to(WEB)))


def test_every_picture_named_in_a_template_is_drawn():
    drawn = set(re.findall(r'symbol id="([^"]+)"', (WEB / "static/icons.svg").read_text()))
    text = "".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *WEB.rglob("*.py")])
    named = set(re.findall(r'{% icon "([^"]+)"', text))
    assert named <= drawn


@pytest.mark.parametrize(
    "address", ["/enterprises/", "/me/account/", "/search/?q=qyxh", "/accounts/2fa/"]
)
def test_pages_are_strict_and_speak_both_languages(office, enterprise, programme, address):
    answer = office.get(address)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert '<html lang="zh-Hans">' in answer.content.decode()
    office.cookies["django_language"] = "en"
    assert '<html lang="en">' in office.get(address).content.decode()


def test_a_stranger_is_led_to_the_sign_in(client, db):
    assert client.get("/enterprises/").url == "/accounts/login/?next=/enterprises/"


def test_a_fragment_after_the_session_ended_leads_the_page_there(client, db):
    answer = client.get("/enterprises/1/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_the_language_is_kept_and_no_foreign_address_is_followed(client, db):
    answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.url == "/"
    assert answer.cookies["django_language"].value == "en"


def test_a_record_opens_as_panel_and_as_page(office, enterprise):
    address = f"/enterprises/{enterprise.pk}/"
    panel = office.get(address, headers={"HX-Request": "true"}).content.decode()
    assert enterprise.name in panel
    assert "<html" not in panel
    assert "<html" in office.get(address).content.decode()


def test_unseen_and_absent_read_alike(mei, seven, sign_in):
    browser = sign_in(mei)
    assert browser.get("/enterprises/999999/").status_code == 404
    other = browser.get("/enterprises/").context["list"].rows[0].id + 1
    assert browser.get(f"/enterprises/{other}/").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [("/enterprises/", 14), ("/enterprises/?q=size:small", 14), ("/search/?q=q", 11)],
)
def test_a_page_takes_a_fixed_number_of_queries(
    office, seven, programme, django_assert_max_num_queries, address, most
):
    office.get(address)  # the day's questions behind the sign-in are asked once a session
    with django_assert_max_num_queries(most):
        office.get(address)


@pytest.mark.parametrize(
    "address",
    ["/enterprises/?q=zzz", "/enterprises/?as_of=2026-11-16", "/search/?q=zzz", "/accounts/2fa/"],
)
def test_an_english_page_is_english(office, programme, address):
    office.cookies["django_language"] = "en"
    text = re.sub(r"<[^>]+>", " ", office.get(address).content.decode())
    text = text.replace("简体中文", "").replace("林某", "").replace("林", "").replace("庆云县", "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


def test_an_empty_list_names_its_first_step(office):
    page = office.get("/enterprises/")
    assert page.context["list"].empty == "nothing_yet"
    assert page.context["first_step_url"] == "/ledgers/"
