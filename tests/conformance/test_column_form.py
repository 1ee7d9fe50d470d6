"""Each rule set as columns says of each subject what ``evaluate`` says.

Every shipped case of every rule set in the rulebook, 100 000 generated subjects of the scorecard
that a nation runs, thousands of every other, and rule sets that use every part of the language.
"""

from collections import Counter
from itertools import islice

import pytest

from jigai.domain.columns.lower import lower
from jigai.domain.columns.nodes import Words, parts_of
from jigai.domain.columns.sharing import LARGE
from jigai.domain.rules.cases import Case
from jigai.domain.rules.rulebook import shipped
from jigai.exchange.engines.embedded import Embedded
from tests.conformance.counts import KEY
from tests.conformance.every_part import RULE_SETS, USUAL
from tests.conformance.held import differences, exact_cases
from tests.conformance.subjects import Subjects

ENGINES = [Embedded()]
SHARDS, IN_SHARD, OF_OTHERS = 4, 25_000, 6_000
NATIONAL = "cn.tech_sme"
EDITIONS = {f"{e.rule_set.id} {e.rule_set.valid_from}": e for e in shipped().editions}
RUNS = [
    (name, seed, IN_SHARD if edition.rule_set.id == NATIONAL else OF_OTHERS)
    for name, edition in EDITIONS.items()
    for seed in range(SHARDS if edition.rule_set.id == NATIONAL else 1)
]


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request):
    return request.param


def held(engine, subjects, rows, record_property, *, doubles=False):
    apart, close = differences(engine, subjects, rows, doubles=doubles)
    record_property(KEY, (engine.name, subjects.rule_set.id, len(rows), close, len(apart)))
    assert apart[:3] == []
    return close


@pytest.mark.parametrize(("name", "seed", "count"), RUNS)
def test_generated_subjects_come_out_alike(engine, name, seed, count, record_property):
    edition = EDITIONS[name]
    subjects = Subjects(edition.rule_set, edition.cases, seed=seed)

    close = held(engine, subjects, list(islice(subjects, count)), record_property)

    assert close < count / 2


@pytest.mark.parametrize("name", EDITIONS)
def test_shipped_cases_come_out_alike(engine, name, record_property):
    edition = EDITIONS[name]
    for subjects, rows in exact_cases(edition.rule_set, edition.cases):
        held(engine, subjects, rows, record_property)


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda rule_set: rule_set.id)
def test_every_part_of_the_language_comes_out_alike(engine, rule_set, record_property):
    subjects = Subjects(rule_set, [Case("usual", USUAL, "", None, 1)], seed=7)

    close = held(engine, subjects, list(islice(subjects, 4_000)), record_property)

    assert close < 2_000


@pytest.mark.parametrize("name", [name for name in EDITIONS if NATIONAL in name])
def test_figures_as_doubles_are_right_or_close(engine, name, record_property):
    edition = EDITIONS[name]
    subjects = Subjects(edition.rule_set, edition.cases, seed=11)

    close = held(engine, subjects, list(islice(subjects, 900)), record_property, doubles=True)

    assert close < 900


@pytest.mark.parametrize("name", EDITIONS)
def test_no_larger_part_of_a_plan_is_written_out_twice(name):
    """Else the SQL of a rule with sums of ratios is half a million letters long."""
    plan = lower(EDITIONS[name].rule_set)
    waiting = [one.node for stage in plan.stages for one in stage]
    waiting += [result.node for result in plan.results.values()]
    written = Counter()
    while waiting:
        node = waiting.pop()
        written[node] += 1
        waiting += parts_of(node)

    twice = [node for node, count in written.items() if count > 1 and not isinstance(node, Words)]

    assert [node for node in twice if _size(node) >= LARGE] == []


def _size(node):
    return 1 + sum(map(_size, parts_of(node)))
