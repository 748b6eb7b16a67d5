"""What was a mistake in the life of a project is put right, and who did it and why stays."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from councils.models import AgendaItem, Council, Slip
from councils.services.councils import open_councils
from finance.forms.grants import ActivityForm, GrantForm
from finance.services.books import open_book
from occe.kit.actors import PupilActor
from projects.errors import PlanRefused, ProjectRefused
from projects.friday import ideas_line
from projects.models import Project, ProjectStep, SetAside, StepCorrection
from projects.queries.council import council_section
from projects.queries.reports import projects_of_year
from projects.services.aside import set_aside, take_up_again
from projects.services.invitations import answer_invitation, invite_class
from projects.services.life import correct_day, decide_project, move_project, propose_project
from projects.services.reports import begin_report
from tests.councils.sittings import make_sitting
from tests.finance.ledger import refuses
from tests.projects.rows import make_project
from tests.website.rows import make_decision
from tests.world import make_classroom

WHY = "Des mots écrits pour essayer."


@pytest.fixture
def idea(world):
    """What a child typed for fun."""
    return propose_project(
        world.cooperative, title="Azertyuiop", kind="other", classrooms=[world.classroom], by=world.actor(world.claire)
    )


def place(project, **more):
    return {"id": project.cooperative.public_id, "project_id": project.public_id} | more


def lina_of(world):
    return PupilActor(
        pupil_id=world.lina.pk, class_session_id=world.open_class.pk, classroom_id=world.classroom.pk,
        cooperative_id=world.cooperative.pk, federation_id=world.federation.pk,
    )  # fmt: skip


def aside(world, project):
    return set_aside(project, reason=WHY, by=world.actor(world.claire))


def test_an_idea_that_lies_aside_is_out_of_the_class_s_sight_and_comes_back(world, idea):
    child = world.pupil_client(world.lina)
    lists, page = reverse("projects:pupil-projects"), reverse("projects:pupil-project", args=[idea.public_id])
    assert idea.title in child.get(lists).text

    aside(world, idea)
    away = (idea.title in child.get(lists).text, child.get(page).status_code)
    take_up_again(idea, by=world.actor(world.claire))

    assert away == (False, 404)
    assert (idea.title in child.get(lists).text, child.get(page).status_code) == (True, 200)
    row = SetAside.objects.get()
    assert (row.reason, row.by, row.back_by) == (WHY, world.claire, world.claire)


def test_the_adult_sets_an_idea_aside_on_its_page_and_finds_it_under_its_name(world, idea):
    client, lists = world.client(world.claire), reverse("projects:list", kwargs={"id": idea.cooperative.public_id})
    answer = client.post(reverse("projects:aside", kwargs=place(idea)), {"reason": WHY}, follow=True)

    assert idea.title not in answer.text
    assert idea.title in client.get(lists, {"state": "aside"}).text
    page = client.get(reverse("projects:detail", kwargs=place(idea)))
    assert WHY in page.text
    assert "Claire" in page.text
    assert page.context["acts"] == []
    client.post(reverse("projects:aside-back", kwargs=place(idea)))
    assert idea.title in client.get(lists).text


def test_setting_aside_asks_why_at_its_field_and_keeps_nobody_s_name(world, idea):
    answers = [
        world.client(world.claire).post(reverse("projects:aside", kwargs=place(idea)), {"reason": reason})
        for reason in ("", "  ", f"{world.lina.first_name} a écrit n’importe quoi")
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all("reason" in answer.context["form"].errors for answer in answers)
    assert not SetAside.objects.exists()


def test_an_idea_is_set_aside_once_and_a_decided_project_is_not(world, idea):
    assert aside(world, idea) == aside(world, idea)

    with pytest.raises(ProjectRefused):
        move_project(idea, state=Project.State.DECIDED, on=date(2026, 1, 5), by=world.actor(world.claire))
    with pytest.raises(ProjectRefused):
        aside(world, make_project(world.cooperative, "La haie", state="decided"))


def test_an_idea_that_lies_aside_leaves_the_agenda_and_a_twin_may_be_written_again(world, idea):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    brings = reverse("projects:to-council", kwargs=place(idea))
    client = world.client(world.claire)
    client.post(brings)
    assert AgendaItem.objects.for_next_time().get().title == idea.title

    aside(world, idea)
    gone = AgendaItem.objects.for_next_time().exists()
    twin = propose_project(
        world.cooperative, title=idea.title, kind="other", classrooms=[world.classroom], by=world.actor(world.claire)
    )
    take_up_again(idea, by=world.actor(world.claire))
    client.post(brings)
    client.post(brings)

    assert (gone, twin == idea) == (False, False)
    assert AgendaItem.objects.for_next_time().get().title == idea.title


def test_an_idea_of_which_the_council_spoke_does_not_wait_for_it_any_more(world, idea):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    world.client(world.claire).post(reverse("projects:to-council", kwargs=place(idea)))
    before = council_section(idea, world.actor(world.claire))

    sitting = make_sitting(Council.objects.get(classroom=world.classroom))
    AgendaItem.objects.update(state=AgendaItem.State.DONE, meeting=sitting)
    after = council_section(idea, world.actor(world.claire))

    assert (before.context["waits"], after.context["waits"]) == (True, False)
    assert after.context["spoken"] == AgendaItem.objects.get()
    assert after.context["council"] == Council.objects.get(classroom=world.classroom)


def test_an_idea_that_lies_aside_is_in_no_activity_report(world, idea):
    year = begin_report(world.cooperative, world.year).year
    ProjectStep.objects.create(project=idea, state="running", on=year.starts)
    assert idea in projects_of_year(world.cooperative, year)

    aside(world, idea)

    assert idea not in projects_of_year(world.cooperative, year)


def test_an_idea_s_page_is_short(world, idea):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    page = world.client(world.claire).get(reverse("projects:detail", kwargs=place(idea)))

    assert [section.key for section in page.context["sections"]] == ["council", "aims", "plan", "money", "path"]
    assert "0,00" not in page.text


def test_what_a_child_thought_of_is_on_the_adult_s_friday_until_it_is_brought_or_set_aside(world):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    said = {"kind": "other", "classrooms": [world.classroom], "by": lina_of(world)}
    hut, pond = (propose_project(world.cooperative, title=title, **said) for title in ("Une cabane", "Une mare"))
    claire = world.actor(world.claire)
    told = [ideas_line(claire, world.cooperative).sentence]

    aside(world, pond)
    line = ideas_line(claire, world.cooperative)
    world.client(world.claire).post(reverse("projects:to-council", kwargs=place(hut)))

    assert [*told, line.sentence] == ["Lire 2 idées de projet", "Lire 1 idée de projet"]
    assert line.url == reverse("projects:detail", kwargs=place(hut))
    assert ideas_line(claire, world.cooperative) is None
    assert ideas_line(world.actor(world.sonia), world.other_cooperative) is None


def test_an_idea_that_is_taken_up_again_waits_on_the_adult_s_friday_until_it_is_brought_again(world):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    idea = propose_project(
        world.cooperative, title="Une mare", kind="other", classrooms=[world.classroom], by=lina_of(world)
    )
    claire, brings = world.actor(world.claire), reverse("projects:to-council", kwargs=place(idea))
    world.client(world.claire).post(brings)
    aside(world, idea)
    take_up_again(idea, by=claire)
    told = ideas_line(claire, world.cooperative)
    world.client(world.claire).post(brings)

    assert told.sentence == "Lire 1 idée de projet"
    assert ideas_line(claire, world.cooperative) is None


def test_an_idea_with_which_a_child_s_words_are_spoken_of_stays_on_the_agenda(world, idea):
    open_councils([world.cooperative], world.year, by=world.actor(world.claire))
    world.client(world.claire).post(reverse("projects:to-council", kwargs=place(idea)))
    item = AgendaItem.objects.get()
    Slip.objects.create(
        council=item.council, pupil=world.lina, kind="idea", text="Une mare.", item=item, opened_on="2025-11-20"
    )

    aside(world, idea)

    assert AgendaItem.objects.for_next_time().get() == item


def test_what_the_public_reads_is_not_set_aside(world, idea):
    Project.objects.filter(pk=idea.pk).update(published_at="2026-01-05T12:00Z", story="On a semé.")

    with pytest.raises(ProjectRefused, match="récit"):
        aside(world, idea)


def test_a_class_is_not_invited_to_an_idea_that_lies_aside(world, idea):
    by, theirs = world.actor(world.claire), make_classroom(world.other_cooperative, world.year)
    waiting = invite_class(idea, classroom=theirs, by=by)
    aside(world, idea)

    with pytest.raises(PlanRefused):
        answer_invitation(waiting, accept=True, by=world.actor(world.sonia))
    with pytest.raises(PlanRefused, match="de côté"):
        invite_class(idea, classroom=theirs, by=by)


def test_a_decision_is_tied_only_where_the_day_that_goes_with_it_holds(world, idea):
    decision = make_decision(world.cooperative, world.year)
    answer = world.client(world.claire).post(
        reverse("projects:move", kwargs=place(idea)),
        {"decision": decision.public_id, "state": "running", "on": f"{decision.date - timedelta(days=9)}"},
    )

    idea.refresh_from_db()
    assert (answer.status_code, idea.state, idea.decision) == (422, "idea", None)


@pytest.fixture
def running(world):
    """A project whose start was typed with the wrong month."""
    project = make_project(world.cooperative, classrooms=[world.classroom])
    by = world.actor(world.claire)
    move_project(project, state=Project.State.DECIDED, on=date(2025, 9, 18), by=by)
    return move_project(project, state=Project.State.RUNNING, on=date(2025, 12, 1), by=by)


def step(project, state="running"):
    return project.steps.get(state=state)


def test_a_day_that_was_typed_wrong_is_put_right_and_the_first_one_stays_readable(world, running):
    client = world.client(world.claire)
    address = reverse("projects:step-day", kwargs=place(running, number=2))
    sent = {"on": "01/10/2025", "reason": "Le mois était faux."}

    answers = [client.post(address, sent).status_code for _again in range(2)]

    correction = StepCorrection.objects.get()
    assert (answers, step(running).on) == ([302, 302], date(2025, 10, 1))
    assert (correction.was, correction.on, correction.by) == (date(2025, 12, 1), date(2025, 10, 1), world.claire)
    told = client.get(reverse("projects:move", kwargs=place(running))).text
    assert "01/12/2025" in told
    assert "Le mois était faux." in told


@pytest.mark.parametrize(("number", "on"), [(2, date(2025, 9, 1)), (1, date(2025, 12, 2))], ids=["before", "after"])
def test_a_day_does_not_jump_over_the_next_step(world, running, number, on):
    row = list(running.steps.order_by("pk"))[number - 1]

    with pytest.raises(ProjectRefused) as refusal:
        correct_day(row, on=on, reason="Faux.", by=world.actor(world.claire))

    assert refusal.value.field == "on"
    assert not StepCorrection.objects.exists()


def test_a_project_does_not_begin_before_it_was_decided(world, running):
    with pytest.raises(ProjectRefused) as refusal:
        move_project(running, state=Project.State.FINISHED, on=date(2025, 11, 30), by=world.actor(world.claire))

    assert refusal.value.field == "on"


def test_the_day_of_the_council_s_decision_is_the_register_s(world):
    decision = make_decision(world.cooperative, world.year)
    project = make_project(world.cooperative, decision=decision)
    move_project(project, state=Project.State.DECIDED, on=decision.date, by=world.actor(world.claire))

    with pytest.raises(ProjectRefused):
        correct_day(step(project, "decided"), on=date(2025, 9, 2), reason="Faux.", by=world.actor(world.claire))


def test_a_day_stays_in_the_year_whose_report_was_sent(world, running):
    report = begin_report(world.cooperative, world.year)
    type(report).objects.filter(pk=report.pk).update(
        state="sent",
        sent_at="2026-06-30T10:00Z",
        sent_by=world.claire,
        figures={},
        decision=make_decision(world.cooperative, world.year),
    )
    late = date(world.year.starts.year + 1, 9, 2)

    with pytest.raises(ProjectRefused):
        correct_day(step(running), on=late, reason="Faux.", by=world.actor(world.claire))


def test_a_correction_names_no_child(world, running):
    with pytest.raises(PlanRefused):
        correct_day(
            step(running),
            on=date(2025, 10, 1),
            reason=f"{world.lina.first_name} a mal lu.",
            by=world.actor(world.claire),
        )


ATTACKS = {
    "day without why": ("projects_projectstep_stays", lambda p: p.steps.update(on=date(2025, 10, 2))),
    "aside while it runs": ("projects_setaside_is_an_idea", lambda p: p.set_asides.create(reason="Non.")),
    "aside without why": ("projects_setaside_says_why", lambda p: p.set_asides.create(reason="")),
}


@pytest.mark.parametrize(("constraint", "attack"), ATTACKS.values(), ids=ATTACKS)
def test_the_database_moves_no_day_and_hides_no_project_without_a_reason(running, constraint, attack):
    with refuses(constraint):
        attack(running)


def test_the_database_takes_no_correction_that_moves_nothing(running):
    with refuses("projects_stepcorrection_holds"):
        step(running).corrections.create(was=date(2025, 12, 1), on=date(2025, 10, 1), reason="Faux.")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_keeps_why_an_idea_was_set_aside(world, idea):
    aside(world, idea)

    with refuses("projects_setaside_stays"):
        SetAside.objects.update(reason="Autre chose.")
    with refuses("projects_setaside_is_an_idea"):
        Project.objects.filter(pk=idea.pk).update(state="decided")


def test_money_is_asked_for_no_idea_that_lies_aside(world, idea):
    book = open_book(world.cooperative, world.year, by=world.actor(world.claire))
    offered = [idea in form(book=book).fields["project"].queryset for form in (GrantForm, ActivityForm)]
    aside(world, idea)

    assert offered == [True, True]
    assert [idea in form(book=book).fields["project"].queryset for form in (GrantForm, ActivityForm)] == [False, False]


def test_a_project_that_became_an_idea_again_is_tied_to_the_decision_that_came_first(world, idea):
    by, decision = world.actor(world.claire), make_decision(world.cooperative, world.year)
    later = decision.date + timedelta(days=2)
    move_project(idea, state=Project.State.RUNNING, on=later, by=by)
    move_project(idea, state=Project.State.IDEA, on=later, by=by, reason="Le conseil avait déjà décidé.")

    decide_project(idea, decision=decision, by=by)

    assert idea.steps.order_by("-pk").first().on == decision.date
