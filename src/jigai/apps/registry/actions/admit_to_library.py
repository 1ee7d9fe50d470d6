from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, LibraryMembership
from jigai.domain.change import Change
from jigai.domain.identifiers import read_library_number
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class LibraryNumberTaken(Refusal):
    code = "library.number_taken"
    message = Sentence(
        "入库登记编号{number}已属于“{name}”。",
        "The registration number {number} already belongs to “{name}”.",
    )
    remedy = Sentence("请核对编号。", "Compare the number.")


def admit_to_library(
    *,
    enterprise: Enterprise,
    registration_number: str,
    valid_from: date,
    change: Change,
    valid_to: date | None = None,
) -> LibraryMembership:
    """Enter a place in the library of technology-oriented SMEs; it counts for the number's year.

    Raises:
        LibraryNumberUnreadable, LibraryNumberTaken, RecordInvalid: as named.
    """
    number = read_library_number(registration_number)
    with writing("library.admitted", change):
        taken = (
            LibraryMembership.objects.filter(registration_number=number.text)
            .select_related("enterprise")
            .first()
        )
        if taken:
            raise LibraryNumberTaken(number=number.text, name=taken.enterprise.name)
        membership = LibraryMembership(
            enterprise=enterprise,
            registration_number=number.text,
            year=number.year,
            valid_from=valid_from,
            valid_to=valid_to or date(number.year + 1, 1, 1),
        )
        save_valid(membership)
    return membership
