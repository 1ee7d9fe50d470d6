from __future__ import annotations

import json
from hashlib import sha256

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import PublishedChart
from jigai.apps.outcomes.queries.charts import frozen
from jigai.apps.outcomes.queries.contribution import ContributionTable
from jigai.apps.outcomes.queries.dictionary import version_numbered
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingToPublish(Refusal):
    code = "outcomes.nothing_to_publish"
    message = Sentence(
        "少于 {least} 家企业的数据不发布。",
        "Figures of fewer than {least} firms are not published.",
    )


def publish_chart(
    *, table: ContributionTable, title: str, note: str, change: Change
) -> PublishedChart:
    """Freeze a table with the version of its indicator; later versions do not touch it.

    Raises:
        NothingToPublish, RecordInvalid: as named.
    """
    if table.is_hidden:
        raise NothingToPublish(least=table.least)
    content = frozen(table)
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = PublishedChart(
        title=title.strip(),
        version=version_numbered(table.definition.id, table.definition.version),
        content=content,
        digest=sha256(written.encode()).hexdigest(),
        note=note.strip(),
        published_at=change.at,
        published_by=change.actor.name,
    )
    with writing("outcome_chart.published", change):
        save_valid(row)
    return row
