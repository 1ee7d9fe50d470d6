"""Every table that keeps history is called by a word on the pages of changes."""

from jigai.apps.audit.tables import record_tables
from jigai.web.changes.table_words import TABLES


def test_every_table_has_its_word():
    assert [table.name for table in record_tables() if table.name not in TABLES] == []
