from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import User
from jigai.apps.audit.models import Record
from jigai.apps.registry.models import Enterprise
from jigai.domain.scorecards.fact_values import Basis


class EnterpriseFact(Record):
    """One value of a declared fact; ``value`` is exact text (1234.5, true, a choice's name).

    ``year`` is the fiscal year of a figure, and for a state the year in which it was found so.
    """

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="facts")
    name = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=8, choices=[(b.value, b.value) for b in Basis])
    value = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_value_of_a_fact_a_year_and_basis",
                fields=["enterprise", "name", "year", "basis"],
            ),
            models.CheckConstraint(name="a_fact_names_its_paper", condition=~models.Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}: {self.value}"


class Coach(Record):
    """The officer who accompanies an enterprise up the ladder, for a time."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="coaches")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_coach_at_a_time",
                fields=["enterprise"],
                condition=models.Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.enterprise}"


class LadderTask(Record):
    """Something of the ladder that waits for an officer; raised once for its day.

    Without an officer it waits for the programme office.
    """

    listed_by: ClassVar[str] = "due_on"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="ladder_tasks")
    kind = models.CharField(max_length=12)
    rung = models.CharField(max_length=60)
    due_on = models.DateField()
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_ladder_task_of_an_enterprise_comes_once",
                fields=["enterprise", "kind", "rung", "due_on"],
            ),
        ]
        indexes = [
            models.Index(
                name="ladder_task_waiting", fields=["due_on"], condition=models.Q(done_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.rung} {self.due_on}"


class EffortWeight(Record):
    """What the county sets for one lever from a day on, in place of what ships.

    Efforts are whole hundredths of the county's own scale.
    """

    fact = models.SlugField(max_length=60)
    valid_from = models.DateField()
    effort_fixed_hundredths = models.PositiveIntegerField()
    effort_per_step_hundredths = models.PositiveIntegerField()
    lead_months = models.PositiveSmallIntegerField()
    most_a_year = models.PositiveIntegerField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_effort_of_a_lever_starts_on_a_day", fields=["fact", "valid_from"]
            ),
            models.CheckConstraint(
                name="a_step_takes_some_effort",
                condition=models.Q(effort_fixed_hundredths__gt=0)
                | models.Q(effort_per_step_hundredths__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} from {self.valid_from}"
