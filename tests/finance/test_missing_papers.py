"""Expenses without a paper: counted and listed until they have one, or an adult says why there is none."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cooperatives.models import Affiliation, StoredFile
from finance.chart_of_accounts import CURRENT_COSTS
from finance.errors import EntryRefused, MandateNeeded, NameWritten
from finance.models import BankTransaction, Entry, InternalSlip, LaterPaper, MoneyRules, ReceiptReading
from finance.queries.papers import missing_counts, without_paper
from finance.services.bank_entries import record_movement
from finance.services.corrections import correct_entry
from finance.services.direct_entries import record_affiliation, record_entry
from finance.services.missing_digest import cooperatives_with_missing_papers, tell_missing_papers
from finance.services.papers import add_paper, state_missing
from members.models import Notification
from occe.kit.actors import Adult
from tests.finance.bank import make_account, told
from tests.finance.ledger import BANK, EDUCATION, refuses
from tests.finance.own_papers import furnished, photo
from tests.world import make_mandate, make_user

MONDAY, TUESDAY, NEXT_MONDAY = date(2025, 10, 6), date(2025, 10, 7), date(2025, 10, 13)


@pytest.fixture
def ledger(world):
    return furnished(world)


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


def bought(ledger, by, amount="10.00", file=None):
    places = {"account": ledger[EDUCATION], "treasury": ledger[BANK]}
    return record_entry(
        ledger.book, amount=Decimal(amount), date=MONDAY, request_id=uuid4(), by=by, file=file, **places
    )


def stored(world, name="a"):
    facts = {"path": f"papers/{name}.webp", "sha256": name * 64, "content_type": "image/webp", "size": 1}
    return StoredFile.objects.create(federation=world.federation, **facts)


def missing(ledger):
    return list(without_paper(Entry.objects.filter(book=ledger.book)).order_by("number"))


def test_only_a_posted_expense_without_a_photo_is_missing_one(world, ledger, claire):
    bare = bought(ledger, claire)
    bought(ledger, claire, file=stored(world))

    assert missing(ledger) == [bare]
    assert missing_counts([ledger.book]) == {ledger.book.pk: 1}


def test_a_photo_that_comes_later_stands_beside_the_entry_which_does_not_change(world, ledger, claire):
    entry, file = bought(ledger, claire), stored(world)
    before = Entry.objects.filter(pk=entry.pk).values().get()

    paper = add_paper(entry, by=claire, file=file)

    assert (paper.file, add_paper(entry, by=claire, file=file)) == (file, paper)
    assert Entry.objects.filter(pk=entry.pk).values().get() == before
    assert missing(ledger) == []
    entry.voucher.refresh_from_db()
    assert entry.voucher.file == file


def test_a_paper_in_the_box_is_a_paper_unless_the_association_asks_for_photos(world, ledger, claire):
    entry = bought(ledger, claire)
    add_paper(entry, by=claire)
    assert missing(ledger) == []

    MoneyRules.objects.create(federation=world.federation, year=world.year, photos_asked=True)
    assert missing(ledger) == [entry]

    add_paper(entry, by=claire, file=stored(world))
    assert missing(ledger) == []


@pytest.mark.parametrize(
    ("said", "code", "has_its_paper"),
    [
        ("FRAIS DE TENUE DE COMPTE", CURRENT_COSTS, True),
        ("Intérêts débiteurs", CURRENT_COSTS, True),
        ("CARTE LA POSTE 03/10", CURRENT_COSTS, False),  # stamps: the shop gives a receipt
        ("CARTE FRANFRAIS 03/10", CURRENT_COSTS, False),
        ("FRAIS DE TENUE DE COMPTE", EDUCATION, False),
    ],
)
def test_a_charge_of_the_bank_has_its_statement_for_paper(world, ledger, claire, said, code, has_its_paper):
    account = make_account(world.cooperative)
    told(account, "10-01", "10-31", ("10-06", "-2.40", said), start="0", by=world.claire)

    entry = record_movement(BankTransaction.objects.get(), code=code, by=claire)

    assert (missing(ledger) == []) is has_its_paper
    page = world.client(world.claire).get(
        reverse("finance:entry", kwargs={"id": world.cooperative.public_id, "entry_id": entry.public_id})
    )
    assert ("Le relevé de la banque est sa pièce." in page.content.decode()) is has_its_paper


def test_a_charge_that_no_statement_tells_still_needs_its_paper(ledger, claire):
    entry = record_entry(
        ledger.book, amount=Decimal("2.40"), date=MONDAY, request_id=uuid4(), by=claire,
        account=ledger[CURRENT_COSTS], treasury=ledger[BANK],
    )  # fmt: skip

    assert missing(ledger) == [entry]


def test_the_affiliation_has_its_paper_once_the_association_has_received_it(world, ledger, claire):
    year = ledger.book.year
    type(year).objects.filter(pk=year.pk).update(fee_per_member=2, insurance_per_member="0.25")
    affiliation = Affiliation.objects.update_or_create(
        cooperative=world.cooperative, year=year, defaults={"pupil_count": 36, "adult_count": 3, "paid_on": None}
    )[0]
    affiliation.refresh_from_db()
    entry = record_affiliation(affiliation, treasury=ledger[BANK], date=MONDAY, request_id=uuid4(), by=claire)
    assert missing(ledger) == [entry]

    Affiliation.objects.filter(pk=affiliation.pk).update(paid_on=TUESDAY)

    assert missing(ledger) == []
    page = world.client(world.claire).get(
        reverse("finance:entry", kwargs={"id": world.cooperative.public_id, "entry_id": entry.public_id})
    )
    assert "L’association a noté qu’elle l’a reçue" in page.content.decode()


def test_what_the_association_received_is_the_paper_of_nothing_else(world, ledger, claire):
    Affiliation.objects.update_or_create(
        cooperative=world.cooperative, year=ledger.book.year,
        defaults={"pupil_count": 36, "adult_count": 3, "paid_on": TUESDAY},
    )  # fmt: skip

    entry = bought(ledger, claire)
    assert missing(ledger) == [entry]


def test_a_cancelled_expense_needs_no_paper(ledger, claire):
    entry = bought(ledger, claire)
    correct_entry(entry, by=claire, reason=Entry.Reason.NOT_DONE, request_id=uuid4())

    assert missing(ledger) == []


def test_a_lost_receipt_is_an_adults_stated_fact_undone_by_a_later_upload(world, ledger, claire):
    entry = bought(ledger, claire)
    slip = state_missing(entry, reason="lost", by=claire, words="perdu au marché")
    assert (slip.code, slip.stated_by, missing(ledger)) == ("PI01", world.claire, [])
    assert state_missing(entry, reason="late", by=claire) == slip

    paper = add_paper(entry, by=claire, file=stored(world))

    slip.refresh_from_db()
    assert (slip.undone_by, slip.reason) == (paper, "lost")
    with pytest.raises(EntryRefused):
        state_missing(entry, reason="lost", by=claire)


def test_slips_are_numbered_in_their_book(ledger, claire):
    codes = [state_missing(bought(ledger, claire), reason="never_given", by=claire).code for _ in range(2)]
    assert codes == ["PI01", "PI02"]


def test_a_slip_names_nobody_and_another_reason_says_more(ledger, claire):
    entry = bought(ledger, claire)
    with pytest.raises(NameWritten):
        state_missing(entry, reason="lost", by=claire, words="Mme Dupont l’a jeté")
    with pytest.raises(EntryRefused):
        state_missing(entry, reason="other", by=claire)


def test_the_teacher_of_the_class_brings_its_papers_and_nobody_elses(world, ledger, claire):
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=date(2025, 9, 1))
    teacher = Adult(paul.pk, world.federation.pk)
    facts = {
        "account": ledger[EDUCATION],
        "treasury": ledger[BANK],
        "amount": Decimal("5.00"),
        "date": MONDAY,
        "by": claire,
    }
    ours = record_entry(ledger.book, request_id=uuid4(), classroom=world.classroom, **facts)

    assert add_paper(ours, by=teacher).added_by == paul
    with pytest.raises(MandateNeeded):
        add_paper(bought(ledger, claire), by=teacher)


def test_the_database_lets_nobody_take_a_paper_or_a_slip_back(ledger, claire):
    entry = bought(ledger, claire)
    slip = state_missing(entry, reason="lost", by=claire)
    with refuses("finance_internalslip_never_changes"):
        InternalSlip.objects.filter(pk=slip.pk).update(reason="late")
    paper = add_paper(entry, by=claire)
    for act in (
        lambda: LaterPaper.objects.filter(pk=paper.pk).update(file=None),
        lambda: InternalSlip.objects.filter(pk=slip.pk).delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()


# --- told once a week ------------------------------------------------------------------------------------------------


def test_the_mandataires_are_told_once_a_week_while_something_is_missing(world, ledger, claire):
    luc = make_user("Luc")
    make_mandate(world.cooperative, luc, rank=2)
    bought(ledger, claire)

    assert list(cooperatives_with_missing_papers()) == [world.cooperative]
    assert [tell_missing_papers(world.cooperative, day=day) for day in (MONDAY, TUESDAY, NEXT_MONDAY)] == [2, 0, 2]
    assert Notification.objects.filter(user=world.claire, kind="finance.papers_missing").unread().count() == 2
    letters = [letter for letter in mail.outbox if world.claire.email in letter.to]
    assert [letter.subject for letter in letters] == [f"{world.cooperative.name} : une dépense attend sa pièce"] * 2
    assert "10,00" in letters[0].body


def test_nothing_is_sent_when_nothing_is_missing(world, ledger, claire):
    add_paper(bought(ledger, claire), by=claire)

    assert list(cooperatives_with_missing_papers()) == []
    assert (tell_missing_papers(world.cooperative, day=MONDAY), mail.outbox) == (0, [])


# --- pages -----------------------------------------------------------------------------------------------------------


def page(world, name, **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


@pytest.fixture
def browser(world, client):
    client.force_login(world.claire)
    return client


def test_the_list_costs_the_same_for_one_and_for_thirty(world, ledger, claire, browser):
    bought(ledger, claire)
    browser.get(page(world, "papers"))  # what is asked once a process
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page(world, "papers")).status_code == 200
        costs.append(len(queries))
        for _more in range(29):
            bought(ledger, claire, amount="1.00")
    assert costs[0] == costs[1]


def test_a_photo_is_added_on_the_page_of_its_entry(world, ledger, claire, browser):
    entry = bought(ledger, claire)
    assert "n’a pas encore son papier" in browser.get(page(world, "entry", entry_id=entry.public_id)).content.decode()

    sent = browser.post(page(world, "entry-paper", entry_id=entry.public_id), {"act": "photo", "file": photo()})

    assert sent.status_code == 302
    assert "Une photo arrivée plus tard" in browser.get(sent.url).content.decode()


@pytest.mark.parametrize("sent", [{"act": "photo"}, {"act": "none"}, {"act": "none", "reason": "other"}])
def test_a_form_that_says_nothing_is_refused_at_its_field(world, ledger, claire, browser, sent):
    entry = bought(ledger, claire)
    answer = browser.post(page(world, "entry-paper", entry_id=entry.public_id), sent)
    assert (answer.status_code, missing(ledger)) == (422, [entry])


def test_a_photo_that_comes_later_is_read_and_a_difference_is_told_to_who_answers_for_the_money(world, ledger, claire):
    entry = bought(ledger, claire, "10.00")
    kwargs = {"id": world.cooperative.public_id, "entry_id": entry.public_id}
    client = world.client(world.claire)

    sent = client.post(reverse("finance:entry-paper", kwargs=kwargs), {"act": "photo", "file": photo()}, follow=True)
    reading = ReceiptReading.objects.get()
    assert "Si elle semble dire autre chose, ce sera dit ici." in sent.content.decode()
    assert sent.context["signals"] == []

    said = {"total": Decimal("12.40"), "date": TUESDAY, "read_at": timezone.now(), "source": "ocr"}
    ReceiptReading.objects.filter(pk=reading.pk).update(**said)
    told = [signal.sentence for signal in client.get(reverse("finance:entry", kwargs=kwargs)).context["signals"]]
    assert told == [
        "Le papier semble dire 12,40\u00a0€, et il est écrit 10,00\u00a0€\u00a0: comparez.",
        "Le papier semble dater du 07/10/2025, et il est écrit le 06/10/2025\u00a0: comparez.",
    ]

    ReceiptReading.objects.filter(pk=reading.pk).update(total=Decimal("10.00"), date=MONDAY)
    assert client.get(reverse("finance:entry", kwargs=kwargs)).context["signals"] == []
