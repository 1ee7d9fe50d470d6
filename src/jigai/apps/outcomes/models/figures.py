"""Figures of enterprises and projects, and the follow-ups that ask for them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.outcomes.models.dictionary import IndicatorVersion
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.results.states import FigureKind, FigureState, FollowUpState


class FollowUpQuerySet(models.QuerySet["ProjectFollowUp"]):
    def visible_to(self, viewer: Viewer) -> FollowUpQuerySet:
        seen = Project.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(project__in=seen)


class ProjectFollowUp(Record):
    """Results are asked for again so many months after a project was completed.

    ``no_answer`` is silence after the time of grace: the figures of then are missing, not 0.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="outcome_follow_ups")
    months = models.PositiveSmallIntegerField()
    completed_on = models.DateField()
    due_on = models.DateField(db_index=True)
    state = models.CharField(
        max_length=9,
        choices=[(s.value, s.value) for s in FollowUpState],
        default=FollowUpState.OPEN,
    )
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_project_is_followed_up_once_after_so_many_months",
                fields=["project", "months"],
            ),
            models.CheckConstraint(
                name="a_closed_outcome_follow_up_says_when",
                condition=models.Q(state=FollowUpState.OPEN, closed_on=None)
                | (~models.Q(state=FollowUpState.OPEN) & models.Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="silence_after_a_project_says_why",
                condition=~models.Q(state=FollowUpState.NO_ANSWER) | ~models.Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} +{self.months}"


class OutcomeFigureQuerySet(models.QuerySet["OutcomeFigure"]):
    def visible_to(self, viewer: Viewer) -> OutcomeFigureQuerySet:
        """Figures of the enterprises and of the projects that the viewer may see."""
        firms = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        projects = Project.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(models.Q(enterprise__in=firms) | models.Q(project__in=projects))


class OutcomeFigure(Record):
    """One value of one version of an indicator, of an enterprise or of a project.

    Attributes:
        half: 0 the year, 1 and 2 its halves.
        value: a share as a fraction of 1, money in yuan, else in the indicator's unit.
        parts: exact numbers as text, where the formula was used.
        market, market_year: what a market share must say.
        first_on, last_on: the days that were really measured, where they are less than the span.
        taken_from: where it was taken from instead of typed, such as ``diagnosis.figure:12``.
        given_by_key: who gave it; a verified figure is another person's.
        checked_value: the reported value that a verification was about.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="outcome_figures"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="outcome_figures"
    )
    version = models.ForeignKey(IndicatorVersion, models.PROTECT, related_name="figures")
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in FigureKind])
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in FigureState])
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    parts = models.JSONField(default=dict, blank=True)
    market = models.CharField(max_length=120, blank=True, default="")
    market_year = models.PositiveSmallIntegerField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True, default="")
    taken_from = models.CharField(max_length=60, blank=True, default="")
    given_on = models.DateField()
    given_by = models.CharField(max_length=120)
    given_by_key = models.CharField(max_length=80)
    checked_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    checked_by_key = models.CharField(max_length=80, blank=True, default="")
    follow_up = models.ForeignKey(
        ProjectFollowUp, models.PROTECT, null=True, blank=True, related_name="figures"
    )

    objects = OutcomeFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_figure_is_of_an_enterprise_or_a_project",
                condition=models.Q(enterprise=None, project__isnull=False)
                | models.Q(project=None, enterprise__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_outcome_of_an_enterprise_a_span_and_state",
                fields=["enterprise", "version", "kind", "state", "year", "half", "market"],
                condition=models.Q(project=None),
            ),
            models.UniqueConstraint(
                name="one_outcome_of_a_project_a_span_and_state",
                fields=["project", "version", "kind", "state", "year", "half", "market"],
                condition=models.Q(enterprise=None),
            ),
            models.CheckConstraint(
                name="an_outcome_names_its_source", condition=~models.Q(source="")
            ),
            models.CheckConstraint(
                name="a_span_is_a_year_or_a_half",
                condition=models.Q(half__gte=0, half__lte=2),
            ),
            models.CheckConstraint(
                name="nobody_verifies_what_they_reported",
                condition=~models.Q(state=FigureState.VERIFIED)
                | ~models.Q(given_by_key=models.F("checked_by_key")),
            ),
        ]
        indexes = [
            models.Index(name="outcome_by_indicator", fields=["version", "year", "half", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.year} {self.value}"
