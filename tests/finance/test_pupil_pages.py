"""A pupil writes an expense, one question a screen: nothing is lost, everything is asked in words for a child."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from councils.models import Council, Decision
from finance.models import ExpenseClaim
from finance.services.claims import draft_claim, send_claim
from finance.services.class_rules import set_class_rules
from members.models import ClassJob, JobTerm
from members.services.class_sessions import close_class
from occe.kit.dates import today
from projects.models import Project
from tests.finance.ledger import pupil_actor
from tests.finance.pupil_walk import Tablet, this_year, words
from tests.kit import hostile
from tests.world import make_classroom, make_pupils

State = ExpenseClaim.State


@pytest.fixture
def ledger(world):
    return this_year(world)


@pytest.fixture
def lina(world, ledger):
    return Tablet(world, world.lina)


@pytest.fixture
def begun(lina):
    """Lina's expense after its first question."""
    lina.begin()
    return ExpenseClaim.objects.get()


def read_url(claim):
    return reverse("finance:pupil-expense-read", args=[claim.public_id])


def step_url(claim, step):
    return reverse("finance:pupil-expense-step", args=[claim.public_id, step])


# --- the draft -------------------------------------------------------------------------------------------------------


def test_the_first_answer_makes_the_draft_and_the_next_question_follows(lina):
    answer = lina.begin("garden")

    claim = ExpenseClaim.objects.get()
    assert (claim.category, claim.state, claim.drafted_by_pupil) == ("garden", State.DRAFT, lina.pupil)
    assert answer.url == step_url(claim, "amount")


def test_asking_writes_nothing(lina):
    assert lina.get("pupil-expense-new").status_code == 200
    assert not ExpenseClaim.objects.exists()


def test_two_clicks_make_one_expense(lina):
    key = uuid4()

    answers = [lina.begin("garden", key), lina.begin("garden", key)]

    assert ExpenseClaim.objects.count() == 1
    assert answers[0].url == answers[1].url


def test_a_form_that_was_used_by_somebody_else_gives_nothing_of_theirs(lina, world):
    key = uuid4()
    lina.begin("garden", key)

    answer = Tablet(world, world.noe).begin("garden", key)

    assert answer.status_code == 422
    assert ExpenseClaim.objects.get().drafted_by_pupil == world.lina


def test_a_picture_that_does_not_exist_is_asked_for_again(lina):
    answer = lina.begin("yacht")

    assert answer.status_code == 422
    assert "Touche une image." in words(answer)


def test_the_five_questions_lead_to_what_is_read_aloud(lina, world):
    claim = lina.write(send=False)

    page = words(lina.get("pupil-expense-read", claim.public_id))
    assert "Relis tout haut. C’est bien ça ?" in page
    assert "38,40 € trente-huit euros et quarante centimes" in page
    assert "pour le jardin" in page
    assert "toute la classe" in page


def test_a_changed_answer_comes_back_to_what_is_read_aloud(lina):
    claim = lina.write(send=False)

    assert lina.answer(claim, "amount", query="?from=read", amount="12,50").url == read_url(claim)
    claim.refresh_from_db()
    assert claim.amount == Decimal("12.50")


def test_the_draft_is_there_after_signing_in_again(lina, world, begun):
    lina.answer(begun, "amount", amount="38,40")

    later = Tablet(world, world.lina)
    home = words(later.client.get(reverse("members:pupil-home")))
    offer = later.get("pupil-expense-new")

    assert "Tu as commencé un achat." in home
    assert "On continue ?" in words(offer)
    assert step_url(begun, "day") in offer.content.decode()
    assert "38,40 €" in words(later.get("pupil-expense", begun.public_id))


def test_a_class_that_closed_in_the_middle_says_so_and_keeps_the_draft(lina, world, begun):
    close_class(world.open_class, by=world.actor(world.claire))

    answer = lina.answer(begun, "amount", amount="38,40")

    assert answer.url == reverse("members:class-closed")
    assert ExpenseClaim.objects.get() == begun


