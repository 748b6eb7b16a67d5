"""The contact form: no cookie, a trap, a clock, a limit; the message is kept and sent on."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from occe.kit.actors import System
from occe.kit.tasks import deliver
from website.models import ContactMessage
from website.services.contact import PER_HOUR, forget_old_messages, mark_answered

PATH = "/fr/contact/"


@pytest.fixture(autouse=True)
def nobody_has_written_yet():
    cache.clear()


@pytest.fixture
def federation(world):
    world.federation.email = "contact@occe15.example"
    world.federation.save()
    return world.federation


def stamp(age: float = 60) -> str:
    return signing.dumps(timezone.now().timestamp() - age, salt="website.contact")


def send(client: Client | None = None, headers: dict | None = None, **fields):
    values = {
        "name": "Marie",
        "email": "marie@exemple.example",
        "message": "Bonjour !",
        "website": "",
        "stamp": stamp(),
    }
    return (client or Client(enforce_csrf_checks=True)).post(PATH, values | fields, headers=headers or {})


def test_a_message_is_kept_and_sent_to_the_association(federation):
    response = send()

    assert (response.status_code, response.headers["Location"]) == (302, "/fr/contact/sent/")
    kept = ContactMessage.objects.get()
    assert (kept.federation, kept.name, kept.email, kept.message) == (
        federation,
        "Marie",
        "marie@exemple.example",
        "Bonjour !",
    )
    assert [m.to for m in mail.outbox] == [["contact@occe15.example"]]
    assert "Répondre à\u00a0: marie@exemple.example" in mail.outbox[0].body
    assert not response.cookies


def test_an_answer_to_the_letter_goes_to_the_visitor_through_the_queue_too(federation, settings):
    settings.EMAIL_BACKEND = "occe.kit.mail.QueuedBackend"
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send()
    assert mail.outbox == []

    deliver(**ProcrastinateJob.objects.get(task_name="occe.kit.tasks.deliver").args)

    assert [(m.to, m.reply_to) for m in mail.outbox] == [(["contact@occe15.example"], ["marie@exemple.example"])]


def test_no_address_of_the_sender_is_kept_anywhere(federation):
    send(headers={"x-forwarded-for": "203.0.113.9"})

    kept = ContactMessage.objects.values().get()
    assert not [value for value in kept.values() if "203.0.113" in str(value) or "127.0.0.1" in str(value)]
    assert [f.name for f in ContactMessage._meta.get_fields() if "ip" in f.name or "address" in f.name] == []


def test_what_is_missing_is_said_and_nothing_typed_is_lost(federation):
    response = send(email="marie", message="")
    html = response.content.decode()

    assert response.status_code == 422
    assert "2 choses à revoir" in html
    assert "Cette adresse n’est pas complète." in html
    assert "Écrivez votre message." in html
    assert 'value="Marie"' in html
    assert 'value="marie"' in html
    assert ContactMessage.objects.count() == 0


def test_the_trap_catches_a_program_and_tells_it_nothing(federation):
    response = send(website="https://spam.example")

    assert response.status_code == 302
    assert ContactMessage.objects.count() == 0
    assert mail.outbox == []


@pytest.mark.parametrize("age", [1, 13 * 3600])
def test_too_fast_or_too_late_is_asked_again(federation, age):
    response = send(stamp=stamp(age))

    assert response.status_code == 422
    assert "Bonjour !" in response.content.decode()
    assert ContactMessage.objects.count() == 0


def test_a_forged_moment_is_refused_and_a_new_one_given(federation):
    response = send(stamp="forged")

    given = response.context["stamp"]
    assert response.status_code == 422
    assert given != "forged"
    assert send(stamp=given).status_code == 422  # at once: still too fast


def test_a_place_that_writes_too_often_is_asked_to_wait(federation):
    for _ in range(PER_HOUR):
        assert send().status_code == 302

    assert send().status_code == 422
    assert ContactMessage.objects.count() == PER_HOUR


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 302),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 302),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(federation, headers, status):
    assert send(headers=headers).status_code == status


def test_messages_are_forgotten_a_year_after_the_answer(world, federation):
    send()
    answered = mark_answered(ContactMessage.objects.get(), by=world.actor(world.martine))

    assert forget_old_messages(by=System()) == 0
    ContactMessage.objects.filter(pk=answered.pk).update(answered_at=timezone.now() - timedelta(days=366))
    assert forget_old_messages(by=System()) == 1


def test_an_answer_is_noted_once(world, federation):
    send()
    first = mark_answered(ContactMessage.objects.get(), by=world.actor(world.martine))
    second = mark_answered(first, by=world.actor(world.tristan))

    assert (second.answered_by, second.answered_at) == (world.martine, first.answered_at)
