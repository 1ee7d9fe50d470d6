from datetime import timedelta

import pytest

from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.cli.bench_lists import exceeded, measure_lists
from jigai.demo.synthetic import fill_synthetic_register
from tests.cast import TODAY, change


@pytest.fixture
def register(db):
    fill_synthetic_register(rows=320, change=change("测速数据"))


def test_the_synthetic_register_is_written_with_its_history(register):
    assert Enterprise.objects.count() == Project.objects.count() == 320
    assert Enterprise.objects.values("name").distinct().count() == 320


@pytest.mark.sqlite_only  # the bench lets each request close its connection, as a server does
def test_every_screen_is_measured_beside_its_floor(register):
    found = measure_lists(repeats=1, past=(TODAY + timedelta(1)).isoformat())
    assert {one.screen.partition(":")[0] for one in found} == {"enterprises", "projects"}
    assert all(one.p50_s <= one.p95_s and one.ratio > 0 for one in found)
    assert exceeded(found, limit=0.0) == [one.screen for one in found if one.is_limited]


@pytest.mark.parametrize("path", ["/enterprises/", "/projects/"])
def test_a_page_takes_as_many_queries_for_many_rows(
    register, client, django_user_model, django_assert_num_queries, path
):
    office = django_user_model.objects.get(username="office")
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    with django_assert_num_queries(11 if path == "/enterprises/" else 12):
        client.get(path)
