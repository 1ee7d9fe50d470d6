import pytest
from django.core.files.storage import default_storage

from jigai.apps.evidence.actions.store_attachment import (
    FileEmpty,
    store_attachment,
    stored_at,
)
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.evidence.queries.integrity import damaged_files
from tests.cast import change


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


def store(content=b"paper", name="paper.pdf"):
    return store_attachment(
        name=name, content=content, media_type="application/pdf", purpose="入统", change=change()
    )


def test_the_same_bytes_are_stored_once(db):
    first, second = store(), store(name="again.pdf")
    assert first.sha256 == second.sha256
    assert content_of(second) == b"paper"
    assert damaged_files() == []


def test_one_altered_byte_is_named(db):
    stored = store()
    with default_storage.open(stored_at(stored.sha256), "wb") as stream:
        stream.write(b"Paper")
    [damaged] = damaged_files()
    assert (damaged.name, damaged.what.en) == ("paper.pdf", "The file was altered")
    default_storage.delete(stored_at(stored.sha256))
    assert damaged_files()[0].what.en == "The file is gone"


def test_an_empty_file_is_refused(db):
    with pytest.raises(FileEmpty):
        store(content=b"")
