"""The facts that the database itself holds about pupils, open classes and jobs."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import ClassJob, ClassSession, Enrolment, JobTerm, Pupil, SessionDevice, Turn
from occe.kit.actors import Guest, PupilActor
from tests.world import make_classroom, make_device, make_open_class, make_pupils


def refuses(name: str):
    """The named constraint refuses the statement."""
    return pytest.raises(IntegrityError, match=name)


def row(session: ClassSession, **fields) -> ClassSession:
    """A second session beside this one."""
    values = {
        "federation": session.federation,
        "classroom": session.classroom,
        "opened_by": session.opened_by,
        "code": "424242",
        "token_hash": "x",
        "ends_at": timezone.now() + timedelta(minutes=90),
    }
    return ClassSession.objects.create(**values | fields)


def test_two_pupils_of_a_class_never_have_one_picture(world):
    mine = world.lina.enrolments.get()

    with refuses("members_enrolment_own_picture"), transaction.atomic():
        world.noe.enrolments.update(picture=mine.picture, tint=mine.tint)


def test_the_same_picture_may_serve_in_two_classes(world):
    mine = world.lina.enrolments.get()

    world.marius.enrolments.update(picture=mine.picture, tint=mine.tint)

    assert Enrolment.objects.filter(picture=mine.picture, tint=mine.tint).count() == 2


def test_a_picture_goes_with_a_tint_and_never_with_a_guest_number(world):
    world.lina

    with refuses("members_enrolment_picture_with_tint"), transaction.atomic():
        Enrolment.objects.filter(pupil=world.lina).update(tint=None)
    with refuses("members_enrolment_picture_with_tint"), transaction.atomic():
        Enrolment.objects.filter(pupil=world.lina).update(guest_number=1)
    with refuses("members_enrolment_picture_with_tint"), transaction.atomic():
        Enrolment.objects.filter(pupil=world.lina).update(tint=5)


def test_a_pupil_who_left_has_no_name_and_a_pupil_who_is_here_has_one(world):
    world.lina

    with refuses("members_pupil_named_while_here"), transaction.atomic():
        Pupil.objects.filter(pk=world.lina.pk).update(left_on=date.today())
    with refuses("members_pupil_here_has_a_name"), transaction.atomic():
        Pupil.objects.filter(pk=world.lina.pk).update(first_name="")
    with refuses("members_pupil_named_while_here"), transaction.atomic():
        Pupil.objects.filter(pk=world.lina.pk).update(kind=Pupil.Kind.GUEST)


def test_a_reading_age_is_one_of_three(world):
    world.lina

    with refuses("members_pupil_reading_age"), transaction.atomic():
        Pupil.objects.filter(pk=world.lina.pk).update(reading_age=8)


def test_a_class_is_open_once(world):
    with refuses("members_classsession_one_a_class"), transaction.atomic():
        row(world.open_class)


def test_a_code_serves_one_open_class_of_the_association(world):
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")
    with refuses("members_classsession_code_once_while_open"), transaction.atomic():
        row(world.open_class, classroom=other, code=world.open_class.code)


def test_a_code_serves_again_once_its_class_is_closed(world):
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")
    ClassSession.objects.filter(pk=world.open_class.pk).update(ended_at=timezone.now())

    assert row(world.open_class, classroom=other, code=world.open_class.code).code == world.open_class.code


def test_a_class_stays_open_two_hours_at_most(world):
    start = world.open_class.opened_at
    with refuses("members_classsession_two_hours_at_most"), transaction.atomic():
        ClassSession.objects.filter(pk=world.open_class.pk).update(ends_at=start + timedelta(minutes=121))
    with refuses("members_classsession_two_hours_at_most"), transaction.atomic():
        ClassSession.objects.filter(pk=world.open_class.pk).update(ends_at=start)


def test_a_code_has_six_digits(world):
    world.open_class

    for code in ("12345", "12345a", "١٢٣٤٥٦"):
        with refuses("members_classsession_six_digits"), transaction.atomic():
            ClassSession.objects.filter(pk=world.open_class.pk).update(code=code)


def test_somebody_answers_for_an_open_class(world):
    with refuses("members_classsession_opened_by_somebody"), transaction.atomic():
        ClassSession.objects.filter(pk=world.open_class.pk).update(opened_by=None)


def test_a_class_never_ends_before_it_opened(world):
    earlier = world.open_class.opened_at - timedelta(seconds=1)
    with refuses("members_classsession_ends_after_it_opens"), transaction.atomic():
        ClassSession.objects.filter(pk=world.open_class.pk).update(ended_at=earlier)


def test_one_child_at_a_device_and_one_device_a_child(world):
    device, _token = make_device(world.open_class)
    other, _token = make_device(world.open_class)
    Turn.objects.create(session=world.open_class, device=device, pupil=world.lina)

    with refuses("members_turn_one_a_device"), transaction.atomic():
        Turn.objects.create(session=world.open_class, device=device, pupil=world.noe)
    with refuses("members_turn_one_a_pupil"), transaction.atomic():
        Turn.objects.create(session=world.open_class, device=other, pupil=world.lina)


def test_devices_have_a_number_of_their_own_and_the_shared_one_is_in(world):
    make_device(world.open_class)
    with refuses("members_sessiondevice_own_number"), transaction.atomic():
        SessionDevice.objects.create(session=world.open_class, cookie_hash="y", number=1, how="code")
    with refuses("members_sessiondevice_shared_is_in"), transaction.atomic():
        SessionDevice.objects.create(session=world.open_class, cookie_hash="y", number=2, how="shared")


def test_a_job_lasts_a_year_at_most_and_a_class_has_it_once(world):
    job = ClassJob.objects.create(classroom=world.classroom, kind="treasurer")
    starts = date(2025, 9, 1)

    with refuses("members_jobterm_a_year_at_most"), transaction.atomic():
        JobTerm.objects.create(job=job, pupil=world.lina, starts_on=starts, ends_on=date(2026, 9, 3))
    with refuses("members_jobterm_a_year_at_most"), transaction.atomic():
        JobTerm.objects.create(job=job, pupil=world.lina, starts_on=starts, ends_on=date(2025, 8, 31))
    with refuses("members_classjob_once"), transaction.atomic():
        ClassJob.objects.create(classroom=world.classroom, kind="treasurer")
    with refuses("members_classjob_own_title"), transaction.atomic():
        ClassJob.objects.create(classroom=world.classroom, kind="own")


def test_adults_see_exactly_the_pupils_of_their_classes(world):
    lina, noe, zoe = world.lina, world.noe, world.zoe
    marius = world.marius
    claire, sonia, staff = world.claire, world.sonia, world.martine

    assert set(Pupil.objects.visible_to(world.actor(claire))) == {lina, noe, zoe}
    assert set(Pupil.objects.visible_to(world.actor(sonia))) == {marius}
    assert set(Pupil.objects.visible_to(world.actor(staff))) == set()
    assert set(Pupil.objects.visible_to(world.actor(None))) == set()


def test_a_pupil_sees_exactly_the_own_class_and_a_substitute_no_list(world):
    world.marius
    session = world.open_class
    actor = PupilActor(world.lina.pk, session.pk, world.classroom.pk, world.cooperative.pk, world.federation.pk)

    assert set(Pupil.objects.visible_to(actor)) == {world.lina, world.noe, world.zoe}
    assert {row.pupil for row in Enrolment.objects.visible_to(actor)} == {world.lina, world.noe, world.zoe}
    assert set(ClassSession.objects.visible_to(actor)) == {session}
    assert set(Pupil.objects.visible_to(Guest(1, world.federation.pk, "pass"))) == set()


def test_an_open_class_is_seen_by_those_who_lead_it(world):
    session = world.open_class
    world.marius
    other = make_open_class(world.marius.enrolments.get().classroom, world.sonia)

    assert set(ClassSession.objects.visible_to(world.actor(world.claire))) == {session}
    assert set(ClassSession.objects.visible_to(world.actor(world.sonia))) == {other}
    assert set(ClassSession.objects.visible_to(world.actor(world.martine))) == set()


def test_a_name_is_never_in_what_a_log_would_print(world):
    assert "Lina" not in f"{world.lina} {world.lina!r} {world.lina.enrolments.get()!r}"


def test_the_face_of_a_pupil_is_that_of_the_latest_class(world):
    later = make_classroom(world.cooperative, world.next_year, "CE2")
    Enrolment.objects.create(pupil=world.lina, classroom=later, picture="fox", tint=3)

    face = Pupil.objects.faced().get(pk=world.lina.pk)

    assert (face.face_picture, face.face_tint, face.face_guest) == ("fox", 3, None)


def test_pupils_with_one_first_name_are_told_apart_by_their_pictures(world):
    twins = make_pupils(world.classroom, "Lina", "Lina")

    assert len({(e.picture, e.tint) for e in Enrolment.objects.filter(pupil__in=twins)}) == 2
