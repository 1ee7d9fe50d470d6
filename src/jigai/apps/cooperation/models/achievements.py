"""Achievements by the fields of the registration form, with what their maturity stands on."""

from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models.demands import ReviewState
from jigai.apps.cooperation.models.institutions import Institution, InstitutionMember
from jigai.apps.registry.models import Enterprise


class AchievementQuerySet(models.QuerySet["Achievement"]):
    def visible_to(self, viewer: Viewer) -> AchievementQuerySet:
        """The published ones for who holds a role; others for who owns or oversees them."""
        if not viewer.grants:
            return self.none()
        allowed = models.Q(state=ReviewState.APPROVED, closed_on=None)
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        allowed |= models.Q(enterprise__in=seen)
        if any(g.role in COUNTY_WIDE and g.division_ids is None for g in viewer.grants):
            allowed |= models.Q(enterprise=None)
        if viewer.has_role(Role.INSTITUTION):
            own = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
            allowed |= models.Q(institution__in=own.values("institution"))
        return self.filter(allowed)


class Achievement(Record):
    """One achievement of an institution or an enterprise, offered for transformation.

    ``maturity`` is the level claimed (1 to 9, GB/T 22900-2022). Money in fen. Innovation points
    are at most three lines of fifty characters.
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="achievements"
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="achievements"
    )
    name = models.CharField(max_length=120)
    keywords = models.CharField(max_length=90)
    form = models.CharField(max_length=16)
    attribute = models.CharField(max_length=12)
    stage = models.CharField(max_length=8)
    maturity = models.PositiveSmallIntegerField()
    summary = models.CharField(max_length=1000)
    innovation_points = models.CharField(max_length=160, blank=True, default="")
    property_rights = models.CharField(max_length=300, blank=True, default="")
    application = models.CharField(max_length=16)
    benefit = models.CharField(max_length=300, blank=True, default="")
    completed_by = models.CharField(max_length=200, blank=True, default="")
    transformation_way = models.CharField(max_length=16)
    price_mode = models.CharField(max_length=12)
    price_fen = models.BigIntegerField(null=True, blank=True)
    discipline = models.CharField(max_length=10)
    technical_field = models.CharField(max_length=16)
    industry_code = models.CharField(max_length=4, blank=True, default="")
    limits = models.CharField(max_length=300, blank=True, default="")
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

    objects = AchievementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_achievement_has_one_holder",
                condition=models.Q(institution=None) ^ models.Q(enterprise=None),
            ),
            models.UniqueConstraint(
                name="an_achievement_is_named_once_by_its_institution",
                fields=["institution", "name"],
                condition=models.Q(institution__isnull=False),
            ),
            models.UniqueConstraint(
                name="an_achievement_is_named_once_by_its_enterprise",
                fields=["enterprise", "name"],
                condition=models.Q(enterprise__isnull=False),
            ),
            models.CheckConstraint(
                name="a_maturity_is_of_nine",
                condition=models.Q(maturity__gte=1, maturity__lte=9),
            ),
            models.CheckConstraint(
                name="a_returned_achievement_has_an_opinion",
                condition=~models.Q(state="returned", opinion=""),
            ),
            models.CheckConstraint(
                name="a_closed_achievement_says_why",
                condition=models.Q(closed_on=None) ^ ~models.Q(close_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MaturityEvidence(Record):
    """What shows that an achievement reached a level."""

    achievement = models.ForeignKey(Achievement, models.CASCADE, related_name="evidence")
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    document = models.CharField(max_length=200)
    dated_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_evidence_of_a_level", fields=["achievement", "level"]
            ),
            models.CheckConstraint(
                name="an_evidenced_maturity_is_of_nine",
                condition=models.Q(level__gte=1, level__lte=9),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.achievement_id} {self.level}"
