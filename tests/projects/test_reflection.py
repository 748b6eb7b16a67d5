"""A class looks back on a project: papers without names, counted once, then erased."""

from datetime import timedelta

import pytest
from django.db import connection

from projects import friday
from projects.errors import ReflectionRefused
from projects.models import Reflection, ReflectionPaper, ReflectionTurnout
from projects.queries.reflection import summary_shown
from projects.services import reflection as doors
from tests.projects.rows import make_project


@pytest.fixture
def box(world):
    project = make_project(world.cooperative, "Un jardin", classrooms=[world.classroom], state="finished")
    return doors.open_reflection(project, classroom=world.classroom, by=world.actor(world.claire))


def put(world, box, pupil, **said):
    paper = {"face": 3, "words": {"worked": "On a bien   semé."}, "skills": {"listen": 2}} | said
    doors.put_in_paper(box, pupil=pupil, session=world.open_class, **paper)


def test_a_paper_goes_in_once_and_all_papers_are_written_anew(world, box):
    put(world, box, world.lina)
    [first] = ReflectionPaper.objects.values_list("pk", flat=True)
    put(world, box, world.noe, face=1, words={}, skills={})

    assert first not in ReflectionPaper.objects.values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM projects_reflectionpaper")
        assert cursor.fetchone()[1] == 2
    with pytest.raises(ReflectionRefused, match="déjà répondu"):
        put(world, box, world.lina)


def test_a_first_name_is_refused_at_its_question(world, box):
    with pytest.raises(ReflectionRefused, match="prénom") as refused:
        put(world, box, world.lina, words={"hard": f"C’était dur avec {world.noe.first_name}."})

    assert refused.value.field == "hard"
    assert not ReflectionTurnout.objects.exists()


def test_closing_counts_and_erases_papers_and_list(world, box):
    put(world, box, world.lina)
    put(world, box, world.noe, face=1, words={"worked": "Arroser."}, skills={"listen": 3})

    closed = doors.close_reflection(box, by=world.actor(world.claire))

    assert not ReflectionPaper.objects.exists()
    assert not ReflectionTurnout.objects.exists()
    assert closed.summary["faces"] == {"1": 1, "2": 0, "3": 1}
    assert closed.summary["skills"]["listen"] == {"1": 0, "2": 1, "3": 1}
    assert {one["words"] for one in closed.summary["waiting"]} == {"On a bien semé.", "Arroser."}
    assert summary_shown(closed).few
    with pytest.raises(ReflectionRefused, match="terminé"):
        put(world, box, world.zoe)


def test_what_the_adult_leaves_is_forgotten_and_what_stays_is_told_once(world, box):
    by = world.actor(world.claire)
    put(world, box, world.lina)
    put(world, box, world.noe, words={"worked": "Arroser."})
    closed = doors.close_reflection(box, by=by)
    place = [one["words"] for one in closed.summary["waiting"]].index("Arroser.")

    kept = doors.keep_sentences(closed, chosen=[place], by=by)
    for _twice in range(2):
        project = doors.tell_in_story(kept, by=by)

    assert (kept.summary["waiting"], [one["words"] for one in kept.summary["kept"]]) == ([], ["Arroser."])
    assert project.learnt == "«\u00a0Arroser.\u00a0»"


def test_an_empty_box_is_not_counted(world, box):
    with pytest.raises(ReflectionRefused, match="Personne"):
        doors.close_reflection(box, by=world.actor(world.claire))


def test_a_child_answers_one_question_a_screen_and_nothing_is_kept_before_the_last(world, box):
    type(world.lina).objects.filter(pk=world.lina.pk).update(reading_age=9)
    tablet = world.pupil_client(world.lina)
    address = f"/fr/pupil/projects/{box.project.public_id}/look-back/"

    said, page = {}, tablet.get(address)
    for answer in ({"face": "3"}, {"words_worked": "Semer."}, {}, {}, {"words_deciding": "Voter."}):
        said |= answer
        page = tablet.post(address, said | {"screen": page.context["place"]})
        assert (page.status_code, box.papers.count()) == (200, 0)
    assert tablet.post(address, said | {"screen": 5, "skill_listen": "3"}).status_code == 302

    [paper] = box.papers.all()
    assert (paper.face, paper.words, paper.skills) == (3, {"worked": "Semer.", "deciding": "Voter."}, {"listen": 3})
    assert "sans ton nom" in tablet.get(address).content.decode()


