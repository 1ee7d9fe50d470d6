"""The scorecard of technology-oriented SMEs in OpenFisca: formulas over whole arrays.

OpenFisca knows no unknown value and no range; its numbers are single precision. It is measured as
it would be written for it, and how many outcomes differ is reported beside the time.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from jigai.cli.bench_firms import LIMITS

PERIOD = "2025"
PASS = 60
Array = Any  # numpy arrays of several types
STAFF = ((0.30, 20), (0.25, 16), (0.20, 12), (0.15, 8), (0.10, 4))
SALES = ((0.06, 50), (0.05, 40), (0.04, 30), (0.03, 20), (0.02, 10))
COSTS = ((0.30, 50), (0.25, 40), (0.20, 30), (0.15, 20), (0.10, 10))
ITEMS = ((4, 24), (3, 18), (2, 12), (1, 6))
DIRECT = ("valid_hnte", "national_award_top3", "provincial_rd_body", "led_standard")
GATES = ("resident_enterprise", "audited_accounts", "industry_allowed", "no_serious_breach")


def banded(measure: Array, bands: tuple[tuple[float, int], ...]) -> Array:
    """The points of the first band that a measure reaches."""
    return np.select([measure >= bound for bound, _ in bands], [points for _, points in bands], 0)


def share(above: Array, below: Array) -> Array:
    return np.divide(above, below, out=np.zeros(len(above)), where=below != 0)


def _staff(firm: Any, period: Any) -> Array:
    return banded(share(firm("tech_staff", period), firm("employees", period)), STAFF)


def _rd(firm: Any, period: Any) -> Array:
    spent = firm("rd_expense_yuan", period)
    by_sales = banded(share(spent, firm("sales_revenue_yuan", period)), SALES)
    return np.maximum(by_sales, banded(share(spent, firm("cost_expense_yuan", period)), COSTS))


def _ip(firm: Any, period: Any) -> Array:
    first = firm("class1_ip", period) >= 1
    return np.where(first, 30, banded(firm("class2_ip", period), ITEMS))


def _total(firm: Any, period: Any) -> Array:
    return firm("points_staff", period) + firm("points_rd", period) + firm("points_ip", period)


def _met(firm: Any, period: Any) -> Array:
    gates = np.logical_and.reduce([firm(name, period) for name in GATES])
    for name, limit in LIMITS.items():
        gates &= firm(name, period) <= limit
    passed = (firm("total", period) >= PASS) & (firm("points_staff", period) != 0)
    return gates & np.logical_or.reduce([passed, *(firm(name, period) for name in DIRECT)])


FORMULAS: dict[str, tuple[type, Callable[[Any, Any], Array]]] = {
    "points_staff": (int, _staff),
    "points_rd": (int, _rd),
    "points_ip": (int, _ip),
    "total": (int, _total),
    "met": (bool, _met),
}


class Scorecard:
    """The system, and simulations over columns."""

    def __init__(self, inputs: dict[str, Array]) -> None:
        entities = import_module("openfisca_core.entities")
        self._periods = import_module("openfisca_core.periods")
        self._builder = import_module("openfisca_core.simulation_builder").SimulationBuilder
        firm = entities.Entity("firm", "firms", "A firm", "")
        system = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([firm])
        kinds = {name: _kind(values) for name, values in inputs.items()}
        for name, kind in kinds.items():
            system.add_variable(self._variable(name, kind, firm))
        for name, (kind, formula) in FORMULAS.items():
            system.add_variable(self._variable(name, kind, firm, formula))
        self.system, self.inputs = system, inputs

    def _variable(self, name: str, kind: type, entity: Any, formula: Any = None) -> type:
        variable = import_module("openfisca_core.variables").Variable
        members: dict[str, Any] = {
            "value_type": kind,
            "entity": entity,
            "definition_period": self._periods.DateUnit.YEAR,
            "label": name,
        }
        if formula is not None:
            members["formula"] = lambda firm, period, _parameters: formula(firm, period)
        return type(name, (variable,), members)

    def ready(self) -> Any:
        """A simulation with its inputs set; nothing is computed."""
        count = len(next(iter(self.inputs.values())))
        simulation = self._builder().build_default_simulation(self.system, count)
        for name, values in self.inputs.items():
            simulation.set_input(name, PERIOD, values)
        return simulation

    @staticmethod
    def met(simulation: Any) -> Array:
        """The outcome of each firm, with points and total on the way."""
        return simulation.calculate("met", PERIOD)


def _kind(values: Array) -> type:
    if values.dtype == bool:
        return bool
    return int if np.issubdtype(values.dtype, np.integer) else float
