"""Contacts are sealed, each under a key of its own; destroying the key erases them everywhere."""

from __future__ import annotations

import json

from cryptography.fernet import Fernet

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Contact, ContactKey, Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence


class ContactBlank(Refusal):
    code = "contact.blank"
    message = Sentence("联系人姓名不能为空。", "The name of a contact cannot be blank.")


class ContactErased(NotFound):
    code = "contact.erased"
    message = Sentence("该联系人的个人信息已清除。", "This contact's personal data were erased.")


def add_contact(
    *, enterprise: Enterprise, name: str, telephone: str, change: Change, duty: str = ""
) -> Contact:
    """Keep a contact person; name and telephone are sealed, the duty is not.

    Raises:
        ContactBlank: as named.
    """
    if not name.strip():
        raise ContactBlank
    key = Fernet.generate_key()
    text = json.dumps({"name": name.strip(), "telephone": telephone.strip()}, ensure_ascii=False)
    with writing("contact.added", change):
        contact = Contact.objects.create(
            enterprise=enterprise, duty=duty, sealed=Fernet(key).encrypt(text.encode()).decode()
        )
        ContactKey.objects.create(contact=contact, key=key.decode())
    return contact


def erase_contact(*, contact: Contact, change: Change) -> None:
    """Destroy the key: no copy of the contact, in history or backup of the table, can be read."""
    with writing("contact.erased", change):
        ContactKey.objects.filter(contact=contact).delete()
        contact.is_current = False
        contact.save(update_fields=["is_current"])
