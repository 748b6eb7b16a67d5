"""The second look, and what became of an expense: two pupils, an adult, and words that blame nobody."""

from collections import Counter
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import ClaimAlreadyAnswered
from finance.models import ClaimCheck, ExpenseClaim
from finance.services.agreeing import agree_claim, correct_claim, refuse_claim, return_claim
from finance.services.claims import check_claim, draft_claim, send_claim
from finance.services.class_rules import set_class_rules
from finance.services.paying import pay_claim
from members.services.roster import depart
from occe.kit.dates import today
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import Tablet, fill_the_boxes, this_year, words
from tests.together import at_once
from tests.world import make_pupils, make_user

State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    return this_year(world)


@pytest.fixture
def lina(world, ledger):
    return Tablet(world, world.lina)


@pytest.fixture
def noe(world, ledger):
    return Tablet(world, world.noe)


@pytest.fixture
def sent(lina):
    return lina.write(photo=False)


def fate(tablet, claim) -> str:
    return words(tablet.get("pupil-expense", claim.public_id))


# --- looking ---------------------------------------------------------------------------------------------------------


def test_what_was_sent_waits_for_the_others_and_not_for_its_author(sent, lina, noe):
    assert noe.get("pupil-checks").url == reverse("finance:pupil-check", args=[sent.public_id])
    assert list(lina.get("pupil-checks").context["found"]) == []
    assert "Rien à relire pour l’instant." in words(lina.get("pupil-checks"))
    assert "Vérifier (1)" in words(noe.client.get(reverse("members:pupil-home")))


def test_the_values_are_looked_at_one_by_one(sent, noe):
    first = words(noe.get("pupil-check", sent.public_id))
    second = words(noe.get("pupil-check", sent.public_id, query="?same=1"))
    last = words(noe.get("pupil-check", sent.public_id, query="?same=3"))

    assert "Lina a écrit." in first
    assert "Combien 38,40 €" in first
    assert "C’est pareil" not in first
    assert "38,40 € C’est pareil" in second
    assert "Je suis d’accord" not in second
    assert "Je suis d’accord" in last
    assert not ClaimCheck.objects.exists()


@pytest.mark.parametrize("same", ["-1", "x", "99", "²", ""])
def test_a_forged_place_in_the_look_is_harmless(sent, noe, same):
    page = noe.get("pupil-check", sent.public_id, query=f"?same={same}")

    assert "Lina a écrit." in words(page)
    assert not ClaimCheck.objects.exists()


def test_a_classmate_agrees_once_however_often_the_button_is_pressed(sent, noe):
    assert "Merci ! Vous êtes deux à dire pareil." in words(noe.client.get(noe.agree(sent).url))
    noe.agree(sent)

    assert ClaimCheck.objects.filter(claim=sent, verdict="agree").count() == 1


def test_nobody_checks_the_own_expense(sent, lina):
    assert lina.agree(sent).status_code == 403
    assert lina.look_again(sent).status_code == 403
    assert lina.get("pupil-check", sent.public_id).url == reverse("finance:pupil-expense", args=[sent.public_id])
    assert not ClaimCheck.objects.exists()


def test_what_an_adult_wrote_for_the_class_is_seen_and_waits_for_no_child(noe, world, ledger):
    claire = world.actor(world.claire)
    facts = {"amount": Decimal(5), "issued_on": today(), "category": "art"}
    written = draft_claim(world.cooperative, by=claire, classroom=world.classroom, **facts)
    assert list(noe.get("pupil-expenses").context["shown"]) == []

    send_claim(written, by=claire)

    assert list(noe.get("pupil-expenses").context["shown"]) == [written]
    assert list(noe.get("pupil-checks").context["found"]) == []
    address = reverse("finance:pupil-expense", args=[written.public_id])
    assert noe.get("pupil-check", written.public_id).url == address
    assert "C’est à l’adulte de regarder." in fate(noe, written)  # nobody answers what they wrote


def test_of_two_who_look_at_once_the_first_counts(sent, noe, world):
    zoe = Tablet(world, world.zoe)
    zoe.get("pupil-check", sent.public_id)
    noe.agree(sent)

    late = zoe.look_again(sent)

    assert late.url == reverse("finance:pupil-expense", args=[sent.public_id])
    assert list(ClaimCheck.objects.values_list("pupil", "verdict")) == [(world.noe.pk, "agree")]
    assert "Noé est d’accord." in fate(zoe, sent)
    assert "C’est à Claire de regarder." in fate(zoe, sent)


