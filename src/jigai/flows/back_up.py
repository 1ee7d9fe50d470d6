"""Everything in one archive, with counts, sums and audit head for the proof."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from jigai.apps.audit.chain import head
from jigai.apps.audit.tables import record_tables
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

MANIFEST = "manifest.json"
SQLITE_FILE = "jigai.sqlite3"
POSTGRESQL_FILE = "jigai.pgdump"


class BackupToolMissing(Refusal):
    code = "backup.tool_missing"
    message = Sentence(
        "PostgreSQL 备份需要 {tool}，本机没有找到。",
        "Backing up PostgreSQL needs {tool}, which was not found here.",
    )
    remedy = Sentence(
        "请安装与服务器同版本的客户端工具。", "Install the client tools of the server's version."
    )


class BackupToolFailed(Refusal):
    code = "backup.tool_failed"
    message = Sentence("{tool} 未能完成：{said}", "{tool} did not finish: {said}")


class FileExists(Refusal):
    code = "backup.file_exists"
    message = Sentence("文件{file}已存在。", "The file {file} exists already.")
    remedy = Sentence("请换一个文件名。", "Choose another name.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive holds: rows per table, sums of money per column, head of the chain."""

    vendor: str
    counts: dict[str, int]
    sums: dict[str, int]
    head: str

    def as_object(self) -> dict[str, object]:
        return asdict(self)


def back_up(file: Path) -> Manifest:
    """Write database, files and keys to a new archive.

    Raises:
        FileExists, BackupToolMissing, BackupToolFailed: as named.
    """
    if file.exists():
        raise FileExists(file=file)
    home = Path(settings.HOME)
    draft = file.with_name(f"{file.name}.part")
    with tempfile.TemporaryDirectory(dir=home) as folder:
        copy = _copy_database(Path(folder))
        manifest = count_database()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(descriptor, "wb") as stream,
            tarfile.open(fileobj=stream, mode="w:gz") as tar,
        ):
            _add_text(tar, MANIFEST, json.dumps(manifest.as_object()))
            tar.add(copy, copy.name)
            for part in ("files", "keys"):
                tar.add(home / part, part)
    draft.rename(file)
    return manifest


def count_database() -> Manifest:
    """Rows of every business table and its history, and sums of every column of money."""
    counts: dict[str, int] = {}
    sums: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in record_tables():
            for name in (table.name, table.history):
                cursor.execute(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608 - names of models
                counts[name] = cursor.fetchone()[0]
            for column in table.column_names:
                if column.endswith("_fen"):
                    cursor.execute(f'SELECT SUM("{column}") FROM "{table.name}"')  # noqa: S608
                    sums[f"{table.name}.{column}"] = int(cursor.fetchone()[0] or 0)
    last = head()
    return Manifest(connection.vendor, counts, sums, str(last) if last else "")


def postgresql_tool(tool: str, *arguments: str) -> None:
    """Run a client tool of PostgreSQL on the database in use.

    Raises:
        BackupToolMissing, BackupToolFailed: as named.
    """
    found = shutil.which(tool)
    if found is None:
        raise BackupToolMissing(tool=tool)
    using = settings.DATABASES["default"]
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {name: str(using[key]) for name, key in named.items() if using[key]}
    done = subprocess.run(  # noqa: S603 - a fixed tool
        [found, "--dbname", str(using["NAME"]), *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupToolFailed(tool=tool, said=done.stderr.strip()[-500:])


def _copy_database(folder: Path) -> Path:
    if connection.vendor == "postgresql":
        copy = folder / POSTGRESQL_FILE
        postgresql_tool("pg_dump", "--format=custom", "--file", str(copy))
        return copy
    copy = folder / SQLITE_FILE
    connection.ensure_connection()
    target = sqlite3.connect(copy)
    with target:
        connection.connection.backup(target)
    target.close()
    return copy


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
