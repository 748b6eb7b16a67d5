"""Last year's accounts from a file: understood or told line by line, written whole or not at all, once."""

import io
import time
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from finance.errors import NotYours, TakingOverRefused
from finance.models import BookImport, Entry
from finance.queries.balances import money
from finance.services.fec import fec_chunks
from finance.services.taking_over import begin_import, change_mapping, forget_old_imports, post_import, read_import
from finance.taking_over.columns import Mapping, mapping_of
from occe.kit.folded import fold
from tests.finance.ledger import ledger_of
from tests.world import make_mandate, make_user

CASH_BOOK = """Coopérative des Sonnailles;;;;;;
Date;Pièce;Libellé;Nature;Recettes;Dépenses;Moyen
01/09/2025;;Solde au départ;Report de l’an dernier;1 200,50;;banque
01/09/2025;;En caisse;110;40,00;;caisse
02/10/2025;D01;Graines et terreau;Activités éducatives;;38,40;banque
05/10/2025;R01;Vente de gâteaux;707;63,20;;espèces
06/10/2025;;Dépôt;caisse;60,00;;banque
Total;;;;1 363,70;38,40;
"""


@pytest.fixture
def ledger(world):
    return ledger_of(world.cooperative, world.year)


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


def begun(ledger, text, by, name="comptes.csv"):
    return begin_import(ledger.book, data=text if isinstance(text, bytes) else text.encode(), name=name, by=by)


def sentences(found):
    return [(problem.line, problem.sentence) for problem in read_import(found).problems]


# --- what is understood ----------------------------------------------------------------------------------------------


def test_a_cash_book_becomes_entries_with_their_papers_and_balances(ledger, claire):
    found = begun(ledger, CASH_BOOK, claire)
    understood = read_import(found)

    assert (understood.problems, understood.unknown, understood.is_ready) == ([], [], True)
    assert [str(sum_) for sum_ in (understood.opening, understood.income, understood.expense, understood.closing)] == [
        "1240.50",
        "63.20",
        "38.40",
        "1265.30",
    ]
    post_import(found, by=claire)

    entries = Entry.objects.order_by("number")
    assert [(entry.kind, entry.date.isoformat(), entry.voucher and entry.voucher.number) for entry in entries] == [
        ("opening", "2025-09-01", None),
        ("opening", "2025-09-01", None),
        ("expense", "2025-10-02", "D01"),
        ("income", "2025-10-05", "R01"),
        ("transfer", "2025-10-06", None),
    ]
    held = money(ledger.book)
    assert (held.bank, held.cash) == (Decimal("1222.10"), Decimal("43.20"))
    found.refresh_from_db()
    assert (found.rows, found.entry_count, found.posted_by) == ([], 5, ledger.book.cooperative.mandates.get().user)


BALANCE = """Balance au 31/08/2025;;;
Compte;Intitulé;Solde débiteur;Solde créditeur
512000;Crédit Agricole;858,20;
530000;Caisse;24,50;
110000;Report à nouveau;;767,45
607000;Achats;218,40;
618000;Sorties;938,20;
708000;Fête;;1 271,85
Total;;2 039,30;2 039,30
"""


def test_last_years_balance_becomes_what_there_was_on_the_first_day(ledger, claire):
    found = begun(ledger, BALANCE, claire)
    understood = read_import(found)
    assert (found.mapping["balance"], understood.is_ready) == (True, True)
    assert (understood.opening, understood.income, understood.expense) == (Decimal("882.70"), 0, 0)

    post_import(found, by=claire)

    entry = Entry.objects.get()
    assert (entry.kind, entry.date) == ("opening", ledger.book.year.starts)
    held = money(ledger.book)
    assert (held.bank, held.cash) == (Decimal("858.20"), Decimal("24.50"))


def test_a_balance_of_the_bank_and_the_cash_box_alone_is_enough(ledger, claire):
    understood = read_import(begun(ledger, "Compte;Solde\nBanque;858,20\nCaisse;24,50\n", claire))

    assert (understood.is_ready, understood.opening) == (True, Decimal("882.70"))


