"""A backup put back, on this machine or another, and compared with its manifest."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import connection

from jigai.apps.audit.triggers import install
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.back_up import (
    MANIFEST,
    POSTGRESQL_FILE,
    SQLITE_FILE,
    Manifest,
    count_database,
    postgresql_tool,
)

PARTS = ("files", "keys")


class NotABackup(Refusal):
    code = "restore.not_a_backup"
    message = Sentence("{file}不是完整的备份文件。", "{file} is not a whole backup.")


class OtherDatabase(Refusal):
    code = "restore.other_database"
    message = Sentence(
        "备份来自{theirs}，这里使用的是{ours}。", "The backup is of {theirs}; {ours} is used here."
    )
    remedy = Sentence(
        "请设置对应的 JIGAI_DATABASE_URL。", "Set JIGAI_DATABASE_URL for that database."
    )


class HomeInUse(Refusal):
    code = "restore.home_in_use"
    message = Sentence("这里已有数据，没有恢复。", "There are data here: nothing was restored.")
    remedy = Sentence(
        "请换空目录，或加 --replace（原数据改名保留）。",
        "Use an empty home, or --replace (what is here is kept under another name).",
    )


class RestoredDiffers(Refusal):
    code = "restore.differs"
    message = Sentence(
        "恢复后的数据与备份清单不一致：{what}。", "What was restored differs from the list: {what}."
    )


def restore_archive(file: Path, *, may_replace: bool, at: datetime) -> Manifest:
    """Put an archive into this home and compare counts, sums and head with its manifest.

    Raises:
        NotABackup, OtherDatabase, HomeInUse, RestoredDiffers: as named.
        BackupToolMissing, BackupToolFailed: PostgreSQL's client tools.
    """
    home = Path(settings.HOME)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = _unpacked(file, Path(folder))
        if manifest.vendor != connection.vendor:
            raise OtherDatabase(theirs=manifest.vendor, ours=connection.vendor)
        if _is_used() and not may_replace:
            raise HomeInUse
        _put_database(Path(folder), at=at)
        for part in PARTS:
            _set_aside(home / part)
            shutil.move(Path(folder) / part, home / part)
    _compare(manifest, count_database())
    return manifest


def _unpacked(file: Path, folder: Path) -> Manifest:
    try:
        with tarfile.open(file) as tar:
            for member in tar:
                _unpack(tar, member, folder)
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, EOFError, OSError, ValueError):
        raise NotABackup(file=file) from None
    for part in PARTS:
        (folder / part).mkdir(exist_ok=True)
    return Manifest(**read)


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    name = PurePosixPath(member.name)
    if name.is_absolute() or ".." in name.parts or not (member.isfile() or member.isdir()):
        raise tarfile.TarError(member.name)
    target = folder / name
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    source = tar.extractfile(member)
    if source is not None:
        with source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream)
        target.chmod(0o600)


def _is_used() -> bool:
    with connection.cursor() as cursor:
        if "audit_changeset" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT COUNT(*) FROM audit_changeset")
        return bool(cursor.fetchone()[0])


def _put_database(folder: Path, *, at: datetime) -> None:
    if connection.vendor == "postgresql":
        postgresql_tool(
            "pg_restore", "--clean", "--if-exists", "--no-owner", str(folder / POSTGRESQL_FILE)
        )
        install(at=at)
        return
    connection.close()
    place = Path(settings.DATABASES["default"]["NAME"])
    for suffix in ("-wal", "-shm", ""):
        _set_aside(place.with_name(place.name + suffix))
    shutil.move(folder / SQLITE_FILE, place)


def _set_aside(place: Path) -> None:
    """Keep what is here under another name, never overwriting an earlier one."""
    if not place.exists() or (place.is_file() and not place.stat().st_size):
        place.unlink(missing_ok=True)
        return
    if place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        return
    number = 1
    while (aside := place.with_name(f"{place.name}.before-{number}")).exists():
        number += 1
    place.rename(aside)


def _compare(expected: Manifest, found: Manifest) -> None:
    different = [name for name, n in expected.counts.items() if found.counts.get(name) != n]
    different += [name for name, n in expected.sums.items() if found.sums.get(name) != n]
    if found.head != expected.head:
        different.append("audit head")
    if different:
        raise RestoredDiffers(what=", ".join(different[:20]))
