from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.evidence.pictures import kept_form
from jigai.apps.planning.models import PlanLine
from jigai.apps.planning.writable import refuse_unless_draft, sign
from jigai.domain.change import Change

PURPOSE = "规划依据"


def attach_line_file(*, line: PlanLine, name: str, content: bytes, change: Change) -> PlanLine:
    """Keep the paper behind a line of a draft; a later one replaces it, the history has both.

    Raises:
        VersionNotWritable, FileEmpty, EvidenceTooLarge, KindNotTaken: as named.
    """
    kept = kept_form(content, name=name)
    with writing("plan_line.file_attached", change):
        refuse_unless_draft(line.version)
        line.file = store_attachment(
            name=name,
            content=kept.content,
            media_type=kept.media_type,
            purpose=PURPOSE,
            change=change,
        )
        fields = ["file"]
        if not line.evidence:
            line.evidence, fields = name[:300], ["file", "evidence"]
        line.save(update_fields=fields)
        sign(line.version, change)
    return line
