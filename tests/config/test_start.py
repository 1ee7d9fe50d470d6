"""What a start loads, and what it leaves until it is wanted."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from jigai.config.urls import PARTS

HEAVY = ["jigai.api.v1.api", "openpyxl", "xlsxwriter", "docx", "pypinyin", "typst"]
FIRST_PAGE = f"""
import sys
import jigai.config.wsgi
from django.urls import resolve, reverse
assert resolve(reverse("account_login")).url_name == "account_login"
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_the_sign_in_page_waits_for_no_spreadsheet_document_or_schema():
    found = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "jigai.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout.strip() == "[]", found.stderr


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.namespace)
def test_a_part_that_is_loaded_later_names_its_addresses_as_it_was_announced(part):
    assert part.urlconf_module.app_name in {part.app_name, "ninja"}
    assert part.url_patterns


def test_django_finds_nothing_wrong_with_models_addresses_and_templates():
    call_command("check", fail_level="WARNING")


LISTS_MATCHES = """
import sys
from jigai.cli.running import start
start()
import jigai.cli.match
print([name for name in ("sklearn", "bm25s", "pandas") if name in sys.modules])
"""


def run(*line, **environment):
    return subprocess.run(
        [sys.executable, *line],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_list_of_matches_waits_for_nothing_that_ranks():
    found = run("-c", LISTS_MATCHES)
    assert found.stdout.strip() == "[]", found.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIGAI_MAIL", "http://secret@mail.example"),
        ("JIGAI_MAIL", "smtps://me:secret@mail.example:port"),
        ("JIGAI_DATABASE_URL", "mysql://me:secret@127.0.0.1/county"),
        ("JIGAI_DATABASE_URL", "postgresql://me:secret@127.0.0.1:port/county"),
    ],
)
def test_a_wrong_setting_is_named_in_both_languages_and_never_quoted(name, value):
    command = "from jigai.cli.main import main; main(['round', 'list'])"
    found = run("-c", command, **{name: value})
    assert found.returncode == 1
    assert f"设置 {name} 不对" in found.stderr
    assert f"The setting {name} is wrong" in found.stderr
    assert "Traceback" not in found.stderr
    assert "secret" not in found.stderr
