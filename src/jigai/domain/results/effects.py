"""The sixteen effects of the fund system's table (ledger D), in its order."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

EFFECTS: dict[str, Sentence] = {
    "revenue": Sentence("新增营业收入", "added revenue"),
    "profit": Sentence("新增利润", "added profit"),
    "tax": Sentence("新增税收", "added tax"),
    "expected": Sentence("预计年销售、利润、税", "expected yearly sales, profit, tax"),
    "funds": Sentence("带动资金投入", "funds brought in"),
    "capacity": Sentence("产线产能提升", "gain in line capacity"),
    "labour": Sentence("人工节约、人均产量", "labour saved, output per head"),
    "yield": Sentence("良品率提升", "gain in yield"),
    "energy": Sentence("单位产品能耗", "energy per unit"),
    "co2": Sentence("单位产品二氧化碳", "CO2 per unit"),
    "water": Sentence("单位产品用水", "water per unit"),
    "equipment_and_safety": Sentence("设备保障与伤亡", "equipment and safety"),
    "retired": Sentence("淘汰落后设备工艺", "obsolete equipment retired"),
    "design_tools": Sentence("数字化研发设计工具普及率", "digital design tools"),
    "key_process": Sentence("关键工序数控化率", "key-process CNC rate"),
    "talent": Sentence("人才队伍", "staff"),
}
"""Name → title; several indicators may belong to one effect."""
