"""Contacts of an enterprise, masked unless somebody gives a reason."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cryptography.fernet import Fernet

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.authors import creators
from jigai.apps.registry.actions.add_contact import ContactErased
from jigai.apps.registry.models import Contact, ContactKey
from jigai.apps.registry.queries.access import NoSuchEnterprise, enterprise_for


@dataclass(frozen=True, slots=True)
class OpenedContact:
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as everybody sees it: ``张*``, ``138****5678``."""

    id: int
    duty: str
    name: str
    telephone: str
    is_erased: bool


def contact_for(viewer: Viewer, pk: int) -> Contact:
    """The contact, if the viewer may see its enterprise.

    Raises:
        NoSuchEnterprise: it is absent, or out of the viewer's reach.
    """
    contact = Contact.objects.filter(pk=pk).first()
    if contact is None:
        raise NoSuchEnterprise(pk=pk)
    enterprise_for(viewer, contact.enterprise_id)
    return contact


def contact_rows(*, enterprise_id: int) -> list[ContactRow]:
    """Masked contacts, two queries."""
    contacts = Contact.objects.filter(enterprise_id=enterprise_id).order_by("-is_current", "id")
    keys = dict(
        ContactKey.objects.filter(contact__enterprise_id=enterprise_id).values_list(
            "contact", "key"
        )
    )
    return [_masked(contact, keys.get(contact.pk)) for contact in contacts]


def own_contacts(*, enterprise_id: int, given_by_key: str) -> dict[int, OpenedContact]:
    """Contact → name and telephone, of those that this very person gave; three queries.

    Who gave the data reads them; it is no look of somebody else's and leaves no mark.
    """
    keys = dict(
        ContactKey.objects.filter(contact__enterprise_id=enterprise_id).values_list(
            "contact", "key"
        )
    )
    given = creators(table="registry_contact", keys=list(keys))
    mine = [pk for pk, key in given.items() if key == given_by_key]
    return {one.pk: _unsealed(one, keys[one.pk]) for one in Contact.objects.filter(pk__in=mine)}


def opened(contact: Contact) -> OpenedContact:
    """Name and telephone in full; only ``unmask_contact`` may ask.

    Raises:
        ContactErased: the key was destroyed.
    """
    key = ContactKey.objects.filter(contact=contact).values_list("key", flat=True).first()
    if key is None:
        raise ContactErased
    return _unsealed(contact, key)


def masked_telephone(text: str) -> str:
    """Only the first three and the last four digits.

    >>> masked_telephone("13812345678")
    '138****5678'
    """
    return f"{text[:3]}****{text[-4:]}" if len(text) > 7 else "*" * len(text)  # noqa: PLR2004


def masked_name(text: str) -> str:
    """The surname alone.

    >>> masked_name("张三丰")
    '张**'
    """
    return text[:1] + "*" * (len(text) - 1)


def _masked(contact: Contact, key: str | None) -> ContactRow:
    if key is None:
        return ContactRow(contact.pk, contact.duty, "", "", is_erased=True)
    person = _unsealed(contact, key)
    telephone = masked_telephone(person.telephone)
    return ContactRow(
        contact.pk, contact.duty, masked_name(person.name), telephone, is_erased=False
    )


def _unsealed(contact: Contact, key: str) -> OpenedContact:
    return OpenedContact(**json.loads(Fernet(key).decrypt(contact.sealed.encode())))