def test_a_balance_that_does_not_balance_is_told_and_nothing_is_written(ledger, claire):
    found = begun(ledger, BALANCE.replace("938,20", "938,00"), claire)

    [(line, said)] = sentences(found)
    assert (line, said.replace("\u00a0", " ")) == (
        3, "Cette balance n’est pas équilibrée : 2 039,10 € d’un côté, 2 039,30 € de l’autre.",
    )  # fmt: skip
    with pytest.raises(TakingOverRefused):
        post_import(found, by=claire)
    assert not Entry.objects.exists()


def test_a_balance_without_a_bank_is_asked_where_it_is_and_one_without_both_is_refused(ledger, claire):
    asked = begun(ledger, "Compte;Solde\nCompte courant;858,20\n", claire)
    assert (read_import(asked).unknown, read_import(asked).is_ready) == (["Compte courant"], False)

    assert sentences(begun(ledger, "Compte;Solde\n607000;218,40\n", claire)) == [
        (1, "Ce fichier ne dit ni ce qu’il y avait à la banque, ni dans la caisse.")
    ]


def test_a_person_says_whether_a_file_is_a_balance(world, ledger):
    client = world.client(world.claire)
    address = reverse("finance:import-new", args=[world.cooperative.public_id])
    answer = client.post(address, {"file": SimpleUploadedFile("balance.csv", BALANCE.encode())})
    columns = {"column_account": "0", "column_debit": "2", "column_credit": "3"}

    client.post(answer.url, columns | {"content": "entries"})
    assert read_import(BookImport.objects.get()).is_ready is False
    client.post(answer.url, columns | {"content": "balance"})

    page = client.get(answer.url).content.decode()
    assert "Tout est compris" in page
    assert "C’est une balance" in page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "iso-8859-15"])
def test_a_file_is_read_in_the_encoding_that_it_was_saved_in(ledger, claire, encoding):
    text = CASH_BOOK.replace("’", "'")

    assert read_import(begun(ledger, text.encode(encoding), claire)).is_ready


def test_a_workbook_says_the_same(ledger, claire):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Date", "Libellé", "Compte", "Recettes", "Dépenses"])
        sheet.write_datetime(1, 0, date(2025, 10, 2), day)
        sheet.write_row(1, 1, ["Graines", 61810008, None, 38.4])
        sheet.write_datetime(2, 0, date(2025, 10, 3), day)
        sheet.write_row(2, 1, ["Vente", "70700008", 0.1 + 0.2, None])

    understood = read_import(begun(ledger, out.getvalue(), claire, "comptes.xlsx"))

    assert understood.problems == []
    assert [str(entry.treasury) for entry in understood.entries] == ["-38.40", "0.30"]


def test_the_file_of_the_auditors_comes_back_to_the_cent(world, claire):
    """What one book exports, an empty one takes over: same accounts, same sums."""
    first = ledger_of(world.other_cooperative, world.year)
    first.receive("90.00")
    first.spend("12.34")
    exported = b"".join(fec_chunks(world.federation, world.year))
    other = ledger_of(world.cooperative, world.year)

    post_import(begun(other, exported, claire, "123456789FEC20260831.txt"), by=claire)

    assert money(other.book) == money(first.book)
    assert other.book.entries.count() == 2


def test_names_that_the_chart_does_not_have_are_asked_and_answered_once(ledger, claire):
    found = begun(ledger, "Date;Nature;Montant\n02/10/2025;Jardin;-12,00\n03/10/2025;Jardin;-5,00\n", claire)
    assert (read_import(found).unknown, read_import(found).is_ready) == (["Jardin"], False)

    mapping = mapping_of(found.mapping)
    answers = {fold("Jardin"): ledger["61810008"].pk}
    change_mapping(found, mapping=Mapping(mapping.header, mapping.columns, answers), by=claire)

    found.refresh_from_db()
    assert read_import(found).is_ready


