"""One request beside the directory, and what staff do with it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cooperatives.models import Cooperative, Registration, School
from cooperatives.services.registration import link_school
from desk.queries.beside import side_by_side
from desk.services.approvals import approve_registration
from tests.desk.rows import BOARD, make_request
from tests.world import make_school, make_user, make_year


def url(registration, act=""):
    return f"/fr/desk/registrations/{registration.public_id}/{act}"


def differences(registration):
    return {row.label: row.difference for row in side_by_side(registration) if row.difference}


def test_what_was_chosen_in_the_directory_differs_in_nothing(request_sent):
    assert differences(request_sent) == {}


def test_more_pupils_than_the_school_has_is_said(request_sent, sonnailles):
    School.objects.filter(pk=sonnailles.pk).update(pupil_count=35)
    request_sent.refresh_from_db()

    assert differences(request_sent) == {"Élèves": "3 élèves de plus que dans l’annuaire."}


def test_fewer_pupils_are_said_of_a_school_and_not_of_a_class(request_sent, sonnailles):
    School.objects.filter(pk=sonnailles.pk).update(pupil_count=39)
    request_sent.refresh_from_db()
    assert differences(request_sent) == {"Élèves": "1 élève de moins que dans l’annuaire."}

    request_sent.kind = Cooperative.Kind.CLASS
    assert differences(request_sent) == {}


def test_a_description_that_was_linked_shows_what_is_written_otherwise(world, sonnailles):
    registration = make_request(world.federation, world.year, world.nina, None)
    registration.school = sonnailles

    assert differences(registration) == {
        "École": "Ce n’est pas écrit pareil.",
        "Commune": "Ce n’est pas écrit pareil.",
        "Code postal": "Ce n’est pas écrit pareil.",
    }


def test_accents_and_capitals_are_no_difference(world, sonnailles):
    registration = make_request(
        world.federation, world.year, world.nina, None, described_name="ecole des SONNAILLES",
        described_commune="Valuejols", described_postcode="15300",
    )  # fmt: skip
    registration.school = sonnailles

    assert differences(registration) == {}


def test_a_club_in_a_primary_school_is_a_difference(request_sent):
    request_sent.kind = Cooperative.Kind.FOYER

    assert list(differences(request_sent)) == ["Forme demandée"]


def test_a_school_of_the_directory_leaves_no_empty_column(world, request_sent):
    page = world.client(world.martine).get(url(request_sent)).content.decode()

    assert ("Dans la demande" in page, '<td data-label="Demande">–</td>' in page) == (False, False)
    assert "L’école est choisie dans l’annuaire" in page


def test_a_described_school_stands_beside_the_directory_once_it_is_linked(world, sonnailles):
    registration, client = make_request(world.federation, world.year, world.nina, None), world.client(world.martine)
    alone = client.get(url(registration)).content.decode()

    link_school(registration, by=world.actor(world.martine), school=sonnailles)
    beside = client.get(url(registration)).content.decode()

    columns = ("Dans la demande</th>", "Dans l’annuaire</th>")
    assert [[words in page for words in columns] for page in (alone, beside)] == [[True, False], [True, True]]


def test_the_page_shows_the_request_and_its_history(world, request_sent):
    request_sent.separate_reason = "La classe mène son propre journal."
    request_sent.save()

    page = world.client(world.martine).get(url(request_sent)).content.decode()

    assert "<h1>École des Sonnailles, Valuéjols</h1>" in page
    for words in ("0159921C", "La classe mène son propre journal.", "PS-CE1", "24 personnes présentes", "Décider"):
        assert words in page


def test_a_correction_needs_words(world, request_sent):
    answer = world.client(world.martine).post(url(request_sent, "correction/"), {"message": "  "})

    request_sent.refresh_from_db()
    assert (answer.status_code, request_sent.state) == (422, "sent")
    assert "Dites ce qui est à compléter" in answer.content.decode()


def test_a_correction_joins_the_ready_sentences_and_the_own_words(world, request_sent):
    answer = world.client(world.martine).post(
        url(request_sent, "correction/"), {"suggestions": ["rules"], "message": "Merci."}
    )

    request_sent.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, url(request_sent))
    assert request_sent.state == Registration.State.TO_CORRECT
    assert request_sent.events.last().message == "Le règlement intérieur n’est pas signé.\nMerci."
    assert [message.to for message in mail.outbox] == [[world.nina.email]]


def test_a_refusal_needs_a_reason_and_keeps_it(world, request_sent):
    client = world.client(world.martine)
    assert client.post(url(request_sent, "refusal/"), {}).status_code == 422

    client.post(url(request_sent, "refusal/"), {"reason": "L’école est privée."})

    request_sent.refresh_from_db()
    assert (request_sent.state, request_sent.events.last().message) == ("refused", "L’école est privée.")
    assert "Martine Test a refusé cette demande" in client.get(url(request_sent)).content.decode()


def test_an_approval_without_a_date_says_so_at_the_field_and_keeps_the_number(world, request_sent):
    answer = world.client(world.martine).post(url(request_sent, "approval/"), {"number": "77"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Écrivez le jour où le conseil d’administration a décidé.") == 2
    assert 'value="77"' in page


@pytest.mark.parametrize("day", ["2025-01-01", (timezone.localdate() + timedelta(days=1)).isoformat()])
def test_an_approval_at_a_wrong_day_opens_nothing(world, request_sent, day):
    answer = world.client(world.martine).post(url(request_sent, "approval/"), {"board_decision_on": day})

    assert (answer.status_code, Cooperative.objects.count()) == (422, 0)
    assert f'value="{day}"' in answer.content.decode()


def test_an_approval_prepares_the_affiliation_with_counts_to_be_confirmed(world, request_sent):
    cooperative = approve_registration(request_sent, by=world.actor(world.martine), board_decision_on=BOARD)

    rows = cooperative.affiliations.values_list("year", "state", "pupil_count", "adult_count")
    assert list(rows) == [(world.year.pk, "draft", 38, 2)]


def test_an_approval_opens_the_cooperative_with_its_number(world, request_sent):
    answer = world.client(world.martine).post(
        url(request_sent, "approval/"), {"board_decision_on": BOARD.isoformat(), "number": "21"}
    )

    assert answer.url == url(request_sent)
    assert list(Cooperative.objects.values_list("number", "approved_on")) == [(21, BOARD)]


def test_the_second_person_is_told_and_nothing_is_done_twice(world, request_sent):
    data = {"board_decision_on": BOARD.isoformat()}
    world.client(world.martine).post(url(request_sent, "approval/"), data)

    answer = world.client(world.tristan).post(url(request_sent, "approval/"), data, follow=True)

    assert answer.redirect_chain == [(url(request_sent), 302)]
    assert [str(message)[:40] for message in answer.context["messages"]] == [
        "Martine Test a agréé cette demande le " + timezone.localdate().strftime("%d")
    ]
    assert Cooperative.objects.count() == 1


def test_a_described_school_is_found_by_its_words_and_linked(world, sonnailles):
    make_school("0480002B", "École du Bout-du-Monde", commune="Mende", department="048")
    make_school("0159930M", "École Saint-Secret", commune="Valuéjols", sector=School.Sector.PRIVATE)
    registration = make_request(world.federation, world.year, world.nina, None)
    client = world.client(world.martine)

    page = client.get(url(registration, "school/"), {"q": "valuejols"})
    found = page.context["found"]
    answer = client.post(url(registration, "school/") + "?q=valuejols", {"school": sonnailles.uai})

    registration.refresh_from_db()
    assert (found, answer.status_code, registration.school) == ([sonnailles], 302, sonnailles)
    assert "École des Sonnailles, 15300 Valuéjols · 0159921C" in page.content.decode()


def test_a_school_of_another_department_or_a_private_one_is_not_linked(world, sonnailles):
    private = make_school("0159930M", "École Saint-Secret", commune="Valuéjols", sector=School.Sector.PRIVATE)
    registration = make_request(world.federation, world.year, world.nina, None)

    answer = world.client(world.martine).post(url(registration, "school/"), {"school": private.uai})

    registration.refresh_from_db()
    assert (answer.status_code, registration.school) == (422, None)


def test_a_described_request_may_be_approved_as_it_is(world):
    registration = make_request(world.federation, world.year, world.nina, None)

    world.client(world.martine).post(url(registration, "approval/"), {"board_decision_on": BOARD.isoformat()})

    school = Cooperative.objects.get().school
    assert (school.source, school.name, school.uai) == (School.Source.DESCRIBED, "École du Bout-du-Monde", None)


def test_a_draft_is_its_authors_alone(world, sonnailles):
    draft = make_request(world.federation, world.year, world.nina, sonnailles, state="draft")

    assert world.client(world.martine).get(url(draft)).status_code == 404


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.fixture
def in_each_state(world):
    """A request in each state, a draft, and a stranger's: by state."""
    made = {}
    for number, state in enumerate(("sent", "to_correct", "refused", "withdrawn", "draft")):
        school = make_school(None, f"École {number}")
        made[state] = make_request(world.federation, world.year, make_user(f"a{number}"), school, state=state)
    foreign = make_school("0480003C", "École des Marqueurs", commune="Mende", department="048")
    make_request(world.other_federation, make_year(world.other_federation), make_user("Flora"), foreign)
    return made


