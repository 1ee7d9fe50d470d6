"""The e-mail address to which a person's letters go."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from jigai.apps.accounts.models import User
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LONGEST = 254


class AddressWrong(Refusal):
    code = "person.address_wrong"
    message = Sentence("“{email}”不是邮箱地址。", "“{email}” is no e-mail address.")


def set_address(*, user: User, email: str, change: Change) -> bool:
    """Blank: no letters. Whether it changed.

    Raises:
        AddressWrong: as named.
    """
    wanted = email.strip()
    if user.email == wanted:
        return False
    if wanted:
        _check(wanted)
    user.email = wanted
    with writing("person.address_set", change):
        user.save(update_fields=["email"])
    return True


def _check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise AddressWrong(email=email) from None
    if len(email) > LONGEST:
        raise AddressWrong(email=email)
