"""Things that last: they enter with their purchase, are worth less each year, leave with a reason, are never erased."""

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from openpyxl import Workbook

from finance.closing_steps import readiness
from finance.errors import GoodRefused, MandateNeeded, NameWritten
from finance.forms.goods import read_rows
from finance.models import Entry, InventoryItem, MoneyRules
from finance.queries.goods import insured, lines_to_enter, register_of, things_of_class, value_on
from finance.services.corrections import correct_entry
from finance.services.goods import change_item, enter_item, enter_list, take_out
from tests.desk.pdf_reader import read
from tests.finance.ledger import CASH, EDUCATION, LASTING_GOODS, refuses, sent_by
from tests.world import PASSWORD

DAY = date(2025, 10, 2)


@pytest.fixture
def tent(ledger) -> Entry:
    """A tent for 90 € that the cash box paid."""
    ledger.receive("100.00", on=date(2025, 9, 2))
    return ledger.post(LASTING_GOODS, CASH, "90.00", label="D01 · Biens durables")


def enter(world, by, **facts) -> InventoryItem:
    said = {"label": "tente", "place": "garage", "acquired_on": DAY, "request_id": uuid4(), "price": Decimal("90.00")}
    return enter_item(world.cooperative, by=by, **(said | facts))


def unplaced(entry: Entry) -> int:
    """How many of the missing things of the year's end are about the inventory."""
    [step] = [step for step in readiness(entry.book) if step.step.key == "goods"]
    return len(step.standing.missing)


def test_what_is_bought_to_last_waits_until_somebody_says_where_it_is(world, tent, claire):
    [line] = lines_to_enter(world.cooperative)
    assert (line.entry, unplaced(tent)) == (tent, 1)

    enter(world, claire, line=line)

    assert (list(lines_to_enter(world.cooperative)), unplaced(tent)) == ([], 0)


def test_an_ordinary_purchase_and_a_corrected_one_wait_for_nothing(world, ledger, tent, claire):
    ledger.spend("5.00")
    correct_entry(tent, reason="twice", request_id=uuid4(), by=claire)

    assert list(lines_to_enter(world.cooperative)) == []
    with pytest.raises(GoodRefused):
        enter(world, claire, line=tent.lines.get(debit__gt=0))


def test_entering_the_same_thing_again_changes_nothing(world, ledger, claire):
    asked = uuid4()

    assert enter(world, claire, request_id=asked) == enter(world, claire, request_id=asked, label="autre")


def test_things_of_one_purchase_cost_no_more_than_it(world, tent, claire):
    line = tent.lines.get(debit__gt=0)
    first = enter(world, claire, line=line, price=Decimal("60.00"))

    with pytest.raises(GoodRefused, match="120,00") as refused:
        enter(world, claire, line=line, price=Decimal("60.00"))
    assert refused.value.field == "price"
    change_item(first, label="tente", place="grenier", acquired_on=DAY, price=Decimal("90.00"), by=claire)


def test_only_a_mandataire_keeps_the_inventory_and_it_names_nobody(world, ledger, claire):
    for stranger in (world.actor(world.sonia), world.actor(world.martine)):
        with pytest.raises(MandateNeeded):
            enter(world, stranger)
    with pytest.raises(NameWritten):
        enter(world, claire, label="Mme Dupont")


def test_what_left_keeps_its_line_with_the_day_and_the_reason(world, ledger, claire):
    item = take_out(enter(world, claire), on=date(2025, 10, 20), why="stolen", note="cambriolage", by=claire)

    register = register_of(world.cooperative, date(2026, 8, 31), since=world.year.starts)
    assert ([good.item for good in register.left], register.own) == ([item], [])
    before = register_of(world.cooperative, date(2025, 10, 19), since=world.year.starts)
    assert [good.item for good in before.own] == [item]
    with pytest.raises(GoodRefused):
        take_out(item, on=date(2025, 10, 21), why="lost", by=claire)
    with pytest.raises(GoodRefused, match="02/10/2025"):
        take_out(enter(world, claire), on=date(2025, 10, 1), why="lost", by=claire)


def test_the_database_lets_nothing_be_erased_moved_or_taken_out_twice(world, ledger, tent, claire):
    item = enter(world, claire, line=tent.lines.get(debit__gt=0))
    rows = InventoryItem.objects.filter(pk=item.pk)

    with refuses("finance_inventoryitem_keeps_its_place"):
        rows.update(line=None)
    take_out(item, on=DAY, why="given", by=claire)
    with refuses("finance_inventoryitem_leaves_once"):
        rows.update(left_why="lost")
    other = ledger.post(LASTING_GOODS, CASH, "1.00").lines.get(debit__gt=0)
    with refuses("finance_inventoryitem_of_its_cooperative"):
        facts = {"federation": world.federation, "cooperative": world.other_cooperative, "written_by": world.claire}
        InventoryItem.objects.create(label="tente", place="ici", acquired_on=DAY, line=other, **facts)


