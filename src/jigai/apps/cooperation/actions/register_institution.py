"""Institutions, who acts for them, and what they run with the county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Institution, InstitutionMember, JointBody
from jigai.domain.change import Change
from jigai.domain.pinyin import fitting_keys
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SORT_WIDTH, INITIALS_WIDTH = 400, 120


class InstitutionNameTaken(Refusal):
    code = "cooperation.institution_name_taken"
    message = Sentence("“{name}”已经登记。", "“{name}” is registered already.")


class BodyNameTaken(Refusal):
    code = "cooperation.body_name_taken"
    message = Sentence("“{name}”已经登记。", "“{name}” is registered already.")


class BodyClosesEarly(Refusal):
    code = "cooperation.body_closes_early"
    message = Sentence("结束日早于成立日。", "It would close before it opened.")


class MembershipEndsEarly(Refusal):
    code = "cooperation.membership_ends_early"
    message = Sentence("终止日早于起始日。", "It would end before it begins.")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionEntry:
    """What the register says of an institution."""

    name: str
    kind: str
    name_en: str = ""
    short_name: str = ""
    place: str = ""
    contact_office: str = ""
    summary: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyEntry:
    """What the register says of a joint body."""

    name: str
    kind: str
    opened_on: date | None = None
    closed_on: date | None = None
    direction_id: int | None = None
    summary: str = ""


def register_institution(*, entry: InstitutionEntry, change: Change) -> Institution:
    """Enter an institution.

    Raises:
        InstitutionNameTaken, RecordInvalid: as named.
    """
    return _saved(Institution(), entry, "institution.registered", change)


def correct_institution(
    *, institution: Institution, entry: InstitutionEntry, change: Change
) -> Institution:
    """Change what the register says.

    Raises:
        InstitutionNameTaken, RecordInvalid: as named.
    """
    return _saved(institution, entry, "institution.corrected", change)


def open_body(*, institution: Institution, entry: BodyEntry, change: Change) -> JointBody:
    """Enter a joint laboratory, industry college, institute, base or programme.

    Raises:
        BodyNameTaken, BodyClosesEarly, RecordInvalid: as named.
    """
    return _saved_body(JointBody(institution=institution), entry, "joint_body.opened", change)


def correct_body(*, body: JointBody, entry: BodyEntry, change: Change) -> JointBody:
    """Change what the register says of a joint body, or the day on which it closed.

    Raises:
        BodyNameTaken, BodyClosesEarly, RecordInvalid: as named.
    """
    return _saved_body(body, entry, "joint_body.corrected", change)


def admit_member(
    *, institution: Institution, user_id: int, valid_from: date, change: Change
) -> InstitutionMember:
    """Let a person act for an institution from a day on; asking twice changes nothing."""
    with writing("institution_member.admitted", change):
        held = InstitutionMember.objects.filter(
            institution=institution, user_id=user_id, valid_to__isnull=True
        ).first()
        return held or InstitutionMember.objects.create(
            institution=institution, user_id=user_id, valid_from=valid_from
        )


def end_membership(*, member: InstitutionMember, on: date, change: Change) -> InstitutionMember:
    """From this day on the person sees nothing of the institution.

    Raises:
        MembershipEndsEarly: as named.
    """
    if on < member.valid_from:
        raise MembershipEndsEarly
    with writing("institution_member.ended", change):
        member.valid_to = on
        member.save(update_fields=["valid_to"])
    return member


def _saved(
    institution: Institution, entry: InstitutionEntry, verb: str, change: Change
) -> Institution:
    for name in InstitutionEntry.__dataclass_fields__:
        value = getattr(entry, name)
        setattr(institution, name, value.strip() if isinstance(value, str) else value)
    keys = fitting_keys(institution.name, sort=SORT_WIDTH, initials=INITIALS_WIDTH)
    institution.name_sort, institution.name_initials = keys.sort, keys.initials
    with writing(verb, change):
        taken = Institution.objects.filter(name=institution.name).exclude(pk=institution.pk)
        if taken.exists():
            raise InstitutionNameTaken(name=institution.name)
        save_valid(institution)
    return institution


def _saved_body(body: JointBody, entry: BodyEntry, verb: str, change: Change) -> JointBody:
    if entry.opened_on and entry.closed_on and entry.closed_on < entry.opened_on:
        raise BodyClosesEarly
    for name in BodyEntry.__dataclass_fields__:
        value = getattr(entry, name)
        setattr(body, name, value.strip() if isinstance(value, str) else value)
    with writing(verb, change):
        if JointBody.objects.filter(name=body.name).exclude(pk=body.pk).exists():
            raise BodyNameTaken(name=body.name)
        save_valid(body)
    return body
