"""The papers of the projects' room, each as its page gives it: its bytes and its title."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tests.projects.rows import make_project


def looking_back(world) -> tuple[bytes, str]:
    project = make_project(world.cooperative, "Un bilan", classrooms=[world.classroom])
    where = [world.cooperative.public_id, project.public_id]
    answer = world.client(world.claire).get(reverse("projects:look-back-sheet", args=where))
    return answer.content, _("Ce que je pense de notre projet")


def activity_report(world) -> tuple[bytes, str]:
    where = [world.cooperative.public_id, world.year.slug]
    answer = world.client(world.claire).get(reverse("projects:report-paper", args=where))
    return answer.content, _("Compte rendu d’activité %(year)s") % {"year": world.year.slug}


ALL = (looking_back, activity_report)
