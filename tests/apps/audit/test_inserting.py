from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from jigai.apps.audit.inserting import insert_many, made
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport, Project
from jigai.apps.registry.models import Enterprise
from tests.cast import change

pytestmark = pytest.mark.django_db


def projects(count, **values):
    given = {"name_sort": "x", "name_initials": "x", "entered_on": date(2026, 11, 1), **values}
    return [made(Project, {"name": f"第{n}号项目", **given}) for n in range(count)]


def test_many_records_are_stored_as_bulk_create_stores_them(enterprise):
    some = {"enterprise_id": enterprise.pk, "planned_start_on": date(2026, 3, 1)}
    with writing("projects.recorded", change()):
        mine = projects(3, **some)
        insert_many(mine)
        theirs = Project.objects.bulk_create(projects(3, **some))
    keys = [field.attname for field in Project._meta.concrete_fields if not field.primary_key]

    def stored(group):
        found = Project.objects.filter(pk__in=[one.pk for one in group]).order_by("pk")
        return list(found.values_list(*keys))

    assert stored(mine) == stored(theirs) != []
    assert verify_chain().problems == ()
    assert ChangeSet.objects.latest("id").row_count == 6


def test_a_record_saved_later_does_not_take_a_key_again(project):
    with writing("projects.recorded", change()):
        insert_many(mine := projects(5))
        later = projects(1)[0]
        later.save()
        mine[0].remarks = "改"
        mine[0].save()
    assert later.pk > max(one.pk for one in mine) > project.pk
    assert Project.objects.get(pk=mine[0].pk).remarks == "改"


def test_outside_a_change_set_the_database_refuses(db):
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_many(projects(1))
    assert not Project.objects.filter(name="第0号项目").exists()


def test_a_constraint_holds_here_too(project):
    report = {"project_id": project.pk, "period": "2026-11A", "data_on": date(2026, 11, 15)}
    with pytest.raises(IntegrityError), writing("reports.recorded", change()):
        insert_many([made(ProgressReport, report), made(ProgressReport, report)])
    assert ProgressReport.objects.count() == 0


def test_nothing_to_insert_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_many([])
    assert Enterprise.objects.count() == 0
