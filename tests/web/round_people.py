"""People of the round pages: ``ren`` reviews, ``gao`` administers, ``out`` is another township."""

import pytest

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division
from tests.cast import _person, change


@pytest.fixture
def ren(county, django_user_model):
    return _person(django_user_model, "ren", "任某", "reviewer")


@pytest.fixture
def gao(county, django_user_model):
    return _person(django_user_model, "gao", "高某", "administrator")


@pytest.fixture
def other_town(agency, django_user_model):
    """Answers for a township that has no project of the cast."""
    with writing("agency.opened", change("设立")):
        town = Division.objects.create(
            code="371423104", name="尚堂镇", level="township", parent=agency.division.parent
        )
        office = Agency.objects.create(name="尚堂镇政府", kind="township", division=town)
    return _person(django_user_model, "you", "尤某", "unit", agency=office)
