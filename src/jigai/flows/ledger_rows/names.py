"""Names of places, directions and units in a ledger, turned into ids; new ones announced."""

from __future__ import annotations

from dataclasses import dataclass, field

from jigai.apps.accounts.actions.record_agencies import record_agencies
from jigai.apps.accounts.queries.agencies import agency_ids
from jigai.apps.reference.actions.record_names import record_directions, record_townships
from jigai.apps.reference.queries.names import direction_ids, home_county, township_ids
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.ledger import Record


class NoCountyYet(Refusal):
    code = "ledger.no_county_yet"
    message = Sentence("尚未建立县级工作库。", "The county is not set up yet.")
    remedy = Sentence("请先运行 jigai setup。", "Run jigai setup first.")


NEW_NAMES = {
    "township": Sentence("将新增乡镇（园区）：{names}", "New townships or parks: {names}"),
    "direction": Sentence("将新增产业方向：{names}", "New industry directions: {names}"),
    "responsible_unit": Sentence("将新增责任单位：{names}", "New responsible units: {names}"),
}


@dataclass(slots=True)
class Names:
    """Name → id by kind of name; a name not yet known is collected and, if saving, entered."""

    known: dict[str, dict[str, int]]
    new: dict[str, set[str]] = field(default_factory=dict)

    def id_of(self, kind: str, name: object) -> int | None:
        return self.known[kind].get(name) if isinstance(name, str) else None

    def collect(self, records: list[Record]) -> None:
        """Note the names of these rows that are not known yet."""
        for record in records:
            for kind, known in self.known.items():
                name = record.values.get(kind)
                if isinstance(name, str) and name and name not in known:
                    self.new.setdefault(kind, set()).add(name)

    def enter_new(self, change: Change) -> None:
        """Save the collected names; must run inside a change set."""
        county = home_county()
        if county is None:
            raise NoCountyYet
        if names := self.new.pop("township", None):
            self.known["township"].update(
                record_townships(names=names, county=county, change=change)
            )
        if names := self.new.pop("direction", None):
            self.known["direction"].update(record_directions(names=names, change=change))
        if names := self.new.pop("responsible_unit", None):
            made = record_agencies(names=names, townships=self.known["township"], change=change)
            self.known["responsible_unit"].update(made)

    def announced(self) -> tuple[Sentence, ...]:
        """What saving would add, in sentences."""
        return tuple(
            NEW_NAMES[kind].format(names="、".join(sorted(names)))
            for kind, names in self.new.items()
        )


def known_names() -> Names:
    """Names as the registers hold them now."""
    return Names(
        {
            "township": township_ids(),
            "direction": direction_ids(),
            "responsible_unit": agency_ids(),
        }
    )
