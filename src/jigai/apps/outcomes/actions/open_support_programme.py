from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import SupportProgramme
from jigai.domain.change import Change


def open_support_programme(
    *,
    code: str,
    title: str,
    title_en: str,
    owner: str,
    document: str,
    valid_from: date,
    valid_to: date | None,
    change: Change,
) -> SupportProgramme:
    """Enter a programme of support, by its document.

    Raises:
        RecordInvalid: a code is used, or a value does not fit.
    """
    row = SupportProgramme(
        code=code.strip(),
        title=title.strip(),
        title_en=title_en.strip(),
        owner=owner.strip(),
        document=document.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    with writing("support_programme.opened", change):
        save_valid(row)
    return row
