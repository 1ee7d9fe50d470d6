from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.voucher_totals import VoucherKind


class Voucher(Record):
    """One voucher of an enterprise's own ledger. Money in fen; a struck one stays, uncounted."""

    is_private: ClassVar[bool] = True

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="vouchers")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="vouchers"
    )
    dated_on = models.DateField()
    number = models.CharField(max_length=60)
    supplier = models.CharField(max_length=120)
    item = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in VoucherKind])
    net_fen = models.BigIntegerField()
    gross_fen = models.BigIntegerField()
    paid_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    is_struck = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_voucher_is_entered_once",
                fields=["enterprise", "number", "item"],
                condition=models.Q(is_struck=False),
            ),
            models.CheckConstraint(
                name="a_voucher_with_tax_is_not_below_without",
                condition=models.Q(net_fen__gte=0, gross_fen__gte=models.F("net_fen")),
            ),
        ]
        indexes = [
            models.Index(name="voucher_by_day", fields=["enterprise", "dated_on"]),
        ]

    def __str__(self) -> str:
        return self.number


class VoucherShare(Record):
    """The consent by which the office reads one voucher, as long as it is not withdrawn."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="shares")
    purpose = models.CharField(max_length=200)
    given_by_key = models.CharField(max_length=80)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_voucher_is_shared_once_at_a_time",
                fields=["voucher"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"
