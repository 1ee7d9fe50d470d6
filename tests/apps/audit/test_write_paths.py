"""Every way to write a business record is either in the history or refused by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from tests.cast import change

TABLE = "registry_enterprise"


def refused(write):
    with pytest.raises(DatabaseError, match="inside a change set"), transaction.atomic():
        write()


def test_a_save_outside_a_change_set_is_refused(enterprise):
    enterprise.name = "另一名称"
    refused(enterprise.save)


def test_a_bulk_update_outside_a_change_set_is_refused(enterprise):
    refused(lambda: Enterprise.objects.update(name="另一名称"))


def test_a_bulk_create_outside_a_change_set_is_refused(county):
    row = Enterprise(credit_code="x", name="甲", name_sort="jia", name_initials="j")
    refused(lambda: Enterprise.objects.bulk_create([row]))


def test_a_delete_outside_a_change_set_is_refused(enterprise):
    refused(lambda: Enterprise.objects.all()._raw_delete("default"))


def test_raw_sql_outside_a_change_set_is_refused(enterprise):
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(f"UPDATE {TABLE} SET name = 'x'"))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {t}_history SET name = 'x'",
        "DELETE FROM {t}_history",
        "INSERT INTO {t}_history SELECT * FROM {t}_history",
    ],
)
def test_history_is_written_by_its_triggers_alone(enterprise, sql):
    with (
        pytest.raises(DatabaseError, match="triggers alone|UNIQUE|unique"),
        writing("history.forged", change()),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(t=TABLE))


def test_a_closed_change_set_is_sealed(enterprise):
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        ChangeSet.objects.update(reason="另一原因")
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        ChangeSet.objects.all()._raw_delete("default")


def test_raw_sql_inside_a_change_set_is_kept(enterprise):
    with writing("enterprise.renamed", change("更名")), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET name = '新名称'")
    newest = versions_of(table=TABLE, key=enterprise.pk)[0]
    assert newest.reason == "更名"
    assert [(c.field, c.after) for c in newest.changes] == [("name", "新名称")]


def test_a_password_change_is_not_a_business_record(django_user_model, county):
    with writing("user.created", change()):
        user = django_user_model.objects.create(username="lin", display_name="林某")
    user.set_password("a-long-password")
    user.save()
    assert django_user_model.objects.get().check_password("a-long-password")
    user.display_name = "别人"
    refused(user.save)
