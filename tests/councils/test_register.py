"""What comes back to a council by itself, and what a cooperative looks up in its register."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from councils.models import AgendaItem, FollowUp
from councils.queries.register import Wanted, late, register_of, to_look_at_again
from councils.services.decisions import Votes, correct_decision, decide, record_decision
from councils.services.follow_ups import follow_up
from councils.services.signing import sign_as_adult, sign_as_president
from occe.kit.dates import today
from tests.councils.sittings import DAY, make_council, make_item, make_sitting

NEXT = DAY + timedelta(days=7)


@pytest.fixture
def council(world):
    return make_council(world)


@pytest.fixture
def keep(world, council):
    """Keep a decision of Claire's class on the day of the sitting."""

    def keep(text: str, **facts):
        return record_decision(council, text=text, on=DAY, by=world.actor(world.claire), **facts)

    return keep


def test_what_is_not_done_on_its_day_is_late(council, keep):
    due = keep("On arrose le lundi.", due_on=NEXT)
    keep("On achète des graines.", due_on=NEXT + timedelta(days=1))

    assert list(late(council, NEXT)) == [due]
    assert list(late(council, NEXT - timedelta(days=1))) == []


def test_what_somebody_was_to_do_without_a_day_is_late_at_the_next_council(council, keep):
    owned = keep("On écrit à la mairie.", owner_words="la secrétaire")
    keep("On range les jeux à deux.")

    assert list(late(council, NEXT)) == [owned]
    assert list(late(council, DAY)) == []


@pytest.mark.parametrize(("state", "stays"), [("begun", 1), ("later", 1), ("done", 0), ("dropped", 0)])
def test_the_last_follow_up_says_whether_it_is_late(world, council, keep, state, stays):
    decision = keep("On arrose le lundi.", due_on=NEXT)

    follow_up(decision, state=state, by=world.actor(world.claire))

    assert len(late(council, NEXT)) == stays


def test_a_corrected_decision_comes_back_no_more(world, council, keep):
    decision = keep("On arrose le lundi.", due_on=NEXT)

    after = correct_decision(
        decision, text="On arrose le mardi.", on=DAY, due_on=NEXT + timedelta(days=1), by=world.actor(world.claire)
    )

    assert list(late(council, NEXT + timedelta(days=2))) == [after]


def test_a_decision_is_looked_at_again_on_its_day_and_once(world, council, keep):
    done = keep("On range les jeux à deux.", look_again_on=NEXT)
    follow_up(done, state=FollowUp.State.DONE, by=world.actor(world.claire))

    assert list(to_look_at_again(council, NEXT)) == [done]
    make_item(make_sitting(council, on=NEXT), "", kind="review", about=done, state=AgendaItem.State.DONE)
    assert list(to_look_at_again(council, NEXT + timedelta(days=7))) == []


def test_what_is_late_does_not_stand_twice_on_the_agenda(council, keep):
    decision = keep("On arrose le lundi.", due_on=NEXT, look_again_on=NEXT)

    assert (list(late(council, NEXT)), list(to_look_at_again(council, NEXT))) == ([decision], [])


def test_what_was_dropped_is_not_looked_at_again(world, council, keep):
    decision = keep("On garde un escargot.", look_again_on=NEXT)
    follow_up(decision, state=FollowUp.State.DROPPED, words="Il est parti.", by=world.actor(world.claire))

    assert list(to_look_at_again(council, date(2026, 1, 1))) == []


# --- the register of the cooperative ----------------------------------------------------------------------------------


def found(world, **wanted) -> list[str]:
    asked = register_of(world.cooperative, world.actor(world.claire), Wanted(**wanted))
    return [decision.text for decision in asked]


def test_the_register_is_searched_by_words_whatever_their_accents(world, keep):
    keep("On plante une haie près de la mare.")
    keep("On écrit à la mairie.")

    assert found(world, words="PRES haie") == ["On plante une haie près de la mare."]
    assert found(world, words="ecrit") == ["On écrit à la mairie."]


@pytest.mark.parametrize(
    ("state", "texts"),
    [("done", {"faite"}), ("dropped", {"abandonnée"}), ("open", {"à faire", "en retard"}), ("late", {"en retard"}),
     ("unsigned", {"faite", "abandonnée", "à faire", "en retard", "règle"}), ("", {"faite", "abandonnée", "à faire",
     "en retard", "règle"})],
)  # fmt: skip
def test_the_register_is_searched_by_state(world, keep, state, texts):
    by = world.actor(world.claire)
    follow_up(keep("faite", due_on=NEXT), state="done", by=by)
    follow_up(keep("abandonnée", due_on=NEXT), state="dropped", by=by)
    keep("à faire", due_on=today() + timedelta(days=1))
    keep("en retard", due_on=NEXT)
    keep("règle")

    assert set(found(world, state=state)) == texts


def test_the_register_is_searched_by_council_and_year(world, council, keep):
    keep("Dans la classe.")
    school = council.cooperative.councils.get(classroom=None)
    record_decision(school, text="Pour l’école.", on=DAY, by=world.actor(world.claire))

    assert found(world, council=school.pk) == ["Pour l’école."]
    assert (len(found(world, year=world.year.pk)), found(world, year=world.next_year.pk)) == (2, [])


def test_the_workbook_says_what_reviewers_look_for_and_names_no_child(world, council, keep):
    by = world.actor(world.claire)
    item = make_item(make_sitting(council))
    kept = decide(
        item, text="Graines et terre.", by=by, owner=world.noe, votes=Votes(18, 15, 1, 2), amount=Decimal("45"),
        way="hands",
    )  # fmt: skip
    sign_as_adult(sign_as_president([kept], by=by), by=by)
    client = world.client(world.claire)

    answer = client.get(reverse("councils:register-xlsx", kwargs={"id": world.cooperative.public_id}))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    [titles, row] = [[cell.value for cell in line] for line in sheet.iter_rows()]
    line = dict(zip(titles, row, strict=True))

    assert (line["Numéro"], line["Décision"], line["Pour"], line["Contre"]) == (1, "Graines et terre.", 15, 1)
    assert (line["Qui s’en occupe"], line["Somme à ne pas dépasser"]) == ("un ou une élève", 45)
    assert line["Signatures"].startswith("présidence (papier) ")
    assert "Noé" not in str(row)


def test_a_filter_that_is_not_understood_lets_everything_through(world, keep):
    keep("On plante.")
    address = reverse("councils:decisions", kwargs={"id": world.cooperative.public_id})

    page = world.client(world.claire).get(f"{address}?year=x&state=nothing&council=9999999")

    assert len(page.context["page"].object_list) == 1
