"""A list longer than what is counted at once: “more than”, and the exact figures by themselves."""

from datetime import date

import pytest

from jigai.apps.accounts.models import Agency, Appointment
from jigai.apps.accounts.queries.people import person_by
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.demo.synthetic import fill_synthetic_register
from jigai.web.lists.reading import read_list
from jigai.web.lists.state import state_from
from jigai.web.projects import list as project_page
from tests.cast import TODAY, change

LIST = "/projects/"
HX = {"HX-Request": "true"}


@pytest.fixture
def register(db):
    fill_synthetic_register(rows=130, change=change("测速数据"))


@pytest.fixture
def office(register, client, django_user_model):
    user = django_user_model.objects.get(username="office")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def counted_to_forty(monkeypatch):
    found = project_page.PROJECTS
    short = type(found)(**{n: getattr(found, n) for n in found.__slots__} | {"counted_to": 40})
    monkeypatch.setattr(project_page, "PROJECTS", short)


def test_more_than_was_counted_is_said_and_totals_follow(office, counted_to_forty):
    answer = office.get(LIST, {"q": "total:>1"})
    listing = answer.context["list"]
    assert (listing.shown_count, listing.shown.is_more, listing.visible_count) == (40, True, 130)
    assert "中超过 40" in answer.content.decode()
    assert "figures=exact" in answer.content.decode()
    assert listing.totals == (None,) * len(listing.state.columns)


def test_the_exact_figures_are_those_of_every_row(office, counted_to_forty):
    part = office.get(LIST, {"q": "total:>1", "figures": "exact"}, headers=HX)
    whole = office.get(LIST, {"q": "total:>1", "figures": "exact"}).context["list"]
    assert "<html" not in part.content.decode()
    assert "全部 130 个项目" in part.content.decode()
    assert whole.shown_count == 130
    assert whole.is_exact


def test_few_matches_have_their_totals_at_once(office, counted_to_forty):
    listing = office.get(LIST, {"q": "area:崔口镇"}).context["list"]
    assert listing.is_exact
    assert listing.shown_count == 13


def test_another_area_counts_what_it_hides_up_to_the_same_number(office, counted_to_forty, bo_near):
    office.force_login(bo_near, backend="django.contrib.auth.backends.ModelBackend")
    listing = office.get(LIST, {"q": "total:>1"}).context["list"]
    assert (listing.shown_count, listing.hidden_count, listing.hidden.is_more) == (13, 40, True)


@pytest.fixture
def bo_near(register, django_user_model):
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="bo", display_name="薄某")
        Appointment.objects.create(
            user=user,
            role="unit",
            valid_from=date(2026, 1, 1),
            agency=Agency.objects.get(name__startswith="崔口镇"),
        )
    return user


@pytest.mark.parametrize("sort", ["name", "-name", "total", "-total", "start", "code", "-area"])
def test_every_order_shows_every_row_once_forwards_and_back(office, rf, counted_to_forty, sort):
    user = person_by(int(office.session["_auth_user_id"]))
    viewer, page = viewer_of(user, on=TODAY), project_page.PROJECTS
    seen, query = [], f"?sort={sort}"
    while query:
        listing = read_list(page, state_from(page, rf.get(f"/{query}").GET), viewer)
        seen.append([row.id for row in listing.rows])
        query = listing.next_link
    assert len({key for keys in seen for key in keys}) == sum(map(len, seen)) == 130
    back = state_from(page, rf.get(f"/{listing.previous_link}").GET)
    assert [row.id for row in read_list(page, back, viewer).rows] == seen[-2]
