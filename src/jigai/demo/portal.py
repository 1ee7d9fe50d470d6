"""The desk of the demo's one enterprise account: vouchers, a form, a correction; all invented."""

from __future__ import annotations

from datetime import date, timedelta

from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.apps.portal.actions.ask_about_data import ask_about_data
from jigai.apps.portal.actions.permit_form import permit_form
from jigai.apps.portal.actions.propose_correction import propose_correction
from jigai.apps.portal.actions.propose_report import propose_report
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise, Representative
from jigai.apps.vouchers.actions.share_vouchers import share_vouchers
from jigai.apps.vouchers.models import Voucher
from jigai.demo.moments import LAST, at, by
from jigai.domain.change import Actor, Change, Path
from jigai.domain.data_rights import RequestKind

NOTE = "演示凭证，虚构"
OPENED_ON, KEPT_ON = date(2026, 11, 17), date(2026, 11, 18)
FIRST_DAY = date(2026, 3, 12)
EVERY_DAYS = 21
TAX_PERCENT = {"equipment": 13, "building": 9, "other": 6}
ITEMS: tuple[tuple[str, str, str, int], ...] = (
    ("equipment", "德州某智能装备公司（演示）", "立式加工中心 1 台", 486_000_00),
    ("equipment", "济南某数控公司（演示）", "数控车床 2 台", 372_500_00),
    ("building", "庆云某建筑公司（演示）", "设备基础施工", 128_400_00),
    ("other", "山东某设计院（演示）", "工艺设计费", 45_000_00),
    ("equipment", "青岛某自动化公司（演示）", "上下料机械手 3 台", 291_300_00),
    ("equipment", "济南某软件公司（演示）", "制造执行系统", 168_000_00),
    ("building", "庆云某安装公司（演示）", "动力电缆安装", 76_250_50),
    ("equipment", "天津某检测公司（演示）", "在线检测仪 2 台", 154_800_00),
    ("other", "德州某监理公司（演示）", "监理费", 23_600_00),
    ("equipment", "苏州某传感器公司（演示）", "传感器与网关", 58_321_07),
    ("building", "庆云某建筑公司（演示）", "车间地坪改造", 93_700_00),
    ("equipment", "德州某智能装备公司（演示）", "立式加工中心 1 台（二期）", 486_000_00),
)
"""Kind, supplier, item, amount without tax in fen."""
SHARED, UNPAID = 3, 2


def fill_own_desk() -> None:
    """What the representative of the demo's enterprise has done, and what waits for an answer."""
    held = Representative.objects.select_related("enterprise", "user").order_by("pk").first()
    if held is None:
        return
    project = Project.objects.filter(enterprise=held.enterprise).order_by("pk").first()
    if project is None:
        return
    _keep_vouchers(held.enterprise, project, held.user)
    last = project.reports.exclude(progress_bp=None).order_by("-period").first()
    change = by("齐望舒", at(OPENED_ON), "开放企业填写")
    permit_form(project=project, on=OPENED_ON, change=change)
    propose_report(
        project=project,
        period=str(LAST),
        values=ReportValues(
            data_on=KEPT_ON,
            is_started=True,
            progress_text="在线检测仪已到货，正在安装（演示）",
            problem="",
            measure="本月底完成安装调试（演示）",
            progress_bp=last.progress_bp if last else None,
        ),
        change=_said(held.user, "企业填写", 15),
    )
    propose_correction(
        enterprise=held.enterprise,
        subject="enterprise",
        field="size",
        before=held.enterprise.size,
        after="small" if held.enterprise.size != "small" else "medium",
        because="按2025年末从业人员和营业收入重新对照划型标准（演示）",
        change=_said(held.user, "企业提出更正", 16),
    )
    ask_about_data(
        user_id=held.user_id,
        kind=RequestKind.EXPLAIN,
        text="想了解联系电话用于哪些提醒（演示）",
        enterprise_id=held.enterprise_id,
        change=_said(held.user, "提出个人信息请求", 17),
    )


def _keep_vouchers(enterprise: Enterprise, project: Project, user: User) -> None:
    with writing("vouchers.recorded", _said(user, "导入凭证", 10)):
        made = Voucher.objects.bulk_create(
            _voucher(enterprise, project, number) for number in range(len(ITEMS))
        )
    share_vouchers(
        vouchers=made[:SHARED],
        purpose="核对2026年设备投资（演示）",
        change=_said(user, "共享凭证", 11),
    )


def _voucher(enterprise: Enterprise, project: Project, number: int) -> Voucher:
    kind, supplier, item, net = ITEMS[number]
    day = FIRST_DAY + timedelta(days=EVERY_DAYS * number)
    is_paid = number < len(ITEMS) - UNPAID
    return Voucher(
        enterprise=enterprise,
        project=project,
        dated_on=day,
        number=f"DEMO2026{number + 1:04d}",
        supplier=supplier,
        item=item,
        kind=kind,
        net_fen=net,
        gross_fen=net + net * TAX_PERCENT[kind] // 100,
        paid_on=day + timedelta(days=9) if is_paid else None,
        note=NOTE,
    )


def _said(user: User, reason: str, hour: int) -> Change:
    """The representative's own deed, under the account's own key."""
    actor = Actor(f"user:{user.pk}", user.display_name)
    return Change(actor, reason, at(KEPT_ON, hour), Path.SETUP, batch="demo")
