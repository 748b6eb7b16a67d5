"""The desk reminds the cooperatives whose activity report is awaited; each is then left in peace a week."""

from datetime import date, timedelta

import pytest

from councils.models import Council, Decision
from desk.queries.activity import REMINDED
from desk.services import reminders
from members.models import Notification
from members.notifications import address_of, sentence_of
from projects.services import reports
from tests.world import make_classroom

SEPTEMBER = date(2026, 9, 20)


@pytest.fixture
def awaited(world, monkeypatch):
    """In September Claire's cooperative and another, which nobody leads, owe their report."""
    monkeypatch.setattr(reminders, "today", lambda: SEPTEMBER)
    monkeypatch.setattr("desk.views.activity.today", lambda: SEPTEMBER)
    assert world.claire  # the world makes people and classes when they are asked for
    assert world.classroom
    make_classroom(world.other_cooperative, world.year, "CM2")
    return world


def remind(world, *, later: int = 0):
    return reminders.remind_of_reports(world.year, by=world.actor(world.martine))


def test_who_has_not_sent_is_reminded_once_a_week(awaited, monkeypatch):
    told = remind(awaited)

    assert (told.count, told.nobody) == (1, [awaited.other_cooperative])
    news = Notification.objects.get(kind=REMINDED)
    assert news.user == awaited.claire
    assert awaited.cooperative.name in sentence_of(news)
    assert str(awaited.cooperative.public_id) in address_of(news)
    Notification.objects.update(created_at=f"{SEPTEMBER}T08:00:00Z")
    assert remind(awaited).count == 0
    monkeypatch.setattr(reminders, "today", lambda: SEPTEMBER + timedelta(days=7))
    assert remind(awaited).count == 1


def test_who_has_sent_is_left_in_peace(awaited):
    by = awaited.actor(awaited.claire)
    council, _made = Council.objects.get_or_create(cooperative=awaited.cooperative, year=awaited.year, classroom=None)
    decision = Decision.objects.create(council=council, number=1, date=date(2026, 6, 20), text="Oui au compte rendu.")
    reports.approve_report(awaited.cooperative, awaited.year, decision=decision, by=by)
    reports.send_report(awaited.cooperative, awaited.year, by=by)

    assert remind(awaited).count == 0


def test_nothing_is_asked_before_june(awaited, monkeypatch):
    monkeypatch.setattr(reminders, "today", lambda: date(2026, 3, 1))
    martine = awaited.client(awaited.martine)

    page = martine.post(f"/fr/desk/activity/{awaited.year.slug}/reminder/", follow=True)

    assert "à partir du mois de juin" in page.content.decode()
    assert not Notification.objects.filter(kind=REMINDED).exists()


def test_the_page_reminds_and_says_who_was(awaited):
    martine = awaited.client(awaited.martine)
    address = f"/fr/desk/activity/{awaited.year.slug}/"
    assert "Rappeler à 2 coopératives" in martine.get(address).content.decode()

    page = martine.post(f"{address}reminder/", follow=True).content.decode()

    assert "1 coopérative est rappelée" in page
    assert "Sans mandataire à qui le dire" in page
    assert "rappelé le" in page
    assert "Pas commencé" in martine.get(f"{address}?show=waited").content.decode()
