"""Where a round stands: counts from the ledgers, gathered once for stepper and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import FollowUp, Objection
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round, RoundStage
from jigai.apps.rounds.queries.coverage import Coverage, EntryState, coverage


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts within the viewer's reach; ``today`` is the day of the question."""

    period: str
    stage: str
    due_on: date
    objections_until_on: date | None
    is_computed: bool
    today: date
    ledger: Coverage
    to_review: int
    objections: int
    follow_ups: int

    @property
    def missing(self) -> int:
        return len(self.ledger.missing)

    @property
    def is_overdue(self) -> bool:
        return self.today > self.due_on

    @property
    def days_left(self) -> int:
        return (self.due_on - self.today).days

    @property
    def is_window_open(self) -> bool:
        until = self.objections_until_on
        return self.stage == RoundStage.PROVISIONAL and until is not None and self.today <= until


def round_standing(viewer: Viewer, *, round: Round, today: date) -> Standing:
    """The standing of a round as far as the viewer may see; four queries."""
    seen = Project.objects.visible_to(viewer).order_by().values("pk")
    ledger = coverage(viewer, round=round)
    objections = Objection.objects.filter(badge__round=round, badge__project__in=seen, ruling="")
    open_ones = FollowUp.objects.filter(badge__round=round, badge__project__in=seen, done_on=None)
    return Standing(
        period=round.period,
        stage=round.stage,
        due_on=round.due_on,
        objections_until_on=round.objections_until_on,
        is_computed=round.computed_at is not None,
        today=today,
        ledger=ledger,
        to_review=sum(row.state is EntryState.SUBMITTED for row in ledger.rows),
        objections=objections.count(),
        follow_ups=open_ones.count(),
    )
