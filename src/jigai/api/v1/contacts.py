"""Contacts: masked in the enterprise's profile; in full only with a reason that is kept."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Number, Reasoned, Text
from jigai.apps.accounts.permissions import Deed
from jigai.apps.registry.actions.add_contact import add_contact, erase_contact
from jigai.apps.registry.actions.unmask_contact import unmask_contact
from jigai.apps.registry.queries.access import enterprise_for
from jigai.apps.registry.queries.contacts import OpenedContact, contact_for

router = Router()


class NewContact(Reasoned):
    enterprise_id: int
    name: Text
    telephone: Text = ""
    duty: Text = ""


@router.post("", response={201: Made, **PROBLEMS})
def create_contact(request: HttpRequest, new: NewContact) -> Status[Made]:
    change = change_by(request, Deed.KEEP_REGISTERS, new.reason)
    enterprise = enterprise_for(viewer_in(request), new.enterprise_id)
    named = new.model_dump(include={"name", "telephone", "duty"})
    return Status(201, Made(id=add_contact(enterprise=enterprise, **named, change=change).pk))


@router.post("/{pk}/unmask", response={200: OpenedContact, **PROBLEMS})
def unmask(request: HttpRequest, pk: Number, said: Reasoned) -> OpenedContact:
    change = change_by(request, Deed.UNMASK, said.reason)
    return unmask_contact(contact=contact_for(viewer_in(request), pk), change=change)


@router.post("/{pk}/erase", response={200: Made, **PROBLEMS})
def erase(request: HttpRequest, pk: Number, said: Reasoned) -> Made:
    change = change_by(request, Deed.UNMASK, said.reason)
    erase_contact(contact=contact_for(viewer_in(request), pk), change=change)
    return Made(id=pk)
