from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jigai.domain.maturity.answers import AnswerUnreadable, answer_in_words, kept_answer
from jigai.domain.maturity.bank import Kind, Standing
from jigai.domain.maturity.banks import (
    BankAltered,
    NoSuchBank,
    bank_named,
    bank_of_text,
    banks_in_force,
    shipped_banks,
)
from jigai.domain.maturity.gaps import disagreements, gaps_of, next_level
from jigai.domain.maturity.read_bank import FactUnanswered, read_bank
from jigai.domain.maturity.scoring import score
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.refusals import (
    KeyMissing,
    NameTwice,
    NameUnknown,
    RuleFileRefused,
    ValueOfWrongKind,
)

OFFICIAL, COUNTY, STANDARD = (
    "digital_level/2024-09-01",
    "digital_level/2026-07-01",
    "gbt_39116/2021-05-01",
)
BEST = {"share": "1", "scene": "4", "ladder": "1,1,1,1,1"}


def bank(key=OFFICIAL):
    return bank_named(key)[0]


def best(of, **others):
    """The best answer to every question, but for those named."""
    answers = {}
    for one in of.questions:
        if one.kind is Kind.MULTI:
            answers[one.name] = ",".join(option.name for option in one.options)
        elif one.kind is Kind.SINGLE:
            answers[one.name] = one.options[0 if one.name.startswith("effect") else -1].name
        else:
            answers[one.name] = BEST[one.kind]
    return answers | others


def scenes(of, level, count, *, core):
    """So many scenes at a level, core ones among them; all others at 0."""
    cores = [one.name for one in of.scenes() if one.is_core]
    plain = [one.name for one in of.scenes() if not one.is_core]
    chosen = [*cores[:core], *plain[: count - core]]
    return {one.name: str(level if one.name in chosen else 0) for one in of.scenes()}


def test_the_2024_bank_is_complete():
    of = bank()
    assert sum(criterion.weight for criterion in of.rule.criteria) == 100
    assert {one.criterion for one in of.questions} - {""} == {c.name for c in of.rule.criteria}
    assert (len(of.scenes()), sum(one.is_core for one in of.scenes())) == (16, 10)
    assert len({one.group for one in of.scenes()}) == 4
    assert of.rule.id == "cn.digital_level"


def test_caveats_say_what_must_be_checked():
    said = "".join(one.zh for one in bank().caveats)
    assert "9 个" in said
    assert "对调" in said
    assert bank(COUNTY).standing is Standing.DEMONSTRATION
    assert all("演示" in one.label.zh for one in bank(COUNTY).questions)


def test_every_answer_full_marks_is_the_top():
    for key, top, level in (
        (OFFICIAL, 100, "level_4"),
        (COUNTY, 100, "level_4"),
        (STANDARD, 5, "level_5"),
    ):
        found = score(bank(key), best(bank(key)))
        assert (found.score, found.outcome.name) == ((top, top), level)
        assert next_level(found) is None
        assert gaps_of(found) == ()


@pytest.mark.parametrize(
    ("level", "need", "count", "core"),
    [(1, 20, 6, 3), (2, 40, 6, 3), (3, 60, 8, 5), (4, 80, 10, 6)],
)
def test_a_level_needs_score_and_scenes_both(level, need, count, core):
    of = bank()
    full = best(of)
    reached = score(of, full | scenes(of, level, count, core=core))
    assert reached.outcome.name == f"level_{level}"
    assert (
        score(of, full | scenes(of, level, count - 1, core=core)).outcome.name != f"level_{level}"
    )
    assert (
        score(of, full | scenes(of, level, count, core=core - 1)).outcome.name != f"level_{level}"
    )
    assert reached.levels[level - 1].conditions[0].need == need


def test_nothing_answered_leaves_every_level_open():
    for key in (OFFICIAL, STANDARD):
        found = score(bank(key), {})
        assert found.outcome is None
        assert (found.outcomes[0].name, found.outcomes[-1].name[:5]) == ("below", "level")
    assert score(bank(), {}).score == (0, 100)
    assert score(bank(STANDARD), {}).score == (0, 5)


def test_an_open_scene_makes_a_range_only_where_it_matters():
    of = bank()
    enough = best(of) | scenes(of, 4, 10, core=6)
    open_one = {name: value for name, value in enough.items() if name != "s_decision"}
    assert score(of, open_one).outcome.name == "level_4"
    short = {**enough, "s_product_design": ""}
    assert [one.name for one in score(of, short).outcomes] == ["level_3", "level_4"]


