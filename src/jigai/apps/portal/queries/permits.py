"""Which projects' forms their enterprise may fill in at present."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.portal.models import FormPermit
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class FormNotPermitted(NotAllowed):
    code = "form_permit.missing"
    message = Sentence(
        "项目“{project}”由责任单位填报，尚未开放企业填写。",
        "The responsible unit reports on “{project}”; the form is not open to the enterprise.",
    )
    remedy = Sentence(
        "请联系责任单位开放填写。", "Ask the responsible unit to open the form to you."
    )


@dataclass(frozen=True, slots=True)
class PermitRow:
    project_id: int
    given_by: str
    valid_from: date


def permits_of(project_ids: Collection[int], *, on: date) -> dict[int, PermitRow]:
    """Project → the permit in force on a day; one query."""
    held = FormPermit.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), project__in=project_ids, valid_from__lte=on
    )
    return {
        one.project_id: PermitRow(one.project_id, one.given_by, one.valid_from)
        for one in held.order_by("pk")
    }
