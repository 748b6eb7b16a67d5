"""What a child sees of money that moved: the picture of what was bought, a decision in full, a bar with its word."""

from decimal import Decimal
from uuid import uuid4

import pytest

from councils.models import Council, Decision
from finance.chart_of_accounts import CASH, CURRENT_COSTS, EDUCATION, INSURANCE, MEMBERSHIP
from finance.queries.our_money import our_money
from finance.services.agreeing import agree_claim
from finance.services.corrections import correct_entry
from finance.services.recording import record_slip
from finance.services.slips import draft_slip, send_slip, update_slip
from finance.templatetags.pupil_money import move_picture
from members.job_pages import PAGES
from members.pupil_doors import doors_for
from occe.kit.dates import format_long_day, today
from occe.kit.drawing.categories import CATEGORIES, category
from occe.kit.drawing.projects import project_picture
from projects.models import Project
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import Tablet, words

TODAY = format_long_day(today())


@pytest.fixture
def ledger(at_work):
    return at_work


@pytest.fixture
def paid(lina, world):
    claim = lina.write(photo=False)
    Tablet(world, world.noe).agree(claim)
    claim.refresh_from_db()
    agree_claim(claim, by=world.actor(world.claire), paid_with="class_box")
    claim.refresh_from_db()
    return claim


# --- pictures --------------------------------------------------------------------------------------------------------


def test_a_purchase_keeps_the_picture_that_the_child_chose(paid, lina, world):
    move = our_money(world.classroom).moves[0]

    assert move.category == "garden"
    assert move_picture(move) == category("garden")
    assert "Pour le jardin" in words(lina.get("pupil-money"))


def test_a_payment_for_a_project_wears_the_picture_of_the_project(ledger, world):
    project = Project.objects.create(cooperative=world.cooperative, kind="culture", title="Le bal", slug="bal")
    ledger.spend("38.40", on=today(), project=project)

    assert move_picture(our_money(world.classroom).moves[0]) == project_picture("culture")


def test_insurance_membership_and_charges_have_pictures_of_their_own(ledger, world):
    for code in (INSURANCE, MEMBERSHIP, CURRENT_COSTS, EDUCATION):
        ledger.post(code, CASH, "1.00", on=today())

    drawn = [move_picture(move) for move in our_money(world.classroom).moves]

    assert len(set(drawn)) == 4
    assert category("other") not in drawn


def test_two_doors_never_wear_the_same_picture(world, lina):
    doors = [door.picture for door in doors_for(pupil_actor(world.lina))] + [page.picture for page in PAGES.values()]

    assert sorted(doors) == sorted(set(doors))


def test_a_decision_is_never_cut_inside_a_word(lina, world):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    text = "Acheter des graines et de la terre avant le 9 octobre, et demander à la trésorière combien il reste"
    Decision.objects.create(council=council, number=3, date=today(), text=text, amount=Decimal(45))
    claim = lina.write(photo=False, send=False)

    assert text in words(lina.get("pupil-expense-step", claim.public_id, "purpose"))
    lina.answer(claim, "purpose", purpose=f"decision:{Decision.objects.get().public_id}")
    assert "et demander à la trésorière combien" in words(lina.get("pupil-expense-read", claim.public_id))


# --- what was barred -------------------------------------------------------------------------------------------------


def barred(entry, world) -> None:
    correct_entry(entry, by=world.actor(world.claire), reason="wrong_amount", request_id=uuid4())


def test_a_child_reads_that_a_paid_purchase_was_barred(paid, lina, world):
    barred(paid.entry, world)

    page = words(lina.get("pupil-expense", paid.public_id))

    assert f"Claire a barré cet achat dans le cahier, {TODAY}. On le regarde encore une fois." in page
    assert "C’est à Claire de regarder." in page


def test_a_child_reads_that_a_deposit_was_barred(lina, world):
    account = world.year.accounts.get(code="70700008")
    by = pupil_actor(world.lina)
    slip = draft_slip(world.cooperative, by=by, classroom=world.classroom, account=account, collected_on=today())
    slip = send_slip(update_slip(slip, by=by, version=1, pieces={100: 3}), by=by)
    record_slip(slip, by=world.actor(world.claire))
    slip.refresh_from_db()
    barred(slip.entry, world)

    page = words(lina.get("pupil-deposit", slip.public_id))

    assert f"Claire a barré ce compte dans le cahier, {TODAY}. On le regarde encore une fois." in page


def test_what_was_never_barred_says_nothing_of_it(paid, lina):
    assert "a barré" not in words(lina.get("pupil-expense", paid.public_id))


def test_every_picture_of_a_category_is_drawn():
    assert len({category(key) for key in CATEGORIES}) == len(CATEGORIES)
