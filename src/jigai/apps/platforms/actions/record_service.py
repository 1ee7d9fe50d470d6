from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Platform, PlatformService
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence

KINDS: dict[str, Sentence] = {
    "testing": Sentence("检测试验", "testing"),
    "design": Sentence("工艺与产品设计", "process and product design"),
    "pilot": Sentence("中试", "pilot production"),
    "diagnosis": Sentence("技术诊断", "technical diagnosis"),
    "training": Sentence("人员培训", "training"),
    "transfer": Sentence("成果转化", "technology transfer"),
    "other": Sentence("其他", "other"),
}


class ServiceKindUnknown(Refusal):
    code = "platform.service_kind_unknown"
    message = Sentence("没有服务类别“{kind}”。", "There is no kind of service “{kind}”.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class ServiceAhead(Refusal):
    code = "platform.service_ahead"
    message = Sentence("服务日期{day}在将来。", "The day of the service, {day}, lies ahead.")


class OutcomeOfAnother(Refusal):
    code = "platform.outcome_of_another"
    message = Sentence(
        "“{what}”不属于接受服务的企业“{enterprise}”。",
        "“{what}” does not belong to “{enterprise}”, which got the service.",
    )


class OwnService(NotAllowed):
    code = "platform.own_service"
    message = Sentence("登记服务的人不能自己确认。", "Who recorded a service cannot confirm it.")


@dataclass(frozen=True, slots=True)
class ServiceOutcome:
    """What came of a service; all empty says that nothing has yet.

    Attributes:
        contract: reference of a contract, such as its registration number.
    """

    project: Project | None = None
    certificate: Certificate | None = None
    contract: str = ""


def record_service(
    *,
    platform: Platform,
    enterprise: Enterprise,
    kind: str,
    description: str,
    given_on: date,
    fee_fen: int | None,
    outcome: ServiceOutcome,
    change: Change,
) -> PlatformService:
    """Keep a service that a platform gave to an enterprise.

    Raises:
        ServiceKindUnknown, ServiceAhead, OutcomeOfAnother, RecordInvalid: as named.
    """
    if kind not in KINDS:
        raise ServiceKindUnknown(kind=kind, known="、".join(KINDS))
    if given_on > change.at.date():
        raise ServiceAhead(day=given_on)
    service = PlatformService(
        platform=platform,
        enterprise=enterprise,
        kind=kind,
        description=description.strip(),
        given_on=given_on,
        fee_fen=fee_fen,
        recorded_by_key=change.actor.key,
        recorded_by=change.actor.name[:60],
    )
    _put(service, outcome)
    with writing("service.recorded", change):
        save_valid(service)
    return service


def link_outcome(
    *, service: PlatformService, outcome: ServiceOutcome, change: Change
) -> PlatformService:
    """Say what came of a service: a project, a contract, a certificate, or nothing yet.

    Raises:
        OutcomeOfAnother, RecordInvalid: as named.
    """
    _put(service, outcome)
    with writing("service.linked", change):
        save_valid(service, fields=["project", "certificate", "contract"])
    return service


def confirm_service(*, service: PlatformService, change: Change) -> PlatformService:
    """The enterprise says that it got the service; asked twice, nothing changes.

    Raises:
        OwnService: as named.
    """
    if service.confirmed_at is not None:
        return service
    if service.recorded_by_key == change.actor.key:
        raise OwnService
    with writing("service.confirmed", change):
        service.confirmed_by_key, service.confirmed_by = change.actor.key, change.actor.name[:60]
        service.confirmed_at = change.at
        save_valid(service, fields=["confirmed_by_key", "confirmed_by", "confirmed_at"])
    return service


def _put(service: PlatformService, outcome: ServiceOutcome) -> None:
    for found in (outcome.project, outcome.certificate):
        if found is not None and found.enterprise_id != service.enterprise_id:
            raise OutcomeOfAnother(what=str(found), enterprise=service.enterprise.name)
    service.project, service.certificate = outcome.project, outcome.certificate
    service.contract = outcome.contract.strip()
