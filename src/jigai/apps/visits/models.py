from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import Agency, User
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.models import Record
from jigai.apps.registry.models import Enterprise

COUNTS = models.Q(withdrawn_on__isnull=True)
"""An interaction that was not taken back as entered by mistake."""


class InteractionKind(models.TextChoices):
    VISIT = "visit"
    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def visible_to(self, viewer: Viewer) -> InteractionQuerySet:
        """Those with enterprises that the viewer sees, for who serves or leads."""
        if not may(viewer, Deed.READ_CHECKS):
            return self.none()
        seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
        return self.filter(enterprise__in=seen)


class Interaction(Record):
    """One contact with an enterprise.

    Attributes:
        officer: the officer who held it, where they have an account.
        others: further names of our side, or of who has no account.
        consent: how the enterprise agreed to a visit, such as "invited by telephone".
        met: who was met, as a function; names only where needed.
        beyond_cap: why a visit beyond the yearly cap was made.
    """

    listed_by: ClassVar[str] = "held_on"

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="interactions")
    kind = models.CharField(max_length=8, choices=InteractionKind.choices)
    held_on = models.DateField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    others = models.CharField(max_length=120, blank=True, default="")
    purpose = models.CharField(max_length=120)
    consent = models.CharField(max_length=120, blank=True, default="")
    met = models.CharField(max_length=80, blank=True, default="")
    said = models.TextField(max_length=2_000)
    beyond_cap = models.CharField(max_length=200, blank=True, default="")
    logged_at = models.DateTimeField()
    logged_by = models.CharField(max_length=120)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True, default="")

    objects = InteractionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_interaction_has_a_purpose", condition=~models.Q(purpose="")
            ),
            models.CheckConstraint(
                name="a_visit_has_the_consent_of_the_enterprise",
                condition=~models.Q(kind="visit") | ~models.Q(consent=""),
            ),
            models.CheckConstraint(
                name="a_withdrawn_interaction_says_why",
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdrawn_because=""),
            ),
        ]
        indexes = [
            models.Index(name="interaction_of_an_enterprise", fields=["enterprise", "held_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.held_on} {self.kind}"


class FollowUp(Record):
    """What was promised in an interaction; its owner is an officer, else the department."""

    listed_by: ClassVar[str] = "due_on"

    interaction = models.ForeignKey(Interaction, models.PROTECT, related_name="follow_ups")
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_done_follow_up_says_what_came_of_it",
                condition=models.Q(done_on__isnull=True) | ~models.Q(note=""),
            ),
        ]
        indexes = [
            models.Index(
                name="follow_up_waiting", fields=["due_on"], condition=models.Q(done_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.due_on}"


class ContactRhythm(Record):
    """Within how many days somebody calls, from a day on; blank rung or colour means any.

    ``most_days`` 0 ends what stood there: the next more general line counts again.
    """

    rung = models.CharField(max_length=60, blank=True, default="")
    colour = models.CharField(max_length=12, blank=True, default="")
    most_days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_contact_rhythm_starts_on_a_day", fields=["rung", "colour", "valid_from"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung or '*'} {self.colour or '*'} {self.most_days}"


class VisitCap(Record):
    """How many visits a calendar year one enterprise receives at most, from a day on."""

    most_a_year = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_visit_cap_starts_on_a_day", fields=["valid_from"]),
            models.CheckConstraint(
                name="a_visit_cap_allows_a_visit", condition=models.Q(most_a_year__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.most_a_year} from {self.valid_from}"
