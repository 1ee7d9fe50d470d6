"""The e-mail address to which a person's letters go."""

from __future__ import annotations

from jigai.apps.accounts.models import User
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def set_address(*, user: User, email: str, change: Change) -> bool:
    """Blank: no letters. Whether it changed.

    Raises:
        RecordInvalid: it is no e-mail address.
    """
    if user.email == email.strip():
        return False
    user.email = email.strip()
    with writing("person.address_set", change):
        save_valid(user, fields=["email"])
    return True
