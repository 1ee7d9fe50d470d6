"""What a file is given for: none is asked for without a stated purpose."""

from __future__ import annotations

from enum import StrEnum

from jigai.domain.sentence import Sentence


class Purpose(StrEnum):
    PROGRESS = "progress"
    ARRIVAL = "arrival"
    ACCEPTANCE = "acceptance"
    VOUCHER = "voucher"
    CONTRACT = "contract"


LABELS: dict[str, Sentence] = {
    Purpose.PROGRESS: Sentence("形象进度照片", "photo of the progress"),
    Purpose.ARRIVAL: Sentence("设备到货照片", "photo of delivered equipment"),
    Purpose.ACCEPTANCE: Sentence("验收单", "acceptance paper"),
    Purpose.VOUCHER: Sentence("发票或付款凭证", "invoice or proof of payment"),
    Purpose.CONTRACT: Sentence("合同", "contract"),
}


def purpose_label(text: str) -> Sentence:
    """The words of a purpose; one that was written in words speaks for itself."""
    return LABELS.get(text, Sentence(text, text))
