"""Addresses by name, in both languages, also of parts that have no prefix of their own."""

import pytest
from django.urls import clear_url_caches, reverse
from django.utils.translation import override


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_part_without_a_prefix_is_found_by_name(language):
    clear_url_caches()
    with override(language):
        assert reverse("cockpit:show") == "/"
        assert reverse("rounds:mine") == "/rounds/mine/"
