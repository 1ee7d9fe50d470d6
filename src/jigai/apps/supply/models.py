from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.registry.models import Enterprise

CONSENTED = models.Q(supplier_consents=True, buyer_consents=True)


class Imports(models.TextChoices):
    """How far the product comes from abroad."""

    UNKNOWN = "unknown"
    NONE = "none"
    PARTLY = "partly"
    WHOLLY = "wholly"


class LinkFirm(Record):
    """An enterprise placed in a link of a chain."""

    listed_by: ClassVar[str] = "enterprise_id"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="chain_links")
    chain = models.SlugField(max_length=40)
    link = models.SlugField(max_length=60)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_enterprise_stands_once_in_a_link", fields=["enterprise", "chain", "link"]
            ),
            models.CheckConstraint(
                name="a_place_in_a_chain_names_its_source", condition=~models.Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.link}"


class Party(Record):
    """One end of a tie: an enterprise of the register, or an outside one by name and region."""

    enterprise = models.OneToOneField(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="supply_party"
    )
    name = models.CharField(max_length=120, blank=True, default="")
    region = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_party_is_an_enterprise_or_has_a_name",
                condition=models.Q(enterprise__isnull=False, name="", region="")
                | (models.Q(enterprise__isnull=True) & ~models.Q(name="")),
            ),
            models.UniqueConstraint(
                name="an_outside_party_stands_once",
                fields=["name", "region"],
                condition=models.Q(enterprise__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"party {self.enterprise_id}"


class SupplyTieQuerySet(models.QuerySet["SupplyTie"]):
    def visible_to(self, viewer: Viewer) -> SupplyTieQuerySet:
        """Ties with a firm that the viewer sees; without consent, for who keeps them alone."""
        if not may(viewer, Deed.READ_CHECKS):
            return self.none()
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        ours = models.Q(supplier__enterprise__in=seen) | models.Q(buyer__enterprise__in=seen)
        allowed = self.filter(ours)
        return allowed if may(viewer, Deed.KEEP_REGISTERS) else allowed.filter(CONSENTED)


class SupplyTie(Record):
    """A buyer takes a product of a link from a supplier, in a year.

    Attributes:
        share_bp: of the buyer's purchases of the link's products, in basis points; null: unknown.
        consent_paper: the paper in which the parties agreed, where they did.
        is_sensitive: the parties' names are kept from all but the office and the leaders.
    """

    supplier = models.ForeignKey(Party, models.PROTECT, related_name="supplies")
    buyer = models.ForeignKey(Party, models.PROTECT, related_name="buys")
    chain = models.SlugField(max_length=40)
    link = models.SlugField(max_length=60)
    product = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    share_bp = models.PositiveIntegerField(null=True, blank=True)
    is_single_source = models.BooleanField(default=False)
    distance_km = models.PositiveIntegerField(null=True, blank=True)
    imports = models.CharField(max_length=8, choices=Imports.choices, default=Imports.UNKNOWN)
    source = models.CharField(max_length=200)
    supplier_consents = models.BooleanField(default=False)
    buyer_consents = models.BooleanField(default=False)
    consent_paper = models.CharField(max_length=200, blank=True, default="")
    is_sensitive = models.BooleanField(default=False)

    objects = SupplyTieQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_tie_stands_once_a_year",
                fields=["supplier", "buyer", "chain", "link", "product", "year"],
            ),
            models.CheckConstraint(
                name="nobody_supplies_itself", condition=~models.Q(supplier=models.F("buyer"))
            ),
            models.CheckConstraint(
                name="a_share_of_purchases_is_at_most_the_whole",
                condition=models.Q(share_bp__isnull=True) | models.Q(share_bp__lte=10_000),
            ),
            models.CheckConstraint(
                name="a_single_source_has_the_whole",
                condition=models.Q(is_single_source=False)
                | models.Q(share_bp__isnull=True)
                | models.Q(share_bp=10_000),
            ),
            models.CheckConstraint(name="a_tie_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="consent_names_its_paper",
                condition=models.Q(supplier_consents=False, buyer_consents=False)
                | ~models.Q(consent_paper=""),
            ),
        ]
        indexes = [models.Index(name="tie_by_chain", fields=["chain", "year"])]

    def __str__(self) -> str:
        return f"{self.chain} {self.link} {self.year}"


class Portfolio(Record):
    """A proposal, frozen with all that it was worked out from.

    Attributes:
        inputs: rules and projects as they were; result: selection, reasons, equals.
        digest: of both, so that a later change would show.
    """

    title = models.CharField(max_length=120)
    drawn_on = models.DateField()
    drawn_by = models.CharField(max_length=120)
    inputs = models.JSONField()
    result = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.title


class PortfolioDecision(Record):
    """What people decided on a proposal, with the reason for every difference."""

    portfolio = models.OneToOneField(Portfolio, models.PROTECT, related_name="decision")
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    grounds = models.TextField(blank=True, default="")
    chosen = models.JSONField(blank=True, default=list)

    def __str__(self) -> str:
        return f"{self.portfolio_id} {self.decided_on}"
