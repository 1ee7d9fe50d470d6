"""The gate to vouchers: their enterprise's representatives, and the office for what is shared."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.own import own_enterprises
from jigai.apps.vouchers.models import Voucher
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchVoucher(NotFound):
    code = "voucher.not_found"
    message = Sentence("没有编号为{pk}的凭证。", "There is no voucher {pk}.")


def own_vouchers(viewer: Viewer, *, on: date) -> QuerySet[Voucher]:
    """Every voucher of the viewer's own enterprises."""
    return Voucher.objects.filter(enterprise__in=own_enterprises(viewer, on=on))


def own_voucher(viewer: Viewer, pk: int, *, on: date) -> Voucher:
    """One of the viewer's own.

    Raises:
        NoSuchVoucher: it is absent, or of another enterprise.
    """
    found = own_vouchers(viewer, on=on).select_related("enterprise", "project", "file")
    voucher = found.filter(pk=pk).first()
    if voucher is None:
        raise NoSuchVoucher(pk=pk)
    return voucher


def shared_vouchers(viewer: Viewer) -> QuerySet[Voucher]:
    """What enterprises in reach share with the office at present; others read none."""
    if not viewer.has_role(Role.OFFICE, Role.ADMINISTRATOR, Role.REVIEWER):
        return Voucher.objects.none()
    seen = Enterprise.objects.visible_to(viewer).values("pk")
    live = Q(shares__withdrawn_at=None, shares__given_at__isnull=False)
    return Voucher.objects.filter(live, enterprise__in=seen, is_struck=False)


def readable_voucher(viewer: Viewer, pk: int, *, on: date) -> Voucher:
    """One of the viewer's own, or one that is shared with the office.

    Raises:
        NoSuchVoucher: it is absent, of another enterprise, or not shared.
    """
    either = Q(pk__in=own_vouchers(viewer, on=on).values("pk"))
    either |= Q(pk__in=shared_vouchers(viewer).values("pk"))
    found = Voucher.objects.filter(either, pk=pk).select_related("file").first()
    if found is None:
        raise NoSuchVoucher(pk=pk)
    return found
