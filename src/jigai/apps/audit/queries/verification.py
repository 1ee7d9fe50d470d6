"""The offline check of the chain: a changed byte, a missing row, a cut tail, a rebuilt chain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from jigai.apps.audit.chain import ROW_DIGEST_BYTES, Head, Place, chain_digest, digested_rows, head
from jigai.apps.audit.models import STILL_VALID, ChangeSet, Erasure
from jigai.apps.audit.tables import RecordTable, record_tables
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read and what is wrong; sound when ``problems`` is empty."""

    change_set_count: int
    row_count: int
    head: Head | None
    problems: tuple[Sentence, ...]


CHANGE_SETS = "audit_changeset"
ALTERED = Sentence(
    "修改{number}：历史行{place}已被改动或添加",
    "Change set {number}: history row {place} was altered or added",
)
MISSING = Sentence(
    "修改{number}：缺少{count}条历史行", "Change set {number}: {count} history row(s) missing"
)
UNLINKED = Sentence(
    "修改{number}：与前一环不相连", "Change set {number}: not linked to the one before"
)
FORGED = Sentence(
    "修改{number}：记录本身被改动", "Change set {number}: the record itself was altered"
)
GAP = Sentence("修改{number}缺失", "Change set {number} is missing")
CUT = Sentence("链尾缺失：应有{head}", "The tail is missing: {head} is expected")
REBUILT = Sentence(
    "链已被重建：第{number}环与留存的链头不符",
    "The chain was rebuilt: link {number} differs from the kept head",
)
LIVE_DIFFERS = Sentence(
    "{table}第{key}号记录与其历史不符", "{table} record {key} differs from its history"
)
BROKEN_PERIOD = Sentence(
    "{table}第{key}号记录的版本时段不连续", "{table} record {key}: its versions do not join"
)


def verify_chain(*, kept_head: Head | None = None) -> Verification:
    """Read all history and the chain; compare with a head kept elsewhere when given."""
    erased = erasures()
    digests: dict[int, list[bytes]] = defaultdict(list)
    places: dict[int, list[Place]] = defaultdict(list)
    for number, place, digest in digested_rows(1, STILL_VALID):
        digests[number].append(_as_it_was(erased, place, digest))
        places[number].append(place)
    problems: list[Sentence] = []
    count, previous, expected = 0, "", 1
    for row in ChangeSet.objects.order_by("id").iterator(chunk_size=500):
        problems += [GAP.format(number=n) for n in range(expected, row.id)]
        problems += _problems_of(row, previous, digests[row.id], places[row.id])
        problems += _forged(row, erased)
        previous, expected, count = row.digest, row.id + 1, count + 1
    problems += _compare_with_head(kept_head)
    for table in record_tables():
        problems += _periods_that_do_not_join(table)
        problems += _live_rows_that_differ(table)
    rows = sum(map(len, digests.values()))
    return Verification(count, rows, head(), tuple(problems))


def _problems_of(
    row: ChangeSet, previous: str, digests: list[bytes], places: list[Place]
) -> Iterator[Sentence]:
    kept = bytes(row.row_digests)
    size = ROW_DIGEST_BYTES
    expected = Counter(kept[at : at + size] for at in range(0, len(kept), size))
    unmatched = [p for p, d in zip(places, digests, strict=True) if not _take(expected, d)]
    for table, key, history_row in unmatched:
        yield ALTERED.format(number=row.id, place=f"{table}#{key} ({history_row})")
    missing = expected.total() - len(unmatched)
    if missing > 0:
        yield MISSING.format(number=row.id, count=missing)
    if row.previous_digest != previous:
        yield UNLINKED.format(number=row.id)


def _forged(row: ChangeSet, erased: dict[tuple[str, int], Erasure]) -> Iterator[Sentence]:
    """The link itself; one whose author was erased is known by what is left of it."""
    said, known = chain_digest(row), erased.get((CHANGE_SETS, row.id))
    sound = said == row.digest if known is None else (
        said == known.remaining and row.digest == known.original
    )  # fmt: skip
    if not sound:
        yield FORGED.format(number=row.id)


def _as_it_was(erased: dict[tuple[str, int], Erasure], place: Place, digest: bytes) -> bytes:
    """The digest that the change set keeps, where what is left of the row is what was left."""
    table, _, history_row = place
    known = erased.get((table, history_row))
    if known is None or digest.hex() != known.remaining:
        return digest
    return bytes.fromhex(known.original)


def erasures() -> dict[tuple[str, int], Erasure]:
    """``(table, history row)`` → what was erased there last."""
    return {(one.table, one.row): one for one in Erasure.objects.order_by("id")}


def _take(expected: Counter[bytes], digest: bytes) -> bool:
    if expected[digest] == 0:
        return False
    expected[digest] -= 1
    return True


def _compare_with_head(kept: Head | None) -> Iterator[Sentence]:
    if kept is None:
        return
    found = ChangeSet.objects.filter(pk=kept.number).values_list("digest", flat=True).first()
    if found is None:
        yield CUT.format(head=kept)
    elif found != kept.digest:
        yield REBUILT.format(number=kept.number)


def _periods_that_do_not_join(table: RecordTable) -> Iterator[Sentence]:
    sql = f"""
        SELECT "{table.key}" FROM (
          SELECT "{table.key}", until, operation,
            LEAD(since) OVER (PARTITION BY "{table.key}" ORDER BY hid) AS next_since
          FROM {table.history}) v
        WHERE CASE WHEN next_since IS NULL
          THEN until <> {STILL_VALID} AND operation <> 'D'
          ELSE until <> next_since END LIMIT 20"""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for (key,) in cursor.fetchall():
            yield BROKEN_PERIOD.format(table=table.name, key=key)


def _live_rows_that_differ(table: RecordTable) -> Iterator[Sentence]:
    columns = ", ".join(_comparable(table))
    valid = f"SELECT {columns} FROM {table.history} WHERE until = {STILL_VALID}"
    live = f'SELECT {columns} FROM "{table.name}"'
    keys: set[int] = set()
    with connection.cursor() as cursor:
        for one, other in ((live, valid), (valid, live)):
            cursor.execute(f"SELECT * FROM ({one} EXCEPT {other}) d LIMIT 20")
            at = table.column_names.index(table.key)
            keys.update(row[at] for row in cursor.fetchall())
    for key in sorted(keys):
        yield LIVE_DIFFERS.format(table=table.name, key=key)


def _comparable(table: RecordTable) -> list[str]:
    return [
        f'CAST("{c.name}" AS TEXT)' if c.field.get_internal_type() == "JSONField" else f'"{c.name}"'
        for c in table.columns
    ]
