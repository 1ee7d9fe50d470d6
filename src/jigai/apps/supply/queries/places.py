"""Enterprises that may belong to a link by their class of GB/T 4754."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import LinkFirm
from jigai.domain.supply_chain.chain import Chain


@dataclass(frozen=True, slots=True)
class MayBelong:
    id: int
    name: str
    credit_code: str
    industry_code: str


def may_belong(viewer: Viewer, chain: Chain, link: str) -> list[MayBelong]:
    """Enterprises of the chain's direction and the link's classes that stand in no link yet."""
    placed = LinkFirm.objects.filter(chain=chain.code).values("enterprise")
    found = (
        Enterprise.objects.visible_to(viewer)
        .filter(
            merged_into=None,
            is_active=True,
            direction__code=chain.direction,
            industry_code__in=chain.link(link).classes,
        )
        .exclude(pk__in=placed)
        .order_by("name_sort", "pk")
        .distinct()
    )
    names = ("id", "name", "credit_code", "industry_code")
    return [MayBelong(*values) for values in found.values_list(*names)]
