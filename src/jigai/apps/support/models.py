from __future__ import annotations

from typing import ClassVar

from django.db import models

from jigai.apps.accounts.models import Agency, Role, User
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.audit.models import Record
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Contact, Enterprise, Representative
from jigai.domain.request_clocks.life import Hold, Level, State, Turn
from jigai.domain.request_clocks.standards import CLASSES, StandardKind
from jigai.domain.request_clocks.words import (
    AnswerWay,
    Category,
    Cause,
    Closing,
    Grade,
    Origin,
    Outcome,
    Step,
    Urgency,
)

EVERY = ~models.Q(pk__in=[])
OPEN = ~models.Q(state=State.CLOSED.value)


def _codes(kinds: object) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kinds]  # type: ignore[attr-defined]


class RequestQuerySet(models.QuerySet["EnterpriseRequest"]):
    def visible_to(self, viewer: Viewer) -> RequestQuerySet:
        """Requests of one's own enterprises, of one's area, or that one's unit works on."""
        allowed = models.Q(pk__in=[])
        for grant in viewer.grants:
            allowed |= _reach(grant.role, grant.division_ids, grant.agency_id, viewer.user_id)
        return self.filter(allowed)


def _reach(role: str, divisions: frozenset[int] | None, agency: int | None, user: int) -> models.Q:
    if role == Role.ENTERPRISE:
        own = Representative.objects.filter(user_id=user, valid_to__isnull=True)
        return models.Q(enterprise_id__in=own.values("enterprise_id"))
    inside = EVERY if divisions is None else models.Q(enterprise__division_id__in=divisions)
    if role == Role.UNIT and agency is not None:
        parts = RequestPart.objects.filter(agency_id=agency)
        return inside & (models.Q(receiver_id=agency) | models.Q(pk__in=parts.values("request_id")))
    return inside if role in COUNTY_WIDE else models.Q(pk__in=[])


