"""Experts and laboratories by their own consent, and the cases that they take."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models.demands import Demand
from jigai.apps.cooperation.models.institutions import Institution, InstitutionMember


class ExpertKind(models.TextChoices):
    PERSON = "person"
    LABORATORY = "laboratory"


class ExpertQuerySet(models.QuerySet["Expert"]):
    def consenting(self, on: date) -> ExpertQuerySet:
        """Those who agreed to be listed and whose consent still runs on a day."""
        return self.filter(consent_on__lte=on, consent_until__gte=on, withdrawn_on=None)

    def visible_to(self, viewer: Viewer, *, on: date) -> ExpertQuerySet:
        """Who consents on the day, for whoever holds a role; an institution also its own."""
        if not viewer.grants:
            return self.none()
        allowed = models.Q(consent_on__lte=on, consent_until__gte=on, withdrawn_on=None)
        if viewer.has_role(Role.INSTITUTION):
            own = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
            allowed |= models.Q(institution__in=own.values("institution"))
        return self.filter(allowed)


class Expert(Record):
    """A talent or a laboratory that may be asked; personal data are name, title and field.

    Listed from ``consent_on`` to ``consent_until``, both inside; ``withdrawn_on`` ends it at once.
    ``load_limit`` is how many cases may be open at a time.
    """

    listed_by: ClassVar[str] = "name_sort"

    kind = models.CharField(max_length=10, choices=ExpertKind.choices)
    name = models.CharField(max_length=60)
    name_sort = models.CharField(max_length=400, db_index=True)
    name_initials = models.CharField(max_length=120)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="experts")
    title = models.CharField(max_length=60, blank=True, default="")
    discipline = models.CharField(max_length=10)
    technical_field = models.CharField(max_length=16)
    keywords = models.CharField(max_length=120)
    summary = models.CharField(max_length=500, blank=True, default="")
    load_limit = models.PositiveSmallIntegerField()
    consent_on = models.DateField()
    consent_until = models.DateField(db_index=True)
    consent_document = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_expert_is_named_once_at_an_institution", fields=["institution", "name"]
            ),
            models.CheckConstraint(
                name="a_consent_ends_after_it_begins",
                condition=models.Q(consent_until__gte=models.F("consent_on")),
            ),
            models.CheckConstraint(
                name="a_consent_names_its_document", condition=~models.Q(consent_document="")
            ),
            models.CheckConstraint(
                name="a_load_limit_is_at_least_one", condition=models.Q(load_limit__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseOutcome(models.TextChoices):
    SOLVED = "solved"
    CONTRACT = "contract"
    ADVISED = "advised"
    NO_RESULT = "no_result"


class ExpertCase(Record):
    """One piece of work of an expert; open while ``closed_on`` is empty."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="cases")
    demand = models.ForeignKey(
        Demand, models.PROTECT, null=True, blank=True, related_name="expert_cases"
    )
    title = models.CharField(max_length=120)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=CaseOutcome.choices, blank=True, default="")
    outcome_note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_closed_case_has_an_outcome",
                condition=models.Q(closed_on=None) ^ ~models.Q(outcome=""),
            ),
            models.UniqueConstraint(
                name="a_demand_is_open_once_with_an_expert",
                fields=["expert", "demand"],
                condition=models.Q(closed_on__isnull=True, demand__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert} {self.title}"
