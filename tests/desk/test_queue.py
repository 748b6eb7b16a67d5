"""« À traiter »: exactly what waits, with its age and one act, in a constant number of queries."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone, translation

from cooperatives.models import Cooperative, Mandate, School
from desk.queries import standing
from desk.queries.lines import age, count_sentence, line_of
from desk.queries.queue import Kind, queue_of, with_subjects
from desk.queries.standing import Standing, wall_of
from finance.models import Book
from tests.desk.rows import days_ago, make_request
from tests.world import make_cooperative, make_mandate, make_school, make_user

TODAY = timezone.localdate()


def things(world, user=None):
    """What waits, as (kind, object), in the order of the page."""
    found = queue_of(world.actor(user or world.martine))
    return [(thing.kind, thing.subject) for thing in with_subjects(found.things)]


def send(book, *, days=0):
    """The cooperative's book goes to the association, so many days ago."""
    Book.objects.filter(pk=book.pk).update(
        state=Book.State.SUBMITTED, submitted_by=make_user(f"m{book.pk}"), submitted_at=days_ago(days)
    )
    return book


def make_book(cooperative, year):
    return Book.objects.create(federation=cooperative.federation, year=year, cooperative=cooperative)


@pytest.fixture
def stranger(world):
    """Everything that could wait, in another association: none of it may show."""
    federation = world.other_federation
    foreign = world.foreign_cooperative
    Cooperative.objects.filter(pk=foreign.pk).update(account_opened_on=None)
    make_mandate(foreign, make_user("Faustine", verified=False), state=Mandate.State.ACCEPTED, approved_on=None)
    year = federation.years.create(starts=date(2025, 9, 1), ends=date(2026, 8, 31))
    make_request(federation, year, make_user("Flora", verified=False), foreign.school)
    make_request(federation, year, make_user("Fanny"), None, state="to_correct")
    send(make_book(foreign, year))
    return foreign


def test_nothing_waits_in_an_association_in_order(world, stranger):
    world.claire

    assert things(world) == []


def test_each_kind_of_thing_waits_once(world, stranger, sonnailles):
    world.claire
    request = make_request(world.federation, world.year, world.nina, sonnailles)
    described = make_request(world.federation, world.year, world.sonia, None)
    asked_back = make_request(world.federation, world.year, make_user("Omar"), world.school, state="to_correct")
    second = make_mandate(world.cooperative, make_user("Paul"), rank=2, state=Mandate.State.ACCEPTED, approved_on=None)
    unsigned = make_mandate(world.other_cooperative, make_user("Zoé"), rank=2, state=Mandate.State.APPROVED)
    being_opened = make_cooperative(world.federation, make_school("0159901F"), 1, account_opened_on=None)
    make_mandate(being_opened, make_user("Lucie"))
    unlinked = make_cooperative(world.federation, make_school(None, "École décrite", source=School.Source.DESCRIBED), 2)
    make_mandate(unlinked, make_user("Marc", verified=False))
    nobody = make_cooperative(world.federation, make_school("0159902G"), 3)
    book = send(make_book(world.cooperative, world.year))

    assert set(things(world)) == {
        (Kind.REQUEST, request),
        (Kind.DESCRIBED, described),
        (Kind.CORRECTION, asked_back),
        (Kind.MANDATE, second),
        (Kind.SIGNATURE, unsigned),
        (Kind.ACCOUNT, being_opened),
        (Kind.SCHOOL, unlinked),
        (Kind.NOBODY, nobody),
        (Kind.ADDRESS, unlinked.mandates.get().user),
        (Kind.BOOK, book),
    }


def test_another_association_sees_its_own_queue_only(world, stranger, request_sent):
    """Felix reads the other one, which holds one of several kinds, and nothing of ours."""
    from occe.kit.actors import Adult, Role

    felix = Adult(world.felix.pk, world.other_federation.pk, frozenset({Role.ADMINISTRATOR}))

    kinds = sorted(thing.kind for thing in queue_of(felix).things)

    assert kinds == ["account", "address", "address", "book", "correction", "mandate", "nobody", "request"]


