"""Whose desk it is: the enterprise of the signed-in person, and pages that no preview shows."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from jigai.apps.registry.queries.own import own_enterprise, own_enterprises
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence
from jigai.web.people.viewing import previewed_in
from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OwnersAlone(NotAllowed):
    code = "portal.owners_alone"
    message = Sentence(
        "凭证台账和个人数据只有本人能看，预览也不显示。",
        "A voucher ledger and a person's own data are read by their owner alone, in no preview.",
    )
    remedy = Sentence("请先结束预览。", "End the preview first.")


def is_in_person(request: PageRequest) -> bool:
    """Whether the signed-in person looks themself, and not a keeper through their eyes."""
    return previewed_in(request) is None


def in_person(request: PageRequest) -> None:
    """Raises: OwnersAlone: a keeper looks through somebody's eyes."""
    if not is_in_person(request):
        raise OwnersAlone


def enterprise_in(request: PageRequest) -> Any:
    """The enterprise of this desk; ``?enterprise=`` chooses where a person speaks for several.

    Raises:
        NoOwnEnterprise: the person speaks for none, or not for that one.
    """
    asked = request.GET.get("enterprise", "")
    pk = int(asked) if asked.isdecimal() else None
    return own_enterprise(request.viewer, on=localdate(), pk=pk)


def desk_of(request: PageRequest, tab: str) -> dict[str, Any]:
    """What every page of the desk shows around its own matter."""
    enterprise = enterprise_in(request)
    return {
        "enterprise": enterprise,
        "tab": tab,
        "several": own_enterprises(request.viewer, on=localdate()),
        "requests_url": own_requests_url(),
    }


def own_requests_url() -> str:
    """Where the enterprise's own requests are, once the county has that part; blank before."""
    try:
        return reverse("support:list")
    except NoReverseMatch:
        return ""


def file_answer(content: bytes, name: str, kind: str, *, is_shown: bool = False) -> HttpResponse:
    """A file under its own name; never kept by a shared cache."""
    answer = HttpResponse(content, content_type=kind)
    way = "inline" if is_shown else "attachment"
    answer["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "private, no-store"
    return answer


def stamped(name: str, on: date, ending: str) -> str:
    return f"{name}-{on:%Y%m%d}.{ending}"
