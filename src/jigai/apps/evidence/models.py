from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record


class Attachment(Record):
    """A stored file, named by the hash of its bytes."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.BigIntegerField()
    purpose = models.CharField(max_length=60)
    taken_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
