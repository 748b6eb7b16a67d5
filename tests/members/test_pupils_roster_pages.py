"""The pages of the list: paste and save, one pupil, summer; who may open them."""

from datetime import date

import pytest

from cooperatives.models import ClassTeacher
from members.models import Enrolment, Pupil
from members.queries_pupils import moves_proposed, roll
from members.services import roster
from members.services.picture_codes import proposed_secret, shown_secret
from tests.members.roster_walk import base, fields_of, text
from tests.members.traces import found_anywhere
from tests.world import make_classroom, make_pupils, make_user

# --- pasting ---------------------------------------------------------------------------------------------------------


def test_a_pasted_list_is_shown_before_it_is_saved_and_says_what_was_left_out(world):
    client = world.client(world.claire)

    page = client.post(base(world, world.classroom.public_id, "add"), {"text": "MARTIN Lina\n2. Noé\nDUPONT Lina CE1"})

    shown = text(page)
    assert "3 prénoms\u00a0: est-ce bien ça\u00a0?" in shown
    assert "Nous avons gardé les prénoms seulement" in shown
    assert ("MARTIN" in shown, "Lina M." in shown, "Lina D." in shown) == (True, True, True)
    assert Pupil.objects.count() == 0


def test_of_three_first_names_the_page_says_which_one_is_kept(world):
    address = base(world, world.classroom.public_id, "add")

    shown = text(world.client(world.claire).post(address, {"text": "Jean Pierre Marie DUPONT\nMARTIN Lina"}))

    assert ("<li>DUPONT, Pierre Marie <" in shown, "nous gardons le premier" in shown) == (True, True)


def test_the_other_word_is_offered_only_where_it_would_change_something(world):
    client, address = world.client(world.claire), base(world, world.classroom.public_id, "add")

    pages = [client.post(address, {"text": pasted}) for pasted in ("Lina", "MARTIN Lina", "Lina Martin")]

    assert ['name="last_word"' in text(page) for page in pages] == [False, False, True]


def test_the_list_is_saved_as_it_was_read_and_the_surnames_are_nowhere(world):
    client = world.client(world.claire)
    address = base(world, world.classroom.public_id, "add")
    page = client.post(address, {"text": "MARTINOT Lina\nNoé CE2\nDUPONTEL Lina CE1"}).content.decode()

    for _ in range(2):  # sent twice
        response = client.post(address, fields_of(page))

    saved = [(row.pupil.first_name, row.level, row.pupil.reading_age) for row in roll(world.classroom)]
    assert response.status_code == 302
    assert saved == [("Lina D.", "CE1", 6), ("Lina M.", "", 6), ("Noé", "CE2", 6)]
    assert found_anywhere("MARTINOT") == found_anywhere("DUPONTEL") == []


def test_a_name_that_is_emptied_is_left_out_and_one_that_is_changed_is_kept_changed(world):
    client = world.client(world.claire)
    address = base(world, world.classroom.public_id, "add")
    fields = fields_of(client.post(address, {"text": "Lina\nNoé"}).content.decode())

    client.post(address, {**fields, "form-0-first_name": "", "form-1-first_name": "Nono", "form-1-reading_age": "9"})

    assert [(row.pupil.first_name, row.pupil.reading_age) for row in roll(world.classroom)] == [("Nono", 9)]


def test_the_other_word_is_kept_on_demand(world):
    client = world.client(world.claire)
    address = base(world, world.classroom.public_id, "add")

    first = text(client.post(address, {"text": "Martin Lina\nDurand Noé"}))
    other = text(client.post(address, {"text": "Martin Lina\nDurand Noé", "last_word": "True"}))

    assert 'value="Martin"' in first
    assert ('value="Lina"' in other, 'name="last_word" value="False"' in other) == (True, True)


def test_a_picture_taken_meanwhile_is_said_and_nothing_typed_is_lost(world):
    client = world.client(world.claire)
    address = base(world, world.classroom.public_id, "add")
    fields = fields_of(client.post(address, {"text": "Lina\nNoé"}).content.decode())
    picture, _dash, tint = fields["form-0-picture"].rpartition("-")
    other = make_pupils(world.classroom, "Zoé")[0].enrolments.get()
    roster.change_picture(other, picture=(picture, int(tint)), by=world.actor(world.claire))

    response = client.post(address, fields)

    assert response.status_code == 422
    assert "a déjà cette image" in text(response)
    assert 'value="Noé"' in text(response)


def test_an_empty_paste_is_asked_again(world):
    response = world.client(world.claire).post(base(world, world.classroom.public_id, "add"), {"text": "123\n---"})

    assert response.status_code == 422
    assert "Nous n’avons trouvé aucun prénom" in text(response)


