from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record


class DivisionLevel(models.TextChoices):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"


class Division(Record):
    """An area under one code during one period; a change of code or name is a new row."""

    code = models.CharField(max_length=12, db_index=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True, default="")
    level = models.CharField(max_length=12, choices=DivisionLevel.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    outline = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_division_code_starts_once", fields=["code", "valid_from"]
            ),
            models.UniqueConstraint(
                name="a_division_code_has_one_undated_row",
                fields=["code"],
                condition=models.Q(valid_from__isnull=True),
            ),
            models.CheckConstraint(
                name="a_division_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Record):
    """A dated change of boundaries: ``former`` went, wholly or in part, into ``successor``."""

    former = models.ForeignKey(Division, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Division, models.PROTECT, related_name="+")
    changed_on = models.DateField()
    note = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.former} → {self.successor}"


class Industry(Record):
    """A class of GB/T 4754; the list is loaded by file, codes are usable without it."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Direction(Record):
    """A county industry direction (产业方向); configurable."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60, unique=True)
    name_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class CalendarDay(Record):
    """A day on which the published calendar departs from Monday-to-Friday."""

    day_on = models.DateField(unique=True)
    is_work_day = models.BooleanField()
    note = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.day_on}"


class Programme(Record):
    """The settings of one county's programme; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=12, default="half_month")
    report_due_work_days = models.PositiveSmallIntegerField(default=3)
    objection_work_days = models.PositiveSmallIntegerField(default=3)
    ruling_work_days = models.PositiveSmallIntegerField(default=5)
    inclusion_reminder_days = models.PositiveSmallIntegerField(default=31)
    inclusion_breach_days = models.PositiveSmallIntegerField(default=61)
    group_minimum = models.PositiveSmallIntegerField(default=5)
    approval_change_bp = models.PositiveIntegerField(default=2000)
    planned_gap_bp = models.PositiveIntegerField(default=5000)
    verified_gap_bp = models.PositiveIntegerField(default=1000)
    paid_gap_bp = models.PositiveIntegerField(default=5000)
    is_board_public = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    set_up_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_programme", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return self.name
