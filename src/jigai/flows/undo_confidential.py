"""What of a change may be taken back by nobody but the owner of a confidential demand.

An undo would else reopen what the owner closed, or strike a look out of the owner's log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jigai.apps.audit.queries.private import private_now, private_touched
from jigai.apps.audit.queries.touched import touched_values
from jigai.apps.audit.tables import record_table
from jigai.apps.cooperation.queries.access import is_of
from jigai.domain.change import Actor
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence

DEMANDS = "cooperation_demand"
DISCLOSURES = "cooperation_disclosure"
LOOKS = "cooperation_look"
OF_ANOTHER = Sentence("保密需求，只有填报单位能改", "a confidential demand, its owner's alone")
LOGGED = Sentence("查看记录不能撤销", "a look stays in the log")


class ConfidentialStays(NotAllowed):
    code = "cooperation.confidential_stays"
    message = Sentence(
        "这次修改属于他人的保密需求，或是查看保密需求的记录，不能由您撤销。",
        "This change is of a confidential demand of others, or a look at one; it is not yours to"
        " undo.",
    )
    remedy = Sentence("请由填报单位自己修改。", "Let its owner change it.")


def closed_records(
    numbers: Sequence[int], tables: Mapping[str, int], *, by: Actor
) -> dict[str, dict[int, Sentence]]:
    """Records that stay as they are, each with its reason; ``tables`` counts what was touched.

    Raises:
        ConfidentialStays: nothing else was touched.
    """
    closed: dict[str, dict[int, Sentence]] = {}
    if DEMANDS in tables:
        demands = private_touched(record_table(DEMANDS), numbers)
        closed[DEMANDS] = dict.fromkeys(_of_others(demands, by), OF_ANOTHER)
    if DISCLOSURES in tables:
        whose = touched_values(numbers=numbers, table=DISCLOSURES, column="demand_id")
        demands = private_now(record_table(DEMANDS), sorted(set(whose.values())))
        others = _of_others(demands, by)
        closed[DISCLOSURES] = {key: OF_ANOTHER for key, of in whose.items() if of in others}
    if LOOKS in tables:
        looks = touched_values(numbers=numbers, table=LOOKS, column="id")
        closed[LOOKS] = dict.fromkeys(looks, LOGGED)
    count = sum(len(found) for found in closed.values())
    if count and count == sum(tables.values()):
        raise ConfidentialStays
    return closed


def _of_others(demands: Mapping[int, Mapping[str, Any]], by: Actor) -> set[int]:
    return {
        key
        for key, row in demands.items()
        if not is_of(by.key, owner_key=row["owner_key"], enterprise_id=row["enterprise_id"])
    }
