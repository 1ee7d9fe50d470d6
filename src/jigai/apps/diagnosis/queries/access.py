"""The gate to diagnoses, gaps and list lines: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.diagnosis.models import Answer, Diagnosis, Gap, Machine, ProcessStep
from jigai.apps.registry.models import Enterprise
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchDiagnosis(NotFound):
    code = "diagnosis.not_found"
    message = Sentence("没有编号为{pk}的诊断。", "There is no diagnosis {pk}.")
    remedy = Sentence("请从诊断列表中选择。", "Choose one from the list of diagnoses.")


class NoSuchGap(NotFound):
    code = "diagnosis.gap_not_found"
    message = Sentence("没有编号为{pk}的差距。", "There is no gap {pk}.")


class NoSuchListLine(NotFound):
    code = "diagnosis.line_not_found"
    message = Sentence("清单里没有编号为{pk}的一行。", "There is no line {pk} in the list.")


def diagnosis_for(viewer: Viewer, pk: int) -> Diagnosis:
    """The diagnosis with enterprise and edition, if the viewer may see it.

    Raises:
        NoSuchDiagnosis: it is absent, or out of the viewer's reach.
    """
    seen = Diagnosis.objects.visible_to(viewer).select_related("enterprise", "edition")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise NoSuchDiagnosis(pk=pk)
    return found


def gap_for(viewer: Viewer, pk: int) -> Gap:
    """The gap, if the viewer may see its enterprise.

    Raises:
        NoSuchGap: it is absent, or out of the viewer's reach.
    """
    found = Gap.objects.visible_to(viewer).select_related("diagnosis").filter(pk=pk).first()
    if found is None:
        raise NoSuchGap(pk=pk)
    return found


def machine_for(viewer: Viewer, pk: int) -> Machine:
    """The machine line, if the viewer may see its enterprise.

    Raises:
        NoSuchListLine: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    found = Machine.objects.select_related("enterprise").filter(pk=pk, enterprise__in=seen).first()
    if found is None:
        raise NoSuchListLine(pk=pk)
    return found


def process_for(viewer: Viewer, pk: int) -> ProcessStep:
    """The process, if the viewer may see its enterprise.

    Raises:
        NoSuchListLine: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    steps = ProcessStep.objects.select_related("enterprise")
    found = steps.filter(pk=pk, enterprise__in=seen).first()
    if found is None:
        raise NoSuchListLine(pk=pk)
    return found


def evidence_for(viewer: Viewer, pk: int) -> Answer:
    """The answer with a file, if the viewer may see its enterprise.

    Raises:
        NoSuchListLine: there is none, or it is out of the viewer's reach.
    """
    seen = Diagnosis.objects.visible_to(viewer).order_by().values("pk")
    with_file = Answer.objects.select_related("attachment").exclude(attachment=None)
    found = with_file.filter(pk=pk, diagnosis__in=seen).first()
    if found is None:
        raise NoSuchListLine(pk=pk)
    return found
