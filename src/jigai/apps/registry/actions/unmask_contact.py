from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Contact
from jigai.apps.registry.queries.contacts import OpenedContact, opened
from jigai.domain.change import Change

VERB = "contact.unmasked"


def unmask_contact(*, contact: Contact, change: Change) -> OpenedContact:
    """Show name and telephone in full; who looked and why stays as a change set.

    Raises:
        ContactErased: the key was destroyed.
    """
    with writing(VERB, change.because(f"{change.reason}{mark_of(contact.pk)}")):
        return opened(contact)


def mark_of(pk: int) -> str:
    """The end of the reason, by which the looks at one contact are found again."""
    return f"（联系人{pk}）"
