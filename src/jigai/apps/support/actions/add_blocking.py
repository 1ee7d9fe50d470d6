from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.support.actions.note_progress import NothingSaid
from jigai.apps.support.clockwork import agency_said, move, open_parts, record, settle, start, stop
from jigai.apps.support.models import EnterpriseRequest, RequestPart
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence

AGREED = Sentence("请协办时约定{days}个工作日", "{days} work-days, agreed when asked")
ASKED = Sentence("请{name}协办：{task}", "{name} is asked: {task}")


class BlocksAlready(Refusal):
    code = "support.blocks_already"
    message = Sentence("{name}已在办理这件诉求。", "{name} works on this request already.")
    remedy = Sentence("请选择另一个单位。", "Choose another unit.")


class NoDaysGranted(Refusal):
    code = "support.no_days_granted"
    message = Sentence("协办时限至少1个工作日。", "A part is granted at least one work-day.")


def add_blocking(
    *,
    request: EnterpriseRequest,
    agency: Agency,
    task: str,
    days: int | None = None,
    change: Change,
) -> RequestPart:
    """Ask another department for its part: its clock runs, that of the one in charge stands.

    Args:
        days: work-days granted; ``None`` takes the standard.

    Raises:
        BlocksAlready, NothingSaid, NoDaysGranted, CannotMove, RecordInvalid: as named.
    """
    parts = open_parts(request)
    if agency.pk in {part.agency_id for part in parts}:
        raise BlocksAlready(name=agency_said(agency))
    if not task.strip():
        raise NothingSaid
    if days is not None and days < 1:
        raise NoDaysGranted
    if request.state != State.BLOCKED:
        move(request, State.BLOCKED)
    bench = bench_of(request)
    standard = bench.standards.limit(StandardKind.BLOCKING)
    source = standard.source if days is None else AGREED.format(days=days)
    with writing("request.blocked", change):
        part = RequestPart(
            request=request,
            cycle=request.cycle,
            agency=agency,
            is_lead=False,
            task=task.strip(),
            limit_days=standard.amount if days is None else days,
            limit_source=source.zh,
            limit_source_en=source.en,
            begun_at=change.at,
        )
        save_valid(part)
        start(request, change.at, part=part)
        for other in parts:
            if other.is_lead:
                stop(request, change.at, part=other)
        settle(request, change.at, bench)
        said = ASKED.format(name=agency_said(agency), task=task.strip())
        record(request, Step.BLOCKED, change, text=said, agency=agency)
    part.refresh_from_db(fields=["due_at"])
    return part
