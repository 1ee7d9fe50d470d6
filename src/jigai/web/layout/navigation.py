"""The parts of the programme in the side bar; an entry shows once its page exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer

STAFF = frozenset({"administrator", "office", "reviewer", "unit", "leader", "auditor"})
COUNTY_READERS = frozenset({"administrator", "office", "reviewer", "leader", "auditor"})
AUDITORS = frozenset({"administrator", "auditor"})
KEEPERS = frozenset({"administrator", "office"})
OWNERS = frozenset({"enterprise"})
COUNTY = STAFF | OWNERS
"""Who takes part in the programme itself; an institution's person meets it at cooperation alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the navigation; ``roles`` empty means everybody who is signed in.

    ``also`` names pages elsewhere that belong to it; ``is_open``: also for who is not signed in.
    """

    url_name: str
    title: Promise
    icon: str
    roles: frozenset[str] = frozenset()
    is_on_phone: bool = False
    also: tuple[str, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    title: Promise
    icon: str
    is_on_phone: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    title: Promise | None
    links: tuple[Link, ...]


ENTRIES: tuple[tuple[Promise | None, tuple[Entry, ...]], ...] = (
    (
        None,
        (
            Entry("cockpit:show", _("工作总览"), "home", STAFF, is_on_phone=True),
            Entry("portal:show", _("我的企业"), "factory", OWNERS, is_on_phone=True),
            Entry("portal:letters", _("收到的公文"), "document", OWNERS),
        ),
    ),
    (
        _("规划与诊断"),
        (
            Entry("planning:list", _("规划"), "plan", COUNTY),
            Entry("diagnosis:list", _("诊断"), "rule", COUNTY),
            Entry("supply:list", _("产业链"), "table", STAFF),
            Entry("cultivation:list", _("培育"), "ladder", COUNTY),
        ),
    ),
    (
        _("服务与调度"),
        (
            Entry("desk:list", _("专班"), "team", STAFF, also=("visits:list",)),
            Entry("support:list", _("企业诉求"), "document", COUNTY),
            Entry("rounds:list", _("半月调度"), "round", COUNTY, is_on_phone=True),
            Entry(
                "badges:board",
                _("红黄蓝金"),
                "badge",
                COUNTY,
                is_on_phone=True,
                also=("signals:list", "warning:show"),
            ),
        ),
    ),
    (
        _("创新协同"),
        (
            Entry("cooperation:list", _("产学研"), "school", is_on_phone=True),
            Entry("matches:list", _("供需对接"), "view", is_on_phone=True),
            Entry("platforms:list", _("平台"), "platform", is_on_phone=True),
        ),
    ),
    (
        _("成效与报告"),
        (
            Entry("outcomes:list", _("成效"), "outcome", COUNTY, also=("impact:list",)),
            Entry("annual_reports:list", _("年度和半年报告"), "plan", COUNTY_READERS),
        ),
    ),
    (
        _("名录"),
        (
            Entry("projects:list", _("项目库"), "project", COUNTY, is_on_phone=True),
            Entry("enterprises:list", _("企业库"), "factory", COUNTY, is_on_phone=True),
        ),
    ),
    (
        _("管理"),
        (
            Entry("ledgers:list", _("台账导入"), "upload", KEEPERS),
            Entry("reconciliation:list", _("投资对账"), "table", STAFF),
            Entry("portal:desk", _("企业提出的事项"), "person", KEEPERS | {"unit"}),
            Entry("documents:list", _("公文与通报"), "document", STAFF),
            Entry("public:newest", _("公开榜单"), "view", KEEPERS, is_open=True),
            Entry("rules:list", _("指标与规则"), "rule", is_open=True),
            Entry("changes:list", _("修改记录"), "history", STAFF),
            Entry("evidence:checks", _("附件完好检查"), "camera", AUDITORS),
            Entry("people:list", _("人员与单位"), "person", frozenset({"administrator"})),
            Entry("people:preview", _("以他人范围预览"), "person", KEEPERS),
            Entry("setup:show", _("开通设置"), "gear", KEEPERS),
        ),
    ),
    (
        _("我的"),
        (
            Entry("reminders:mine", _("我的提醒"), "clock"),
            Entry("lists:notices", _("关注与提醒"), "view"),
            Entry("lists:exports", _("我的导出"), "download"),
        ),
    ),
)


def navigation(viewer: Viewer, path: str, *, is_board_public: bool) -> tuple[Group, ...]:
    """Groups with the links that exist and that this person may follow."""
    groups = [
        Group(title, tuple(_links([e for e in entries if _is_offered(e, viewer)], path)))
        for title, entries in _opened(is_board_public or viewer.may_edit)
    ]
    nearest = max((len(one.url) for g in groups for one in g.links if one.is_current), default=0)
    return tuple(
        Group(group.title, tuple(_only_nearest(group.links, nearest)))
        for group in groups
        if group.links
    )


def _only_nearest(links: Iterable[Link], length: int) -> Iterator[Link]:
    """A page below another entry's is that entry's alone."""
    for link in links:
        is_current = link.is_current and len(link.url) == length
        yield replace(link, is_current=is_current)


def _opened(is_board_shown: bool) -> Iterator[tuple[Promise | None, list[Entry]]]:  # noqa: FBT001
    for title, entries in ENTRIES:
        yield title, [e for e in entries if is_board_shown or e.url_name != "public:newest"]


def _is_offered(entry: Entry, viewer: Viewer) -> bool:
    if not viewer.user_id:
        return entry.is_open
    return not entry.roles or viewer.has_role(*entry.roles)


def _links(entries: list[Entry], path: str) -> Iterator[Link]:
    for entry in entries:
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        homes = (url, *(reverse(name) for name in entry.also))
        current = any(path == home or (home != "/" and path.startswith(home)) for home in homes)
        yield Link(url, entry.title, entry.icon, entry.is_on_phone, current)
