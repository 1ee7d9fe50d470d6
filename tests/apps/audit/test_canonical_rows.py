"""The digest of a row is the same on every database, whoever writes its canonical text."""

import pytest
from django.db import connection

from jigai.apps.audit.chain import _written_by_python, canonical_rows, history_columns
from jigai.apps.audit.tables import record_table
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from tests.cast import change

NASTY = [
    '"引号"',
    "back\\slash",
    "line\nfeed\ttab\rreturn",
    "\x01\x1f\x7f\x85\u2028",
    "😀 ‘’",
    "/</b>&",
    "",
]


@pytest.mark.parametrize("name", NASTY)
def test_sqlite_and_python_write_the_same_text(enterprise, name):
    with writing("enterprise.renamed", change()):
        Enterprise.objects.update(name=name, founded_on="2001-02-03")
    table = record_table("registry_enterprise")
    assert list(canonical_rows(table, 1, 9)) == list(
        _written_by_python(table, history_columns(table.history), "since BETWEEN %s AND %s", [1, 9])
    )
    assert connection.vendor in {"sqlite", "postgresql"}
