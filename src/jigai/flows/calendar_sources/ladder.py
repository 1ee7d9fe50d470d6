"""Filing windows of the rungs, and certificates of the firms that are somebody's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.models import Coach
from jigai.apps.cultivation.queries.tasks import rung_title
from jigai.apps.registry.models import Representative
from jigai.apps.registry.queries.recognitions import ending_certificates
from jigai.domain.reminders.kinds import CERTIFICATES, WINDOWS
from jigai.domain.scorecards.rungs import RUNGS
from jigai.domain.sentence import Sentence
from jigai.domain.windows import shipped
from jigai.flows.calendar_sources.marked import Marked

LOOK_BACK = timedelta(days=31)
LOOK_AHEAD = timedelta(days=400)
FILING = Sentence("{rung}申报窗口（{year}年）", "{rung}: filing window of {year}")
CLOSES = Sentence("{rung}申报截止（{year}年）", "{rung}: filing closes ({year})")
ENDS = Sentence("{firm}：{kind}到期", "{firm}: {kind} ends")
BY_PROOF = {rung.proof: rung.title for rung in RUNGS}


def windows(*, on: date) -> Iterator[Marked]:
    """Windows whose last day is not long past, as the dated notices give them."""
    for rung, by_year in shipped().items():
        for year, window in by_year.items():
            if window.closes < on - LOOK_BACK:
                continue
            named = {"rung": rung_title(rung), "year": year}
            spanned = {"first": window.opens, "last_on": window.closes}
            uid = f"window-{rung}-{year}"
            yield Marked(
                kind=WINDOWS, uid=uid, title=FILING.format(**named), link="/cultivation/", **spanned
            )
            yield Marked(
                kind=WINDOWS,
                uid=f"{uid}-closes",
                title=CLOSES.format(**named),
                link="/cultivation/",
                first=window.closes,
            )


def certificates(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """Ends of the certificates of firms that a person represents or accompanies; three queries."""
    mine = {"user_id": viewer.user_id, "valid_to__isnull": True}
    firms = {
        *Representative.objects.filter(**mine).values_list("enterprise_id", flat=True),
        *Coach.objects.filter(**mine).values_list("enterprise_id", flat=True),
    }
    found = ending_certificates(first=on - LOOK_BACK, last=on + LOOK_AHEAD)
    for one in found.filter(enterprise__in=firms).order_by("valid_to", "pk"):
        kind = BY_PROOF.get(one.kind, Sentence(one.kind, one.kind))
        if one.valid_to is not None:
            yield Marked(
                kind=CERTIFICATES,
                uid=f"certificate-{one.pk}",
                title=ENDS.format(firm=one.enterprise.name, kind=kind),
                link=f"/cultivation/enterprises/{one.enterprise_id}/",
                first=one.valid_to,
            )
