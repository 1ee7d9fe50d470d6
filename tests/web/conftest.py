import pytest
from django.contrib.auth import get_user_model
from django.utils.translation import override

from jigai.apps.accounts.models import Appointment
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from tests.cast import TODAY, change


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("jigai.web.people.viewing.localdate", lambda: TODAY)


@pytest.fixture(autouse=True)
def chinese():
    """Each test begins in Chinese and leaves no language of its own behind."""
    with override("zh-hans"):
        yield


@pytest.fixture
def sign_in(client):
    """Signs a person of the cast in and hands over the browser."""

    def signed_in(viewer):
        client.force_login(
            get_user_model().objects.get(pk=viewer.user_id),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client

    return signed_in


@pytest.fixture
def office(lin, sign_in):
    return sign_in(lin)


@pytest.fixture
def seven(enterprise):
    """Seven enterprises: the cast's, and six that are alike except for name and size."""
    with writing("enterprises.registered", change("登记")):
        for number in range(6):
            Enterprise.objects.create(
                credit_code=f"9137142300000000{number:02d}",
                name=f"庆云第{number}电气有限公司",
                name_sort=f"qing yun di {number}",
                name_initials=f"qyd{number}",
                size="small" if number % 2 else "",
                division=enterprise.division,
            )


@pytest.fixture
def township_leader(enterprise, django_user_model):
    """Reads one township that has no enterprise of the cast."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="tang", display_name="唐某")
        town = type(enterprise.division).objects.create(
            code="371423104", name="尚堂镇", level="township", parent=enterprise.division.parent
        )
        Appointment.objects.create(
            user=user, role="leader", division=town, valid_from=TODAY.replace(month=1)
        )
    return user
