"""The way of a project into the statistics library."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models.project import Project


class InclusionCase(Record):
    """The way of one project into the statistics library: a process, never an amount."""

    listed_by: ClassVar[str] = "project_id"

    project = models.OneToOneField(Project, models.CASCADE, related_name="inclusion")
    state = models.CharField(max_length=20)
    since_on = models.DateField()
    declared_on = models.DateField(null=True, blank=True)
    included_month = models.CharField(max_length=7, blank=True, default="")
    return_code = models.SlugField(max_length=40, blank=True, default="")
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.state


class InclusionPaper(Record):
    case = models.ForeignKey(InclusionCase, models.CASCADE, related_name="papers")
    kind = models.SlugField(max_length=40)
    is_ready = models.BooleanField(default=False)
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_paper_of_a_kind", fields=["case", "kind"]),
        ]

    def __str__(self) -> str:
        return self.kind
