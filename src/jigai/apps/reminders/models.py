from __future__ import annotations

from django.db import models

from jigai.apps.accounts.models import Agency, Role, User
from jigai.apps.audit.models import Record
from jigai.apps.reference.models import Division
from jigai.domain.reminders.robots import Messenger


class Robot(Record):
    """A robot of a messenger's group: what its group is told follows its role and area."""

    messenger = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Messenger])
    name = models.CharField(max_length=60, unique=True)
    role = models.CharField(max_length=14, choices=Role.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_robot_of_a_unit_names_its_agency",
                condition=~models.Q(role="unit") | models.Q(agency__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RobotSecret(models.Model):
    """Address and signing secret, sealed under a key of the home. Never kept in history."""

    robot = models.OneToOneField(Robot, models.CASCADE, primary_key=True, related_name="secret")
    sealed = models.TextField()

    def __str__(self) -> str:
        return f"secret of robot {self.robot_id}"


class Sending(Record):
    """When messages go out; one row, without it the defaults of the columns count."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    hour = models.PositiveSmallIntegerField(default=8)
    work_days_only = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="messages_go_out_at_one_hour_of_the_day",
                condition=models.Q(id=1, hour__lte=23),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hour}:00"


class QuietSpan(Record):
    """Days on which nothing goes out, with the reason."""

    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_quiet_span_ends_after_it_begins",
                condition=models.Q(last_on__gte=models.F("first_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on}"


class Switch(Record):
    """A person has switched a kind of reminder off on one medium; ``kind`` may be ``all``."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reminder_switches")
    kind = models.SlugField(max_length=30)
    medium = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_reminder_is_switched_off_once", fields=["user", "kind", "medium"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind} {self.medium}"


class FeedToken(Record):
    """The private address of a person's calendar, kept as a digest."""

    user = models.ForeignKey(User, models.PROTECT, related_name="feed_tokens")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_calendar_address_at_a_time",
                fields=["user"],
                condition=models.Q(revoked_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class MessageState(models.TextChoices):
    """Where a message stands; failed and uncertain ones are the dead letters."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


DEAD = (MessageState.FAILED, MessageState.UNCERTAIN)


class Message(models.Model):
    """One message of a day for one receiver; kept out of history, it says itself how it went.

    Attributes:
        text: what is sent; a person's letter or the markdown of a group.
        answer_code, problem: of the last try.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, blank=True, related_name="messages")
    day = models.DateField(db_index=True)
    is_test = models.BooleanField(default=False)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    item_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=MessageState.choices, db_index=True)
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    answer_code = models.IntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_message_has_one_receiver",
                condition=models.Q(user__isnull=True) ^ models.Q(robot__isnull=True),
            ),
            models.UniqueConstraint(
                name="a_person_gets_one_message_a_day",
                fields=["user", "day"],
                condition=models.Q(is_test=False),
            ),
            models.UniqueConstraint(
                name="a_group_gets_one_message_a_day",
                fields=["robot", "day"],
                condition=models.Q(is_test=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.subject}"


class Delivery(models.Model):
    """That a receiver was told of one thing on one occasion; never twice."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_person_is_told_once", fields=["user", "key"]),
            models.UniqueConstraint(name="a_group_is_told_once", fields=["robot", "key"]),
        ]

    def __str__(self) -> str:
        return self.key
