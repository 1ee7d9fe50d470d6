"""The action of the moment: the one primary button of a round, for this person."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reports.queries.round_standing import Standing
from jigai.web.rounds.steps import current_step


@dataclass(frozen=True, slots=True)
class Moment:
    """``url`` is followed, ``dialog`` is opened, ``post`` is sent; one of the three is set."""

    title: Promise
    icon: str
    count: int = 0
    url: str = ""
    post: str = ""
    dialog: str = ""


DIALOGS: dict[str, Moment] = {
    "compute": Moment(_("截止填报并计算亮牌"), "rule", dialog="close-dialog"),
    "publish": Moment(_("发布本期亮牌"), "document", dialog="publish-dialog"),
    "restate": Moment(_("重算并编号更正"), "rule", dialog="restate-dialog"),
}


def moment_of(viewer: Viewer, standing: Standing) -> Moment | None:
    """What this person should do next in the round; ``None`` for who has nothing to do."""
    if viewer.may_edit:
        return _for_office(viewer, standing)
    if may(viewer, Deed.HAND_IN) and standing.missing and standing.stage != "published":
        return Moment(_("去填报"), "note", standing.missing, url=reverse("rounds:mine"))
    if may(viewer, Deed.REVIEW):
        return _for_reviewer(standing)
    if standing.is_computed:
        return Moment(_("看红黄蓝金"), "badge", url=_board(standing))
    return None


def _for_reviewer(standing: Standing) -> Moment | None:
    if standing.to_review:
        return _review(standing)
    if standing.objections:
        url = reverse("badges:matters")
        return Moment(_("裁定异议"), "badge", standing.objections, url=url)
    return Moment(_("看红黄蓝金"), "badge", url=_board(standing)) if standing.is_computed else None


def _for_office(viewer: Viewer, standing: Standing) -> Moment:
    key = "restate" if standing.stage == "reopened" else current_step(standing)
    if key == "collect":
        post = reverse("rounds:remind", args=[standing.period])
        return Moment(_("提醒未报单位"), "person", standing.missing, post=post)
    if key == "verify":
        return _review(standing)
    if key in DIALOGS:
        return DIALOGS[key]
    return _after_computing(viewer, standing, key)


def _after_computing(viewer: Viewer, standing: Standing, key: str) -> Moment:
    matters = reverse("badges:matters")
    if key == "objection" and standing.objections and may(viewer, Deed.RULE):
        return Moment(_("裁定异议"), "badge", standing.objections, url=matters)
    if key == "objection":
        return Moment(_("看初评结果"), "badge", url=_board(standing))
    if key == "follow_up":
        return Moment(_("跟踪后续事项"), "list", standing.follow_ups, url=matters)
    return Moment(_("看定稿"), "document", url=reverse("badges:frozen", args=[standing.period]))


def _review(standing: Standing) -> Moment:
    url = reverse("rounds:review", args=[standing.period])
    return Moment(_("去审核"), "check", standing.to_review, url=url)


def _board(standing: Standing) -> str:
    return reverse("badges:round", args=[standing.period])
