"""The engines by name: what ``--engine`` offers. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from jigai.exchange.engines.embedded import Embedded
from jigai.exchange.engines.engine import Engine
from jigai.exchange.engines.postgresql import postgresql
from jigai.exchange.engines.reference import Reference
from jigai.exchange.engines.spark import spark

Opened = AbstractContextManager[Engine]
ENGINES: dict[str, Callable[[str], Opened]] = {
    "embedded": lambda _: nullcontext(Embedded()),
    "postgresql": postgresql,
    "spark": spark,
    "reference": lambda _: nullcontext(Reference()),
}
"""Name → an engine for one run, opened at an address (of a database, of a cluster; often none)."""
