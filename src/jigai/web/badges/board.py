"""The board of a round as it stands now: every badge with its reason, filtered and exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.queries.badge_list import (
    agency_names,
    badge_area_names,
    badges_of,
    direction_names,
    own_agencies,
    visible_badges_of,
)
from jigai.apps.badges.queries.counts import round_counts
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.rounds import round_row, round_rows
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.rules.review import review_mark
from jigai.domain.rules.rulebook import NoSuchRuleSet
from jigai.domain.sentence import Sentence
from jigai.web.badges.reasoning import short_reason
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest
from jigai.web.rounds.words import STAGE_TONES, STAGES

STATES = (("provisional", _("初评")), ("objected", _("异议中")), ("final", _("已定")))

COLUMNS = (
    Column(key="project", title=_("项目"), path="project_name", sort_path="project_sort"),
    Column(key="colour", title=_("亮牌"), path="colour", kind=Kind.BADGE, sort_path="colour_place"),
    Column(
        key="reason",
        title=_("原因"),
        path="verdict",
        says=short_reason,
        sort_path="",
        is_filter=False,
    ),
    Column(
        key="area", title=_("乡镇"), path="area", path_en="area_en", suggestions=badge_area_names
    ),
    Column(
        key="direction",
        title=_("产业方向"),
        path="direction",
        path_en="direction_en",
        suggestions=direction_names,
    ),
    Column(key="agency", title=_("责任单位"), path="agency", suggestions=agency_names),
    Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE, choices=STATES),
    Column(key="red", title=_("连续红牌"), path="red_in_a_row", kind=Kind.NUMBER, is_shown=False),
    Column(
        key="yellow",
        title=_("连续黄牌"),
        path="yellow_in_a_row",
        kind=Kind.NUMBER,
        is_shown=False,
    ),
    Column(key="late", title=_("补报日"), path="made_good_on", kind=Kind.DATE, is_shown=False),
)


def board_page(rows: Callable[[], Any], visible: Callable[[Viewer], Any]) -> ListPage:
    """The list of one round's badges."""
    return ListPage(
        name="board",
        title=_("红黄蓝金"),
        noun=_("个项目"),
        rows=rows,
        visible=visible,
        columns=COLUMNS,
        sort="colour",
        search_paths=("project__name", "project__name_initials"),
        row_url=lambda pk: reverse("badges:row", args=[pk]),
        marks=(Mark(key="mine", title=_("本单位"), where=own_agencies),),
        mine={"agency": own_agencies},
        empty=FirstStep(text=_("本期还没有计算亮牌。截止填报后由技改办计算。")),
    )


@require_safe
def board(request: PageRequest) -> HttpResponseBase:
    """The newest round that has badges; without one, what the board is for."""
    newest = next((row for row in round_rows() if row.computed_at), None)
    if newest is None:
        return render(request, "badges/nothing_yet.html")
    return round_board(request, newest.period)


@require_safe
def round_board(request: PageRequest, period: str) -> HttpResponseBase:
    held = round_of(period)
    page = board_page(partial(badges_of, held), partial(visible_badges_of, held))
    is_whole = not request.htmx and "export" not in request.GET
    extra = {
        "round": round_row(held),
        "stage": STAGES[held.stage],
        "stage_tone": STAGE_TONES[held.stage],
        "others": [row for row in round_rows() if row.computed_at] if is_whole else (),
        "counts": round_counts(request.viewer, round=held) if is_whole else None,
        "period": held.period,
        "here_tab": "board",
        "review_mark": _review_mark(held.rule_set, held.rule_hash, held.ends_on),
    }
    return list_response(request, page, template="badges/board.html", extra=extra)


def _review_mark(rule_set: str, digest: str, ends_on: date) -> Sentence | None:
    """Said once for the board: every badge of a round follows one edition."""
    try:
        return review_mark(edition(rule_set, digest=digest), on=ends_on) if digest else None
    except NoSuchRuleSet:  # of a product before this one; each badge says so itself
        return None
