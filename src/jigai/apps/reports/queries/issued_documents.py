"""Issued documents, as far as a viewer may see them, with their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import COUNTY_WIDE, Viewer
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.models import Delivery, DocumentNumber, IssuedDocument
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence

FILE_KINDS = ("pdf", "docx", "xlsx")


class NoSuchDocument(NotFound):
    code = "document.not_found"
    message = Sentence("没有编号为{pk}的公文。", "There is no document {pk}.")
    remedy = Sentence("请从公文列表中选择。", "Choose one from the list of documents.")


class NoSuchFile(NotFound):
    code = "document.file_not_found"
    message = Sentence("这件公文没有 {form} 文件。", "This document has no {form} file.")


class NotNumbered(Refusal):
    code = "document.not_numbered"
    message = Sentence("“{title}”没有文号。", "“{title}” has no number.")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One issued document, in short."""

    id: int
    kind: str
    title: str
    number: str
    is_void: bool
    period: str
    issued_at: datetime


def document_list(viewer: Viewer, *, limit: int = 200) -> list[DocumentRow]:
    """The newest documents of a viewer; one query."""
    found = visible_document_rows(viewer).select_related("number", "round")
    return [
        DocumentRow(
            one.pk,
            one.kind,
            one.title,
            str(one.number or ""),
            bool(one.number and one.number.is_void),
            one.round.period if one.round else "",
            one.issued_at,
        )
        for one in found.order_by("-issued_at", "-pk")[:limit]
    ]


def number_of(document: IssuedDocument) -> DocumentNumber:
    """The document's number.

    Raises:
        NotNumbered: it was issued without one.
    """
    if document.number is None:
        raise NotNumbered(title=document.title)
    return document.number


def document_rows() -> QuerySet[IssuedDocument]:
    """All documents, with the number in the form that it is printed in."""
    from_number = Concat(
        "number__series", Value("〔"), "number__year", Value("〕"), "number__number", Value("号"),
        output_field=CharField(),
    )  # fmt: skip
    delivered = Exists(Delivery.objects.filter(document=OuterRef("pk")))
    return IssuedDocument.objects.annotate(number_text=from_number, is_delivered=delivered)


def visible_document_rows(viewer: Viewer) -> QuerySet[IssuedDocument]:
    """County-wide roles see all, a unit letters of its projects and firms, a firm its own."""
    rows = document_rows()
    if any(g.role in COUNTY_WIDE and g.division_ids is None for g in viewer.grants):
        return rows
    addressed = Q(enterprise__in=Enterprise.objects.visible_to(viewer).order_by().values("pk"))
    if not viewer.has_role(Role.UNIT, *COUNTY_WIDE):
        return rows.filter(addressed)
    own = Project.objects.visible_to(viewer).values("pk")
    return rows.filter(Q(project__in=own) | addressed)


def document_for(viewer: Viewer, pk: int) -> IssuedDocument:
    """The document, if the viewer may see it.

    Raises:
        NoSuchDocument: it is absent, or out of the viewer's reach.
    """
    found = (
        visible_document_rows(viewer)
        .select_related("number", "round", "project", "enterprise", "run", "pdf", "docx", "xlsx")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NoSuchDocument(pk=pk)
    return found


def file_of(document: IssuedDocument, form: str) -> Attachment:
    """One of its files.

    Raises:
        NoSuchFile: the document was not issued in that form.
    """
    found: Attachment | None = getattr(document, form) if form in FILE_KINDS else None
    if found is None:
        raise NoSuchFile(form=form)
    return found


def files_of(document: IssuedDocument) -> dict[str, Attachment]:
    """Form → file, of those there are."""
    return {form: file for form in FILE_KINDS if (file := getattr(document, form))}


def last_used(kind: str) -> dict[str, Any]:
    """What the office wrote into the form the last time, to offer it again."""
    found = IssuedDocument.objects.filter(kind=kind).order_by("-issued_at", "-pk").first()
    return dict(found.made_from.get("form", {})) if found else {}


def gaps(*, series: str, year: int) -> list[int]:
    """Numbers that are missing below the last; always empty, and shown so that it is seen."""
    given = set(
        DocumentNumber.objects.filter(series=series, year=year).values_list("number", flat=True)
    )
    return sorted(set(range(1, max(given, default=0) + 1)) - given)
