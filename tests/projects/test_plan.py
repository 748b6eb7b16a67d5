"""The plan of a project: its doors refuse what names a person, and its pages keep what one adds at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from finance.queries.figures import InAndOut
from finance.templatetags.project_money import against
from projects.errors import PlanRefused
from projects.models.plan import Beat
from projects.services.plan import add_date, add_partner, choose_skills, edit_project, plan_line, remove_row
from projects.services.skills import add_skill
from tests.projects.rows import make_project
from tests.world import make_pupils


@pytest.fixture
def project(world):
    return make_project(world.cooperative, classrooms=[world.classroom])


@pytest.fixture
def by(world):
    return world.actor(world.claire)


def act(world, name, project, **sent):
    place = {"id": world.cooperative.public_id, "project_id": project.public_id}
    client, address = world.client(world.claire), reverse(f"projects:{name}", kwargs=place)
    return client.post(address, sent) if sent else client.get(address)


def test_what_the_class_wants_is_kept_without_a_child_s_name(world, project, by):
    make_pupils(world.classroom, "Zélie")

    edit_project(project, title="Un  jardin", kind="culture", aims="Voir des papillons.\n Semer. ", hours=12, by=by)

    project.refresh_from_db()
    kept = (project.title, project.kind, project.aims, project.hours)
    assert kept == ("Un jardin", "culture", "Voir des papillons.\nSemer.", 12)
    with pytest.raises(PlanRefused) as refused:
        edit_project(project, title="Le jardin de Zélie", kind="culture", by=by)
    assert refused.value.field == "title"


def test_a_date_is_added_once_and_taken_off_twice(project, by):
    day = {"beat": Beat.DO, "on": date(2026, 3, 14), "title": "On sème", "by": by}

    one, again = add_date(project, **day), add_date(project, **day)
    for _ in range(2):
        remove_row(one, by=by)

    assert one == again
    assert not project.dates.exists()


@pytest.mark.parametrize("name", ["Mme Dupont", "Jean Martin", ""])
def test_a_partner_is_an_organisation(project, by, name):
    with pytest.raises(PlanRefused):
        add_partner(project, kind="other", name=name, by=by)


def test_a_line_of_the_budget_takes_the_new_amount(project, by):
    for amount in ("30", "45"):
        plan_line(project, side="out", words="graines et terre", amount=Decimal(amount), by=by)

    assert list(project.planned_lines.values_list("words", "amount")) == [("graines et terre", Decimal("45.00"))]


def test_skills_of_another_association_are_refused(world, project, by):
    theirs = add_skill(world.other_federation, words_fr="Semer", by=by)

    with pytest.raises(PlanRefused):
        choose_skills(project, skills=[theirs], by=by)


def test_the_plan_page_keeps_a_line_and_says_at_the_field_what_it_refuses(world, project):
    kept = act(world, "plan", project, act="partner", **{"partner-name": "La mairie", "partner-kind": "commune"})
    refused = act(world, "plan", project, act="partner", **{"partner-name": "Mme Dupont", "partner-kind": "other"})

    assert (kept.status_code, refused.status_code) == (302, 422)
    assert "Mme Dupont" in refused.content.decode()
    assert list(project.partners.values_list("name", flat=True)) == ["La mairie"]


def test_the_edit_page_keeps_words_and_skills(world, project, by):
    skill = add_skill(world.federation, words_fr="Semer", cycle=2, by=by)

    page = act(world, "edit", project, title="Un verger", kind="environment", skills=[skill.pk], hours="3")

    project.refresh_from_db()
    assert (page.status_code, project.title, list(project.skills.all())) == (302, "Un verger", [skill])


def test_the_budget_page_adds_a_line_and_shows_it_beside_the_book(world, project):
    act(world, "budget", project, act="line", side="out", words="graines", amount="12,50")

    page = act(world, "budget", project).content.decode()

    assert "12,50\u00a0€" in page


@pytest.mark.parametrize(("spent", "left", "over"), [("38.40", "6.60", "0"), ("50", "0", "5")])
def test_what_is_planned_stands_beside_what_the_book_says(spent, left, over):
    line = against("out", Decimal(45), InAndOut(went_out=Decimal(spent)))

    assert (line.left, line.over) == (Decimal(left), Decimal(over))


def test_a_child_reads_what_is_left_to_spend(world, by):
    project = make_project(world.cooperative, classrooms=[world.classroom], state="running")
    plan_line(project, side="out", words="graines", amount=Decimal(45), by=by)

    page = world.pupil_client(world.lina).get(reverse("projects:pupil-project", args=[project.public_id]))

    assert "Il reste <b>45,00\u00a0€</b> à dépenser." in page.content.decode()


ROWS = [
    ("plan", "date", {"beat": "do", "on": date(2026, 3, 14), "title": "On seme"},
     {"date-beat": "do", "date-on": "14/03/2026", "date-title": "On sème", "date-until": ""}, "dates", "title",
     "On sème"),
    ("plan", "partner", {"kind": "other", "name": "La merie"},
     {"partner-kind": "commune", "partner-name": "La mairie", "partner-help": ""}, "partners", "name", "La mairie"),
    ("plan", "place", {"name": "Le prau"}, {"place-name": "Le préau"}, "places", "name", "Le préau"),
    ("budget", "line", {"side": "out", "words": "grains", "amount": Decimal(4)},
     {"side": "out", "words": "graines", "amount": "45"}, "planned_lines", "words", "graines"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "part", "had", "sent", "rows", "field", "said"), ROWS, ids=[row[1] for row in ROWS])
def test_what_was_typed_is_corrected_in_the_form_that_it_came_by(
    world, project, page, part, had, sent, rows, field, said
):
    row = getattr(project, rows).create(**had)
    other = getattr(project, rows).create(**had | {field: f"{said} aussi"})
    place = {"id": world.cooperative.public_id, "project_id": project.public_id}
    address, client = reverse(f"projects:{page}", kwargs=place), world.client(world.claire)
    typed = next(name for name in sent if name.endswith(field))

    offered = client.get(f"{address}?change={row.public_id}").content.decode()
    kept = client.post(address, {"act": f"change-{part}", "which": row.public_id} | sent)
    twice = client.post(address, {"act": f"change-{part}", "which": other.public_id} | sent)
    empty = client.post(address, {"act": f"change-{part}", "which": other.public_id} | sent | {typed: ""})

    row.refresh_from_db()
    assert had[field] in offered
    assert (kept.status_code, getattr(row, field)) == (302, said)
    assert (twice.status_code, empty.status_code, getattr(project, rows).count()) == (422, 422, 2)


def test_a_number_that_is_none_is_no_row(world, project):
    for sent in ({"act": "change-date", "which": "x"}, {"act": "remove-date", "which": "1"}, {"act": "melt-date"}):
        assert act(world, "plan", project, **sent).status_code == 404
