"""The lines that begin a class: opening it, writing its first names, supplying the papers that were promised."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Classroom, ClassTeacher, Cooperative, Registration
from members.friday import Line
from members.models import ClassSession
from members.permissions_pupils import can_move_pupils
from members.queries_pupils import led_classrooms
from members.services.forgetting import last_day_for
from occe.kit.actors import Actor, Adult
from occe.kit.dates import format_day, today


def open_class_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Opening the class that the adult leads this year, or the class that is open already; one's own class first.

    It opens in one press; a nursery class is asked first whether it works as one. A mandataire who teaches none of
    several classes chooses among them on the page of the lists.
    """
    rooms = _rooms_of_today(actor, cooperative)
    if not rooms:
        return None
    session = ClassSession.objects.open().filter(classroom__in=rooms).select_related("classroom").first()
    if session:
        words = _("La classe %(name)s est ouverte") % {"name": session.classroom.name}
        address = reverse("members:session", args=[cooperative.public_id, session.public_id])
    elif len(rooms) == 1:
        words = _("Ouvrir la classe %(name)s") % {"name": rooms[0].name}
        address = reverse("members:session-open", args=[cooperative.public_id, rooms[0].public_id])
    else:
        words = _("Ouvrir une classe")
        address = reverse("members:roster", args=[cooperative.public_id])
    at_once = session is None and len(rooms) == 1 and rooms[0].cycles != [1]
    return Line(words, 1, address, primary=True, post=at_once)


def first_names_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """A class of this year on whose list nobody stands: nobody could come in. A nursery class needs no names."""
    rooms = _rooms_of_today(actor, cooperative)
    if len(rooms) != 1 or rooms[0].cycles == [1] or rooms[0].enrolments.here().exists():
        return None
    address = reverse("members:roster-add", args=[cooperative.public_id, rooms[0].public_id])
    return Line(_("Écrire les prénoms de la classe %(name)s") % {"name": rooms[0].name}, 5, address)


def last_year_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """Children of last year who are in no class of this one: on 30 November their names are erased by themselves."""
    limit = last_day_for(cooperative, on=today()) if can_move_pupils(actor, cooperative) else None
    if limit is None:
        return None
    words = _("Faire passer les élèves de l’an dernier : le {day}, leurs prénoms s’effacent")
    address = reverse("members:roster-move", args=[cooperative.public_id])
    return Line(words.format(day=format_day(limit)), 5, address)


def papers_line(actor: Actor, cooperative: Cooperative) -> Line | None:
    """The papers that the founding request promised and that have not come, for who wrote it."""
    if not isinstance(actor, Adult):
        return None
    mine = Registration.objects.filter(cooperative=cooperative, applicant_id=actor.user_id).first()
    if mine is None:
        return None
    missing = mine.documents.filter(file__isnull=True).count()
    if not missing:
        return None
    words = ngettext("%(count)s pièce à fournir à l’AD", "%(count)s pièces à fournir à l’AD", missing)
    return Line(words % {"count": missing}, missing, reverse("cooperatives:registration", args=[mine.public_id]))


def _rooms_of_today(actor: Actor, cooperative: Cooperative) -> list[Classroom]:
    day = today()
    rooms = [room for room in led_classrooms(actor, cooperative) if room.year.starts <= day <= room.year.ends]
    if len(rooms) > 1 and isinstance(actor, Adult):
        taught = ClassTeacher.objects.filter(user_id=actor.user_id, classroom__in=rooms).in_force(day)
        own = set(taught.values_list("classroom_id", flat=True))
        rooms = [room for room in rooms if room.pk in own] or rooms
    return rooms
