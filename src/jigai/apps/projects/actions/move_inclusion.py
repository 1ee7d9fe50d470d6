from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import InclusionCase, InclusionPaper, Project
from jigai.domain.change import Change
from jigai.domain.inclusion import PAPERS, ReturnReason, State, check_move
from jigai.domain.periods import Month, parse_period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class InclusionUnknown(Refusal):
    code = "inclusion.unknown"
    message = Sentence("没有“{text}”这个入统状态、材料或原因。", "Inclusion knows no “{text}”.")
    remedy = Sentence("可选：{choices}。", "Choose one of: {choices}.")


class LibraryMonthMissing(Refusal):
    code = "inclusion.library_month_missing"
    message = Sentence(
        "已入库要写明入库月份（如 2026-11）。", "In the library: name the month, such as 2026-11."
    )


def move_inclusion(
    *,
    project: Project,
    to: str,
    on: date,
    change: Change,
    return_code: str = "",
    included_month: str = "",
    note: str = "",
) -> InclusionCase:
    """Move a project on its way into the library; a process state, never an amount.

    Raises:
        InclusionUnknown, LibraryMonthMissing: as named.
        InclusionCannotMove, ReturnWithoutReason: the move is not in the table.
    """
    then = State(_known(to, tuple(State)))
    reason = ReturnReason(_known(return_code, tuple(ReturnReason))) if return_code else None
    month = _month(included_month) if then is State.IN_LIBRARY else ""
    with writing("inclusion.moved", change):
        case = case_of(project, on=on, change=change)
        check_move(State(case.state), then, reason=reason)
        case.state, case.since_on, case.note = then.value, on, note
        case.return_code = reason.value if then is State.RETURNED and reason else ""
        case.included_month = month
        if then is State.COUNTY_REVIEW:
            case.declared_on = on
        case.save()
    return case


def tick_paper(
    *,
    project: Project,
    kind: str,
    is_ready: bool,
    on: date,
    change: Change,
    attachment: Attachment | None = None,
) -> InclusionPaper:
    """Say whether one paper of the inclusion file is ready.

    Raises:
        InclusionUnknown: the file has no such paper.
    """
    _known(kind, tuple(paper.name for paper in PAPERS))
    with writing("inclusion.paper_ticked", change):
        case = case_of(project, on=on, change=change)
        row = case.papers.filter(kind=kind).first() or InclusionPaper(case=case, kind=kind)
        row.is_ready, row.attachment = is_ready, attachment or row.attachment
        row.save()
    return row


def case_of(project: Project, *, on: date, change: Change) -> InclusionCase:
    """The project's case, opened if there is none: awaiting start, or preparing once started."""
    with writing("inclusion.opened", change):
        found = InclusionCase.objects.filter(project=project).first()
        first = State.PREPARING if project.actual_start_on else State.AWAITING_START
        return found or InclusionCase.objects.create(
            project=project, state=first.value, since_on=on
        )


def _known(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise InclusionUnknown(text=text, choices=", ".join(choices))
    return text


def _month(text: str) -> str:
    if not text or not isinstance(parse_period(text), Month):
        raise LibraryMonthMissing
    return text
