"""What an adult is told: once, in an own language, in the bell first and in one mail a day at most."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members import notifications as registry
from members.models import Notification
from members.services.notifications import mark_all_read, mark_read, notify, notify_all, send_digest
from members.tasks import send_digests


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Two kinds of news for these tests, forgotten afterwards."""
    monkeypatch.setattr(registry, "KINDS", {})
    registry.register("tea", _("{who} a préparé le thé."), url_name="members:notifications")
    registry.register("bill", _("{amount} à payer avant le {day}."))


def tell(user, key="tea:1", **more):
    return notify(user, "tea", key=key, parameters={"who": "Lise"}, **more)


# --- telling ---------------------------------------------------------------------------------------------------------


def test_the_same_news_is_told_once(world):
    first = tell(world.claire)

    again = notify(world.claire, "tea", key="tea:1", parameters={"who": "Anna"})

    assert again == first
    assert list(Notification.objects.values_list("parameters", flat=True)) == [{"who": "Lise"}]


def test_several_people_are_each_told_once(world):
    tell(world.claire)

    notify_all([world.claire, world.sonia], "tea", key="tea:1", parameters={"who": "Lise"})

    told = Notification.objects.values_list("user", flat=True)
    assert sorted(told) == sorted([world.claire.pk, world.sonia.pk])


def test_amounts_and_days_are_written_in_the_reader_s_language(world):
    news = notify(
        world.claire, "bill", key="bill:1", parameters={"amount": Decimal("1234.50"), "day": date(2026, 10, 14)}
    )
    news.refresh_from_db()

    assert registry.sentence_of(news) == "1\u00a0234,50\u00a0€ à payer avant le 14/10/2026."
    with translation.override("en"):
        assert registry.shown(news.parameters["amount"]) == "€1,234.50"
        assert registry.shown(news.parameters["day"]) == "14 Oct 2026"


def test_a_kind_that_nobody_registered_is_refused_at_once(world):
    with pytest.raises(KeyError):
        notify(world.claire, "coffee", key="coffee:1")

    assert Notification.objects.count() == 0


def test_an_empty_place_in_the_sentence_is_refused_at_once(world):
    with pytest.raises(KeyError):
        notify(world.claire, "tea", key="tea:1")

    assert Notification.objects.count() == 0


def test_two_rooms_cannot_register_one_kind():
    with pytest.raises(ImproperlyConfigured):
        registry.register("tea", "autre chose")


# --- reading ---------------------------------------------------------------------------------------------------------


def test_reading_keeps_the_first_moment(world):
    news = tell(world.claire)
    actor = world.actor(world.claire)

    first = mark_read(news, by=actor).read_at

    assert mark_read(news, by=actor).read_at == first


def test_reading_all_leaves_what_others_were_told(world):
    tell(world.claire)
    tell(world.sonia)

    assert mark_all_read(by=world.actor(world.claire)) == 1
    assert [news.user for news in Notification.objects.unread()] == [world.sonia]


def test_the_page_shows_only_what_this_adult_was_told(world):
    mine = tell(world.claire)
    notify(world.sonia, "tea", key="tea:2", parameters={"who": "Une inconnue"})

    page = world.client(world.claire).get(reverse("members:notifications"))

    assert [item["notification"] for item in page.context["items"]] == [mine]
    assert "Une inconnue" not in page.content.decode()


def test_the_bell_counts_what_is_unread(world):
    client = world.client(world.claire)
    tell(world.claire)
    tell(world.claire, key="tea:2")
    mark_read(tell(world.claire, key="tea:3"), by=world.actor(world.claire))

    assert client.get(reverse("members:home")).context["bell"] == 2


def test_opening_marks_as_read_and_leads_to_the_page(world):
    news = tell(world.claire)

    answer = world.client(world.claire).post(reverse("members:notification-open", args=[news.public_id]))

    news.refresh_from_db()
    assert news.read_at is not None
    assert answer.headers["Location"] == "/fr/my/notifications/"


def test_opening_by_a_mere_link_is_refused(world):
    news = tell(world.claire)

    assert (
        world.client(world.claire).get(reverse("members:notification-open", args=[news.public_id])).status_code == 405
    )

    news.refresh_from_db()
    assert news.read_at is None


def test_somebody_else_s_news_does_not_exist(world):
    news = tell(world.sonia)

    answer = world.client(world.claire).post(reverse("members:notification-open", args=[news.public_id]))

    news.refresh_from_db()
    assert (answer.status_code, news.read_at) == (404, None)


def test_one_button_reads_everything(world):
    tell(world.claire)
    tell(world.claire, key="tea:2")

    answer = world.client(world.claire).post(reverse("members:notifications-read"))

    assert answer.status_code == 302
    assert Notification.objects.unread().count() == 0


def test_the_page_costs_the_same_for_one_and_for_many(world, django_assert_num_queries):
    client = world.client(world.claire)
    tell(world.claire)
    client.get(reverse("members:notifications"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("members:notifications"))
    notify_many = [tell(world.claire, key=f"tea:{number}") for number in range(2, 25)]

    with django_assert_num_queries(len(one)):
        page = client.get(reverse("members:notifications"))
    assert len(page.context["items"]) == len(notify_many) + 1


# --- the daily mail --------------------------------------------------------------------------------------------------


def test_one_mail_tells_everything_unread(world):
    tell(world.claire)
    notify(world.claire, "tea", key="tea:2", parameters={"who": "Anna"})
    mark_read(tell(world.claire, key="tea:3"), by=world.actor(world.claire))

    send_digests(timestamp=0)

    assert [message.to for message in mail.outbox] == [["claire@ecole.example"]]
    assert mail.outbox[0].subject == "2 choses à voir sur le portail"
    body = mail.outbox[0].body
    assert [line for line in body.splitlines() if line.startswith("- ")] == [
        "- Anna a préparé le thé.",
        "- Lise a préparé le thé.",
    ]
    assert "https://testserver/fr/my/notifications/" in body


def test_nothing_is_mailed_twice(world):
    tell(world.claire)
    send_digests(timestamp=0)
    tell(world.claire, key="tea:2")

    send_digests(timestamp=1)
    send_digests(timestamp=2)

    assert [message.subject for message in mail.outbox] == ["Une chose à voir sur le portail"] * 2


def test_nobody_is_written_to_when_everything_is_read(world):
    mark_read(tell(world.claire), by=world.actor(world.claire))

    send_digests(timestamp=0)

    assert mail.outbox == []


def test_a_closed_account_is_not_written_to(world):
    tell(world.claire)
    world.claire.is_active = False
    world.claire.save()

    send_digests(timestamp=0)

    assert mail.outbox == []


def test_the_mail_speaks_the_account_s_language(world):
    world.claire.language = "en"
    world.claire.save()
    tell(world.claire)

    send_digest(world.claire)

    assert "/en/my/notifications/" in mail.outbox[0].body


def test_a_long_list_is_cut_and_says_so(world):
    for number in range(23):
        tell(world.claire, key=f"tea:{number}")

    send_digest(world.claire)

    assert mail.outbox[0].body.count("- Lise") == 20
    assert "… et 3 autres choses." in mail.outbox[0].body
