"""Followed views: what is new since the reader looked, and the digests of the last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.actions.mark_looked import mark_looked
from jigai.apps.accounts.queries.subscriptions import (
    NoticeRow,
    SubscriptionRow,
    own_notices,
    own_subscriptions,
    subscription_to,
)
from jigai.apps.audit.chain import head_row
from jigai.domain.refusal import Refusal
from jigai.web.lists.news import News, news_of
from jigai.web.requests import PageRequest

DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Followed:
    """One followed view with its news; ``None``: its list is gone or closed to the reader."""

    subscription: SubscriptionRow
    news: News | None
    link: str


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    notices: tuple[NoticeRow, ...]


@require_safe
def notices(request: PageRequest) -> HttpResponse:
    viewer = request.viewer
    rows = own_notices(viewer, since=localdate() - timedelta(DAYS_SHOWN))
    shown = {
        "followed": [_followed(one, request) for one in own_subscriptions(viewer)],
        "days": [Day(day, tuple(found)) for day, found in groupby(rows, lambda row: row.day)],
        "days_shown": DAYS_SHOWN,
    }
    return render(request, "lists/notices.html", shown)


@require_safe
def news(request: PageRequest, view_id: int) -> HttpResponse:
    """A line for the list page: how many rows are new since the reader looked."""
    one = _followed(subscription_to(request.viewer, view_id), request)
    return render(request, "lists/news.html", {"one": one})


@require_POST
def look(request: PageRequest, view_id: int) -> HttpResponse:
    """Open a followed view; everything up to now counts as seen."""
    one = subscription_to(request.viewer, view_id)
    head = head_row()
    mark_looked(subscription=one, change_set=head.id if head else 0)
    return HttpResponseRedirect(_link(one))


def _followed(one: SubscriptionRow, request: PageRequest) -> Followed:
    try:
        found = news_of(one, request.viewer, since=one.looked_to)
    except Refusal:
        return Followed(one, None, "")
    return Followed(one, found, _link(one))


def _link(one: SubscriptionRow) -> str:
    return f"{one.path}?{one.query or 'view=all'}"
