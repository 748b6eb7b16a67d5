"""The pages of the bank: what waits and what it may be, accepted with a tap; the account, by the association."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.chart_of_accounts import CURRENT_COSTS
from finance.friday import bank_line as friday_line
from finance.models import BankAccount, BankMatch, BankRule, BankTransaction, Entry
from finance.services.bank_entries import record_movement
from finance.services.corrections import correct_entry
from finance.services.matching import undo_match
from tests.finance.bank import IBAN, bank_line, day, make_account, told
from tests.finance.ledger import BANK, EDUCATION, FAMILIES, ledger_of
from tests.members.account_walk import confirm_password

Kind = Entry.Kind
FIRST_PAGE = 21
"""At most: session, actor, rights, bell; cooperative and books; account, statements, movements, what waits, habits."""


@pytest.fixture
def account(world):
    return make_account(world.cooperative)


def address(world, name="bank", **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def spend(ledger, amount, on="10-02"):
    return ledger.post(EDUCATION, BANK, amount, on=day(on))


def test_the_page_shows_both_sides_and_what_waits(world, ledger, account):
    ledger.post(BANK, FAMILIES, "500.00", on=day("09-02"), kind=Kind.INCOME)
    told(account, "10-01", "10-31", ("10-06", "-38.40"), ("10-31", "-2.00", "FRAIS"), start="500", by=world.claire)
    spend(ledger, "38.40")

    page = world.client(world.claire).get(address(world))

    desk = page.context["desk"]
    assert (page.context["told"].amount, page.context["ledger"]) == (Decimal("459.60"), Decimal("461.60"))
    assert [len(desk.certain), len(desk.likely), len(desk.unknown), desk.movements] == [1, 0, 1, 2]


def test_trap_19_the_bank_s_debit_and_credit_are_said_as_out_and_in(world, ledger, account):
    told(account, "10-01", "10-31", ("10-06", "-38.40", "CB"), ("10-07", "10.00", "REMISE"), start="0", by=world.claire)
    client = world.client(world.claire)
    movement = BankTransaction.objects.get(amount=10)
    pages = [address(world), address(world, "bank-line", line_id=movement.public_id), address(world, "bank-matched")]

    said = "".join(client.get(page).content.decode().casefold() for page in pages)

    assert [word for word in ("débit", "crédit") if word in said] == []
    assert "entre à la banque" in said


@pytest.mark.parametrize(
    ("name", "field"),
    [("bank-accept", "pair"), ("bank-earlier", "line"), ("bank-stale", "line"), ("bank-line", "line")],
)
def test_another_s_line_and_what_is_no_line_are_refused_with_a_sentence(world, ledger, account, name, field):
    told(account, "10-01", "10-31", ("10-06", "-20.00"), start="0", by=world.claire)
    theirs = bank_line(ledger_of(world.other_cooperative, world.year).post(EDUCATION, BANK, "20.00", on=day("09-02")))
    movement, client = BankTransaction.objects.get(), world.client(world.claire)
    where = {"line_id": movement.public_id} if name == "bank-line" else {}
    pair = f"{movement.pk}:" if field == "pair" else ""

    for forged in (f"{pair}{theirs.pk}", f"{pair}-{theirs.pk}", pair + "9" * 18, pair + "9" * 5000):
        client.post(address(world, name, **where), {field: forged, "act": "match"}, follow=True)

    assert not BankMatch.objects.exists()


def test_all_certain_ones_are_accepted_with_one_tap(world, ledger, account):
    told(account, "10-01", "10-31", ("10-06", "-38.40"), ("10-07", "-7.00"), start="500", by=world.claire)
    spend(ledger, "38.40"), spend(ledger, "7.00")
    client = world.client(world.claire)
    tokens = [proposal.token for proposal in client.get(address(world)).context["desk"].certain]

    page = client.post(address(world, "bank-accept"), {"pair": tokens}, follow=True)

    assert "2 rapprochements faits." in page.content.decode()
    assert BankTransaction.objects.waiting().count() == 0
    assert set(BankMatch.objects.values_list("how", flat=True)) == {"proposed"}


def test_accepting_twice_says_so_and_matches_once(world, ledger, account):
    told(account, "10-01", "10-31", ("10-06", "-38.40"), start="500", by=world.claire)
    spend(ledger, "38.40")
    client = world.client(world.claire)
    [proposal] = client.get(address(world)).context["desk"].certain

    client.post(address(world, "bank-accept"), {"pair": proposal.token})
    page = client.post(address(world, "bank-accept"), {"pair": [proposal.token, "nonsense"]}, follow=True)

    assert "déjà rapprochée" in page.content.decode()
    assert BankMatch.objects.count() == 1


def test_what_is_ticked_stands_beside_the_sum_of_the_bank_before_anything_is_written(world, ledger, account):
    told(account, "10-01", "10-31", ("10-20", "-60.00"), start="500", by=world.claire)
    one, two = (bank_line(spend(ledger, amount, on)) for amount, on in (("10.00", "09-03"), ("50.00", "10-09")))
    movement, client = BankTransaction.objects.get(), world.client(world.claire)
    page = address(world, "bank-line", line_id=movement.public_id)

    first = client.post(page, {"act": "recount", "line": [one.pk]})
    short = client.post(page, {"act": "match", "line": [one.pk]})
    both = client.post(page, {"act": "recount", "line": [one.pk, two.pk]})
    done = client.post(page, {"act": "match", "line": [one.pk, two.pk]})

    assert (first.context["in_the_book"]["sum"], first.context["difference"]) == (Decimal("10.00"), Decimal("50.00"))
    assert (short.status_code, "Les sommes diffèrent" in short.content.decode()) == (422, True)
    assert (both.context["agrees"], done.status_code, BankMatch.objects.get().lines.count()) == (True, 302, 2)


def test_bank_fees_become_an_entry_and_the_next_ones_are_proposed_likewise(world, ledger, account):
    told(account, "10-01", "10-31", ("10-31", "-2.50", "FRAIS 10/25 TENUE DE COMPTE"), start="500", by=world.claire)
    client, movement = world.client(world.claire), BankTransaction.objects.get()
    page = address(world, "bank-line", line_id=movement.public_id)
    shown = client.get(page).context["form"]

    facts = {"act": "record", "code": CURRENT_COSTS, "remember": "on", "words": shown.initial["words"]}
    client.post(page, facts)
    client.post(page, facts)
    told(account, "11-01", "11-30", ("11-30", "-2.50", "FRAIS 11/25 TENUE DE COMPTE"), start="497.50", by=world.claire)
    [waiting] = client.get(address(world)).context["desk"].unknown

    entry = Entry.objects.get()
    assert (entry.date, entry.total, entry.direct) == (day("10-31"), Decimal("2.50"), True)
    assert BankRule.objects.get().words == "frais tenue de"
    assert waiting.habit.code == CURRENT_COSTS


def test_a_charge_that_was_cancelled_is_written_anew_from_the_bank(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-31", "-2.00", "FRAIS"), start="500", by=world.claire)
    movement = BankTransaction.objects.get()
    wrong = record_movement(movement, code=EDUCATION, by=claire)
    correct_entry(wrong, reason=Entry.Reason.WRONG_ACCOUNT, by=claire, request_id=uuid4())
    undo_match(BankMatch.objects.get(), by=claire)

    right = record_movement(movement, code=CURRENT_COSTS, by=claire)
    undo_match(BankMatch.objects.get(), by=claire)

    assert (right.pk != wrong.pk, record_movement(movement, code=CURRENT_COSTS, by=claire)) == (True, right)
    assert BankTransaction.objects.get().matched.match.lines.get().line.entry == right


def test_a_refused_entry_keeps_what_was_typed(world, ledger, account):
    told(account, "10-01", "10-31", ("10-31", "40.00", "VIR"), start="500", by=world.claire)
    page = address(world, "bank-line", line_id=BankTransaction.objects.get().public_id)

    answer = world.client(world.claire).post(page, {"act": "record", "code": FAMILIES, "caption": "famille Dupont"})

    assert (answer.status_code, Entry.objects.count()) == (422, 0)
    assert 'value="famille Dupont"' in answer.content.decode()
    assert "sans nom de personne" in answer.content.decode()


def test_a_match_is_taken_back_from_its_list(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-38.40"), start="500", by=world.claire)
    spend(ledger, "38.40")
    client = world.client(world.claire)
    client.post(address(world, "bank-accept"), {"pair": client.get(address(world)).context["desk"].certain[0].token})
    listed = client.get(address(world, "bank-matched"))

    client.post(address(world, "bank-undo", match_id=BankMatch.objects.get().public_id))

    assert "38,40" in listed.content.decode()
    assert BankMatch.objects.count() == 0


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_asks_as_often_for_many_lines(world, ledger, account, many):
    moves = [("10-06", f"-{amount}.00") for amount in range(1, many + 1)]
    told(account, "10-01", "10-31", *moves, *[("10-07", f"-{amount}.50") for amount in range(many)], start="0",
         by=world.claire)  # fmt: skip
    for amount in range(1, many + 1):
        spend(ledger, f"{amount}.00")
    client = world.client(world.claire)
    client.get(address(world))

    with CaptureQueriesContext(connection) as queries:
        client.get(address(world))

    assert len(queries) <= FIRST_PAGE


# --- the account -----------------------------------------------------------------------------------------------------


def test_the_association_writes_the_account_after_saying_who_it_is(world, ledger):
    client, page = world.client(world.tristan), address(world, "bank-account")
    facts = {"bank": "La Banque Postale", "iban": "FR76 0000 0000 1800 0000 0001 864", "means": ["cheque"]}

    asked = client.post(page, facts)

    assert (asked.status_code, "reauthenticate" in asked["Location"]) == (302, True)
    assert BankAccount.objects.count() == 0


def test_an_iban_copied_wrongly_is_told_at_its_field(world, ledger):
    client = world.client(world.tristan)
    confirm_password(client)

    answer = client.post(
        address(world, "bank-account"), {"bank": "La Banque Postale", "iban": "FR7600000000000000000000123"}
    )

    assert (answer.status_code, "mal recopié" in answer.content.decode()) == (422, True)


def test_the_school_sees_the_bank_and_four_signs(world, ledger, account):
    page = world.client(world.claire).get(address(world)).content.decode()

    assert "La Banque Postale … 1864" in page
    assert IBAN not in page


# --- mon vendredi ----------------------------------------------------------------------------------------------------


def test_friday_says_how_many_movements_wait_and_how_many_are_certain(world, ledger, account, claire):
    told(account, "10-01", "10-31", ("10-06", "-38.40"), ("10-31", "-2.50", "FRAIS"), start="500", by=world.claire)
    spend(ledger, "38.40")

    line = friday_line(claire, world.cooperative)

    assert (line.sentence, line.minutes) == ("2 lignes de la banque attendent, 1 certaine", 2)
    assert friday_line(world.actor(world.martine), world.cooperative) is None


def test_friday_says_nothing_of_a_bank_that_has_nothing_to_say(world, ledger, claire):
    assert friday_line(claire, world.cooperative) is None
    make_account(world.cooperative)
    assert friday_line(claire, world.cooperative) is None


# --- whose a statement is --------------------------------------------------------------------------------------------


def test_a_statement_is_told_to_the_mandate_and_the_staff_and_to_no_other_teacher(world, account):
    world.classroom.teachers.create(user=world.nina, starts_on=day("09-01"))
    told(account, "10-01", "10-31", ("10-06", "-38.40"), start="0", by=world.claire)

    seen = {
        name: BankTransaction.objects.visible_to(world.actor(getattr(world, name))).count()
        for name in ("claire", "nina", "sonia", "rita", "felix")
    }

    assert seen == {"claire": 1, "nina": 0, "sonia": 0, "rita": 1, "felix": 0}
