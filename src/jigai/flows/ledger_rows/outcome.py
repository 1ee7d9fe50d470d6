"""What importing would do to each row: create, update or nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from jigai.apps.audit.upserting import Upsert


@dataclass(slots=True)
class Outcomes:
    """Row → what is done to it: the main record decides ``create``, any difference ``update``."""

    main: dict[int, str] = field(default_factory=dict)
    _others: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, row: int, plan: Upsert[Any], key: Hashable, *, is_main: bool = False) -> None:
        done = plan.does(key)
        if is_main:
            self.main[row] = done
        else:
            self._others[row].add(done)

    def of(self, row: int) -> str:
        main = self.main.get(row, "unchanged")
        if main == "unchanged" and self._others[row] - {"unchanged"}:
            return "update"
        return main

    def counts(self) -> Counter[str]:
        return Counter(self.of(row) for row in self.main)
