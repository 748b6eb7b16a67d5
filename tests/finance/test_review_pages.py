"""The pages of the review: at the school by the mandataire, from afar by a link that opens one review and no other."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from councils.models import Council, Decision
from councils.services.decisions import record_decision
from finance.models import AccountReview, Entry, MoneyRules, Reviewer, ReviewView
from finance.services import remote_reviews, reviews
from finance.services.goods import enter_item
from finance.services.papers import add_paper
from tests.access.addresses import routes
from tests.browser.receipts import stored_receipt
from tests.finance.ledger import BANK, EDUCATION, FAMILIES, photo


@pytest.fixture
def review(world, ledger, claire):
    ledger.post(BANK, FAMILIES, "500.00", kind=Entry.Kind.INCOME)
    ledger.post(EDUCATION, BANK, "20.00")
    return reviews.begin_review(ledger.book, by=claire)


@pytest.fixture
def maya(review, claire):
    return reviews.name_reviewer(review, name="Maya Roux", quality="parent", by=claire)


@pytest.fixture
def link(maya, claire) -> Client:
    """A browser without an account that came by Maya's link."""
    client = Client()
    answer = client.get(reverse("cooperatives_bare:guest", args=[remote_reviews.invite(maya, by=claire)]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/review/")
    return client


def address(world, name="review", **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, "slug": world.year.slug} | kwargs)


def test_the_mandataire_prepares_the_review_and_names_who_reviews(world, ledger):
    client = world.client(world.claire)
    before = client.get(address(world)).status_code

    answers = [
        client.post(address(world)).status_code,
        client.post(address(world), {"form": "reviewer", "name": "Maya Roux", "quality": "parent"}).status_code,
        client.post(address(world), {"form": "reviewer", "name": "", "quality": "parent"}).status_code,
        client.post(address(world), {"form": "meeting", "held_on": "", "remarks": "", "opinion": "C’est clair."}),
        client.post(address(world), {"form": "quitus", "outcome": "granted"}).status_code,
        client.get(address(world)).status_code,
    ]
    answers[3] = answers[3].status_code

    assert (before, answers) == (200, [302, 302, 422, 302, 422, 200])
    assert (Reviewer.objects.get().name, AccountReview.objects.get().pupils_opinion) == ("Maya Roux", "C’est clair.")


def test_a_link_is_shown_once_with_its_qr_and_reads_the_review(world, maya):
    answer = world.client(world.claire).post(address(world, "reviewer-invite", reviewer_id=maya.public_id))

    token = re.search(r"/guest/([\w-]{43})/", answer.content.decode())[1]
    assert (answer.status_code, b"<svg" in answer.content) == (200, True)
    assert Client().get(f"/guest/{token}/").status_code == 302


def test_each_page_that_a_link_opens_is_written_down(link):
    for page in ("guest-review", "guest-report"):
        assert link.get(reverse(f"finance:{page}")).status_code == 200
    assert link.get(reverse("finance:guest-look", args=[1])).status_code == 200

    assert list(ReviewView.objects.order_by("id").values_list("reviewer__name", "page")) == [
        ("Maya Roux", "home"), ("Maya Roux", "report"), ("Maya Roux", "sample 1")
    ]  # fmt: skip
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ReviewView.objects.update(page="rien")


def test_a_reviewer_reads_the_inventory_and_the_decisions_and_no_page_behind_them(world, ledger, link, claire):
    enter_item(
        world.cooperative, label="Appareil photo", place="Armoire", acquired_on=date(2025, 10, 2),
        price=Decimal("89.90"), request_id=uuid4(), by=claire,
    )  # fmt: skip
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    record_decision(council, text="On range les jeux à deux.", on=date(2025, 10, 3), by=claire)

    page = link.get(reverse("finance:guest-review")).content.decode()

    assert "Appareil photo" in page
    assert "89,90" in page
    assert "On range les jeux à deux." in page
    assert "/cooperatives/" not in page


def test_a_reviewer_reads_the_thread_of_a_decision_with_what_was_paid(world, ledger, link, claire):
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decided = record_decision(council, text="Graines et terre.", on=date(2025, 9, 18), by=claire)
    ledger.spend("38.40", decision=decided)
    elsewhere = Council.objects.create(cooperative=world.other_cooperative, year=world.year)
    theirs = Decision.objects.create(council=elsewhere, number=1, date=date(2025, 9, 18), text="Ailleurs.")

    page = link.get(reverse("finance:guest-decision", args=[decided.public_id])).content.decode()

    assert "Graines et terre." in page
    assert "38,40" in page
    assert "/cooperatives/" not in page
    assert ReviewView.objects.latest("id").page == "decision"
    assert link.get(reverse("finance:guest-decision", args=[theirs.public_id])).status_code == 404


def test_a_reviewer_says_what_is_not_in_order_and_asks_for_another_paper(review, link):
    answers = [
        link.post(reverse("finance:guest-look", args=[1]), {"verdict": "remark", "remark": ""}).status_code,
        link.post(reverse("finance:guest-look", args=[1]), {"verdict": "remark", "remark": "flou"}).status_code,
        link.post(reverse("finance:guest-review"), {"number": "77"}).status_code,
    ]

    assert answers == [422, 302, 422]
    assert review.sample.get(rank=1).looks.get().reviewer.name == "Maya Roux"


def test_a_link_that_was_closed_or_whose_name_was_taken_back_opens_nothing(maya, link, claire):
    reviews.withdraw_reviewer(maya, by=claire)

    assert link.get(reverse("finance:guest-review")).status_code == 302


def test_a_reviewer_s_link_opens_its_own_pages_and_no_other(world, link, ledger):
    """Read only, one cooperative: every other private address without a number is closed."""
    own = {"finance:guest-review", "finance:guest-report", "finance:guest-sign"}
    plain = [name for name, pattern in routes() if not pattern.pattern.converters and name not in own]
    room = {"id": world.cooperative.public_id}

    opened = {
        name
        for name in plain
        if getattr(dict(routes())[name].callback, "permission", "public") != "public"
        and link.get(reverse(name)).status_code == 200
    }

    assert opened == set()
    assert [link.get(reverse(f"finance:{name}", kwargs=room)).status_code for name in ("money", "year", "cash")] == [
        403, 403, 403
    ]  # fmt: skip


def test_signing_from_afar_is_closed_unless_the_association_opens_it(link):
    sign = reverse("finance:guest-sign")
    asked = link.get(sign)
    answer = link.post(sign, {"form": "code", "email": "maya@example.org"})

    assert asked.headers["Location"] == reverse("finance:guest-review")  # which says where one signs
    assert (answer.status_code, len(mail.outbox)) == (422, 0)


def test_a_reviewer_signs_with_a_typed_name_and_a_code_and_the_address_is_kept_nowhere(world, maya, link):
    MoneyRules.objects.create(federation=world.federation, year=world.year, remote_review=True)
    sign = reverse("finance:guest-sign")
    link.post(sign, {"form": "code", "email": "maya@example.org"})
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"

    answers = [
        link.post(sign, {"form": "sign", "name": "Maya Roux", "code": wrong}).status_code,
        link.post(sign, {"form": "sign", "name": "Quelqu’un", "code": code}).status_code,
        link.post(sign, {"form": "sign", "name": "maya roux", "code": code}).status_code,
    ]

    maya.refresh_from_db()
    assert (answers, maya.signed_how, maya.signed_name) == ([422, 422, 302], "code", "maya roux")
    assert [f.name for f in Reviewer._meta.get_fields() if "mail" in f.name] == []


def test_five_wrong_codes_end_a_code(world, maya, link):
    MoneyRules.objects.create(federation=world.federation, year=world.year, remote_review=True)
    sign = reverse("finance:guest-sign")
    link.post(sign, {"form": "code", "email": "maya@example.org"})
    code = re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        link.post(sign, {"form": "sign", "name": "Maya Roux", "code": wrong})

    assert link.post(sign, {"form": "sign", "name": "Maya Roux", "code": code}).status_code == 422


def test_the_photo_of_a_sampled_paper_is_read_and_no_other_file(world, review, link, ledger):
    other = photo(world, "b")

    assert link.get(reverse("finance:guest-photo", args=[1])).status_code == 404  # no paper yet
    assert link.get(reverse("cooperatives:file", args=[other.public_id])).status_code == 404


def test_a_paper_that_came_later_is_seen_by_the_reviewer(world, review, link, ledger, claire):
    expense = review.sample.get(entry__kind=Entry.Kind.EXPENSE)
    look, seen = reverse("finance:guest-look", args=[expense.rank]), reverse("finance:guest-photo", args=[expense.rank])
    before = link.get(look).content.decode()
    add_paper(expense.entry, by=claire, file=stored_receipt(world, claire))

    assert "sans pièce" in before
    page = link.get(look).content.decode()
    assert ("sans pièce" in page, "dans la boîte des originaux" in page, f"{seen}?paper=1" in page) == (
        False, True, True
    )  # fmt: skip
    picture = link.get(f"{seen}?paper=1")
    assert b"".join(picture.streaming_content)[:4] == b"RIFF"
    assert [link.get(f"{seen}?paper={which}").status_code for which in ("2", "x")] == [404, 404]


def test_what_may_be_asked_for_is_named_line_by_line(review, link, ledger):
    asked = ledger.post(EDUCATION, BANK, "12.50")

    page = link.get(reverse("finance:guest-review")).content.decode()

    options = re.findall(r'<option value="(\d+)">(\d+) · [^<]*12,50\xa0€</option>', page)
    assert options == [(str(asked.number), str(asked.number))]
    link.post(reverse("finance:guest-review"), {"number": str(asked.number)})
    assert review.sample.filter(entry=asked).exists()
    assert f'<option value="{asked.number}"' not in link.get(reverse("finance:guest-review")).content.decode()


def test_the_mandataire_reads_in_words_what_a_link_opened_the_latest_first(world, link):
    for name, place in (("review", []), ("report", []), ("look", [1])):
        link.get(reverse(f"finance:guest-{name}", args=place))

    page = world.client(world.claire).get(address(world)).content.decode()

    assert re.findall(r"Maya Roux · ([^<]*)</li>", page) == [
        "la pièce n°\xa01 de la liste", "le compte rendu financier", "la vérification"
    ]  # fmt: skip


def test_a_link_that_is_closed_while_it_is_read_says_so_and_asks_for_no_account(maya, link, claire):
    remote_reviews.end_invitation(maya, by=claire)

    answer = link.get(reverse("finance:guest-review"), follow=True)

    assert (answer.status_code, "Ce lien ne mène plus nulle part" in answer.content.decode()) == (404, True)