def test_the_list_holds_every_request_that_was_sent_here(world, in_each_state):
    page = world.client(world.rita).get("/fr/desk/registrations/").context["page"]

    assert set(page.object_list) == {made for state, made in in_each_state.items() if state != "draft"}


@pytest.mark.parametrize("state", ["sent", "to_correct", "refused", "withdrawn"])
def test_the_list_by_state(world, in_each_state, state):
    page = world.client(world.rita).get(f"/fr/desk/registrations/?state={state}").context["page"]

    assert list(page.object_list) == [in_each_state[state]]


def test_nobody_lists_drafts(world, in_each_state):
    page = world.client(world.rita).get("/fr/desk/registrations/?state=draft").context["page"]

    assert set(page.object_list) == {row for state, row in in_each_state.items() if state != "draft"}


def test_ten_requests_and_fifty_cost_the_same_queries(world, django_assert_max_num_queries):
    def grow(first, last):
        for number in range(first, last):
            make_request(world.federation, world.year, make_user(f"b{number}"), make_school(None, f"École {number}"))

    client = world.client(world.martine)
    grow(0, 10)
    with django_assert_max_num_queries(30) as small:
        client.get("/fr/desk/registrations/")
    grow(10, 60)

    with django_assert_max_num_queries(len(small)):
        assert len(client.get("/fr/desk/registrations/").context["page"].object_list) == 20
