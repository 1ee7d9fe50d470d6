"""The workshop by command: draft, preview, submit, release as another, withdraw."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from jigai.apps.scoring.models import RuleDraft, RuleEdition
from jigai.cli.rules import rules
from jigai.domain.rules.rulebook import SHIPPED
from tests.cast import ZONE, _person
from tests.round_cast import YEAR_FEN, building, opened, reported
from tests.rule_cast import drafted, text_of

pytestmark = pytest.mark.usefixtures("programme")


def run(*words, code=0):
    result = CliRunner().invoke(rules, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture(autouse=True)
def today(monkeypatch):
    moment = datetime(2026, 11, 16, 9, tzinfo=ZONE)
    for module in ("acting", "rule_drafts", "rule_previews"):
        monkeypatch.setattr(f"jigai.cli.{module}.now", lambda: moment)


@pytest.fixture
def han(county, django_user_model):
    return _person(django_user_model, "han", "韩某", "office")


def test_a_rule_is_drafted_by_one_and_released_by_another(lin, han):
    run("draft", "county_default", "--reason", "修订", "--as", "lin")
    draft = RuleDraft.objects.get()
    run("submit", draft.pk, "--reason", "请复核", "--as", "lin")
    words = ("release", draft.pk, "--from", "2026-11-20", "--decision", "9号", "--reason", "同意")
    assert "不能自己发布" in run(*words, "--as", "lin", code=1).stderr
    run(*words, "--as", "han")
    edition = RuleEdition.objects.get()
    found = json.loads(run("editions", "--on", "2026-11-21", "--json").stdout)
    mine = [row["number"] for row in found if row["standing"] == "in_force" and row["number"]]
    assert mine == [edition.pk]
    run("withdraw", edition.pk, "--reason", "改期", "--as", "han")
    edition.refresh_from_db()
    assert edition.withdrawn_at is not None


def test_a_file_is_previewed_and_tested_without_a_draft(lin, project, tmp_path):
    made = building(project, 3)
    opened()
    reported(made, progress_bp=8400, year_fen=YEAR_FEN * 7 // 10)
    file = tmp_path / "rule.toml"
    file.write_text(text_of().replace("value = 80", "value = 95"), encoding="utf-8")
    found = json.loads(run("preview", file, "--as", "lin", "--json").stdout)
    assert found["counts"]["down"] == 3
    assert {one["after"] for one in found["moved"]} == {"yellow"}
    assert "95" in found["moved"][0]["lines"][0]["after"]["zh"]
    assert json.loads(run("back-test", file, "--json").stdout) == []
    assert (RuleDraft.objects.count(), RuleEdition.objects.count()) == (0, 0)
    shown = run("preview", drafted("95").pk)
    assert "3 个对象：上升 0，下降 3" in shown.stdout


def test_a_faulty_file_names_its_line(tmp_path):
    file = tmp_path / "rule.toml"
    file.write_text(text_of().replace('"is_exempt"', '"is_exemt"'), encoding="utf-8")
    told = run("preview", file, code=1).stderr
    assert "rule.toml" in told
    assert "is_exempt" in told


def test_texts_become_a_draft_and_its_fault_is_told(tmp_path):
    file = tmp_path / "rule.toml"
    file.write_text(text_of().replace('"is_exempt"', '"is_exemt"'), encoding="utf-8")
    cases = SHIPPED / "cases" / "county_default" / "2025-12-01.toml"
    told = run("draft", "--file", file, "--cases", cases, "--reason", "试写")
    assert "is_exempt" in told.stdout
    assert run("draft", "--reason", "试写", code=2)
