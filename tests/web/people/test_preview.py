"""X18: the pages as another person sees them, read-only, said on the page, kept in the audit."""

import pytest
from django.db import transaction
from django.urls import reverse

from jigai.apps.accounts.models import Appointment, SavedView
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.reading import ReadsOnly, reading_only
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from tests.cast import change

WHY = "核对崔口镇的范围"


@pytest.fixture
def as_tang(office, seven, township_leader):
    """lin sees the pages as the reader of a township without enterprises."""
    answer = office.post("/people/preview/", {"person_id": township_leader.pk, "reason": WHY})
    assert answer.url == "/"
    return office


def exported(browser):
    stream = browser.get("/enterprises/", {"export": "csv"}).streaming_content
    return b"".join(stream).decode("utf-8-sig")


def test_the_preview_shows_what_the_township_exports(as_tang, township_leader, client):
    shown = as_tang.get("/enterprises/", {"view": "all"}).context["list"]
    previewed = exported(as_tang)
    client.logout()
    client.force_login(township_leader, backend="django.contrib.auth.backends.ModelBackend")
    assert (shown.shown_count, shown.hidden_count) == (0, 7)
    assert exported(client) == previewed
    assert "共 0 家企业" in previewed
    assert "有限公司" not in previewed


def test_every_page_says_so_with_a_way_out(as_tang):
    page = as_tang.get("/enterprises/", {"view": "all"})
    assert "以 唐某 的范围预览" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert as_tang.post("/people/preview/end/").url == "/"
    assert as_tang.get("/enterprises/").context["list"].shown_count == 7


@pytest.mark.parametrize(
    "name", ["lists:save", "enterprises:register", "people:preview", "rounds:open", "lists:export"]
)
def test_every_write_is_refused(as_tang, name):
    answer = as_tang.post(
        reverse(name), {"list_name": "enterprises", "title": "小企业", "query": ""}
    )
    assert answer.status_code == 403
    assert not SavedView.objects.exists()


def test_the_api_of_the_same_browser_shows_and_refuses_the_same(as_tang):
    assert as_tang.get("/api/v1/enterprises").json()["total"] == 0
    given = {"list_name": "enterprises", "title": "小", "query": "q=1", "reason": "试"}
    answer = as_tang.post("/api/v1/views", given, content_type="application/json")
    assert answer.status_code == 403
    assert not SavedView.objects.exists()


def test_beginning_and_end_are_kept_with_the_reason(as_tang, lin):
    as_tang.post("/people/preview/end/")
    begun, ended = ChangeSet.objects.filter(verb__startswith="preview.").order_by("id")
    assert begun.actor_key == ended.actor_key == lin.key
    assert WHY in begun.reason
    assert "唐某" in begun.reason


def test_a_reason_is_asked(office, township_leader):
    answer = office.post("/people/preview/", {"person_id": township_leader.pk, "reason": " "})
    assert answer.status_code == 200
    assert not ChangeSet.objects.filter(verb="preview.begun").exists()


@pytest.mark.parametrize("person", ["zhao", "bo", "mei"])
def test_only_the_office_and_the_administrator_preview(request, sign_in, lin, person):
    browser = sign_in(request.getfixturevalue(person))
    given = {"person_id": lin.user_id, "reason": WHY}
    assert browser.post("/people/preview/", given).status_code == 403


def test_a_preview_never_gives_more_than_the_own_role_may_show(as_tang, lin):
    """Whoever loses the office while previewing sees own pages again."""
    with writing("appointment.ended", change("调离")):
        Appointment.objects.filter(user_id=lin.user_id).update(role="auditor")
    page = as_tang.get("/enterprises/", {"view": "all"})
    assert "的范围预览" not in page.content.decode()


def test_a_page_that_writes_while_being_read_is_refused_too(seven):
    with reading_only():
        assert Enterprise.objects.count() == 7
        with pytest.raises(ReadsOnly), transaction.atomic():
            Enterprise.objects.update(size="large")
    assert not Enterprise.objects.filter(size="large").exists()
