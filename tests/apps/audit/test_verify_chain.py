from dataclasses import replace

import pytest
from django.db import connection, models

from jigai.apps.audit.chain import Head, head, history_columns
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.tables import Column, record_table
from jigai.apps.audit.triggers import (
    _existing_columns,
    _keep_anew,
    install,
    postgresql,
    sqlite,
)
from jigai.apps.audit.triggers.history_table import history_table
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from tests.cast import change

TABLE = "registry_enterprise_history"


@pytest.fixture
def story(enterprise):
    for name in ("甲", "乙", "丙"):
        with writing("enterprise.renamed", change("更名")):
            Enterprise.objects.update(name=name)
    return head()


def without_guards(*statements):
    """What an owner of the database file can do."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgresql:
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        if postgresql:
            cursor.execute("SET LOCAL session_replication_role = origin")


def said(**kw):
    return [problem.en for problem in verify_chain(**kw).problems]


def test_an_untouched_story_is_sound(story):
    result = verify_chain(kept_head=story)
    assert result.problems == ()
    assert (result.change_set_count, result.head) == (5, story)


def test_one_changed_byte_names_its_row(story):
    without_guards(f"UPDATE {TABLE} SET name = '丁' WHERE name = '乙'")
    assert any("registry_enterprise#" in line and "altered" in line for line in said())


def test_a_missing_row_is_found(story):
    without_guards(f"DELETE FROM {TABLE} WHERE name = '乙'")
    assert any("1 history row(s) missing" in line for line in said())


def test_a_cut_tail_is_found_with_the_kept_head(story):
    without_guards(
        f"DELETE FROM {TABLE} WHERE since = 5",
        f"UPDATE {TABLE} SET until = {2**63 - 1} WHERE until = 5",
        "DELETE FROM audit_changeset WHERE id = 5",
        "UPDATE registry_enterprise SET name = '乙'",
    )
    assert said() == []
    assert said(kept_head=story) == [f"The tail is missing: {story} is expected"]


def test_a_rebuilt_chain_differs_from_the_kept_head(story):
    assert said(kept_head=Head(story.number, "0" * 64)) == [
        f"The chain was rebuilt: link {story.number} differs from the kept head"
    ]


@pytest.fixture
def long_story(enterprise):
    for number in range(20):
        with writing("enterprise.renamed", change("更名")):
            Enterprise.objects.update(name=f"名{number:02d}")
    return head()


def last_ten_cut(story):
    first = story.number - 9
    kept = f"名{19 - 10:02d}"
    return (
        f"DELETE FROM {TABLE} WHERE since >= {first}",
        f"UPDATE {TABLE} SET until = {2**63 - 1} WHERE until >= {first}",
        f"DELETE FROM audit_changeset WHERE id >= {first}",
        f"UPDATE registry_enterprise SET name = '{kept}'",
    )


def test_one_edited_row_is_named_in_a_first_copy(long_story):
    without_guards(f"UPDATE {TABLE} SET name = '假' WHERE name = '名05'")
    assert any("registry_enterprise#" in line and "altered" in line for line in said())


def test_the_last_ten_cut_from_a_second_copy_are_reported_by_the_kept_head(long_story):
    without_guards(*last_ten_cut(long_story))
    assert said() == []
    assert said(kept_head=long_story) == [f"The tail is missing: {long_story} is expected"]


def test_a_chain_rebuilt_to_the_old_length_after_the_cut_is_caught(long_story):
    without_guards(*last_ten_cut(long_story))
    install(at=change().at)
    for number in range(10):
        with writing("enterprise.renamed", change("更名")):
            Enterprise.objects.update(name=f"重写{number:02d}")
    assert head().number == long_story.number
    assert said() == []
    assert said(kept_head=long_story) == [
        f"The chain was rebuilt: link {long_story.number} differs from the kept head"
    ]


def test_a_reworded_reason_is_found(story):
    without_guards("UPDATE audit_changeset SET reason = '无' WHERE id = 4")
    assert said() == ["Change set 4: the record itself was altered"]


def test_a_live_row_changed_behind_the_history_is_found(story):
    without_guards("UPDATE registry_enterprise SET name = '丁'")
    assert any("differs from its history" in line for line in said())
    assert ChangeSet.objects.count() == 5


def test_an_upgrade_brings_a_new_table_and_a_new_column_at_once(story):
    """The change set of the column reads every history, that of the new table too."""
    without_guards(
        "DROP TABLE reports_layout_history",
        "ALTER TABLE reference_division_history DROP COLUMN name_en",
    )
    install(at=change().at)
    assert "name_en" in history_columns("reference_division_history")
    assert ChangeSet.objects.latest("id").verb == "columns.added"
    assert history_columns("reports_layout_history")


def test_a_column_that_a_model_gains_leaves_the_old_story_sound(story):
    """What an upgrade does: table and history gain a column that has a default."""
    table = record_table("reference_division")
    grown = replace(table, columns=(*table.columns, Column("colour", models.TextField())))
    dialect = postgresql if connection.vendor == "postgresql" else sqlite
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # the test's own rows are checked before the upgrade
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reference_division ADD COLUMN colour text DEFAULT 'grey'")
        existing = _existing_columns(table.history)
        for statement in history_table(grown, existing=existing):
            cursor.execute(statement)
        for statement in dialect.triggers(grown, every_update=True):
            cursor.execute(statement)
    history_columns.cache_clear()
    assert verify_chain(kept_head=story).problems == ()
    _keep_anew(grown, change().at)
    assert verify_chain(kept_head=story).problems == ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT colour FROM reference_division_history WHERE operation = 'U'")
        assert {row[0] for row in cursor.fetchall()} == {"grey"}
    history_columns.cache_clear()  # the database takes the column back with the test
