from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Contact
from jigai.apps.registry.queries.contacts import OpenedContact, opened
from jigai.domain.change import Change


def unmask_contact(*, contact: Contact, change: Change) -> OpenedContact:
    """Show name and telephone in full; who looked and why stays as a change set.

    Raises:
        ContactErased: the key was destroyed.
    """
    with writing("contact.unmasked", change.because(f"{change.reason}（联系人{contact.pk}）")):
        return opened(contact)
