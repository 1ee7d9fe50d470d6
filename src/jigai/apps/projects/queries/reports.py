"""A project's reports: the one before, and how far two lie apart."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import ProgressReport, Project, ReportState
from jigai.domain.periods import Period, kind_of, parse_period
from jigai.domain.quantities import WHOLE_BP, money, percentage, share_from_bp
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

JUMP_BP = 2_000
"""A step of a fifth of the whole within one period asks for a reason."""
ROSE = Sentence("{label}由 {before} 增至 {after}", "{label} rose from {before} to {after}")
FELL = Sentence("{label}由 {before} 降至 {after}", "{label} fell from {before} to {after}")
LABELS = {
    "progress_bp": Sentence("形象进度", "progress"),
    "year_investment_fen": Sentence("本年累计完成投资", "investment this year"),
    "total_investment_fen": Sentence("累计完成投资", "investment since start"),
}


class NoSuchReport(NotFound):
    code = "report.not_found"
    message = Sentence("没有编号为{pk}的填报。", "There is no report {pk}.")


@dataclass(frozen=True, slots=True)
class Jump:
    """One figure that moved far since the last report, or fell though it adds up."""

    field: str
    before: int
    after: int

    @property
    def sentence(self) -> Sentence:
        form = ROSE if self.after > self.before else FELL
        before, after = (_said(self.field, value) for value in (self.before, self.after))
        return form.format(label=LABELS[self.field], before=before, after=after)


def report_for(viewer: Viewer, pk: int) -> ProgressReport:
    """The report, if the viewer may see its project.

    Raises:
        NoSuchReport: it is absent, or out of the viewer's reach.
    """
    seen = Project.objects.visible_to(viewer).values("pk")
    found = ProgressReport.objects.filter(pk=pk, project__in=seen).select_related("project").first()
    if found is None:
        raise NoSuchReport(pk=pk)
    return found


def previous_report(*, project_id: int, period: Period) -> ProgressReport | None:
    """The last report handed in for an earlier period of the same rhythm."""
    handed_in = ProgressReport.objects.filter(
        project_id=project_id,
        period__lt=str(period),
        state__in=(ReportState.SUBMITTED, ReportState.ACCEPTED),
    ).order_by("-period")
    same = (r for r in handed_in if kind_of(parse_period(r.period)) is kind_of(period))
    return next(same, None)


def jumps_of(
    *, before: ProgressReport | None, after: ProgressReport, whole_fen: int | None
) -> tuple[Jump, ...]:
    """Which figures moved by a fifth of the whole or more, or fell.

    Args:
        whole_fen: the project's total investment; without it only falling amounts are told.
    """
    if before is None:
        return ()
    names = ["progress_bp", "total_investment_fen"]
    if before.period[:4] == after.period[:4]:
        names.insert(1, "year_investment_fen")
    found = []
    for name in names:
        was, now = getattr(before, name), getattr(after, name)
        whole = WHOLE_BP if name == "progress_bp" else whole_fen
        if was is not None and now is not None and _is_jump(was, now, whole):
            found.append(Jump(name, was, now))
    return tuple(found)


def _is_jump(was: int, now: int, whole: int | None) -> bool:
    return now < was or (whole is not None and (now - was) * WHOLE_BP >= JUMP_BP * whole > 0)


def _said(field: str, value: int) -> object:
    return percentage(share_from_bp(value)) if field == "progress_bp" else money(value)
