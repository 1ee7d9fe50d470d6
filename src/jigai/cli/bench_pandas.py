"""The scorecard of technology-oriented SMEs in pandas, vectorised; it knows no unknown value."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np

from jigai.cli.bench_firms import CENTS, LIMITS
from jigai.cli.bench_openfisca import (
    COSTS,
    DIRECT,
    GATES,
    ITEMS,
    PASS,
    SALES,
    STAFF,
    banded,
    share,
)

Frame = Any  # pandas comes with the solver, without types


def met(firms: Frame) -> Any:
    """Points, total and outcome as new columns of a frame in fen; the outcome as an array."""
    spent = firms["rd_expense_yuan"].to_numpy()
    firms = firms.assign(
        points_staff=banded(share(firms["tech_staff"].to_numpy(), firms["employees"]), STAFF),
        points_rd=np.maximum(
            banded(share(spent, firms["sales_revenue_yuan"]), SALES),
            banded(share(spent, firms["cost_expense_yuan"]), COSTS),
        ),
        points_ip=np.where(firms["class1_ip"] >= 1, 30, banded(firms["class2_ip"], ITEMS)),
    )
    firms["total"] = firms["points_staff"] + firms["points_rd"] + firms["points_ip"]
    gates = reduce(and_, (firms[name] for name in GATES))
    for name, limit in LIMITS.items():
        gates &= firms[name] <= limit * CENTS
    passed = (firms["total"] >= PASS) & (firms["points_staff"] != 0)
    firms["met"] = gates & reduce(or_, (firms[name] for name in DIRECT), passed)
    return firms["met"].to_numpy()
