"""The receipt tray: photos brought together, each taken up once, none lost."""

from datetime import date
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finance.errors import ClaimAlreadyAnswered, ClaimRefused, NotYours
from finance.models import Entry, TrayPaper
from finance.services.receipts import keep_receipt
from finance.services.tray import bring_to_tray, keep_from_tray, set_aside, take_back
from finance.services.writing_views import choose_writing_view
from members.friday import lines_for
from members.models import User
from occe.kit.actors import Adult
from tests.finance.ledger import BANK, EDUCATION
from tests.finance.own_papers import furnished, photo, received, typed
from tests.finance.test_missing_papers import stored
from tests.world import make_user


@pytest.fixture
def ledger(world):
    return furnished(world)


@pytest.fixture
def claire(world):
    return world.actor(world.claire)


@pytest.fixture
def paul(world):
    user = make_user("Paul")
    world.classroom.teachers.create(user=user, starts_on=date(2025, 9, 1))
    return Adult(user.pk, world.federation.pk)


@pytest.fixture
def browser(world, client):
    client.force_login(world.claire)
    return client


def page(world, name="tray", **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def there(world):
    """The tray, in the year of what was kept."""
    return f"{page(world)}?year=2025-2026"


def brought(world, by, name="a", classroom=None):
    return bring_to_tray(world.cooperative, file=stored(world, name), by=by, classroom=classroom)


def test_several_photos_come_at_once_and_a_bad_one_does_not_lose_the_others(world, ledger, browser):
    files = [photo("un.png"), SimpleUploadedFile("deux.png", b"nothing", "image/png"), photo("trois.png")]

    answer = browser.post(page(world), {"files": files}, follow=True)

    assert [paper.file.shown_name for paper in TrayPaper.objects.order_by("pk")] == ["un.png", "trois.png"]
    told = [str(message) for message in answer.context["messages"]]
    assert (len(told), "deux.png" in told[0]) == (2, True)


@pytest.mark.parametrize("files", [[], [SimpleUploadedFile("un.png", b"nothing", "image/png")]])
def test_without_one_good_photo_the_form_says_why(world, ledger, browser, files):
    answer = browser.post(page(world), {"files": files})
    assert (answer.status_code, TrayPaper.objects.count()) == (422, 0)


def test_a_teacher_sees_what_waits_for_the_own_class_alone(world, ledger, claire, paul):
    ours, school = brought(world, claire, "a", world.classroom), brought(world, claire, "b")

    assert list(TrayPaper.objects.visible_to(paul)) == [ours]
    assert set(TrayPaper.objects.visible_to(claire)) == {ours, school}
    with pytest.raises(NotYours):
        brought(world, paul, "c")


def test_an_expense_made_from_a_photo_keeps_it_and_takes_it_out_of_the_tray(world, ledger, claire, browser):
    paper = brought(world, claire)
    address = f"{page(world, 'expense-new')}?paper={paper.public_id}"
    assert "La photo est gardée" in browser.get(address).content.decode()

    sent = browser.post(address, typed(ledger))

    paper.refresh_from_db()
    entry = Entry.objects.get(voucher__file=paper.file)
    assert (sent.url, paper.state, paper.entry) == (there(world), "used", entry)
    assert "Au cahier" in browser.get(sent.url).content.decode()


def test_an_income_is_made_from_a_photo_too_by_who_may_record_it(world, ledger, claire, paul, browser):
    paper = brought(world, claire, classroom=world.classroom)
    address = f"{page(world, 'income-new')}?paper={paper.public_id}"
    seen = page(world, "tray-paper", paper_id=paper.public_id)
    teacher = User.objects.get(pk=paul.user_id)
    shown = [
        "En faire une recette" in world.client(user).get(seen).content.decode() for user in (world.claire, teacher)
    ]
    assert shown == [True, False]
    assert browser.get(address).context["form"]["classroom"].value() == world.classroom.pk

    sent = browser.post(address, received(ledger, caption="vente de jus de pomme"))

    paper.refresh_from_db()
    entry = Entry.objects.get(voucher__file=paper.file)
    assert (sent.url, paper.state, paper.entry, entry.kind) == (there(world), "used", entry, "income")


@pytest.mark.parametrize("kind", ["expense", "income"])
def test_the_expert_view_takes_a_photo_of_the_tray_and_its_class(world, ledger, claire, browser, kind):
    choose_writing_view(expert=True, by=claire)
    paper = brought(world, claire, classroom=world.classroom)

    leads = browser.get(f"{page(world, f'{kind}-new')}?year=2025-2026&paper={paper.public_id}")
    form = browser.get(leads.url).context["form"]
    assert (form.photo, form.parts[0]["classroom"].value()) == (paper.file, world.classroom.pk)

    account = EDUCATION if kind == "expense" else "70700008"
    sent = browser.post(leads.url, {
        "request_id": str(uuid4()), "date": "2025-10-06", "parts": "1", "places": "1", "act": "keep",
        "place-0-treasury": ledger[BANK].pk, "place-0-amount": "60", "part-0-account": ledger[account].pk,
        "part-0-amount": "60",
    })  # fmt: skip

    paper.refresh_from_db()
    assert (sent.url, paper.entry.kind, paper.entry.voucher.file) == (there(world), kind, paper.file)


def test_a_photo_that_was_taken_up_makes_no_second_entry(world, ledger, claire, browser):
    paper = brought(world, claire)
    set_aside(paper, reason="twice", by=claire)
    count = Entry.objects.count()
    facts = {"account": ledger[EDUCATION], "amount": Decimal("5.00"), "date": date(2025, 10, 6), "paid_with": "bank"}
    with pytest.raises(ClaimAlreadyAnswered):
        keep_from_tray(paper, partial(keep_receipt, ledger.book), by=claire, request_id=paper.public_id, **facts)
    assert Entry.objects.count() == count


def test_a_photo_is_set_aside_with_its_reason_and_may_come_back(world, ledger, claire):
    paper = brought(world, claire)
    for wrong in ({"reason": ""}, {"reason": "other"}):
        with pytest.raises(ClaimRefused):
            set_aside(paper, by=claire, **wrong)

    assert set_aside(paper, by=claire, reason="other", note="c’était un cadeau").state == "aside"
    assert take_back(paper, by=claire).state == "waiting"


def test_a_photo_is_set_aside_on_its_page(world, ledger, claire, browser):
    paper = brought(world, claire)
    address = page(world, "tray-paper", paper_id=paper.public_id)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 422

    browser.post(address, {"reason": "unreadable"})

    assert "Mis de côté" in browser.get(page(world)).content.decode()
    browser.post(page(world, "tray-paper-back", paper_id=paper.public_id))
    paper.refresh_from_db()
    assert paper.state == "waiting"


def test_friday_says_how_many_wait(world, ledger, claire):
    brought(world, claire)
    brought(world, claire, "b")
    sentences = [line.sentence for line in lines_for(claire, [world.cooperative])]
    assert "2 tickets dans la corbeille" in sentences
