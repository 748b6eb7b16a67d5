"""Classes of other cooperatives are invited, and their own adults answer."""

import pytest
from django.urls import reverse

from members.models import Notification
from members.notifications import address_of
from projects.errors import PlanRefused
from projects.friday import invitation_line
from projects.models import Project
from projects.services.invitations import answer_invitation, invite_class, withdraw_invitation
from tests.projects.rows import make_project
from tests.world import make_classroom


@pytest.fixture
def project(world):
    return make_project(world.cooperative, classrooms=[world.classroom])


@pytest.fixture
def theirs(world):
    world.sonia  # leads the other cooperative
    return make_classroom(world.other_cooperative, world.year, "CM1-CM2")


@pytest.fixture
def invited(world, project, theirs):
    return invite_class(project, classroom=theirs, words="Venez semer avec nous.", by=world.actor(world.claire))


def test_a_class_is_invited_once_and_its_adults_are_told(world, project, theirs, invited):
    again = invite_class(project, classroom=theirs, by=world.actor(world.claire))

    assert again == invited
    assert [news.user for news in Notification.objects.filter(kind="projects.invited")] == [world.sonia]
    assert "Un jardin" in invitation_line(world.actor(world.sonia), world.other_cooperative).sentence


def test_a_class_that_accepts_takes_part_and_its_adult_leads_the_project(world, project, theirs, invited):
    by = world.actor(world.sonia)
    assert not Project.objects.run_by(by).filter(pk=project.pk).exists()

    for _ in range(2):
        answer_invitation(invited, accept=True, by=by)

    assert set(project.classrooms.all()) == {world.classroom, theirs}
    assert Project.objects.run_by(by).filter(pk=project.pk).exists()
    assert Notification.objects.get(kind="projects.invitation-answered").user == world.claire
    with pytest.raises(PlanRefused):
        withdraw_invitation(invited, by=world.actor(world.claire))


def test_a_class_that_takes_part_may_leave_and_is_not_asked_twice(world, project, theirs, invited):
    by = world.actor(world.sonia)
    answer_invitation(invited, accept=True, by=by)

    answer_invitation(invited, accept=False, by=by)

    assert set(project.classrooms.all()) == {world.classroom}
    assert not Project.objects.run_by(by).filter(pk=project.pk).exists()
    assert Notification.objects.filter(kind="projects.invitation-answered").count() == 2
    with pytest.raises(PlanRefused):
        answer_invitation(invited, accept=True, by=by)


def test_an_invitation_that_was_taken_back_is_not_answered(world, invited):
    withdraw_invitation(invited, by=world.actor(world.claire))

    with pytest.raises(PlanRefused):
        answer_invitation(invited, accept=True, by=world.actor(world.sonia))


def test_a_class_of_the_own_school_is_not_invited(world, project):
    with pytest.raises(PlanRefused):
        invite_class(project, classroom=world.classroom, by=world.actor(world.claire))


def test_the_pages_find_a_class_by_its_commune_invite_it_and_take_its_answer(world, project, theirs):
    ours = reverse("projects:classes", kwargs={"id": world.cooperative.public_id, "project_id": project.public_id})
    claire, sonia = world.client(world.claire), world.client(world.sonia)
    commune = world.other_cooperative.school.commune

    found = claire.get(ours, {"q": commune})
    claire.post(ours, {"act": "invite", "classroom": theirs.public_id, "words": "", "q": commune})
    place = {"id": world.other_cooperative.public_id, "invitation_id": project.invitations.get().public_id}
    sonia.post(reverse("projects:invitation", kwargs=place), {"answer": "yes"})

    assert found.context["found"] == [theirs]
    room = {"id": world.other_cooperative.public_id, "project_id": project.public_id}
    assert sonia.get(reverse("projects:plan", kwargs=room)).status_code == 200
    assert claire.get(reverse("projects:invitation", kwargs=place)).status_code == 404


def test_the_news_of_an_invitation_leads_to_where_it_is_answered(world, invited):
    told = Notification.objects.get(kind="projects.invited")
    answer_invitation(invited, accept=True, by=world.actor(world.sonia))
    answered = Notification.objects.get(kind="projects.invitation-answered")

    rooms = [reverse("projects:list", args=[one.public_id]) for one in (world.other_cooperative, world.cooperative)]
    assert [address_of(told), address_of(answered)] == rooms
