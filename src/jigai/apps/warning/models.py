from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.audit.plain_json import PlainJSONField


class WarningModel(Record):
    """One fitted model: weights, its quality out of time, and what it was made from.

    Attributes:
        through: the last published round that it has seen.
        data_sha256: digest of the sightings; equal sightings give equal weights.
        receipt: counts, penalty, seed and version of what fitted it.
    """

    number = models.PositiveIntegerField(unique=True)
    through = models.CharField(max_length=12)
    weights = PlainJSONField()
    quality = PlainJSONField()
    is_shown = models.BooleanField()
    data_sha256 = models.CharField(max_length=64)
    receipt = PlainJSONField()
    fitted_at = models.DateTimeField()
    fitted_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.through} no. {self.number}"
