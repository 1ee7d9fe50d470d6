"""The gates to requests: who sees one, who works on it, who speaks for the enterprise."""

from __future__ import annotations

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.permissions import ALLOWED, Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Representative
from jigai.apps.support.clockwork import open_parts
from jigai.apps.support.models import EnterpriseRequest, RequestPart
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.request_clocks.life import State
from jigai.domain.sentence import Sentence

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.OFFICE})


class NoSuchRequest(NotFound):
    code = "support.not_found"
    message = Sentence("没有编号为{pk}的诉求。", "There is no request {pk}.")
    remedy = Sentence("请从企业诉求列表中选择。", "Choose one from the list of requests.")


class NotYours(NotAllowed):
    code = "support.not_yours"
    message = Sentence(
        "诉求{number}现在不由您的单位办理。", "Request {number} is not with your unit now."
    )
    remedy = Sentence("请由{names}办理。", "It is with {names}.")


class NotTheAsker(NotAllowed):
    code = "support.not_the_asker"
    message = Sentence(
        "诉求{number}只能由企业自己确认、重提、评价或撤回，办理人员不能办结。",
        "Only the enterprise confirms, reopens, rates or withdraws request {number}; no officer "
        "can close it.",
    )
    remedy = Sentence(
        "答复后等企业确认；满静默期自动办结，也可由县技改办回访登记。",
        "Wait for its word; it closes by itself after the time of silence, or by a call-back.",
    )


def request_for(viewer: Viewer, pk: int) -> EnterpriseRequest:
    """The request, if the viewer may see it.

    Raises:
        NoSuchRequest: it is absent, or out of the viewer's reach.
    """
    found = EnterpriseRequest.objects.visible_to(viewer).filter(pk=pk)
    one = found.select_related("enterprise", "receiver", "lead", "project", "officer").first()
    if one is None:
        raise NoSuchRequest(pk=pk)
    return one


def request_coded(viewer: Viewer, code: str) -> EnterpriseRequest:
    """The request by its number, such as 2026-0012, if the viewer may see it.

    Raises:
        NoSuchRequest: it is absent, or out of the viewer's reach.
    """
    pk = EnterpriseRequest.objects.filter(code=code.strip()).values_list("pk", flat=True).first()
    if pk is None:
        raise NoSuchRequest(pk=code)
    return request_for(viewer, pk)


def work_for(viewer: Viewer, pk: int) -> EnterpriseRequest:
    """The request, to work on it: as the unit that it is with now, or as the programme office.

    Raises:
        NoSuchRequest, NotYours: as named.
    """
    request = request_for(viewer, pk)
    if not may_work(viewer, request):
        raise NotYours(number=request.code, names=Sentence(*_names(request)))
    return request


def may_work(viewer: Viewer, request: EnterpriseRequest) -> bool:
    """Whether the person may do the work of the department in charge."""
    if not may(viewer, Deed.WORK_REQUEST):
        return False
    if keeps(viewer, request):
        return True
    if request.state in {State.RAISED, State.ACCEPTED}:
        return request.receiver_id in working_agencies(viewer)
    return request.lead_id in working_agencies(viewer)


def part_for(viewer: Viewer, pk: int) -> RequestPart:
    """The part of a department, to do it.

    Raises:
        NoSuchRequest, NotYours: as named.
    """
    found = RequestPart.objects.select_related("request", "agency").filter(pk=pk).first()
    if found is None:
        raise NoSuchRequest(pk=pk)
    request = request_for(viewer, found.request_id)
    if not may_do_part(viewer, request, found):
        raise NotYours(number=request.code, names=Sentence(*_names(request)))
    return found


def may_do_part(viewer: Viewer, request: EnterpriseRequest, part: RequestPart) -> bool:
    if not may(viewer, Deed.WORK_REQUEST):
        return False
    return keeps(viewer, request) or part.agency_id in working_agencies(viewer)


def asked_by(viewer: Viewer, pk: int) -> EnterpriseRequest:
    """The request, to speak of it for the enterprise.

    Raises:
        NoSuchRequest, NotTheAsker: as named.
    """
    request = request_for(viewer, pk)
    if not is_asker(viewer, request):
        raise NotTheAsker(number=request.code)
    return request


def is_asker(viewer: Viewer, request: EnterpriseRequest) -> bool:
    """Whether the person represents the enterprise now."""
    if not may(viewer, Deed.ANSWER_AS_ASKER):
        return False
    return Representative.objects.filter(
        user_id=viewer.user_id, enterprise_id=request.enterprise_id, valid_to=None
    ).exists()


def keeps(viewer: Viewer, request: EnterpriseRequest) -> bool:
    """Whether the person keeps the registers of the enterprise's area."""
    division = request.enterprise.division_id
    return any(
        grant.role in KEEPERS and (grant.division_ids is None or division in grant.division_ids)
        for grant in viewer.grants
    )


def reads_text(viewer: Viewer, request: EnterpriseRequest) -> bool:
    """Whether the person reads the words of a confidential request."""
    if not request.is_confidential or keeps(viewer, request) or is_asker(viewer, request):
        return True
    agencies = working_agencies(viewer)
    named = {request.receiver_id, request.lead_id, *(p.agency_id for p in open_parts(request))}
    return bool(agencies & named)


def working_agencies(viewer: Viewer) -> frozenset[int | None]:
    """The units for which the person works on requests."""
    roles = ALLOWED[Deed.WORK_REQUEST]
    found = {g.agency_id for g in viewer.grants if g.role in roles and g.agency_id is not None}
    return frozenset(found)


def _names(request: EnterpriseRequest) -> tuple[str, str]:
    return request.waits_for or "—", request.waits_for_en or "—"
