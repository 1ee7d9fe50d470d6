from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record


class RuleSetInForce(Record):
    """The county's choice of a rule set for a purpose (``badge``), from a day on."""

    purpose = models.SlugField(max_length=20)
    rule_set = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_rule_set_starts_on_a_day", fields=["purpose", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.rule_set} from {self.valid_from}"
