"""The tables made at once are those that all migrations make one after the other."""

import os
import subprocess
import sys

from tests.cli.test_commands import SQLITE_ONLY

pytestmark = SQLITE_ONLY

STEP_BY_STEP = """
from jigai.apps.audit import first_tables
import jigai.apps.audit.management.commands.migrate as command
command.make_first_tables = lambda **_: False
"""
TOLD = """
import json
from django.db import connection
def told(cursor, name):
    found = connection.introspection
    columns = sorted(
        (c.name, found.get_field_type(c.type_code, c), c.null_ok)
        for c in found.get_table_description(cursor, name)
    )
    held = sorted(
        ("" if key.startswith(("__", "fk_")) else key, sorted(c["columns"]), c["unique"],
         c["primary_key"], bool(c["check"]), str(c["foreign_key"]))
        for key, c in found.get_constraints(cursor, name).items()
    )
    return [columns, held]
with connection.cursor() as cursor:
    names = connection.introspection.table_names(cursor)
    found = {name: told(cursor, name) for name in sorted(names)}
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["applied"] = [list(row) for row in cursor.fetchall()]
print(json.dumps(found, default=str))
"""


def tables_of(home, before=""):
    code = (
        "from jigai.cli.running import start\nstart()\n"
        "from django.core.management import call_command\n"
        f"{before}\ncall_command('migrate', verbosity=0)\n{TOLD}"
    )
    environment = os.environ | {"JIGAI_HOME": str(home)}
    environment.pop("JIGAI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_both_ways_make_the_same_tables_columns_and_constraints(tmp_path):
    at_once, stepwise = tables_of(tmp_path / "a"), tables_of(tmp_path / "b", STEP_BY_STEP)
    assert at_once == stepwise
    assert '"registry_enterprise"' in at_once
