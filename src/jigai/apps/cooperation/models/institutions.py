"""Institutions, what they run with the county, what was agreed, and whom they trained."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import User
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Enterprise


class InstitutionKind(models.TextChoices):
    UNIVERSITY = "university"
    COLLEGE = "college"
    INSTITUTE = "institute"
    VOCATIONAL_SCHOOL = "vocational"


class Institution(Record):
    """A university, college or institute; ``place`` is its city as text."""

    listed_by: ClassVar[str] = "name_sort"

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=200, blank=True, default="")
    short_name = models.CharField(max_length=30, blank=True, default="")
    name_sort = models.CharField(max_length=400, db_index=True)
    name_initials = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=InstitutionKind.choices)
    place = models.CharField(max_length=60, blank=True, default="")
    contact_office = models.CharField(max_length=120, blank=True, default="")
    summary = models.CharField(max_length=500, blank=True, default="")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class InstitutionMember(Record):
    """A person who may act for an institution, for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="members")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_person_acts_once_for_an_institution",
                fields=["user", "institution"],
                condition=models.Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.institution}"


class JointBodyKind(models.TextChoices):
    JOINT_LABORATORY = "laboratory"
    INDUSTRY_COLLEGE = "industry_college"
    JOINT_INSTITUTE = "joint_institute"
    PRACTICE_BASE = "practice_base"
    PROGRAMME = "programme"


class JointBody(Record):
    """What an institution runs with the county or its firms; ``closed_on`` once it ended."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="joint_bodies")
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=JointBodyKind.choices)
    direction = models.ForeignKey(
        Direction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    summary = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_joint_body_closes_after_it_opens",
                condition=models.Q(closed_on=None)
                | models.Q(opened_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Agreement(Record):
    """A signed paper with an institution; ``enterprise`` where a firm is the other side.

    Money in fen. ``ended_on`` and ``end_reason`` where it ended before ``valid_to``.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="agreements")
    joint_body = models.ForeignKey(
        JointBody, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    county_party = models.CharField(max_length=120, blank=True, default="")
    title = models.CharField(max_length=120)
    document = models.CharField(max_length=120, blank=True, default="")
    signed_on = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=300, blank=True, default="")
    remark = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_agreement_has_one_other_side",
                condition=models.Q(enterprise=None) ^ models.Q(county_party=""),
            ),
            models.CheckConstraint(
                name="an_agreement_ends_after_it_is_signed",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("signed_on")),
            ),
            models.CheckConstraint(
                name="an_ended_agreement_says_why",
                condition=models.Q(ended_on=None) ^ ~models.Q(end_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TermKind(models.TextChoices):
    DUTY = "duty"
    DELIVERABLE = "deliverable"


class TermParty(models.TextChoices):
    INSTITUTION = "institution"
    COUNTY = "county"
    ENTERPRISE = "enterprise"


class AgreementTerm(Record):
    """A duty or a deliverable of an agreement; ``proof`` says by what it was met."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=11, choices=TermKind.choices)
    party = models.CharField(max_length=11, choices=TermParty.choices)
    text = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_met_term_names_its_proof",
                condition=models.Q(met_on=None) ^ ~models.Q(proof=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.text}"


class TrainingFigure(Record):
    """Heads of one year of an institution or a joint body: trained, on placement, placed in work.

    ``is_demo`` marks invented figures of the demonstration county.
    """

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="training_figures")
    joint_body = models.ForeignKey(
        JointBody, models.PROTECT, null=True, blank=True, related_name="training_figures"
    )
    year = models.PositiveSmallIntegerField()
    trained_count = models.PositiveIntegerField(null=True, blank=True)
    intern_count = models.PositiveIntegerField(null=True, blank=True)
    graduate_count = models.PositiveIntegerField(null=True, blank=True)
    placed_count = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_training_figure_a_year_of_a_joint_body",
                fields=["joint_body", "year"],
                condition=models.Q(joint_body__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_training_figure_a_year_of_an_institution",
                fields=["institution", "year"],
                condition=models.Q(joint_body__isnull=True),
            ),
            models.CheckConstraint(
                name="the_placed_are_among_the_graduates",
                condition=models.Q(graduate_count=None)
                | models.Q(placed_count=None)
                | models.Q(placed_count__lte=models.F("graduate_count")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joint_body or self.institution} {self.year}"