def test_each_line_that_cannot_be_read_is_told_with_its_number_and_nothing_is_written(ledger, claire):
    found = begun(
        ledger,
        "Date;Compte;Recettes;Dépenses;Moyen\n"
        "31/02/2026;707;5,00;;banque\n"
        "02/10/2024;707;5,00;;banque\n"
        "02/10/2025;707;1e3;;banque\n"
        "02/10/2025;707;;;banque\n"
        "02/10/2025;707;1,234;;banque\n"
        "02/10/2025;707;5,00;;tiroir\n"
        "02/10/2025;caisse;5,00;;caisse\n"
        "02/10/2025;;5,00;;caisse\n",
        claire,
    )

    assert [line for line, _sentence in sentences(found)] == [2, 3, 4, 5, 6, 7, 8, 9]
    with pytest.raises(TakingOverRefused, match="lignes à éclaircir"):
        post_import(found, by=claire)
    assert Entry.objects.count() == 0


def test_an_entry_that_does_not_balance_is_told(ledger, claire):
    found = begun(
        ledger,
        "EcritureNum;Date;Compte;Débit;Crédit\n1;02/10/2025;61810008;38,40;\n1;02/10/2025;51200008;;38,00\n",
        claire,
    )

    [(line, sentence)] = sentences(found)
    assert line == 2
    assert "n’est pas équilibrée" in sentence


def test_a_label_that_names_a_person_is_left_out(ledger, claire):
    found = begun(ledger, "Date;Libellé;Compte;Montant\n02/10/2025;Famille Dupont;707;5,00\n", claire)

    assert read_import(found).unnamed == 1
    post_import(found, by=claire)
    assert "Dupont" not in Entry.objects.get().label
    assert BookImport.objects.get().rows == []


# --- once, by whom, in which book ------------------------------------------------------------------------------------


def test_the_same_file_enters_a_book_once(ledger, claire):
    found = begun(ledger, CASH_BOOK, claire)
    assert begun(ledger, CASH_BOOK, claire) == found

    assert post_import(found, by=claire).entry_count == post_import(found, by=claire).entry_count == 5
    assert Entry.objects.count() == 5
    with pytest.raises(TakingOverRefused, match="déjà des écritures"):
        begun(ledger, CASH_BOOK + "\n", claire)


def test_one_line_that_the_ledger_refuses_leaves_none(ledger, claire):
    """Two papers under one number in two days are one paper; the number taken meanwhile refuses all."""
    found = begun(ledger, CASH_BOOK, claire)
    ledger.book.vouchers.create(number="R01")

    with pytest.raises(Exception, match="R01"):
        post_import(found, by=claire)

    assert (Entry.objects.count(), BookImport.objects.get().posted_at) == (0, None)


def test_a_mandataire_or_the_association_takes_over_and_nobody_else(world, ledger):
    found = begun(ledger, CASH_BOOK, world.actor(world.tristan))
    luc = make_user("Luc")
    make_mandate(world.other_cooperative, luc, rank=2)

    for user in (world.rita, world.sonia, luc, world.felix):
        with pytest.raises(NotYours):
            post_import(found, by=world.actor(user))

    assert post_import(found, by=world.actor(world.tristan)).entry_count == 5


def test_what_nobody_went_on_with_is_forgotten_after_a_week(ledger, claire):
    begun(ledger, CASH_BOOK, claire)
    assert forget_old_imports() == 0

    BookImport.objects.update(made_at=timezone.now() - timedelta(days=8))

    assert forget_old_imports() == 1


# --- files that mean harm --------------------------------------------------------------------------------------------


