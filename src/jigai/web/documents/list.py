"""Issued documents as a list."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jigai.apps.reports.queries.issued_documents import document_rows, visible_document_rows
from jigai.web.layout.figures import ABSENT, period_named
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

KINDS = (
    ("notice", _("通报")),
    ("supervision_letter", _("督办函")),
    ("service_letter", _("致企业函")),
)

DOCUMENTS = ListPage(
    name="documents",
    title=_("公文与通报"),
    subtitle=_("签发、用印以公文系统为准；文号连续，作废的保留"),
    noun=_("件公文"),
    rows=document_rows,
    visible=visible_document_rows,
    columns=(
        Column(key="title", title=_("标题"), path="title"),
        Column(key="number", title=_("文号"), path="number_text", sort_path="number__number"),
        Column(key="kind", title=_("种类"), path="kind", kind=Kind.CHOICE, choices=KINDS),
        Column(key="period", title=_("期次"), path="round__period", says=period_named),
        Column(key="project", title=_("项目"), path="project__name"),
        Column(key="enterprise", title=_("企业"), path="enterprise__name", is_shown=False),
        Column(key="issued", title=_("印发时间"), path="issued_at", kind=Kind.MOMENT),
        Column(
            key="void",
            title=_("作废"),
            path="number__is_void",
            kind=Kind.FLAG,
            says=lambda is_void: _("已作废") if is_void else ABSENT,
        ),
    ),
    sort="-issued",
    search_paths=("title", "number_text"),
    row_url=lambda pk: reverse("documents:show", args=[pk]),
    marks=(
        Mark(key="void", title=_("已作废"), where=lambda _viewer: Q(number__is_void=True)),
        Mark(key="delivered", title=_("已送达"), where=lambda _viewer: Q(is_delivered=True)),
        Mark(key="undelivered", title=_("未送达"), where=lambda _viewer: Q(is_delivered=False)),
    ),
    empty=FirstStep(text=_("还没有印发公文。发布一期亮牌后，可在此生成通报和督办函。")),
)


def document_list(request: PageRequest) -> HttpResponseBase:
    return list_response(request, DOCUMENTS, template="documents/list.html")
