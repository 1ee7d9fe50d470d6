"""The shipped chains, and chain files that are wrong: each refused with its line."""

from __future__ import annotations

from datetime import date

import pytest

from jigai.apps.reference.actions.set_directions import DEFAULT_DIRECTIONS
from jigai.domain.rules.refusals import (
    DatesWrong,
    KeyUnknown,
    NameTwice,
    NameUnknown,
    ValueOfWrongKind,
)
from jigai.domain.supply_chain.chain import ChainStage, NoSuchLink
from jigai.domain.supply_chain.read_chains import (
    NoSuchChain,
    chain_in_force,
    chains_in_force,
    read_chain,
    shipped_chains,
)

ON = date(2026, 11, 26)
HEAD = """code = "demo"
direction = "electrical"
valid_from = 2026-01-01
review_by = 2027-12-31
is_proposal = true
title = { zh = "链", en = "chain" }
source = { zh = "建议稿", en = "proposal" }
"""


def link(code: str, stage: str, more: str = "") -> str:
    return f"""[[link]]
code = "{code}"
stage = "{stage}"
title = {{ zh = "环节", en = "link" }}
products = {{ zh = "产品", en = "products" }}
{more}
"""


SOUND = HEAD + link("ore", "upstream", 'feeds = ["cell"]') + link("cell", "downstream")


def read(text: str):
    return read_chain(text, file="chains/demo.toml")


def test_the_three_industries_of_the_county_have_a_chain_each():
    directions = {line.code for line in DEFAULT_DIRECTIONS} - {"other"}
    assert {chain.direction for chain in chains_in_force(on=ON)} == directions


@pytest.mark.parametrize("chain", shipped_chains(), ids=lambda chain: chain.code)
def test_every_shipped_link_is_tied_to_the_rest_and_says_its_source(chain):
    tied = {
        code for one in chain.links for code in (*one.feeds, *((one.code,) if one.feeds else ()))
    }
    assert tied == set(chain.by_code)
    assert all(chain.of_stage(stage) for stage in ChainStage)
    assert chain.is_proposal == ("建议" in chain.source.zh)
    assert chain.review_by > ON


def test_a_chain_is_read_with_its_order():
    chain = read(SOUND)
    assert chain.feeders == {"ore": (), "cell": ("ore",)}
    assert chain.depths == {"ore": 0, "cell": 0}
    assert chain.link("ore").stage is ChainStage.UPSTREAM
    with pytest.raises(NoSuchLink):
        chain.link("cells")


def test_links_of_one_stage_stand_one_behind_the_other():
    chain = chain_in_force("electrical", on=ON)
    assert chain.depths["transformer"] == 0
    assert chain.depths["integration"] == 1


def test_before_the_first_edition_there_is_no_chain():
    with pytest.raises(NoSuchChain, match="electrical"):
        chain_in_force("electrical", on=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "refusal", "line"),
    [
        (SOUND.replace('feeds = ["cell"]', 'feeds = ["cells"]'), NameUnknown, 13),
        (SOUND.replace('feeds = ["cell"]', 'feeds = ["cell", "cell"]'), NameTwice, 13),
        (HEAD + link("ore", "upstream") + link("ore", "downstream"), NameTwice, 15),
        (HEAD + link("ore", "upstream") + link("cell", "downstream", 'feeds = ["ore"]'),
         ValueOfWrongKind, 19),
        (SOUND.replace('feeds = ["cell"]', 'feeds = ["ore"]'), ValueOfWrongKind, 13),
        (SOUND.replace('feeds = ["cell"]', 'returns_to = ["cell"]'), ValueOfWrongKind, 13),
        (SOUND.replace('feeds = ["cell"]', 'classes = ["38"]'), ValueOfWrongKind, 13),
        (SOUND.replace('code = "ore"', 'code = "Ore"'), ValueOfWrongKind, 9),
        (SOUND.replace("is_proposal = true", 'is_proposal = "yes"'), ValueOfWrongKind, 5),
        (SOUND.replace("2027-12-31", "2025-12-31"), DatesWrong, 4),
        (SOUND.replace('stage = "upstream"', 'stage = "upstream"\nlevel = 2'), KeyUnknown, 11),
        (HEAD + link("a", "upstream", 'feeds = ["b"]') + link("b", "upstream", 'feeds = ["a"]'),
         ValueOfWrongKind, 13),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_line(text, refusal, line):
    with pytest.raises(refusal) as refused:
        read(text)
    assert refused.value.line == line
