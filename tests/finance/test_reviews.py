"""The review of the accounts: who may, what is drawn, what is missing before the quitus, what stays as it was given."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from finance.closing_steps import readiness
from finance.errors import MandateNeeded, ReviewRefused
from finance.models import AccountReview, Entry, MoneyRules, Reviewer, SampledEntry
from finance.services import reviews
from finance.services.books import accept_book, return_book, send_book
from finance.services.samples import draw, in_order
from tests.finance.ledger import BANK, EDUCATION, FAMILIES, photo, refuses
from tests.world import make_mandate, make_user

TICKS = dict.fromkeys(AccountReview.TICKS, True)


@pytest.fixture
def ledger(ledger):
    """Money, then four purchases; the last one was recorded by one person alone."""
    ledger.post(BANK, FAMILIES, "500.00", kind=Entry.Kind.INCOME)
    for amount in ("10.00", "20.00", "200.00", "40.00"):
        ledger.post(EDUCATION, BANK, amount)
    return ledger


@pytest.fixture
def review(ledger, claire):
    return reviews.begin_review(ledger.book, by=claire)


def named(review, claire):
    reviews.name_reviewer(review, name="Maya Roux", quality="parent", by=claire)
    return reviews.name_reviewer(review, name="Jean Petit", quality="other", by=claire)


def whole(world, review, claire, **facts):
    """All that a quitus asks for."""
    named(review, claire)
    for sampled in review.sample.all():
        reviews.look(sampled, is_right=True, remark="", by=claire)
    said = {"held_on": date(2025, 10, 3), "ticks": TICKS, "remarks": "", "opinion": ""} | facts
    return reviews.note_meeting(review, **said, by=claire)


# --- who -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Claire Test", "TEST Claire", "  claire   test "])
def test_trap_15_a_mandataire_in_office_never_reviews(review, claire, name):
    with pytest.raises(ReviewRefused, match="ne vérifie pas ses propres comptes"):
        reviews.name_reviewer(review, name=name, quality="teacher", by=claire)


def test_who_held_the_signature_this_year_does_not_review_either(world, review, claire):
    left = {"state": "ended", "ends_on": date(2026, 1, 1), "rank": 2}
    make_mandate(world.cooperative, make_user("Odile"), **left)

    with pytest.raises(ReviewRefused):
        reviews.name_reviewer(review, name="Odile Test", quality="teacher", by=claire)


def test_the_association_notes_a_review_for_a_school_on_paper_a_stranger_does_not(world, review):
    reviews.name_reviewer(review, name="Maya Roux", quality="parent", by=world.actor(world.tristan))

    with pytest.raises(MandateNeeded):
        reviews.name_reviewer(review, name="Jean Petit", quality="parent", by=world.actor(world.sonia))
    assert Reviewer.objects.count() == 1


# --- the sample ------------------------------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_sample_whatever_order_the_entries_came_in(ledger):
    first = [entry.number for entry in draw(ledger.book, "7F3A9C21", 3)]
    entries = list(Entry.objects.filter(book=ledger.book, reversed_by__isnull=True).order_by("-total"))

    assert [entry.number for entry in in_order(entries, "7F3A9C21")][:3] == first
    assert any([entry.number for entry in draw(ledger.book, f"{seed:08X}", 3)] != first for seed in range(20))


def test_a_large_sum_is_drawn_first_far_more_often_than_a_small_one():
    small, large = Entry(number=1, total=Decimal(20)), Entry(number=2, total=Decimal(200))

    first = [in_order([small, large], f"{seed:08X}")[0].number for seed in range(500)]

    assert 0.86 < first.count(2) / 500 < 0.96  # ten in eleven


def test_what_one_person_recorded_alone_comes_first():
    entries = [Entry(number=number, total=Decimal(500), direct=False) for number in range(1, 9)]
    alone = Entry(number=9, total=Decimal(1), direct=True)

    assert in_order([*entries, alone], "7F3A9C21")[0] == alone


def test_the_sample_is_drawn_once_and_has_the_size_that_the_association_set(world, ledger, claire):
    MoneyRules.objects.create(federation=world.federation, year=world.year, sample_size=2)
    first, again = (reviews.begin_review(ledger.book, by=claire) for _ in range(2))

    assert (again.seed, again.sample.count()) == (first.seed, 2)


def test_reviewers_ask_for_any_other_entry(review, claire):
    MoneyRules.objects.update(sample_size=1)
    before = review.sample.count()
    asked = [reviews.ask_for(review, number=1, by=claire) for _ in range(2)]

    assert (asked[0], review.sample.filter(entry__number=1).count()) == (asked[1], 1)
    assert review.sample.count() in (before, before + 1)
    with pytest.raises(ReviewRefused, match="n’a pas d’écriture n° 99"):
        reviews.ask_for(review, number=99, by=claire)


def test_an_entry_of_another_book_is_never_in_the_sample(world, review):
    from tests.finance.ledger import ledger_of
    from tests.world import make_year

    older = ledger_of(world.cooperative, make_year(world.federation, date(2024, 9, 1)))
    stranger = older.receive("5.00", on=date(2024, 10, 2))

    with refuses("finance_sampledentry_of_the_book"):
        SampledEntry.objects.create(review=review, entry=stranger, rank=50, why="asked")


# --- the quitus ------------------------------------------------------------------------------------------------------


def test_what_lacks_before_the_quitus_is_named(review, claire):
    rules = MoneyRules()

    assert reviews.missing_for_quitus(review, rules) == [
        "Nommer encore 2 vérificateurs",
        "Dont 1 parent d’élève au moins",
        "5 pièces tirées n’ont pas été regardées",
        "À cocher ensemble : la caisse a été comptée devant nous",
        "À cocher ensemble : nous avons vu les chéquiers",
        "À cocher ensemble : nous avons vu les originaux des pièces tirées",
        "À cocher ensemble : nous avons vu l’inventaire",
        "À cocher ensemble : nous avons vu le cahier des décisions",
        "Joindre la feuille signée",
    ]


def test_a_photo_of_the_papers_does_not_replace_them(world, review, claire):
    """Voices V1 and V2: cash counted and originals seen, or no quitus at the school."""
    whole(world, review, claire, ticks=TICKS | {"originals_seen": False})

    with pytest.raises(ReviewRefused, match="originaux"):
        reviews.close_review(review, outcome="granted", sheet=photo(world, "a"), by=claire)


def test_two_reviewers_of_whom_one_parent_sign_on_the_sheet(world, review, claire):
    whole(world, review, claire)

    reviews.close_review(review, outcome="granted", sheet=photo(world, "a"), by=claire)

    review.refresh_from_db()
    assert (review.is_granted, review.closed_number) == (True, 5)
    assert {one.signed_how for one in review.reviewers.all()} == {"sheet"}


def test_remarks_are_written_before_a_quitus_with_remarks(world, review, claire):
    whole(world, review, claire)

    with pytest.raises(ReviewRefused, match="remarques"):
        reviews.close_review(review, outcome="with_remarks", sheet=photo(world, "a"), by=claire)


def test_the_pupils_opinion_names_nobody(world, review, claire):
    """Voices V5: it is read aloud, and stays ten years."""
    world.lina

    with pytest.raises(ReviewRefused, match="sans nommer personne"):
        whole(world, review, claire, opinion="Lina trouve que c’est juste.")


def test_one_entry_after_the_quitus_asks_for_it_again(world, ledger, review, claire):
    whole(world, review, claire)
    reviews.close_review(review, outcome="granted", sheet=photo(world, "a"), by=claire)
    step = next(found for found in readiness(ledger.book) if found.step.key == "review")

    ledger.post(EDUCATION, BANK, "1.00")

    [missing] = next(found for found in readiness(ledger.book) if found.step.key == "review").standing.missing
    assert (step.is_ready, missing.words) == (True, "Le cahier a changé depuis le quitus")


def test_the_quitus_goes_with_the_book_and_the_database_keeps_it(world, ledger, review, claire):
    whole(world, review, claire)
    review = reviews.close_review(review, outcome="granted", sheet=photo(world, "a"), by=claire)
    send_book(ledger.book, by=claire)
    connection.check_constraints()

    with refuses("finance_accountreview_went_with_its_book"):
        AccountReview.objects.filter(pk=review.pk).update(remarks="autre chose")
    with pytest.raises(ReviewRefused, match="parti avec ce quitus"):
        reviews.take_up_again(review, by=claire)
    signed = review.reviewers.latest("pk")
    for change in ({"name": "Quelqu’un d’autre"}, {"signed_how": "", "signed_at": None}, {"quality": "teacher"}):
        with refuses("finance_reviewer_went_with_its_book"):
            Reviewer.objects.filter(pk=signed.pk).update(**change)
    with refuses("finance_reviewer_went_with_its_book"):
        Reviewer.objects.create(review=review, name="Un nom de plus", quality="parent")

    accept_book(ledger.book, by=world.actor(world.tristan))
    return_book(ledger.book, reason="une pièce manque", by=world.actor(world.tristan))
    assert reviews.take_up_again(review, by=claire).outcome == ""
