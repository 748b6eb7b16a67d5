"""The second count: a classmate counts the coins again. The same mechanism and the same choice of the class as for the
second look at an expense."""

from collections import Counter
from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from finance.errors import ClaimAlreadyAnswered
from finance.models import DepositSlip, SlipCheck
from finance.services.class_rules import set_class_rules
from finance.services.practice import start_practice, throw_away_practice
from finance.services.recording import record_slip
from finance.services.recounts import check_slip
from members.pupil_doors import todays_for
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import OneForAll, Tablet, this_year, words
from tests.together import at_once

SALES = "70700008"


class Till(Tablet):
    """A tablet at which one counts: twelve euros in four coins and a note."""

    def bring(self, *, send: bool = True) -> DepositSlip:
        self.post("pupil-deposit-new", account=SALES, key=str(uuid4()))
        slip = DepositSlip.objects.latest("pk")
        self.count(slip, n500="2", n50="4")
        if send:
            self.post("pupil-deposit-send", slip.public_id)
        return slip

    def say(self, slip: DepositSlip, verdict: str, version: int | None = None):
        slip.refresh_from_db()
        return self.post("pupil-recount-answer", slip.public_id, verdict=verdict, version=version or slip.version)


@pytest.fixture
def ledger(at_work):
    return at_work


@pytest.fixture
def lina(world, ledger):
    return Till(world, world.lina)


@pytest.fixture
def noe(world, ledger):
    return Till(world, world.noe)


@pytest.fixture
def slip(lina):
    return lina.bring()


def fate(tablet, slip) -> str:
    return words(tablet.get("pupil-deposit", slip.public_id))


def test_what_was_counted_waits_for_a_classmate(slip, lina, noe):
    assert "Un camarade va recompter." in fate(noe, slip)
    assert "C’est parti ! Un camarade va recompter." in fate(lina, slip)
    assert noe.get("pupil-checks").url == reverse("finance:pupil-recount", args=[slip.public_id])
    assert "Vérifier (1)" in words(noe.client.get(reverse("members:pupil-home")))
    assert "Attend un camarade" in words(noe.get("pupil-deposits"))
    assert list(lina.get("pupil-checks").context["counts"]) == []


def test_the_page_shows_what_to_count_and_two_answers(slip, noe):
    page = words(noe.get("pupil-recount", slip.public_id))

    assert "Lina a compté. Toi, tu recomptes avec tes mains." in page
    assert "12,00 €" in page
    assert "J’ai recompté : c’est pareil J’ai recompté : pas pareil" in page
    assert not SlipCheck.objects.exists()


def test_the_adult_reads_that_a_second_pupil_counted_the_same(slip, noe, world):
    page = reverse("finance:slip", kwargs={"id": world.cooperative.public_id, "slip_id": slip.public_id})
    client = world.client(world.claire)
    before = client.get(page).content.decode()

    noe.say(slip, "agree")

    told = "Un deuxième élève a recompté\u00a0: c’est pareil"
    assert (told in before, told in client.get(page).content.decode()) == (False, True)


def test_the_same_count_goes_to_the_adult_and_is_said_once(slip, lina, noe):
    thanks = noe.say(slip, "agree")
    noe.say(slip, "agree")

    assert "Merci ! Vous êtes deux à dire pareil." in words(noe.client.get(thanks.url))
    assert SlipCheck.objects.filter(slip=slip, verdict="agree").count() == 1
    page = fate(lina, slip)
    assert "Noé a recompté : c’est pareil." in page
    assert "C’est à Claire de compter aussi." in page


def test_another_count_brings_it_back_to_its_author(slip, lina, noe):
    answer = noe.say(slip, "look_again")

    assert "Vous n’avez pas compté pareil. On recompte ensemble ?" in words(noe.client.get(answer.url))
    slip.refresh_from_db()
    assert slip.state == "draft"
    page = fate(lina, slip)
    assert "Noé n’a pas compté pareil." in page
    assert "Recompter" in page
    assert "Il faut recompter l’argent." in words(lina.client.get(reverse("members:pupil-home")))

    lina.count(slip, n500="2", n50="3")
    lina.post("pupil-deposit-send", slip.public_id)
    noe.say(slip, "agree")
    assert [check.verdict for check in slip.checks.all()] == ["look_again", "agree"]


