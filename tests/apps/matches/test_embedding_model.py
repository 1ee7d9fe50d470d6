"""A county with an embedding model: its order, what it finds, and what happens when it is away."""

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Achievement, Demand
from jigai.apps.matches import given_space
from jigai.apps.matches.catalogue import fill
from jigai.apps.matches.given_space import NoEmbeddingModel
from jigai.apps.matches.queries.back_test import back_tested
from jigai.apps.matches.queries.proposals import proposals
from jigai.domain.match_reasons.facts import Aspect
from jigai.domain.match_reasons.reasons import Fit
from jigai.exchange.embedding_model import PROBE
from tests.cast import TODAY, change
from tests.embedding_double import KEY, anew
from tests.matches_cast import offering


def listed(demand):
    return proposals(demand, on=TODAY)


def order(found):
    return [one.offer.key for one in found.found.eligible]


@pytest.fixture
def wordless(university, chen, lin):
    """It is what the demand asks for, in no word of the demand and of another field."""
    return offering(
        university, chen, lin, name="板材打孔装置", keywords="打孔；锐边", level=7,
        summary="打孔打孔，锐边锐边锐边。", innovation_points="打孔无锐边。",
        technical_field="401", industry_code="", discipline="510",
    )  # fmt: skip


def test_without_a_model_nothing_is_asked_and_nothing_is_said(wanted, dozen, embedder):
    found = listed(wanted)
    assert (found.by.model, found.by.failure, found.by.is_given) == ("", None, False)
    assert embedder.requests == 0
    with pytest.raises(NoEmbeddingModel):
        fill(lambda *_: None)


def test_what_shares_no_word_is_found_by_the_model_and_the_reason_says_so(
    wanted, dozen, wordless, with_model
):
    found = listed(wanted)
    assert found.by.is_given
    assert "themes" in found.by.said.zh
    key = f"achievement:{wordless.pk}"
    [one] = [one for one in found.found.eligible if one.offer.key == key]
    assert one.parts[Aspect.TEXT] > 0
    [said] = [reason for reason in one.said(Fit.FITS) if reason.aspect == Aspect.TEXT]
    assert said.said.zh.startswith("没有共同的词；按向量模型“themes”意思相近")
    assert not any(
        reason.aspect == Aspect.TEXT
        for other in found.found.eligible
        if other.offer.key != key
        for reason in other.reasons
    )


def test_a_hard_condition_comes_before_the_model(wanted, dozen, wordless, with_model):
    with writing("achievement.dear", change("涨价")):
        Achievement.objects.filter(pk=wordless.pk).update(price_fen=900_000_000_00)
    found = listed(wanted).found
    key = f"achievement:{wordless.pk}"
    assert key not in [one.offer.key for one in found.eligible]
    assert key in [one.offer.key for one in found.left_out]


def test_the_order_changes_as_the_vectors_say(wanted, dozen, with_model, settings):
    first, second = dozen[2], dozen[7]
    tops = []
    for chosen in (first, second):
        with_model.vector_of = lambda text, name=chosen.name: (
            [1.0, 0.0] if name in text or wanted.name in text else [0.1, 1.0]
        )
        settings.EMBEDDING = with_model.endpoint(model=f"for {chosen.pk}")
        parts = {one.offer.key: one.parts[Aspect.TEXT] for one in listed(wanted).found.eligible}
        tops.append(max(parts, key=parts.get))
    assert tops == [f"achievement:{first.pk}", f"achievement:{second.pk}"]


def test_after_a_restart_and_a_change_only_what_is_new_is_asked(wanted, dozen, with_model):
    listed(wanted)
    assert len(with_model.texts) == 1 + 12 + 1
    listed(wanted)
    assert len(with_model.texts) == 14
    anew()
    with_model.texts.clear()
    with writing("achievement.renamed", change("改名")):
        Achievement.objects.filter(pk=dozen[0].pk).update(name="高速冲孔与去毛刺一体机")
    listed(wanted)
    probe, changed, demand = with_model.texts
    assert probe == PROBE
    assert changed.startswith("高速冲孔与去毛刺一体机")
    assert wanted.name in demand


@pytest.mark.parametrize(
    "planned",
    [
        500,
        "cut",
        b"nonsense",
        lambda data: data[:-1],
        lambda data: [one | {"embedding": [1.0, 2.0]} for one in data[:-1]] + data[-1:],
        lambda data: [one | {"embedding": [float("nan")] * 5} for one in data],
    ],
)
def test_a_model_that_fails_leaves_the_own_order_says_why_and_rests(
    wanted, dozen, settings, with_model, planned, monkeypatch
):
    endpoint, settings.EMBEDDING = settings.EMBEDDING, None
    own = order(listed(wanted))
    settings.EMBEDDING = endpoint
    clock = [1000.0]
    monkeypatch.setattr(given_space, "monotonic", lambda: clock[0])
    with_model.planned = [None, planned]
    found = listed(wanted)
    assert order(found) == own
    assert not found.by.is_given
    assert found.by.model == "themes"
    assert KEY not in str(found.by)
    assert "127.0.0.1" not in str(found.by)
    asked = with_model.requests
    clock[0] += 59
    assert listed(wanted).by.failing_s == 59
    assert with_model.requests == asked
    clock[0] += 2
    assert listed(wanted).by.is_given
    assert given_space.used().failure is None


def test_a_model_that_fails_at_the_question_leaves_the_own_order_too(wanted, dozen, with_model):
    listed(wanted)
    anew()
    with_model.planned = [None, 503]
    found = listed(wanted)
    assert "503" in found.by.failure.zh
    assert len(order(found)) == 12


def test_a_server_that_is_down_is_no_stack_trace(wanted, dozen, with_model):
    with_model.close()
    assert "没有应答" in listed(wanted).by.failure.zh


def test_the_text_of_a_demand_is_never_on_disk_and_a_secret_one_is_asked_masked(
    secret, dozen, with_model, settings
):
    with writing("demand.approved", change("试")):
        Demand.objects.filter(pk=secret.pk).update(state="approved")
    secret.refresh_from_db()
    listed(secret)
    assert secret.enterprise.name not in "".join(with_model.texts)
    files = list(settings.EMBEDDING_FOLDER.iterdir())
    assert files
    before = [path.read_bytes() for path in files]
    question = with_model.texts[-1]
    assert all(question.encode() not in content for content in before)
    listed(secret)
    assert [path.read_bytes() for path in files] == before


def test_the_catalogue_is_filled_ahead_and_the_page_asks_for_the_demand_alone(
    wanted, dozen, with_model
):
    seen = []
    assert fill(lambda *pair: seen.append(pair)) == ("themes", 12, 5)
    assert seen == [(0, 12), (12, 12)]
    with_model.texts.clear()
    listed(wanted)
    assert len(with_model.texts) == 2


def test_the_back_test_ranks_by_the_model_too(contract, dozen, lin, with_model):
    assert back_tested(lin).total.count == 1
    assert with_model.requests
