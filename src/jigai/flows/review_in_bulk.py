"""Accept or return many reports at once, each by the same rules as alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import ProgressReport
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.report_progress import accept_progress, return_progress


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of one report; ``refused`` says why it was left as it is."""

    report_id: int
    project_id: int
    project: str
    state: str
    code: str = ""
    refused: Sentence | None = None


@dataclass(frozen=True, slots=True)
class BulkReview:
    """The list of results, and the change set whose undo takes all of them back."""

    results: tuple[Reviewed, ...]
    change_set: int

    @property
    def changed(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.results if one.refused is None)

    @property
    def left(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.results if one.refused is not None)


def review_in_bulk(
    *, reports: Sequence[ProgressReport], is_accepted: bool, change: Change
) -> BulkReview:
    """Decide on a whole filtered set with one reason, in one change set.

    A report that may not be changed (locked, own, not handed in) is listed with the reason and
    stops none of the others.
    """
    decide = accept_progress if is_accepted else return_progress
    verb = "reports.accepted" if is_accepted else "reports.returned"
    results = []
    with writing(verb, change) as opened:
        for report in reports:
            code, refused = "", None
            try:
                decide(report=report, change=change)
            except Refusal as refusal:
                code, refused = refusal.code, refusal.said
            results.append(
                Reviewed(
                    report.pk, report.project_id, report.project.name, report.state, code, refused
                )
            )
    return BulkReview(tuple(results), opened.id)
