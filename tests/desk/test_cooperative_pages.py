"""The list of cooperatives, its files, and the page of one of them."""

import io
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cooperatives.models import Classroom, Cooperative, Mandate, School
from desk.errors import AccountStepRefused, CooperativeRefused, SchoolRefused
from desk.services import accounts
from tests.members.account_walk import confirm_password
from tests.world import PASSWORD, make_classroom, make_cooperative, make_mandate, make_school, make_user

TODAY = timezone.localdate()


@pytest.fixture
def six(world):
    """Claire's and Sonia's in order; one being opened, one without a mandataire, one suspended club, one closed; and a
    stranger's."""
    world.claire, world.sonia, world.foreign_cooperative
    being_opened = make_cooperative(world.federation, world.school, 31, account_opened_on=None, kind="class")
    make_mandate(being_opened, make_user("Lucie"))
    make_cooperative(world.federation, make_school("0159906L", "École d’à côté", commune="Trizac"), 32)
    paused = make_cooperative(world.federation, world.school, 33, state="suspended", kind="foyer")
    make_mandate(paused, make_user("Marc"))
    make_cooperative(world.federation, world.school, 34, state="closed", closed_on=date(2026, 1, 5))
    world.year, world.classroom
    make_classroom(world.cooperative, world.year, "CM1-CM2", pupil_count=17)
    return world


def numbers(world, query="", user=None):
    page = world.client(user or world.martine).get(f"/fr/desk/cooperatives/{query}").context["page"]
    return [row.number for row in page.object_list]


def test_the_list_holds_the_associations_cooperatives_and_no_other(six):
    assert numbers(six) == [18, 20, 31, 32, 33, 34]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=quatre chemins", [18, 31, 33, 34]),
        ("?q=TRIZAC ecole", [32]),
        ("?q=0159920b", [20]),
        ("?q=31", [31]),
        ("?q=nulle part", []),
        ("?standing=fine", [18, 20]),
        ("?standing=account", [31]),
        ("?standing=nobody", [32]),
        ("?standing=suspended", [33]),
        ("?standing=closed", [34]),
        ("?kind=class", [31]),
        ("?kind=foyer", [33]),
        ("?mandataire=without", [32, 34]),
        ("?mandataire=with", [18, 20, 31, 33]),
        ("?standing=unheard-of", [18, 20, 31, 32, 33, 34]),
        ("?kind=foyer&standing=fine", []),
    ],
)
def test_each_filter_keeps_exactly_its_own(six, query, expected):
    assert numbers(six, query) == expected


def test_the_year_in_hand_leaves_out_what_did_not_live_then(six):
    six.next_year
    Cooperative.objects.filter(number=31).update(approved_on=date(2026, 9, 15))
    Cooperative.objects.filter(number=34).update(closed_on=date(2026, 9, 1))

    assert numbers(six, "?year=2025-2026") == [18, 20, 32, 33, 34]
    Cooperative.objects.filter(number=34).update(closed_on=date(2026, 8, 31))
    assert numbers(six, "?year=2026-2027") == [18, 20, 31, 32, 33]


def test_the_counts_are_those_of_the_year_in_hand(six):
    six.next_year
    client = six.client(six.martine)

    this_year = client.get("/fr/desk/cooperatives/?year=2025-2026").context["page"].object_list[0]
    next_year = client.get("/fr/desk/cooperatives/?year=2026-2027").context["page"].object_list[0]

    assert (this_year.class_count, this_year.pupil_count, this_year.adult_count) == (2, 36, 2)
    assert (next_year.class_count, next_year.pupil_count, next_year.adult_count) == (0, 0, 0)


def test_twenty_a_page(world):
    for number in range(1, 23):
        make_cooperative(world.federation, world.school, number)

    assert len(numbers(world)) == 20
    assert numbers(world, "?page=2") == [21, 22]


def test_ten_rows_and_a_hundred_cost_the_same_queries(world, django_assert_max_num_queries):
    def grow(first, last):
        for number in range(first, last):
            cooperative = make_cooperative(world.federation, world.school, number)
            make_mandate(cooperative, make_user(f"m{number}"))
            make_classroom(cooperative, world.year, "CP")

    client = world.client(world.martine)
    grow(100, 110)
    with django_assert_max_num_queries(30) as small:
        client.get("/fr/desk/cooperatives/")
    grow(200, 290)

    with django_assert_max_num_queries(len(small)):
        client.get("/fr/desk/cooperatives/")


