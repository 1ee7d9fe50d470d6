"""What a ranking asks beyond the official forms: terms, declared ties, refusals."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models import Achievement, Demand, Expert, Institution
from jigai.apps.registry.models import Enterprise

ONE_OFFER = models.Q(achievement=None) ^ models.Q(expert=None)


class DemandTerms(Record):
    """Limits of a demand: division codes for the partner; ids of institutions it excludes."""

    demand = models.OneToOneField(Demand, models.CASCADE, related_name="match_terms")
    places = models.JSONField(default=list, blank=True)
    excluded = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return str(self.demand)


class OfferTerms(Record):
    """What an achievement's holder says beyond the form: ownership, ways, place, next level.

    ``ownerships`` and ``ways`` are codes of the official forms; ``planned_level`` is promised by
    ``planned_on`` and is no evidence.
    """

    achievement = models.OneToOneField(Achievement, models.CASCADE, related_name="match_terms")
    ownerships = models.JSONField(default=list, blank=True)
    ways = models.JSONField(default=list, blank=True)
    division_code = models.CharField(max_length=12, blank=True, default="")
    planned_level = models.PositiveSmallIntegerField(null=True, blank=True)
    planned_on = models.DateField(null=True, blank=True)
    joint_applicant = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_planned_level_has_its_day",
                condition=models.Q(planned_level=None, planned_on=None)
                | models.Q(planned_level__gte=1, planned_level__lte=9, planned_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.achievement)


class DeclaredTie(Record):
    """A tie between an enterprise and an institution or expert that somebody declared.

    It removes the other from the lists of the one from ``declared_on`` until ``ended_on``.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="declared_ties")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+"
    )
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200)
    declared_on = models.DateField()
    declared_by = models.CharField(max_length=60)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_tie_is_to_one_other",
                condition=models.Q(institution=None) ^ models.Q(expert=None),
            ),
            models.CheckConstraint(name="a_tie_says_what_it_is", condition=~models.Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} – {self.institution or self.expert}"


class MatchRefusal(Record):
    """One side said no to the other by a code; taken back, it counts no more."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="match_refusals")
    achievement = models.ForeignKey(
        Achievement, models.PROTECT, null=True, blank=True, related_name="match_refusals"
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="match_refusals"
    )
    side = models.CharField(max_length=6)
    code = models.CharField(max_length=16)
    note = models.CharField(max_length=120, blank=True, default="")
    declined_on = models.DateField(db_index=True)
    declined_by_key = models.CharField(max_length=80)
    declined_by = models.CharField(max_length=60)
    taken_back_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_refusal_is_of_one_offer", condition=ONE_OFFER),
            models.UniqueConstraint(
                name="an_achievement_is_refused_once_by_a_demand",
                fields=["demand", "achievement"],
                condition=models.Q(taken_back_on__isnull=True, achievement__isnull=False),
            ),
            models.UniqueConstraint(
                name="an_expert_is_refused_once_by_a_demand",
                fields=["demand", "expert"],
                condition=models.Q(taken_back_on__isnull=True, expert__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {self.code}"
