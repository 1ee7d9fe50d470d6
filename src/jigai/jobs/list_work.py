"""Starts the work on lists that the pages describe: files and digests.

What a list holds is declared with its page, on a floor above; the settings name its tasks.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string


def start_export(export_id: int) -> None:
    """Let the worker make a file that was asked for."""
    import_string(settings.LIST_EXPORT_TASK).enqueue(export_id)


def start_digests() -> None:
    """Let the worker make the digests of the day."""
    import_string(settings.LIST_DIGEST_TASK).enqueue()
