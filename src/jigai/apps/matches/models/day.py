"""A matching day: who comes, whom they wish to meet, who meets whom at which turn."""

from __future__ import annotations

from django.db import models

from jigai.apps.audit.models import Record
from jigai.apps.cooperation.models import Achievement, Demand, Expert


class DayState(models.TextChoices):
    OPEN = "open"
    ASSIGNED = "assigned"


class MatchingDay(Record):
    """One day on which demands and offers meet in turns.

    ``proposing`` is the side whose wishes come first in the assignment: demand or offer.
    """

    name = models.CharField(max_length=120, unique=True)
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    begins_at = models.TimeField()
    turn_minutes = models.PositiveSmallIntegerField(default=20)
    proposing = models.CharField(max_length=6, default="demand")
    state = models.CharField(max_length=8, choices=DayState.choices, default=DayState.OPEN)
    assigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_turn_takes_time", condition=models.Q(turn_minutes__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DayParticipant(Record):
    """A demand, an achievement or an expert that comes to a day, with how many it can meet."""

    day = models.ForeignKey(MatchingDay, models.CASCADE, related_name="participants")
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, blank=True, related_name="+")
    achievement = models.ForeignKey(
        Achievement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    expert = models.ForeignKey(Expert, models.PROTECT, null=True, blank=True, related_name="+")
    capacity = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_participant_is_one_thing",
                condition=models.Q(demand__isnull=False, achievement=None, expert=None)
                | models.Q(demand=None, achievement__isnull=False, expert=None)
                | models.Q(demand=None, achievement=None, expert__isnull=False),
            ),
            models.UniqueConstraint(name="a_demand_comes_once", fields=["day", "demand"]),
            models.UniqueConstraint(
                name="an_achievement_comes_once", fields=["day", "achievement"]
            ),
            models.UniqueConstraint(name="an_expert_comes_once", fields=["day", "expert"]),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.demand_id or self.achievement_id or self.expert_id}"


class DayWish(Record):
    """One place in a participant's wishes, 1 the first; from the ranking until it is edited."""

    participant = models.ForeignKey(DayParticipant, models.CASCADE, related_name="wishes")
    wished = models.ForeignKey(DayParticipant, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    is_edited = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_place_for_a_wish", fields=["participant", "wished"]),
            models.UniqueConstraint(name="one_wish_in_a_place", fields=["participant", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.place}: {self.wished_id}"


class DayMeeting(Record):
    """One pair at one turn."""

    day = models.ForeignKey(MatchingDay, models.CASCADE, related_name="meetings")
    demander = models.ForeignKey(DayParticipant, models.CASCADE, related_name="+")
    offerer = models.ForeignKey(DayParticipant, models.CASCADE, related_name="+")
    turn = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_demander_sits_at_one_table", fields=["demander", "turn"]
            ),
            models.UniqueConstraint(
                name="an_offerer_sits_at_one_table", fields=["offerer", "turn"]
            ),
            models.UniqueConstraint(name="a_pair_meets_once_a_day", fields=["demander", "offerer"]),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.turn}"
