"""What an import touched, by the rows of its sheet: each row is a project or an enterprise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jigai.apps.audit.actions.undo_change_set import CHANGED_SINCE, Withheld, touched_records
from jigai.apps.audit.queries.touched import touched_values, values_of
from jigai.apps.audit.tables import record_tables
from jigai.domain.sentence import Sentence

OWNERS = (("projects_project", "project_id"), ("registry_enterprise", "enterprise_id"))


@dataclass(frozen=True, slots=True)
class ImportRows:
    """Table → key → the owner, the row's project or enterprise; and which were changed since."""

    table: str
    members: Mapping[str, Mapping[int, int]]
    edited: frozenset[int]

    @property
    def owners(self) -> frozenset[int]:
        return frozenset(owner for found in self.members.values() for owner in found.values())

    def kept_whole(self, withheld: Withheld) -> Withheld:
        """Withhold every record of a row that was changed since, beside what is withheld."""
        found: dict[str, dict[int, Sentence]] = {}
        for table, members in self.members.items():
            stays = {key: CHANGED_SINCE for key, owner in members.items() if owner in self.edited}
            found[table] = {**stays, **withheld.get(table, {})}
        return {**withheld, **found}

    def owners_in(self, withheld: Withheld) -> frozenset[int]:
        """Rows of which something stays."""
        return frozenset(
            members[key]
            for table, members in self.members.items()
            for key in withheld.get(table, {})
            if key in members
        )

    def names_of(self, owners: frozenset[int]) -> tuple[str, ...]:
        names = values_of(keys=sorted(owners), table=self.table, column="name")
        return tuple(names[key] for key in sorted(owners))


def import_rows(numbers: Sequence[int]) -> ImportRows:
    """The rows of the change sets; of projects where there are any, else of enterprises."""
    for table, column in OWNERS:
        found = _rows(numbers, table, column)
        if found.members:
            return found
    return ImportRows(OWNERS[0][0], {}, frozenset())


def _rows(numbers: Sequence[int], owner: str, column: str) -> ImportRows:
    members: dict[str, dict[int, int]] = {}
    edited: set[int] = set()
    for table in record_tables():
        name = table.key if table.name == owner else column
        if name not in table.column_names:
            continue
        if found := touched_values(numbers=numbers, table=table.name, column=name):
            found = {key: of for key, of in found.items() if of is not None}
            members[table.name] = found
            touched = touched_records(table, numbers)
            edited |= {found[one.key] for one in touched if one.is_changed_since}
    return ImportRows(owner, members, frozenset(edited))
