"""Jobs that go round, and the badges of those who have done them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from members.models import ClassJob
from members.queries_pupils import badges_of
from members.services import jobs
from members.services.rota import pass_on, set_rota, turn_rotas
from tests.cooperatives.drafts import year_of_today
from tests.members.test_pupils_jobs import holders
from tests.world import make_classroom, make_pupils

FIRST = date(2025, 9, 1)


@pytest.fixture
def job(world) -> ClassJob:
    world.lina, world.noe, world.zoe
    by = world.actor(world.claire)
    return set_rota(jobs.add_job(world.classroom, kind="gardener", by=by), weeks=2, by=by)


def test_each_child_has_the_job_once_before_anybody_has_it_again(world, job):
    had = []
    for fortnight in range(4):
        day = FIRST + timedelta(weeks=2 * fortnight)
        for _ in range(2):  # the button is tapped twice
            pass_on(job, on=day, by=world.actor(world.claire))
        had += holders(job, day)
    assert (sorted(had[:3]), had[3]) == (["Lina", "Noé", "Zoé"], had[0])


def test_the_night_passes_on_what_nobody_has_and_nothing_else(world, job):
    elected = jobs.add_job(world.classroom, kind="president", by=world.actor(world.claire))
    assert [turn_rotas(on=FIRST), turn_rotas(on=FIRST), turn_rotas(on=FIRST + timedelta(days=13))] == [1, 0, 0]
    assert turn_rotas(on=FIRST + timedelta(days=14)) == 1
    assert not elected.terms.exists()


def test_the_last_turn_ends_with_the_year_and_none_begins_after_it(world, job):
    last = world.year.ends - timedelta(days=3)
    pass_on(job, on=last, by=world.actor(world.claire))
    assert job.terms.get().ends_on == world.year.ends
    assert turn_rotas(on=world.year.ends + timedelta(days=1)) == 0


def test_a_job_that_does_not_go_round_is_not_passed_on(world, job):
    by = world.actor(world.claire)
    set_rota(job, weeks=None, by=by)
    with pytest.raises(jobs.JobRefused, match="ne tourne pas"):
        pass_on(job, on=FIRST, by=by)
    with pytest.raises(jobs.JobRefused, match="d’une à dix semaines"):
        set_rota(job, weeks=11, by=by)


def test_a_badge_stays_on_the_childs_own_page_after_the_job(world, job):
    by, day = world.actor(world.claire), date.today()
    jobs.give_job(job, pupils=[world.lina], starts_on=day - timedelta(days=20), ends_on=day - timedelta(days=6), by=by)
    [badge] = badges_of(world.lina.pk, world.classroom.pk, on=day)
    assert (badge.job, badge.now) == (job, False)
    assert "Les métiers que tu as déjà faits" in world.pupil_client(world.lina).get(reverse("members:pupil-home")).text
    assert badges_of(world.noe.pk, world.classroom.pk, on=day) == []


def test_the_page_says_who_is_next_and_passes_the_job_on(world):
    classroom = make_classroom(world.cooperative, year_of_today(world), "CE1")
    make_pupils(classroom, "Ada")
    by = world.actor(world.claire)
    job = set_rota(jobs.add_job(classroom, kind="gardener", by=by), weeks=1, by=by)
    where = [world.cooperative.public_id, job.public_id]
    client, page = world.client(world.claire), reverse("members:job", args=where)

    assert "Ensuite\u00a0: Ada." in client.get(page).text
    client.post(reverse("members:job-rota", args=where), {"next": "yes"})
    client.post(reverse("members:job-rota", args=where), {"weeks": "3"})
    job.refresh_from_db()
    assert (holders(job, date.today()), job.rota_weeks) == (["Ada"], 3)


def test_a_class_whose_year_is_over_is_told_so(world, job):
    answer = world.client(world.claire).post(
        reverse("members:job-rota", args=[world.cooperative.public_id, job.public_id]), {"next": "yes"}, follow=True
    )
    assert "Personne à qui passer ce métier" in answer.text