def test_on_a_shared_tablet_every_page_carries_the_turn(world, ledger):
    tablet = Tablet(world, world.lina, shared=True)

    page = tablet.get("pupil-expense-new")

    assert page.url.startswith("/fr/pupil/turn/")
    assert words(tablet.client.get(page.url)).count("Qu’est-ce qu’on a acheté ?") == 2  # title and question


def test_a_draft_is_thrown_away_by_its_author_while_nobody_has_it(lina, begun):
    assert "On efface cet achat ?" in words(lina.get("pupil-expense-throw-away", begun.public_id))

    lina.post("pupil-expense-throw-away", begun.public_id)

    assert not ExpenseClaim.objects.exists()


def test_what_was_sent_is_not_thrown_away(lina):
    claim = lina.write()

    lina.post("pupil-expense-throw-away", claim.public_id)

    assert ExpenseClaim.objects.get() == claim


# --- for what --------------------------------------------------------------------------------------------------------


@pytest.fixture
def garden(world, ledger):
    """A running project, and the decision that began it: not above 45 euros."""
    council = Council.objects.create(cooperative=world.cooperative, classroom=world.classroom, year=world.year)
    decision = Decision.objects.create(council=council, number=3, date=today(), text="Des graines", amount=Decimal(45))
    project = Project.objects.create(
        cooperative=world.cooperative, kind="environment", title="Un jardin", slug="jardin", state="running"
    )
    project.classrooms.add(world.classroom)
    Project.objects.filter(pk=project.pk).update(decision=decision)
    return project, decision


def test_a_project_or_the_decision_that_began_it_is_touched(lina, begun, garden):
    project, decision = garden

    lina.answer(begun, "purpose", purpose=f"decision:{decision.public_id}")
    begun.refresh_from_db()
    assert (begun.decision, begun.project) == (decision, project)

    lina.answer(begun, "purpose", purpose=f"project:{project.public_id}")
    begun.refresh_from_db()
    assert (begun.decision, begun.project) == (None, project)


def test_only_the_classs_own_projects_and_decisions_are_offered(lina, begun, garden, world):
    project, decision = garden
    strange = Project.objects.create(
        cooperative=world.other_cooperative, kind="culture", title="Autre", slug="autre", state="running"
    )

    page = lina.get("pupil-expense-step", begun.public_id, "purpose")

    offered = [one.key for one in page.context["offered"]]
    assert offered == [f"project:{project.public_id}", f"decision:{decision.public_id}"]
    assert lina.answer(begun, "purpose", purpose=f"project:{strange.public_id}").status_code == 422


def test_more_than_the_class_decided_is_told_and_not_refused(lina, garden):
    claim = lina.write(send=False, amount="45,01")
    lina.answer(claim, "purpose", purpose=f"decision:{garden[1].public_id}")

    assert "On a décidé : pas plus de 45,00 €." in words(lina.get("pupil-expense-read", claim.public_id))
    lina.answer(claim, "amount", amount="45,00")
    assert "On a décidé" not in words(lina.get("pupil-expense-read", claim.public_id))


# --- reading ages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "order", "typed"),
    [
        (6, ["category", "amount", "day", "photo", "purpose"], False),
        (9, ["category", "amount", "day", "photo", "purpose"], True),
        (12, ["category", "amount", "day", "shop", "photo", "purpose", "payer"], True),
    ],
)
def test_the_reading_age_changes_the_screens_and_never_the_record(lina, age, order, typed):
    lina.pupil.reading_age = age
    lina.pupil.save()
    answers = {
        "amount": {"amount": "38,40"},
        "day": {"pick": today().isoformat()},
        "photo": {"without": "on"},
        "purpose": {"purpose": "class"},
        "shop": {"shop": ""},
        "payer": {"paid_with": "unknown"},
    }

    first = lina.get("pupil-expense-new")
    url = lina.begin().url
    walked = ["category"]
    while not url.endswith("/read/"):
        walked.append(url.split("/")[-2])
        url = lina.client.post(url, answers[walked[-1]]).url

    assert walked == order
    assert ('name="what"' in first.content.decode()) == typed
    claim = ExpenseClaim.objects.get()
    facts = (claim.category, claim.what, claim.shop, claim.amount, claim.issued_on, claim.paid_with)
    assert facts == ("garden", "", "", Decimal("38.40"), today(), "")


