"""A class of another cooperative takes part: its adult finds every address that a page offers, reads no more than what
the two schools share, and decides nothing that is the inviting school's to decide."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from members.presence import COOKIE
from members.services import pupil_sign_in
from projects.models import JournalEntry
from projects.services import journal
from projects.services.invitations import answer_invitation, invite_class
from projects.services.plan import plan_line
from projects.services.tasks import add_task
from tests.projects.rows import answer, make_entry, make_photo, make_project, make_sheet, make_text
from tests.website.rows import make_decision
from tests.world import SECRET, make_classroom, make_device, make_open_class, make_pupils

HOST_ONLY = ("move", "edit", "budget", "story", "story-preview")


@pytest.fixture
def shared(world):
    """A project of Claire's class, decided by its council, in which Sonia's class takes part."""
    decision = make_decision(world.cooperative, world.year)
    world.project = make_project(
        world.cooperative, classrooms=[world.classroom], state="running", decision=decision, story="On a semé."
    )
    world.sonia  # leads the other cooperative
    world.theirs = make_classroom(world.other_cooperative, world.year, "CM1-CM2")
    invited = invite_class(world.project, classroom=world.theirs, by=world.actor(world.claire))
    answer_invitation(invited, accept=True, by=world.actor(world.sonia))
    add_task(world.project, title="Arroser", by=world.actor(world.claire))
    plan_line(world.project, side="out", words="graines de bourrache", amount=Decimal(45), by=world.actor(world.claire))
    world.room = {"id": world.other_cooperative.public_id, "project_id": world.project.public_id}
    world.browser = world.client(world.sonia)
    return world


def page(world, name, **more):
    return world.browser.get(reverse(f"projects:{name}", kwargs=world.room | more))


def test_every_address_that_a_page_offers_answers(shared):
    for classroom in (shared.classroom, shared.theirs):
        make_text(make_entry(shared.project, classroom))
    begun = reverse("projects:detail", kwargs=shared.room)
    seen, waiting, wrong = set(), [begun], []

    while waiting:
        address = waiting.pop()
        seen.add(address)
        found = shared.browser.get(address)
        if found.status_code not in (200, 302):
            wrong.append((address, found.status_code))
        if found.streaming or not found["Content-Type"].startswith("text/html"):
            continue
        main = found.content.decode().partition("<main")[2]
        offered = {link.partition("#")[0].partition("?")[0] for link in re.findall(r'(?:href|src)="(/[^"]+)"', main)}
        about = {link for link in offered if str(shared.project.public_id) in link or "/projects/" in link}
        waiting += [link for link in sorted(about) if link not in seen and link not in waiting]

    assert wrong == []
    assert reverse("projects:journal", kwargs=shared.room) in seen
    assert reverse("projects:tasks", kwargs=shared.room) in seen


@pytest.mark.parametrize("name", HOST_ONLY)
def test_what_the_inviting_school_decides_is_no_address_of_the_other(shared, name):
    theirs = reverse(f"projects:{name}", kwargs=shared.room | {"id": shared.cooperative.public_id})

    assert page(shared, name).status_code == 404
    assert shared.browser.get(theirs).status_code == 404
    assert shared.client(shared.claire).get(theirs).status_code == 200


def test_the_other_school_reads_what_is_planned_and_spent_in_two_sums(shared):
    read = page(shared, "detail").content.decode()

    assert "45,00\u00a0€" in read
    assert "graines de bourrache" not in read


def test_each_school_looks_at_the_pages_of_its_own_children(shared):
    (lina, zia) = (*make_pupils(shared.classroom, "Lisette"), *make_pupils(shared.theirs, "Zia"))
    ours = make_entry(shared.project, shared.theirs, checked=False, title="Les CM")
    make_text(ours, zia, words="On a semé en rond.")
    waits = make_entry(shared.project, shared.classroom, checked=False, title="Les petits")
    checked = make_entry(shared.project, shared.classroom, title="La haie")
    make_photo(checked, lina, words="Une photo que sa famille n’a pas encore permise")
    allowed = make_photo(checked, lina, words="Une photo permise")
    answer(make_sheet(shared.classroom, shared.project, by=shared.claire), lina)
    make_photo(checked, *make_pupils(shared.classroom, "Ulla"), words="Sans feuille")

    read = page(shared, "journal").content.decode()

    assert [title in read for title in ("Les CM", "Les petits", "La haie")] == [True, False, True]
    assert ("Une photo permise" in read, "Sans feuille" in read, "Lisette" in read) == (True, False, False)
    assert page(shared, "journal-page", page_id=ours.public_id).status_code == 200
    for entry in (waits, checked):
        assert page(shared, "journal-page", page_id=entry.public_id).status_code == 404
    assert page(shared, "journal-piece", piece_id=allowed.public_id).status_code == 404
    assert list(JournalEntry.objects.run_by(shared.actor(shared.claire)).filter(classroom=shared.theirs)) == []


def test_the_host_chooses_of_the_other_school_s_pieces_those_that_may_go_onto_the_site(shared):
    (zia,) = make_pupils(shared.theirs, "Zia")
    entry = make_entry(shared.project, shared.theirs)
    make_photo(entry, words="Des mains et de la terre")
    make_photo(entry, zia, words="Zia de dos")
    workshop = reverse("projects:story", args=[shared.cooperative.public_id, shared.project.public_id])

    read = shared.client(shared.claire).get(workshop).content.decode()

    assert ("Des mains et de la terre" in read, "Zia" in read) == (True, False)


def test_children_of_the_invited_class_write_take_tasks_and_see_no_purse(shared):
    (zia,) = make_pupils(shared.theirs, "Zia")
    device, _token = make_device(make_open_class(shared.theirs, shared.sonia))
    child = shared.client()
    child.cookies[COOKIE] = pupil_sign_in.sign_in(device, pupil=zia, pictures=SECRET)[1]
    place = {"project_id": shared.project.public_id}
    task = shared.project.tasks.get()
    sent = make_entry(shared.project, shared.classroom, checked=False, title="Pas encore relue")

    home = child.get(reverse("projects:pupil-project", kwargs=place))
    child.post(reverse("projects:pupil-task-act", kwargs=place | {"task_id": task.public_id}), {"take": "yes"})
    written = child.post(reverse("projects:pupil-page-new", kwargs=place), {"title": "Nos graines"})
    read = child.get(reverse("projects:pupil-project-journal", kwargs=place)).content.decode()

    assert "à dépenser" not in home.content.decode()
    assert list(task.pupils.all()) == [zia]
    assert written.status_code == 302
    assert shared.project.journal.get(title="Nos graines").classroom == shared.theirs
    assert sent.title not in read


def test_a_page_of_the_other_school_is_not_given_back_or_erased(shared):
    entry = make_entry(shared.project, shared.classroom)
    act = {"page_id": entry.public_id, "act": "remove"}

    assert shared.browser.post(reverse("projects:journal-page-act", kwargs=shared.room | act)).status_code == 404
    assert journal.JournalEntry.objects.filter(pk=entry.pk).exists()
