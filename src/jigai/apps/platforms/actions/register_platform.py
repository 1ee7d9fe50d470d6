from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.models import Platform, Standing
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.pinyin import fitting_keys
from jigai.domain.refusal import Refusal
from jigai.domain.scorecards.platform_kinds import Kind, kinds_on, months_after
from jigai.domain.sentence import Sentence

SORT_WIDTH, INITIALS_WIDTH = 400, 120


class PlatformNameTaken(Refusal):
    code = "platform.name_taken"
    message = Sentence("“{name}”已经登记。", "“{name}” is registered already.")
    remedy = Sentence(
        "升级请在原平台上办理，不要另建。",
        "To raise its level, upgrade it; do not register it anew.",
    )


class PlatformWithoutName(Refusal):
    code = "platform.name_blank"
    message = Sentence("平台名称不能为空。", "The name of a platform cannot be blank.")


class HostUnclear(Refusal):
    code = "platform.host_unclear"
    message = Sentence(
        "依托单位须是一家企业或一家机构，只填其一。",
        "The host is one enterprise or one institution, not both and not neither.",
    )


class ApprovalMissing(Refusal):
    code = "platform.approval_missing"
    message = Sentence("没有写明认定文件。", "The approval document is missing.")
    remedy = Sentence("例：德科字〔2025〕12号。", "Such as 德科字〔2025〕12号.")


@dataclass(frozen=True, slots=True)
class Approval:
    """One recognition at a level.

    Attributes:
        on: first day of the standing.
        document: letters and number of the approval.
        document_on: its date; ``None`` is not known.
        expires_on: last day of validity that it names.
        applied_on: day of the application, for the rules that count to it.
    """

    level: str
    on: date
    document: str
    document_on: date | None = None
    expires_on: date | None = None
    applied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformDetails:
    """What the register says of a platform beside its standing; money in fen, area in m²."""

    host_enterprise: Enterprise | None = None
    host_institution: str = ""
    lead_body: str = ""
    division_id: int | None = None
    direction_id: int | None = None
    chain_link: str = ""
    field: str = ""
    partners: str = ""
    floor_area_m2: int | None = None
    equipment_value_fen: int | None = None
    staff_count: int | None = None
    senior_count: int | None = None
    review_every_months: int | None = None
    next_review_on: date | None = None
    contact_office: str = ""
    remark: str = ""


def register_platform(
    *, name: str, kind: str, details: PlatformDetails, approval: Approval, change: Change
) -> Platform:
    """Enter a platform with its first standing.

    Lead body, area, industry and review day follow from kind and host where they are not given.

    Raises:
        PlatformWithoutName, PlatformNameTaken, HostUnclear, ApprovalMissing: as named.
        NoSuchKind, LevelNotOfKind, RecordInvalid: as named.
    """
    edition = kinds_on(approval.on)
    edition.check_level(kind, approval.level)
    platform = Platform(kind=kind)
    put_platform_name(platform, name)
    put_details(platform, details, edition.kind(kind), since=approval.on)
    check_document(approval.document)
    with writing("platform.registered", change):
        if Platform.objects.filter(name=platform.name).exists():
            raise PlatformNameTaken(name=platform.name)
        save_valid(platform)
        save_valid(standing_of(platform, approval))
    return platform


def put_platform_name(platform: Platform, name: str) -> None:
    """Set the name with the keys by which it is sorted and found; nothing is saved.

    Raises:
        PlatformWithoutName: as named.
    """
    platform.name = name.strip()
    if not platform.name:
        raise PlatformWithoutName
    keys = fitting_keys(platform.name, sort=SORT_WIDTH, initials=INITIALS_WIDTH)
    platform.name_sort, platform.name_initials = keys.sort, keys.initials


def put_details(platform: Platform, details: PlatformDetails, kind: Kind, *, since: date) -> None:
    """Set what the register says; nothing is saved.

    Raises:
        HostUnclear: as named.
    """
    host, institution = details.host_enterprise, details.host_institution.strip()
    if (host is None) == (institution == ""):
        raise HostUnclear
    platform.host_enterprise, platform.host_institution = host, institution
    platform.lead_body = details.lead_body or kind.lead
    platform.division_id = details.division_id or (host.division_id if host else None)
    platform.direction_id = details.direction_id or (host.direction_id if host else None)
    for name in (
        "chain_link", "field", "partners", "floor_area_m2", "equipment_value_fen", "staff_count",
        "senior_count", "contact_office", "remark",
    ):  # fmt: skip
        setattr(platform, name, getattr(details, name))
    months = details.review_every_months or kind.review_months
    platform.review_every_months = months
    due = months_after(since, months) if months else None
    platform.next_review_on = details.next_review_on or due


def check_document(document: str) -> None:
    """Raises: ApprovalMissing: it is blank."""
    if not document.strip():
        raise ApprovalMissing


def standing_of(platform: Platform, approval: Approval) -> Standing:
    """The standing that an approval gives; not saved."""
    return Standing(
        platform=platform,
        level=approval.level,
        applied_on=approval.applied_on,
        valid_from=approval.on,
        expires_on=approval.expires_on,
        document=approval.document.strip(),
        document_on=approval.document_on,
    )
