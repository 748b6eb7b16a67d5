"""What a tired adult may type on the forms of a project: each gets a sentence at its field, and loses nothing."""

import html

import pytest
from django.urls import reverse

from tests.projects.rows import make_project

LONG = "Un jardin " * 40
PASTED = '<p style="x">Un <b>verger</b></p>' + "x" * 120
DAY = {"act": "date", "date-beat": "do", "date-on": "14/03/2026", "date-title": "On sème", "date-until": ""}
HELPER = {"act": "partner", "partner-name": "La mairie", "partner-kind": "commune", "partner-help": ""}
LINE = {"act": "line", "side": "out", "words": "graines", "amount": "12,50"}
EDIT = {"title": "Un verger", "kind": "environment", "summary": "", "aims": "", "hours": ""}
NEW = {"title": "Un verger", "kind": "environment", "summary": ""}
MOVE = {"state": "running", "on": "01/10/2025", "reason": ""}
TASK = {"title": "Semer", "due_on": ""}
STORY = {"summary": "", "aims": "", "story": "On a semé.", "learnt": ""}

WRONG = [
    ("new", NEW, "title", ""), ("new", NEW, "title", LONG), ("new", NEW, "title", "   "), ("new", NEW, "kind", "magie"),
    ("new", NEW, "kind", ""), ("new", NEW, "summary", LONG), ("new", NEW, "title", PASTED),
    ("new", NEW, "title", "Un jardin avec Lina"),
    ("move", MOVE, "on", "31/02/2026"), ("move", MOVE, "on", "demain"), ("move", MOVE, "on", "01/01/2199"),
    ("move", MOVE, "state", "rêvé"), ("move", MOVE, "reason", LONG), ("move", MOVE, "on", ""),
    ("edit", EDIT, "hours", "-3"), ("edit", EDIT, "hours", "beaucoup"), ("edit", EDIT, "hours", "1e9"),
    ("edit", EDIT, "aims", LONG * 4), ("edit", EDIT, "title", ""), ("edit", EDIT, "aims", "Voir Lina danser"),
    ("plan", DAY, "date-title", ""), ("plan", DAY, "date-until", "13/03/2026"),
    ("plan", DAY, "date-until", "14/03/2026"),
    ("plan", DAY, "date-on", "le 14"), ("plan", DAY, "date-on", "14/03/0026"), ("plan", DAY, "date-beat", "rien"),
    ("plan", DAY, "date-title", LONG),
    ("plan", HELPER, "partner-name", "Mme Dupont"), ("plan", HELPER, "partner-name", LONG),
    ("plan", HELPER, "partner-help", "Jean Martin"), ("plan", {"act": "place", "place-name": ""}, "place-name", " "),
    ("budget", LINE, "amount", "douze"), ("budget", LINE, "amount", "1e9"), ("budget", LINE, "amount", "-4"),
    ("budget", LINE, "amount", "0"), ("budget", LINE, "amount", "12,345"), ("budget", LINE, "amount", "99999999999999"),
    ("budget", LINE, "amount", "🦋"), ("budget", LINE, "words", ""), ("budget", LINE, "side", "travers"),
    ("tasks", TASK, "title", ""), ("tasks", TASK, "title", LONG), ("tasks", TASK, "due_on", "bientôt"),
    ("tasks", TASK, "title", "Aider Lina"), ("tasks", TASK, "job", "le chef"),
    ("story", STORY, "story", LONG * 20), ("story", STORY, "learnt", "Lina a ri."), ("story", STORY, "summary", LONG),
]  # fmt: skip


@pytest.mark.parametrize(("page", "right", "field", "typed"), WRONG, ids=[f"{row[0]}-{row[2]}-{n}" for n, row in
                         enumerate(WRONG)])  # fmt: skip
def test_what_is_typed_wrongly_gets_a_sentence_at_its_field_and_is_not_lost(world, page, right, field, typed):
    world.lina
    project = make_project(world.cooperative, classrooms=[world.classroom], state="decided")
    place = {"id": world.cooperative.public_id} | ({} if page == "new" else {"project_id": project.public_id})

    answer = world.client(world.claire).post(reverse(f"projects:{page}", kwargs=place), right | {field: typed})

    assert answer.status_code == 422
    read = html.unescape(answer.content.decode())
    forms = answer.context["forms"].values() if page == "plan" else [answer.context["form"]]
    said = {form.add_prefix(name): list(errors) for form in forms for name, errors in form.errors.items()}
    assert list(said) == [field]
    assert all(sentence in read and sentence.endswith((".", "?", "!", "»")) for sentence in said[field])
    for name, words in (right | {field: typed}).items():
        if name not in ("act", "side", "state", "kind", "job") and not name.endswith(("-kind", "-beat")):
            assert words.strip() in read


@pytest.mark.parametrize("typed", ["🦋🐛 Un jardin", "<script>alert(1)</script>", "L’« hôtel » à insectes & co"])
def test_unusual_letters_are_kept_as_they_are_and_do_nothing(world, typed):
    address = reverse("projects:new", kwargs={"id": world.cooperative.public_id})

    shown = world.client(world.claire).post(address, NEW | {"title": typed}, follow=True)

    assert shown.status_code == 200
    assert typed in html.unescape(shown.content.decode())
    assert "<script>alert" not in shown.content.decode()