def test_a_book_waits_from_the_day_it_was_sent_until_it_is_answered(world):
    world.claire
    book = send(make_book(world.cooperative, world.year), days=12)
    make_book(world.cooperative, world.next_year)

    (thing,) = with_subjects(queue_of(world.actor(world.martine)).things)
    line = line_of(thing)
    Book.objects.filter(pk=book.pk).update(state=Book.State.ACCEPTED)

    assert (thing.kind, thing.subject, thing.since) == (Kind.BOOK, book, TODAY - timedelta(days=12))
    assert line.title == f"Cahier {world.year} envoyé : {world.cooperative.name}"
    assert (line.verb, line.url) == (
        "Lire",
        f"/fr/cooperatives/{world.cooperative.public_id}/year/?year={world.year}",
    )
    assert things(world) == []


def test_a_book_of_a_closed_year_waits_for_nobody(world):
    world.claire
    send(make_book(world.cooperative, world.year))
    world.federation.years.update(closed_at=timezone.now())

    assert things(world) == []


def test_the_oldest_comes_first(world, sonnailles):
    recent = make_request(world.federation, world.year, world.nina, sonnailles, sent_at=days_ago(2))
    old = make_request(world.federation, world.year, world.sonia, world.school, sent_at=days_ago(40))
    world.claire

    assert things(world) == [(Kind.REQUEST, old), (Kind.REQUEST, recent)]


def test_without_a_mandataire_since_the_last_mandate_ended(world):
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=date(2026, 9, 1))

    (thing,) = queue_of(world.actor(world.martine)).things

    assert (thing.kind, thing.since) == (Kind.NOBODY, date(2026, 9, 1))


def test_without_a_mandataire_since_the_suspension(world):
    mandate = world.claire.mandates.get()
    mandate.state = Mandate.State.SUSPENDED
    mandate.save()

    (thing,) = queue_of(world.actor(world.martine)).things

    assert (thing.kind, thing.since) == (Kind.NOBODY, TODAY)


def test_a_line_says_what_is_missing_and_has_one_verb(world, request_sent):
    request_sent.documents.filter(kind="identity").delete()
    (thing,) = with_subjects(queue_of(world.actor(world.martine)).things)

    line = line_of(thing)

    assert line.title == "Nouvelle coopérative : École des Sonnailles, Valuéjols"
    assert line.why == (
        "Coopérative d’école, 38 élèves. À fournir : procès-verbal du conseil qui a décidé, règlement intérieur signé."
    )
    assert (line.verb, line.url) == ("Ouvrir", f"/fr/desk/registrations/{request_sent.public_id}/")


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "Tout est à jour.", "Everything is up to date."),
        (1, "Un dossier vous attend.", "One file is waiting for you."),
        (7, "Sept dossiers vous attendent.", "Seven files are waiting for you."),
        (34, "34 dossiers vous attendent.", "34 files are waiting for you."),
    ],
)
def test_the_title_counts_in_words(count, french, english):
    assert count_sentence(count) == french
    with translation.override("en"):
        assert count_sentence(count) == english


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Depuis aujourd’hui"), (1, "Depuis hier"), (4, "Depuis 4 jours"), (75, "Depuis 2 mois")],
)
def test_an_age_is_said_in_words(days, words):
    assert age(TODAY - timedelta(days=days)) == words


def test_the_page_counts_what_waits_for_the_association_only(world, request_sent):
    make_request(world.federation, world.year, make_user("Omar"), world.school, state="to_correct")

    page = world.client(world.martine).get("/fr/desk/").content.decode()

    assert "<h1>Un dossier vous attend.</h1>" in page
    assert page.count('class="queue-icon"') == 1


def test_a_filter_shows_its_own_things(world, request_sent):
    make_request(world.federation, world.year, make_user("Omar"), world.school, state="to_correct")
    client = world.client(world.martine)

    elsewhere = client.get("/fr/desk/?show=elsewhere").context["lines"]
    unknown = client.get("/fr/desk/?show=nonsense").context["lines"]

    assert [line.verb for line in elsewhere] == ["Relire"]
    assert [line.verb for line in unknown] == ["Ouvrir"]


def test_the_queue_is_paged(world):
    for number in range(100, 121):
        make_cooperative(world.federation, world.school, number)
    client = world.client(world.martine)

    assert len(client.get("/fr/desk/").context["lines"]) == 20
    assert len(client.get("/fr/desk/?page=2").context["lines"]) == 1
    assert "<h1>21 dossiers vous attendent.</h1>" in client.get("/fr/desk/?page=2").content.decode()


