"""``migrate`` that also brings history tables and triggers in step with the models."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

from jigai.apps.audit.triggers import install


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            install(at=datetime.now(tz=UTC))  # noqa: TID251 - a command is where the clock is read
