"""Scenarios: what if, kept beside a plan."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.planning.models.plan import Plan


class Scenario(Record):
    """A question asked of a plan; nothing of it enters plan or record."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True, default="")
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_plan_names_a_scenario_once", fields=["plan", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioChange(Record):
    """One thing that is otherwise in a scenario.

    ``about`` says what ``name`` is: a fact of the enterprise, or the key of a line, whose
    ``column`` changes. ``how``: set to ``value``, raised by it, or the line is dropped.
    """

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="changes")
    about = models.CharField(max_length=4, choices=[("fact", "fact"), ("line", "line")])
    name = models.CharField(max_length=60)
    column = models.CharField(max_length=20, blank=True, default="")
    how = models.CharField(
        max_length=5, choices=[("set", "set"), ("raise", "raise"), ("drop", "drop")]
    )
    value = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_scenario_changes_a_thing_once",
                fields=["scenario", "about", "name", "column"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.how} {self.value}"
