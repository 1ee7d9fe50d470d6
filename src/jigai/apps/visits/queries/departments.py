"""For which departments a person may log a contact."""

from __future__ import annotations

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.domain.refusal import NotAllowed, NotFound
from jigai.domain.sentence import Sentence


class NoSuchDepartment(NotFound):
    code = "visits.no_such_department"
    message = Sentence("没有编号为{pk}的部门。", "There is no department {pk}.")


class NotYourDepartment(NotAllowed):
    code = "visits.not_your_department"
    message = Sentence(
        "只能为自己的部门登记，不能替“{name}”登记。",
        "You log for your own department, not for “{name}”.",
    )
    remedy = Sentence("请由该部门或县技改办登记。", "Let that department or the office do it.")


def departments_of(viewer: Viewer) -> list[tuple[int, str, str]]:
    """Id, Chinese and English name: who keeps the registers may log for any, others for theirs."""
    rows = Agency.objects.filter(is_active=True)
    if not may(viewer, Deed.KEEP_REGISTERS):
        rows = rows.filter(pk__in=viewer.agency_ids)
    return list(rows.order_by("pk").values_list("pk", "name", "name_en"))


def department_for(viewer: Viewer, pk: int) -> Agency:
    """The department, if the viewer may log for it.

    Raises:
        NoSuchDepartment, NotYourDepartment: as named.
    """
    found = Agency.objects.filter(pk=pk).first()
    if found is None:
        raise NoSuchDepartment(pk=pk)
    if pk not in {key for key, _zh, _en in departments_of(viewer)}:
        raise NotYourDepartment(name=found.name)
    return found


class NoDepartmentCalled(NotFound):
    code = "visits.no_department_called"
    message = Sentence("没有部门“{name}”。", "There is no department “{name}”.")


def department_called(name: str) -> int:
    """Id of a department by name or number.

    Raises:
        NoDepartmentCalled: as named.
    """
    found = Agency.objects.filter(name=name.strip()).values_list("pk", flat=True).first()
    if found is None and name.strip().isdecimal():
        found = int(name)
    if found is None:
        raise NoDepartmentCalled(name=name)
    return found