def grow(world, count, start=100):
    """`count` of each of four kinds of thing, in cooperatives with mandataires and classes."""
    for number in range(start, start + count):
        school = make_school(None, f"École {number}", source=School.Source.DESCRIBED)
        cooperative = make_cooperative(world.federation, school, number, account_opened_on=None)
        make_mandate(cooperative, make_user(f"m{number}"), state=Mandate.State.ACCEPTED, approved_on=None)
        make_request(world.federation, world.year, make_user(f"r{number}", verified=False), school)


def test_ten_things_and_a_hundred_cost_the_same_queries(world, django_assert_max_num_queries):
    client = world.client(world.martine)
    grow(world, 2)
    with django_assert_max_num_queries(40) as small:
        client.get("/fr/desk/")
    grow(world, 18, start=200)

    with django_assert_max_num_queries(len(small)):
        page = client.get("/fr/desk/")

    assert len(page.context["lines"]) == 20


def test_the_read_only_see_the_queue_without_its_acts(world, request_sent):
    world.claire.mandates.update(state=Mandate.State.ENDED, ends_on=TODAY)

    page = world.client(world.rita).get("/fr/desk/").content.decode()

    assert "Lecture seule" in page
    assert "mandates/new" not in page


def test_the_wall_has_one_stone_a_living_cooperative(world, stranger):
    world.claire
    nobody = make_cooperative(world.federation, world.school, 2)
    paused = make_cooperative(world.federation, world.school, 3, state="suspended")
    make_cooperative(world.federation, world.school, 4, state="closed", closed_on=date(2026, 1, 1))

    wall = wall_of(world.actor(world.martine))

    assert [(stone.number, stone.standing) for stone in wall.stones] == [
        (world.cooperative.number, Standing.FINE),
        (nobody.number, Standing.NOBODY),
        (paused.number, Standing.SUSPENDED),
    ]
    assert [(count.standing, count.count) for count in wall.counts] == [
        (Standing.FINE, 1),
        (Standing.NOBODY, 1),
        (Standing.SUSPENDED, 1),
    ]


def test_a_wall_that_is_full_leaves_the_quietest_to_the_list(world, monkeypatch):
    monkeypatch.setattr(standing, "MOST_STONES", 2)
    world.claire, world.sonia
    nobody = make_cooperative(world.federation, world.school, 2)

    wall = wall_of(world.actor(world.martine))
    page = world.client(world.martine).get("/fr/desk/").content.decode()

    assert [stone.number for stone in wall.stones] == [world.other_cooperative.number, nobody.number]
    assert (wall.total, [count.count for count in wall.counts]) == (3, [2, 1])
    assert "Le mur porte 2 pierres sur 3" in page
    assert page.count("<title>n° ") == 2


def test_the_wall_draws_as_many_stones_as_it_says(world):
    world.claire, world.sonia

    page = world.client(world.martine).get("/fr/desk/").content.decode()

    assert page.count("<title>n° ") == 2


def test_writing_again_proves_an_address(world):
    make_mandate(world.cooperative, make_user("Paul", verified=False), state="proposed", approved_on=None)
    paul = world.cooperative.mandates.get().user

    answer = world.client(world.martine).post(f"/fr/desk/addresses/{paul.public_id}/")

    assert (answer.status_code, [message.to for message in mail.outbox]) == (302, [[paul.email]])


def test_an_account_of_its_own_gets_the_letter_that_proves_it(world, sonnailles):
    omar = make_user("Omar", verified=False)
    make_request(world.federation, world.year, omar, sonnailles)

    world.client(world.martine).post(f"/fr/desk/addresses/{omar.public_id}/")

    assert [message.to for message in mail.outbox] == [[omar.email]]
    assert not EmailAddress.objects.get(user=omar).verified


def test_nobody_writes_to_a_person_of_another_association(world, stranger):
    faustine = stranger.mandates.get().user

    answer = world.client(world.martine).post(f"/fr/desk/addresses/{faustine.public_id}/")

    assert (answer.status_code, mail.outbox) == (404, [])
