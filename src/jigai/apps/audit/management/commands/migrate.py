"""``migrate`` that also brings history tables and triggers in step with the models.

An empty database gets its tables at once; the rest is Django's own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from jigai.apps.audit.first_tables import make_first_tables
from jigai.apps.audit.triggers import install

LESS_THAN_ALL = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "run_syncdb")


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options.get(name) for name in LESS_THAN_ALL):
            make_first_tables(using=options["database"])
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            install(at=datetime.now(tz=UTC))  # noqa: TID251 - a command is where the clock is read
