"""A small rule set of each kind, for tests of the language."""

from jigai.domain.rules.facts import Fact
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts

FACTS_TEXT = """
[[fact]]
name = "staff"
type = "number"
unit = "count"
label = { zh = "职工", en = "staff" }
source = { zh = "年报", en = "yearly report" }
[[fact]]
name = "engineers"
type = "number"
unit = "count"
label = { zh = "科技人员", en = "engineers" }
source = { zh = "年报", en = "yearly report" }
better = "higher"
lift = { zh = "科技人员达到 {value}", en = "engineers reach {value}" }
step = 1
at_least = 0
at_most = 10000
[[fact]]
name = "revenue_fen"
type = "number"
unit = "fen"
label = { zh = "销售收入", en = "revenue" }
source = { zh = "年报", en = "yearly report" }
[[fact]]
name = "has_breach"
type = "flag"
label = { zh = "有严重违法", en = "serious breach" }
source = { zh = "公示系统", en = "public notice" }
[[fact]]
name = "grade"
type = "choice"
label = { zh = "等级", en = "grade" }
source = { zh = "评估", en = "assessment" }
better = "higher"
lift = { zh = "等级升到{value}", en = "grade rises to {value}" }
[[fact.choice]]
name = "low"
label = { zh = "低", en = "low" }
[[fact.choice]]
name = "high"
label = { zh = "高", en = "high" }
"""

SCORECARD = """id = "small"
kind = "scorecard"
title = { zh = "小评分", en = "Small score" }
valid_from = 2026-01-01
review_by = 2027-01-01
[source]
document = { zh = "某号文", en = "some notice" }
article = { zh = "第六条", en = "article 6" }
[[threshold]]
name = "most_staff"
value = 500
unit = "count"
label = { zh = "人数上限", en = "most staff" }
[[threshold]]
name = "pass_mark"
value = 60
unit = "score"
label = { zh = "合格分", en = "pass mark" }
[[gate]]
name = "is_small"
label = { zh = "规模", en = "size" }
when = "staff <= most_staff"
[[gate]]
name = "is_clean"
label = { zh = "守法", en = "no breach" }
when = "not has_breach"
[[criterion]]
name = "people"
label = { zh = "科技人员占比", en = "share of engineers" }
weight = 70
measure = "engineers / staff"
[[criterion.band]]
at_least = 0.30
points = 70
[[criterion.band]]
at_least = 0.10
points = 35
[[criterion.band]]
points = 0
[[criterion]]
name = "quality"
label = { zh = "等级", en = "grade" }
weight = 30
points = "0"
[[criterion.step]]
when = 'grade == "high"'
points = "weight"
label = { zh = "高等级", en = "high grade" }
[pass]
when = "total >= pass_mark and points_people > 0"
"""

FACTS = read_facts(FACTS_TEXT, file="facts.toml")


def known(**values):
    return {name: Fact(value) for name, value in values.items()}


GOOD = known(staff=100, engineers=30, revenue_fen=1, has_breach=False, grade="high")


def small(text=SCORECARD):
    return read_rule_set(text, file="small.toml", facts=FACTS)
