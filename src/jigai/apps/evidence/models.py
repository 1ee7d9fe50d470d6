from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record


class Attachment(Record):
    """A stored file, named by the hash of its bytes.

    ``device_sha256`` is the hash that the sender's device made of what it sent, where it did.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.BigIntegerField()
    purpose = models.CharField(max_length=60)
    taken_on = models.DateField(null=True, blank=True)
    device_sha256 = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class IntegrityCheck(Record):
    """One look at every stored file; ``damaged`` names those that differ from their hash."""

    checked_at = models.DateTimeField()
    file_count = models.PositiveIntegerField()
    damaged = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d}"
