"""Days on which something of the ladder waits: ends of certificates and yearly duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jigai.domain.sentence import Sentence

RENEW_BEFORE = timedelta(days=90)
"""A renewal is put on the list this long before a certificate ends."""
ANNOUNCE_BEFORE = timedelta(days=30)
"""Windows and yearly duties are put on the list this long before their first day or last day."""


class TaskKind(StrEnum):
    """What waits for an officer."""

    RENEWAL = "renewal"
    WINDOW = "window"
    DUTY = "duty"

    @property
    def label(self) -> Sentence:
        return LABELS[self]


LABELS = {
    TaskKind.RENEWAL: Sentence("资格到期，准备重新认定", "ends soon: prepare the renewal"),
    TaskKind.WINDOW: Sentence("申报窗口", "window for applications"),
    TaskKind.DUTY: Sentence("年度义务", "yearly duty"),
}


@dataclass(frozen=True, slots=True)
class YearlyDuty:
    """What whoever stands on a rung must do each year, with the paper that says so."""

    rung: str
    title: Sentence
    month: int
    day: int
    source: Sentence

    def due_on(self, year: int) -> date:
        return date(year, self.month, self.day)


DUTIES = (
    YearlyDuty(
        "cn.hnte",
        Sentence("填报高新技术企业年度发展情况报表", "annual report of the high-tech enterprise"),
        5,
        31,
        Sentence(
            "《高新技术企业认定管理办法》（国科发火〔2016〕32号）第十三条",
            "Measures for recognising high-tech enterprises (Guokefahuo [2016] No. 32), article 13",
        ),
    ),
    *(
        YearlyDuty(
            rung,
            Sentence("更新优质中小企业年度信息", "yearly update of the quality SME's information"),
            5,
            31,
            Sentence(
                "《优质中小企业梯度培育管理办法》（工信部企业〔2026〕2号）",
                "Measures for cultivating quality SMEs (Gongxinbuqiye [2026] No. 2)",
            ),
        )
        for rung in ("cn.srdi_sme", "cn.little_giant")
    ),
    YearlyDuty(
        "cn.tech_sme",
        Sentence("更新科技型中小企业信息", "update of the technology-oriented SME's information"),
        3,
        31,
        Sentence(
            "《科技型中小企业评价办法》（国科发政〔2017〕115号）",
            "Evaluation measures for technology-oriented SMEs (Guokefazheng [2017] No. 115)",
        ),
    ),
)
"""Days as the documents give them; a change is a new line with its own source."""


def renewal_is_due(valid_to: date | None, *, on: date) -> bool:
    """Whether a certificate ends within 90 days, and has not ended yet.

    >>> renewal_is_due(date(2027, 2, 14), on=date(2026, 11, 16))
    True
    >>> renewal_is_due(date(2027, 2, 14), on=date(2026, 11, 15))
    False
    """
    return valid_to is not None and on <= valid_to <= on + RENEW_BEFORE
