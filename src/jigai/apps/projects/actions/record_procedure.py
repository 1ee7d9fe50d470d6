from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Procedure, Project
from jigai.domain.change import Change


def record_procedure(
    *,
    project: Project,
    kind: str,
    state: str,
    change: Change,
    document_number: str = "",
    done_on: date | None = None,
) -> Procedure:
    """Say how far one procedure is: ``pending``, ``done`` or ``not_needed``.

    Raises:
        RecordInvalid: the kind is none of the ledger's.
    """
    with writing("procedure.recorded", change):
        row = project.procedures.filter(kind=kind).first() or Procedure(project=project, kind=kind)
        row.state, row.document_number, row.done_on = state, document_number, done_on
        save_valid(row)
    return row
