"""Technical demands by the official form, and who may see whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models.institutions import Institution, InstitutionMember
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Enterprise


class ReviewState(models.TextChoices):
    """未审核, 已审核, 被退回: the states of the official form."""

    UNREVIEWED = "unreviewed"
    APPROVED = "approved"
    RETURNED = "returned"


def is_member(viewer: Viewer) -> bool:
    """Whether the viewer acts for an institution now; one query at most."""
    if not viewer.has_role(Role.INSTITUTION):
        return False
    held = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
    return held.exists()


class DemandQuerySet(models.QuerySet["Demand"]):
    def visible_to(self, viewer: Viewer) -> DemandQuerySet:
        """Demands of the enterprises that the viewer sees; institutions see the published ones."""
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        allowed = models.Q(enterprise__in=seen)
        if is_member(viewer):
            for grant in viewer.grants:
                if grant.role == Role.INSTITUTION:
                    published = models.Q(state=ReviewState.APPROVED, closed_on=None)
                    if grant.division_ids is not None:
                        published &= models.Q(enterprise__division_id__in=grant.division_ids)
                    allowed |= published
        return self.filter(allowed)


class Demand(Record):
    """One technical demand of an enterprise, by the fields of the official form.

    Money in fen, maturity 1 to 9 (GB/T 22900-2022). ``masked`` holds, for a confidential demand,
    the text that is indexed and shown in the place of each text field, and ``hidden_words`` what
    its owner wants hidden beside the known names. ``review_on`` is the day until which its owner
    vouches for it; afterwards it is out of matching. ``plan_need`` names the need of a plan from
    which it came, as plan and line: ``12/T1``.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="demands")
    name = models.CharField(max_length=120)
    starts_year = models.PositiveSmallIntegerField()
    ends_year = models.PositiveSmallIntegerField()
    problem = models.CharField(max_length=500)
    key_technology = models.CharField(max_length=500)
    expected_goal = models.CharField(max_length=500)
    keywords = models.CharField(max_length=120)
    budget_fen = models.BigIntegerField(null=True, blank=True)
    solving_way = models.CharField(max_length=16)
    wanted_partners = models.CharField(max_length=200, blank=True, default="")
    activity_kind = models.CharField(max_length=16)
    discipline = models.CharField(max_length=10)
    technical_field = models.CharField(max_length=16)
    industry_code = models.CharField(max_length=4)
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    result_ownership = models.CharField(max_length=16)
    bidder_conditions = models.CharField(max_length=500, blank=True, default="")
    least_maturity = models.PositiveSmallIntegerField(null=True, blank=True)
    needed_by = models.DateField(null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    hidden_words = models.CharField(max_length=200, blank=True, default="")
    masked = models.JSONField(default=dict, blank=True)
    plan_need = models.CharField(max_length=32, blank=True, default="", db_index=True)
    owner_key = models.CharField(max_length=80)
    owner_name = models.CharField(max_length=60)
    review_on = models.DateField(db_index=True)
    state = models.CharField(
        max_length=10, choices=ReviewState.choices, default=ReviewState.UNREVIEWED
    )
    opinion = models.CharField(max_length=300, blank=True, default="")
    reviewed_by_key = models.CharField(max_length=80, blank=True, default="")
    reviewed_by = models.CharField(max_length=60, blank=True, default="")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=300, blank=True, default="")

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_demand_is_named_once_by_its_enterprise", fields=["enterprise", "name"]
            ),
            models.CheckConstraint(
                name="a_demand_ends_after_it_starts",
                condition=models.Q(ends_year__gte=models.F("starts_year")),
            ),
            models.CheckConstraint(
                name="a_demanded_maturity_is_of_nine",
                condition=models.Q(least_maturity=None)
                | models.Q(least_maturity__gte=1, least_maturity__lte=9),
            ),
            models.CheckConstraint(
                name="a_returned_demand_has_an_opinion",
                condition=~models.Q(state="returned", opinion=""),
            ),
            models.CheckConstraint(
                name="a_closed_demand_says_why",
                condition=models.Q(closed_on=None) ^ ~models.Q(close_reason=""),
            ),
        ]

    def __str__(self) -> str:
        """As it may be shown: history names it in the rows of other tables."""
        return str(self.masked.get("name", self.pk)) if self.is_confidential else self.name

    @classmethod
    def is_private_row(cls, values: Mapping[str, Any]) -> bool:
        """The history of a confidential demand says that it changed, not what it says."""
        return bool(values.get("is_confidential"))


class Disclosure(Record):
    """Both sides' word that an institution may see whose a confidential demand is.

    It is open while both have agreed and neither took it back (``ended_at``).
    """

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="disclosures")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="disclosures")
    purpose = models.CharField(max_length=300)
    institution_agreed_at = models.DateTimeField(null=True, blank=True)
    institution_agreed_by_key = models.CharField(max_length=80, blank=True, default="")
    institution_agreed_by = models.CharField(max_length=60, blank=True, default="")
    owner_agreed_at = models.DateTimeField(null=True, blank=True)
    owner_agreed_by_key = models.CharField(max_length=80, blank=True, default="")
    owner_agreed_by = models.CharField(max_length=60, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_key = models.CharField(max_length=80, blank=True, default="")
    ended_by = models.CharField(max_length=60, blank=True, default="")
    end_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_disclosure_is_open_to_an_institution",
                fields=["demand", "institution"],
                condition=models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} → {self.institution}"


class Look(Record):
    """Somebody opened the clear text of a confidential demand; its owner reads this log."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="looks")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+"
    )
    looked_by_key = models.CharField(max_length=80)
    looked_by = models.CharField(max_length=60)
    looked_at = models.DateTimeField()
    purpose = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.demand_id} {self.looked_by} {self.looked_at}"
