"""Like with like: projects inside stated peer groups, sizes shown, nobody ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jigai.apps.badges.queries.board import BadgeRow, badge_rows
from jigai.apps.badges.queries.peers import PeerStanding, peer_standings
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.rounds import round_row, round_rows
from jigai.domain.badges.colours import Colour
from jigai.domain.comparison import PeerGroup
from jigai.domain.quantities import number_text
from jigai.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Member:
    """A project of a group: its badge, score and distance to the group's middle."""

    row: BadgeRow
    difference: str


@dataclass(frozen=True, slots=True)
class Group:
    group: PeerGroup
    middle: str
    colours: tuple[tuple[str, int], ...]
    members: tuple[Member, ...]


@require_safe
def peers(request: PageRequest, period: str) -> HttpResponse:
    held = round_of(period)
    rows = {row.project_id: row for row in badge_rows(request.viewer, round=held)}
    standings = peer_standings(request.viewer, round=held)
    shown = {
        "round": round_row(held),
        "groups": _groups(standings, rows),
        "unscored": len(rows) - len(standings),
        "others": [row for row in round_rows() if row.computed_at],
        "here_tab": "peers",
    }
    return render(request, "badges/peers.html", shown)


def _groups(standings: Iterable[PeerStanding], rows: dict[int, BadgeRow]) -> list[Group]:
    """By name; inside a group by pinyin, so that no place in a list is a rank."""
    found: dict[PeerGroup, list[PeerStanding]] = defaultdict(list)
    for one in standings:
        found[one.group].append(one)
    ordered = sorted(
        found.items(), key=lambda item: (item[0].middle is None, str(item[0].industry))
    )
    return [_group(group, members, rows) for group, members in ordered]


def _group(group: PeerGroup, found: list[PeerStanding], rows: dict[int, BadgeRow]) -> Group:
    keys = {one.project_id: one for one in found}
    members = tuple(Member(row, _signed(keys[key])) for key, row in rows.items() if key in keys)
    tally = Counter(member.row.colour for member in members)
    middle = "" if group.middle is None else number_text(group.middle, places=1)
    colours = tuple((c.value, tally[c.value]) for c in Colour if tally[c.value])
    return Group(group, middle, colours, members)


def _signed(one: PeerStanding) -> str:
    if one.difference is None:
        return ""
    text = number_text(one.difference, places=1)
    return f"+{text}" if one.difference > 0 else text
