"""An expense while it is written: draft, second pupil, sending."""

import datetime
from decimal import Decimal

import pytest

from cooperatives.models import ClassTeacher, StoredFile
from finance.chart_of_accounts import EDUCATION, LASTING_GOODS
from finance.errors import ClaimAlreadyAnswered, ClaimChanged, ClaimRefused, NameWritten, NotYours
from finance.models import Account, ClaimCheck, ClaimEvent, ExpenseClaim
from finance.queries.claims import Next, next_to_act, to_check, week_of, with_checks
from finance.services.books import send_book
from finance.services.claims import (
    check_claim,
    discard_draft,
    draft_claim,
    forget_pupil,
    send_claim,
    update_claim,
)
from finance.services.class_funds import open_class_fund
from finance.services.class_rules import set_class_rules
from members.models import ClassJob, JobTerm
from occe.kit.actors import Anonymous, System
from projects.models import Project
from tests.finance.ledger import SEEDS, ledger_of, pupil_actor, sent_by, written_by
from tests.world import make_classroom, make_pupils, make_user

State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    open_class_fund(world.classroom, by=System())
    return ledger_of(world.cooperative, world.year)


def seen_by(actor):
    return set(ExpenseClaim.objects.visible_to(actor))


def next_of(claim):
    return next_to_act(with_checks(ExpenseClaim.objects.filter(pk=claim.pk)).get())


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_pupil_begins_an_expense_with_one_fact(world, ledger):
    claim = draft_claim(world.cooperative, by=pupil_actor(world.lina), classroom=world.classroom, category="garden")

    assert (claim.state, claim.drafted_by_pupil, claim.drafted_by_user) == (State.DRAFT, world.lina, None)
    assert (claim.category, claim.amount) == ("garden", None)


def test_update_claim_saves_step_by_step(world, ledger):
    claim = written_by(world.lina, world, amount=None)

    saved = update_claim(claim, by=pupil_actor(world.lina), version=1, amount=Decimal("38.04"), shop=" Jardinerie \n")

    assert (saved.amount, saved.shop, saved.version) == (Decimal("38.04"), "Jardinerie", 2)


def test_the_second_of_two_tabs_overwrites_nothing(world, ledger):
    claim = written_by(world.lina, world)
    update_claim(claim, by=pupil_actor(world.lina), version=1, amount=Decimal("38.40"))

    with pytest.raises(ClaimChanged, match="rien n’a été écrasé"):
        update_claim(claim, by=pupil_actor(world.lina), version=1, amount=Decimal("12.00"))

    claim.refresh_from_db()
    assert claim.amount == Decimal("38.40")


def test_nobody_but_the_author_writes_in_it(world, ledger):
    claim = written_by(world.lina, world)

    for stranger in (pupil_actor(world.noe), pupil_actor(world.marius), world.actor(world.claire), Anonymous(1)):
        with pytest.raises(NotYours):
            update_claim(claim, by=stranger, version=1, amount=Decimal("1.00"))


def test_a_pupil_writes_for_the_own_class_only(world, ledger):
    other = make_classroom(world.cooperative, world.year, "CM1-CM2")

    for classroom in (other, None):
        with pytest.raises(NotYours):
            draft_claim(world.cooperative, by=pupil_actor(world.lina), classroom=classroom)


def test_a_class_may_keep_writing_to_its_treasurers(world, ledger):
    set_class_rules(world.classroom, asks_second_look=True, treasurers_only=True, by=world.actor(world.claire))
    job = ClassJob.objects.create(classroom=world.classroom, kind=ClassJob.Kind.TREASURER)
    today = datetime.date.today()
    JobTerm.objects.create(job=job, pupil=world.lina, starts_on=today, ends_on=today)

    assert written_by(world.lina, world).state == State.DRAFT
    with pytest.raises(NotYours, match="trésoriers"):
        written_by(world.noe, world)


def test_a_mandataire_writes_for_the_school_and_a_class_teacher_for_the_own_class(world, ledger):
    teacher = make_user("Paul")
    ClassTeacher.objects.create(classroom=world.classroom, user=teacher, starts_on=datetime.date(2025, 9, 1))
    paul, claire = world.actor(teacher), world.actor(world.claire)

    assert draft_claim(world.cooperative, by=claire).classroom is None
    assert draft_claim(world.cooperative, by=paul, classroom=world.classroom).drafted_by_user == teacher
    with pytest.raises(NotYours):
        draft_claim(world.cooperative, by=paul)
    with pytest.raises(NotYours):
        draft_claim(world.cooperative, by=world.actor(world.sonia), classroom=world.classroom)


def test_what_belongs_elsewhere_is_refused(world, ledger):
    foreign_file = StoredFile.objects.create(
        federation=world.other_federation, path="x", sha256="0" * 64, content_type="image/webp", size=1
    )
    project = Project.objects.create(cooperative=world.other_cooperative, kind="culture", title="Autre", slug="autre")

    for facts in ({"photo": foreign_file}, {"project": project}, {"account": ledger["70700008"]}):
        with pytest.raises(ClaimRefused) as refusal:
            written_by(world.lina, world, **facts)
        assert refusal.value.field in facts


