"""The box, the preparation and the habits, as the adult's browser sees them; the president's tablet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cooperatives.models import DayPass, GuestLink
from councils.models import AgendaItem, Council, Slip
from councils.queries.box import box_of
from councils.services import agenda, slips
from councils.views.box import notes_held_by
from members.services.jobs import add_job, give_job
from occe.kit.actors import Guest
from occe.kit.dates import today
from tests.councils.slip_rows import make_council, write
from tests.world import make_pupils


@pytest.fixture
def council(world):
    return make_council(world)


@pytest.fixture
def claire(world):
    return world.client(world.claire)


@pytest.fixture
def meeting(world, council):
    """A council prepared for today, out of a problem, two ideas and two thanks."""
    write(world, council, "On me pousse.", kind="problem")
    write(world, council, "Un poney.")
    write(world, council, "Un âne.", by=world.noe)
    write(world, council, "Merci.", kind="thanks")
    return agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))


def at(council, *parts: str) -> str:
    return "/".join([f"/fr/cooperatives/{council.cooperative.public_id}/council", *map(str, parts), ""])


def page(response) -> str:
    return response.content.decode()


def of_kind(meeting, kind: str) -> AgendaItem:
    return meeting.items.filter(kind=kind).exclude(state="dropped").first()


# --- the box ---------------------------------------------------------------------------------------------------------


def test_a_sealed_box_tells_how_many_and_not_what(world, council, claire):
    write(world, council, "Un poney.")
    write(world, council, "On me pousse.", kind="problem")

    first = claire.get(at(council, "box"))
    shown = claire.get(first["Location"])

    assert first["Location"] == at(council, council.public_id, "box")
    assert [(kind, count) for kind, _words, count in shown.context["box"].kinds] == [
        ("idea", 1), ("thanks", 0), ("problem", 1), ("question", 0),
    ]  # fmt: skip
    assert "poney" not in page(shown)
    assert "pousse" not in page(shown)


def test_the_box_is_opened_to_protect_a_child_after_a_page_that_says_what_it_means(world, council, claire):
    write(world, council, "On me pousse.", kind="problem")
    address = at(council, council.public_id, "box", "open")

    assert "La classe lira cette phrase" in page(claire.get(address))
    assert council.slips.get().is_sealed
    opened = claire.post(address, follow=True)

    assert "On me pousse." in page(opened)
    assert council.unsealings.get().by == world.claire


def test_what_is_for_the_adult_alone_is_read_here_and_erased_after_the_talk(world, council, claire):
    slip = write(world, council, "Noé me pousse.", kind="problem", for_adult_only=True)
    box = at(council, council.public_id, "box")

    assert "Noé me pousse." in page(claire.get(box))
    claire.post(at(council, "notes", slip.public_id), {"act": "talked"})

    assert "Noé me pousse." not in page(claire.get(box))
    slip.refresh_from_db()
    assert slip.text == ""


def test_an_adult_writes_for_a_child(world, council, claire):
    address, key = at(council, council.public_id, "box", "write"), str(uuid4())
    world.lina
    said = {"kind": "problem", "text": "Lina me pousse.", "pupil": world.noe.public_id, "key": key}

    refused = claire.post(address, said)
    assert refused.status_code == 422
    assert "Lina me pousse." in page(refused)

    claire.post(address, said | {"text": "On me pousse."})
    slip = Slip.objects.get()
    assert (slip.pupil, slip.dictated, slip.is_sealed) == (world.noe, True, True)

    make_pupils(world.classroom, "Rose")
    flower = said | {"text": "Rose est cassée.", "key": str(uuid4())}
    asked = page(claire.post(address, flower))
    assert "Ici, c’est un mot, pas un prénom" in asked
    assert claire.post(address, flower | {"word": "on"}).status_code == 302


def test_a_substitute_reads_no_note_that_was_given_to_the_classs_own_adult_before(world, council):
    yesterday, now = (write(world, council, f"Noé {word}.", kind="problem", for_adult_only=True) for word in "ab")
    Slip.objects.filter(pk=yesterday.pk).update(set_aside_on=today() - timedelta(days=1))
    day_pass = DayPass(classroom=world.classroom, day=today(), code_hash="a" * 64, made_by=world.claire)
    facts = {"federation": world.federation, "cooperative": world.cooperative, "purpose": "pass"}
    facts |= {"token_hash": "b" * 64, "expires_at": timezone.now() + timedelta(hours=8)}
    day_pass.link = GuestLink.objects.create(**facts)
    day_pass.save()
    guest = Guest(day_pass.link_id, world.federation.pk, "pass")

    assert [slip for slip, _face in box_of(council, guest).aside] == [now]
    assert [slip for slip, _face in box_of(council, world.actor(world.claire)).aside] == [yesterday, now]
    assert list(notes_held_by(guest)) == [now]


# --- the preparation -------------------------------------------------------------------------------------------------


def test_preparing_is_one_button_and_the_agenda_is_there(world, council, claire):
    write(world, council, "Un poney.")

    prepared = claire.post(at(council, council.public_id, "prepare"), follow=True)

    assert "Un poney." in page(prepared)
    assert council.meetings.get().state == "prepared"


def test_the_adult_reads_problems_first_and_takes_one_out(world, council, claire, meeting):
    address = at(council, "meetings", meeting.public_id, "agenda")
    shown = claire.get(address)
    assert [(slip.text, face.first_name) for slip, face in shown.context["problems"]] == [("On me pousse.", "Lina")]

    slip = Slip.objects.get(kind="problem")
    after = claire.post(at(council, "notes", slip.public_id), {"act": "aside", "from": "agenda"}, follow=True)

    assert after.redirect_chain[0][0] == address
    assert after.context["problems"] == []
    assert "On me pousse." not in page(after)


def test_items_are_moved_left_and_taken_up_again(council, claire, meeting):
    first, last = meeting.items.first(), meeting.items.last()

    def press(item, act):
        return claire.post(at(council, "items", item.public_id, "act"), {"act": act})

    press(last, "up")
    assert list(meeting.items.all())[-2] == last
    press(first, "later")
    first.refresh_from_db()
    assert first.state == "later"
    press(first, "again")
    first.refresh_from_db()
    assert first.state == "waiting"
    assert press(last, "dance").status_code == 404


def test_an_item_gets_its_title_its_minutes_and_a_companion(council, claire, meeting):
    one, two = meeting.items.filter(kind="idea")
    address = at(council, "items", one.public_id)

    refused = claire.post(address, {"title": "Le poney de Noé", "minutes": "0"})
    assert refused.status_code == 422
    assert "Le poney de Noé" in page(refused)

    claire.post(address, {"title": "Un animal", "minutes": "12", "into": two.public_id})
    two.refresh_from_db()
    assert (two.title, two.slips.count()) == ("Un animal", 2)


def test_the_adult_adds_one_thing_more_once(council, claire, meeting):
    address, key = at(council, "meetings", meeting.public_id, "agenda"), str(uuid4())
    said = {"title": "La photo de classe", "kind": "other", "request_id": key}

    assert claire.post(address, said | {"title": ""}).status_code == 422
    for _ in range(2):
        claire.post(address, said)

    assert of_kind(meeting, "other").title == "La photo de classe"
    assert meeting.items.filter(kind="other").count() == 1


def test_the_day_is_changed_and_what_came_in_since_is_added(world, council, claire, meeting, monkeypatch):
    write(world, council, "Une chèvre.")
    day = council.year.starts + timedelta(days=100)
    yesterday, tomorrow = day - timedelta(days=1), day + timedelta(days=1)
    monkeypatch.setattr("councils.services.agenda.today", lambda: day)
    address = at(council, "meetings", meeting.public_id, "agenda", "day")

    assert claire.post(address, {"on": yesterday.isoformat()}).status_code == 422
    shown = claire.post(address, {"on": tomorrow.isoformat()}, follow=True)

    meeting.refresh_from_db()
    assert meeting.held_on == tomorrow
    assert "Une chèvre." in page(shown)


# --- the habits ------------------------------------------------------------------------------------------------------


def test_the_habits_of_a_class_are_its_own(world, council, claire):
    address = at(council, council.public_id, "habits")
    said = {
        "weekday": "4",
        "minutes_per_item": "7",
        "review_weeks": "3",
        "adults_vote": "on",
        "word_idea": "Je propose",
    }

    refused = claire.post(address, said | {"minutes_per_item": "99"})
    assert refused.status_code == 422
    assert "Écrivez de 1 à 60 minutes." in page(refused)
    claire.post(address, said)

    kept = Council.objects.get(pk=council.pk)
    assert (kept.weekday, kept.minutes_per_item, kept.review_weeks, kept.adults_vote) == (4, 7, 3, True)
    assert kept.quorum_percent is None
    assert "Je propose" in page(world.pupil_client(world.lina).get("/fr/pupil/box/"))


# --- the tablet ------------------------------------------------------------------------------------------------------


def test_the_class_reads_the_agenda_without_a_word_of_a_problem(world, meeting):
    shown = page(world.pupil_client(world.noe).get("/fr/pupil/council/agenda/"))

    assert "Un poney." in shown
    assert "On me pousse." not in shown


def test_the_president_puts_it_in_order_and_nobody_else(world, council, meeting):
    by = world.actor(world.claire)
    job = add_job(world.classroom, kind="president", by=by)
    give_job(job, pupils=[world.zoe], starts_on=today(), ends_on=today(), by=by)
    last = meeting.items.last()
    address = f"/fr/pupil/council/agenda/{last.public_id}/"

    assert world.pupil_client(world.noe).post(address, {"act": "up"}).status_code == 404
    president = world.pupil_client(world.zoe)
    assert "Lis de quoi on va parler, et mets-le en ordre." in page(president.get(f"/fr/pupil/jobs/{job.public_id}/"))
    assert 'href="/fr/pupil/council/agenda/"' in page(president.get("/fr/pupil/"))
    for act in ("up", "more", "more", "less"):
        president.post(address, {"act": act})

    assert list(meeting.items.all())[-2] == last
    last.refresh_from_db()
    assert last.minutes == 6
    assert president.post(address, {"act": "dance"}).status_code == 404


def test_the_president_gives_a_title_and_puts_two_ideas_together_but_touches_no_problem(world, council, meeting):
    meeting.roles.create(role="president", pupil=world.zoe)
    problem = meeting.items.get(kind="problem")
    first, second = meeting.items.filter(kind="idea")
    president = world.pupil_client(world.zoe)

    def send(item, **said):
        return president.post(f"/fr/pupil/council/agenda/{item.public_id}/", said)

    shown = page(president.get(f"/fr/pupil/council/agenda/{second.public_id}/"))
    assert "Un poney." in shown
    assert "On me pousse." not in shown
    assert str(problem.public_id) not in shown
    named = send(second, act="title", title="Noé et son âne")
    assert (named.status_code, "On le dit sans prénom." in page(named)) == (422, True)
    send(second, act="title", title="Des animaux")
    assert send(second, act="join", into=str(problem.public_id)).status_code == 404
    assert send(problem, act="title", title="Des coups").status_code == 404
    send(second, act="join", into=str(first.public_id))

    first.refresh_from_db()
    assert (first.title, first.slips.count(), problem.slips.count()) == ("Des animaux", 2, 1)
    send(first, act="part")
    assert meeting.items.exclude(state="dropped").filter(kind="idea").count() == 2


def test_without_a_prepared_council_the_tablet_says_so(world, council):
    shown = page(world.pupil_client(world.lina).get("/fr/pupil/council/agenda/"))

    assert "Le prochain conseil n’est pas prêt." in shown


def test_the_agenda_page_costs_the_same_with_one_and_with_thirty(world, council, claire, django_assert_max_num_queries):
    slips.open_box(council)
    write(world, council, "Une.", kind="problem")
    made = agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))
    address = at(council, "meetings", made.public_id, "agenda")
    with django_assert_max_num_queries(60) as few:
        claire.get(address)
    for number in range(29):
        write(world, council, f"Encore {number}.", kind="problem")
    agenda.prepare_meeting(council, on=today(), by=world.actor(world.claire))

    with django_assert_max_num_queries(len(few)):
        claire.get(address)
