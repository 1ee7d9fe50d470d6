"""Totals of a round by township, by the boundaries of then or of now; one county total."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.as_of import as_of, change_set_on, present
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Division
from jigai.apps.reference.queries.divisions import sole_successors
from jigai.apps.rounds.models import Round

Boundaries = Literal["then", "now"]


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One township, or the county: projects by colour, and the investment planned then (fen).

    ``is_ended``: the division was dissolved, and projects that nobody moved still stand in it.
    """

    division_id: int | None
    code: str
    name: str
    name_en: str
    outline: dict[str, Any] | None
    counts: Mapping[str, int]
    investment_fen: int
    is_ended: bool
    project_ids: frozenset[int]

    @property
    def project_count(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class AreaTable:
    """A round by township; ``drawn_on`` is the day whose boundaries are used."""

    period: str
    boundaries: Boundaries
    drawn_on: date | None
    lines: tuple[AreaLine, ...]
    county: AreaLine


@dataclass(frozen=True, slots=True)
class Placed:
    division_id: int | None
    investment_fen: int


def area_table(viewer: Viewer, *, round: Round, boundaries: Boundaries, today: date) -> AreaTable:
    """The colours of a round by township; both readings have one county total.

    Then: the divisions of the day of publication (before it, of the period's last day), with the
    place that each project had. Now: the divisions of today, each project where it stands today,
    or in what became of its former division by ``today``. Colours of a published round are those
    of its newest board, investment is what was planned then; neither depends on the reading.
    """
    with present():
        colours = _colours(viewer, round)
        number, drawn_on = _then(round)
        then = _placed(colours, number)
        placed, towns = then, _divisions(number)
        if boundaries == "now":
            placed, towns = _moved(then, today), _divisions(None)
    groups: dict[int | None, list[int]] = defaultdict(list)
    for key in colours:
        groups[placed[key].division_id].append(key)
    day = today if boundaries == "now" else drawn_on
    listed = [town for key, town in towns.items() if stands_on(town, day) or key in groups]
    placed_in = sorted(listed, key=lambda town: (town.code, town.pk))
    amounts = {key: one.investment_fen for key, one in then.items()}
    lines = [_line(town, groups.get(town.pk, []), colours, amounts, day) for town in placed_in]
    if homeless := [key for place, keys in groups.items() if place not in towns for key in keys]:
        lines.append(_line(None, homeless, colours, amounts, day))
    county = _line(None, list(colours), colours, amounts, day)
    return AreaTable(
        round.period, boundaries, drawn_on if boundaries == "then" else None, tuple(lines), county
    )


def _colours(viewer: Viewer, round: Round) -> dict[int, str]:
    """Project → colour, within the viewer's reach: of the newest board, else of the live badges."""
    seen = set(Project.objects.visible_to(viewer).values_list("pk", flat=True))
    board = round.boards.order_by("-number").first()
    if board is not None:
        return {r["project_id"]: r["colour"] for r in board.rows if r["project_id"] in seen}
    live = ProjectBadge.objects.filter(round=round).values_list("project", "colour")
    return {key: colour for key, colour in live if key in seen}


def _then(round: Round) -> tuple[int | None, date]:
    """The change set whose boundaries were in force, and its day."""
    board = round.boards.order_by("number").first()
    if board is None:
        return change_set_on(round.ends_on), round.ends_on
    return int(board.audit_head.partition(":")[0]), board.published_at.date()


def _placed(keys: Mapping[int, str], number: int | None) -> dict[int, Placed]:
    """Where each project stood then; one that was entered later stands where it does today."""
    today = _read()
    with as_of(number):
        then = _read()
    return {key: then.get(key) or today.get(key) or Placed(None, 0) for key in keys}


def _read() -> dict[int, Placed]:
    rows = Project.objects.values_list("pk", "division", "total_investment_fen")
    return {key: Placed(division, fen or 0) for key, division, fen in rows}


def _moved(then: Mapping[int, Placed], on: date) -> dict[int, Placed]:
    today, sole = _read(), sole_successors(on=on)
    found = {}
    for key, placed in then.items():
        division = today.get(key, placed).division_id
        onward = sole.get(division, division) if division is not None else None
        found[key] = Placed(onward, placed.investment_fen)
    return found


def _divisions(number: int | None) -> dict[int, Division]:
    with as_of(number):
        return {one.pk: one for one in Division.objects.filter(level="township")}


def stands_on(town: Division, on: date) -> bool:
    """Whether a division exists on a day."""
    begun = town.valid_from is None or town.valid_from <= on
    return begun and (town.valid_to is None or town.valid_to > on)


def _line(
    town: Division | None,
    keys: list[int],
    colours: Mapping[int, str],
    amounts: Mapping[int, int],
    on: date,
) -> AreaLine:
    return AreaLine(
        division_id=town.pk if town else None,
        code=town.code if town else "",
        name=town.name if town else "",
        name_en=town.name_en if town else "",
        outline=town.outline if town else None,
        counts=Counter(colours[key] for key in keys),
        investment_fen=sum(amounts[key] for key in keys),
        is_ended=town is not None and not stands_on(town, on),
        project_ids=frozenset(keys),
    )
