"""An adult's own paper: what is recorded at once, what another adult agrees to, and that a refusal loses nothing."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cooperatives.models import Federation, StoredFile
from finance.errors import NameWritten, NotEnoughMoney, SecondAdultNeeded
from finance.models import Entry, ExpenseClaim
from finance.services.agreeing import agree_claim
from finance.services.direct_entries import record_affiliation, record_entry
from finance.services.practice import start_practice
from tests.finance.ledger import BANK, CASH, EDUCATION, FAMILIES, refuses, sent_by
from tests.finance.own_papers import address, furnished, photo, typed
from tests.world import make_classroom, make_mandate, make_user

DAY, NEXT_YEAR = date(2025, 10, 6), date(2026, 9, 1)
State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    return furnished(world)


@pytest.fixture
def paul(world):
    paul = make_user("Paul")
    world.classroom.teachers.create(user=paul, starts_on=date(2025, 9, 1))
    return paul


@pytest.fixture
def luc(world):
    luc = make_user("Luc")
    make_mandate(world.cooperative, luc, rank=2)
    return luc


def direct(ledger, by, code=EDUCATION, place=BANK, amount="10.00", **options):
    defaults = {"date": DAY, "request_id": uuid4(), "amount": Decimal(amount)}
    return record_entry(ledger.book, account=ledger[code], treasury=ledger[place], by=by, **(defaults | options))


# --- what one adult may do alone -------------------------------------------------------------------------------------


def test_an_expense_above_the_threshold_is_not_recorded_alone(world, ledger):
    with pytest.raises(SecondAdultNeeded, match="Au-dessus de 300,00"):
        direct(ledger, world.actor(world.claire), amount="300.01")

    assert direct(ledger, world.actor(world.claire), amount="300.00").direct


def test_the_database_refuses_it_as_well(world, ledger):
    claire = world.actor(world.claire)
    entry = direct(ledger, claire)
    fields = {
        field.name: getattr(entry, field.name) for field in Entry._meta.concrete_fields if field.name not in ("id",)
    }
    fields |= {"public_id": uuid4(), "request_id": uuid4(), "number": entry.number + 1, "total": Decimal("300.01")}

    with refuses("finance_entryline_two_adults"):
        large = Entry.objects.create(**(fields | {"previous_digest": entry.digest, "voucher": None}))
        large.lines.create(
            federation=world.federation, position=1, account=ledger[EDUCATION], debit=Decimal("300.01"), credit=0
        )


def test_what_the_mandate_itself_pays_is_recorded_alone_whatever_the_sum(world, ledger):
    claire = world.actor(world.claire)

    fee = direct(ledger, claire, code="62810008", amount="900.00")

    assert (fee.direct, fee.total) == (True, Decimal("900.00"))


def test_a_large_affiliation_is_one_adult_s(world, ledger):
    world.year.refresh_from_db()
    affiliation = world.cooperative.affiliations.create(year=world.year, pupil_count=400, adult_count=10)

    entry = record_affiliation(
        affiliation, treasury=ledger[BANK], date=DAY, request_id=uuid4(), by=world.actor(world.claire)
    )

    assert entry.total == Decimal("922.50")


def test_cash_does_not_go_below_zero_and_the_bank_may(world, ledger):
    claire = world.actor(world.claire)

    with pytest.raises(NotEnoughMoney, match="200,00"):
        direct(ledger, claire, place=CASH, amount="200.01")
    for _ in range(7):
        direct(ledger, claire, amount="300.00")

    assert Entry.objects.filter(direct=True).count() == 7


def test_the_name_of_a_family_is_not_written_on_an_income(world, ledger):
    with pytest.raises(NameWritten):
        direct(ledger, world.actor(world.claire), code=FAMILIES, caption="Famille Dupont")


# --- the three questions ---------------------------------------------------------------------------------------------


def test_photo_amount_and_purpose_are_enough(world, ledger):
    form = world.client(world.claire).get(address(world)).context["form"]
    guessed = {field.name: field.value() for field in form if field.value()}

    told = {"date": "06/10/2025", "amount": "59", "account": ledger[EDUCATION].pk, "file": photo()}
    answer = world.client(world.claire).post(address(world), guessed | told, follow=True)

    entry = Entry.objects.latest("number")
    assert (entry.total, entry.direct, entry.voucher.number) == (Decimal("59.00"), True, "D01")
    assert entry.voucher.file.uploaded_by == world.claire
    assert "Écrivez D01 sur le papier." in answer.content.decode()


def test_the_last_three_purposes_are_the_big_choices(world, ledger):
    for code in (EDUCATION, "65000008", "67000008", "68000008"):
        direct(ledger, world.actor(world.claire), code=code)

    first, others = world.client(world.claire).get(address(world)).context["form"].purposes

    assert [row["account"].code for row in first] == ["68000008", "67000008", "65000008"]
    assert len(first + others) == ledger.book.year.accounts.filter(kind="expense").count()


def test_a_purpose_among_the_others_opens_them_again(world, ledger):
    last = world.client(world.claire).get(address(world)).context["form"].purposes[1][-1]["account"]

    answer = world.client(world.claire).post(address(world), typed(ledger, amount="", account=last.pk))

    assert (answer.status_code, answer.context["form"].others_open) == (422, True)


def test_a_double_click_keeps_one_receipt(world, ledger):
    data = typed(ledger)

    for _ in range(2):
        world.client(world.claire).post(address(world), data)

    assert Entry.objects.count() == 3


def test_a_refusal_keeps_what_was_typed_and_the_photo(world, ledger):
    client = world.client(world.claire)
    refused = client.post(address(world), typed(ledger, amount="1,234", caption="Car pour le Puy Mary", file=photo()))
    kept = StoredFile.objects.get()

    client.post(address(world), typed(ledger, amount="12,34", kept=refused.context["form"].data["kept"]))

    html = refused.content.decode()
    assert refused.status_code == 422
    assert ("Car pour le Puy Mary" in html, 'value="1,234"' in html, "La photo est gardée." in html) == (True,) * 3
    assert StoredFile.objects.get() == kept == Entry.objects.latest("number").voucher.file


def test_the_writer_sees_the_photo_that_was_kept_and_nobody_else_does(world, ledger, luc):
    world.client(world.claire).post(address(world), typed(ledger, amount="", file=photo()))
    shown = reverse("cooperatives:thumbnail", kwargs={"id": StoredFile.objects.get().public_id})

    answers = [world.client(user).get(shown) for user in (world.claire, luc)]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [200, 404]


def test_a_photo_is_carried_by_its_own_writer_alone(world, ledger, luc):
    refused = world.client(world.claire).post(address(world), typed(ledger, amount="", file=photo()))

    world.client(luc).post(address(world), typed(ledger, kept=refused.context["form"].data["kept"]))
    world.client(luc).post(address(world), typed(ledger, amount="60", kept=str(StoredFile.objects.get().public_id)))

    assert [entry.voucher.file for entry in Entry.objects.filter(direct=True)] == [None, None]


def test_a_refusal_of_the_door_does_not_store_the_photo_twice(world, ledger):
    """More than the box holds is known only when it is recorded."""
    client = world.client(world.claire)
    refused = client.post(address(world), typed(ledger, amount="250", paid_with="cash", file=photo()))

    client.post(address(world), typed(ledger, amount="250", kept=refused.context["form"].data["kept"]))

    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["paid_with"])
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"not a picture"])
def test_a_file_that_is_refused_is_refused_at_its_field_in_our_words(world, ledger, content):
    answer = world.client(world.claire).post(
        address(world), typed(ledger, file=SimpleUploadedFile("ticket.png", content, "image/png"))
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
    assert ("Le fichier soumis est vide" in answer.content.decode(), Entry.objects.count()) == (False, 2)


def test_a_sum_that_no_cooperative_moves_is_refused_at_its_field(world, ledger):
    answer = world.client(world.claire).post(address(world), typed(ledger, amount="999 999,99"))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["amount"])


# --- what another adult agrees to ------------------------------------------------------------------------------------


def test_a_mandataire_s_large_expense_waits_for_one_other_adult(world, ledger, luc):
    answer = world.client(world.claire).post(address(world), typed(ledger, amount="450", file=photo()))
    claim = ExpenseClaim.objects.get()
    sent = (claim.state, claim.amount, claim.drafted_by_user, claim.photo)

    agree_claim(claim, by=world.actor(luc))

    claim.refresh_from_db()
    assert answer.url == reverse(
        "finance:claim", kwargs={"id": claim.cooperative.public_id, "claim_id": claim.public_id}
    )
    assert sent == (State.SENT, Decimal("450.00"), world.claire, StoredFile.objects.get())
    assert (claim.state, claim.agreed_by, claim.second_agreed_by) == (State.PAID, luc, None)


def test_a_child_s_large_expense_still_needs_two_adults(world, ledger, luc):
    claim = agree_claim(sent_by(world.lina, world, amount=Decimal("450")), by=world.actor(luc), paid_with="bank")

    assert (claim.state, claim.half_agreed) == (State.SENT, True)


def test_who_is_paid_back_is_not_one_of_the_two_adults(world, ledger, paul, luc):
    world.client(paul).post(
        address(world), typed(ledger, amount="450", paid_with="adult", classroom=world.classroom.pk)
    )
    claim = ExpenseClaim.objects.get()

    agree_claim(claim, by=world.actor(world.claire))
    claim.refresh_from_db()
    half = claim.half_agreed
    agree_claim(claim, by=world.actor(luc))

    claim.refresh_from_db()
    assert (half, claim.state, claim.advanced_by) == (True, State.AGREED, paul)


def test_what_a_mandataire_advanced_is_agreed_to_by_another(world, ledger):
    world.client(world.claire).post(address(world), typed(ledger, paid_with="adult"))

    claim = ExpenseClaim.objects.get()
    assert (claim.state, claim.advanced_by, Entry.objects.count()) == (State.SENT, world.claire, 2)


def test_a_class_teacher_sends_an_expense_of_the_own_class(world, ledger, paul):
    make_classroom(world.cooperative, world.year, "CM1-CM2")
    form = world.client(paul).get(address(world)).context["form"]

    world.client(paul).post(
        address(world), typed(ledger, paid_with="adult", classroom=world.classroom.pk, caption="Terreau")
    )

    claim = ExpenseClaim.objects.get()
    assert list(form.fields["classroom"].queryset) == [world.classroom]
    assert (claim.state, claim.classroom, claim.what, claim.drafted_by_user) == (
        State.SENT, world.classroom, "Terreau", paul,
    )  # fmt: skip


def test_a_class_teacher_records_nothing_alone(world, ledger, paul):
    client, other = world.client(paul), make_classroom(world.cooperative, world.year, "CM1-CM2")

    elsewhere = client.post(address(world), typed(ledger, classroom=other.pk))
    client.post(address(world), typed(ledger, classroom=world.classroom.pk, paid_with="cash"))

    assert (elsewhere.status_code, list(elsewhere.context["form"].errors)) == (422, ["classroom"])
    assert (Entry.objects.count(), ExpenseClaim.objects.get().state) == (2, State.SENT)
    assert client.get(address(world, "income-new")).status_code == 403


def test_an_adult_s_receipt_is_real_while_the_class_practises(world, ledger, paul):
    start_practice(world.classroom, by=world.actor(world.claire))

    world.client(paul).post(address(world), typed(ledger, classroom=world.classroom.pk))

    assert ExpenseClaim.objects.get().practice is None


def test_nobody_else_brings_a_receipt(world, ledger):
    people = (world.sonia, world.rita, world.nina, None)

    assert [world.client(user).post(address(world), typed(ledger)).status_code for user in people] == [
        404,
        403,
        404,
        302,
    ]
    assert Entry.objects.count() == 2


def test_the_threshold_is_the_association_s_own(world, ledger):
    Federation.objects.filter(pk=world.federation.pk).update(two_adults_threshold=Decimal("20"))

    world.client(world.claire).post(address(world), typed(ledger))

    assert ExpenseClaim.objects.get().state == State.SENT
