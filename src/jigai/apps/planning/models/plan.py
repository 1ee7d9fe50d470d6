"""A plan, its versions and their lines."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import Exact

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.evidence.models import Attachment
from jigai.apps.planning.catalogue import FUNDINGS, MODES, RISKS, LineKind, Origin
from jigai.apps.planning.models.gaps import PlanGap
from jigai.apps.registry.models import Enterprise


class VersionState(models.TextChoices):
    """Where a version stands; an approved one changes no more."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DISCARDED = "discarded"


OPEN = (VersionState.DRAFT, VersionState.SUBMITTED)


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, viewer: Viewer) -> PlanQuerySet:
        """Plans of the enterprises that the viewer may see, each once."""
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(enterprise__in=seen)


class Plan(Record):
    """What one enterprise means to change in a span of years; its content is its versions'."""

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="plans")
    title = models.CharField(max_length=120)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_plan_of_an_enterprise_begins_in_a_year",
                fields=["enterprise", "first_year"],
            ),
            models.CheckConstraint(
                name="a_plan_ends_after_it_begins",
                condition=models.Q(last_year__gte=models.F("first_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(Record):
    """One version: who answers for it, its budget and days, and how it was approved.

    Attributes:
        owner: the unit that keeps the plan and answers for it.
        author_keys: everybody who wrote in it, each between bars: ``|user:1|user:7|``.
        amended_because: what the amendment is for; blank in the first version.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, db_index=True)
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    budget_fen = models.BigIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True, default="")
    amended_because = models.TextField(blank=True, default="")
    author_keys = models.TextField()
    authors = models.TextField()
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.CharField(max_length=60, blank=True, default="")
    returned_because = models.TextField(blank=True, default="")
    approved_by_key = models.CharField(max_length=80, blank=True, default="")
    approved_by = models.CharField(max_length=60, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_version_of_a_plan_has_one_number", fields=["plan", "number"]
            ),
            models.UniqueConstraint(
                name="a_plan_has_one_open_version",
                fields=["plan"],
                condition=models.Q(state__in=OPEN),
            ),
            models.CheckConstraint(
                name="nobody_approves_a_plan_they_wrote",
                condition=models.Q(approved_by_key="")
                | models.Q(
                    Exact(
                        StrIndex(
                            "author_keys",
                            Concat(models.Value("|"), "approved_by_key", models.Value("|")),
                        ),
                        0,
                    )
                ),
            ),
            models.CheckConstraint(
                name="a_plan_version_ends_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} v{self.number}"


class PlanLine(Record):
    """One line of a version; ``key`` (T1, P3) names it through all versions.

    Money in fen, shares in basis points, baseline and target as exact text.
    Which columns a kind fills in: ``catalogue.KINDS``.
    ``fact`` and ``fact_value`` say which declared fact of the enterprise the line moves, and to
    what, as exact text.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=8)
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in LineKind])
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True, default="", max_length=1000)
    action = models.CharField(max_length=500, blank=True, default="")
    expected = models.CharField(max_length=500, blank=True, default="")
    keywords = models.CharField(max_length=120, blank=True, default="")
    indicator = models.CharField(max_length=60, blank=True, default="")
    baseline = models.CharField(max_length=24, blank=True, default="")
    target = models.CharField(max_length=24, blank=True, default="")
    unit = models.CharField(max_length=20, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    cost_fen = models.BigIntegerField(null=True, blank=True)
    payback_months = models.PositiveSmallIntegerField(null=True, blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    maturity = models.PositiveSmallIntegerField(null=True, blank=True)
    mode = models.CharField(max_length=12, choices=[(m, m) for m in MODES], blank=True, default="")
    counterpart = models.CharField(max_length=120, blank=True, default="")
    share_bp = models.PositiveIntegerField(null=True, blank=True)
    is_single_source = models.BooleanField(null=True, blank=True)
    risk = models.CharField(max_length=8, choices=[(r, r) for r in RISKS], blank=True, default="")
    funding = models.CharField(
        max_length=8, choices=[(f, f) for f in FUNDINGS], blank=True, default=""
    )
    rung = models.CharField(max_length=60, blank=True, default="")
    fact = models.CharField(max_length=60, blank=True, default="")
    fact_value = models.CharField(max_length=60, blank=True, default="")
    gap = models.ForeignKey(PlanGap, models.PROTECT, null=True, blank=True, related_name="lines")
    evidence = models.CharField(max_length=300, blank=True, default="")
    file = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(
        max_length=10, choices=[(o.value, o.value) for o in Origin], default=Origin.ENTERPRISE
    )
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_line_of_a_version_has_one_key", fields=["version", "key"]
            ),
            models.CheckConstraint(
                name="maturity_runs_from_1_to_9",
                condition=models.Q(maturity=None) | models.Q(maturity__gte=1, maturity__lte=9),
            ),
            models.CheckConstraint(
                name="a_share_of_a_plan_is_at_most_whole",
                condition=models.Q(share_bp=None) | models.Q(share_bp__lte=10_000),
            ),
            models.CheckConstraint(
                name="a_plan_line_costs_nothing_below_0",
                condition=models.Q(cost_fen=None) | models.Q(cost_fen__gte=0),
            ),
            models.CheckConstraint(
                name="a_plan_line_is_due_after_it_starts",
                condition=models.Q(starts_on=None)
                | models.Q(due_on=None)
                | models.Q(due_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"
