"""News of followed views, as the daily digest found them."""

from __future__ import annotations

from collections.abc import Iterator

from jigai.apps.accounts.models import ViewNotice
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import FOLLOWED
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked

NEWS = Sentence(
    "新增{new}行、变化{changed}行、不再出现{gone}行",
    "{new} new, {changed} changed, {gone} gone",
)
TOO_LONG = Sentence("行数太多，不逐行比较", "too long to compare row by row")


def followed(asked: Asked) -> Iterator[Due]:
    """The digests of the day; one query."""
    found = ViewNotice.objects.filter(day=asked.on).select_related("subscription__view")
    for one in found:
        what = NEWS.format(new=one.new, changed=one.changed, gone=one.gone)
        yield Due(
            kind=FOLLOWED,
            record=f"view:{one.subscription.view_id}/{one.day}",
            title=named(one.subscription.view.title),
            what=TOO_LONG if one.is_too_long else what,
            link="/views/notices/",
            who=Who(person_id=one.subscription.user_id),
        )