def test_a_childs_words_never_name_a_child(lina):
    lina.pupil.reading_age = 9
    lina.pupil.save()

    answer = lina.begin("gift", what="le cadeau de Noé")

    assert answer.status_code == 422
    assert "Tu as écrit un prénom. Raconte sans le prénom." in words(answer)
    assert 'value="le cadeau de Noé"' in answer.content.decode()


def test_a_shop_that_the_class_knows_is_one_tap(lina, begun):
    lina.answer(begun, "shop", shop="Jardinerie du Pont")
    lina.begin("art")
    second = ExpenseClaim.objects.latest("pk")

    assert lina.get("pupil-expense-step", second.public_id, "shop").context["shops"] == ["Jardinerie du Pont"]
    lina.answer(second, "shop", usual="Jardinerie du Pont", shop="")
    second.refresh_from_db()
    assert second.shop == "Jardinerie du Pont"


# --- who may ---------------------------------------------------------------------------------------------------------


def test_where_treasurers_write_the_others_are_told_whom_to_see(lina, world, begun):
    set_class_rules(world.classroom, asks_second_look=True, treasurers_only=True, by=world.actor(world.claire))
    job = ClassJob.objects.create(classroom=world.classroom, kind=ClassJob.Kind.TREASURER)
    JobTerm.objects.create(job=job, pupil=world.noe, starts_on=today(), ends_on=today())

    refused = Tablet(world, world.zoe).begin()

    assert refused.status_code == 403
    assert "Dans ta classe, les trésoriers écrivent." in words(refused)
    assert Tablet(world, world.noe).begin().status_code == 302


def test_nobody_writes_in_the_expense_of_another(lina, world, begun):
    noe = Tablet(world, world.noe)

    assert noe.answer(begun, "amount", amount="1,00").status_code == 404  # a draft that was never sent
    lina.write()
    sent = ExpenseClaim.objects.latest("pk")
    assert noe.answer(sent, "amount", amount="1,00").status_code == 403


def test_what_another_class_writes_does_not_exist_here(lina, world):
    mine = lina.write(photo=False)
    other = make_classroom(world.cooperative, world.year, "CM1-CM2", pupil_count=17)
    leo = pupil_actor(make_pupils(other, "Léo")[0])
    facts = {"amount": Decimal(5), "issued_on": today(), "category": "art"}
    claim = send_claim(draft_claim(world.cooperative, by=leo, classroom=other, **facts), by=leo)

    assert list(lina.get("pupil-expenses").context["shown"]) == [mine]
    for name in ("pupil-expense", "pupil-check", "pupil-expense-read"):
        assert lina.get(name, claim.public_id).status_code == 404


def test_adults_and_visitors_do_not_come_in(lina, world):
    for user, status in ((world.claire, 403), (world.martine, 403), (None, 302)):
        client = world.client(user)
        assert client.get(reverse("finance:pupil-expense-new")).status_code == status
        assert client.get(reverse("finance:pupil-money")).status_code == status
    sent = lina.write(photo=False)
    assert world.client(world.claire).get(reverse("finance:pupil-expense", args=[sent.public_id])).status_code == 403


def test_a_large_picture_is_reduced_before_it_is_kept(lina, begun):
    lina.photo(begun, hostile.picture("JPEG", Image.new("RGB", (3000, 4000), "white")))

    begun.refresh_from_db()
    assert (begun.photo.width, begun.photo.height) == (1200, 1600)
