"""The gates to platforms and what hangs on them: unseen and absent read alike."""

from __future__ import annotations

from django.db.models import Q

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.models import (
    Booking,
    Instrument,
    Platform,
    PlatformScore,
    PlatformService,
    ScoreObjection,
)
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence


class NoSuchPlatform(NotFound):
    code = "platform.not_found"
    message = Sentence("没有平台“{pk}”。", "There is no platform “{pk}”.")
    remedy = Sentence("请从平台名录中选择。", "Choose one from the list of platforms.")


class NoSuchInstrument(NotFound):
    code = "platform.instrument_not_found"
    message = Sentence("没有编号为{pk}的仪器。", "There is no instrument {pk}.")


class NoSuchBooking(NotFound):
    code = "booking.not_found"
    message = Sentence("没有编号为{pk}的预约。", "There is no booking {pk}.")


class NoSuchService(NotFound):
    code = "platform.service_not_found"
    message = Sentence("没有编号为{pk}的服务记录。", "There is no service {pk}.")


class NoSuchScore(NotFound):
    code = "platform.score_not_found"
    message = Sentence("没有编号为{pk}的年度评价。", "There is no yearly card {pk}.")


class NoSuchScoreObjection(NotFound):
    code = "platform.objection_not_found"
    message = Sentence("没有编号为{pk}的异议。", "There is no objection {pk}.")


class NotTheHost(NotAllowed):
    code = "platform.not_the_host"
    message = Sentence(
        "只有平台的依托单位或技改办能办这件事。",
        "Only the host of the platform or the programme office may do this.",
    )


class NotTheUser(NotAllowed):
    code = "platform.not_the_user"
    message = Sentence(
        "只有使用企业自己的联系人能确认。", "Only the using enterprise itself may confirm this."
    )


def platform_for(viewer: Viewer, pk: int) -> Platform:
    """The platform, if the viewer may see it.

    Raises:
        NoSuchPlatform: it is absent, or out of the viewer's reach.
    """
    seen = Platform.objects.visible_to(viewer).select_related("host_enterprise")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NoSuchPlatform(pk=pk)
    return found


def platform_named(viewer: Viewer, name: str) -> Platform:
    """The platform by number or whole name, if the viewer may see it.

    Raises:
        NoSuchPlatform: as `platform_for`.
    """
    seen = Platform.objects.visible_to(viewer).select_related("host_enterprise")
    typed = name.strip()
    found = seen.filter(name=typed).first()
    if found is None and typed.isdecimal():
        found = seen.filter(pk=int(typed)).first()
    if found is None:
        raise NoSuchPlatform(pk=name)
    return found


def hosts(viewer: Viewer, platform: Platform) -> bool:
    """Whether the viewer represents the host, or keeps the registers."""
    if may(viewer, Deed.KEEP_REGISTERS):
        return Platform.objects.visible_to(viewer).filter(pk=platform.pk).exists()
    return platform.host_enterprise_id in represented(viewer)


def require_host(viewer: Viewer, platform: Platform) -> None:
    """Raises: NotTheHost: as named."""
    if not hosts(viewer, platform):
        raise NotTheHost


def represented(viewer: Viewer) -> set[int]:
    """Ids of the enterprises for which the viewer acts now; one query."""
    if not viewer.has_role("enterprise"):
        return set()
    held = Representative.objects.filter(user_id=viewer.user_id, valid_to__isnull=True)
    return set(held.values_list("enterprise_id", flat=True))


def instrument_for(viewer: Viewer, pk: int) -> Instrument:
    """The instrument, if it is offered or the viewer sees its platform.

    Raises:
        NoSuchInstrument: it is absent, or neither.
    """
    seen = Instrument.objects.visible_to(viewer).select_related("platform")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NoSuchInstrument(pk=pk)
    return found


def hosted_instrument_for(viewer: Viewer, pk: int) -> Instrument:
    """The instrument, for who hosts its platform.

    Raises:
        NoSuchInstrument: it is absent, or somebody else's.
    """
    found = instrument_for(viewer, pk)
    if not hosts(viewer, found.platform):
        raise NoSuchInstrument(pk=pk)
    return found


def visible_bookings(viewer: Viewer) -> Q:
    """Bookings of enterprises that the viewer sees; a host sees who booked from it."""
    users = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    own = represented(viewer)
    return Q(enterprise__in=users) | Q(instrument__platform__host_enterprise__in=own)


def booking_for(viewer: Viewer, pk: int) -> Booking:
    """The booking, for its host, its user, or who oversees either.

    Raises:
        NoSuchBooking: it is absent, or out of reach.
    """
    found = (
        Booking.objects.filter(visible_bookings(viewer), pk=pk)
        .select_related("instrument__platform", "enterprise")
        .first()
    )
    if found is None:
        raise NoSuchBooking(pk=pk)
    return found


def require_user(viewer: Viewer, enterprise_id: int) -> None:
    """Only the enterprise itself says what it used or got; the office cannot.

    Raises:
        NotTheUser: as named.
    """
    if enterprise_id not in represented(viewer):
        raise NotTheUser


def visible_services(viewer: Viewer) -> Q:
    """Services to enterprises that the viewer sees; a host sees whom it served."""
    users = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    return Q(enterprise__in=users) | Q(platform__host_enterprise__in=represented(viewer))


def service_for(viewer: Viewer, pk: int) -> PlatformService:
    """The service, for its host, its user, or who oversees either.

    Raises:
        NoSuchService: it is absent, or out of reach.
    """
    found = (
        PlatformService.objects.filter(visible_services(viewer), pk=pk)
        .select_related("platform", "enterprise", "project", "certificate")
        .first()
    )
    if found is None:
        raise NoSuchService(pk=pk)
    return found


def score_for(viewer: Viewer, pk: int) -> PlatformScore:
    """The card, if the viewer sees its platform.

    Raises:
        NoSuchScore: it is absent, or out of reach.
    """
    seen = Platform.objects.visible_to(viewer).order_by().values("pk")
    found = PlatformScore.objects.filter(platform__in=seen, pk=pk).select_related("platform")
    score = found.first()
    if score is None:
        raise NoSuchScore(pk=pk)
    return score


def score_objection_for(viewer: Viewer, pk: int) -> ScoreObjection:
    """The objection, if the viewer sees its platform.

    Raises:
        NoSuchScoreObjection: it is absent, or out of reach.
    """
    seen = Platform.objects.visible_to(viewer).order_by().values("pk")
    found = (
        ScoreObjection.objects.filter(score__platform__in=seen, pk=pk)
        .select_related("score__platform")
        .first()
    )
    if found is None:
        raise NoSuchScoreObjection(pk=pk)
    return found
