"""The page where an adult says how each class works with money, and lets it practise."""

import re
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.models import ClassRules, Entry, ExpenseClaim, PracticeRun
from finance.services.claims import check_claim
from finance.services.practice import start_practice
from finance.services.slips import draft_slip, send_slip, update_slip
from tests.finance.ledger import FAMILIES, pupil_actor, sent_by
from tests.world import make_classroom, make_cooperative, make_mandate


def address(world, name="classes", **kwargs):
    return reverse(f"finance:{name}", kwargs={"id": world.cooperative.public_id, **kwargs})


def of_class(world, name):
    return address(world, name, classroom=world.classroom.public_id)


def shown(response) -> list:
    return [at_work for at_work, _form in response.context["cards"]]


def test_each_class_of_the_cooperative_is_there_and_no_other(world, ledger):
    first, second = world.classroom, make_classroom(world.cooperative, world.year, "CM1-CM2")
    elsewhere = make_cooperative(world.federation, world.school, number=77)
    make_mandate(elsewhere, world.sonia)
    make_classroom(elsewhere, world.year, "CE1")

    response = world.client(world.claire).get(address(world))

    assert [card.classroom for card in shown(response)] == [first, second]


def test_a_class_that_went_on_to_the_next_year_is_shown_once(world, ledger):
    this_year = world.classroom
    next_year = make_classroom(world.cooperative, world.next_year, "CE1-CE2-CM1", follows=this_year)

    response = world.client(world.claire).get(address(world))

    assert [card.classroom for card in shown(response)] == [next_year]


def test_a_choice_is_kept_and_shown_again(world, ledger):
    client, prefix = world.client(world.claire), f"class-{world.classroom.pk}"

    done = client.post(of_class(world, "class-rules"), {f"{prefix}-treasurers_only": "on"}, follow=True)

    rules = ClassRules.objects.get()
    assert (rules.classroom, rules.asks_second_look, rules.treasurers_only) == (world.classroom, False, True)
    [(_at_work, form)] = done.context["cards"]
    assert form.initial == {"asks_second_look": False, "treasurers_only": True}


def test_a_browser_may_send_each_form_of_the_page(world, ledger):
    """With the key that the page gives to its forms, which Django's client does not ask for by itself."""
    world.classroom
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.claire)

    for name, practising in (("class-rules", False), ("practice-start", True), ("practice-end", False)):
        page = browser.get(address(world)).content.decode()
        form = page.split(f'action="{of_class(world, name)}"')[1]
        key = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.split("</form>")[0])
        answer = browser.post(of_class(world, name), {"csrfmiddlewaretoken": key[1] if key else ""})
        assert (answer.status_code, PracticeRun.objects.exists()) == (302, practising), name


def test_the_address_of_another_cooperative_changes_nothing(world):
    other = make_cooperative(world.federation, world.school, number=78)
    make_mandate(other, world.claire)
    page = reverse("finance:practice-start", kwargs={"id": other.public_id, "classroom": world.classroom.public_id})

    response = world.client(world.claire).post(page)

    assert (response.status_code, PracticeRun.objects.count()) == (404, 0)


def test_a_practice_is_begun_looked_at_and_thrown_away_from_one_page(world, ledger):
    client = world.client(world.claire)
    client.post(of_class(world, "practice-start"))
    claim = sent_by(world.lina, world)
    check_claim(claim, by=pupil_actor(world.noe), verdict="agree")
    claim.refresh_from_db()
    lina = pupil_actor(world.lina)
    facts = {"classroom": world.classroom, "account": ledger[FAMILIES], "collected_on": claim.issued_on}
    slip = draft_slip(world.cooperative, by=lina, **facts)
    slip = send_slip(update_slip(slip, by=lina, version=1, pieces={1000: 2}), by=lina)

    [card] = shown(client.get(address(world)))
    agreed = client.post(
        address(world, "claim", claim_id=claim.public_id),
        {"version": claim.version, "paid_with": "class_box"},
        follow=True,
    )
    recorded = client.post(address(world, "slip", slip_id=slip.public_id), {"version": slip.version}, follow=True)
    [answered] = shown(client.get(address(world)))
    thrown = client.post(of_class(world, "practice-end"), follow=True)

    assert (card.claims, card.slips) == ([claim], [slip])
    assert "C’est payé, pour de faux." in agreed.content.decode()
    assert agreed.redirect_chain == [(address(world), 302)]
    assert "L’argent est compté, pour de faux." in recorded.content.decode()
    assert (answered.claims, answered.slips) == ([], [])
    assert "retrouve son vrai argent" in thrown.content.decode()
    assert (ExpenseClaim.objects.count(), PracticeRun.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_false_expense_says_so_and_waits_on_no_page_of_real_money(world, ledger):
    start_practice(world.classroom, by=world.actor(world.claire))
    claim = sent_by(world.lina, world, amount=Decimal("38.40"))
    client = world.client(world.claire)

    page = client.get(address(world, "claim", claim_id=claim.public_id)).content.decode()

    assert "Pour s’entraîner\u00a0: rien de ceci n’ira au cahier." in page
    assert client.get(address(world, "week")).context["cards"] == []
    assert list(client.get(address(world, "money")).context["waiting"]) == []


def test_the_number_of_questions_does_not_grow_with_the_classes(world, ledger, django_assert_num_queries):
    client = world.client(world.claire)
    start_practice(world.classroom, by=world.actor(world.claire))
    client.get(address(world))
    with CaptureQueriesContext(connection) as few:
        client.get(address(world))
    for number in range(12):
        room = make_classroom(world.cooperative, world.year, f"CP {number}")
        start_practice(room, by=world.actor(world.claire))

    with django_assert_num_queries(len(few)):
        client.get(address(world))
