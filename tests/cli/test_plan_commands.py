"""jigai plan and jigai target as a county's operator runs them."""

import json

import pytest
from click.testing import CliRunner

from jigai.apps.diagnosis.actions.settle_gap import add_gap
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.planning.models import PlanGap, PlanVersion, TargetSplit
from jigai.cli.plan import plan
from jigai.cli.target import target
from tests.cast import TODAY, change
from tests.plan_cast import draft_of, gap_of

CODE = "913714235B5NNQREL9"
WHY = ("--reason", "测试")


@pytest.fixture
def run():
    def ran(group, *words):
        return CliRunner().invoke(group, [str(word) for word in words])

    return ran


@pytest.fixture
def version(enterprise, agency):
    return draft_of(enterprise, agency, gap_of(enterprise))


def told(answer):
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_a_plan_is_begun_filled_and_submitted_by_command(run, enterprise, agency):
    begun = told(run(plan, "new", CODE, "--title", "规划", "--years", 2026, 2028, "--unit",
                     "崔口镇政府", *WHY, "--json"))  # fmt: skip
    at = begun["version"]
    head = run(plan, "head", at, "--budget", "12.5", "--from", "2026-01-01", "--to", "2028-12-31",
               *WHY, "--json")  # fmt: skip
    assert set(told(head)["changed"]) == {"budget_fen", "starts_on", "ends_on"}
    words = ("cost_fen=12.5", "title=换机", "due_on=2027-01-01", "evidence=方案")
    made = told(run(plan, "line", at, "--add", "measure", *words, *WHY, "--json"))
    changed = told(run(plan, "line", made["line"], "target=90", *WHY, "--json"))
    assert changed["changed"] == ["target"]
    assert run(plan, "line", made["line"], "colour=red", *WHY).exit_code == 1
    refused = run(plan, "submit", at, *WHY)
    assert (refused.exit_code, "planning.plan_not_ready" in refused.stderr) == (1, True)
    assert told(run(plan, "missing", at, "--json"))["missing"]
    assert run(plan, "drop-line", made["line"], *WHY).exit_code == 0


def test_versions_sheet_and_paper(run, version, tmp_path):
    at = version.pk
    sheet, paper = tmp_path / "plan.xlsx", tmp_path / "plan.pdf"
    assert run(plan, "export", at, "-o", sheet).exit_code == 0
    assert told(run(plan, "import", at, sheet, *WHY, "--json"))["cells"] == 0
    assert run(plan, "paper", at, "-o", paper).exit_code == 0
    assert paper.read_bytes()[:4] == b"%PDF"
    assert run(plan, "submit", at, *WHY).exit_code == 0
    assert run(plan, "approve", at, "--decision", "会议", *WHY).exit_code == 0
    second = told(run(plan, "amend", version.plan_id, *WHY, "--json"))
    assert told(run(plan, "diff", second["version"], "--json"))["same"] == 5
    assert "更换数控折弯机" in run(plan, "show", second["version"]).stdout
    assert run(plan, "discard", second["version"], *WHY).exit_code == 0
    assert told(run(plan, "list", "--json"))["plans"][0]["approved"] == 1
    assert PlanVersion.objects.count() == 2


def test_the_line_of_sight(run, version, project):
    gap, line = PlanGap.objects.get(), version.lines.get(key="P1")
    assert [g["id"] for g in told(run(plan, "orphans", "--json"))["gaps"]] == [gap.pk]
    link = told(run(plan, "link", line.pk, project.pk, *WHY, "--json"))["link"]
    result = ("--indicator", "设备数控化率", "--value", "88", "--evidence", "验收单")
    assert run(plan, "result", gap.pk, "--project", project.pk, *result, *WHY).exit_code == 0
    assert [g["id"] for g in told(run(plan, "trace", project.pk, "--json"))["gaps"]] == [gap.pk]
    assert "= 设备数控化率 88" in run(plan, "gaps").stdout
    assert run(plan, "unlink", link, *WHY).exit_code == 0
    new = ("--title", "能耗高", "--theme", "process", "--found-by", "诊断")
    assert told(run(plan, "gap", CODE, *new, *WHY, "--json"))["gap"]
    assert run(plan, "drop-gap", gap.pk, *WHY).exit_code == 0


def test_a_scenario(run, version):
    made = told(run(plan, "scenario", "new", version.plan_id, "--name", "降本", *WHY, "--json"))
    at = made["scenario"]
    change = told(run(plan, "scenario", "set", at, "--line", "P1", "--cost", "150", *WHY, "--json"))
    weighed = told(run(plan, "scenario", "weigh", at, "--json"))
    assert weighed["cost_supposed_fen"] == 250_000_000
    assert "300 → 250" in run(plan, "scenario", "weigh", at).stdout
    assert "P1" in run(plan, "scenario", "list", version.plan_id).stdout
    assert run(plan, "scenario", "take-back", change["change"], *WHY).exit_code == 0
    assert run(plan, "scenario", "remove", at, *WHY).exit_code == 0


def test_a_target_is_published_once_it_adds_up(run, enterprise):
    about = ("new", "projects", 2027, 10, "--division", "371423", *WHY, "--json")
    at = told(run(target, *about))["target"]
    short = told(run(target, "split", at, "371423103=9", *WHY, "--json"))
    assert (short["missing"], short["adds_up"]) == ("1", False)
    refused = run(target, "publish", at, *WHY)
    assert (refused.exit_code, "少 1个" in refused.stderr) == (1, True)
    assert run(target, "split", at, "371423103=10", *WHY).exit_code == 0
    assert run(target, "publish", at, *WHY).exit_code == 0
    assert told(run(target, "restate", at, *WHY, "--json"))["edition"] == 2
    assert "崔口镇\t10" in run(target, "show", at).stdout
    assert len(told(run(target, "list", "--json"))["targets"]) == 2
    assert TargetSplit.objects.filter(state="published").count() == 1


def test_gaps_of_a_diagnosis_are_adopted_and_tied(run, enterprise):
    gap = gap_of(enterprise)
    diagnosis = start_diagnosis(
        enterprise=enterprise, bank="digital_level/2024-09-01", on=TODAY, note="", change=change()
    )
    first, second = (
        add_gap(diagnosis=diagnosis, what=what, target="改", on=TODAY, change=change())
        for what in ("焊接靠人工", "数据靠手抄")
    )
    assert "诊断 / diagnosed" in run(plan, "orphans").stdout
    made = told(run(plan, "adopt-gaps", first.pk, *WHY, "--json"))["gaps"]
    assert len(made) == 1
    assert run(plan, "tie-gap", gap.pk, second.pk, *WHY).exit_code == 0
    again = run(plan, "tie-gap", gap.pk, second.pk, *WHY)
    assert (again.exit_code, "已对应" in again.stderr) == (1, True)
    assert told(run(plan, "orphans", "--json"))["diagnosed"] == []