def test_the_application_may_not_delete_from_the_inventory(world, ledger, claire):
    item = enter(world, claire)
    with pytest.raises(DatabaseError), transaction.atomic():
        item.delete()
    said_before = InventoryItem.pgh_event_model.objects.filter(pgh_obj=item)
    for change in (lambda: said_before.update(label="autre chose"), said_before.delete):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


# --- what it is worth (domain 2.3) -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "worth"),
    [
        (date(2025, 10, 2), "100.00"),
        (date(2026, 10, 1), "100.00"),
        (date(2026, 10, 2), "90.00"),
        (date(2030, 10, 2), "50.00"),
        (date(2033, 10, 2), "20.00"),
        (date(2045, 10, 2), "20.00"),
    ],
)
def test_a_thing_loses_a_tenth_of_its_price_a_year_down_to_a_fifth(world, day, worth):
    item = InventoryItem(price=Decimal("100.00"), acquired_on=DAY)

    assert value_on(item, day, MoneyRules()) == Decimal(worth)


def test_goods_worth_five_thousand_euros_cost_20_64_a_year(world):
    told = insured(Decimal("5000.00"), MoneyRules())

    assert (told.beyond, told.premium) == (Decimal("3000.00"), Decimal("20.64"))
    assert insured(Decimal("2000.00"), MoneyRules()).premium == 0


def test_trap_23_the_communes_goods_are_a_separate_inventory(world, ledger, claire):
    """Trap 23: goods bought by the cooperative are the association's, the commune's are apart and not insured here."""
    ours = enter(world, claire)
    theirs = enter(world, claire, label="vidéoprojecteur", owner="commune", price=Decimal("4000.00"))

    register = register_of(world.cooperative, DAY, since=world.year.starts)
    assert ([good.item for good in register.own], [good.item for good in register.commune]) == ([ours], [theirs])
    assert register.insured.value == Decimal("90.00")
    assert list(things_of_class(world.cooperative.pk, DAY)) == [ours]


@pytest.mark.parametrize("count", [1, 30])
def test_a_register_costs_the_same_however_long(world, ledger, claire, django_assert_num_queries, count):
    for _ in range(count):
        enter(world, claire)

    with django_assert_num_queries(2):
        register = register_of(world.cooperative, DAY, since=world.year.starts)
    assert len(register.own) == count


# --- a list ----------------------------------------------------------------------------------------------------------


def test_a_list_is_read_whole_or_refused_line_by_line(world, ledger, claire):
    text = "Bien;Lieu;Date;Prix;À qui\nappareil photo;armoire;3/9/2021;129,90;\nécran;salle 2;2019-09-01;;mairie\n"
    rows, refused = read_rows(text)

    assert refused == []
    assert [(row.label, row.price, row.owner) for row in rows] == [
        ("appareil photo", Decimal("129.90"), "cooperative"),
        ("écran", None, "commune"),
    ]
    asked = uuid4()
    assert enter_list(world.cooperative, rows=rows, request_id=asked, by=claire) == enter_list(
        world.cooperative, rows=rows, request_id=asked, by=claire
    )

    nothing, refused = read_rows("tente;garage;hier\njeu;;1/9/2020\n")
    assert (nothing, [sentence[:7] for sentence in refused]) == ([], ["Ligne 1", "Ligne 2"])


# --- pages -----------------------------------------------------------------------------------------------------------


def page(world, name: str, **kwargs) -> str:
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id} | kwargs)


@pytest.fixture
def browser(world, client):
    client.login(username=world.claire.email, password=PASSWORD)
    return client


def test_recording_a_durable_purchase_leads_to_where_it_will_be(world, ledger, browser):
    ledger.receive("100.00", on=date(2025, 9, 2))
    account = ledger[LASTING_GOODS]
    sent = {"request_id": str(uuid4()), "amount": "90", "account": account.pk, "paid_with": "cash"}
    sent |= {"caption": "tente", "date": "2/10/2025"}

    answer = browser.post(page(world, "expense-new"), sent)
    entry = Entry.objects.get(kind="expense")
    where = page(world, "good-of-entry", entry_id=entry.public_id)
    assert answer.url == where
    form = browser.get(where)
    assert form.context["form"].initial["label"] == "tente"
    known = {"request_id": str(uuid4()), "label": "tente", "place": "", "price": "90", "acquired_on": "2/10/2025"}
    assert browser.post(where, known).status_code == 422
    assert browser.post(where, known | {"place": "garage"}).url.startswith(page(world, "goods"))
    item = InventoryItem.objects.get()
    assert (item.label, item.price, item.line.entry) == ("tente", Decimal("90.00"), entry)


