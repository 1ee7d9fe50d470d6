"""Matching days: who comes, whom they wish for, who meets whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Achievement, Demand, Expert
from jigai.apps.matches.actions.assign_day import both_sides
from jigai.apps.matches.models import DayMeeting, DayParticipant, DayWish, MatchingDay
from jigai.apps.matches.queries.access import NoSuchParticipant, speaks_for, visible_days
from jigai.apps.matches.queries.names import Names, holder_of, names_for
from jigai.domain.assignment.blocking_pairs import blocking_pairs


@dataclass(frozen=True, slots=True)
class DayRow:
    id: int
    name: str
    held_on: date
    place: str
    begins_at: time
    turn_minutes: int
    proposing: str
    state: str
    demand_count: int
    offer_count: int
    meeting_count: int


@dataclass(frozen=True, slots=True)
class WishRow:
    participant_id: int
    place: int
    name: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """``side`` is demand or offer; ``table`` is where an offerer sits, 0 for a demander."""

    id: int
    side: str
    key: str
    name: str
    who: str
    capacity: int
    table: int
    meetings: int
    wishes: tuple[WishRow, ...]
    is_edited: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A pair at a turn; the places are those of the other in each one's wishes, 1 the first."""

    turn: int
    starts_at: time
    ends_at: time
    table: int
    demand: str
    demander: str
    offer: str
    holder: str
    place_of_demander: int
    place_of_offerer: int
    demander_id: int
    offerer_id: int


@dataclass(frozen=True, slots=True)
class DayCheck:
    """The proof: pairs that would rather meet (none), and who meets nobody."""

    blocking: int
    unmet: tuple[str, ...]


def day_rows(viewer: Viewer) -> list[DayRow]:
    """Days that the viewer sees, the latest first."""
    found = MatchingDay.objects.filter(visible_days(viewer)).order_by("-held_on", "-pk")
    return [day_row(one) for one in found.prefetch_related("participants", "meetings")]


def day_row(one: MatchingDay) -> DayRow:
    held = list(one.participants.all())
    demands = sum(part.demand_id is not None for part in held)
    return DayRow(
        one.pk,
        one.name,
        one.held_on,
        one.place,
        one.begins_at,
        one.turn_minutes,
        one.proposing,
        one.state,
        demands,
        len(held) - demands,
        len(one.meetings.all()),
    )


def participants_of(day: MatchingDay) -> list[DayParticipant]:
    """The participants of a day with all that names them, by number."""
    found = DayParticipant.objects.filter(day=day).select_related(
        "day",
        "demand__enterprise",
        "achievement__institution",
        "achievement__enterprise",
        "expert__institution",
    )
    return list(found.order_by("pk"))


def participant_rows(viewer: Viewer, day: MatchingDay) -> list[ParticipantRow]:
    """Who comes, demanders first; wishes only for who may edit them.

    A participant reads the other side and itself, not who else is on its own side.
    """
    held, names = participants_of(day), names_for(viewer)
    titles = {one.pk: _title(one, names) for one in held}
    meetings = list(DayMeeting.objects.filter(day=day))
    wishes: dict[int, list[DayWish]] = {}
    for wish in DayWish.objects.filter(participant__day=day).order_by("place"):
        wishes.setdefault(wish.participant_id, []).append(wish)
    tables = table_numbers(held)
    own_sides = {one.demand_id is None for one in held if speaks_for(viewer, one)}
    rows = []
    for one in sorted(held, key=lambda part: (part.demand_id is None, part.pk)):
        may_edit = speaks_for(viewer, one)
        if not may_edit and not _sees_side(viewer, own_sides, one):
            continue
        own = wishes.get(one.pk, [])
        rows.append(
            ParticipantRow(
                one.pk,
                "offer" if one.demand_id is None else "demand",
                _key(one),
                titles[one.pk],
                _who(one, names),
                one.capacity,
                tables.get(one.pk, 0),
                sum(one.pk in {row.demander_id, row.offerer_id} for row in meetings),
                tuple(WishRow(w.wished_id, w.place, titles[w.wished_id]) for w in own)
                if may_edit
                else (),
                any(wish.is_edited for wish in own),
                may_edit,
            )
        )
    return rows


def _sees_side(viewer: Viewer, own_sides: set[bool], one: DayParticipant) -> bool:
    """Who oversees sees both sides; a participant the side that is not its own."""
    return oversees(viewer) or (one.demand_id is None) not in own_sides


def oversees(viewer: Viewer) -> bool:
    return not viewer.roles <= {"enterprise", "institution"}