def test_the_file_of_people_asks_again_who_one_is(six):
    client = six.client(six.martine)

    answer = client.get("/fr/desk/cooperatives/export/csv/?standing=fine")

    assert answer.url.split("?")[0] == "/fr/accounts/reauthenticate/"
    assert "puis demandez-le de nouveau" in client.get(answer.url).content.decode()


def test_who_one_is_once_said_one_is_back_on_the_list_with_its_filters(six):
    """A file that came at once would leave the question on the screen."""
    client = six.client(six.martine)
    asked = client.get("/fr/desk/cooperatives/export/csv/?standing=fine").url

    answer = client.post(asked, {"password": PASSWORD, "next": parse_qs(urlsplit(asked).query)["next"][0]})

    assert answer.url == "/fr/desk/cooperatives/?standing=fine"
    assert client.get("/fr/desk/cooperatives/export/csv/?standing=fine")["Content-Type"].startswith("text/csv")


@pytest.fixture
def sure(six):
    """Martine has just typed her password again."""
    client = six.client(six.martine)
    confirm_password(client)
    return client


def test_the_csv_holds_the_rows_of_the_page(sure):
    answer = sure.get("/fr/desk/cooperatives/export/csv/?standing=fine")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Numéro;Coopérative;Forme;École;UAI;Commune;État;Agréée le;")
    assert [line.split(";")[0] for line in lines[1:]] == ["18", "20"]
    assert lines[1] == (
        "18;Coopérative de École des Quatre-Chemins-Verts;coopérative d’école;École des Quatre-Chemins-Verts;"
        "0159918Z;Polminhac;en ordre;01/10/2020;01/11/2020;Claire Test;2;36;2"
    )


def test_the_workbook_holds_real_numbers_and_days(sure):
    answer = sure.get("/fr/desk/cooperatives/export/xlsx/")

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [18, 20, 31, 32, 33, 34]
    assert (rows[1][7].date(), rows[1][11]) == (date(2020, 10, 1), 36)


def test_a_file_of_another_kind_does_not_exist(sure):
    assert sure.get("/fr/desk/cooperatives/export/pdf/").status_code == 404


def test_the_page_of_one_cooperative(six):
    make_classroom(six.cooperative, six.next_year, "CP-CE1-CE2", pupil_count=21)

    page = six.client(six.rita).get(f"/fr/desk/cooperatives/{six.cooperative.public_id}/")

    assert [held.year.slug for held in page.context["years"]] == ["2026-2027", "2025-2026"]
    assert [held.pupil_count for held in page.context["years"]] == [21, 36]
    assert "Claire Test" in page.content.decode()
    assert "/suspension/" not in page.content.decode()


def test_another_associations_cooperative_does_not_exist(six):
    foreign = six.foreign_cooperative.public_id
    client = six.client(six.martine)

    answers = [
        client.get(f"/fr/desk/cooperatives/{foreign}/{act}").status_code
        for act in ("", "account/", "school/", "suspension/", "return/", "mandates/new/")
    ]

    assert answers == [404] * 6


def test_the_keepers_find_the_neighbour_mandataire_from_the_cooperatives_page(world):
    page = f"/fr/desk/cooperatives/{world.cooperative.public_id}/"
    link = f"/fr/cooperatives/{world.cooperative.public_id}/money/neighbours/"

    shown = [
        link in world.client(user).get(page).content.decode() for user in (world.martine, world.tristan, world.rita)
    ]

    assert shown == [True, True, False]


def test_the_history_of_a_mandate_names_who_wrote_it(world):
    mandate = world.claire.mandates.get()
    client = world.client(world.martine)
    client.post(f"/fr/desk/mandates/{mandate.public_id}/suspension/", {"reason": "congé"})

    history = client.get(f"/fr/desk/cooperatives/{world.cooperative.public_id}/").context["history"]

    assert [(past.who, past.state, past.author) for past in history] == [
        ("Claire Test", "suspendu", "Martine Test"),
        ("Claire Test", "en cours", ""),
    ]


# --- the bank account ------------------------------------------------------------------------------------------------


@pytest.fixture
def opening(world):
    return make_cooperative(world.federation, world.school, 21, approved_on=date(2026, 3, 10), account_opened_on=None)


def test_the_steps_of_the_account_say_who_holds_them_since_when(world, opening):
    answer = world.client(world.tristan).post(
        f"/fr/desk/cooperatives/{opening.public_id}/account/",
        {"step": "pass", "holder": " la banque ", "since": "2026-03-20"},
    )

    opening.refresh_from_db()
    assert answer.status_code == 302
    assert (opening.account_step_holder, opening.account_step_since) == ("la banque", date(2026, 3, 20))


