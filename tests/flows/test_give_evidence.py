"""Photos and vouchers of a report: by whom, until when, and what a repeated one asks."""

from hashlib import sha256

import pytest
from django.core.files.storage import default_storage

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.actions.raise_signals import raise_signals
from jigai.apps.badges.models import Signal
from jigai.apps.evidence.actions.store_attachment import stored_at
from jigai.apps.evidence.purposes import Purpose
from jigai.apps.evidence.queries.checks import check_rows
from jigai.apps.projects.actions.attach_evidence import (
    ArrivedAltered,
    ReportAccepted,
    TooManyFiles,
)
from jigai.apps.projects.models import Project, ReportPhoto
from jigai.apps.projects.queries.evidence import NoSuchEvidence, evidence_for
from jigai.apps.rounds.models import Round
from jigai.apps.rounds.queries.review_queue import review_queue
from jigai.domain.change import Path
from jigai.flows.check_evidence import check_evidence
from jigai.flows.give_evidence import give_evidence, take_evidence_away
from jigai.flows.report_progress import NotDueHere
from jigai.jobs.check_evidence import check_files
from jigai.jobs.daily import DAILY
from tests.apps.evidence.pictures import camera_picture
from tests.cast import change
from tests.round_cast import PERIOD, building, by, opened, reported

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


@pytest.fixture
def two(project):
    made = building(project, 2)
    opened()
    return made


def give(project, content=None, **more):
    given = {"name": "现场.jpg", "purpose": Purpose.PROGRESS, "change": by(2, "附照片")} | more
    return give_evidence(
        project=project, period=PERIOD, content=content or camera_picture(), **given
    )


def test_a_photo_begins_a_draft_and_shows_to_the_reviewer_beside_the_last(two, lin):
    reported(two[:1], period="2026-10B")
    photo = give(two[0])
    assert photo.report.state == "draft"
    [queued] = review_queue(lin, round=opened_round(), state="draft")
    assert [one.purpose.zh for one in queued.files] == ["形象进度照片"]
    assert queued.last_files == ()


def opened_round():
    return Round.objects.get(period=PERIOD)


def test_the_hash_of_the_device_is_checked_on_arrival(two):
    content = camera_picture()
    digest = sha256(content).hexdigest()
    assert give(two[0], content, device_sha256=digest).attachment.device_sha256 == digest
    with pytest.raises(ArrivedAltered):
        give(two[0], content + b"x", device_sha256=digest)


def test_an_accepted_report_takes_and_loses_no_file(two):
    photo = give(two[0])
    reported(two[1:])
    with pytest.raises(ReportAccepted):
        give(two[1])
    take_evidence_away(photo=photo, change=by(2, "取下"))
    assert not ReportPhoto.objects.exists()


def test_a_report_carries_twelve_files_at_most(two):
    for number in range(12):
        give(two[0], camera_picture(size=(10 + number, 10)))
    with pytest.raises(TooManyFiles):
        give(two[0])


def test_a_project_that_is_not_due_takes_none(two):
    with pytest.raises(NotDueHere):
        give_evidence(
            project=_outside(two[1]),
            period=PERIOD,
            name="a.jpg",
            content=camera_picture(),
            purpose=Purpose.PROGRESS,
            change=by(2, "附照片"),
        )


def _outside(project):
    with writing("entry.removed", change()):
        project.round_entries.all().delete()
    return project


def test_who_may_not_see_the_project_sees_no_file_of_it(two, mei, lin):
    photo = give(two[0])
    assert evidence_for(lin, photo.pk) == photo
    with writing("project.moved", change()):
        Project.objects.update(enterprise=None)
    with pytest.raises(NoSuchEvidence):
        evidence_for(mei, photo.pk)


def test_the_same_photo_for_two_projects_asks_a_person(two):
    give(two[0])
    give(two[1])
    assert raise_signals(round=opened_round(), change=by(7)) == 1
    assert Signal.objects.get().kind == "repeated_photo"


def test_the_nightly_check_names_the_photo_project_and_period(two):
    photo = give(two[0])
    assert check_evidence(change=change()).damaged == []
    with default_storage.open(stored_at(photo.attachment.sha256), "r+b") as stream:
        stream.seek(100)
        stream.write(b"\0")
    assert check_files.func() == 1
    [damaged] = check_rows()[0].damaged
    assert (damaged.name, damaged.where) == ("现场.jpg", f"{two[0].name} {PERIOD}")
    assert damaged.what.en == "The file was altered"


def test_it_is_checked_once_a_day(two):
    give(two[0])
    for _ in range(2):
        check_files.func()
    assert len(check_rows()) == 1
    assert check_files in DAILY


def test_the_check_comes_into_the_history_as_a_job(two):
    give(two[0])
    check_files.func()
    assert ChangeSet.objects.get(verb="evidence.checked").path == Path.JOB
