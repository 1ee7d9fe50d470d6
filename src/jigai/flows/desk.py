"""The special team's desk: each firm of the library with what it waits for and whose turn it is.

Each part offers its columns to an enterprise's row; a part that knows of more work adds one line
to ``COLUMNS`` and one to ``WORK``, and the desk counts and orders it with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Least, NullIf

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.desk import LAST_DAY, expires_within, with_ladder_work
from jigai.apps.cultivation.queries.standings import board_rows
from jigai.apps.registry.models import EnterpriseQuerySet
from jigai.apps.support.queries.desk import with_request_work
from jigai.apps.visits.queries.desk import with_service_work
from jigai.apps.visits.queries.silence import in_library_on
from jigai.domain.scorecards.reminders import RENEW_BEFORE
from jigai.domain.sentence import Sentence
from jigai.flows.desk_plans import with_plan_work
from jigai.flows.missing_facts import missing_facts

MOST_FACTS_FOR = 1_000
"""For more enterprises than these the missing facts are not counted on the list."""


class Columns(Protocol):
    """Adds a part's columns to the rows of a day.

    What only some may see is counted for the viewer; without one all of it is.
    """

    def __call__(
        self, rows: EnterpriseQuerySet, *, on: date, viewer: Viewer | None
    ) -> EnterpriseQuerySet: ...


def _ladder(rows: EnterpriseQuerySet, *, on: date, viewer: Viewer | None) -> EnterpriseQuerySet:  # noqa: ARG001 - one shape
    return with_ladder_work(rows, on=on)


def _service(rows: EnterpriseQuerySet, *, on: date, viewer: Viewer | None) -> EnterpriseQuerySet:  # noqa: ARG001 - one shape
    return with_service_work(rows, on=on)


COLUMNS: tuple[Columns, ...] = (_ladder, _service, with_request_work, with_plan_work)


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work on an enterprise.

    Its part gives the columns ``<name>_count``, ``_late_count``, ``_due_on``, ``_what`` and
    ``_turn`` (``OFFICE``: the programme office); ``name`` stands before what the next one is.
    """

    name: str
    title: Sentence


WORK: tuple[Work, ...] = (
    Work("task", Sentence("培育事项", "ladder task")),
    Work("promise", Sentence("跟进事项", "follow-up")),
    Work("request", Sentence("企业诉求", "request")),
    Work("approval", Sentence("待批准规划", "plan to approve")),
    Work("measure", Sentence("规划措施", "plan measure")),
)


def desk_rows(on: date, viewer: Viewer | None = None) -> EnterpriseQuerySet:
    """Every firm of the library on a day, with all columns of the desk as the viewer sees them."""
    rows = board_rows(on).filter(in_library_on(on))
    for columns in COLUMNS:
        rows = columns(rows, on=on, viewer=viewer)
    return _with_next(rows)


def visible_desk_rows(viewer: Viewer, on: date) -> EnterpriseQuerySet:
    """Those that the viewer may see, each once."""
    return desk_rows(on, viewer).visible_to(viewer)


def missing_branches(rows: EnterpriseQuerySet, *, on: date) -> tuple[When, ...]:
    """How many facts each firm lacks for its next rung; nothing for too many firms."""
    keys = list(rows.order_by().values_list("pk", flat=True)[: MOST_FACTS_FOR + 1])
    if len(keys) > MOST_FACTS_FOR:
        return ()
    by_count: dict[int, list[int]] = {}
    for key, missing in missing_facts(keys, on=on).items():
        by_count.setdefault(len(missing.names), []).append(key)
    return tuple(When(pk__in=found, then=Value(count)) for count, found in by_count.items())


def with_missing_facts(rows: EnterpriseQuerySet, branches: Sequence[When]) -> EnterpriseQuerySet:
    """The rows with the number of ``missing_branches``, which are worked out once a page."""
    counted = Case(*branches, default=Value(None), output_field=IntegerField())
    return rows.annotate(missing_count=counted)


def is_mine(viewer: Viewer) -> Q:
    """Firms that this person accompanies."""
    return Q(coach_id=viewer.user_id)


def has(*names: str) -> Q:
    """Some work of these kinds waits."""
    told = Q(pk__in=[])
    for name in names:
        told |= Q(**{f"{name}_count__gt": 0})
    return told


def is_late() -> Q:
    """Something on it is past its day."""
    told = Q(pk__in=[])
    for work in WORK:
        told |= Q(**{f"{work.name}_late_count__gt": 0})
    return told


def expires_soon(on: date) -> Q:
    return expires_within(on, on + RENEW_BEFORE)


def _with_next(rows: EnterpriseQuerySet) -> EnterpriseQuerySet:
    """What is due first over all kinds of work, and whose turn it is.

    Where nothing has a day, what waits without one comes forward.
    """
    far = Value(LAST_DAY, output_field=DateField())
    dues = [Coalesce(F(f"{work.name}_due_on"), far, output_field=DateField()) for work in WORK]
    nearest = Least(*dues) if len(dues) > 1 else dues[0]
    rows = rows.annotate(next_due_on=NullIf(nearest, far), work_count=_sum("count"))
    return rows.annotate(
        next_what=_of_the_next(lambda name: Concat(Value(f"{name}|"), F(f"{name}_what"))),
        next_turn=_of_the_next(lambda name: F(f"{name}_turn")),
    )


def _of_the_next(column: Callable[[str], Any]) -> Case:
    return Case(
        *(
            When(**{f"{work.name}_due_on": F("next_due_on")}, then=column(work.name))
            for work in WORK
        ),
        *(
            When(**{"next_due_on": None, f"{work.name}_count__gt": 0}, then=column(work.name))
            for work in WORK
        ),
        default=Value(""),
        output_field=CharField(),
    )


def _sum(column: str) -> Any:
    total: Any = Value(0)
    for work in WORK:
        total = total + F(f"{work.name}_{column}")
    return total


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """The numbers on top of the desk; each is the length of a list.

    ``work`` counts things by kind, ``firms_with`` the firms that have a request or a plan waiting.
    """

    firms: int
    mine: int
    silent: int
    late: int
    ending: int
    work: Mapping[str, int]
    firms_with: Mapping[str, int]


def desk_counts(viewer: Viewer, *, on: date) -> DeskCounts:
    """Counted over the firms that the viewer sees; one query."""
    rows = visible_desk_rows(viewer, on).values_list(
        "coach_id", "is_silent", "expires_on", *(f"{w.name}_count" for w in WORK),
        *(f"{w.name}_late_count" for w in WORK),
    )  # fmt: skip
    found: list[Any] = list(rows)
    kinds = len(WORK)
    counts = [dict(zip((w.name for w in WORK), row[3 : 3 + kinds], strict=True)) for row in found]
    return DeskCounts(
        firms=len(found),
        mine=sum(1 for row in found if row[0] == viewer.user_id),
        silent=sum(1 for row in found if row[1]),
        late=sum(1 for row in found if any(row[3 + kinds :])),
        ending=sum(1 for row in found if _is_soon(row[2], on)),
        work={work.name: sum(one[work.name] for one in counts) for work in WORK},
        firms_with={
            "request": sum(1 for one in counts if one["request"]),
            "plan": sum(1 for one in counts if one["approval"] or one["measure"]),
        },
    )


def _is_soon(ends_on: date | None, on: date) -> bool:
    return ends_on is not None and on <= ends_on <= on + RENEW_BEFORE
