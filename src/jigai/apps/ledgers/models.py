from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment


class ImportState(models.TextChoices):
    CHECKED = "checked"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    UNDONE = "undone"


class ImportBatch(Record):
    """One file on its way in: read, checked, confirmed, saved block by block, undone at once."""

    batch = models.CharField(max_length=64, unique=True)
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    template = models.SlugField(max_length=60)
    period = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=10, choices=ImportState.choices)
    row_count = models.IntegerField(default=0)
    position = models.IntegerField(default=0)
    options = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    error_count = models.IntegerField(default=0)
    owner_key = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.batch


class RememberedMapping(Record):
    """How the heads of one layout were matched to fields, kept for the next file like it."""

    template = models.SlugField(max_length=60)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_layout_is_remembered_once", fields=["template", "signature"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.signature[:8]}"
