"""The half-month form of an enterprise's own project: said by it, decided by the responsible unit.

The report is the unit's. A proposal overwrites nothing: where the unit has a report of the period
already, handed in or as a draft, the proposal stands beside it and the unit uses its own form.
"""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.portal.actions.decide import decide
from jigai.apps.portal.actions.propose_report import given, propose_report, said_values
from jigai.apps.portal.models import ReportProposal
from jigai.apps.portal.queries.permits import FormNotPermitted, permits_of
from jigai.apps.projects.actions.save_draft_report import ReportValues
from jigai.apps.projects.actions.submit_report import DataAfterPeriod, ProgressMissing
from jigai.apps.projects.models import Project
from jigai.apps.rounds.queries.access import round_of
from jigai.domain.change import Change
from jigai.domain.periods import parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.report_progress import refuse_unless_open, report_progress

NOTICE = Sentence(
    "调度信息，非统计报表。由企业填写，经责任单位采纳后才成为填报；请如实填写。",
    "Programme information, not a statistical return. Said by the enterprise; it becomes a report"
    " when the responsible unit takes it over. Say what is true.",
)
SOURCE = "企业填写"


class ReportThereAlready(Refusal):
    code = "report_proposal.report_there"
    message = Sentence(
        "责任单位在{period}已有这个项目的填报，不会被企业填写覆盖。",
        "The responsible unit has a report of {period} already; nothing is written over it.",
    )
    remedy = Sentence(
        "请在责任单位自己的填报里核对修改，再答复企业。",
        "Compare and edit the unit's own report, then answer the enterprise.",
    )


def propose_progress(
    *, project: Project, period: str, values: ReportValues, on: date, change: Change
) -> ReportProposal:
    """Hand the form to the responsible unit.

    Raises:
        NoSuchRound, NotDueHere, PeriodLocked: as named.
        FormNotPermitted: the unit has not opened the form to the enterprise.
        ReportThereAlready: the unit has handed in its report.
        ProgressMissing, DataAfterPeriod: as for a report.
    """
    if project.pk not in permits_of([project.pk], on=on):
        raise FormNotPermitted(project=project.name)
    with writing("reportproposal.made", change):
        held = round_of(period)
        refuse_unless_open(project, period, change)
        _refuse_if_reported(project, held.period, drafts_too=False)
        said = given(values)
        if "progress_bp" not in said and "forecast_completion_on" not in said:
            raise ProgressMissing
        data_on = values.get("data_on") or held.ends_on
        if data_on > held.ends_on:
            raise DataAfterPeriod(day=data_on, end=held.ends_on)
        return propose_report(project=project, period=held.period, values=values, change=change)


def decide_proposal(
    *,
    proposal: ReportProposal,
    is_accepted: bool,
    answer: str,
    change: Change,
    jump_reason: str = "",
) -> ReportProposal:
    """The unit takes the form over as its report, or refuses it with a reason.

    Args:
        jump_reason: why figures are far from the last report, where the enterprise did not say.

    Raises:
        ReportThereAlready: the unit has a report or a draft of the period.
        AnsweredAlready, OwnRequest, AnswerMissing: as ``decide``; what ``report_progress`` refuses.
    """
    both = change.because(
        f"{SOURCE}（{proposal.asked_by}），{change.actor.name}"
        f"{'采纳' if is_accepted else '退回'}：{answer.strip()}"
    )
    with writing("reportproposal.decided", both):
        decide(asked=proposal, is_accepted=is_accepted, answer=answer, change=both)
        if is_accepted:
            _refuse_if_reported(proposal.project, proposal.period, drafts_too=True)
            values = said_values(dict(proposal.values))
            if jump_reason.strip():
                values["jump_reason"] = jump_reason.strip()
            report_progress(
                project=proposal.project, period=proposal.period, values=values, change=both
            )
    return proposal


def _refuse_if_reported(project: Project, period: str, *, drafts_too: bool) -> None:
    there = project.reports.filter(period=period)
    if not drafts_too:
        there = there.filter(state__in=["submitted", "accepted"])
    if there.exists():
        raise ReportThereAlready(period=parse_period(period).name)
