from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.models import Record
from jigai.apps.audit.plain_json import PlainJSONField
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round


class Colour(models.TextChoices):
    """The signs that rule files may name."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    GOLD = "gold"
    NONE = "none"
    NOT_ASSESSED = "not_assessed"


class BadgeState(models.TextChoices):
    PROVISIONAL = "provisional"
    OBJECTED = "objected"
    FINAL = "final"


class ProjectBadge(Record):
    """One project's colour in one round, computed; facts and headline are kept as computed.

    ``verdict`` is what ``kept_verdict`` makes of it; earlier versions of Jigai stored it whole.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="badges")
    project = models.ForeignKey(Project, models.CASCADE, related_name="badges")
    colour = models.CharField(max_length=12, choices=Colour.choices, db_index=True)
    state = models.CharField(max_length=11, choices=BadgeState.choices)
    score_low = models.CharField(max_length=24, blank=True, default="")
    score_high = models.CharField(max_length=24, blank=True, default="")
    rule_set = models.SlugField(max_length=60)
    rule_hash = models.CharField(max_length=64)
    facts = PlainJSONField()
    verdict = PlainJSONField()
    peer_group = models.CharField(max_length=80, blank=True, default="")
    red_in_a_row = models.PositiveSmallIntegerField(default=0)
    yellow_in_a_row = models.PositiveSmallIntegerField(default=0)
    missed_in_a_row = models.PositiveSmallIntegerField(default=0)
    computed_at = models.DateTimeField()
    made_good_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_badge_a_round", fields=["round", "project"]),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.project} {self.colour}"


class Objection(Record):
    """A responsible unit objects inside the window; someone else than the grader rules."""

    badge = models.ForeignKey(ProjectBadge, models.CASCADE, related_name="objections")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    lodged_by_key = models.CharField(max_length=80)
    lodged_by = models.CharField(max_length=60)
    lodged_at = models.DateTimeField()
    ruling = models.CharField(max_length=10, blank=True, default="")  # upheld, rejected
    ruling_reason = models.TextField(blank=True, default="")
    ruled_by_key = models.CharField(max_length=80, blank=True, default="")
    ruled_by = models.CharField(max_length=60, blank=True, default="")
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_ruling_has_a_reason",
                condition=models.Q(ruling="") | ~models.Q(ruling_reason=""),
            ),
            models.CheckConstraint(
                name="nobody_rules_on_their_own_objection",
                condition=models.Q(ruled_by_key="")
                | ~models.Q(ruled_by_key=models.F("lodged_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.badge}"


class Exemption(Record):
    """A force-majeure exemption of a project: approved, and with an end."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="exemptions")
    kind = models.SlugField(max_length=40)  # force_majeure, change_approved, waiting_on_government
    reason = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    asked_by_key = models.CharField(max_length=80)
    asked_by = models.CharField(max_length=60)
    approved_by_key = models.CharField(max_length=80, blank=True, default="")
    approved_by = models.CharField(max_length=60, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_approves_their_own_exemption",
                condition=models.Q(approved_by_key="")
                | ~models.Q(approved_by_key=models.F("asked_by_key")),
            ),
            models.CheckConstraint(
                name="an_exemption_ends_after_it_begins",
                condition=models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.kind}"


class EvidenceFinding(Record):
    """Evidence of a report found to be falsified: said by one person, confirmed by another."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="evidence_findings")
    period = models.CharField(max_length=12)
    finding = models.TextField()
    found_by_key = models.CharField(max_length=80)
    found_by = models.CharField(max_length=60)
    found_at = models.DateTimeField()
    confirmed_by_key = models.CharField(max_length=80, blank=True, default="")
    confirmed_by = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_their_own_finding",
                condition=models.Q(confirmed_by_key="")
                | ~models.Q(confirmed_by_key=models.F("found_by_key")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.period}"


class Signal(Record):
    """A question to a person about a striking pattern; it changes no colour by itself."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="signals")
    period = models.CharField(max_length=12)
    kind = models.SlugField(max_length=40)  # baseline_reset, repeated_photo, last_day_jump
    fingerprint = models.CharField(max_length=64, unique=True)
    detail = PlainJSONField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.CharField(max_length=60, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.project}"


class Board(Record):
    """The published board, frozen: number 0 the original, then numbered restatements."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="boards")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    reason = models.TextField(blank=True, default="")
    rows = PlainJSONField()
    changed_rows = PlainJSONField(default=list)
    content_sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=64)
    rule_set = models.SlugField(max_length=60)
    rule_hash = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    audit_head = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="restatements_are_numbered", fields=["round", "number"]),
            models.CheckConstraint(
                name="a_restatement_has_a_reason",
                condition=models.Q(number=0) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} no. {self.number}"


class FollowUp(Record):
    """What must happen after a badge: a reminder, a supervision letter, a rectification."""

    badge = models.ForeignKey(ProjectBadge, models.CASCADE, related_name="follow_ups")
    kind = models.SlugField(max_length=30)  # reminder, supervision_letter, special_meeting
    due_on = models.DateField()
    recheck_on = models.DateField(null=True, blank=True)
    plan = models.TextField(blank=True, default="")
    planned_on = models.DateField(null=True, blank=True)
    planned_by_key = models.CharField(max_length=80, blank=True, default="")
    planned_by = models.CharField(max_length=60, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    verified_by = models.CharField(max_length=60, blank=True, default="")
    outcome = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(name="follow_ups_still_open", fields=["done_on", "due_on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.badge}"