def test_agreeing_to_a_durable_purchase_leads_there_too(world, ledger, browser):
    ledger.receive("100.00", on=date(2025, 9, 2))
    claim = sent_by(world.lina, world, account=ledger[LASTING_GOODS], paid_with="cash")
    ordinary = sent_by(world.noe, world, account=ledger[EDUCATION], paid_with="cash", amount=Decimal("1.00"))

    sent = {"paid_with": "cash", "version": claim.version}
    answer = browser.post(page(world, "claim", claim_id=claim.public_id), sent)
    assert answer.url == page(world, "good-of-entry", entry_id=Entry.objects.get(kind="expense").public_id)
    chosen = {"claim": f"{ordinary.public_id}:{ordinary.version}", "confirmed": "1"}
    assert browser.post(page(world, "week"), chosen).url == page(world, "week")


def test_a_list_is_shown_before_it_is_kept(world, ledger, browser):
    file = SimpleUploadedFile("biens.csv", "tente;garage;3/9/2021;90\n".encode("cp1252"))
    read = browser.post(page(world, "goods-import"), {"request_id": str(uuid4()), "file": file})
    assert (len(read.context["rows"]), InventoryItem.objects.count()) == (1, 0)

    sent = {"request_id": str(uuid4()), "text": read.context["form"]["text"].value(), "confirmed": "1"}
    browser.post(page(world, "goods-import"), sent)
    assert InventoryItem.objects.get().label == "tente"
    assert browser.post(page(world, "goods-import"), sent | {"text": "tente"}).status_code == 422


def test_a_workbook_is_read_like_a_list_and_what_is_none_is_refused_at_its_field(world, ledger, browser):
    book, sheet = Workbook(), io.BytesIO()
    book.active.append(["Bien", "Lieu", "Date", "Prix"])
    book.active.append(["appareil photo", "armoire", date(2021, 9, 3), 129.9])
    book.save(sheet)

    def sent(name, data):
        file = SimpleUploadedFile(name, data)
        return browser.post(page(world, "goods-import"), {"request_id": str(uuid4()), "file": file})

    [row] = sent("biens.xlsx", sheet.getvalue()).context["rows"]
    assert (row.label, row.acquired_on, row.price) == ("appareil photo", date(2021, 9, 3), Decimal("129.90"))
    for name, data in {
        "a.xlsx": sheet.getvalue()[:900],
        "b.xls": b"\xd0\xcf\x11\xe0" * 9,
        "c.pdf": b"%PDF-1.7",
    }.items():
        refused = sent(name, data)
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["file"])
    assert read_rows("tente;garage;3/9/2021\rjeu;" + "x" * 200_000)[0] == []
    assert [one.label for one in read_rows("tente;garage;3/9/2021\rjeu;salle;3/9/2021")[0]] == ["tente", "jeu"]


def test_the_register_comes_as_csv_xlsx_and_tagged_pdf(world, ledger, claire, browser):
    enter(world, claire, label='=HYPERLINK("x")')

    text = browser.get(page(world, "goods-csv")).getvalue().decode("utf-8-sig")
    assert text.splitlines()[1].startswith("\"'=HYPERLINK")
    assert browser.get(page(world, "goods-xlsx")).getvalue()[:2] == b"PK"
    document = browser.get(page(world, "goods-pdf"))
    _pdf, root = read(document.content)
    assert [len(root.find("H1")), len(root.find("Table"))] == [1, 2]
    assert "90,00\u00a0€" in root.text


def test_a_thing_is_looked_at_changed_and_taken_out_on_its_pages(world, ledger, claire, browser):
    item = enter(world, claire)
    said = {"label": "grande tente", "place": "grenier", "price": "", "acquired_on": "1/10/2025"}

    browser.post(page(world, "good", item_id=item.public_id), said)
    item.refresh_from_db()
    assert (item.label, item.place, item.price) == ("grande tente", "grenier", None)
    out = page(world, "good-leave", item_id=item.public_id)
    assert browser.post(out, {"on": "2/10/2025"}).status_code == 422
    browser.post(out, {"on": "2/10/2025", "why": "given"})
    item.refresh_from_db()
    assert (item.left_on, item.left_why) == (DAY, "given")
    assert browser.get(page(world, "good", item_id=item.public_id)).context["may_write"] is False
