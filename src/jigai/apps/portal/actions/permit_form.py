"""A responsible unit lets the enterprise fill in the form of a project, or no longer."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import FormPermit
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NoEnterpriseToPermit(Refusal):
    code = "form_permit.no_enterprise"
    message = Sentence("项目没有登记企业。", "The project names no enterprise.")


def permit_form(*, project: Project, on: date, change: Change) -> FormPermit:
    """From a day on the enterprise may propose; asking twice changes nothing.

    Raises:
        NoEnterpriseToPermit: as named.
    """
    if project.enterprise_id is None:
        raise NoEnterpriseToPermit
    with writing("form_permit.given", change):
        held = FormPermit.objects.filter(project=project, valid_to=None).first()
        return held or FormPermit.objects.create(
            project=project,
            given_by_key=change.actor.key,
            given_by=change.actor.name,
            valid_from=on,
        )


def end_form_permit(*, project: Project, on: date, change: Change) -> int:
    """From a day on the unit alone reports; how many permits ended."""
    with writing("form_permit.ended", change):
        return FormPermit.objects.filter(project=project, valid_to=None).update(valid_to=on)
