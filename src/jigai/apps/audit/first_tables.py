"""The tables of an empty database straight from the models, as every migration together makes them.

Going through the migrations one by one takes longer with each part of the programme: every new
table is joined to the enterprises again, and Django draws all of them anew each time. A database
without a table needs none of the steps; ``makemigrations --check`` holds models and migrations
together, and a test compares the tables of both ways.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def make_first_tables(*, using: str) -> bool:
    """Make every table and note every migration as applied; ``False`` where tables are there.

    Args:
        using: name of the database.
    """
    connection = connections[using]
    if connection.introspection.table_names():
        return False
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    recorder.ensure_schema()
    for app_label, name in loader.graph.nodes:
        recorder.record_applied(app_label, name)
    return True
