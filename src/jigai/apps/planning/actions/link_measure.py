from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.catalogue import spec_of
from jigai.apps.planning.models import MeasureProject, PlanLine
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ProjectOfAnother(Refusal):
    code = "planning.project_of_another"
    message = Sentence(
        "项目“{project}”不是这家企业的。", "The project “{project}” is not this enterprise's."
    )
    remedy = Sentence("请选该企业的项目。", "Choose a project of this enterprise.")


class NotAMeasure(Refusal):
    code = "planning.not_a_measure"
    message = Sentence(
        "“{kind}”不是由项目实施的条目。", "A “{kind}” is not carried out by a project."
    )
    remedy = Sentence(
        "请选技术需求、设备、措施或供应环节。",
        "Choose a need, equipment, a measure or a supply link.",
    )


class LinkedAlready(Refusal):
    code = "planning.linked_already"
    message = Sentence("“{line}”已由该项目实施。", "That project carries “{line}” out already.")


def link_measure(*, line: PlanLine, project: Project, change: Change) -> MeasureProject:
    """Say which project carries a line out; the link holds through later versions.

    Raises:
        NotAMeasure, ProjectOfAnother, LinkedAlready: as named.
    """
    plan = line.version.plan
    if not spec_of(line.kind).is_measure:
        raise NotAMeasure(kind=spec_of(line.kind).label)
    if project.enterprise_id != plan.enterprise_id:
        raise ProjectOfAnother(project=project.name)
    with writing("measure.linked", change):
        if MeasureProject.objects.filter(plan=plan, line_key=line.key, project=project).exists():
            raise LinkedAlready(line=line.title)
        link = MeasureProject(
            plan=plan, line_key=line.key, project=project, linked_on=change.at.date()
        )
        save_valid(link)
    return link
