"""From a project code to the project."""

from __future__ import annotations

from jigai.apps.projects.models import ProjectCode
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchCode(NotFound):
    code = "project.code_not_found"
    message = Sentence("没有代码为“{text}”的项目。", "There is no project with the code “{text}”.")
    remedy = Sentence("请给出项目编号或项目代码。", "Give the project's number or its code.")


def project_id_of(text: str) -> int:
    """The number of a project, given as number or as project code.

    Raises:
        NoSuchCode: no filing has this code.
    """
    if text.isdecimal():
        return int(text)
    found = ProjectCode.objects.filter(code=text.strip()).first()
    if found is None:
        raise NoSuchCode(text=text)
    return found.project_id
