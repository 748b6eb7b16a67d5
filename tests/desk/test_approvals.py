"""Approving a request opens everything, or nothing; of two people at once the second sees what the first did."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from cooperatives.errors import RegistrationAlreadyDecided, RegistrationRefused
from cooperatives.models import Classroom, Cooperative, Mandate, Registration, RegistrationEvent
from councils.models import Council
from desk.services.approvals import approve_registration
from finance.models import Account, Book, ClassFund
from members.models import Notification
from tests.desk.rows import BOARD, DECIDED, make_request
from tests.together import at_once
from tests.world import make_school, make_year


def approve(registration, by, on=BOARD, **options):
    return approve_registration(registration, by=by, board_decision_on=on, **options)


def everything():
    """How many rows there are of all that an approval opens."""
    models = (Cooperative, Classroom, Mandate, Council, Book, ClassFund, Notification)
    return [model.objects.count() for model in models] + [len(mail.outbox), RegistrationEvent.objects.count()]


def test_an_approval_opens_the_cooperative_with_all_that_it_lives_on(world, request_sent):
    cooperative = approve(request_sent, world.actor(world.martine))

    assert (cooperative.school, cooperative.approved_on, cooperative.account_opened_on) == (
        request_sent.school,
        BOARD,
        None,
    )
    assert list(cooperative.classrooms.values_list("name", "pupil_count")) == [("PS-CE1", 18), ("CE2-CM2", 20)]
    assert list(cooperative.mandates.values_list("user", "state", "approved_on")) == [
        (world.nina.pk, Mandate.State.APPROVED, BOARD)
    ]
    assert [council.classroom for council in cooperative.councils.order_by("classroom_id")].count(None) == 1
    assert cooperative.councils.count() == 3
    assert list(cooperative.books.values_list("year", "state")) == [(world.year.pk, Book.State.OPEN)]
    assert set(ClassFund.objects.values_list("classroom__name", flat=True)) == {"PS-CE1", "CE2-CM2"}
    assert Account.objects.filter(federation=world.federation, year=world.year).exists()


def test_a_request_of_last_year_opens_the_year_that_began_meanwhile_too(world, request_sent):
    began = world.next_year

    cooperative = approve(request_sent, world.actor(world.martine))

    assert list(cooperative.classrooms.of_year(began).values_list("name", "pupil_count", "follows__year")) == [
        ("PS-CE1", 18, world.year.pk),
        ("CE2-CM2", 20, world.year.pk),
    ]
    assert set(cooperative.books.values_list("year", flat=True)) == {world.year.pk, began.pk}
    assert cooperative.councils.filter(year=began).count() == 3
    assert cooperative.affiliations.get(year=began).pupil_count == 38
    assert ClassFund.objects.filter(classroom__year=began).count() == 2


def test_the_teacher_is_told_in_the_portal_and_by_mail_and_the_history_keeps_it(world, request_sent):
    cooperative = approve(request_sent, world.actor(world.martine))

    request_sent.refresh_from_db()
    assert (request_sent.state, request_sent.cooperative, request_sent.decided_by) == (
        Registration.State.APPROVED,
        cooperative,
        world.martine,
    )
    assert list(request_sent.events.values_list("kind", "by")) == [
        ("sent", world.nina.pk),
        ("approved", world.martine.pk),
    ]
    assert [(told.user, told.kind, told.url_id) for told in Notification.objects.all()] == [
        (world.nina, "desk.approved", cooperative.public_id)
    ]
    assert [message.to for message in mail.outbox] == [[world.nina.email]]


def test_the_new_cooperative_may_do_everything_but_pay_from_the_bank(world, request_sent):
    cooperative = approve(request_sent, world.actor(world.martine))

    assert list(Mandate.objects.in_force(timezone.localdate())) == list(cooperative.mandates.all())
    assert cooperative.account_opened_on is None
    assert (cooperative.account_step_holder, cooperative.account_step_since) == ("OCCE 15", timezone.localdate())


def test_a_class_cooperative_has_no_class_funds(world, sonnailles):
    registration = make_request(world.federation, world.year, world.nina, sonnailles, kind="class")

    cooperative = approve(registration, world.actor(world.martine))

    assert (cooperative.kind, ClassFund.objects.count(), cooperative.books.count()) == ("class", 0, 1)


def test_nothing_is_opened_when_one_part_fails(real_world):
    """The database refuses a book in another association's year; classes and mandate were written by then."""
    real_world.year
    school = make_school("0159921C", "École des Sonnailles", commune="Valuéjols")
    foreign_year = make_year(real_world.other_federation)
    registration = make_request(real_world.federation, foreign_year, real_world.nina, school)
    by, before = real_world.actor(real_world.martine), everything()

    with pytest.raises(IntegrityError):
        approve(registration, by)

    registration.refresh_from_db()
    assert (registration.state, registration.cooperative) == (Registration.State.SENT, None)
    assert everything()[:-2] == before[:-2] == [0] * 7
    assert list(registration.events.values_list("kind", flat=True)) == ["sent"]


def test_a_second_approval_says_who_did_it_and_does_nothing(world, request_sent):
    approve(request_sent, world.actor(world.martine))
    before = everything()

    with pytest.raises(RegistrationAlreadyDecided, match=r"^Martine Test a agréé cette demande le "):
        approve(request_sent, world.actor(world.tristan))

    assert everything() == before


def test_the_board_decides_neither_tomorrow_nor_before_the_school(world, request_sent):
    by = world.actor(world.martine)

    with pytest.raises(RegistrationRefused, match=r"^Ce jour n’est pas encore arrivé"):
        approve(request_sent, by, timezone.localdate() + timedelta(days=1))
    with pytest.raises(RegistrationRefused, match=r"^L’école a décidé après cette date"):
        approve(request_sent, by, DECIDED - timedelta(days=1))

    assert Cooperative.objects.count() == 0


def test_two_people_approving_at_once_open_one_cooperative(real_world):
    school = make_school("0159921C", "École des Sonnailles", commune="Valuéjols")
    registration = make_request(real_world.federation, real_world.year, real_world.nina, school)
    actors = [real_world.actor(real_world.martine), real_world.actor(real_world.tristan)]

    outcomes = at_once(*[partial(approve, registration, by) for by in actors])

    [told] = [outcome for outcome in outcomes if isinstance(outcome, RegistrationAlreadyDecided)]
    assert [outcome for outcome in outcomes if outcome is not told] == list(Cooperative.objects.all())
    winner = Registration.objects.get().decided_by.get_full_name()
    assert str(told).startswith(f"{winner} a agréé cette demande le ")
    assert (Book.objects.count(), Council.objects.count(), ClassFund.objects.count()) == (1, 3, 2)
