"""The list of enterprises and one enterprise's page, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.registry.models import Enterprise, EnterpriseQuerySet
from jigai.apps.registry.queries.contacts import ContactRow, contact_rows


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    id: int
    credit_code: str
    name: str
    division: str
    direction: str
    industry_code: str
    size: str
    project_count: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class IndicatorsRow:
    year: int
    employees: int | None
    tech_staff: int | None
    sales_revenue_fen: int | None
    rd_expense_fen: int | None
    cost_expense_fen: int | None
    total_assets_fen: int | None
    class1_ip: int | None
    class2_ip: int | None
    source: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    registration_number: str
    year: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class CertificateRow:
    id: int
    kind: str
    number: str
    valid_from: date | None
    valid_to: date | None
    issued_by: str
    document: str
    revoked_on: date | None
    revoked_because: str


@dataclass(frozen=True, slots=True)
class EnterpriseProfile:
    """All that one page shows of an enterprise; ``version`` is the base of an edit."""

    row: EnterpriseRow
    version: int
    division_id: int | None
    direction_id: int | None
    founded_on: date | None
    merged_into_id: int | None
    names: tuple[NameRow, ...]
    contacts: tuple[ContactRow, ...]
    indicators: tuple[IndicatorsRow, ...]
    memberships: tuple[MembershipRow, ...]
    certificates: tuple[CertificateRow, ...]


def matching(enterprises: EnterpriseQuerySet, text: str) -> EnterpriseQuerySet:
    """Enterprises whose name, former name, code, pinyin or initials fit what was typed."""
    typed = text.strip()
    if not typed:
        return enterprises
    spelled = typed.lower()
    fits = Q(name__icontains=typed) | Q(credit_code__startswith=typed.upper())
    fits |= Q(names__name__icontains=typed)
    if spelled.isascii():
        fits |= Q(name_initials__startswith=spelled.replace(" ", ""))
        fits |= Q(name_initials__contains=f" {spelled.replace(' ', '')}")
        fits |= Q(name_sort__startswith=spelled)
    return enterprises.filter(fits).distinct()


def enterprise_rows(
    viewer: Viewer, *, text: str = "", page: int = 1, size: int = 50
) -> list[EnterpriseRow]:
    """One page of the enterprises that the viewer may see, by pinyin of the name."""
    found = matching(Enterprise.objects.visible_to(viewer), text).distinct()
    start = (page - 1) * size
    listed = (
        found.filter(merged_into__isnull=True)
        .select_related("division", "direction")
        .annotate(project_count=Count("projects", distinct=True))
        .order_by("name_sort", "id")
    )
    return [_row(one, _counted(one)) for one in listed[start : start + size]]


def enterprise_count(viewer: Viewer, *, text: str = "") -> int:
    found = matching(Enterprise.objects.visible_to(viewer), text)
    return found.filter(merged_into__isnull=True).values("pk").distinct().count()


@dataclass(frozen=True, slots=True)
class EnterpriseName:
    id: int
    name: str
    credit_code: str


def every_visible(viewer: Viewer) -> list[EnterpriseName]:
    """Every active enterprise that the viewer may see, by pinyin of the name; one query."""
    seen = Enterprise.objects.visible_to(viewer).filter(merged_into=None, is_active=True)
    rows = seen.order_by("name_sort", "id").values_list("id", "name", "credit_code").distinct()
    return [EnterpriseName(key, name, code) for key, name, code in rows]


def ids_by_credit_code(codes: Collection[str]) -> dict[str, int]:
    """Ids of the enterprises in their own right that bear these codes; one query."""
    found = Enterprise.objects.filter(credit_code__in=codes, merged_into=None)
    return dict(found.values_list("credit_code", "id"))


def ids_by_name(names: Collection[str]) -> dict[str, int]:
    """Ids of enterprises in their own right by their whole name; a name of several is left out."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    rows = Enterprise.objects.filter(name__in=names, merged_into=None).values_list("name", "pk")
    for name, pk in rows:
        if name in found:
            twice.add(name)
        found[name] = pk
    return {name: pk for name, pk in found.items() if name not in twice}


def enterprise_profile(enterprise: Enterprise) -> EnterpriseProfile:
    """One enterprise with everything that hangs on it."""
    return EnterpriseProfile(
        row=_row(enterprise, enterprise.projects.count()),
        version=version_of(enterprise),
        division_id=enterprise.division_id,
        direction_id=enterprise.direction_id,
        founded_on=enterprise.founded_on,
        merged_into_id=enterprise.merged_into_id,
        names=tuple(
            NameRow(*values)
            for values in enterprise.names.order_by("id").values_list(
                "name", "valid_from", "valid_to"
            )
        ),
        contacts=tuple(contact_rows(enterprise_id=enterprise.pk)),
        indicators=tuple(
            IndicatorsRow(**values)
            for values in enterprise.indicators.order_by("-year").values(
                *IndicatorsRow.__dataclass_fields__
            )
        ),
        memberships=tuple(
            MembershipRow(**values)
            for values in enterprise.memberships.order_by("-year").values(
                *MembershipRow.__dataclass_fields__
            )
        ),
        certificates=tuple(
            CertificateRow(**values)
            for values in enterprise.certificates.order_by("kind", "valid_to").values(
                *CertificateRow.__dataclass_fields__
            )
        ),
    )


def _row(enterprise: Enterprise, project_count: int) -> EnterpriseRow:
    return EnterpriseRow(
        id=enterprise.pk,
        credit_code=enterprise.credit_code,
        name=enterprise.name,
        division=enterprise.division.name if enterprise.division else "",
        direction=enterprise.direction.name if enterprise.direction else "",
        industry_code=enterprise.industry_code,
        size=enterprise.size,
        project_count=project_count,
        is_active=enterprise.is_active,
    )


def _counted(enterprise: Enterprise) -> int:
    """The number of projects that the query annotated."""
    return int(vars(enterprise)["project_count"])
