"""The lines of « Mon vendredi » that projects fill in."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, SchoolYear, classrooms_led_by
from cooperatives.permissions import holds_mandate
from members.friday import Line
from occe.kit.actors import Actor
from occe.kit.dates import today
from projects.models import ActivityReport, Invitation, Project, ProjectStep, Reflection, Task
from projects.queries.consent import sheets_of
from projects.queries.council import not_brought

MINUTES_TO_READ = 10
MONTHS = (6, 9)
SHEETS_A_MINUTE = 6


def invitation_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """A class of one's own is invited to a project of another school. One query."""
    waiting = Invitation.objects.answered_by(actor).filter(state=Invitation.State.WAITING)
    invitation = waiting.filter(classroom__cooperative=cooperative).select_related("project").order_by("pk").first()
    if invitation is None:
        return None
    place = {"id": cooperative.public_id, "invitation_id": invitation.public_id}
    sentence = _("Répondre à l’invitation au projet %(title)s") % {"title": invitation.project.title}
    return Line(sentence, minutes=2, url=reverse("projects:invitation", kwargs=place))


def ideas_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """What children thought of and no agenda has: bring it to a council, or set it aside. Two queries at most."""
    ideas = Project.objects.hosted_by(actor).standing().filter(cooperative=cooperative, state=Project.State.IDEA)
    by_children = Exists(ProjectStep.objects.filter(project=OuterRef("pk"), by_pupil__isnull=False))
    found = not_brought(ideas.filter(by_children).values_list("public_id", flat=True))
    if not found:
        return None
    address = f"{reverse('projects:list', args=[cooperative.public_id])}?state={Project.State.IDEA}"
    if len(found) == 1:
        address = reverse("projects:detail", args=[cooperative.public_id, found[0]])
    words = ngettext("Lire %(count)s idée de projet", "Lire %(count)s idées de projet", len(found))
    return Line(words % {"count": len(found)}, minutes=min(5, len(found)), url=address)


def tasks_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Tasks whose day has passed, in the projects that one leads: one line for all of them. One query.

    A project of another school is named here only where its own is not among the actor's too.
    """
    elsewhere = ~Q(project__cooperative__in=Cooperative.objects.visible_to(actor))
    late = Task.objects.run_by(actor).filter(
        Q(project__cooperative=cooperative) | elsewhere, due_on__lt=today(),
        project__in=Project.objects.in_room(cooperative).running(),
    )  # fmt: skip
    projects = list(late.exclude(state=Task.State.DONE).order_by().values_list("project__public_id", flat=True))
    if not projects:
        return None
    place = {"id": cooperative.public_id}
    address = reverse("projects:list", kwargs=place)
    if len(set(projects)) == 1:
        address = reverse("projects:tasks", kwargs=place | {"project_id": projects[0]})
    count = len(projects)
    words = ngettext("Regarder %(n)s tâche qui attend", "Regarder %(n)s tâches qui attendent", count) % {"n": count}
    return Line(words, minutes=2, url=address)


def report_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """The report of the year that ends, or has just ended, while it is not sent. No query in the other months."""
    day = today()
    if day.month not in MONTHS or not holds_mandate(actor, cooperative):
        return None
    ending = SchoolYear.objects.filter(federation_id=cooperative.federation_id, ends__month=8, ends__year=day.year)
    year = ending.first()
    if year is None or not cooperative.classrooms.filter(year=year).exists():
        return None
    if ActivityReport.objects.sent().filter(cooperative=cooperative, year=year).exists():
        return None
    address = reverse("projects:report", kwargs={"id": cooperative.public_id, "slug": year.slug})
    return Line(
        _("Relire le compte rendu d’activité %(year)s") % {"year": year.slug}, minutes=MINUTES_TO_READ, url=address
    )


def consent_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Sheets of the families that are not back yet, while some are. One query."""
    waiting = [sheet for sheet in sheets_of(actor, cooperative).open_on(today()) if 0 < sheet.expected > sheet.back]
    if not waiting:
        return None
    count = sum(sheet.expected - sheet.back for sheet in waiting)
    words = _("Noter les feuilles d’images\u00a0: il en manque %(count)s")
    address = reverse("projects:consents", args=[cooperative.public_id])
    if len(waiting) == 1:
        address = reverse("projects:consent", args=[cooperative.public_id, waiting[0].public_id])
    return Line(words % {"count": count}, minutes=min(4, 1 + count // SHEETS_A_MINUTE), url=address)


def looking_back_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """A box of an own class in which papers lie, until it is counted. One query."""
    boxes = Reflection.objects.filter(classroom__in=classrooms_led_by(actor), classroom__cooperative=cooperative)
    open_boxes = boxes.filter(state=Reflection.State.OPEN).annotate(papers_in=Count("papers")).filter(papers_in__gt=0)
    box = open_boxes.select_related("project").order_by("pk").first()
    if box is None:
        return None
    words = ngettext(
        "Compter le bilan «\u00a0%(title)s\u00a0»\u00a0: %(count)s papier",
        "Compter le bilan «\u00a0%(title)s\u00a0»\u00a0: %(count)s papiers", box.papers_in,
    )  # fmt: skip
    address = reverse("projects:look-back", args=[cooperative.public_id, box.project.public_id])
    return Line(words % {"title": box.project.title, "count": box.papers_in}, minutes=2, url=address)
