"""X12: each door by which a record can be written is tried: it is in history under its path, or
the database shuts it."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.contrib import admin
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import Appointment, User
from jigai.apps.audit.models import Record
from jigai.apps.audit.queries.versions import version_of, versions_of
from jigai.apps.audit.tables import record_tables
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Signal
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.cli.bulk import bulk
from jigai.domain.change import Actor, Change, Path
from jigai.flows.import_ledger import import_ledger
from jigai.flows.undo_change import undo_change
from jigai.jobs.bulk_edit import run_bulk_edit
from jigai.jobs.raise_signals import ask_about_patterns
from tests.apps.badges.test_signals import photo
from tests.bulk_cast import carried_out, ordered
from tests.cast import change
from tests.flows.test_import_ledger import row, sheet, take_in
from tests.round_cast import building, opened, reported

REASON = "逐一试过"


def newest(record):
    made = versions_of(table=record._meta.db_table, key=record.pk)[0]
    return made.path, made.reason


def refused(write):
    with pytest.raises(DatabaseError, match="inside a change set"), transaction.atomic():
        write()


@pytest.fixture
def office(lin, client, monkeypatch):
    monkeypatch.setattr("jigai.web.people.viewing.localdate", change().at.date)
    client.force_login(
        User.objects.get(pk=lin.user_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_a_form(office, project):
    assert office.post(f"/projects/{project.pk}/withdraw/", {"reason": REASON}).status_code == 302
    assert newest(project) == ("form", REASON)


def test_a_bulk_edit(lin, project):
    carried_out(lin, ordered(lin, [project], responsible_leader="王某"), reason=REASON)
    assert newest(project) == ("bulk", REASON)


def test_an_import(programme, county):
    import_ledger(batch=take_in(sheet(row(1)))[1])
    assert newest(Project.objects.get())[1] == "导入台账"
    assert newest(Project.objects.get())[0] == "import"


def test_a_command(project):
    words = ["edit", "projects", "--key", str(project.pk), "--set", "industry_code=3821"]
    assert CliRunner().invoke(bulk, [*words, "--reason", REASON]).exit_code == 0
    assert newest(project) == ("cli", REASON)


def test_the_api(lin, client, project):
    by = Change(Actor("user:1", "林某"), "接口", timezone.localtime(), Path.FORM)
    until = timezone.localdate() + timedelta(days=30)
    user = User.objects.get(pk=lin.user_id)
    token = issue_token(user=user, name="t", expires_on=until, may_write=True, change=by).secret
    body = {"version": version_of(project), "values": {"remarks": "注"}, "reason": REASON}
    answer = client.patch(
        f"/api/v1/projects/{project.pk}",
        json.dumps(body),
        "application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )
    assert answer.status_code == 200
    assert newest(project) == ("api", REASON)


def test_a_job(project):
    held = opened_with_one_photo_twice(project)
    assert ask_about_patterns.call(held.period) == 1
    assert newest(Signal.objects.get()) == ("job", "例行检查")


def opened_with_one_photo_twice(project):
    projects = building(project)
    held = opened()
    earlier = reported(projects, period="2026-10B", progress_bp=5000)
    now = reported(projects, progress_bp=6000)
    with writing("photos.seeded", change()):
        photo(earlier[0], "same")
        photo(now[0], "same")
    return held


def test_a_job_that_works_for_a_person_keeps_the_persons_name_and_path(lin, project, monkeypatch):
    monkeypatch.setattr("jigai.jobs.bulk_edit.localdate", change().at.date)
    run = ordered(lin, [project], responsible_leader="王某")
    type(run).objects.update(state="running", reason=REASON)
    assert run_bulk_edit.call(run.batch) == "done"
    assert newest(project) == ("bulk", REASON)


def test_an_undo(lin, project):
    carried_out(lin, ordered(lin, [project], responsible_leader="王某"))
    back = Change(Actor(lin.key, lin.name), REASON, change().at, Path.UNDO)
    undo_change(number=version_of(project), change=back)
    assert newest(project) == ("undo", REASON)


def test_the_admin_has_no_page_for_a_record_and_cannot_save_one(client, enterprise):
    with writing("person.created", change()):
        root = User.objects.create(username="root", is_staff=True, is_superuser=True)
        Appointment.objects.create(user=root, role="administrator", valid_from=date(2020, 1, 1))
    client.force_login(root, backend="django.contrib.auth.backends.ModelBackend")
    assert [m for m in admin.site._registry if issubclass(m, Record)] == []
    address = f"/admin/registry/enterprise/{enterprise.pk}/change/"
    assert client.post(address, {"name": "另一名称"}).status_code == 404
    assert Enterprise.objects.get(pk=enterprise.pk).name == enterprise.name
    page = admin.ModelAdmin(Enterprise, admin.site)
    enterprise.name = "另一名称"
    refused(lambda: page.save_model(None, enterprise, None, change=True))
    refused(lambda: page.delete_model(None, enterprise))


def test_a_fixture_of_the_framework_is_refused(enterprise, tmp_path):
    file = tmp_path / "rows.json"
    fields = {"credit_code": "x", "name": "甲", "name_sort": "jia", "name_initials": "j"}
    file.write_text(json.dumps([{"model": "registry.enterprise", "pk": 99, "fields": fields}]))
    with pytest.raises(DatabaseError, match="inside a change set"), transaction.atomic():
        call_command("loaddata", str(file), verbosity=0)


@pytest.mark.parametrize(
    "write",
    [
        lambda e: e.save(),
        lambda e: e.delete(),
        lambda e: Enterprise.objects.bulk_update([e], ["name"]),
        lambda e: Enterprise.objects.update_or_create(pk=e.pk, defaults={"name": "x"}),
        lambda _e: Enterprise.objects.get_or_create(credit_code="y", name="y"),
        lambda e: Enterprise.objects.filter(pk=e.pk).delete(),
    ],
    ids=["save", "delete", "bulk_update", "update_or_create", "get_or_create", "queryset_delete"],
)
def test_the_framework_outside_a_change_set_is_refused(enterprise, write):
    refused(lambda: write(enterprise))


SQL = {
    "update": "UPDATE {t} SET {c} = {c}",
    "delete": "DELETE FROM {t}",
    "insert": "INSERT INTO {t} SELECT * FROM {t}",
}


@pytest.mark.parametrize("sql", SQL.values(), ids=SQL)
def test_raw_sql_is_refused_on_the_registers(project, sql):
    for model in (Project, Enterprise):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            written = sql.format(t=table, c="name")
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(written)


def test_the_short_ways_of_each_database_are_refused(enterprise):
    table = Enterprise._meta.db_table
    short = {
        "sqlite": f"REPLACE INTO {table} SELECT * FROM {table}",
        "postgresql": f"TRUNCATE {table} CASCADE",
    }[connection.vendor]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # the test's own rows still wait for their checks
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused(lambda: cursor.execute(short))
    assert Enterprise.objects.count() == 1


def test_every_table_of_records_has_its_guards(db):
    """None of the tables above is special: each has a history and triggers of its own."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal"
            )
        guarded = [name for (name,) in cursor.fetchall()]
    for table in record_tables():
        assert guarded.count(table.name) >= 3, table.name
        assert table.history in guarded
