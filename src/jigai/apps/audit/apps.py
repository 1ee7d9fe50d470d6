from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register


class AuditConfig(AppConfig):
    name = "jigai.apps.audit"
    label = "audit"

    def ready(self) -> None:
        from jigai.apps.audit.checks import history_is_in_step  # noqa: PLC0415 - models load first

        register(history_is_in_step, Tags.database)
