from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project, ProjectCode
from jigai.domain.change import Change
from jigai.domain.identifiers import ProjectCode as ReadCode
from jigai.domain.identifiers import read_project_code
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class ProjectCodeTaken(Refusal):
    code = "project.code_taken"
    message = Sentence(
        "项目代码{text}已属于“{name}”。", "The project code {text} already belongs to “{name}”."
    )
    remedy = Sentence(
        "一个代码只属于一个项目，请核对备案证明。",
        "One code is of one project: compare the filing certificate.",
    )


def add_code(*, project: Project, code: str, change: Change) -> ReadCode:
    """Enter a filing of the project; the first is the primary one. A wrong check digit warns.

    Raises:
        ProjectCodeUnreadable, ProjectCodeTaken: as named.
    """
    read = read_project_code(code)
    with writing("project.code_added", change):
        taken = ProjectCode.objects.filter(code=read.text).select_related("project").first()
        if taken and taken.project_id != project.pk:
            raise ProjectCodeTaken(text=read.text, name=taken.project.name)
        if taken is None:
            ProjectCode.objects.create(
                project=project,
                code=read.text,
                form=read.form.value,
                is_primary=not project.codes.exists(),
            )
    return read
