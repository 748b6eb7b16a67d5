"""The jobs of a class: given for a term, handed over, retired; by the doors and by the pages."""

from datetime import date

import pytest

from members.models import ClassJob, JobTerm
from members.services import jobs
from tests.members.roster_walk import base, text


def holders(job: ClassJob, day: date) -> list[str]:
    return sorted(job.terms.in_force(day).values_list("pupil__first_name", flat=True))


def test_a_job_is_handed_over_and_the_former_holder_stays_in_its_history(world):
    job = jobs.add_job(world.classroom, kind="president", by=world.actor(world.claire))
    first, second = date(2025, 9, 1), date(2025, 11, 3)

    jobs.give_job(job, pupils=[world.lina], starts_on=first, ends_on=date(2026, 8, 31), by=world.actor(world.claire))
    for _ in range(2):
        jobs.give_job(
            job,
            pupils=[world.noe, world.zoe],
            starts_on=second,
            ends_on=date(2026, 8, 31),
            by=world.actor(world.claire),
        )

    assert holders(job, date(2025, 11, 2)) == ["Lina"]
    assert holders(job, second) == ["Noé", "Zoé"]
    assert job.terms.count() == 3


def test_a_job_has_dates_in_order_a_year_at_most_and_pupils_of_the_class(world):
    job = jobs.add_job(world.classroom, kind="president", by=world.actor(world.claire))
    day = date(2025, 9, 1)
    for pupils, starts, ends, sentence in [
        ([world.lina], day, date(2025, 8, 31), "La fin vient après le début"),
        ([world.lina], day, date(2026, 9, 30), "un an au plus"),
        ([world.marius], day, date(2026, 8, 31), "pas dans la classe"),
        ([world.lina, world.lina], day, date(2026, 8, 31), "choisi deux fois"),
    ]:
        with pytest.raises(jobs.JobRefused, match=sentence):
            jobs.give_job(job, pupils=pupils, starts_on=starts, ends_on=ends, by=world.actor(world.claire))


def test_a_class_has_jobs_of_its_own_with_a_title(world):
    by = world.actor(world.claire)
    hens = jobs.add_job(world.classroom, kind="own", title=" Responsable des poules ", by=by)

    assert jobs.add_job(world.classroom, kind="own", title="Responsable des poules", by=by) == hens
    assert (str(hens), str(jobs.add_job(world.classroom, kind="secretary", by=by))) == (
        "Responsable des poules",
        "secrétaire",
    )
    with pytest.raises(jobs.JobRefused, match="Donnez un nom à ce métier"):
        jobs.add_job(world.classroom, kind="own", title=" ", by=by)


def test_a_retired_job_keeps_its_past(world):
    by = world.actor(world.claire)
    job = jobs.add_job(world.classroom, kind="gardener", by=by)
    jobs.give_job(job, pupils=[world.lina], starts_on=date(2025, 9, 1), ends_on=date(2026, 8, 31), by=by)

    jobs.retire_job(job, on=date(2025, 12, 1), by=by)

    assert holders(job, date(2025, 12, 1)) == ["Lina"]
    assert holders(job, date(2025, 12, 2)) == []
    with pytest.raises(jobs.JobRefused, match="n’existe plus"):
        jobs.give_job(job, pupils=[world.lina], starts_on=date(2025, 12, 2), ends_on=date(2025, 12, 3), by=by)


def test_a_job_is_added_given_and_retired_by_the_pages(world):
    client = world.client(world.claire)
    client.post(base(world, world.classroom.public_id, "jobs"), {"kind": "treasurer"})
    job = ClassJob.objects.get()
    term = {"pupils": [str(world.lina.public_id)], "starts_on": "2025-09-01", "ends_on": "2026-08-31"}

    client.post(base(world, "jobs", job.public_id), term)
    given = [(row.pupil, row.starts_on, row.ends_on) for row in JobTerm.objects.all()]
    page = text(client.get(base(world, "jobs", job.public_id)))
    asked = text(client.get(base(world, "jobs", job.public_id, "retire")))
    still_there = ClassJob.objects.get().retired_on is None
    client.post(base(world, "jobs", job.public_id, "retire"))

    assert still_there
    assert "Personne ne fait ce métier en ce moment." in asked
    assert given == [(world.lina, date(2025, 9, 1), date(2026, 8, 31))]
    assert "du 01/09/2025 au 31/08/2026" in page
    assert ClassJob.objects.get().retired_on is not None


def test_a_job_of_its_own_needs_a_name_and_a_term_has_an_order(world):
    client = world.client(world.claire)
    nameless = client.post(base(world, world.classroom.public_id, "jobs"), {"kind": "own", "title": ""})
    client.post(base(world, world.classroom.public_id, "jobs"), {"kind": "own", "title": "Responsable des poules"})
    job = ClassJob.objects.get()
    backwards = client.post(base(world, "jobs", job.public_id), {"starts_on": "2026-08-31", "ends_on": "2025-09-01"})

    assert (nameless.status_code, "Donnez un nom à ce métier" in text(nameless)) == (422, True)
    assert (backwards.status_code, "La fin vient après le début." in text(backwards)) == (422, True)


def test_a_stranger_gives_no_job(world):
    job = jobs.add_job(world.classroom, kind="president", by=world.actor(world.claire))

    assert world.client(world.sonia).get(base(world, "jobs", job.public_id)).status_code == 404