def test_two_checks_at_the_same_moment_keep_one(real_world):
    this_year(real_world)
    claim = Tablet(real_world, real_world.lina).write(photo=False)
    looks = [
        partial(check_claim, claim, by=pupil_actor(one), verdict="agree") for one in (real_world.noe, real_world.zoe)
    ]

    results = at_once(*looks)

    assert Counter(type(result) for result in results) == {ExpenseClaim: 1, ClaimAlreadyAnswered: 1}
    assert ClaimCheck.objects.filter(claim=claim).count() == 1


def test_two_clicks_at_the_same_moment_make_one_expense(real_world):
    this_year(real_world)
    key, lina, classroom = uuid4(), pupil_actor(real_world.lina), real_world.classroom
    click = partial(
        draft_claim, real_world.cooperative, by=lina, classroom=classroom, request_id=key, category="garden"
    )

    first, second = at_once(click, click)

    assert first == second == ExpenseClaim.objects.get()


def test_what_changed_meanwhile_is_looked_at_afresh(sent, noe, world):
    opened = sent.version
    correct_claim(sent, by=world.actor(world.claire), amount=Decimal("38.00"))

    answer = noe.post("pupil-check-agree", sent.public_id, version=opened)

    assert answer.url == reverse("finance:pupil-check", args=[sent.public_id])
    assert not ClaimCheck.objects.exists()


# --- looking again ---------------------------------------------------------------------------------------------------


def test_look_again_brings_it_back_to_its_author_who_sees_what_and_why(sent, lina, noe):
    answer = noe.look_again(sent, "amount", words="c’est 38,04")

    assert "C’est dit. Lina regarde encore." in words(noe.client.get(answer.url))
    page = fate(lina, sent)
    assert "À revoir. Regarde bien le ticket." in page
    assert "Noé a vu que ce n’est pas pareil : la somme ." in page
    assert "« c’est 38,04 »" in page
    assert "Corriger la somme" in page
    assert "Un achat est à revoir." in words(lina.client.get(reverse("members:pupil-home")))


def test_a_mistake_that_two_children_find_ends_with_bravo(sent, lina, noe):
    noe.look_again(sent, "amount")
    assert lina.answer(sent, "amount", amount="38,04").url == reverse(
        "finance:pupil-expense-read", args=[sent.public_id]
    )
    lina.post("pupil-expense-send", sent.public_id)

    answer = noe.agree(sent)

    assert "Bravo, vous avez trouvé ensemble !" in words(noe.client.get(answer.url))
    sent.refresh_from_db()
    assert (sent.amount, sent.state) == (Decimal("38.04"), State.SENT)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"aspect": ""}, "Dis ce qui est différent."),
        ({"aspect": "colour"}, "Dis ce qui est différent."),
        ({"words": "demande à Zoé"}, "Tu as écrit un prénom. Raconte sans le prénom."),
    ],
)
def test_look_again_says_what_and_names_nobody(sent, noe, answer, sentence):
    page = noe.look_again(sent, **({"aspect": "other"} | answer))

    assert page.status_code == 422
    assert sentence in words(page)
    assert not ClaimCheck.objects.exists()


def test_the_button_of_the_author_leads_to_what_is_different(sent, lina, noe):
    for aspect, step in (("date", "day"), ("photo", "photo"), ("purpose", "category")):
        noe.look_again(sent, aspect)
        assert f"/ask/{step}/" in lina.get("pupil-expense", sent.public_id).content.decode()
        lina.post("pupil-expense-send", sent.public_id)
    assert ClaimCheck.objects.count() == 3


def test_the_words_of_a_child_who_left_are_gone(sent, lina, noe, world):
    noe.look_again(sent, "other", words="la photo est floue")

    depart(world.noe, by=world.actor(world.claire), on=today())

    page = fate(lina, sent)
    assert "floue" not in page
    assert "Noé" not in page
    assert "Un ancien élève a vu que ce n’est pas pareil" in page


def test_a_class_that_asks_for_no_second_look_sends_to_the_adult(lina, world):
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))
    claim = lina.write(photo=False, send=False)

    assert "Envoyer à l’adulte" in words(lina.get("pupil-expense-read", claim.public_id))
    lina.post("pupil-expense-send", claim.public_id)
    assert "C’est à Claire de regarder." in fate(lina, claim)
    assert "Vérifier" not in words(lina.client.get(reverse("members:pupil-home")))


# --- what became of it -----------------------------------------------------------------------------------------------


