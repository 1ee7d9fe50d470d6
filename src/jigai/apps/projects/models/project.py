"""The register of projects and their codes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import Agency, Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Grant, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import EVERY, Enterprise, Representative


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, viewer: Viewer) -> ProjectQuerySet:
        """Projects that the viewer may see: by area, by responsible agency, or of their firm."""
        allowed = models.Q(pk__in=[])
        for grant in viewer.grants:
            allowed |= _reach(grant, viewer.user_id)
        return self.filter(allowed)


def _reach(grant: Grant, user: int) -> models.Q:
    if grant.role == Role.ENTERPRISE:
        own = Representative.objects.filter(user_id=user, valid_to__isnull=True)
        return models.Q(enterprise_id__in=own.values("enterprise_id"))
    inside = EVERY if grant.division_ids is None else models.Q(division_id__in=grant.division_ids)
    if grant.role == Role.UNIT:
        return inside & models.Q(responsible_agency_id=grant.agency_id)
    return inside if grant.role in COUNTY_WIDE else models.Q(pk__in=[])


class ConstructionKind(models.TextChoices):
    """建设性质, as statistics define it."""

    NEW = "new"
    EXPANSION = "expansion"
    TRANSFORMATION = "transformation"
    RELOCATION = "relocation"
    RESTORATION = "restoration"
    PURCHASE = "purchase"


class DatePrecision(models.TextChoices):
    DAY = "day"
    MONTH = "month"


class Project(Record):
    listed_by: ClassVar[str] = "name_sort"

    name = models.CharField(max_length=200, db_index=True)
    name_sort = models.CharField(max_length=600, db_index=True)
    name_initials = models.CharField(max_length=200, db_index=True)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    owner_unit = models.CharField(max_length=120, blank=True, default="")
    construction_kind = models.CharField(
        max_length=14, choices=ConstructionKind.choices, blank=True, default=""
    )
    transformation_kind = models.CharField(max_length=40, blank=True, default="")
    content = models.TextField(blank=True, default="")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    industry_code = models.CharField(max_length=4, blank=True, default="")
    total_investment_fen = models.BigIntegerField(null=True, blank=True)
    equipment_investment_fen = models.BigIntegerField(null=True, blank=True)
    planned_start_on = models.DateField(null=True, blank=True)
    planned_start_precision = models.CharField(max_length=5, default="day")
    planned_completion_on = models.DateField(null=True, blank=True)
    planned_completion_precision = models.CharField(max_length=5, default="day")
    actual_start_on = models.DateField(null=True, blank=True)
    actual_completion_on = models.DateField(null=True, blank=True)
    production_on = models.DateField(null=True, blank=True)
    output_reached_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=20, default="reserve")
    responsible_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="projects"
    )
    responsible_leader = models.CharField(max_length=60, blank=True, default="")
    entered_on = models.DateField()
    remarks = models.TextField(blank=True, default="")
    is_withdrawn = models.BooleanField(default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_project_is_planned_to_end_after_it_starts",
                condition=models.Q(planned_start_on__isnull=True)
                | models.Q(planned_completion_on__isnull=True)
                | models.Q(planned_completion_on__gte=models.F("planned_start_on")),
            ),
            models.CheckConstraint(
                name="equipment_is_part_of_the_total",
                condition=models.Q(total_investment_fen__isnull=True)
                | models.Q(equipment_investment_fen__isnull=True)
                | models.Q(equipment_investment_fen__lte=models.F("total_investment_fen")),
            ),
        ]
        indexes = [
            models.Index(name="project_by_division", fields=["division", "name_sort"]),
            models.Index(
                name="project_by_amount",
                fields=["total_investment_fen", "equipment_investment_fen"],
            ),
            models.Index(name="project_by_completion", fields=["planned_completion_on"]),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectCode(Record):
    """A code under which the project was filed; a project may have several filings."""

    listed_by: ClassVar[str] = "project_id"

    project = models.ForeignKey(Project, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=40, unique=True)
    form = models.CharField(max_length=10)
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_project_has_one_primary_code",
                fields=["project"],
                condition=models.Q(is_primary=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code