def test_a_list_longer_than_the_class_is_told(world):
    world.lina
    client = world.client(world.claire)
    world.classroom.__class__.objects.update(pupil_count=4)
    path = base(world, world.classroom.public_id, "add")

    longer = text(client.post(path, {"text": "Ali\nBérénice", "level": "CE1"}))
    as_declared = text(client.post(path, {"text": "Ali", "level": "CE1"}))

    assert "La classe est déclarée à l’AD pour 4 élèves" in longer
    assert "elle en a 5" in longer
    assert "La classe est déclarée" not in as_declared


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_counts_pupils_and_cards_and_shows_nobody_else(world):
    world.lina, world.marius
    roster.add_guest_cards(world.classroom, up_to=1, by=world.actor(world.claire))

    page = text(world.client(world.claire).get(base(world)))

    assert "Classe CP-CE1-CE2\u00a0: 3 élèves" in page
    assert "4 élèves, 4 cartes" in page
    assert "dont 1 carte invitée" in page
    assert "Marius" not in page


def test_an_empty_class_says_what_to_do(world):
    world.classroom

    assert "Collez les prénoms" in text(world.client(world.claire).get(base(world)))


@pytest.mark.parametrize("count", [3, 28])
def test_the_list_costs_the_same_queries_for_any_class(world, count, django_assert_num_queries):
    make_pupils(world.classroom, *[f"Enfant {number}" for number in range(count)])
    client = world.client(world.claire)
    client.get(base(world))

    with django_assert_num_queries(12):
        client.get(base(world))


def test_a_class_teacher_sees_the_own_class_only(world):
    teacher = make_user("Paule")
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")
    world.lina
    make_pupils(other, "Ursule")
    ClassTeacher.objects.create(classroom=other, user=teacher, starts_on=date(2025, 9, 1))
    client = world.client(teacher)

    page = text(client.get(base(world)))

    assert ("Ursule" in page, "Lina" in page) == (True, False)
    assert client.get(base(world, world.classroom.public_id, "add")).status_code == 403
    assert client.get(base(world, "pupils", world.lina.public_id)).status_code == 404
    assert client.get(base(world, "move")).status_code == 403


def test_strangers_and_staff_have_no_business_with_the_list(world):
    world.lina
    pages = [
        base(world),
        base(world, world.classroom.public_id, "add"),
        base(world, world.classroom.public_id, "cards"),
        base(world, "pupils", world.lina.public_id),
    ]
    answers = {
        name: [world.client(user).get(page).status_code for page in pages]
        for name, user in (("sonia", world.sonia), ("staff", world.martine), ("visitor", None))
    }

    assert answers == {"sonia": [404] * 4, "staff": [403, 403, 403, 404], "visitor": [302] * 4}


def test_a_mandataire_whose_mandate_ended_reads_no_childs_name(world):
    world.lina
    world.claire.mandates.update(state="ended", ends_on=date(2025, 10, 1))
    client = world.client(world.claire)

    assert [
        client.get(base(world)).status_code,
        client.get(base(world, "pupils", world.lina.public_id)).status_code,
    ] == [
        403,
        404,
    ]


# --- one pupil -------------------------------------------------------------------------------------------------------


def test_a_pupil_is_renamed(world):
    client = world.client(world.claire)

    client.post(base(world, "pupils", world.lina.public_id), {"first_name": "Lino", "level": "CE2", "reading_age": "9"})

    world.lina.refresh_from_db()
    assert (world.lina.first_name, world.lina.reading_age, world.lina.enrolments.get().level) == ("Lino", 9, "CE2")


def test_a_pupil_without_a_name_is_asked_for_one(world):
    response = world.client(world.claire).post(
        base(world, "pupils", world.lina.public_id), {"first_name": "", "reading_age": "6"}
    )

    assert response.status_code == 422
    assert "Écrivez un prénom ou un surnom." in text(response)


def test_a_picture_is_chosen_on_the_board_of_pictures(world):
    client = world.client(world.claire)
    theirs = world.noe.enrolments.get()
    address = base(world, "pupils", world.lina.public_id, "picture")

    board = text(client.get(address, {"tint": theirs.tint}))
    refused = client.post(address, {"picture": f"{theirs.picture}-{theirs.tint}"})
    client.post(address, {"picture": "boots-4"})

    mine = Enrolment.objects.get(pupil=world.lina)
    assert "déjà prise" in board
    assert (refused.status_code, "a déjà cette image" in text(refused)) == (422, True)
    assert (mine.picture, mine.tint) == ("boots", 4)


def test_new_secret_and_new_card_by_one_button_each(world):
    client = world.client(world.claire)

    client.post(base(world, "pupils", world.lina.public_id, "secret"), {"version": "1"})
    client.post(base(world, "pupils", world.lina.public_id, "card"), {"version": "1"})

    pupil = Pupil.objects.get(pk=world.lina.pk)
    assert (pupil.secret_version, pupil.card_version) == (2, 2)
    assert shown_secret(pupil) == proposed_secret(pupil)
    assert text(client.get(base(world, "pupils", pupil.public_id))).count('class="secret-picture"') == 3


