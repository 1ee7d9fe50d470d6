"""Where files of lists lie until their day: outside the backups, since they are copies."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage


def export_store() -> FileSystemStorage:
    return FileSystemStorage(location=settings.HOME / "exports")


def keep_file(stream: BinaryIO, *, form: str) -> str:
    """Lay a file down under a name that nobody guesses; returns the name."""
    return export_store().save(f"{token_urlsafe(16)}.{form}", File(stream))
