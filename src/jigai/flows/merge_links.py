"""What else goes over with a merged record: plans, diagnoses, vouchers, platforms and so on.

A row that the kept record has already, such as a plan that begins in the same year, stays with
its own record, and the merge says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jigai.apps.cooperation.models import Achievement, Agreement, Demand
from jigai.apps.diagnosis.models import Diagnosis, Figure, Gap, Machine, ProcessStep
from jigai.apps.matches.models import ContractParty, DeclaredTie, OfferTerms
from jigai.apps.outcomes.models import OutcomeFigure, ProgrammeMember
from jigai.apps.planning.models import Plan, PlanGap
from jigai.apps.platforms.models import Booking, Platform, PlatformService
from jigai.apps.registry.actions.repoint_rows import repoint_rows, return_rows
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import LinkFirm, Party, SupplyTie
from jigai.apps.vouchers.models import Voucher
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class Rows:
    """One table whose rows name an enterprise in ``column``; ``table`` is its name in the merge."""

    table: str
    model: Any
    column: str = "enterprise"

    def of(self, enterprise: Enterprise) -> list[int]:
        return list(self._rows(enterprise).order_by("pk").values_list("pk", flat=True))

    def repoint(
        self, *, former: Enterprise, latter: Enterprise, change: Change
    ) -> tuple[list[int], list[int]]:
        rows = self._rows(former)
        return repoint_rows(rows=rows, column=self.column, to=latter, change=change)

    def give_back(self, *, keys: Collection[int], to: Enterprise, change: Change) -> None:
        return_rows(model=self.model, keys=keys, column=self.column, to=to, change=change)

    def _rows(self, enterprise: Enterprise) -> QuerySet[Any]:
        found: QuerySet[Any] = self.model.objects.filter(**{self.column: enterprise})
        return found


@dataclass(frozen=True, slots=True)
class GapsOfDiagnoses(Rows):
    """Gaps go where their diagnosis went."""

    def repoint(
        self, *, former: Enterprise, latter: Enterprise, change: Change
    ) -> tuple[list[int], list[int]]:
        rows = self._rows(former).filter(diagnosis__enterprise=latter)
        return repoint_rows(rows=rows, column=self.column, to=latter, change=change)


@dataclass(frozen=True, slots=True)
class Ties(Rows):
    """Ties of a party that could not go over, since the kept record is a party itself."""

    def repoint(
        self, *, former: Enterprise, latter: Enterprise, change: Change
    ) -> tuple[list[int], list[int]]:
        party = Party.objects.filter(enterprise=latter).first()
        if party is None:
            return [], []
        return repoint_rows(rows=self._rows(former), column=self.column, to=party, change=change)

    def give_back(self, *, keys: Collection[int], to: Enterprise, change: Change) -> None:
        if keys:
            party = Party.objects.get(enterprise=to)
            return_rows(model=self.model, keys=keys, column=self.column, to=party, change=change)

    def _rows(self, enterprise: Enterprise) -> QuerySet[Any]:
        return SupplyTie.objects.filter(**{f"{self.column}__enterprise": enterprise})


MORE_LINKS: tuple[Rows, ...] = (
    Rows("planning_plan", Plan),
    Rows("planning_plangap", PlanGap),
    Rows("diagnosis_machine", Machine),
    Rows("diagnosis_processstep", ProcessStep),
    Rows("diagnosis_figure", Figure),
    Rows("diagnosis_diagnosis", Diagnosis),
    GapsOfDiagnoses("diagnosis_gap", Gap),
    Rows("vouchers_voucher", Voucher),
    Rows("platforms_platform", Platform, "host_enterprise"),
    Rows("platforms_booking", Booking),
    Rows("platforms_platformservice", PlatformService),
    Rows("outcomes_outcomefigure", OutcomeFigure),
    Rows("outcomes_programmemember", ProgrammeMember),
    Rows("cooperation_demand", Demand),
    Rows("cooperation_achievement", Achievement),
    Rows("cooperation_agreement", Agreement),
    Rows("matches_contractparty", ContractParty),
    Rows("matches_declaredtie", DeclaredTie),
    Rows("matches_offerterms", OfferTerms, "joint_applicant"),
    Rows("supply_linkfirm", LinkFirm),
    Rows("supply_party", Party),
    Ties("supply_supplytie/supplier", SupplyTie, "supplier"),
    Ties("supply_supplytie/buyer", SupplyTie, "buyer"),
)
