"""The log of bookings: cancel, say what was used, confirm or dispute it."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.actions.answer_use import answer_use
from jigai.apps.platforms.actions.cancel_booking import cancel_booking
from jigai.apps.platforms.actions.record_use import record_use
from jigai.apps.platforms.queries.access import (
    NotTheUser,
    booking_for,
    hosts,
    represented,
    require_host,
    require_user,
)
from jigai.apps.platforms.queries.profile import hours_said
from jigai.apps.platforms.queries.sharing import (
    all_bookings,
    booking_row,
    seen_bookings,
    shared_totals,
)
from jigai.apps.platforms.words import BOOKING_STATES
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.platforms.words import BOOKING_CHOICES, worded
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class MinutesUnreadable(Refusal):
    code = "booking.minutes_unreadable"
    message = Sentence("使用时长请填分钟数，例如 120。", "Give the use in minutes, such as 120.")


def _waits(viewer: Viewer) -> Q:
    """A use of one's own enterprise that waits for an answer, or one that the host must redo."""
    own = represented(viewer)
    return Q(state="used", enterprise__in=own) | Q(
        state="disputed", instrument__platform__host_enterprise__in=own
    )


BOOKINGS = ListPage(
    name="platform-bookings",
    title=gettext_lazy("预约与使用"),
    subtitle=gettext_lazy("平台登记使用时长，使用企业确认；未确认的不计入共享"),
    noun=gettext_lazy("次预约"),
    rows=all_bookings,
    visible=seen_bookings,
    columns=(
        Column(key="instrument", title=gettext_lazy("仪器名称"), path="instrument_name"),
        Column(key="enterprise", title=gettext_lazy("使用企业"), path="enterprise_name",
               sort_path="enterprise_sort"),
        Column(key="platform", title=gettext_lazy("所属平台"), path="platform_name"),
        Column(key="starts", title=gettext_lazy("开始"), path="starts_at", kind=Kind.MOMENT),
        Column(key="ends", title=gettext_lazy("结束"), path="ends_at", kind=Kind.MOMENT,
               is_shown=False),
        Column(key="state", title=gettext_lazy("状态"), path="state", kind=Kind.CHOICE,
               choices=BOOKING_CHOICES),
        Column(key="minutes", title=gettext_lazy("登记使用"), path="minutes", kind=Kind.NUMBER,
               unit=gettext_lazy("分钟")),
        Column(key="counted", title=gettext_lazy("计入共享"), path="counted", kind=Kind.NUMBER,
               unit=gettext_lazy("分钟"), totals=True),
        Column(key="purpose", title=gettext_lazy("用途"), path="purpose", is_shown=False),
    ),
    sort="-starts",
    search_paths=("instrument_name", "platform_name", "enterprise_name", "purpose"),
    row_url=lambda pk: reverse("platforms:booking", args=[pk]),
    marks=(
        Mark(key="mine", title=gettext_lazy("等我确认或补正"), where=_waits),
        Mark(key="unanswered", title=gettext_lazy("等待用户确认"),
             where=lambda _v: Q(state="used")),
    ),
    empty=FirstStep(
        text=gettext_lazy("预约共享仪器之后，这里列出每次预约、使用和确认。"),
        action=gettext_lazy("查看共享仪器"),
        url_name="platforms:instruments",
    ),
)  # fmt: skip


def booking_list(request: PageRequest) -> HttpResponseBase:
    total = shared_totals(request.viewer)
    said = _("外部企业确认的共享使用共 %(hours)s。") % {
        "hours": said_on_page(hours_said(total.minutes))
    }
    extra = {"here_tab": "bookings", "totals_said": said}
    return list_response(request, BOOKINGS, template="platforms/list.html", extra=extra)


@require_safe
def booking(request: PageRequest, pk: int) -> HttpResponse:
    """One booking with what its host and its user may do."""
    viewer, found = request.viewer, booking_for(request.viewer, pk)
    row = booking_row(found)
    is_user = found.enterprise_id in represented(viewer)
    is_host = hosts(viewer, found.instrument.platform) and may(viewer, Deed.REPORT)
    is_own = found.enterprise_id == found.instrument.platform.host_enterprise_id
    shown = {
        "row": row,
        "state": worded(BOOKING_STATES, row.state),
        "booked": hours_said(int((row.ends_at - row.starts_at).total_seconds()) // 60),
        "booked_minutes": int((row.ends_at - row.starts_at).total_seconds()) // 60,
        "used": hours_said(row.minutes) if row.minutes else None,
        "is_own": is_own,
        "may_cancel": (is_user or is_host) and row.state == "booked",
        "may_use": is_host and row.state in {"booked", "used", "disputed"},
        "may_answer": is_user and not is_own and row.state in {"used", "disputed"},
    }
    return render(request, "platforms/booking.html", shown)


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    """By its user or by the host, before its time begins."""
    require(request.viewer, Deed.REPORT)
    found = booking_for(request.viewer, pk)
    if not hosts(request.viewer, found.instrument.platform):
        require_user(request.viewer, found.enterprise_id)
    cancel_booking(booking=found, change=change_by(request, request.POST.get("reason", "")))
    tell(request, _("预约已取消，时间已放回。"))
    return redirect("platforms:booking", pk=pk)


@require_POST
def use(request: PageRequest, pk: int) -> HttpResponse:
    """The host says how long; 0 says that nobody came."""
    require(request.viewer, Deed.REPORT)
    found = booking_for(request.viewer, pk)
    require_host(request.viewer, found.instrument.platform)
    typed = request.POST.get("minutes", "").strip()
    if not typed.isdecimal():
        raise MinutesUnreadable
    change = change_by(request, _("登记使用时长"))
    note = request.POST.get("note", "")
    record_use(booking=found, minutes=int(typed), note=note, change=change)
    tell(request, _("已登记，等使用企业确认后计入共享。"))
    return redirect("platforms:booking", pk=pk)


@require_POST
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Only the enterprise that used it answers; the office cannot do it for them."""
    require(request.viewer, Deed.REPORT)
    found = booking_for(request.viewer, pk)
    if found.enterprise_id not in represented(request.viewer):
        raise NotTheUser
    is_right = request.POST.get("answer") == "right"
    reason = request.POST.get("reason", "").strip() or (_("使用时长属实") if is_right else "")
    answer_use(booking=found, is_right=is_right, change=change_by(request, reason))
    tell(request, _("已确认，计入共享使用。") if is_right else _("已退回平台补正，暂不计入。"))
    return redirect("platforms:booking", pk=pk)
