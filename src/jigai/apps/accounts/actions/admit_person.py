"""Bring a person in at one stroke: account, first role and one-time link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.actions.appoint import appoint
from jigai.apps.accounts.actions.create_person import create_person
from jigai.apps.accounts.actions.invite import invite
from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class Admission:
    """``secret`` of the one-time link is shown once; the link is ``/people/join/<secret>/``."""

    user: User
    secret: str


def admit_person(
    *,
    username: str,
    display_name: str,
    role: str,
    valid_from: date,
    change: Change,
    language: str = "zh-hans",
    agency_id: int | None = None,
    division_id: int | None = None,
) -> Admission:
    """All or nothing: without a valid role there is no account either.

    Raises:
        UsernameTaken, AgencyMissing, RecordInvalid: as named.
    """
    with writing("person.brought_in", change):
        user = create_person(
            username=username, display_name=display_name, language=language, change=change
        )
        appoint(
            user=user,
            role=role,
            valid_from=valid_from,
            agency_id=agency_id,
            division_id=division_id,
            change=change,
        )
        return Admission(user, invite(user=user, change=change))