def test_the_points_are_those_of_the_rule_engine():
    of = bank()
    found = score(of, {"collection": "product_design,quality,hr", "network": "-"})
    assert found.line("collection").points == (Fraction(23, 10), Fraction(23, 10))
    assert found.line("network").points == (0, 0)
    facts = {"digital_collection_links": Fact(2), "digital_collection_hr": Fact(True)}
    direct = evaluate(of.rule, facts)
    [same] = [r.points for r in direct.reasons if r.name == "collection"]
    assert same == found.line("collection").points


@pytest.mark.parametrize(
    ("grades", "total", "level"),
    [
        ("0.8,0,0,0,0", Fraction(1), "level_1"),
        ("0.5,1,1,1,1", Fraction(1, 2), "below"),
        ("1,0.8,0.5,0,0", Fraction(5, 2), "level_2"),
        ("1,1,1,1,0.8", Fraction(5), "level_5"),
    ],
)
def test_maturity_levels_are_climbed_one_after_another(grades, total, level):
    of = bank(STANDARD)
    found = score(of, {one.name: grades for one in of.questions})
    assert (found.score, found.outcome.name) == ((total, total), level)


def test_one_open_grade_of_the_ladder_makes_a_range():
    of = bank(STANDARD)
    answers = {one.name: "1,0,0,0,0" for one in of.questions} | {"people": ""}
    answers["skills"] = "?,0,0,0,0"
    low, high = score(of, answers).score
    assert (low, high) == (1, 1)
    halves = {one.name: "0.8,0,0,0,0" for one in of.questions} | {"skills": "?,0,0,0,0"}
    low, high = score(of, halves).score
    assert low < Fraction(4, 5) <= high
    assert score(of, halves).outcome is None


def test_the_gaps_are_what_keeps_the_level_down():
    of = bank()
    answers = best(of) | scenes(of, 3, 8, core=4)
    found = gaps_of(score(of, answers))
    assert {one.code.split(".")[0] for one in found} == {"scene"}
    assert all(one.is_core for one in found)  # eight scenes are there, one ★ is lacking
    poor = score(of, {**answers, "network": "-", "collection": "-", "coverage": "none",
                      "talent": "-",
                      "network_safety": "-", "data_safety": "-", "funds": ""})  # fmt: skip
    codes = {one.code: one for one in gaps_of(poor)}
    assert "score.network" in codes
    assert "score.equipment" not in codes
    assert codes["score.funds"].is_open
    assert "三级" in codes["score.network"].target.zh


def test_the_gaps_of_the_ladder_are_sub_domains_of_the_next_level():
    of = bank(STANDARD)
    answers = {one.name: "1,0.8,0,0,0" for one in of.questions} | {
        "skills": "1,0,0,0,0",
        "data": "",
    }
    found = {one.code: one for one in gaps_of(score(of, answers))}
    assert set(found) == {"step.skills", "step.data"}
    assert found["step.data"].is_open


def test_sides_disagree_where_both_answered_differently():
    of = bank()
    own = score(of, {"network": "control,g5", "s_quality": "3", "talent": "people"})
    assessed = score(of, {"network": "control", "s_quality": "3"})
    [one] = disagreements(own, assessed)
    assert (one.question, one.own_points, one.assessed_points) == ("network", 4, 2)
    [scene] = disagreements(score(of, {"s_quality": "3"}), score(of, {"s_quality": "0"}))
    assert (scene.own_points, scene.assessed.zh) == (None, "未达 1 级")


@pytest.mark.parametrize(
    ("question", "written", "kept"),
    [
        ("network", "g5, control", "control,g5"),
        ("network", "-", "-"),
        ("coverage", "two", "two"),
        ("equipment", "0.450", "0.45"),
        ("equipment", "1", "1"),
        ("s_quality", "3", "3"),
        ("s_quality", "  ", ""),
    ],
)
def test_an_answer_has_one_kept_form(question, written, kept):
    assert kept_answer(bank().question(question), written) == kept


