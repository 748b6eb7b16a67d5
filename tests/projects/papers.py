"""The papers of the projects' room, each as its page gives it: its bytes and its title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tests.projects.rows import make_project, make_sheet


def looking_back(world) -> tuple[bytes, str]:
    project = make_project(world.cooperative, "Un bilan", classrooms=[world.classroom])
    where = [world.cooperative.public_id, project.public_id]
    answer = world.client(world.claire).get(reverse("projects:look-back-sheet", args=where))
    return answer.content, _("Ce que je pense de notre projet")


def activity_report(world) -> tuple[bytes, str]:
    where = [world.cooperative.public_id, world.year.slug]
    answer = world.client(world.claire).get(reverse("projects:report-paper", args=where))
    return answer.content, _("Compte rendu d’activité %(year)s") % {"year": world.year.slug}


def leaflet(world) -> tuple[bytes, str]:
    return _story(world, "leaflet"), _("Dépliant\u00a0: %(title)s") % {"title": "La haie"}


def poster(world) -> tuple[bytes, str]:
    return _story(world, "poster"), _("Affiche\u00a0: %(title)s") % {"title": "La haie"}


def _story(world, which: str) -> bytes:
    project = make_project(world.cooperative, "La haie", classrooms=[world.classroom], story="On a planté.")
    where = [world.cooperative.public_id, project.public_id]
    return world.client(world.claire).get(reverse(f"projects:story-{which}", args=where)).content


def consent_sheet(world) -> tuple[bytes, str]:
    assert world.lina
    project = make_project(world.cooperative, "Une haie", classrooms=[world.classroom])
    sheet = make_sheet(world.classroom, project, by=world.claire, title="La haie")
    where = [world.cooperative.public_id, sheet.public_id]
    answer = world.client(world.claire).get(reverse("projects:consent-paper", args=where))
    return answer.content, _("Photos, voix et dessins\u00a0: %(title)s") % {"title": sheet.title}


ALL = (looking_back, activity_report, leaflet, poster, consent_sheet)
