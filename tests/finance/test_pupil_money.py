"""Our money as a class reads it, coins counted in a grid, the practice class, the doors of the pupils' home."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import resolve, reverse

from finance.chart_of_accounts import CASH, EDUCATION, FAMILIES
from finance.models import DepositSlip, Entry, ExpenseClaim, SlipPiece
from finance.queries.our_money import our_money
from finance.services.agreeing import agree_claim
from finance.services.class_rules import set_class_rules
from finance.services.corrections import correct_entry
from finance.services.practice import start_practice, throw_away_practice
from finance.services.recording import record_slip, return_slip
from finance.services.slips import draft_slip, send_slip, update_slip
from members.models import ClassJob, JobTerm
from members.pupil_doors import doors_for, todays_for
from occe.kit.catalogue import messages_of_source, read
from occe.kit.dates import today
from projects.models import Project
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import NBSP, words
from tests.world import make_classroom, make_pupils

SALES = "70700008"


@pytest.fixture
def ledger(at_work):
    return at_work


@pytest.fixture
def slip(lina):
    lina.post("pupil-deposit-new", account=SALES, key=str(uuid4()))
    return DepositSlip.objects.get()


def counted(slip) -> dict[int, int]:
    return dict(SlipPiece.objects.filter(slip=slip).values_list("cents", "count"))


# --- our money -------------------------------------------------------------------------------------------------------


def test_our_money_adds_up_and_speaks_of_projects(lina, world, ledger):
    project = Project.objects.create(cooperative=world.cooperative, kind="culture", title="Le bal", slug="bal")
    ledger.receive("122.00", on=today())
    ledger.spend("38.40", on=today(), project=project)

    ours = our_money(world.classroom)
    page = words(lina.get("pupil-money"))

    assert (ours.carried, ours.came_in, ours.went_out) == (Decimal("882.70"), Decimal("122.00"), Decimal("38.40"))
    assert ours.carried + ours.came_in - ours.went_out == ours.left == Decimal("966.30")
    assert [(row.project, row.came_in, row.went_out) for row in ours.projects] == [(project, 0, Decimal("38.40"))]
    assert "Il y avait 882,70 €" in page
    assert "C’est entré 122,00 €" in page
    assert "C’est sorti 38,40 €" in page
    assert "Il nous reste 966,30 € neuf cent soixante-six euros et trente centimes" in page
    assert "notre argent est passé de 1 004,70 € à 966,30 € ." in page
    assert "Dans la boîte de la classe, il y a 60,00 € ." in page
    assert "Le bal" in page


def test_what_was_barred_is_neither_entered_nor_left(lina, world, ledger):
    entry = ledger.spend("38.40", on=today())
    correct_entry(entry, by=world.actor(world.claire), reason=Entry.Reason.TWICE, request_id=uuid4())

    ours = our_money(world.classroom)

    assert (ours.went_out, ours.left, ours.moves) == (0, Decimal("882.70"), [])


def test_another_cooperatives_money_is_not_ours(world, ledger):
    marius = world.marius.enrolments.get().classroom

    assert our_money(marius).left == 0


def test_the_page_has_no_word_of_accountants(lina, ledger):
    ledger.spend("38.40", on=today())
    page = words(lina.get("pupil-money")).lower()

    assert not {"débit", "crédit", "solde", "compte ", "écriture", "recette", "dépense"} & set(page.split())


# --- coins and notes -------------------------------------------------------------------------------------------------


def test_where_it_comes_from_makes_the_draft_of_today(slip, lina):
    assert (slip.account.code, slip.collected_on, slip.drafted_by_pupil) == (SALES, today(), lina.pupil)


def test_two_clicks_make_one_deposit(lina):
    key = str(uuid4())
    for _ in range(2):
        lina.post("pupil-deposit-new", account=SALES, key=key)

    assert DepositSlip.objects.count() == 1


def test_the_server_counts_for_who_has_no_script(slip, lina):
    pressed = lina.count(slip, n2000="1", n200="4", n50="", more="200")

    assert pressed.url.endswith("/ask/count/#piece-200")
    assert counted(slip) == {2000: 1, 200: 5}
    page = lina.get("pupil-deposit-step", slip.public_id, "count")
    assert page.context["total"] == Decimal("30.00")
    assert "En tout 30,00 €" in words(page)


def test_minus_stops_at_zero_and_takes_the_piece_away(slip, lina):
    lina.count(slip, n200="1", less="200")
    assert counted(slip) == {}
    lina.count(slip, n200="0", less="200")
    assert counted(slip) == {}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "On compte à partir de zéro."),
        ("1,5", "Écris un nombre, par exemple 3."),
        ("deux", "Écris un nombre, par exemple 3."),
        ("1e3", "Écris un nombre, par exemple 3."),
        ("10000", "C’est beaucoup ! Recompte, ou appelle un adulte."),
    ],
)
def test_a_count_that_is_none_is_said_at_its_coin_and_stays_as_typed(slip, lina, typed, sentence):
    page = lina.count(slip, n200=typed, n100="3")

    assert page.status_code == 422
    assert sentence in words(page)
    assert f'value="{typed}"' in page.content.decode()
    assert 'value="3"' in page.content.decode()
    assert counted(slip) == {}


def test_a_deposit_goes_from_the_coins_to_the_book(slip, lina, noe, world):
    assert lina.count(slip, n2000="2", n200="3", n10="4").url.endswith("/read/")
    assert "46,40 € quarante-six euros et quarante centimes" in words(lina.get("pupil-deposit-read", slip.public_id))
    lina.post("pupil-deposit-send", slip.public_id)
    slip.refresh_from_db()
    noe.post("pupil-recount-answer", slip.public_id, verdict="agree", version=slip.version)
    assert "C’est à Claire de compter aussi." in words(noe.get("pupil-deposit", slip.public_id))

    record_slip(slip, by=world.actor(world.claire))

    page = words(noe.get("pupil-deposit", slip.public_id))
    assert "C’est dans le cahier. On a maintenant neuf cent vingt-neuf euros et dix centimes." in page
    assert "Notre argent passe de 882,70 € à 929,10 € ." in page
    assert list(noe.get("pupil-deposits").context["shown"]) == [slip]


def test_nothing_counted_is_asked_for_before_it_is_sent(slip, lina):
    answer = lina.post("pupil-deposit-send", slip.public_id)

    assert answer.status_code == 422
    assert "Compte les pièces et les billets." in words(answer)


def test_a_deposit_that_comes_back_is_counted_again(slip, lina, world):
    lina.count(slip, n200="3")
    lina.post("pupil-deposit-send", slip.public_id)
    slip.refresh_from_db()
    return_slip(slip, by=world.actor(world.claire), reason="count_again")

    page = words(lina.get("pupil-deposit", slip.public_id))

    assert "On recompte ensemble ?" in page
    assert "Il faut recompter." in page
    assert "Il faut recompter l’argent." in words(lina.client.get(reverse("members:pupil-home")))


def test_nobody_writes_who_gave(lina):
    lina.pupil.reading_age = 9
    lina.pupil.save()

    for label in ("l’enveloppe de Noé", "Mme Dupont"):
        refused = lina.post("pupil-deposit-new", account=SALES, label=label, key=str(uuid4()))
        assert refused.status_code == 422
        assert label in refused.context["question"]["label"].value()
        assert "Tu as écrit un nom. Raconte sans le nom." in words(refused)
    lina.post("pupil-deposit-new", account=FAMILIES, label="soupe", key=str(uuid4()))
    assert DepositSlip.objects.get().label == ""


def test_another_day_is_chosen_like_that_of_a_receipt(slip, lina, world):
    step = ("pupil-deposit-step", slip.public_id, "day")
    tomorrow = today() + datetime.timedelta(days=1)

    assert "Ce jour n’est pas encore arrivé." in words(lina.post(*step, pick=tomorrow.isoformat()))
    lina.post(*step, pick=world.year.starts.isoformat())

    slip.refresh_from_db()
    assert slip.collected_on == world.year.starts


def test_a_begun_count_is_offered_again_and_thrown_away(slip, lina):
    assert "On continue ?" in words(lina.get("pupil-deposit-new"))
    assert "Tu as commencé à compter." in words(lina.client.get(reverse("members:pupil-home")))

    lina.post("pupil-deposit-throw-away", slip.public_id)

    assert not DepositSlip.objects.exists()


def test_the_deposits_of_another_class_do_not_exist_here(slip, lina, world):
    other = make_classroom(world.cooperative, world.year, "CM1-CM2", pupil_count=17)
    leo = pupil_actor(make_pupils(other, "Léo")[0])
    strange = draft_slip(world.cooperative, by=leo, classroom=other, account=slip.account, collected_on=today())
    strange = send_slip(update_slip(strange, by=leo, version=1, pieces={200: 1}), by=leo)

    assert list(lina.get("pupil-deposits").context["shown"]) == [slip]
    assert lina.get("pupil-deposit", strange.public_id).status_code == 404
    assert lina.count(strange, n200="1").status_code == 404


# --- the practice class ----------------------------------------------------------------------------------------------


def test_in_practice_all_is_false_is_said_and_goes_with_one_button(lina, noe, world, ledger):
    real = lina.write(photo=False)
    start_practice(world.classroom, by=world.actor(world.claire), opening=Decimal(100))
    before = Entry.objects.count()

    band = "On s’entraîne. Ce n’est pas du vrai argent."
    assert band in words(lina.get("pupil-expense-new"))
    false = lina.write(photo=False, amount="12,00")
    assert list(lina.get("pupil-expenses").context["shown"]) == [false]
    noe.agree(false)
    false.refresh_from_db()
    agree_claim(false, by=world.actor(world.claire), paid_with="class_box")

    page = words(noe.get("pupil-money"))
    assert band in page
    assert "notre argent est passé de 100,00 € à 88,00 € ." in page
    assert Entry.objects.count() == before
    throw_away_practice(world.classroom, by=world.actor(world.claire))
    assert list(lina.get("pupil-expenses").context["shown"]) == [real]
    assert ExpenseClaim.objects.get() == real
    assert "Il nous reste 882,70 €" in words(noe.get("pupil-money"))


# --- in English ------------------------------------------------------------------------------------------------------


def test_every_page_speaks_english_too(lina, noe, slip, world):
    sent, draft = lina.write(photo=False), lina.write(photo=False, send=False)
    home, english = "/en/pupil/money/", sentences()
    steps = ("category", "amount", "day", "shop", "photo", "purpose", "payer")
    addresses = [
        *(f"{home}expenses/{draft.public_id}/ask/{step}/" for step in steps),
        *(f"{home}expenses/{one.public_id}/" for one in (sent, draft)),
        *(f"{home}{name}/" for name in ("expenses", "deposits", "checks", "paper/expense", "paper/deposit")),
        f"{home}expenses/{draft.public_id}/read/",
        *(f"{home}deposits/{slip.public_id}/ask/{step}/" for step in ("origin", "count", "day")),
        home,
    ]

    for address in addresses:
        page = words(lina.client.get(address))
        assert [sentence for sentence in english if sentence in page] == [], address
    assert "Lina wrote it." in words(noe.client.get(f"{home}expenses/{sent.public_id}/check/"))


def sentences() -> list[str]:
    """The French of these pages that is not English too: none of it may stand on an English page."""
    found = {entry.id: entry.string for entry in read() if isinstance(entry.id, str)}
    wanted = {message.singular for message in messages_of_source()}
    return [
        text.replace(NBSP, " ")
        for text, english in found.items()
        if text in wanted and len(text) > 12 and "%" not in text and english != text
    ]


# --- doors and papers ------------------------------------------------------------------------------------------------


def titles(tablet) -> list[str]:
    """The doors of money, among those of the home."""
    doors = doors_for(pupil_actor(tablet.pupil))
    return [str(door.title) for door in doors if resolve(door.url).app_name == "finance"]


def test_the_home_of_a_pupil_has_four_doors_of_money(lina, noe):
    assert titles(lina) == ["Noter un achat", "Vérifier", "Ce qu’on apporte", "Notre argent"]
    lina.write(photo=False)
    assert titles(noe)[1] == "Vérifier (1)"
    assert titles(lina)[1] == "Vérifier"


def test_where_treasurers_write_their_doors_are_closed_to_the_others(lina, noe, world):
    set_class_rules(world.classroom, asks_second_look=True, treasurers_only=True, by=world.actor(world.claire))
    job = ClassJob.objects.create(classroom=world.classroom, kind=ClassJob.Kind.TREASURER)
    JobTerm.objects.create(job=job, pupil=world.lina, starts_on=today(), ends_on=today())

    assert titles(lina) == ["Noter un achat", "Vérifier", "Ce qu’on apporte", "Notre argent"]
    assert titles(noe) == ["Vérifier", "Notre argent"]
    assert lina.post("pupil-deposit-new", account=SALES, key=str(uuid4())).status_code == 302
    assert noe.post("pupil-deposit-new", account=SALES, key=str(uuid4())).status_code == 403


def test_a_treasurers_page_says_what_to_look_at_today(lina, noe):
    lina.write(photo=False)

    assert [str(one.sentence) for one in todays_for("treasurer", pupil_actor(noe.pupil))] == ["Vérifie un achat."]
    assert todays_for("treasurer", pupil_actor(lina.pupil)) == []


def test_a_jobs_page_always_says_two_things_for_today(lina, noe, world):
    job = ClassJob.objects.create(classroom=world.classroom, kind=ClassJob.Kind.TREASURER)
    page = reverse("members:pupil-job", args=[job.public_id])
    lina.write(photo=False)

    told = [[str(one.sentence) for one in tablet.client.get(page).context["today"]] for tablet in (noe, lina)]

    every_day = ["Range les tickets dans la boîte.", "Dis ce qu’il nous reste."]
    assert told == [["Vérifie un achat.", every_day[0]], every_day]


@pytest.mark.parametrize("kind", ["expense", "deposit"])
def test_every_screen_has_a_paper_to_fill_by_hand(lina, kind):
    page = lina.get("pupil-paper", kind)

    assert page.status_code == 200
    assert page.content.decode().count('class="write-here"') >= 3
    assert lina.get("pupil-paper", "vote").status_code == 404


def test_amounts_of_money_that_goes_out_have_no_minus_and_no_red(lina, ledger):
    ledger.post(EDUCATION, CASH, "8.40", on=today())

    page = lina.get("pupil-money").content.decode()

    assert "\u2212" not in page
    assert "money-out" in page