class EnterpriseRequest(Record):
    """What an enterprise asked for; each but the first follows the number before it.

    ``waits_for`` names who has to act; ``due_at`` is the enterprise's one clock, ``None`` while
    it stands still. ``cycle`` counts from 1, one more with each redo.
    """

    listed_by: ClassVar[str] = "raised_at"

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=16, unique=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="requests")
    asker = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="+")
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    origin = models.CharField(max_length=10, choices=_codes(Origin))
    category = models.CharField(max_length=10, choices=_codes(Category))
    urgency = models.CharField(max_length=8, choices=_codes(Urgency), default="normal")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    is_confidential = models.BooleanField(default=False)
    receiver = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    request_class = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in CLASSES], blank=True, default=""
    )
    state = models.CharField(max_length=10, choices=_codes(State), default="raised")
    level = models.CharField(max_length=10, choices=_codes(Level), default="department")
    turn = models.CharField(max_length=10, choices=_codes(Turn), default="receiver")
    turn_since = models.DateTimeField()
    waits_for = models.CharField(max_length=300, blank=True, default="")
    waits_for_en = models.CharField(max_length=400, blank=True, default="")
    hold = models.CharField(max_length=20, choices=_codes(Hold), blank=True, default="")
    cycle = models.PositiveSmallIntegerField(default=1)
    cycle_began_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=120)
    raised_by_key = models.CharField(max_length=80)
    response_due_at = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=10, choices=_codes(Outcome), blank=True, default="")
    answer = models.TextField(max_length=2000, blank=True, default="")
    answer_way = models.CharField(max_length=10, choices=_codes(AnswerWay), blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    waited_days = models.PositiveSmallIntegerField(null=True, blank=True)
    is_in_time = models.BooleanField(null=True, blank=True)
    silent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.CharField(max_length=10, choices=_codes(Closing), blank=True, default="")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_request_number_is_given_once", fields=["year", "number"]
            ),
            models.CheckConstraint(
                name="every_request_but_the_first_follows_one",
                condition=models.Q(number=1, follows__isnull=True)
                | models.Q(number__gt=1, follows__isnull=False),
            ),
            models.CheckConstraint(
                name="an_answered_request_says_what_came_of_it",
                condition=~models.Q(state="answered")
                | (
                    ~models.Q(result="")
                    & ~models.Q(answer="")
                    & models.Q(answered_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="a_closed_request_says_how",
                condition=models.Q(state="closed", closed_at__isnull=False) & ~models.Q(closing="")
                | ~models.Q(state="closed") & models.Q(closed_at__isnull=True, closing=""),
            ),
            models.CheckConstraint(
                name="a_suspended_request_says_why",
                condition=models.Q(state="suspended") & ~models.Q(hold="")
                | ~models.Q(state="suspended") & models.Q(hold=""),
            ),
        ]
        indexes = [
            models.Index(name="request_open_by_due", fields=["due_at"], condition=OPEN),
            models.Index(name="request_by_moment", fields=["raised_at"]),
        ]

    def __str__(self) -> str:
        return self.code


class RequestPart(Record):
    """What one department has to do in one cycle, with a clock of its own.

    Without an agency it is the programme office's own.
    """

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="parts")
    cycle = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    is_lead = models.BooleanField()
    task = models.CharField(max_length=300, blank=True, default="")
    limit_days = models.PositiveSmallIntegerField()
    limit_source = models.CharField(max_length=300)
    limit_source_en = models.CharField(max_length=400)
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(max_length=2000, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_department_in_charge_at_a_time",
                fields=["request"],
                condition=models.Q(is_lead=True, done_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_department_blocks_once_at_a_time",
                fields=["request", "agency"],
                condition=models.Q(is_lead=False, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.agency or '—'}"


class ClockSpan(Record):
    """A stretch in which a clock ran; without a part it is the enterprise's own clock."""

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="spans")
    part = models.ForeignKey(
        RequestPart, models.PROTECT, null=True, blank=True, related_name="spans"
    )
    cycle = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="the_clock_of_an_enterprise_runs_once",
                fields=["request"],
                condition=models.Q(part__isnull=True, ends_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="the_clock_of_a_department_runs_once",
                fields=["part"],
                condition=models.Q(part__isnull=False, ends_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_clock_stops_after_it_starts",
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("begins_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at} – {self.ends_at or ''}"


class RequestAnswer(Record):
    """The answer of one cycle: whose it was, how long the enterprise had waited for it."""

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="answers")
    cycle = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=10, choices=_codes(Outcome))
    way = models.CharField(max_length=10, choices=_codes(AnswerWay))
    text = models.TextField(max_length=2000)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=120)
    answered_by_key = models.CharField(max_length=80)
    waited_days = models.PositiveSmallIntegerField()
    is_in_time = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_request_is_answered_once_a_cycle", fields=["request", "cycle"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.result}"


class RequestStep(Record):
    """One line of the record of a request; an internal one is not shown to the enterprise."""

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="steps")
    cycle = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=_codes(Step))
    at = models.DateTimeField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    done_by = models.CharField(max_length=120)
    done_by_key = models.CharField(max_length=80)
    text = models.TextField(max_length=2000, blank=True, default="")
    text_en = models.TextField(max_length=2000, blank=True, default="")
    is_internal = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class RequestEscalation(Record):
    """A request brought before a role, once for each cause in each cycle."""

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="escalations")
    cycle = models.PositiveSmallIntegerField()
    part = models.ForeignKey(
        RequestPart, models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    cause = models.CharField(max_length=16, choices=_codes(Cause))
    level = models.CharField(max_length=10, choices=_codes(Level))
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_request_is_escalated_once_a_cause",
                fields=["request", "cycle", "cause"],
                condition=models.Q(part__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_part_is_escalated_once_a_cause",
                fields=["part", "cause"],
                condition=models.Q(part__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.cause}"


class RequestRating(Record):
    """How the enterprise finds the answer of a cycle: by its own click, or told when called."""

    request = models.ForeignKey(EnterpriseRequest, models.PROTECT, related_name="ratings")
    cycle = models.PositiveSmallIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    grade = models.CharField(max_length=12, choices=_codes(Grade))
    reason = models.CharField(max_length=500, blank=True, default="")
    is_call_back = models.BooleanField()
    rated_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    recorded_by_key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_answer_is_rated_once", fields=["request", "cycle"]),
            models.CheckConstraint(
                name="an_unsatisfied_enterprise_says_why",
                condition=~models.Q(grade="unsatisfied") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.grade}"


class ServiceStandard(Record):
    """What the county sets for one kind of limit from a day on, in place of what ships."""

    kind = models.CharField(max_length=20, choices=_codes(StandardKind))
    valid_from = models.DateField()
    amount = models.PositiveIntegerField()
    decision = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_limit_of_a_kind_starts_on_a_day", fields=["kind", "valid_from"]
            ),
            models.CheckConstraint(
                name="a_limit_grants_some_time", condition=models.Q(amount__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.valid_from}"


class OfficeHoursEdition(Record):
    """The county's own office hours from a day on, as ``08:30``."""

    valid_from = models.DateField(unique=True)
    opens = models.CharField(max_length=5)
    break_from = models.CharField(max_length=5)
    break_to = models.CharField(max_length=5)
    closes = models.CharField(max_length=5)
    decision = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"from {self.valid_from}"