def _archive(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: _archive(bomb=b"0" * 60_000_000), "cache plus qu’il ne montre"),
        (lambda: _archive(**{f"p{n}": b"" for n in range(400)}), "cache plus qu’il ne montre"),
        (lambda: _archive(**{"xl__workbook.xml": "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"}),
         "cache plus qu’il ne montre"),
        (lambda: _archive(**{"xl__vbaProject.bin": b"x"}), "macros"),
        (lambda: _archive(**{"xl__externalLinks__a.xml": b"<a/>"}), "liens vers d’autres fichiers"),
        (lambda: _archive(nothing=b"x"), "ne s’ouvre pas"),
        (lambda: b"PK\x03\x04 cut", "ne s’ouvre pas"),
        (lambda: b"%PDF-1.7", "classeur .xlsx ou en CSV"),
        (lambda: b"Date;Compte\x00;Montant\n", "n’est pas un texte"),
        (lambda: b'Date;Compte;Montant\n"02/10/2025;707;5\n', "Un guillemet ne se ferme pas"),
        (lambda: b"a;b\n" + b"x" * 1_000_000 + b";1\n", "bien trop longue"),
        (lambda: b";".join(b"c" for _column in range(10_000)) + b"\n", "bien trop longue|colonnes"),
        (lambda: b"02/10/2025;=1+1;5\n" * 10_000, "plus de 3\u00a0000 lignes|plus de 3 000 lignes"),
        (lambda: b"x" * (5 * 1024 * 1024 + 1), "5 Mo"),
        (lambda: b"  \n", "vide"),
    ],
)  # fmt: skip
def test_a_file_that_means_harm_is_refused_at_once(ledger, claire, data, sentence):
    sent, begins = data(), time.monotonic()

    with pytest.raises(TakingOverRefused, match=sentence):
        begin_import(ledger.book, data=sent, name="a.xlsx", by=claire)

    assert time.monotonic() - begins < 5
    assert BookImport.objects.count() == 0


def test_three_thousand_lines_of_nonsense_are_all_told(ledger, claire):
    lines = "".join(f"{n}/99/2025;=cmd|' /c calc'!A{n};1e{n};+{n}\n" for n in range(2, 3000))

    understood = read_import(begun(ledger, "Date;Compte;Recettes;Dépenses\n" + lines, claire))

    assert (len(understood.problems), understood.entries) == (2998, [])


# --- pages -----------------------------------------------------------------------------------------------------------


def test_from_the_file_to_the_book_through_the_pages(world, ledger):
    client = world.client(world.claire)
    address = reverse("finance:import-new", args=[world.cooperative.public_id])
    assert address in client.get(reverse("finance:opening", args=[world.cooperative.public_id])).content.decode()
    text = "Date;Nature;Somme due\n02/10/2025;Jardin;-12,00\n"

    answer = client.post(address, {"file": SimpleUploadedFile("comptes.csv", text.encode())})
    page = client.get(answer.url)
    assert "Il reste à éclaircir" in page.content.decode()
    form = {"column_date": "0", "column_account": "1", "column_amount": "1"}
    assert client.post(answer.url, form).status_code == 422
    client.post(answer.url, form | {"column_amount": "2"})
    client.post(answer.url, form | {"column_amount": "2", "account_0": ledger["61810008"].pk})
    page = client.get(answer.url).content.decode()
    assert ("Tout est compris" in page, "-12,00" in page or "−12,00" in page) == (True, True)
    done = client.post(f"{answer.url}post/", follow=True)

    assert "1 écriture est au cahier." in done.content.decode()
    assert Entry.objects.get().total == 12
    assert client.get(answer.url).status_code == 302
    assert client.get(address).status_code == 302


def test_a_file_that_is_refused_is_told_at_its_field_and_one_may_be_forgotten(world, ledger):
    client = world.client(world.tristan)
    address = reverse("finance:import-new", args=[world.cooperative.public_id])

    refused = client.post(address, {"file": SimpleUploadedFile("a.csv", b"%PDF-1.7")})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["file"])

    answer = client.post(address, {"file": SimpleUploadedFile("a.csv", CASH_BOOK.encode())})
    assert "a.csv" in client.get(address).content.decode()
    client.post(f"{answer.url}drop/")
    assert BookImport.objects.count() == 0
