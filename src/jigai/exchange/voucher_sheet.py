"""The sheet of a voucher ledger: its mapping, which no other ledger is taken for."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jigai.exchange.mapping import Mapping, read_mapping


@cache
def voucher_mapping() -> Mapping:
    """The heads and kinds of the columns of a voucher ledger."""
    file = resources.files("jigai.exchange") / "mappings" / "own" / "vouchers.toml"
    return read_mapping(file.read_text("utf-8"), name="vouchers")