def test_a_fact_that_does_not_exist_is_a_fault_of_the_program(world, ledger):
    with pytest.raises(TypeError, match="state"):
        written_by(world.lina, world, state="paid")


@pytest.mark.parametrize("field", ["what", "shop"])
@pytest.mark.parametrize("text", ["le cadeau de noé", "chez NOÉ et Zoé", "Zoé"])
def test_a_childs_words_never_name_a_child(world, ledger, field, text):
    with pytest.raises(NameWritten, match="sans le prénom") as refusal:
        written_by(world.lina, world, **{field: text})

    assert refusal.value.field == field


def test_a_flower_that_is_also_a_first_name_may_be_bought(world, ledger):
    make_pupils(world.classroom, "Rose")

    assert written_by(world.lina, world, what="des graines de rose").what == "des graines de rose"
    with pytest.raises(NameWritten):
        written_by(world.lina, world, what="un livre pour Rose")


def test_a_draft_that_was_never_sent_can_be_thrown_away(world, ledger):
    discard_draft(written_by(world.lina, world), by=pupil_actor(world.lina))

    assert not ExpenseClaim.objects.exists()


# --- sending ---------------------------------------------------------------------------------------------------------


def test_send_claim_chooses_the_account_of_the_picture_and_tells_the_step(world, ledger):
    claim = sent_by(world.lina, world, category="lasting")

    assert (claim.state, claim.account.code, claim.sent_at is not None) == (State.SENT, LASTING_GOODS, True)
    assert [(step.kind, step.by_pupil) for step in claim.events.all()] == [("sent", world.lina)]


def test_sending_twice_sends_once(world, ledger):
    claim = sent_by(world.lina, world)

    send_claim(claim, by=pupil_actor(world.lina))

    assert claim.events.count() == 1


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"amount": None}, "amount", "Il manque la somme. Tape les euros, puis les centimes."),
        ({"issued_on": None}, "issued_on", "Il manque le jour. Regarde la date sur le ticket."),
        (
            {"issued_on": datetime.date(2099, 1, 1)},
            "issued_on",
            "Ce jour n’est pas encore arrivé. Regarde le calendrier.",
        ),
        (
            {"issued_on": datetime.date(2024, 10, 2)},
            "issued_on",
            "Ce jour n’est pas dans notre année. Regarde la date sur le ticket.",
        ),
    ],
)
def test_send_claim_tells_a_pupil_what_is_missing_and_loses_nothing(world, ledger, facts, field, sentence):
    claim = written_by(world.lina, world, **facts)

    with pytest.raises(ClaimRefused) as refusal:
        send_claim(claim, by=pupil_actor(world.lina))

    assert (str(refusal.value), refusal.value.field) == (sentence, field)
    claim.refresh_from_db()
    assert (claim.state, claim.category) == (State.DRAFT, SEEDS["category"])


def test_send_claim_tells_an_adult_which_days_are_possible(world, ledger):
    claire = world.actor(world.claire)
    claim = draft_claim(world.cooperative, by=claire, amount=Decimal(5), issued_on=datetime.date(2024, 10, 2))

    with pytest.raises(ClaimRefused, match="entre le 01/09/2025 et le 31/08/2026"):
        send_claim(claim, by=claire)


def test_a_closed_book_is_met_with_a_sentence_and_the_draft_stays(world, ledger):
    claim = written_by(world.lina, world)
    send_book(ledger.book, by=world.actor(world.claire), without="sur papier")

    with pytest.raises(ClaimRefused, match="fermé"):
        send_claim(claim, by=pupil_actor(world.lina))

    assert ExpenseClaim.objects.get().state == State.DRAFT


def test_an_account_chosen_by_an_adult_stays(world, ledger):
    claim = sent_by(world.actor(world.claire), world, account=ledger["60700008"])

    assert claim.account.code == "60700008"


def test_an_account_follows_the_year_of_the_receipt(world, ledger):
    ledger_of(world.cooperative, world.next_year)
    next_years = Account.objects.of_year(world.next_year).get(code=EDUCATION)

    claim = sent_by(world.actor(world.claire), world, account=next_years)

    assert claim.account == ledger[EDUCATION]


# --- the second pupil ------------------------------------------------------------------------------------------------


def test_a_second_pupil_agrees(world, ledger):
    claim = sent_by(world.lina, world)
    assert next_of(claim) == Next.SECOND_PUPIL

    check_claim(claim, by=pupil_actor(world.noe), verdict="agree")

    assert next_of(claim) == Next.ADULT
    assert [(check.pupil, check.verdict) for check in claim.checks.all()] == [(world.noe, "agree")]


