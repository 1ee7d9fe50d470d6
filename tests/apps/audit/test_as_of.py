import pytest
from django.db.models import Count, F

from jigai.apps.audit.as_of import ReadOnlyPast, as_of, change_set_at
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import Enterprise
from tests.cast import change


def test_the_same_query_reads_a_past_moment_with_its_joins(enterprise):
    before = ChangeSet.objects.latest("id")
    with writing("enterprise.renamed", change("更名")):
        Enterprise.objects.update(name="新名称")
        Division.objects.filter(code="371423103").update(name="新镇")
    query = Enterprise.objects.filter(division__name__contains="镇").values(
        "name", "division__name"
    )
    with as_of(before.id):
        assert list(query.all()) == [{"name": "庆云辛亥母线有限公司", "division__name": "崔口镇"}]
    assert list(query.all()) == [{"name": "新名称", "division__name": "新镇"}]


def test_a_deleted_record_is_listed_as_of_before(enterprise):
    before = change_set_at(change().at)
    with writing("enterprise.deleted", change()):
        enterprise.delete()
    assert not Enterprise.objects.exists()
    with as_of(before):
        assert Enterprise.objects.count() == 1


def test_records_are_counted_along_with_other_columns(enterprise, project):
    query = Enterprise.objects.annotate(town=F("division__name"), count=Count("projects"))
    with as_of(change_set_at(change().at)):
        assert list(query.values_list("name", "town", "count")) == [
            ("庆云辛亥母线有限公司", "崔口镇", 1)
        ]


def test_the_past_is_read_only(enterprise):
    with as_of(1), pytest.raises(ReadOnlyPast):
        Enterprise.objects.update(name="x")
