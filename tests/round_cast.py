"""A small county in a round: ``projects`` under construction, one round open, reports accepted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import InclusionCase, ProgressReport, Project
from jigai.apps.rounds.actions.open_round import open_round
from jigai.domain.change import Actor, Change, Path
from jigai.domain.periods import parse_period
from tests.cast import ZONE, change

PERIOD = "2026-11A"
YEAR_FEN = 1_000_000_00


def at(day, hour=9):
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


def by(person=1, reason="测试", moment=None):
    return Change(Actor(f"user:{person}", f"人{person}"), reason, moment or at(16), Path.FORM)


def reviewer(reason="审核", moment=None):
    return by(7, reason, moment)


def building(project, count=1):
    """``project`` and copies of it, under construction since a year and in the library."""
    with writing("projects.built", change()):
        Project.objects.update(
            stage="construction",
            planned_start_on=date(2026, 1, 1),
            planned_completion_on=date(2026, 12, 31),
            actual_start_on=date(2026, 1, 1),
        )
        project.refresh_from_db()
        made = [project]
        for number in range(2, count + 1):
            twin = Project.objects.get(pk=project.pk)
            twin.pk, twin.name = None, f"项目{number:03d}"
            twin.save()
            made.append(twin)
        InclusionCase.objects.bulk_create(
            InclusionCase(project=one, state="in_library", since_on=date(2026, 3, 1))
            for one in made
        )
    return made


def opened(period=PERIOD):
    return open_round(period=parse_period(period), change=change("开启"))


def reported(projects, *, period=PERIOD, progress_bp=9000, state="accepted", year_fen=None):
    """Reports as accepted, without the way there."""
    year_fen = YEAR_FEN * 9 // 10 if year_fen is None else year_fen
    with writing("reports.made", change()):
        return ProgressReport.objects.bulk_create(
            ProgressReport(
                project=one,
                period=period,
                data_on=parse_period(period).end_on,
                state=state,
                is_started=True,
                progress_bp=progress_bp,
                year_investment_fen=year_fen,
                total_investment_fen=year_fen,
                submitted_at=at(16),
                submitted_by="填报人",
            )
            for one in projects
        )


def later(days):
    return at(16) + timedelta(days=days)
