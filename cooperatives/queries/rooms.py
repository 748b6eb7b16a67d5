"""What one cooperative's front room shows."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cooperatives.models import Classroom, ClassTeacher, Cooperative, DayPass, Mandate, SchoolYear
from occe.kit.actors import Actor

# What an adult may do with a cooperative, told in one table: the act, then mandataire, class teacher, substitute.
ADULTS = (gettext_lazy("mandataire"), gettext_lazy("enseignant de la classe"), gettext_lazy("remplaçant d’un jour"))
MAY = [
    (gettext_lazy("Ouvrir la classe"), (True, True, True)),
    (gettext_lazy("Tenir le conseil"), (True, True, False)),
    (gettext_lazy("Imprimer les cartes"), (True, True, False)),
    (gettext_lazy("Envoyer une dépense à valider"), (True, True, False)),
    (gettext_lazy("Préparer un passe d’un jour"), (True, True, False)),
    (gettext_lazy("Donner son accord à une dépense"), (True, False, False)),
    (gettext_lazy("Rendre les comptes de l’année"), (True, False, False)),
]


def open_years(cooperative: Cooperative) -> list[SchoolYear]:
    """The years that the association works on and in which this cooperative has a class, newest first.

    A cooperative without any class has the year of today.
    """
    open_now = SchoolYear.objects.filter(federation=cooperative.federation_id, closed_at__isnull=True)
    with_classes = list(open_now.filter(classrooms__cooperative=cooperative).distinct())
    return with_classes or list(open_now.containing(timezone.localdate()))


def year_shown(cooperative: Cooperative, slug: str = "") -> SchoolYear | None:
    """The year asked for by its slug, else that of today, else the newest open one."""
    years = open_years(cooperative)
    today = timezone.localdate()
    asked = [year for year in years if year.slug == slug]
    now = [year for year in years if year.starts <= today <= year.ends]
    return next(iter([*asked, *now, *years]), None)


def classes_of(cooperative: Cooperative, year: SchoolYear | None) -> list[Classroom]:
    """The classes of one year with the adults who teach there now, without a mandate. Two queries."""
    if year is None:
        return []
    rooms = list(cooperative.classrooms.filter(year=year).select_related("school"))
    teachers = ClassTeacher.objects.in_force(timezone.localdate()).filter(classroom__in=rooms).select_related("user")
    by_room: dict[int, list[ClassTeacher]] = {}
    for teacher in teachers.order_by("starts_on", "pk"):
        by_room.setdefault(teacher.classroom_id, []).append(teacher)
    for room in rooms:
        room.teachers_now = by_room.get(room.pk, [])
    return rooms


def rooms_to_hand_over(cooperative: Cooperative, actor: Actor, *, all_of_them: bool) -> QuerySet[Classroom]:
    """The classes of any year that this adult may hand over to a substitute: the own ones, or all of them."""
    rooms = cooperative.classrooms.select_related("year")
    if all_of_them:
        return rooms
    taught = ClassTeacher.objects.in_force(timezone.localdate()).filter(user_id=getattr(actor, "user_id", None))
    return rooms.filter(pk__in=taught.values("classroom"))


def mandates_shown(cooperative: Cooperative) -> list[Mandate]:
    """Mandates that stand: proposed, accepted, approved, active, suspended. One query."""
    over = [Mandate.State.ENDED, Mandate.State.WITHDRAWN]
    return list(cooperative.mandates.exclude(state__in=over).select_related("user").order_by("rank", "pk"))


def passes_shown(rooms: QuerySet[Classroom]) -> list[DayPass]:
    """The last twenty substitutes' passes of these classes, latest day first. One query."""
    passes = DayPass.objects.filter(classroom__in=rooms).select_related("classroom", "made_by")
    return list(passes.order_by("-day", "-pk")[:20])
