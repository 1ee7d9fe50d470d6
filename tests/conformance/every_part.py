"""Rule sets that use every part of the language, those too that no shipped rule set uses yet."""

from jigai.domain.rules.facts import Fact
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts

LABEL = 'label = { zh = "某项", en = "something" }\n'


def _fact(name, kind, more=""):
    source = 'source = { zh = "年报", en = "yearly report" }\n'
    return f'[[fact]]\nname = "{name}"\ntype = "{kind}"\n{more}{LABEL}{source}'


def _number(name, unit):
    return _fact(name, "number", f'unit = "{unit}"\n')


COUNTS, MONEY = ("staff", "engineers", "items"), ("sales_y1", "sales_y2", "sales_y3", "costs")
FACTS = read_facts(
    "".join(_number(name, "count") for name in COUNTS)
    + "".join(_number(name, "yuan") for name in MONEY)
    + _number("experts", "score")
    + _number("quality", "share")
    + _fact("has_breach", "flag")
    + _fact("is_new", "flag")
    + _fact("grade", "choice")
    + f'[[fact.choice]]\nname = "low"\n{LABEL}[[fact.choice]]\nname = "high"\n{LABEL}',
    file="facts.toml",
)
HEAD = """
title = { zh = "各部分", en = "every part" }
valid_from = 2026-01-01
review_by = 2027-01-01
[source]
document = { zh = "某号文", en = "some notice" }
article = { zh = "第七条", en = "article 7" }
"""


def _criterion(name, weight, body):
    return f'[[criterion]]\nname = "{name}"\nweight = {weight}\n{LABEL}{body}\n'


CRITERIA = (
    _criterion(
        "rated",
        30,
        'measure = "engineers"\ngiven = "experts"\n'
        "band = [{ at_least = 5, points = [25, 30] }, { at_least = 1, points = [1.5, 24] },"
        " { points = 0 }]",
    )
    + _criterion("by_experts", 10, 'given = "experts / 2"')
    + _criterion(
        "better",
        20,
        f'[[criterion.best_of]]\n{LABEL}measure = "engineers / staff"\n'
        "band = [{ at_least = 0.6, points = 20 }, { at_least = 0.3, points = 7.5 },"
        " { points = 0 }]\n"
        f'[[criterion.best_of]]\n{LABEL}measure = "min(engineers, items)"\n'
        "band = [{ at_least = 10, points = 10 }, { points = 2 }]",
    )
    + _criterion(
        "uneven",
        15,
        'applies_when = "not is_new"\nmeasure = "max(engineers - items, 0)"\n'
        "band = [{ at_least = 40, points = 5 }, { at_least = 20, points = 15 },"
        " { at_least = 10, points = [3, 9] }, { points = 4 }]",
    )
    + _criterion(
        "growth",
        20,
        'measure = "(sales_y2 / sales_y1 + sales_y3 / sales_y2) / 2 - 1"\n'
        "band = [{ at_least = 0.35, points = [17, 20] }, { at_least = 0.05, points = 9 },"
        " { points = 0 }]\n"
        f'[[criterion.step]]\nwhen = "sales_y1 == 0 and sales_y2 == 0"\npoints = "0"\n{LABEL}',
    )
    + _criterion(
        "formula",
        7,
        "applies_when = 'grade == \"high\" or staff > 5'\n"
        'points = "if(staff == 0, 1, floor(engineers / staff * 10)) * weight / 9"',
    )
    + _criterion(
        "mixed",
        9,
        'points = "max(quality, min(quality * 2, 0.9)) * (weight - 1)"\n'
        '[[criterion.step]]\nwhen = "has_breach"\n'
        f'points = "if(is_new, 2, quality * weight)"\n{LABEL}',
    )
)


def _when(kind, name, when, more=""):
    return f"[[{kind}]]\nname = \"{name}\"\n{more}{LABEL}when = '{when}'\n"


CONDITIONS = (
    ("large_product", "staff * engineers > 12000"),
    ("huge_product", "sales_y1 * sales_y2 / sales_y3 >= costs * 2.5"),
    ("of_ranges", "min(staff, 30) * max(engineers, items) >= 90"),
    ("over_ranges", "max(sales_y3, 1) / max(costs, sales_y1, 7) < 0.75"),
    ("range_over_one", "min(sales_y1, sales_y2) / costs > 0.5"),
    ("one_over_range", "costs / min(sales_y1, sales_y2) != 2"),
    ("deep", "(sales_y1 / costs) / (sales_y2 / costs - 1) >= 0.5"),
    ("same", "max(staff, 10) == min(engineers, 10)"),
    ("both", "has_breach == is_new"),
    ("not_low", 'grade != "low"'),
    ("by_points", "points_growth + points_mixed < total / 3"),
    ("by_floor", "floor(quality * 10) == 3"),
    ("by_share", "staff / items == 0.3"),
    ("chosen", "if(is_new, staff, engineers) <= items"),
    ("far", "floor(sales_y1 * sales_y2 / 7000003) > 5000"),
)
ROWS = (
    ("exempt", "none", "is_new and both"),
    ("red", "red", "large_product or (of_ranges and not over_ranges) or total < 30"),
    ("yellow", "yellow", "huge_product or one_over_range or (deep and by_points)"),
    ("blue", "blue", "same or by_floor or by_share or range_over_one or far or total >= 55.5"),
    ("red_again", "red", "not_low and chosen"),
)


def table(unknown):
    """A decision table; ``unknown`` is withhold or possible."""
    outcomes = "".join(
        f'[[outcome]]\nname = "{name}"\nbadge = {{ zh = "{name}", en = "{name}" }}\n'
        + (f"rank = {rank}\n" if rank else "")
        for name, rank in (("red", 1), ("yellow", 2), ("blue", 3), ("none", 0))
    )
    text = (
        f'id = "table_{unknown}"\nkind = "decision_table"\nhit_policy = "first"\n'
        f'unknown = "{unknown}"\nwithheld = "none"\n{HEAD}{outcomes}{CRITERIA}'
        + "".join(_when("trigger", name, when) for name, when in CONDITIONS)
        + "".join(_when("row", n, when, f'outcome = "{outcome}"\n') for n, outcome, when in ROWS)
        + f'[default]\noutcome = "yellow"\n{LABEL}'
    )
    return read_rule_set(text, file="table.toml", facts=FACTS)


def card(unknown):
    """A scorecard with every condition as a gate or in a route."""
    gates = "".join(_when("gate", name, when) for name, when in CONDITIONS[:4])
    passed = f'[pass]\nwhen = "total >= 40 and points_better != 0 or by_floor"\n{LABEL}'
    text = (
        f'id = "card_{unknown}"\nkind = "scorecard"\nunknown = "{unknown}"\n{HEAD}{CRITERIA}{gates}'
        + "".join(_when("trigger", name, when) for name, when in CONDITIONS[4:])
        + _when("route", "first", "deep and not_low or one_over_range or range_over_one")
        + _when("route", "second", "same or both and chosen and far or by_points or by_share")
        + passed
    )
    return read_rule_set(text, file="card.toml", facts=FACTS)


USUAL = {
    **{name: Fact(20) for name in COUNTS},
    **{name: Fact(1_000_000) for name in MONEY},
    "experts": Fact(14),
    "quality": Fact(0),
    "has_breach": Fact(False),
    "is_new": Fact(False),
    "grade": Fact("low"),
}
RULE_SETS = tuple(kind(unknown) for kind in (table, card) for unknown in ("withhold", "possible"))
