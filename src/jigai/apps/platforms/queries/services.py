"""Services that platforms gave, each with what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.actions.record_service import KINDS
from jigai.apps.platforms.models import PlatformService
from jigai.apps.platforms.queries.access import visible_services
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Certificate, Enterprise
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

OUTCOMES: dict[str, Sentence] = {
    "project": Sentence("项目", "project"),
    "contract": Sentence("合同", "contract"),
    "certificate": Sentence("资质", "recognition"),
    "none": Sentence("暂无", "none yet"),
}
NOTHING = Q(project=None, certificate=None, contract="")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    id: int
    platform_id: int
    platform: str
    enterprise_id: int
    enterprise: str
    kind: str
    kind_title: Sentence
    description: str
    given_on: date
    fee_fen: int | None
    outcome: str
    project_id: int | None
    project: str
    certificate: str
    contract: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """How many services, and how many have led to nothing yet."""

    total: int
    without: int

    @property
    def share_without(self) -> Fraction | None:
        return Fraction(self.without, self.total) if self.total else None

    @property
    def without_bp(self) -> int | None:
        """The same in whole basis points, to the nearest, for a screen."""
        share = self.share_without
        return None if share is None else int(share * 10_000 + Fraction(1, 2))


class NoSuchOutcome(Refusal):
    code = "platform.no_such_outcome"
    message = Sentence(
        "接受服务的企业没有编号为{pk}的{what}。",
        "The enterprise that got the service has no {what} {pk}.",
    )


def all_services() -> QuerySet[PlatformService]:
    return PlatformService.objects.annotate(
        platform_name=F("platform__name"),
        enterprise_name=F("enterprise__name"),
        enterprise_sort=F("enterprise__name_sort"),
        outcome=Case(
            When(project__isnull=False, then=Value("project")),
            When(certificate__isnull=False, then=Value("certificate")),
            When(~Q(contract=""), then=Value("contract")),
            default=Value("none"),
            output_field=CharField(),
        ),
        project_name=F("project__name"),
    )


def seen_services(viewer: Viewer) -> QuerySet[PlatformService]:
    seen = PlatformService.objects.filter(visible_services(viewer)).order_by().values("pk")
    return all_services().filter(pk__in=seen)


def service_rows(
    viewer: Viewer, *, platform_id: int | None = None, enterprise_id: int | None = None
) -> list[ServiceRow]:
    """Services that the viewer sees, the latest first."""
    found: Any = seen_services(viewer)
    if platform_id is not None:
        found = found.filter(platform_id=platform_id)
    if enterprise_id is not None:
        found = found.filter(enterprise_id=enterprise_id)
    related = found.select_related("platform", "enterprise", "project", "certificate")
    return [service_row(one) for one in related.order_by("-given_on", "-pk")]


def service_row(one: Any) -> ServiceRow:
    certificate = one.certificate
    return ServiceRow(
        one.pk,
        one.platform_id,
        one.platform.name,
        one.enterprise_id,
        one.enterprise.name,
        one.kind,
        KINDS.get(one.kind, Sentence(one.kind, one.kind)),
        one.description,
        one.given_on,
        one.fee_fen,
        outcome_of(one),
        one.project_id,
        one.project.name if one.project else "",
        f"{certificate.kind} {certificate.number}".strip() if certificate else "",
        one.contract,
        one.confirmed_at is not None,
    )


def outcome_of(one: PlatformService) -> str:
    if one.project_id:
        return "project"
    return "certificate" if one.certificate_id else "contract" if one.contract else "none"


def service_count(rows: list[ServiceRow]) -> ServiceCount:
    return ServiceCount(len(rows), sum(one.outcome == "none" for one in rows))


def outcome_choices(
    viewer: Viewer, service: PlatformService
) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]]]:
    """What may be linked: projects and certificates of the enterprise that the viewer sees.

    A host sees nothing of whom it served but what is linked already; the office links the rest.
    """
    projects = _projects(viewer, service.enterprise_id) | Q(pk=service.project_id)
    certificates = _certificates(viewer, service.enterprise_id) | Q(pk=service.certificate_id)
    return (
        list(Project.objects.filter(projects).order_by("name_sort").values_list("pk", "name")),
        list(
            Certificate.objects.filter(certificates)
            .order_by("-valid_from")
            .values_list("pk", "kind", "number")
        ),
    )


def project_of(
    viewer: Viewer, enterprise_id: int, pk: int | None, *, kept: int | None = None
) -> Project | None:
    """The project to link; one that is linked already stays.

    Raises:
        NoSuchOutcome: the enterprise has no such project, or the viewer does not see it.
    """
    if pk is None:
        return None
    allowed = _projects(viewer, enterprise_id) | Q(pk=kept)
    found = Project.objects.filter(allowed, pk=pk).first()
    if found is None:
        raise NoSuchOutcome(pk=pk, what=OUTCOMES["project"])
    return found


def certificate_of(
    viewer: Viewer, enterprise_id: int, pk: int | None, *, kept: int | None = None
) -> Certificate | None:
    """The certificate to link; one that is linked already stays.

    Raises:
        NoSuchOutcome: the enterprise has no such certificate, or the viewer does not see it.
    """
    if pk is None:
        return None
    allowed = _certificates(viewer, enterprise_id) | Q(pk=kept)
    found = Certificate.objects.filter(allowed, pk=pk).first()
    if found is None:
        raise NoSuchOutcome(pk=pk, what=OUTCOMES["certificate"])
    return found


def _projects(viewer: Viewer, enterprise_id: int) -> Q:
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    return Q(enterprise=enterprise_id, is_withdrawn=False, pk__in=seen)


def _certificates(viewer: Viewer, enterprise_id: int) -> Q:
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    return Q(enterprise=enterprise_id) & Q(enterprise__in=seen)
