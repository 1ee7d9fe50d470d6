"""Keep a new version of an official layout; earlier versions stay as they are."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.reports.models import Layout
from jigai.domain.change import Change


def add_layout(
    *, kind: str, file: Attachment, valid_from: date, note: str, change: Change
) -> Layout:
    """The next version of its kind, for periods that end on or after ``valid_from``."""
    with writing("layout.added", change):
        last = Layout.objects.filter(kind=kind).order_by("-version").first()
        layout = Layout(
            kind=kind,
            version=last.version + 1 if last else 1,
            file=file,
            valid_from=valid_from,
            note=note.strip()[:200],
        )
        save_valid(layout)
    return layout
