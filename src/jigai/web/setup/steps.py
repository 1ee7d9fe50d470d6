"""The steps of the first day, each read from the tables: done, or what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.queries.people import agency_rows, role_counts, staffed_agency_ids
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.ledgers.queries.batches import imports
from jigai.apps.projects.queries.projects import project_count
from jigai.apps.reference.queries.divisions import division_rows
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reference.queries.settings import calendar_years, programme, work_calendar
from jigai.apps.scoring.queries.in_force import BADGE, chosen_rules
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.web.language import name_on_page, said_on_page
from jigai.web.layout.figures import dated

NEEDED_ROLES: dict[str, Promise] = {
    "office": gettext_lazy("技改办"),
    "reviewer": gettext_lazy("审核员"),
    "unit": gettext_lazy("责任单位"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``known`` says what there is, ``missing`` what to do next; blank when done."""

    key: str
    title: str
    known: str
    missing: str
    advice: str = ""

    @property
    def is_done(self) -> bool:
        return not self.missing


def steps(viewer: Viewer, *, on: date) -> list[Step]:
    """The seven steps in the order in which they are best done."""
    return [
        _townships(on),
        _units(on),
        _people(on),
        _settings(),
        _calendar(on),
        _rule(on),
        _ledger(viewer),
    ]


def missing_steps(viewer: Viewer) -> list[Step]:
    """What an administrator is reminded of on the first page; nothing for anybody else."""
    if not may(viewer, Deed.ADMINISTER) or programme_row() is None:
        return []
    return [step for step in steps(viewer, on=localdate()) if not step.is_done]


def listed(words: Sequence[str]) -> str:
    return _("、").join(words)


def _townships(on: date) -> Step:
    county, towns = programme().division, division_rows(on=on, level="township")
    known = listed([f"{name_on_page(county)} {county.code}", *map(name_on_page, towns)])
    missing = "" if towns else _("还没有乡镇：上传或逐行填写代码和名称。")
    return Step("townships", _("区划与乡镇"), known, missing)


def _units(on: date) -> Step:
    units = [unit for unit in agency_rows() if unit.is_active]
    covered = {unit.division_id for unit in units}
    bare = [
        name_on_page(town)
        for town in division_rows(on=on, level="township")
        if town.id not in covered
    ]
    known = ngettext("%(count)s 个责任单位", "%(count)s 个责任单位", len(units)) % {
        "count": len(units)
    }
    advice = _("还没有责任单位的乡镇：%(names)s") % {"names": listed(bare)} if bare else ""
    missing = "" if units else _("还没有责任单位：可按乡镇一次建立，部门逐个添加。")
    return Step("units", pgettext("list", "责任单位"), known, missing, advice)


def _people(on: date) -> Step:
    counts = role_counts(on=on)
    held = [f"{name} {counts[role]}" for role, name in NEEDED_ROLES.items() if counts.get(role)]
    lacking = [str(name) for role, name in NEEDED_ROLES.items() if not counts.get(role)]
    staffed = staffed_agency_ids(on=on)
    empty = [
        name_on_page(unit) for unit in agency_rows() if unit.is_active and unit.id not in staffed
    ]
    return Step(
        "people",
        _("人员与角色"),
        listed(held) or _("只有管理员"),
        _("还没有人担任：%(roles)s。") % {"roles": listed(lacking)} if lacking else "",
        _("还没有填报人的单位：%(names)s") % {"names": listed(empty)} if empty else "",
    )


def _settings() -> Step:
    held = programme()
    known = _("填报 %(report)s、异议 %(objection)s、裁定 %(ruling)s 个工作日") % {
        "report": held.report_due_work_days,
        "objection": held.objection_work_days,
        "ruling": held.ruling_work_days,
    }
    confirmed = held.set_up_on or held.is_demo
    missing = "" if confirmed else _("目前是默认值：看一遍，按本县办法修改后保存。")
    advice = "" if settings.HAS_MAIL else _("没有配置邮件服务器，提醒不发邮件。")
    return Step("settings", _("时限与口径"), known, missing, advice)


def _calendar(on: date) -> Step:
    years = calendar_years()
    known = _("已载入：%(years)s") % {"years": listed(list(map(str, years))) or "—"}
    covered = work_calendar().covers(on)
    missing = "" if covered else _("没有今年的放假安排：载入内置安排，或上传 CSV。")
    late = on.replace(year=on.year + 1, month=1, day=1)
    next_year = covered and not work_calendar().covers(late)
    advice = (
        _("国务院公布后，请载入 %(year)s 年的安排。") % {"year": late.year} if next_year else ""
    )
    return Step("calendar", _("工作日历"), known, missing, advice)


def _rule(on: date) -> Step:
    title = _("现行评定规则")
    held = [one for one in chosen_rules(BADGE) if one.valid_from <= on]
    if not held:
        default = said_on_page(rule_set("county_default", on=on).title)
        return Step(
            "rule",
            title,
            _("未选定，暂用“%(title)s”") % {"title": default},
            _("请选定评定规则、启用日和决定文件。"),
        )
    now = held[-1]
    words = {
        "title": said_on_page(rule_set(now.rule_set, on=on).title),
        "day": dated(now.valid_from),
        "decision": now.decision,
    }
    return Step("rule", title, _("%(title)s，自 %(day)s 起，%(decision)s") % words, "")


def _ledger(viewer: Viewer) -> Step:
    saved = [one for one in imports() if one.state == "done"]
    count = project_count(viewer)
    known = ngettext("%(count)s 个项目", "%(count)s 个项目", count) % {"count": count}
    missing = "" if saved or count else _("还没有台账：原表上传，先检查、后保存。")
    return Step("ledger", _("第一份台账"), known, missing)