@pytest.mark.parametrize(
    ("key", "question", "written"),
    [
        (OFFICIAL, "network", "g6"),
        (OFFICIAL, "coverage", "three"),
        (OFFICIAL, "equipment", "45%"),
        (OFFICIAL, "equipment", "1.2"),
        (OFFICIAL, "equipment", "NaN"),
        (OFFICIAL, "equipment", "0.1234567"),
        (OFFICIAL, "s_quality", "5"),
        (STANDARD, "skills", "1,1"),
        (STANDARD, "skills", "1,1,0.7,0,0"),
    ],
)
def test_what_cannot_be_read_is_refused(key, question, written):
    with pytest.raises(AnswerUnreadable):
        kept_answer(bank(key).question(question), written)


def test_open_grades_are_kept_and_all_open_is_unanswered():
    skills = bank(STANDARD).question("skills")
    assert kept_answer(skills, "1,,0.5,?,0") == "1,?,0.5,?,0"
    assert kept_answer(skills, ",,,,") == ""


def test_answers_read_as_words():
    of = bank()
    said = {n: answer_in_words(of.question(n), v).zh for n, v in
            {"network": "control", "talent": "-", "equipment": "0.45", "s_quality": "2",
             "coverage": ""}.items()}  # fmt: skip
    assert said == {"network": "车间工控网", "talent": "都没有", "equipment": "45%",
                    "s_quality": "2 级",
                    "coverage": "未答"}  # fmt: skip
    ladder = bank(STANDARD)
    assert answer_in_words(ladder.question("skills"), "1,?,0,0,0").en == "1 / ? / 0 / 0 / 0"


def test_a_demonstration_does_not_end_the_official_bank():
    keys = [one.key for one in banks_in_force(on=date(2026, 11, 16))]
    assert keys == [OFFICIAL, STANDARD, COUNTY]
    assert COUNTY not in [one.key for one in banks_in_force(on=date(2026, 6, 30))]


def test_a_bank_reads_the_same_from_its_kept_texts_and_from_no_others():
    for of, text in shipped_banks():
        assert bank_of_text(text, digest=of.digest).questions == of.questions
    of, text = bank_named(OFFICIAL)
    with pytest.raises(BankAltered):
        bank_of_text(replace(text, bank=text.bank + "\n"), digest=of.digest)
    with pytest.raises(NoSuchBank):
        bank_named("digital_level/2023-01-01")


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ('criterion = "network"', 'criterion = "networks"', NameUnknown),
        ('fact = "digital_network"', 'fact = "digital_coverage"', ValueOfWrongKind),
        ('name = "connected"', 'name = "equipment"', NameTwice),
        ('[[question.option]]\nname = "two"\nlabel = { zh = "2 个及以上环节",'
         ' en = "two links or more" }\n', "",
         ValueOfWrongKind),
        ('flag = "digital_collection_hr"', "", FactUnanswered),
        ('score = "score_4"', 'score = "score_5"', NameUnknown),
        ('[[scene_level]]\nlabel = { zh = "0 级：尚未达到 1 级",'
         ' en = "level 0: below level 1" }\n', "", KeyMissing),
        ('kind = "multi"', 'kind = "many"', RuleFileRefused),
    ],
)  # fmt: skip
def test_a_fault_of_a_bank_file_is_named_with_its_line(before, after, refusal):
    of, text = bank_named(OFFICIAL)
    assert before in text.bank
    broken = replace(text, bank=text.bank.replace(before, after, 1))
    with pytest.raises(refusal) as refused:
        read_bank(broken, rule=of.rule, file="bank.toml")
    assert refused.value.places["file"] == "bank.toml"


def test_a_bank_without_options_or_levels_is_refused():
    of, text = bank_named(OFFICIAL)
    head, _, tail = text.bank.partition("[[level]]")
    levels, _, questions = tail.partition("[[question]]")
    with pytest.raises(FactUnanswered):
        read_bank(replace(text, bank=f"{head}[[question]]{questions}"), rule=of.rule, file="b")
    bare = f'{head}[[level]]{levels}[[question]]\nname = "x"\nkind = "multi"\ngroup = "green"\n'
    bare += 'label = { zh = "甲", en = "a" }\nfact = "digital_network"\ncriterion = "network"\n'
    with pytest.raises(KeyMissing):
        read_bank(replace(text, bank=bare), rule=of.rule, file="b")
    ladder, ladder_text = bank_named(STANDARD)
    start, _, rest = ladder_text.bank.partition("[[level]]")
    _, _, asked = rest.partition("[[question]]")
    with pytest.raises(KeyMissing):
        read_bank(
            replace(ladder_text, bank=f"{start}[[question]]{asked}"), rule=ladder.rule, file="b"
        )
