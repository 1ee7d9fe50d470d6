"""What a start loads, and what it leaves until it is wanted."""

import os
import subprocess
import sys

import pytest

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
