"""Booked instruments of a person's firm, and reviews and endings of platforms that lie ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.timezone import localtime, make_aware

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.models import Platform, Standing
from jigai.apps.platforms.queries.access import represented
from jigai.apps.platforms.queries.platform_list import REVIEW_AHEAD
from jigai.apps.platforms.queries.waiting import bookings_ahead
from jigai.domain.reminders.kinds import PLATFORM
from jigai.domain.sentence import Sentence
from jigai.flows.calendar_sources.marked import Marked

BOOKED = Sentence("预约仪器：{instrument}（{platform}）", "booked: {instrument} ({platform})")
REVIEW = Sentence("平台复核：{platform}", "review of the platform: {platform}")
ENDS = Sentence("平台认定到期：{platform}", "the recognition ends: {platform}")


def platform_days(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """For who represents the host or keeps the register; what is near is a reminder already."""
    firms = represented(viewer)
    midnight = make_aware(datetime.combine(on, time()))
    for one in bookings_ahead(firms, at=midnight):
        named = {"instrument": one.instrument.name, "platform": one.instrument.platform.name}
        yield Marked(
            kind=PLATFORM,
            uid=f"booking-{one.pk}",
            title=BOOKED.format(**named),
            link=f"/platforms/bookings/{one.pk}/",
            first=localtime(one.starts_at),
        )
    own = Q(host_enterprise__in=firms)
    if may(viewer, Deed.KEEP_REGISTERS):
        own |= Q(pk__in=Platform.objects.visible_to(viewer).order_by().values("pk"))
    mine = Platform.objects.filter(own).order_by("pk")
    for platform in mine.filter(next_review_on__gt=on + REVIEW_AHEAD):
        if platform.next_review_on:
            yield _day("review", REVIEW, platform, platform.next_review_on)
    ends = Standing.objects.filter(valid_to=None, expires_on__gt=on + REVIEW_AHEAD)
    for standing in ends.filter(platform__in=mine).select_related("platform").order_by("pk"):
        if standing.expires_on:
            yield _day("ends", ENDS, standing.platform, standing.expires_on)


def _day(what: str, title: Sentence, platform: Platform, day: date) -> Marked:
    return Marked(
        kind=PLATFORM,
        uid=f"platform-{what}-{platform.pk}",
        title=title.format(platform=platform.name),
        link=f"/platforms/{platform.pk}/",
        first=day,
    )
