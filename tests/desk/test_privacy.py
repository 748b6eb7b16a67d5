"""The file for the data-protection officer: seven documents that say what the portal does, on pages and on paper."""

import re
from html import unescape

import pytest

from desk.data_protection.documents import DOCUMENTS, contents
from desk.models import PrivacyFacts
from tests.desk.pdf_reader import read

FACTS = {
    "host_name": "Hébergeur du Puy",
    "host_address": "Clermont-Ferrand",
    "host_country": "France",
    "subprocessors": "",
    "backup_weeks": "3",
    "contact": "donnees@ad15.example",
    "own_officer": "Jeanne Rieu, dpo@ad15.example",
    "officer_name": "DPO de l’académie imaginaire",
    "officer_address": "dpo@academie.example",
    "authority_name": "DASEN du Cantal imaginaire",
    "authority_address": "Aurillac",
    "checked_on": "01/09/2025",
}


def text_of(answer) -> str:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def written(world):
    """The facts as the administration writes them."""
    answer = world.client(world.martine).post("/fr/desk/privacy/facts/", FACTS)
    assert answer.status_code == 302
    return PrivacyFacts.objects.get(federation=world.federation)


def test_what_is_missing_is_named_until_it_is_written(world):
    client = world.client(world.martine)
    before = text_of(client.get("/fr/desk/privacy/"))
    client.post("/fr/desk/privacy/facts/", FACTS)
    after = text_of(client.get("/fr/desk/privacy/"))

    assert "À compléter avant de l’envoyer" in before
    assert "(à compléter)" in before
    assert "À compléter" not in after
    assert "Hébergeur du Puy, Clermont-Ferrand" in after
    assert "3 semaines" in after


def test_a_day_to_come_is_refused_at_its_field_and_nothing_typed_is_lost(world):
    answer = world.client(world.martine).post("/fr/desk/privacy/facts/", FACTS | {"checked_on": "01/09/2099"})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"checked_on"}
    assert "Hébergeur du Puy" in answer.content.decode()
    assert not PrivacyFacts.objects.exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.slug)
def test_a_document_says_what_was_written_and_no_blank_is_left(world, written, document):
    page = text_of(world.client(world.rita).get(f"/fr/desk/privacy/{document.slug}/"))

    assert str(document.title) in page
    assert "(à compléter)" not in page
    if document.slug not in ("children", "impact"):
        assert "Hébergeur du Puy" in page


@pytest.mark.parametrize("document", ["register", "parents", "authority"])
def test_who_answers_in_the_association_is_asked_for_and_told(world, document):
    client = world.client(world.martine)
    client.post("/fr/desk/privacy/facts/", FACTS | {"own_officer": ""})
    asked = text_of(client.get("/fr/desk/privacy/"))
    client.post("/fr/desk/privacy/facts/", FACTS)

    assert "délégué à la protection des données de l’association, ou qui en tient lieu" in asked
    assert "Jeanne Rieu, dpo@ad15.example" in text_of(client.get(f"/fr/desk/privacy/{document}/"))


def test_there_is_no_other_document(world):
    client = world.client(world.martine)

    assert client.get("/fr/desk/privacy/roman/").status_code == 404
    assert client.get("/fr/desk/privacy/roman/paper/").status_code == 404


@pytest.mark.long
def test_the_whole_file_holds_the_seven_documents_and_each_sheet_of_the_register(world, written):
    _document, root = read(world.client(world.martine).get("/fr/desk/privacy/dossier/paper/").content)

    titles = [heading.text for heading in root.find("H2")]
    assert titles == [str(one.title) for one in DOCUMENTS]
    context = contents(world.federation)
    assert [str(purpose.title) for purpose, _rows in context["purposes"] if str(purpose.title) not in root.text] == []


def test_subprocessors_are_none_unless_some_are_named(world, written):
    client = world.client(world.martine)
    none = text_of(client.get("/fr/desk/privacy/map/"))
    client.post("/fr/desk/privacy/facts/", FACTS | {"subprocessors": "Courrier SARL, Lyon\nBanque de sons"})
    some = text_of(client.get("/fr/desk/privacy/agreement/"))

    assert "Aucun. Le portail n’appelle aucun service du dehors" in none
    assert "Courrier SARL, Lyon ; Banque de sons" in some.replace("\u00a0", " ")


def test_the_children_read_the_same_words_as_on_the_site(world):
    answer = world.client(world.martine).get("/fr/desk/privacy/children/")
    site = world.client().get("/fr/privacy/children/")

    assert "Ce que le portail sait de toi." in text_of(answer)
    assert "On ne garde pas qui a voté quoi." in text_of(answer)
    assert "On ne garde pas qui a voté quoi." in text_of(site)


def test_the_letter_to_the_parents_tells_every_thing_that_is_held_of_a_child(world, written):
    page = text_of(world.client(world.martine).get("/fr/desk/privacy/parents/"))

    rows = [row for _purpose, rows in contents(world.federation)["purposes"] for row in rows]
    children = [row for row in rows if row.whom.name == "CHILD"]
    assert len(children) > 8
    assert [row for row in children if " ".join(str(row.what).split()) not in page] == []


def test_the_page_asks_the_database_as_often_however_much_there_is(world, written, django_assert_num_queries):
    with django_assert_num_queries(4):
        contents(world.federation)