def test_a_departure_is_asked_once_and_the_message_after_it_names_nobody(world):
    client = world.client(world.claire)
    address = base(world, "pupils", world.lina.public_id, "depart")

    asked = text(client.get(address))
    after = text(client.post(address, follow=True))

    assert "Lina quitte la coopérative\u00a0?" in asked
    assert ("le prénom est effacé partout" in after, "Lina" in after) == (True, False)


def test_a_guest_card_has_no_name_to_change_and_no_picture(world):
    guest = roster.add_guest_cards(world.classroom, up_to=1, by=world.actor(world.claire))[0].pupil
    client = world.client(world.claire)

    page = text(client.get(base(world, "pupils", guest.public_id)))
    client.post(base(world, "pupils", guest.public_id), {"first_name": "Lina", "reading_age": "12"})

    guest.refresh_from_db()
    assert 'name="first_name"' not in page
    assert (guest.first_name, guest.reading_age) == ("", 12)
    assert client.get(base(world, "pupils", guest.public_id, "picture")).status_code == 404


def test_guest_cards_are_made_by_the_page(world):
    client = world.client(world.claire)

    client.post(base(world, world.classroom.public_id, "guests"), {"up_to": "2"})
    client.post(base(world, world.classroom.public_id, "guests"), {"up_to": "99"})

    assert Pupil.objects.filter(kind=Pupil.Kind.GUEST).count() == 2


# --- summer ----------------------------------------------------------------------------------------------------------


def test_each_child_is_proposed_the_class_that_has_the_next_level(world):
    small = make_classroom(world.cooperative, world.next_year, "CE1-CE2", follows=world.classroom)
    large = make_classroom(world.cooperative, world.next_year, "CM1-CM2")
    make_pupils(world.classroom, "Adam", level="CP")
    make_pupils(world.classroom, "Brune", level="CE2")
    make_pupils(world.classroom, "Colin")
    last = make_classroom(world.cooperative, world.year, "CM2")
    make_pupils(last, "Dora")

    proposal = moves_proposed(world.cooperative)

    assert [(row.pupil.first_name, key) for row, key in proposal.rows] == [
        ("Adam", str(small.public_id)),
        ("Brune", str(large.public_id)),
        ("Colin", str(small.public_id)),
        ("Dora", "leaves"),
    ]


def test_the_whole_cooperative_moves_in_one_act_and_a_second_look_finds_nobody_left(world):
    small = make_classroom(world.cooperative, world.next_year, "CE1-CE2", follows=world.classroom)
    client = world.client(world.claire)
    fields = {
        f"pupil-{world.lina.public_id}": str(small.public_id),
        f"pupil-{world.noe.public_id}": str(small.public_id),
        f"pupil-{world.zoe.public_id}": "leaves",
    }

    page = text(client.get(base(world, "move")))
    client.post(base(world, "move"), fields)
    after = text(client.get(base(world, "move")))

    assert "Qui va où en 2026-2027\u00a0?" in page
    assert [row.pupil.first_name for row in roll(small)] == ["Lina", "Noé"]
    assert Pupil.objects.get(pk=world.zoe.pk).first_name == ""
    assert "Tout le monde est à sa place" in after


def test_a_child_forgotten_in_the_form_stops_the_whole_act(world):
    small = make_classroom(world.cooperative, world.next_year, "CE1-CE2")
    response = world.client(world.claire).post(
        base(world, "move"), {f"pupil-{world.lina.public_id}": str(small.public_id)}
    )

    assert response.status_code == 422
    assert roll(small) == []


def test_before_the_next_year_opens_the_page_says_so(world):
    world.lina

    assert "L’année suivante n’est pas encore ouverte" in text(world.client(world.claire).get(base(world, "move")))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_the_list_answers_in_both_languages(world, language):
    from members.services import jobs

    make_classroom(world.cooperative, world.next_year, "CE1-CE2")
    job = jobs.add_job(world.classroom, kind="president", by=world.actor(world.claire))
    lina, room, client = world.lina.public_id, world.classroom.public_id, world.client(world.claire)
    pages = [(), ("move",), (room, "add"), (room, "jobs"), ("jobs", job.public_id)]
    pages += [("pupils", lina), ("pupils", lina, "picture"), ("pupils", lina, "depart")]

    for parts in pages:
        response = client.get(base(world, *parts).replace("/fr/", f"/{language}/"))
        page = response.content.decode()
        assert (response.status_code, page.count("<h1"), f'lang="{language}"' in page) == (200, 1, True), parts