def test_agreeing_twice_is_one_check(world, ledger):
    claim = sent_by(world.lina, world)

    for _ in range(2):
        check_claim(claim, by=pupil_actor(world.noe), verdict="agree")

    assert claim.checks.count() == claim.events.filter(kind="checked").count() == 1


def test_look_again_brings_it_back_to_its_author_and_the_mistake_is_mended(world, ledger):
    claim = sent_by(world.lina, world, amount=Decimal("38.04"))
    noe, lina = pupil_actor(world.noe), pupil_actor(world.lina)

    claim = check_claim(claim, by=noe, verdict="look_again", aspect="amount", words="c'est 40 pas 04")
    assert (claim.state, next_of(claim)) == (State.DRAFT, Next.AUTHOR)

    claim = update_claim(claim, by=lina, version=claim.version, amount=Decimal("38.40"))
    claim = send_claim(claim, by=lina)
    assert next_of(claim) == Next.SECOND_PUPIL

    check_claim(claim, by=noe, verdict="agree")
    assert next_of(claim) == Next.ADULT
    assert list(claim.events.values_list("kind", flat=True)) == ["sent", "look_again", "sent", "checked"]


def test_look_again_says_what_and_names_nobody(world, ledger):
    claim = sent_by(world.lina, world)
    noe = pupil_actor(world.noe)

    with pytest.raises(ClaimRefused, match="Dis ce qui est différent"):
        check_claim(claim, by=noe, verdict="look_again")
    with pytest.raises(NameWritten):
        check_claim(claim, by=noe, verdict="look_again", aspect="other", words="Lina s'est trompée")


def test_nobody_checks_the_own_expense_nor_another_classs(world, ledger):
    claim = sent_by(world.lina, world)

    for stranger in (pupil_actor(world.lina), pupil_actor(world.marius), world.actor(world.claire)):
        with pytest.raises(NotYours):
            check_claim(claim, by=stranger, verdict="agree")


def test_a_draft_cannot_be_checked(world, ledger):
    with pytest.raises(ClaimAlreadyAnswered):
        check_claim(written_by(world.lina, world), by=pupil_actor(world.noe), verdict="agree")


def test_a_class_that_asks_for_no_second_look_goes_straight_to_the_adult(world, ledger):
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))

    assert next_of(sent_by(world.lina, world)) == Next.ADULT


def test_a_pupil_finds_what_others_sent_and_nobody_checked(world, ledger):
    mine = sent_by(world.lina, world)
    other = sent_by(world.noe, world)
    done = sent_by(world.zoe, world)
    check_claim(done, by=pupil_actor(world.noe), verdict="agree")
    written_by(world.noe, world)

    assert list(to_check(world.classroom, world.lina.pk)) == [other]
    assert list(to_check(world.classroom, world.zoe.pk)) == [mine, other]


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_expenses_are_seen_by_whom_they_concern(world, ledger):
    mine = written_by(world.lina, world)
    marius = pupil_actor(world.marius)
    ledger_of(world.other_cooperative, world.year)
    other = draft_claim(world.other_cooperative, by=marius, classroom=world.marius.enrolments.get().classroom)
    second_class = make_classroom(world.cooperative, world.year, "CM1-CM2")
    own_of_school = draft_claim(world.cooperative, by=world.actor(world.claire), classroom=second_class)

    assert seen_by(pupil_actor(world.noe)) == {mine}
    assert seen_by(marius) == {other}
    assert seen_by(world.actor(world.claire)) == {mine, own_of_school}
    assert seen_by(world.actor(world.sonia)) == {other}
    assert seen_by(world.actor(world.martine)) == {mine, own_of_school, other}
    assert seen_by(world.actor(world.felix)) == seen_by(world.actor(world.nina)) == seen_by(Anonymous(1)) == set()


def test_the_week_is_what_was_sent_the_oldest_first(world, ledger):
    first, second = sent_by(world.lina, world), sent_by(world.noe, world)
    written_by(world.zoe, world)

    assert list(week_of(world.cooperative)) == [first, second]


def test_a_child_who_leaves_leaves_no_words(world, ledger):
    claim = sent_by(world.lina, world, what="des graines", shop="Jardinerie")
    other = sent_by(world.noe, world, what="du terreau")
    check_claim(other, by=pupil_actor(world.lina), verdict="look_again", aspect="photo", words="on lit mal")

    forget_pupil(world.lina)

    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.what, claim.shop, claim.amount) == ("", "", Decimal("38.40"))
    assert (other.what, ClaimCheck.objects.get().words) == ("du terreau", "")


def test_the_story_holds_no_word_of_a_child(world, ledger):
    claim = sent_by(world.lina, world, what="un secret", shop="un secret")
    check_claim(claim, by=pupil_actor(world.noe), verdict="look_again", aspect="photo", words="un secret")

    told = [
        value
        for row in ClaimEvent.objects.values("kind", "field", "before", "after", "reason")
        for value in row.values()
    ]

    assert "un secret" not in told
    assert len(told) == 10
