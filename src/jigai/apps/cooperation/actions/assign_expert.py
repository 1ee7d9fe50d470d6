"""Give a case to an expert up to the load limit, and close it with what came of it."""

from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Demand, Expert, ExpertCase
from jigai.apps.cooperation.queries.expert_load import (
    AvailableExpert,
    FieldsWanted,
    fields_wanted,
    next_best,
)
from jigai.apps.cooperation.queries.open_demands import shown_text
from jigai.apps.cooperation.words import OUTCOMES
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class ExpertFull(Refusal):
    """``next_best`` holds who could take the case."""

    code = "cooperation.expert_full"
    message = Sentence(
        "“{name}”在办{open}件，已到上限{limit}件。",
        "“{name}” has {open} cases open, the limit is {limit}.",
    )
    remedy = Sentence("可改派：{others}。", "Ask instead: {others}.")

    def __init__(self, expert: Expert, held: int, others: list[AvailableExpert]) -> None:
        self.next_best = tuple(others)
        named = [
            Sentence(
                f"{one.name}（{one.institution}，还可接{one.free_count}件）",
                f"{one.name} ({one.institution}, {one.free_count} free)",
            )
            for one in others
        ]
        nobody = Sentence("目前没有空闲的专家", "nobody is free at present")
        super().__init__(
            name=expert.name,
            open=held,
            limit=expert.load_limit,
            others=joined(named) if named else nobody,
        )


class ExpertNotListed(Refusal):
    code = "cooperation.expert_not_listed"
    message = Sentence(
        "“{name}”的入库同意已到期或撤回，不能再派。",
        "The consent of “{name}” has run out or was taken back.",
    )


class CaseGivenAlready(Refusal):
    code = "cooperation.case_given_already"
    message = Sentence("这条需求已经派给这位专家。", "The demand is with this expert already.")


class CaseClosed(Refusal):
    code = "cooperation.case_closed"
    message = Sentence("这件事已经办结。", "This case is closed.")


class OutcomeUnknown(Refusal):
    code = "cooperation.outcome_unknown"
    message = Sentence("没有“{outcome}”这种办理结果。", "There is no outcome “{outcome}”.")


def assign_expert(
    *,
    expert: Expert,
    change: Change,
    demand: Demand | None = None,
    title: str = "",
    wanted: FieldsWanted | None = None,
) -> ExpertCase:
    """Open a case with an expert, of a demand or of another matter by its title.

    Args:
        wanted: what the case is about, where it is of no demand; names the next best.

    Raises:
        ExpertNotListed, CaseGivenAlready, ExpertFull, RecordInvalid: as named.
    """
    on = change.at.date()
    with writing("case.opened", change):
        expert.refresh_from_db()
        if not Expert.objects.consenting(on).filter(pk=expert.pk).exists():
            raise ExpertNotListed(name=expert.name)
        open_cases = ExpertCase.objects.filter(expert=expert, closed_on=None)
        if demand is not None and open_cases.filter(demand=demand).exists():
            raise CaseGivenAlready
        held = open_cases.count()
        if held >= expert.load_limit:
            about = wanted or (fields_wanted(demand) if demand else _own_fields(expert))
            raise ExpertFull(expert, held, next_best(about, on=on, without=[expert.pk]))
        named = title.strip() or (shown_text(demand, "name") if demand else "")
        case = ExpertCase(expert=expert, demand=demand, title=named, opened_on=on)
        save_valid(case)
    return case


def close_case(*, case: ExpertCase, outcome: str, change: Change) -> ExpertCase:
    """Say what came of a case; the change's reason is the note.

    Raises:
        CaseClosed, OutcomeUnknown: as named.
    """
    if outcome not in OUTCOMES:
        raise OutcomeUnknown(outcome=outcome)
    with writing("case.closed", change):
        case.refresh_from_db()
        if case.closed_on is not None:
            raise CaseClosed
        case.closed_on, case.outcome = change.at.date(), outcome
        case.outcome_note = change.reason[:300]
        case.save(update_fields=["closed_on", "outcome", "outcome_note"])
    return case


def _own_fields(expert: Expert) -> FieldsWanted:
    return FieldsWanted(expert.technical_field, expert.discipline)
