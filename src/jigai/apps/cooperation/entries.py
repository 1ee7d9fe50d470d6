"""What is written of a demand or an achievement, checked field by field before it is saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.words import (
    ACTIVITY_KINDS,
    APPLICATIONS,
    ATTRIBUTES,
    FORMS,
    OWNERSHIPS,
    PRICE_MODES,
    SOLVING_WAYS,
    STAGE_LEVELS,
    STAGES,
    TRANSFORMATIONS,
    Words,
)
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MOST_DEMAND_WORDS, MOST_ACHIEVEMENT_WORDS = 5, 3
MOST_POINTS, POINT_LENGTH = 3, 50
LONGEST_YEARS = 10
HIGHEST_MATURITY = 9
VOUCHED_FOR = timedelta(days=366)
INDUSTRY = re.compile(r"[A-T]?\d{2,4}")


class FieldBlank(Refusal):
    code = "cooperation.field_blank"
    message = Sentence("“{label}”没有填写。", "“{label}” is blank.")
    remedy = Sentence("请按征集表填写。", "Fill it in as the form asks.")


class WordUnknown(Refusal):
    code = "cooperation.word_unknown"
    message = Sentence("“{label}”没有“{value}”这一项。", "“{label}” knows no “{value}”.")
    remedy = Sentence("请从表中给出的选项里选。", "Choose one of the options of the form.")


class TooManyKeywords(Refusal):
    code = "cooperation.too_many_keywords"
    message = Sentence(
        "关键词最多{most}个，现有{count}个。", "At most {most} keywords; there are {count}."
    )
    remedy = Sentence("请只留最要紧的。", "Keep the most important ones.")


class YearsWrong(Refusal):
    code = "cooperation.years_wrong"
    message = Sentence(
        "需求时限{first}—{last}不对：止年不早于起年，最长{most}年。",
        "The years {first} to {last} are wrong: the last not before the first, {most} at most.",
    )


class MaturityOutOfRange(Refusal):
    code = "cooperation.maturity_out_of_range"
    message = Sentence("技术成熟度是1到9级，不是{level}。", "Maturity is 1 to 9, not {level}.")


class StageAgainstMaturity(Refusal):
    code = "cooperation.stage_against_maturity"
    message = Sentence(
        "所处阶段“{stage}”与成熟度{level}级不符。",
        "The stage “{stage}” does not fit level {level}.",
    )
    remedy = Sentence("请核对两项。", "Check both.")


class ReviewTooFar(Refusal):
    code = "cooperation.review_too_far"
    message = Sentence(
        "复核日{day}太远，最多一年后。", "The review day {day} is more than a year ahead."
    )


class MoneyNegative(Refusal):
    code = "cooperation.money_negative"
    message = Sentence("“{label}”不能是负数。", "“{label}” cannot be negative.")


class PointsTooLong(Refusal):
    code = "cooperation.points_too_long"
    message = Sentence(
        "创新点最多3条，每条不超过50字。", "At most three points of fifty characters each."
    )


class IndustryCodeWrong(Refusal):
    code = "cooperation.industry_code_wrong"
    message = Sentence(
        "行业代码“{value}”不对，应为国民经济行业代码。", "“{value}” is no industry code."
    )
    remedy = Sentence("例：3829。", "Such as 3829.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandEntry:
    """One demand as written; money in fen, codes as in `words` and `fields`."""

    name: str
    starts_year: int
    ends_year: int
    problem: str
    key_technology: str
    expected_goal: str
    keywords: str
    solving_way: str
    activity_kind: str
    discipline: str
    technical_field: str
    industry_code: str
    result_ownership: str
    review_on: date
    budget_fen: int | None = None
    wanted_partners: str = ""
    bidder_conditions: str = ""
    least_maturity: int | None = None
    needed_by: date | None = None
    direction_id: int | None = None
    is_confidential: bool = False
    hidden_words: str = ""
    masked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AchievementEntry:
    """One achievement as written; money in fen, innovation points one a line."""

    name: str
    keywords: str
    form: str
    attribute: str
    stage: str
    maturity: int
    summary: str
    application: str
    transformation_way: str
    price_mode: str
    discipline: str
    technical_field: str
    review_on: date
    industry_code: str = ""
    innovation_points: str = ""
    property_rights: str = ""
    benefit: str = ""
    completed_by: str = ""
    price_fen: int | None = None
    limits: str = ""


DEMAND_LABELS: Words = {
    "name": Sentence("技术需求名称", "name of the demand"),
    "starts_year": Sentence("需求时限（起年）", "first year"),
    "ends_year": Sentence("需求时限（止年）", "last year"),
    "problem": Sentence("主要问题", "problem"),
    "key_technology": Sentence("技术关键", "key technology and indicators"),
    "expected_goal": Sentence("预期目标", "expected goal"),
    "keywords": Sentence("关键字", "keywords"),
    "budget_fen": Sentence("拟投入资金总额", "money to be invested"),
    "solving_way": Sentence("技术需求解决方式", "way of solving"),
    "wanted_partners": Sentence("合作意向单位", "wanted partners"),
    "activity_kind": Sentence("科技活动类型", "kind of activity"),
    "discipline": Sentence("学科分类", "discipline"),
    "technical_field": Sentence("技术领域", "technical field"),
    "industry_code": Sentence("应用行业", "industry"),
    "result_ownership": Sentence("成果权属", "ownership of results"),
    "bidder_conditions": Sentence("对揭榜方的条件", "conditions for the bidder"),
    "least_maturity": Sentence("最低成熟度", "least maturity"),
    "needed_by": Sentence("最迟日期", "needed by"),
    "review_on": Sentence("复核日", "review day"),
    "hidden_words": Sentence("另需隐去的词", "further words to hide"),
}
ACHIEVEMENT_LABELS: Words = {
    "name": Sentence("成果名称", "name of the achievement"),
    "keywords": Sentence("关键词", "keywords"),
    "form": Sentence("体现形式", "form"),
    "attribute": Sentence("成果属性", "attribute"),
    "stage": Sentence("所处阶段", "stage"),
    "maturity": Sentence("技术成熟度", "maturity"),
    "summary": Sentence("成果简介", "summary"),
    "innovation_points": Sentence("创新点", "innovation points"),
    "property_rights": Sentence("知识产权", "intellectual property"),
    "application": Sentence("应用状态", "application"),
    "benefit": Sentence("经济效益", "benefit"),
    "completed_by": Sentence("完成单位", "completed by"),
    "transformation_way": Sentence("转化方式", "way of transformation"),
    "price_mode": Sentence("定价方式", "price mode"),
    "price_fen": Sentence("意向价格", "asking price"),
    "discipline": Sentence("学科分类", "discipline"),
    "technical_field": Sentence("技术领域", "technical field"),
    "industry_code": Sentence("应用行业", "industry"),
    "limits": Sentence("限制条件", "limits"),
    "review_on": Sentence("复核日", "review day"),
}
_DEMAND_LISTS: dict[str, Words] = {
    "solving_way": SOLVING_WAYS,
    "activity_kind": ACTIVITY_KINDS,
    "discipline": DISCIPLINES,
    "technical_field": TECHNICAL_FIELDS,
    "result_ownership": OWNERSHIPS,
}
_ACHIEVEMENT_LISTS: dict[str, Words] = {
    "form": FORMS,
    "attribute": ATTRIBUTES,
    "stage": STAGES,
    "application": APPLICATIONS,
    "transformation_way": TRANSFORMATIONS,
    "price_mode": PRICE_MODES,
    "discipline": DISCIPLINES,
    "technical_field": TECHNICAL_FIELDS,
}


def demand_faults(entry: DemandEntry, *, on: date) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with a demand, field by field; nothing is saved."""
    texts = ("name", "problem", "key_technology", "expected_goal", "keywords")
    yield from _blanks(entry, texts, DEMAND_LABELS)
    yield from _unknown(entry, _DEMAND_LISTS, DEMAND_LABELS)
    yield from _keywords(entry.keywords, MOST_DEMAND_WORDS)
    if not entry.starts_year <= entry.ends_year <= entry.starts_year + LONGEST_YEARS:
        yield (
            "ends_year",
            YearsWrong(first=entry.starts_year, last=entry.ends_year, most=LONGEST_YEARS),
        )
    if entry.budget_fen is not None and entry.budget_fen < 0:
        yield "budget_fen", MoneyNegative(label=DEMAND_LABELS["budget_fen"])
    if entry.least_maturity is not None and not 1 <= entry.least_maturity <= HIGHEST_MATURITY:
        yield "least_maturity", MaturityOutOfRange(level=entry.least_maturity)
    if not INDUSTRY.fullmatch(entry.industry_code):
        yield "industry_code", IndustryCodeWrong(value=entry.industry_code)
    if entry.review_on > on + VOUCHED_FOR:
        yield "review_on", ReviewTooFar(day=entry.review_on)