def test_the_list_says_for_each_who_acts_next(lina, noe, world, ledger):
    fill_the_boxes(world, ledger)
    claire = world.actor(world.claire)
    lina.begin("art")
    waiting, agreed, paid, returned, refused = (lina.write(photo=False) for _ in range(5))
    for claim in (agreed, paid):
        noe.agree(claim)
        claim.refresh_from_db()
    agree_claim(agreed, by=claire, paid_with="adult", advanced_by=make_user("Paul"))
    agree_claim(paid, by=claire, paid_with="class_box")
    return_claim(returned, by=claire, reason="unreadable")
    refuse_claim(refused, by=claire, reason="too_dear")

    pages = [words(lina.get("pupil-expenses", query=f"?page={number}")) for number in (1, 2)]

    states = ("Cette fois, c’est non", "À revoir", "C’est payé", "D’accord. Pas encore payé", "Attend un camarade")
    assert [pages[0].index(state) for state in states] == sorted(pages[0].index(state) for state in states)
    assert "À finir" in pages[0]
    assert "À finir" not in words(noe.get("pupil-expenses"))
    assert waiting in list(noe.get("pupil-expenses").context["shown"])


@pytest.mark.parametrize(
    ("act", "reason", "note", "heading", "why"),
    [
        (return_claim, "unreadable", "", "À compléter, et c’est presque bon.", "On ne lit pas bien la photo."),
        (refuse_claim, "not_ours", "C’est à la mairie.", "Cette fois c’est non.", "« C’est à la mairie. »"),
    ],
)
def test_the_reason_stands_on_the_expense_itself(sent, lina, noe, world, act, reason, note, heading, why):
    act(sent, by=world.actor(world.claire), reason=reason, note=note)

    for tablet in (lina, noe):
        page = fate(tablet, sent)
        assert heading in page
        assert why in page


def test_what_the_adult_corrected_is_shown_before_and_after(sent, lina, noe, world):
    noe.agree(sent)
    sent.refresh_from_db()
    correct_claim(sent, by=world.actor(world.claire), amount=Decimal("38.04"), category="art", shop="Au Pont")

    page = fate(lina, sent)

    assert "Claire a corrigé la somme. Avant : 38,40 € Maintenant : 38,04 €" in page
    assert "Claire a corrigé l’image. Avant : pour le jardin Maintenant : pour dessiner ou bricoler" in page
    assert "Claire a corrigé le magasin." in page


def test_agreed_and_paid_are_two_sentences(sent, lina, noe, world, ledger):
    fill_the_boxes(world, ledger)
    claire = world.actor(world.claire)
    noe.agree(sent)
    sent.refresh_from_db()

    agree_claim(sent, by=claire, paid_with="adult", advanced_by=make_user("Paul"))
    assert "L’adulte est d’accord. L’argent n’est pas encore sorti." in fate(lina, sent)

    pay_claim(sent, by=claire, paid_on=today(), place="bank")
    page = fate(lina, sent)
    assert "C’est payé. Il nous reste huit cent quarante-quatre euros et trente centimes." in page
    assert "Notre argent passe de 882,70 € à 844,30 € ." in page


def test_an_expense_that_was_answered_is_not_written_in_any_more(sent, lina, world):
    refuse_claim(sent, by=world.actor(world.claire), reason="too_dear")

    for answer in (
        lina.answer(sent, "amount", amount="1,00"),
        lina.post("pupil-expense-send", sent.public_id),
        lina.get("pupil-expense-read", sent.public_id),
    ):
        assert answer.url == reverse("finance:pupil-expense", args=[sent.public_id])
    sent.refresh_from_db()
    assert sent.amount == Decimal("38.40")


def test_sending_twice_sends_once(lina):
    claim = lina.write(photo=False)
    lina.post("pupil-expense-send", claim.public_id)

    assert claim.events.filter(kind="sent").count() == 1


# --- cost ------------------------------------------------------------------------------------------------------------


def test_a_longer_list_costs_no_more_queries(
    lina, noe, world, django_assert_num_queries, django_assert_max_num_queries
):
    lina.write(photo=False)
    noe.get("pupil-expenses")
    pages = ("pupil-expenses", "pupil-checks", "pupil-money")
    lina.write(photo=False)
    counts = {}
    for name in pages:
        with django_assert_max_num_queries(40) as taken:
            noe.get(name)
        counts[name] = len(taken)

    for pupil in make_pupils(world.classroom, "Ada", "Basile"):
        Tablet(world, pupil).write(photo=False)

    for name in pages:
        with django_assert_num_queries(counts[name]):
            assert noe.get(name).status_code == 200


def test_the_page_of_an_expense_costs_a_fixed_number_of_queries(sent, lina, noe, django_assert_num_queries):
    lina.get("pupil-expense", sent.public_id)
    with django_assert_num_queries(11):
        lina.get("pupil-expense", sent.public_id)