def test_a_first_name_brings_the_child_back_to_its_question_with_all_that_was_written(world, box):
    tablet = world.pupil_client(world.lina)
    address = f"/fr/pupil/projects/{box.project.public_id}/look-back/"

    page = tablet.post(address, {"screen": 0, "face": "2", "words_one": "Avec Noé."})

    assert page.status_code == 422
    assert "Avec Noé." in page.content.decode()
    assert "prénom" in page.content.decode()


def test_the_adult_opens_counts_keeps_and_never_reads_a_paper(world, box):
    put(world, box, world.lina, words={"worked": "Semer ensemble."})
    claire = world.client(world.claire)
    place = f"/fr/cooperatives/{world.cooperative.public_id}/projects/{box.project.public_id}/"

    assert "Semer ensemble." not in claire.get(f"{place}look-back/").content.decode()
    for act in ({"act": "close"}, {"act": "keep", "sentence": ["0"]}, {"act": "tell"}):
        claire.post(f"{place}look-back/act/", act | {"classroom": world.classroom.public_id})
    box.project.refresh_from_db()

    assert box.project.learnt == "«\u00a0Semer ensemble.\u00a0»"
    assert "Semer ensemble." in claire.get(place).content.decode()
    assert claire.get(f"{place}look-back/sheet.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("age", [6, 9, 12])
def test_each_age_is_asked_in_its_own_words(world, box, age):
    type(world.lina).objects.filter(pk=world.lina.pk).update(reading_age=age)
    tablet = world.pupil_client(world.lina)
    last = 1 if age == 6 else 5

    page = tablet.post(f"/fr/pupil/projects/{box.project.public_id}/look-back/", {"screen": last - 1})

    words = {6: "J’écoute.", 9: "J’écoute les autres.", 12: "J’écoute jusqu’au bout, même quand"}
    assert [key for key, said in words.items() if f"<span>{said}" in page.content.decode()] == [age]


def told(box, on):
    box.project.state = "told"
    box.project.save()
    box.project.steps.create(state="told", on=on)


@pytest.mark.parametrize(("papers", "left"), [(1, ["closed"]), (0, [])])
def test_a_box_that_nobody_closed_closes_by_itself_a_month_after_the_story(world, box, papers, left):
    if papers:
        put(world, box, world.lina)
    day = world.year.starts + timedelta(days=100)
    told(box, day - doors.LEFT_OPEN)

    assert doors.close_ended(day - timedelta(days=1)) == 0
    assert doors.close_ended(day) == 1
    assert [one.state for one in Reflection.objects.all()] == left
    assert not ReflectionPaper.objects.exists()


def test_the_end_of_the_year_closes_every_box_and_a_month_later_forgets_what_was_not_chosen(world, box):
    put(world, box, world.lina)
    after = world.year.ends + timedelta(days=1)

    assert [doors.close_ended(world.year.ends), doors.close_ended(after)] == [0, 1]
    assert len(Reflection.objects.get().summary["waiting"]) == 1
    doors.close_ended(after + doors.LEFT_OPEN)
    assert (Reflection.objects.get().summary["waiting"], Reflection.objects.get().summary["answered"]) == ([], 1)


def test_friday_tells_of_a_box_with_papers_until_it_is_counted(world, box):
    by, line = world.actor(world.claire), friday.looking_back_line
    assert line(by, world.cooperative) is None
    put(world, box, world.lina)

    assert "Un jardin" in line(by, world.cooperative).sentence
    assert line(world.actor(world.martine), world.cooperative) is None
    doors.close_reflection(box, by=by)
    assert line(by, world.cooperative) is None