def meeting_rows(viewer: Viewer, day: MatchingDay) -> list[MeetingRow]:
    """The table of the day by turn; a participant reads its own meetings alone."""
    held = {one.pk: one for one in participants_of(day)}
    names, tables = names_for(viewer), table_numbers(list(held.values()))
    own = {pk for pk, one in held.items() if speaks_for(viewer, one)}
    wishes = {
        (wish.participant_id, wish.wished_id): wish.place
        for wish in DayWish.objects.filter(participant__day=day)
    }
    rows = []
    for one in DayMeeting.objects.filter(day=day).order_by("turn", "offerer"):
        if not oversees(viewer) and not own & {one.demander_id, one.offerer_id}:
            continue
        demander, offerer = held[one.demander_id], held[one.offerer_id]
        starts, ends = turn_times(day, one.turn)
        rows.append(
            MeetingRow(
                one.turn,
                starts,
                ends,
                tables[one.offerer_id],
                _title(demander, names),
                _who(demander, names),
                _title(offerer, names),
                _who(offerer, names),
                wishes.get((one.demander_id, one.offerer_id), 0),
                wishes.get((one.offerer_id, one.demander_id), 0),
                one.demander_id,
                one.offerer_id,
            )
        )
    return rows


def day_check(viewer: Viewer, day: MatchingDay) -> DayCheck:
    """The check made anew from what is kept."""
    demanders, offerers = both_sides(day)
    pairs = [
        (str(one), str(other))
        for one, other in DayMeeting.objects.filter(day=day).values_list("demander", "offerer")
    ]
    blocking = len(blocking_pairs(demanders, offerers, pairs))
    met = {key for pair in pairs for key in pair}
    names = names_for(viewer)
    unmet = tuple(
        _title(one, names)
        for one in participants_of(day)
        if str(one.pk) not in met and (oversees(viewer) or speaks_for(viewer, one))
    )
    return DayCheck(blocking, unmet)


def joinable(viewer: Viewer, day: MatchingDay) -> list[tuple[str, str]]:
    """Key and name of what may still come: demands, achievements, experts that take part."""
    held = {_key(one) for one in participants_of(day)}
    names = names_for(viewer)
    demands = Demand.objects.visible_to(viewer).filter(
        state="approved", closed_on=None, review_on__gte=day.held_on
    )
    achievements = Achievement.objects.visible_to(viewer).filter(
        state="approved", closed_on=None, review_on__gte=day.held_on
    )
    experts = Expert.objects.consenting(day.held_on)
    found = [
        *((f"demand:{one.pk}", names.demand(one)) for one in demands.select_related("enterprise")),
        *((f"achievement:{one.pk}", one.name) for one in achievements),
        *((f"expert:{one.pk}", one.name) for one in experts),
    ]
    return [one for one in found if one[0] not in held]


def wishes_of(participant: DayParticipant) -> list[int]:
    """Numbers of the wished, the best first."""
    found = DayWish.objects.filter(participant=participant).order_by("place")
    return list(found.values_list("wished_id", flat=True))


def wish_choices(viewer: Viewer, participant: DayParticipant) -> list[WishRow]:
    """The other side, each with its present place; 0: not wished for."""
    places = {pk: place for place, pk in enumerate(wishes_of(participant), 1)}
    names = names_for(viewer)
    is_demand = participant.demand_id is not None
    return [
        WishRow(one.pk, places.get(one.pk, 0), _title(one, names))
        for one in participants_of(participant.day)
        if (one.demand_id is None) == is_demand
    ]


def participants_by_number(day: MatchingDay, ids: Sequence[int]) -> list[DayParticipant]:
    """Participants in the order in which they are named.

    Raises:
        NoSuchParticipant: one is not of the day.
    """
    held = {one.pk: one for one in participants_of(day)}
    for pk in ids:
        if pk not in held:
            raise NoSuchParticipant(pk=pk)
    return [held[pk] for pk in ids]


def participant_title(viewer: Viewer, one: DayParticipant) -> str:
    """What a participant is called to a viewer."""
    return _title(one, names_for(viewer))


def turn_times(day: MatchingDay, turn: int) -> tuple[time, time]:
    """When a turn begins and ends."""
    starts = datetime.combine(day.held_on, day.begins_at) + timedelta(
        minutes=day.turn_minutes * (turn - 1)
    )
    return starts.time(), (starts + timedelta(minutes=day.turn_minutes)).time()


def table_numbers(held: Sequence[DayParticipant]) -> dict[int, int]:
    """Offerer → table, from 1, in the order in which they joined."""
    offerers = sorted(one.pk for one in held if one.demand_id is None)
    return {pk: number for number, pk in enumerate(offerers, 1)}


def thing_of(one: DayParticipant) -> Any:
    """The demand, achievement or expert that comes."""
    return one.demand or one.achievement or one.expert


def _key(one: DayParticipant) -> str:
    if one.demand_id is not None:
        return f"demand:{one.demand_id}"
    return f"achievement:{one.achievement_id}" if one.achievement_id else f"expert:{one.expert_id}"


def _title(one: DayParticipant, names: Names) -> str:
    return names.demand(one.demand) if one.demand is not None else str(thing_of(one).name)


def _who(one: DayParticipant, names: Names) -> str:
    if one.demand is not None:
        return str(names.demander(one.demand))
    return holder_of(one.achievement or one.expert)
