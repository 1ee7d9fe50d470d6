"""Everything that the cockpit shows, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head_row
from jigai.apps.reports.queries.cockpit_badges import (
    BadgeCounts,
    NeedRow,
    TownshipRow,
    badge_counts,
    projects_in_need,
    township_rows,
    townships_then,
)
from jigai.apps.reports.queries.cockpit_investment import (
    counted_projects,
    investment_by_period,
)
from jigai.apps.reports.queries.cockpit_rounds import RoundRow, chosen_round, graded_rounds
from jigai.apps.reports.queries.cockpit_work import FunnelStep, inclusion_funnel, waiting_work
from jigai.apps.rounds.queries.access import round_of
from jigai.web.charts.area_map import Area, AreaValue, area_map
from jigai.web.cockpit.investment_chart import investment_chart, investment_rows
from jigai.web.cockpit.selection import Selection
from jigai.web.layout.badge import BADGE_WORDS
from jigai.web.layout.figures import in_percent, in_wan, period_named

TILES = ("red", "yellow", "blue", "gold")
OTHERS = tuple(colour for colour in BADGE_WORDS if colour not in {*TILES, "not_assessed"})
LATEST = "9999"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its change and the list that it opens."""

    colour: str
    count: int
    change: int | None
    url: str

    @property
    def change_text(self) -> str:
        if not self.change:
            return "—" if self.change is None else "0"
        return f"{self.change:+d}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Step:
    """One state of inclusion, or one kind of waiting work, with its list."""

    key: str
    label: Any
    count: int
    width: int
    url: str
    overdue_count: int = 0


@dataclass(frozen=True, slots=True)
class Cockpit:
    round: RoundRow | None
    before: RoundRow | None
    rounds: tuple[RoundRow, ...]
    read_at: datetime | None
    tiles: tuple[Tile, ...]
    others: tuple[Tile, ...]
    unassessed: Tile | None
    counts: BadgeCounts | None
    all_badges_url: str
    townships: tuple[tuple[TownshipRow, str], ...]
    areas: tuple[Area, ...]
    need: tuple[tuple[NeedRow, str], ...]
    need_url: str
    investment: dict[str, Any] | None
    investment_rows: list[dict[str, str]]
    investment_links: tuple[tuple[str, str], ...]
    funnel: tuple[Step, ...]
    waiting: tuple[Step, ...]

    @property
    def board_id(self) -> int | None:
        return self.round.board_id if self.round else None


def read_cockpit(viewer: Viewer, asked: Selection) -> Cockpit | None:
    """The page's figures; ``None`` while the viewer has no project at all.

    Raises:
        NoSuchRound: the period was not graded.
    """
    if not counted_projects(viewer).exists():
        return None
    rounds = graded_rounds()
    shown, before = chosen_round(rounds, asked.period)
    counts = None
    if shown:
        counts = badge_counts(viewer, round_id=shown.id, before_id=before.id if before else None)
    townships = _townships(viewer, shown, asked)
    spec, rows, links = _investment(viewer, shown, asked)
    newest = head_row()
    return Cockpit(
        round=shown,
        before=before,
        rounds=tuple(rounds),
        read_at=newest.at if newest and not asked.as_of else None,
        tiles=_tiles(counts, shown, asked, TILES),
        others=_tiles(counts, shown, asked, OTHERS),
        unassessed=next(iter(_tiles(counts, shown, asked, ("not_assessed",))), None),
        counts=counts,
        all_badges_url=_badges_url(asked, shown),
        townships=townships,
        areas=area_map([_area(row, url) for row, url in townships]),
        need=_need(viewer, shown, asked),
        need_url=_badges_url(asked, shown, f"colour:{','.join(asked.colours)}"),
        investment=spec,
        investment_rows=rows,
        investment_links=links,
        funnel=_funnel(inclusion_funnel(viewer), asked),
        waiting=tuple(
            Step(
                one.kind,
                "",
                one.count,
                0,
                asked.listed("waiting", at=(one.kind,)),
                one.overdue_count or 0,
            )
            for one in waiting_work(viewer, today=asked.as_of or localdate())
        ),
    )


def _badges_url(asked: Selection, shown: RoundRow | None, *terms: str) -> str:
    period = [f"period:{shown.period}"] if shown else []
    return asked.listed("badges", *period, *terms)


def _tiles(
    counts: BadgeCounts | None, shown: RoundRow | None, asked: Selection, colours: tuple[str, ...]
) -> tuple[Tile, ...]:
    """A tile of each colour; of the rarer colours only those that somebody holds."""
    if counts is None:
        return ()
    found = [counts.of(colour) for colour in colours]
    return tuple(
        Tile(one.colour, one.count, one.change, _badges_url(asked, shown, f"colour:{one.colour}"))
        for one in found
        if one.count or one.colour not in OTHERS
    )


def _townships(
    viewer: Viewer, shown: RoundRow | None, asked: Selection
) -> tuple[tuple[TownshipRow, str], ...]:
    """A township of then opens its list only where it holds the same projects today."""
    if shown and asked.is_then:
        then = townships_then(viewer, round=round_of(shown.period), today=localdate())
        return tuple(
            (row, _badges_url(asked, shown, f"place:{row.code}") if is_same else "")
            for row, is_same in then
        )
    rows = township_rows(viewer, round_id=shown.id if shown else None, today=localdate())
    return tuple((row, _badges_url(asked, shown, f"place:{row.code}")) for row in rows)


def _area(row: TownshipRow, url: str) -> AreaValue:
    if row.share_bp is None:
        note = _("没有已评定的项目")
    else:
        note = _("红黄牌 %(bad)s/%(all)s，占 %(share)s") % {
            "bad": row.red + row.yellow,
            "all": row.assessed,
            "share": in_percent(row.share_bp),
        }
    return AreaValue(row.name, row.outline or {}, row.mark, note, url if row.total else "")


def _need(
    viewer: Viewer, shown: RoundRow | None, asked: Selection
) -> tuple[tuple[NeedRow, str], ...]:
    if shown is None:
        return ()
    found = projects_in_need(viewer, round_id=shown.id, colours=asked.colours)
    return tuple((row, _project_url(row.project_id)) for row in found)


def _project_url(project_id: int) -> str:
    try:
        return reverse("projects:show", args=[project_id])
    except NoReverseMatch:
        return ""


def _investment(
    viewer: Viewer, shown: RoundRow | None, asked: Selection
) -> tuple[dict[str, Any] | None, list[dict[str, str]], tuple[tuple[str, str], ...]]:
    points = investment_by_period(viewer, through=shown.period if shown else LATEST)
    if not points:
        return None, [], ()
    last = points[-1]
    told = _("截至%(period)s：计划 %(plan)s 万元，上报 %(said)s 万元，核实 %(seen)s 万元") % {
        "period": period_named(last.period),
        "plan": in_wan(last.planned_fen),
        "said": in_wan(last.reported_fen),
        "seen": in_wan(last.verified_fen),
    }
    links = tuple(
        (period_named(point.period), asked.listed("amounts", at=(point.period,)))
        for point in points[-6:][::-1]
    )
    return investment_chart(points, description=told), investment_rows(points), links


def _funnel(steps: tuple[FunnelStep, ...], asked: Selection) -> tuple[Step, ...]:
    most = max((step.count for step in steps), default=0) or 1
    return tuple(
        Step(
            step.state,
            step.label,
            step.count,
            round(step.count * 100 / most),
            asked.listed("inclusion", f"state:{step.state}"),
        )
        for step in steps
    )
