from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.projects.models import Project, ProjectPaper
from jigai.apps.projects.queries.stage_gate import STAGE_PAPERS, held_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.stages import Requirement, Stage, check_move


class PaperUnknown(Refusal):
    code = "stages.paper_unknown"
    message = Sentence("没有“{kind}”这种材料。", "There is no paper “{kind}”.")
    remedy = Sentence("可选：{choices}。", "Choose one of: {choices}.")


class StageUnknown(Refusal):
    code = "stages.unknown"
    message = Sentence("没有“{stage}”这个阶段。", "There is no stage “{stage}”.")


def advance_stage(
    *, project: Project, to: str, change: Change, is_bypassed: bool = False
) -> tuple[Requirement, ...]:
    """Move a project through the gate.

    Args:
        is_bypassed: let it pass though something is missing; whether the person may is asked
            before (``Deed.BYPASS_GATE``). The change's reason stays in the history.

    Returns:
        What a bypass left missing.

    Raises:
        StageUnknown, StageCannotMove: as named.
        StageNotReady: with what is missing.
    """
    if to not in tuple(Stage):
        raise StageUnknown(stage=to)
    then = Stage(to)
    with writing("stage.bypassed" if is_bypassed else "stage.advanced", change):
        project.refresh_from_db()
        missing = check_move(
            Stage(project.stage), then, held=held_of(project), is_bypassed=is_bypassed
        )
        project.stage = then.value
        project.is_withdrawn = then is Stage.WITHDRAWN
        project.save(update_fields=["stage", "is_withdrawn"])
    return missing


def hand_in_paper(
    *,
    project: Project,
    kind: str,
    change: Change,
    attachment: Attachment | None = None,
    note: str = "",
) -> ProjectPaper:
    """Keep a paper that a stage asks for.

    Raises:
        PaperUnknown: no stage asks for it.
    """
    if kind not in STAGE_PAPERS:
        raise PaperUnknown(kind=kind, choices=", ".join(sorted(STAGE_PAPERS)))
    with writing("paper.handed_in", change):
        row = project.papers.filter(kind=kind).first() or ProjectPaper(project=project, kind=kind)
        row.attachment, row.note = attachment or row.attachment, note
        row.save()
    return row
