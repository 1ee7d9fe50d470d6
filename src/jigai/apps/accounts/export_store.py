"""Where files of lists lie until their day: outside the backups, since they are copies."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def export_store() -> FileSystemStorage:
    return FileSystemStorage(location=settings.HOME / "exports")