def test_an_open_account_has_no_holder_any_more(world, opening):
    by = world.actor(world.tristan)
    accounts.pass_account_step(opening, holder="la banque", since=date(2026, 3, 20), by=by)

    world.client(world.tristan).post(
        f"/fr/desk/cooperatives/{opening.public_id}/account/", {"step": "open", "opened_on": "2026-04-02"}
    )

    opening.refresh_from_db()
    assert (opening.account_opened_on, opening.account_step_holder, opening.account_step_since) == (
        date(2026, 4, 2),
        "",
        None,
    )
    with pytest.raises(AccountStepRefused, match=r"^Le compte est déjà ouvert"):
        accounts.pass_account_step(opening, holder="la banque", since=date(2026, 4, 3), by=by)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(TODAY + timedelta(days=1), "Ce jour n’est pas encore arrivé"), (date(2026, 3, 9), "Cette date vient avant")],
)
def test_a_step_lies_between_the_approval_and_today(world, opening, day, sentence):
    by = world.actor(world.tristan)

    with pytest.raises(AccountStepRefused, match=f"^{sentence}"):
        accounts.pass_account_step(opening, holder="la banque", since=day, by=by)
    with pytest.raises(AccountStepRefused, match=f"^{sentence}"):
        accounts.record_account_open(opening, opened_on=day, by=by)


def test_a_refused_step_says_so_at_the_field_and_keeps_what_was_typed(world, opening):
    answer = world.client(world.tristan).post(
        f"/fr/desk/cooperatives/{opening.public_id}/account/",
        {"step": "pass", "holder": "la banque du bourg", "since": "hier"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="la banque du bourg"' in page
    assert 'value="hier"' in page


def test_the_teachers_are_told_that_the_account_is_open(world, opening):
    mandate = make_mandate(opening, world.nina, state=Mandate.State.APPROVED)

    accounts.record_account_open(opening, opened_on=date(2026, 4, 2), by=world.actor(world.tristan))
    accounts.record_account_open(opening, opened_on=date(2026, 4, 2), by=world.actor(world.tristan))

    assert list(mandate.user.notifications.values_list("kind", flat=True)) == ["desk.account_open"]


# --- suspension, school ----------------------------------------------------------------------------------------------


def test_a_suspension_and_its_end(world):
    client, address = world.client(world.martine), f"/fr/desk/cooperatives/{world.cooperative.public_id}/"

    client.post(f"{address}suspension/")
    world.cooperative.refresh_from_db()
    suspended = world.cooperative.state
    client.post(f"{address}return/")
    world.cooperative.refresh_from_db()

    assert (suspended, world.cooperative.state) == ("suspended", "active")


def test_asking_for_the_page_suspends_nothing(world):
    world.client(world.martine).get(f"/fr/desk/cooperatives/{world.cooperative.public_id}/suspension/")

    world.cooperative.refresh_from_db()
    assert world.cooperative.state == "active"


def test_a_closed_cooperative_is_neither_suspended_nor_reactivated(world):
    closed = make_cooperative(world.federation, world.school, 9, state="closed", closed_on=TODAY)
    by = world.actor(world.martine)

    for service in (accounts.suspend_cooperative, accounts.reactivate_cooperative):
        with pytest.raises(CooperativeRefused, match=r"^Cette coopérative est fermée"):
            service(closed, by=by)


def test_a_described_school_gives_way_to_the_directorys_in_the_classes_too(world, sonnailles):
    described = make_school(None, "École décrite", source=School.Source.DESCRIBED)
    cooperative = make_cooperative(world.federation, described, 21)
    make_classroom(cooperative, world.year, "CP")

    answer = world.client(world.martine).post(
        f"/fr/desk/cooperatives/{cooperative.public_id}/school/", {"school": sonnailles.uai}
    )

    cooperative.refresh_from_db()
    assert (answer.status_code, cooperative.school) == (302, sonnailles)
    assert set(Classroom.objects.values_list("school", flat=True)) == {sonnailles.pk}
    assert list(Cooperative.objects.search("sonnailles")) == [cooperative]


def test_a_school_of_the_directory_is_not_replaced(world, sonnailles):
    with pytest.raises(SchoolRefused, match=r"^Cette coopérative est déjà reliée"):
        accounts.link_cooperative_to_school(world.cooperative, school=sonnailles, by=world.actor(world.martine))