def achievement_faults(entry: AchievementEntry, *, on: date) -> Iterator[tuple[str, Refusal]]:
    """What is wrong with an achievement, field by field; nothing is saved."""
    yield from _blanks(entry, ("name", "keywords", "summary"), ACHIEVEMENT_LABELS)
    yield from _unknown(entry, _ACHIEVEMENT_LISTS, ACHIEVEMENT_LABELS)
    yield from _keywords(entry.keywords, MOST_ACHIEVEMENT_WORDS)
    if not 1 <= entry.maturity <= HIGHEST_MATURITY:
        yield "maturity", MaturityOutOfRange(level=entry.maturity)
    elif entry.stage in STAGES and entry.maturity not in STAGE_LEVELS[entry.stage]:
        yield "stage", StageAgainstMaturity(stage=STAGES[entry.stage], level=entry.maturity)
    points = [one for one in entry.innovation_points.splitlines() if one.strip()]
    if len(points) > MOST_POINTS or any(len(one.strip()) > POINT_LENGTH for one in points):
        yield "innovation_points", PointsTooLong()
    if entry.price_fen is not None and entry.price_fen < 0:
        yield "price_fen", MoneyNegative(label=ACHIEVEMENT_LABELS["price_fen"])
    if entry.industry_code and not INDUSTRY.fullmatch(entry.industry_code):
        yield "industry_code", IndustryCodeWrong(value=entry.industry_code)
    if entry.review_on > on + VOUCHED_FOR:
        yield "review_on", ReviewTooFar(day=entry.review_on)


def split_keywords(text: str) -> tuple[str, ...]:
    """Keywords however they were separated.

    >>> split_keywords("钠电；负极，硬碳")
    ('钠电', '负极', '硬碳')
    """
    return tuple(word for word in re.split(r"[\s,，、;；/]+", text.strip()) if word)


def _blanks(entry: object, names: tuple[str, ...], labels: Words) -> Iterator[tuple[str, Refusal]]:
    for name in names:
        if not getattr(entry, name).strip():
            yield name, FieldBlank(label=labels[name])


def _unknown(
    entry: object, lists: Mapping[str, Words], labels: Words
) -> Iterator[tuple[str, Refusal]]:
    for name, words in lists.items():
        value = getattr(entry, name)
        if not value:
            yield name, FieldBlank(label=labels[name])
        elif value not in words:
            yield name, WordUnknown(label=labels[name], value=value)


def _keywords(text: str, most: int) -> Iterator[tuple[str, Refusal]]:
    count = len(split_keywords(text))
    if count > most:
        yield "keywords", TooManyKeywords(most=most, count=count)
