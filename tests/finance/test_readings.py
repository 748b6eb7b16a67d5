"""What a paper says is proposed beside its picture, and never filled in silently."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cooperatives.models import StoredFile
from finance.models import Entry, ExpenseClaim, ReceiptReading
from finance.services import asked_readings
from finance.services.asked_readings import ask_reading
from finance.services.readings import read_stored
from tests.finance.electronic_invoices import blank_pdf, invoice_pdf, invoice_xml
from tests.finance.ledger import BANK, EDUCATION
from tests.finance.own_papers import address, furnished, photo, typed
from tests.finance.pupil_walk import Tablet, this_year
from tests.finance.test_missing_papers import stored

DAY = date(2025, 10, 2)


@pytest.fixture
def browser(world, client):
    client.force_login(world.claire)
    return client


def read_as(file, **said):
    facts = {"total": Decimal("12.40"), "date": DAY, "shop": "JARDINERIE", "source": "ocr", "confidence": 0.9}
    return ReceiptReading.objects.create(file=file, read_at=datetime(2025, 10, 2, tzinfo=UTC), **(facts | said))


def pdf(world, content) -> StoredFile:
    path = default_storage.save("readings/facture.pdf", ContentFile(content))
    facts = {"path": path, "sha256": "f" * 64, "content_type": "application/pdf", "size": len(content)}
    return StoredFile.objects.create(federation=world.federation, **facts)


# --- read once -------------------------------------------------------------------------------------------------------


def test_a_stored_paper_is_asked_about_once_and_read_by_a_job(world):
    file = pdf(world, invoice_pdf(invoice_xml()))
    first, second = ask_reading(file), ask_reading(file)
    jobs = ProcrastinateJob.objects.filter(task_name="finance.tasks.read_paper")
    assert (first, first.read_at, [job.args for job in jobs]) == (second, None, [{"file_id": file.pk}])

    read_stored(file.pk)
    reading = ReceiptReading.objects.get()
    assert (reading.total, reading.shop, reading.source) == (Decimal("48.60"), "Brico", "factur-x")

    ReceiptReading.objects.update(shop="as it was")
    read_stored(file.pk)
    assert ReceiptReading.objects.get().shop == "as it was"


def test_a_paper_that_says_nothing_is_read_too(world):
    file = pdf(world, blank_pdf())
    ask_reading(file)
    read_stored(file.pk)
    reading = ReceiptReading.objects.get()
    assert (reading.read_at is None, reading.says_something) == (False, False)


def test_without_the_extra_a_photo_is_not_asked_about(world, monkeypatch):
    monkeypatch.setattr(asked_readings, "reads_pictures", lambda: False)
    assert (ask_reading(stored(world)), ReceiptReading.objects.count()) == (None, 0)


# --- on an adult's form ----------------------------------------------------------------------------------------------


def test_the_paper_is_read_without_the_form_being_kept_and_nothing_is_filled_in(world, browser):
    ledger = furnished(world)
    entries = Entry.objects.count()
    answer = browser.post(address(world), typed(ledger, amount="", file=photo(), look="1"))

    form = answer.context["form"]
    assert (answer.status_code, form["amount"].value(), form.photo.shown_name) == (200, "", "ticket.png")
    assert (ReceiptReading.objects.get().file, Entry.objects.count()) == (form.photo, entries)


def test_what_the_paper_says_is_taken_with_one_touch_and_kept_with_another(world, browser):
    ledger = furnished(world)
    kept = browser.post(address(world), typed(ledger, amount="", file=photo(), look="1")).context["form"]
    ReceiptReading.objects.all().delete()
    read_as(kept.photo)
    sent = typed(ledger, amount="", date="", kept=kept.data["kept"])

    shown = browser.post(address(world), sent | {"look": "1"})
    assert ("C’est bien ça" in shown.content.decode(), shown.context["form"]["amount"].value()) == (True, "")

    form = browser.post(address(world), sent | {"take": "1"}).context["form"]
    assert [form[name].value() for name in ("amount", "date", "caption")] == ["12,40", "2025-10-02", "JARDINERIE"]
    assert Entry.objects.filter(total=Decimal("12.40")).count() == 0


def test_the_name_on_the_paper_of_an_income_is_not_taken_as_what_was_sold(world, browser):
    ledger = furnished(world)
    where = reverse("finance:income-new", kwargs={"id": world.cooperative.public_id})
    kept = browser.post(where, typed(ledger, amount="", file=photo(), look="1")).context["form"]
    ReceiptReading.objects.all().delete()
    read_as(kept.photo, shop="COMITE DES PARENTS")
    sent = typed(ledger, amount="", caption="", kept=kept.data["kept"], take="1")

    form = browser.post(where, sent).context["form"]
    assert (form["amount"].value(), form["caption"].value()) == ("12,40", "")


def test_the_expert_view_has_the_paper_read_and_takes_its_total_where_nothing_is_split(world, browser):
    ledger = furnished(world)
    where = reverse("finance:split-new", kwargs={"id": world.cooperative.public_id, "kind": "expense"})
    sent = {"request_id": str(uuid4()), "date": "", "caption": "", "parts": "2", "places": "1",
            "part-0-account": ledger[EDUCATION].pk, "place-0-treasury": ledger[BANK].pk}  # fmt: skip

    looked = browser.post(where, sent | {"file": photo(), "look": "1"})
    form = looked.context["form"]
    assert (looked.status_code, form.sums.places, ReceiptReading.objects.get().file) == (200, 0, form.photo)
    assert "field-error" not in looked.content.decode()
    ReceiptReading.objects.all().delete()
    read_as(form.photo)
    sent["kept"] = form.data["kept"]

    form = browser.post(where, sent | {"take": "1"}).context["form"]
    assert (form.sums.places, form.sums.parts, form["date"].value()) == (
        Decimal("12.40"),
        Decimal("12.40"),
        "2025-10-02",
    )

    split = {"part-0-amount": "9", "part-1-amount": "3", "take": "1"}
    form = browser.post(where, sent | split).context["form"]
    assert (form.sums.places, form.sums.parts, Entry.objects.filter(kind="expense").count()) == (
        Decimal("12.40"), Decimal(12), 0,
    )  # fmt: skip


# --- on a pupil's pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def claim(world):
    """Lina's expense, whose receipt says another amount than she wrote."""
    this_year(world)
    tablet = Tablet(world, world.lina)
    tablet.begin()
    claim = ExpenseClaim.objects.get()
    ExpenseClaim.objects.filter(pk=claim.pk).update(photo=stored(world), amount=Decimal("14.20"))
    claim.refresh_from_db()
    claim.tablet = tablet
    return claim


def test_a_pupil_is_told_what_the_receipt_says_and_takes_it_with_one_touch(claim):
    read_as(claim.photo, date=None, shop="")
    read = reverse("finance:pupil-expense-read", args=[claim.public_id])
    page = claim.tablet.client.get(read).content.decode()
    assert "Le ticket dit <b>12,40\u00a0€</b>" in page
    claim.refresh_from_db()
    assert claim.amount == Decimal("14.20")

    step = reverse("finance:pupil-expense-step", args=[claim.public_id, "amount"])
    claim.tablet.client.post(f"{step}?from=read", {"reading": "12.40"})

    claim.refresh_from_db()
    assert claim.amount == Decimal("12.40")
    assert "Le ticket dit la même somme" in claim.tablet.client.get(read).content.decode()


def test_a_pupil_hears_nothing_before_the_receipt_is_read(claim):
    ReceiptReading.objects.create(file=claim.photo)
    page = claim.tablet.client.get(reverse("finance:pupil-expense-read", args=[claim.public_id])).content.decode()
    assert "Le ticket dit" not in page
