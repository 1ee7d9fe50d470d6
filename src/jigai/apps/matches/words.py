"""The closed lists of the part, for page, paper, file and command."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

Words = dict[str, Sentence]

STAGES: Words = {
    "contact": Sentence("首次联系", "first contact"),
    "talk": Sentence("洽谈", "talks"),
    "trial": Sentence("试验试用", "trial"),
    "signed": Sentence("签约", "signed"),
    "registered": Sentence("合同登记", "contract registered"),
    "paid": Sentence("到款", "paid"),
    "product": Sentence("形成产品", "product"),
    "withdrawn": Sentence("已退出", "withdrawn"),
}
MOVES: dict[str, tuple[str, ...]] = {
    "contact": ("talk",),
    "talk": ("trial", "signed"),
    "trial": ("signed",),
    "signed": ("registered",),
    "registered": ("paid",),
    "paid": ("product",),
    "product": (),
    "withdrawn": (),
}
"""Where a match may go; a trial may be passed over. Withdrawing is told apart."""
WITHDRAWABLE = frozenset({"contact", "talk", "trial", "signed"})
BEFORE_CONTRACT = frozenset({"contact", "talk", "trial"})
WITH_CONTRACT = ("signed", "registered", "paid", "product")
CONTRACT_KINDS: Words = {
    "development": Sentence("技术开发", "technology development"),
    "transfer": Sentence("技术转让", "technology transfer"),
    "licence": Sentence("技术许可", "technology licence"),
    "consulting": Sentence("技术咨询", "technical consulting"),
    "service": Sentence("技术服务", "technical service"),
}
"""Civil Code, book three, chapter 20: the licence stands apart from the transfer."""
SIDES: Words = {
    "demand": Sentence("需求方", "demand side"),
    "offer": Sentence("供给方", "offer side"),
}
PARTY_SIDES: Words = {
    "buyer": Sentence("买方（委托方、受让方）", "buyer"),
    "seller": Sentence("卖方（研发方、让与方）", "seller"),
}
DAY_STATES: Words = {
    "open": Sentence("收集意向", "collecting wishes"),
    "assigned": Sentence("已排定", "assigned"),
}
