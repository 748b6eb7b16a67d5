"""My page: what waits for a teacher, where one belongs, the next step of somebody who is new; and the profile."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cooperatives.models import (
    ClassTeacher,
    Cooperative,
    Mandate,
    Registration,
    RegistrationDocument,
    SchoolYear,
)
from members import friday
from members.friday import Line
from members.opening import first_names_line, open_class_line, papers_line
from members.services.class_sessions import open_class
from members.services.roster import add_guest_cards
from occe.kit.dates import school_year_of, today
from tests.world import make_classroom, make_cooperative, make_mandate, make_school, make_year

HOME = "/fr/my/"


@pytest.fixture(autouse=True)
def no_lines_of_other_rooms(monkeypatch):
    monkeypatch.setattr(friday, "_functions", [])


def names(answer) -> list[str]:
    return [place.cooperative.name for place in answer.context["places"]]


# --- each kind of person ---------------------------------------------------------------------------------------------


def test_a_visitor_is_sent_to_sign_in(world):
    assert world.client().get(HOME).headers["Location"] == "/fr/accounts/login/?next=/fr/my/"


def test_somebody_new_is_shown_the_next_step(world):
    page = world.client(world.nina).get(HOME)

    assert page.context["belongs"] is False
    text = page.content.decode()
    assert "Bienvenue, Nina." in text
    assert 'href="/fr/start/register/"' in text
    assert "nina@ecole.example" in text


def test_a_mandataire_sees_the_own_cooperative_and_no_other(world):
    world.sonia, world.foreign_cooperative

    page = world.client(world.claire).get(HOME)

    assert names(page) == [world.cooperative.name]
    assert world.other_cooperative.name not in page.content.decode()


def test_a_class_teacher_sees_the_cooperative_of_the_class(world):
    ClassTeacher.objects.create(classroom=world.classroom, user=world.nina, starts_on=date(2025, 9, 1))

    page = world.client(world.nina).get(HOME)

    assert [(place.cooperative, place.roles) for place in page.context["places"]] == [
        (world.cooperative, ("classe CP-CE1-CE2",))
    ]


def test_two_roles_in_one_cooperative_stand_on_one_line(world):
    ClassTeacher.objects.create(classroom=world.classroom, user=world.claire, starts_on=date(2025, 9, 1))

    page = world.client(world.claire).get(HOME)

    assert [place.roles for place in page.context["places"]] == [("mandataire", "classe CP-CE1-CE2")]


def test_an_ended_mandate_stays_readable_and_opens_no_friday(world):
    Mandate.objects.filter(user=world.claire).update(state=Mandate.State.ENDED, ends_on=date(2026, 1, 1))

    page = world.client(world.claire).get(HOME)

    assert [(place.roles, place.is_over) for place in page.context["places"]] == [
        (("mandat terminé le 01/01/2026",), True)
    ]
    assert page.context["has_present_places"] is False


def test_a_withdrawn_mandate_leaves_nothing(world):
    Mandate.objects.filter(user=world.claire).update(state=Mandate.State.WITHDRAWN, ends_on=date(2026, 1, 1))

    assert names(world.client(world.claire).get(HOME)) == []


def test_staff_are_shown_the_door_of_the_desk_and_not_every_cooperative(world):
    world.claire

    page = world.client(world.martine).get(HOME)

    assert names(page) == []
    assert 'href="/fr/desk/"' in page.content.decode()


def test_a_teacher_is_not_shown_the_door_of_the_desk(world):
    assert "/fr/desk/" not in world.client(world.claire).get(HOME).content.decode()


def test_a_mandate_that_is_proposed_asks_for_an_answer(world):
    mandate = make_mandate(world.cooperative, world.nina, rank=2, state=Mandate.State.PROPOSED, approved_on=None)

    page = world.client(world.nina).get(HOME)

    assert list(page.context["proposals"]) == [mandate]
    assert f'href="/fr/mandates/{mandate.public_id}/"' in page.content.decode()


def make_request(world, user, **fields) -> Registration:
    return Registration.objects.create(federation=world.federation, year=world.year, applicant=user, **fields)


def test_an_own_request_is_resumed_from_here(world):
    mine = make_request(world, world.nina, described_name="École du Suc", described_commune="Laveissière")
    make_request(world, world.sonia, described_name="École d’une autre")

    page = world.client(world.nina).get(HOME)

    assert list(page.context["registrations"]) == [mine]
    text = page.content.decode()
    assert "Votre demande pour École du Suc" in text
    assert f'href="/fr/start/register/{mine.public_id}/"' in text
    assert "École d’une autre" not in text


def test_a_request_that_was_taken_back_is_gone(world):
    make_request(world, world.nina, state=Registration.State.WITHDRAWN)

    assert list(world.client(world.nina).get(HOME).context["registrations"]) == []


def test_an_account_being_opened_says_who_holds_the_step_and_since_when(world):
    world.claire
    Cooperative.objects.update(
        account_opened_on=None, account_step_holder="la banque", account_step_since=date(2026, 10, 2)
    )

    text = world.client(world.claire).get(HOME).content.decode()

    assert "Agréée, compte en cours d’ouverture" in text
    assert "Chez\u00a0: la banque, depuis le 02/10/2026." in text


# --- Mon vendredi ----------------------------------------------------------------------------------------------------


def line(sentence: str, minutes: int = 1, **more):
    return lambda actor, cooperative: Line(sentence, minutes, "/fr/x/", **more)


def test_lines_come_in_their_order_and_say_their_minutes(world):
    friday.register_line(line("Trois tickets", 4), order=20)
    friday.register_line(line("Ouvrir la classe", primary=True), order=0)
    friday.register_line(lambda actor, cooperative: None, order=10)
    friday.register_line(line("Compter la caisse", 3), order=30)

    context = world.client(world.claire).get(HOME).context

    assert [item.sentence for item in context["doors"]] == ["Ouvrir la classe"]
    assert [item.sentence for item in context["waiting"]] == ["Trois tickets", "Compter la caisse"]
    assert context["minutes"] == 7


def test_there_are_five_lines_at_most(world):
    asked = []
    for number in range(8):
        friday.register_line(lambda actor, cooperative, n=number: asked.append(n) or Line(f"{n}", 1, "/"), order=number)

    context = world.client(world.claire).get(HOME).context

    assert [item.sentence for item in context["waiting"]] == ["0", "1", "2", "3", "4"]
    assert asked == [0, 1, 2, 3, 4]


def test_a_door_takes_the_place_of_no_line(world):
    friday.register_line(line("Ouvrir la classe", primary=True), order=0)
    for number in range(6):
        friday.register_line(line(f"{number}"), order=1 + number)

    context = world.client(world.claire).get(HOME).context

    assert [item.sentence for item in context["doors"]] == ["Ouvrir la classe"]
    assert [item.sentence for item in context["waiting"]] == ["0", "1", "2", "3", "4"]


def test_a_line_is_asked_for_present_cooperatives_only(world):
    asked = []
    friday.register_line(lambda actor, cooperative: asked.append(cooperative), order=0)
    Mandate.objects.filter(user=world.claire).update(state=Mandate.State.ENDED, ends_on=date(2026, 1, 1))
    make_mandate(world.other_cooperative, world.claire)

    world.client(world.claire).get(HOME)

    assert asked == [world.other_cooperative]


def test_the_page_costs_the_same_for_one_cooperative_and_for_many(world):
    client = world.client(world.claire)
    client.get(HOME)
    with CaptureQueriesContext(connection) as one:
        client.get(HOME)
    for number in range(30, 40):
        school = make_school(None, f"École {number}")
        make_mandate(make_cooperative(world.federation, school, number), world.claire)

    with CaptureQueriesContext(connection) as many:
        page = client.get(HOME)

    assert len(page.context["places"]) == 11
    assert len(many) == len(one)


# --- profile ---------------------------------------------------------------------------------------------------------

PROFILE = "/fr/my/profile/"


def test_the_profile_is_changed_and_the_page_speaks_the_new_language(world):
    form = {"first_name": "Clairette", "last_name": "Roux", "called": "mistress", "language": "en"}

    answer = world.client(world.claire).post(PROFILE, form)

    world.claire.refresh_from_db()
    assert answer.headers["Location"] == "/en/my/profile/"
    assert (world.claire.first_name, world.claire.last_name) == ("Clairette", "Roux")
    assert (world.claire.called, world.claire.language) == ("mistress", "en")


def test_an_empty_profile_is_refused_and_nothing_typed_is_lost(world):
    answer = world.client(world.claire).post(PROFILE, {"first_name": "", "last_name": "Roux", "called": "mistress"})

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["first_name", "language"]
    assert 'value="Roux"' in answer.content.decode()
    world.claire.refresh_from_db()
    assert world.claire.last_name == "Test"


@pytest.mark.parametrize("typed", ["\u200b\u202e", "https://evil.example", "Roux 2"])
def test_a_name_is_neither_invisible_nor_an_address(world, typed):
    """It stands in the letters that others receive."""
    form = {"first_name": typed, "last_name": "Roux", "called": "adult", "language": "fr"}

    answer = world.client(world.claire).post(PROFILE, form)

    world.claire.refresh_from_db()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["first_name"])
    assert world.claire.first_name == "Claire"


def test_a_profile_never_changes_address_or_rights(world):
    form = {"first_name": "C", "last_name": "R", "called": "adult", "language": "fr"}

    world.client(world.claire).post(PROFILE, form | {"email": "x@y.example", "is_active": "", "public_id": "1"})

    world.claire.refresh_from_db()
    assert (world.claire.email, world.claire.is_active) == ("claire@ecole.example", True)


def test_a_request_waits_for_staff_in_the_first_line(world):
    request = make_request(world, world.nina)
    Registration.objects.filter(pk=request.pk).update(
        state=Registration.State.SENT,
        sent_at=timezone.now() - timedelta(days=2),
        commitment=world.federation.commitment_texts.first(),
        commitment_accepted_at=timezone.now(),
        decision_on=date(2026, 9, 10),
        kind="school",
        described_name="École du Suc",
    )

    assert world.client(world.martine).get(HOME).context["to_read"] == 1
    assert world.client(world.claire).get(HOME).context["to_read"] == 0


# --- opening the class -----------------------------------------------------------------------------------------------


@pytest.fixture
def this_year(world):
    """The school year that today lies in, whatever the clock says."""
    starts = school_year_of(today()).start
    return SchoolYear.objects.filter(federation=world.federation, starts=starts).first() or make_year(
        world.federation, starts
    )


def first_button(world, user) -> Line | None:
    return open_class_line(world.actor(user), world.cooperative)


def test_the_first_button_opens_the_class_of_this_year(world, this_year):
    make_classroom(world.cooperative, this_year)
    room = world.cooperative.classrooms.get(year=this_year)

    line = first_button(world, world.claire)

    assert (line.sentence, line.primary) == ("Ouvrir la classe CP-CE1-CE2", True)
    assert line.url == f"/fr/cooperatives/{world.cooperative.public_id}/class/open/{room.public_id}/"


def test_a_class_that_is_open_is_entered_again(world, this_year):
    room = make_classroom(world.cooperative, this_year)
    session = open_class(room, by=world.actor(world.claire))

    line = first_button(world, world.claire)

    assert line.sentence == "La classe CP-CE1-CE2 est ouverte"
    assert line.url == f"/fr/cooperatives/{world.cooperative.public_id}/class/{session.public_id}/"


def test_among_several_classes_one_s_own_comes_first(world, this_year):
    own = make_classroom(world.cooperative, this_year, "CM1-CM2")
    make_classroom(world.cooperative, this_year, "PS-GS")
    ClassTeacher.objects.create(classroom=own, user=world.claire, starts_on=date(2020, 9, 1))

    assert first_button(world, world.claire).sentence == "Ouvrir la classe CM1-CM2"


def test_among_several_classes_of_others_one_chooses(world, this_year):
    make_classroom(world.cooperative, this_year, "CM1-CM2")
    make_classroom(world.cooperative, this_year, "PS-GS")

    line = first_button(world, world.claire)

    assert line.sentence == "Ouvrir une classe"
    assert line.url == f"/fr/cooperatives/{world.cooperative.public_id}/roster/"


def test_a_class_of_another_year_is_not_opened(world, this_year):
    make_classroom(world.cooperative, make_year(world.federation, date(2019, 9, 1)))

    assert first_button(world, world.claire) is None


def test_somebody_who_leads_no_class_opens_none(world, this_year):
    make_classroom(world.cooperative, this_year)

    assert first_button(world, world.nina) is None


# --- a beginning -----------------------------------------------------------------------------------------------------


def test_a_class_without_a_name_on_its_list_asks_for_them(world, this_year):
    room = make_classroom(world.cooperative, this_year)

    line = first_names_line(world.actor(world.claire), world.cooperative)

    assert (line.sentence, line.minutes) == ("Écrire les prénoms de la classe CP-CE1-CE2", 5)
    assert line.url == f"/fr/cooperatives/{world.cooperative.public_id}/roster/{room.public_id}/add/"

    add_guest_cards(room, up_to=1, by=world.actor(world.claire))
    assert first_names_line(world.actor(world.claire), world.cooperative) is None


def test_a_nursery_class_and_several_classes_of_others_are_asked_for_no_names(world, this_year):
    nursery = make_classroom(world.cooperative, this_year, "PS-GS", levels=["PS", "MS", "GS"])
    assert first_names_line(world.actor(world.claire), world.cooperative) is None

    type(nursery).objects.filter(pk=nursery.pk).update(levels=["CP"])
    make_classroom(world.cooperative, this_year, "CM1-CM2")
    assert first_names_line(world.actor(world.claire), world.cooperative) is None


def test_the_papers_that_were_promised_are_asked_of_who_promised_them(world):
    registration = make_request(world, world.claire)
    Registration.objects.filter(pk=registration.pk).update(cooperative=world.cooperative)
    for kind in ("minutes", "rules"):
        RegistrationDocument.objects.create(registration=registration, kind=kind)

    line = papers_line(world.actor(world.claire), world.cooperative)

    assert (line.sentence, line.url) == ("2 pièces à fournir à l’AD", f"/fr/start/register/{registration.public_id}/")
    assert papers_line(world.actor(world.nina), world.cooperative) is None
    RegistrationDocument.objects.filter(registration=registration).delete()
    assert papers_line(world.actor(world.claire), world.cooperative) is None
