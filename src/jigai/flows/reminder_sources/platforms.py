"""Reviews and endings of platforms, and uses of shared instruments to record or confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime, make_aware

from jigai.apps.platforms.models import Booking, Platform
from jigai.apps.platforms.queries.waiting import (
    recognitions_ending,
    reviews_due,
    uses_to_answer,
    uses_to_record,
)
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import PLATFORM
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import OFFICE, Asked

TO_REVIEW = Sentence("平台复核到期，请准备复核", "the review of the platform is due")
TO_RENEW = Sentence("平台认定到期，请办理续认", "the recognition ends: have it renewed")
TO_CONFIRM = Sentence(
    "确认{day}仪器“{instrument}”的使用记录，或提出异议",
    "confirm the use of “{instrument}” on {day}, or dispute it",
)
TO_RECORD = Sentence(
    "登记{day}仪器“{instrument}”的使用情况",
    "record what was used of “{instrument}” on {day}",
)
FIRM = frozenset({"enterprise"})


def reviews(asked: Asked) -> Iterator[Due]:
    """Reviews near or past their day, for host and office; one query."""
    for one in reviews_due(asked.on).filter(_near(asked, "")).select_related("host_enterprise"):
        yield _of(one, f"review:{one.pk}", TO_REVIEW, due_on=one.next_review_on)


def recognitions(asked: Asked) -> Iterator[Due]:
    """Approvals that run out, for host and office; one query."""
    found = recognitions_ending(asked.on).filter(_near(asked, "platform__"))
    for one in found.select_related("platform__host_enterprise"):
        yield _of(one.platform, f"standing:{one.pk}", TO_RENEW, due_on=one.expires_on)


def uses(asked: Asked) -> Iterator[Due]:
    """Uses that the outside enterprise is to confirm, or the host to record; two queries."""
    for one in uses_to_answer().filter(enterprise__in=asked.enterprises):
        yield Due(
            kind=PLATFORM,
            record=f"booking:{one.pk}",
            title=named(one.instrument.platform.name),
            what=_said(TO_CONFIRM, one),
            link=f"/platforms/bookings/{one.pk}/",
            who=Who(roles=FIRM),
            division_id=one.enterprise.division_id,
            enterprise_id=one.enterprise_id,
        )
    midnight = make_aware(datetime.combine(asked.on, time()))
    over = uses_to_record(midnight).filter(_near(asked, "instrument__platform__"))
    for one in over.select_related("instrument__platform__host_enterprise"):
        yield _of(
            one.instrument.platform, f"booking:{one.pk}/record", _said(TO_RECORD, one),
            link=f"/platforms/bookings/{one.pk}/", is_hosts=True,
        )  # fmt: skip


def _near(asked: Asked, path: str) -> Q:
    """Platforms of hosts that are looked at, and those of institutions, which the office keeps."""
    own = Q(**{f"{path}host_enterprise__in": asked.enterprises})
    return own | Q(**{f"{path}host_enterprise": None})


def _said(sentence: Sentence, one: Booking) -> Sentence:
    return sentence.format(day=localtime(one.starts_at).date(), instrument=one.instrument.name)


def _of(
    platform: Platform,
    record: str,
    what: Sentence,
    *,
    due_on: Any = None,
    link: str = "",
    is_hosts: bool = False,
) -> Due:
    """For the host and the office; a platform without a host enterprise is the office's alone."""
    host = platform.host_enterprise
    roles = (FIRM if is_hosts else FIRM | OFFICE) if host else OFFICE
    return Due(
        kind=PLATFORM,
        record=record,
        title=named(platform.name),
        what=what,
        link=link or f"/platforms/{platform.pk}/",
        who=Who(roles=roles),
        due_on=due_on,
        division_id=host.division_id if host else platform.division_id,
        enterprise_id=host.pk if host else None,
    )
