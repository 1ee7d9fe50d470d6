from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.ledgers.models import ImportBatch, ImportState
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class SoundRowsNotOffered(Refusal):
    code = "ledger.sound_rows_not_offered"
    message = Sentence(
        "这份表不能只保存无误的行。", "Of this file the sound rows cannot be saved alone."
    )
    remedy = Sentence(
        "请改正全部错误后整份导入；只有需求表和成果表可以逐行接收。",
        "Mend every fault and import it whole; only demands and achievements go row by row.",
    )


def take_sound_rows(*, batch: ImportBatch, change: Change) -> ImportBatch:
    """Let the faultless rows of a refused file be saved; the others stay returned.

    Raises:
        SoundRowsNotOffered: its rows hang together, none is sound, or it is saved already.
    """
    if batch.state != ImportState.REFUSED or not batch.summary.get("may_take_sound"):
        raise SoundRowsNotOffered
    with writing("ledger.sound_rows_taken", change):
        batch.state = ImportState.CHECKED
        batch.options = {**batch.options, "sound_only": True}
        batch.save(update_fields=["state", "options"])
    return batch
