"""What a bank's file brings to an account: once, whole, without the people whom the bank names."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finance.errors import BankRefused, NotYours
from finance.models import BankStatement, BankTransaction, PendingFile, SavedMapping
from finance.services.bank_import import bring_file, bring_file_for_all, understand
from finance.services.bank_labels import without_people
from finance.services.reconciling import withdraw_statement
from finance.statements.shapes import ReadFile, ReadStatement, StatementLine
from tests.finance.bank import IBAN, day, make_account

THEIRS = "FR7600000000180000000000215"


def line(on, amount, label="", bank_id="", cheque=""):
    return StatementLine(day(on), Decimal(amount), label, bank_id=bank_id, cheque_number=cheque)


def statement(*lines, account=IBAN, start="0", currency="EUR"):
    days = [one.date for one in lines] or [datetime.date(2025, 10, 1)]
    end = Decimal(start) + sum(one.amount for one in lines)
    return ReadStatement(account, currency, Decimal(start), end, min(days), max(days), lines)


def of(*statements):
    return ReadFile("ofx2", statements)


@pytest.fixture
def account(world):
    return make_account(world.cooperative)


def bring(account, world, found, content="file", by=None):
    return bring_file(account, found, data=content.encode(), name="releve.ofx", by=by or world.actor(world.claire))


def test_the_same_file_adds_nothing_a_second_time(world, account):
    found = of(statement(line("10-06", "-38.40", "CB JARDILAND"), line("10-07", "-2.00", "FRAIS")))

    first, second = bring(account, world, found), bring(account, world, found)

    assert (first.added, first.known, second.added, second.known) == (2, 0, 0, 2)
    assert (BankStatement.objects.count(), BankTransaction.objects.count()) == (1, 2)


def test_files_that_overlap_add_each_movement_once_and_keep_twins(world, account):
    twin = line("10-06", "-7.00", "CB BOULANGERIE")
    bring(account, world, of(statement(line("10-02", "-3.00", "CB"), twin, twin)), "september")

    second = bring(account, world, of(statement(twin, twin, line("10-09", "-4.00", "CB"))), "october")

    assert (second.added, second.known) == (1, 2)
    assert sorted(BankTransaction.objects.values_list("amount", flat=True)) == [
        Decimal(amount) for amount in ("-7.00", "-7.00", "-4.00", "-3.00")
    ]


def test_a_movement_is_the_same_whether_the_bank_names_it_or_not(world, account):
    bring(account, world, of(statement(line("10-06", "-38.40", "CB JARDILAND", bank_id="A1"))), "ofx")

    again = bring(account, world, of(statement(line("10-06", "-38.40", "CB JARDILAND"))), "csv")
    renamed = bring(account, world, of(statement(line("10-06", "-38.40", "CB JARDILAND", bank_id="B7"))), "ofx again")

    assert (again.added, renamed.added, BankTransaction.objects.count()) == (0, 0, 1)


def test_two_movements_that_the_bank_names_apart_are_two_however_alike(world, account):
    one, two = (line("10-06", "-7.00", "CB BOULANGERIE", bank_id=name) for name in ("A1", "A2"))
    bring(account, world, of(statement(one)), "morning")

    evening = bring(account, world, of(statement(two, one)), "evening")

    assert (evening.added, evening.known) == (1, 1)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (of(statement(line("10-06", "-1.00"), account=THEIRS)), "celui d’un autre compte (…\xa00215)"),
        (of(statement(line("10-06", "-1.00")), statement(line("10-06", "-1.00"), account=THEIRS)), "plusieurs comptes"),
        (of(statement(line("10-06", "-1.00"), currency="CHF")), "en CHF"),
        (ReadFile("cfonb120", (), "La somme ne tombe pas juste. Ligne 4.", 4), "Ligne 4."),
    ],
)
def test_a_teacher_s_file_is_refused_whole_with_its_reason(world, account, found, said):
    with pytest.raises(BankRefused) as refused:
        bring(account, world, found)

    assert (said in str(refused.value), refused.value.field) == (True, "file")
    assert BankTransaction.objects.count() == 0


def test_the_association_s_one_file_falls_into_the_books_by_iban_and_lists_what_it_does_not_know(world, account):
    theirs = make_account(world.other_cooperative, iban=THEIRS)
    unknown = "FR7600000000180000000000118"
    found = of(
        statement(line("10-06", "-1.00")),
        statement(line("10-06", "-2.00"), account=THEIRS),
        statement(line("10-06", "-3.00"), account=unknown),
    )

    brought = bring_file_for_all(world.federation, found, data=b"all", name="camt.xml", by=world.actor(world.tristan))

    assert ([one.account for one in brought.brought], brought.unknown) == ([account, theirs], (unknown,))
    assert [one.transactions.get().amount for one in (account, theirs)] == [Decimal("-1.00"), Decimal("-2.00")]


def test_a_bank_that_writes_one_statement_a_day_brings_them_all(world, account):
    found = of(statement(line("10-06", "-1.00")), statement(line("10-07", "-2.00"), start="-1"))

    mine = bring(account, world, found)
    all_of_it = bring_file_for_all(world.federation, found, data=b"all", name="r.cfo", by=world.actor(world.tristan))

    assert (mine.added, mine.statement.start_balance, mine.statement.end_balance) == (2, 0, -3)
    assert [(one.added, one.known) for one in all_of_it.brought] == [(0, 2)]


def test_who_may_bring_a_file(world, account):
    found = of(statement(line("10-06", "-1.00")))

    for who in (world.sonia, world.rita, world.nina):
        with pytest.raises(NotYours):
            bring(account, world, found, by=world.actor(who))
    with pytest.raises(NotYours):
        bring_file_for_all(world.federation, found, data=b"x", name="x", by=world.actor(world.claire))

    assert bring(account, world, found, by=world.actor(world.tristan)).added == 1


def test_a_gap_between_two_statements_is_told(world, account):
    bring(account, world, of(statement(line("09-06", "-1.00"), start="100")), "september")

    second = bring(account, world, of(statement(line("10-06", "-1.00"), start="90")), "october")

    assert second.remarks == (
        "Il manque des lignes entre le 06/09/2025 et le 06/10/2025 : les deux soldes ne se suivent pas.",
    )


@pytest.mark.parametrize(
    ("said", "comes_in", "kept"),
    [
        ("VIR SEPA MME DURAND CLAIRE SORTIE", True, "VIR SEPA …"),
        ("VIREMENT COMMUNE DE POLMINHAC SUBVENTION", True, "VIREMENT COMMUNE DE … SUBVENTION"),
        ("REMISE CHEQUES 0012345", True, "REMISE CHEQUES 0012345"),
        ("VIR INST M. PAUL-MARTIN", False, "VIR INST …"),
        ("CARTE 12/10 JARDILAND", False, "CARTE 12/10 JARDILAND"),
    ],
)
def test_who_paid_is_never_kept(said, comes_in, kept):
    assert without_people(said, comes_in=comes_in) == kept


def test_a_wrong_file_is_taken_back_with_its_lines(world, account, claire):
    bring(account, world, of(statement(line("10-06", "-1.00"))))

    withdraw_statement(BankStatement.objects.get(), by=claire)

    assert (BankStatement.objects.count(), BankTransaction.objects.count()) == (0, 0)


UNKNOWN = b"Jour|Quoi|Combien\n12/10/2025|Achat de graines|-3,00\n13/10/2025|Remise|40,00\n"


def address(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def test_an_unknown_bank_is_explained_once_with_its_first_lines_before_anything_is_kept(world, ledger, account):
    client = world.client(world.claire)

    sent = client.post(address(world, "bank-file"), {"file": SimpleUploadedFile("releve.csv", UNKNOWN)})
    page = client.get(sent.url)
    form = page.context["form"]
    said = {name: "" if value is None else value for name, value in form.initial.items()} | {"bank": "Banque du Puy"}
    done = client.post(sent.url, said | {"keep": "1"}, follow=True)

    assert [one.amount for _account, one in page.context["shown"]] == [Decimal("-3.00"), Decimal("40.00")]
    assert [told in page.content.decode() for told in (SORT, ENTRE)] == [True, True]
    assert "2 lignes nouvelles." in done.content.decode()
    assert (PendingFile.objects.count(), SavedMapping.objects.get().bank) == (0, "Banque du Puy")
    assert understand(world.federation, UNKNOWN, name="next.csv").needs == ""


def test_days_that_read_both_ways_are_asked(world, ledger, account):
    both = b"Date;Libelle;Montant\n05/06/2026;Graines;-3,00\n07/08/2026;Remise;40,00\n"
    client = world.client(world.claire)
    sent = client.post(address(world, "bank-file"), {"file": SimpleUploadedFile("releve.csv", both)})

    form = client.get(sent.url).context["form"]
    said = {name: "" if value is None else value for name, value in form.initial.items()}
    client.post(sent.url, said | {"bank": "Banque du Puy", "date_order": "mdy", "keep": "1"})

    assert list(BankTransaction.objects.values_list("date", flat=True)) == [
        datetime.date(2026, 5, 6), datetime.date(2026, 7, 8),
    ]  # fmt: skip


SORT, ENTRE = "Sort\u00a0: </span>3,00\u00a0€", "Entre\u00a0: </span>40,00\u00a0€"
MANY = (
    "Compte;Jour;Quoi;Combien\n"
    f"{IBAN};12/10/2025;Graines;-3,00\n"
    "FR76 0000 0000 2600 0000 0000 000;13/10/2025;Remise;40,00\n"
    f"{IBAN};14/10/2025;Remise;7,00\n"
).encode()


def explained(client, data: bytes):
    """The page that asks which column is what, and what its form proposes."""
    sent = client.post(reverse("desk:bank-file"), {"file": SimpleUploadedFile("comptes.csv", data)})
    page = client.get(sent.url)
    proposed = {name: "" if value is None else value for name, value in page.context["form"].initial.items()}
    return sent.url, page, proposed | {"bank": "Banque du Puy"}


def test_one_file_of_many_accounts_is_explained_once_by_the_association(world, ledger, account):
    client = world.client(world.tristan)
    address, page, said = explained(client, MANY)

    without = client.post(address, said | {"account": "", "keep": "1"})
    before = BankTransaction.objects.count()
    done = client.post(address, said | {"keep": "1"}, follow=True).content.decode()

    assert [(number, line.amount) for number, line in page.context["shown"]] == [
        (IBAN[-4:], Decimal(-3)), (IBAN[-4:], Decimal(7)), ("0000", Decimal(40)),
    ]  # fmt: skip
    assert (without.status_code, before) == (422, 0)
    assert [one.account for one in BankTransaction.objects.all()] == [account, account]
    assert ("2 lignes nouvelles" in done, "Personne ne connaît ici le compte … 0000" in done) == (True, True)
    assert understand(world.federation, MANY, name="next.csv").needs == ""  # the next one is read without a question


def test_a_file_of_many_accounts_is_refused_at_the_line_that_names_none(world, ledger, account):
    client = world.client(world.tristan)
    address, _page, said = explained(client, MANY.replace(f"{IBAN};14".encode(), b";14"))

    shown = client.post(address, said | {"account": "0"}).content.decode()

    assert "Cette ligne ne dit pas de quel compte elle est. Ligne 4." in shown


def test_the_days_of_a_file_without_columns_are_asked_too(world, ledger, account):
    both = b"!Type:Bank\nD05/06/2026\nT-3.00\nPGraines\n^\nD07/08/2026\nT40.00\nPRemise\n^\n"
    client = world.client(world.claire)
    sent = client.post(address(world, "bank-file"), {"file": SimpleUploadedFile("releve.qif", both)})

    page = client.get(sent.url)
    look = client.post(sent.url, {"date_order": "mdy", "look": "1"})
    client.post(sent.url, {"date_order": "mdy", "keep": "1"})

    assert [[line.date.month for _account, line in shown.context["shown"]] for shown in (page, look)] == [
        [6, 8],
        [5, 7],
    ]
    assert list(BankTransaction.objects.values_list("date", flat=True)) == [
        datetime.date(2026, 5, 6), datetime.date(2026, 7, 8),
    ]  # fmt: skip
    assert (PendingFile.objects.count(), SavedMapping.objects.count()) == (0, 0)
