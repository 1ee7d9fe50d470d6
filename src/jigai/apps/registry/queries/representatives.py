"""Which enterprises a person speaks for, and the gate to one representation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.models import User
from jigai.apps.registry.models import Enterprise, Representative
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchRepresentation(NotFound):
    code = "representative.not_found"
    message = Sentence("没有编号为{pk}的企业授权。", "There is no representation {pk}.")


class NoSuchCode(NotFound):
    code = "enterprise.no_such_code"
    message = Sentence(
        "没有信用代码为“{code}”的企业。", "No enterprise has the credit code “{code}”."
    )


@dataclass(frozen=True, slots=True)
class RepresentationRow:
    id: int
    enterprise: str
    valid_from: date
    valid_to: date | None


def representations_of(person: User) -> list[RepresentationRow]:
    """Past and present, the newest first; one query."""
    rows = Representative.objects.filter(user=person).order_by("-valid_from", "-id")
    named = rows.values_list("id", "enterprise__name", "valid_from", "valid_to")
    return [RepresentationRow(*values) for values in named]


def representative_by(pk: int) -> Representative:
    """Raises: NoSuchRepresentation: there is none."""
    found = Representative.objects.filter(pk=pk).select_related("user", "enterprise").first()
    if found is None:
        raise NoSuchRepresentation(pk=pk)
    return found


def enterprise_coded(code: str) -> Enterprise:
    """Raises: NoSuchCode: no enterprise of the register has the code."""
    wanted = code.strip().upper()
    found = Enterprise.objects.filter(credit_code=wanted, merged_into__isnull=True).first()
    if found is None:
        raise NoSuchCode(code=wanted)
    return found


def represented(user_id: int) -> list[tuple[int, str]]:
    """Enterprises that a person speaks for now: id and name, by name."""
    rows = Representative.objects.filter(user_id=user_id, valid_to__isnull=True)
    named = rows.order_by("enterprise__name_sort", "enterprise_id")
    return list(named.values_list("enterprise_id", "enterprise__name").distinct())