def test_the_adult_reads_no_count_of_another_sum(slip, lina, noe, world):
    page = reverse("finance:slip", kwargs={"id": world.cooperative.public_id, "slip_id": slip.public_id})
    noe.say(slip, "look_again")
    lina.count(slip, n500="2", n50="3")
    lina.post("pupil-deposit-send", slip.public_id)

    told = words(world.client(world.claire).get(page))

    assert ("pas pareil" in told, "Le deuxième élève n’a pas encore recompté" in told) == (False, True)


def test_nobody_counts_the_own_deposit_again(slip, lina):
    assert lina.say(slip, "agree").status_code == 403
    address = reverse("finance:pupil-deposit", args=[slip.public_id])
    assert lina.get("pupil-recount", slip.public_id).url == address


def test_what_changed_meanwhile_is_counted_afresh(slip, noe):
    answer = noe.say(slip, "agree", version=slip.version + 7)

    assert answer.url == reverse("finance:pupil-recount", args=[slip.public_id])
    assert not SlipCheck.objects.exists()


@pytest.mark.parametrize("verdict", ["", "refuse", "agree\x00"])
def test_a_forged_answer_is_no_answer(slip, noe, verdict):
    assert noe.say(slip, verdict).url == reverse("finance:pupil-recount", args=[slip.public_id])
    assert not SlipCheck.objects.exists()


def test_of_two_who_count_at_once_one_word_stands(real_world):
    this_year(real_world)
    slip = Till(real_world, real_world.lina).bring()
    counts = [
        partial(check_slip, slip, by=pupil_actor(one), verdict="agree") for one in (real_world.noe, real_world.zoe)
    ]

    results = at_once(*counts)

    assert Counter(type(result) for result in results) == {DepositSlip: 1, ClaimAlreadyAnswered: 1}
    assert SlipCheck.objects.filter(slip=slip).count() == 1


def test_a_class_that_asks_for_no_second_look_sends_to_the_adult(lina, noe, world):
    set_class_rules(world.classroom, asks_second_look=False, treasurers_only=False, by=world.actor(world.claire))
    slip = lina.bring(send=False)

    assert "Envoyer à l’adulte" in words(lina.get("pupil-deposit-read", slip.public_id))
    lina.post("pupil-deposit-send", slip.public_id)
    assert "C’est à Claire de compter aussi." in fate(lina, slip)
    assert list(noe.get("pupil-checks").context["counts"]) == []


def test_what_the_whole_class_counted_waits_for_the_adult(world):
    this_year(world)
    everybody = OneForAll(world)
    everybody.post("pupil-deposit-new", account=SALES, key=str(uuid4()))
    slip = DepositSlip.objects.get()
    everybody.count(slip, n500="2")
    everybody.post("pupil-deposit-send", slip.public_id)

    assert "C’est à Claire de compter aussi." in fate(everybody, slip)


def test_the_adult_may_record_without_waiting_and_a_late_count_changes_nothing(slip, noe, world):
    record_slip(slip, by=world.actor(world.claire))

    assert noe.say(slip, "look_again").url == reverse("finance:pupil-deposit", args=[slip.public_id])
    slip.refresh_from_db()
    assert (slip.state, SlipCheck.objects.count()) == ("recorded", 0)


def test_an_expense_and_a_deposit_wait_in_one_list(slip, lina, noe):
    claim = lina.write(photo=False)

    found = noe.get("pupil-checks").context

    assert (list(found["found"]), list(found["counts"])) == ([claim], [slip])
    assert "Que veux-tu vérifier ?" in words(noe.get("pupil-checks"))
    assert [today.sentence for today in todays_for("treasurer", pupil_actor(noe.pupil))] == [
        "Vérifie un achat.",
        "Recompte l’argent.",
    ]


def test_a_practice_is_thrown_away_with_its_counts(lina, noe, world):
    start_practice(world.classroom, by=world.actor(world.claire))
    noe.say(lina.bring(), "agree")

    throw_away_practice(world.classroom, by=world.actor(world.claire))

    assert not SlipCheck.objects.exists()
