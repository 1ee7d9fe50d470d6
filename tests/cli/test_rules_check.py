import json
from shutil import copytree, rmtree

from click.testing import CliRunner

from jigai.cli.rules import rules
from jigai.domain.rules.rulebook import SHIPPED


def faulty_folder(folder):
    copytree(SHIPPED, folder, dirs_exist_ok=True)
    for name in ("scorecards", "policies"):
        rmtree(folder / name)
    for name in ("sanya_2022/2022-05-13", "huating_2017/2017-01-01"):
        path = folder / "badges" / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("review_by", "reveiw_by", 1), encoding="utf-8")
    return str(folder)


def test_all_faults_are_said_with_their_places_in_both_languages(tmp_path):
    ran = CliRunner().invoke(rules, ["check", faulty_folder(tmp_path)])
    assert ran.exit_code == 1
    assert "badges/huating_2017/2017-01-01.toml 第" in ran.stderr
    assert "badges/sanya_2022/2022-05-13.toml, line" in ran.stderr
    assert "共有 2 处错误" in ran.stderr


def test_the_faults_are_one_object_for_a_script(tmp_path):
    ran = CliRunner().invoke(rules, ["check", faulty_folder(tmp_path), "--json"])
    assert ran.exit_code == 1
    shown = json.loads(ran.stdout)
    assert shown["sound"] is False
    assert [fault["code"] for fault in shown["faults"]] == ["rules.key_missing"] * 2
    assert all(fault["line"] == 1 and fault["column"] == 1 for fault in shown["faults"])
