"""In which state some tables are: the last change set that touched one of them."""

from __future__ import annotations

from django.db import connection

from jigai.apps.audit.models import ChangeSet, Record
from jigai.apps.audit.tables import record_table

State = tuple[int, str]


def last_touched(*models: type[Record]) -> State:
    """Its number and its link of the chain, which no other content can have; one answer a table.

    What is made from the tables' content may be kept for as long as the state is the same. Within
    a change set that is still open the link is not known yet: nothing is to be kept by it then.
    """
    newest = 0
    with connection.cursor() as cursor:
        for model in models:
            table = record_table(model._meta.db_table)
            cursor.execute(f"SELECT MAX(since) FROM {table.history}")
            newest = max(newest, cursor.fetchone()[0] or 0)
    digest = ChangeSet.objects.filter(pk=newest).values_list("digest", flat=True).first()
    return newest, digest or ""
