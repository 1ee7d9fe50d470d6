"""The catalogue of shared instruments, one instrument with its free half-hours, and booking."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate, localtime, make_aware, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.actions.book_instrument import book_instrument
from jigai.apps.platforms.actions.offer_instrument import (
    InstrumentOffer,
    change_offer,
    offer_instrument,
)
from jigai.apps.platforms.queries.access import (
    hosted_instrument_for,
    hosts,
    instrument_for,
    platform_for,
    represented,
    require_host,
)
from jigai.apps.platforms.queries.sharing import (
    all_instruments,
    free_days,
    instrument_row,
    visible_instruments,
)
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.change import Change
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.choices import EnterpriseField
from jigai.web.forms.fields import MoneyField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.platforms.words import KIND_CHOICES
from jigai.web.requests import PageRequest

INSTRUMENTS = ListPage(
    name="platform-instruments",
    title=gettext_lazy("共享仪器和服务"),
    subtitle=gettext_lazy("平台对外开放的仪器，按半小时预约；只有使用企业确认的时间才计入共享"),
    noun=gettext_lazy("台仪器"),
    rows=all_instruments,
    visible=visible_instruments,
    columns=(
        Column(key="name", title=gettext_lazy("仪器名称"), path="name"),
        Column(key="model", title=gettext_lazy("型号"), path="model"),
        Column(key="purpose", title=gettext_lazy("用途"), path="purpose"),
        Column(key="platform", title=gettext_lazy("所属平台"), path="platform_name"),
        Column(key="kind", title=gettext_lazy("平台类别"), path="kind", kind=Kind.CHOICE,
               choices=KIND_CHOICES, is_shown=False),
        Column(key="direction", title=gettext_lazy("产业方向"), path="direction_name",
               path_en="direction_en"),
        Column(key="price", title=gettext_lazy("收费"), path="price"),
        Column(key="terms", title=gettext_lazy("使用条件"), path="terms", is_shown=False),
        Column(key="contact", title=gettext_lazy("联系部门"), path="contact_office",
               is_shown=False),
        Column(key="value", title=gettext_lazy("原值"), path="value_fen", kind=Kind.MONEY,
               unit=gettext_lazy("万元"), is_shown=False),
        Column(key="offered", title=gettext_lazy("开放"), path="is_offered", kind=Kind.FLAG,
               is_shown=False),
    ),
    sort="name",
    search_paths=("name", "model", "purpose", "platform_name"),
    row_url=lambda pk: reverse("platforms:instrument", args=[pk]),
    marks=(
        Mark(key="offered", title=gettext_lazy("开放预约"), where=lambda _v: Q(is_offered=True)),
    ),
    empty=FirstStep(text=gettext_lazy("平台把仪器对外开放之后，这里可以查找和预约。")),
)  # fmt: skip
AT_FIELD = {
    "booking.time_wrong": "ends",
    "booking.in_the_past": "day",
    "booking.too_far_ahead": "day",
    "booking.outside_hours": "starts",
    "booking.slot_taken": "starts",
    "platform.instrument_hours_wrong": "closes_at",
    "platform.instrument_person_named": "contact_office",
}


class HalfHourField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput({"type": "time", "step": "1800"}, format="%H:%M")
        super().__init__(widget=widget, **options)


class OfferForm(ReasonedForm):
    """What the catalogue says."""

    name = forms.CharField(label=gettext_lazy("仪器名称"), max_length=120)
    model = forms.CharField(label=gettext_lazy("型号"), max_length=120, required=False)
    value_fen = MoneyField(label=gettext_lazy("原值"), required=False)
    purpose = forms.CharField(label=gettext_lazy("用途"), max_length=300)
    terms = forms.CharField(
        label=gettext_lazy("使用条件"), max_length=300,
        help_text=gettext_lazy("例：自带样品，由平台人员操作。"),
    )  # fmt: skip
    price = forms.CharField(
        label=gettext_lazy("收费"), max_length=120, help_text=gettext_lazy("例：每小时300元。")
    )
    contact_office = forms.CharField(
        label=gettext_lazy("联系部门"), max_length=120,
        help_text=gettext_lazy("填部门和办公电话，不填个人手机号。"),
    )  # fmt: skip
    opens_at = HalfHourField(label=gettext_lazy("每日开放自"))
    closes_at = HalfHourField(label=gettext_lazy("每日开放至"))
    is_offered = forms.BooleanField(label=gettext_lazy("开放预约"), required=False, initial=True)


class BookingForm(forms.Form):
    """A time on half-hours of one day."""

    enterprise_id = EnterpriseField(label=gettext_lazy("使用企业"))
    day = DayField(label=gettext_lazy("日期"))
    starts = HalfHourField(label=gettext_lazy("开始时间"), help_text=gettext_lazy("整点或半点。"))
    ends = HalfHourField(label=gettext_lazy("结束时间"))
    purpose = forms.CharField(label=gettext_lazy("用途"), max_length=300)

    def __init__(self, *given: Any, viewer: Viewer, own: Any = None, **options: Any) -> None:
        super().__init__(*given, **options)
        chosen: Any = self.fields["enterprise_id"]
        chosen.viewer = viewer
        if own is not None:
            chosen.initial = own.name


def instrument_list(request: PageRequest) -> HttpResponseBase:
    extra = {"here_tab": "instruments"}
    return list_response(request, INSTRUMENTS, template="platforms/list.html", extra=extra)


def instrument(request: PageRequest, pk: int) -> HttpResponse:
    """What is offered on which terms, what is free this week, and the form to book it."""
    found, viewer = instrument_for(request.viewer, pk), request.viewer
    own = sorted(represented(viewer))
    firm = enterprise_for(viewer, own[0]) if own else None
    may_book = found.is_offered and may(viewer, Deed.REPORT)
    form = BookingForm(request.POST or None, viewer=viewer, own=firm)
    act = Act(
        title=found.name,
        about=found.platform.name,
        back=reverse("platforms:bookings"),
        said=_("已预约。使用后由平台登记时长，请您确认。"),
        submit=_("预约"),
        reason=_("预约共享仪器"),
        template="platforms/instrument.html",
        at_field=AT_FIELD,
    )

    def book(values: dict[str, Any], change: Change) -> None:
        day, zone = values["day"], localtime(now()).tzinfo
        starts, ends = (
            make_aware(datetime.combine(day, values[name]), zone) for name in ("starts", "ends")
        )
        book_instrument(
            instrument=found,
            enterprise=enterprise_for(viewer, values["enterprise_id"]),
            starts_at=starts,
            ends_at=ends,
            purpose=values["purpose"],
            change=change,
        )

    shown = {
        "instrument": instrument_row(found),
        "days": free_days(found, on=localdate(), at=localtime(now())),
        "may_book": may_book,
        "is_host": hosts(viewer, found.platform) and may(viewer, Deed.REPORT),
    }
    if request.method == "POST":
        require(viewer, Deed.REPORT)
    return acted(request, form, act, book, shown=shown)


def offer(request: PageRequest, pk: int) -> HttpResponse:
    """Put an instrument of a platform into the catalogue."""
    require(request.viewer, Deed.REPORT)
    platform = platform_for(request.viewer, pk)
    require_host(request.viewer, platform)
    initial = {"opens_at": time(8, 30), "closes_at": time(17, 30), "is_offered": True}
    act = Act(
        title=_("对外开放一台仪器"),
        about=platform.name,
        back=reverse("platforms:show", args=[pk]),
        said=_("已列入共享目录。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        offer_instrument(platform=platform, offer=InstrumentOffer(**values), change=change)

    return acted(request, OfferForm(request.POST or None, initial=initial), act, save)


def offer_change(request: PageRequest, pk: int) -> HttpResponse:
    """Change what the catalogue says, or close the instrument to outsiders."""
    require(request.viewer, Deed.REPORT)
    found = hosted_instrument_for(request.viewer, pk)
    present = {name: getattr(found, name) for name in InstrumentOffer.__dataclass_fields__}
    act = Act(
        title=_("修改共享目录"),
        about=found.name,
        back=reverse("platforms:instrument", args=[pk]),
        said=_("目录已更新；已有预约不变。"),
        at_field=AT_FIELD,
    )

    def save(values: dict[str, Any], change: Change) -> None:
        change_offer(instrument=found, offer=InstrumentOffer(**values), change=change)

    return acted(request, OfferForm(request.POST or None, initial=present), act, save)
