"""Support programmes and who sits in them, how a result is shared out, and frozen charts."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.outcomes.models.dictionary import IndicatorVersion
from jigai.apps.registry.models import Enterprise
from jigai.domain.contribution.sharing import Method


class SupportProgramme(Record):
    """One programme of support, such as an interest subsidy or an equipment renewal award."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True, default="")
    owner = models.CharField(max_length=120)
    document = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_support_programme_ends_after_it_begins",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgrammeMember(Record):
    """An enterprise in a programme, with what the programme put in; null: not known."""

    programme = models.ForeignKey(SupportProgramme, models.PROTECT, related_name="members")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="programme_memberships")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    investment_fen = models.BigIntegerField(null=True, blank=True)
    document = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_enterprise_is_in_a_programme_once", fields=["programme", "enterprise"]
            ),
            models.CheckConstraint(
                name="a_member_leaves_after_joining",
                condition=models.Q(left_on=None) | models.Q(left_on__gt=models.F("joined_on")),
            ),
            models.CheckConstraint(
                name="a_programme_puts_in_nothing_below_0",
                condition=models.Q(investment_fen=None) | models.Q(investment_fen__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.enterprise}"


class SharingRule(Record):
    """How the result of an enterprise in several programmes is shared out, from a day on."""

    valid_from = models.DateField(unique=True)
    method = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Method])
    decision = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.valid_from}: {self.method}"


class PublishedChart(Record):
    """A chart as it was published: its rows and its version are frozen."""

    title = models.CharField(max_length=160)
    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="charts")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.title
