"""The gates of the portal: own things for an enterprise, the county's for those who answer."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.portal.models import Asked, Correction, DataRequest, ReportProposal
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.own import own_enterprises
from jigai.apps.reports.models import IssuedDocument
from jigai.apps.reports.queries.deliveries import letters_of
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchRequest(NotFound):
    code = "portal.request_not_found"
    message = Sentence("没有编号为{pk}的请求。", "There is no request {pk}.")


class NoSuchDelivery(NotFound):
    code = "delivery.not_found"
    message = Sentence("没有编号为{pk}的送达。", "There is no delivery {pk}.")


def visible_corrections(viewer: Viewer, *, on: date) -> QuerySet[Correction]:
    """Those of the viewer's own enterprises, and for the office those in its area."""
    allowed = Q(enterprise__in=own_enterprises(viewer, on=on))
    if may(viewer, Deed.ANSWER):
        allowed |= Q(enterprise__in=Enterprise.objects.visible_to(viewer).values("pk"))
    return Correction.objects.filter(allowed)


def visible_proposals(viewer: Viewer) -> QuerySet[ReportProposal]:
    """Of projects in reach, for the enterprise, its responsible unit and the office."""
    if not viewer.has_role(Role.ENTERPRISE) and not may(viewer, Deed.HAND_IN):
        return ReportProposal.objects.none()
    seen = Project.objects.visible_to(viewer).values("pk")
    return ReportProposal.objects.filter(project__in=seen)


def visible_data_requests(viewer: Viewer) -> QuerySet[DataRequest]:
    """One's own; the office, holding the whole county, answers all."""
    is_whole = any(g.division_ids is None and g.role in OFFICES for g in viewer.grants)
    found = DataRequest.objects.all()
    return found if is_whole else found.filter(user_id=viewer.user_id)


OFFICES = frozenset({Role.OFFICE, Role.ADMINISTRATOR})


def correction_for(viewer: Viewer, pk: int, *, on: date) -> Correction:
    """Raises: NoSuchRequest: it is absent, or out of the viewer's reach."""
    return _only(visible_corrections(viewer, on=on).select_related("enterprise", "project"), pk)


def proposal_for(viewer: Viewer, pk: int) -> ReportProposal:
    """Raises: NoSuchRequest: it is absent, or out of the viewer's reach."""
    return _only(visible_proposals(viewer).select_related("project"), pk)


def data_request_for(viewer: Viewer, pk: int) -> DataRequest:
    """Raises: NoSuchRequest: it is absent, or somebody else's."""
    return _only(visible_data_requests(viewer).select_related("contact", "enterprise"), pk)


def own_data_request(viewer: Viewer, pk: int) -> DataRequest:
    """Raises: NoSuchRequest: it is absent, or somebody else's."""
    return _only(DataRequest.objects.filter(user_id=viewer.user_id), pk)


def own_letter(viewer: Viewer, pk: int, *, on: date) -> tuple[IssuedDocument, Enterprise]:
    """A document that reached an enterprise for which the viewer speaks, and that enterprise.

    Raises:
        NoSuchDelivery: it is absent, or reached others alone.
    """
    for enterprise in own_enterprises(viewer, on=on):
        found = letters_of(enterprise.pk).select_related("number", "pdf", "docx", "xlsx")
        if document := found.filter(pk=pk).first():
            return document, enterprise
    raise NoSuchDelivery(pk=pk)


A = TypeVar("A", bound=Asked)


def _only(found: QuerySet[A], pk: int) -> A:
    one = found.filter(pk=pk).first()
    if one is None:
        raise NoSuchRequest(pk=pk)
    return one
