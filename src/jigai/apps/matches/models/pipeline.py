"""A match on its way: steps, contract, parties, payments."""

from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models import (
    Achievement,
    Demand,
    Expert,
    Institution,
    InstitutionMember,
)
from jigai.apps.matches.models.ranking import ONE_OFFER
from jigai.apps.registry.models import Enterprise

WHOLE = 10_000
"""Basis points of a whole."""


class Stage(models.TextChoices):
    CONTACT = "contact"
    TALK = "talk"
    TRIAL = "trial"
    SIGNED = "signed"
    REGISTERED = "registered"
    PAID = "paid"
    PRODUCT = "product"
    WITHDRAWN = "withdrawn"


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, viewer: Viewer) -> MatchQuerySet:
        """Those of enterprises that the viewer sees, on either side; of institutions, their own."""
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        allowed = models.Q(demand__enterprise__in=seen) | models.Q(achievement__enterprise__in=seen)
        if viewer.has_role(Role.INSTITUTION):
            held = InstitutionMember.objects.filter(user_id=viewer.user_id, valid_to=None)
            own = held.values("institution")
            allowed |= models.Q(achievement__institution__in=own)
            allowed |= models.Q(expert__institution__in=own)
        return self.filter(allowed)


class Match(Record):
    """One demand with one achievement or expert; its stage is that of its last step."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="matches")
    achievement = models.ForeignKey(
        Achievement, models.PROTECT, null=True, blank=True, related_name="matches"
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="matches"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, db_index=True)
    last_step_on = models.DateField(db_index=True)
    withdrawn_code = models.CharField(max_length=16, blank=True, default="")

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_match_has_one_offer", condition=ONE_OFFER),
            models.CheckConstraint(
                name="a_withdrawn_match_has_a_code",
                condition=models.Q(stage="withdrawn") ^ models.Q(withdrawn_code=""),
            ),
            models.UniqueConstraint(
                name="a_demand_meets_an_achievement_once",
                fields=["demand", "achievement"],
                condition=models.Q(achievement__isnull=False) & ~models.Q(stage="withdrawn"),
            ),
            models.UniqueConstraint(
                name="a_demand_meets_an_expert_once",
                fields=["demand", "expert"],
                condition=models.Q(expert__isnull=False) & ~models.Q(stage="withdrawn"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} × {self.achievement_id or self.expert_id}"


class MatchStep(Record):
    """One dated step; each stage is reached once."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    done_on = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_stage_is_reached_once", fields=["match", "stage"]),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} {self.stage}"


class TechnicalContract(Record):
    """The contract of a match, once signed; registered by its number. Money in fen.

    ``amount_fen`` is what was agreed (成交额), ``technology_fen`` the part of it that the registry
    verified as technology trade (技术交易额).
    """

    match = models.OneToOneField(Match, models.PROTECT, related_name="contract")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    signed_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    amount_fen = models.BigIntegerField()
    number = models.CharField(max_length=16, blank=True, default="")
    registered_on = models.DateField(null=True, blank=True, db_index=True)
    technology_fen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_registration_number_is_used_once",
                fields=["number"],
                condition=~models.Q(number=""),
            ),
            models.CheckConstraint(
                name="a_registered_contract_has_number_and_technology_amount",
                condition=models.Q(number="", registered_on=None, technology_fen=None)
                | (
                    ~models.Q(number="")
                    & models.Q(registered_on__isnull=False, technology_fen__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="a_technology_amount_is_part_of_the_contract",
                condition=models.Q(amount_fen__gt=0)
                & (
                    models.Q(technology_fen=None)
                    | models.Q(technology_fen__gte=0, technology_fen__lte=models.F("amount_fen"))
                ),
            ),
            models.CheckConstraint(
                name="a_contract_is_registered_after_it_is_signed",
                condition=models.Q(registered_on=None)
                | models.Q(registered_on__gte=models.F("signed_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContractParty(Record):
    """A party with its share of its side, in basis points; the shares of a side make a whole."""

    contract = models.ForeignKey(TechnicalContract, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=6)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="contract_parts"
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="contract_parts"
    )
    share_bp = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_party_is_one_legal_person",
                condition=models.Q(enterprise=None) ^ models.Q(institution=None),
            ),
            models.CheckConstraint(
                name="a_party_has_a_share",
                condition=models.Q(share_bp__gt=0, share_bp__lte=WHOLE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise or self.institution} {self.share_bp}"


class ContractPayment(Record):
    """Money that came, with the paper that shows it. Money in fen."""

    contract = models.ForeignKey(TechnicalContract, models.CASCADE, related_name="payments")
    paid_on = models.DateField()
    amount_fen = models.BigIntegerField()
    document = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_payment_has_an_amount", condition=models.Q(amount_fen__gt=0)
            ),
            models.CheckConstraint(
                name="a_payment_names_its_paper", condition=~models.Q(document="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.paid_on}"
