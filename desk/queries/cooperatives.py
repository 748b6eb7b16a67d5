"""The list of cooperatives as staff read, filter and export it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cooperatives.models import Affiliation, Classroom, Cooperative, Mandate, SchoolYear
from desk.queries.standing import with_standing
from members.models import User
from occe.kit.actors import Actor


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list keeps; an empty value keeps everything. `mandataire` is "with" or "without"."""

    text: str = ""
    standing: str = ""
    kind: str = ""
    mandataire: str = ""


def cooperatives_of(actor: Actor, year: SchoolYear | None, filters: Filters) -> QuerySet[Cooperative]:
    """The cooperatives that lived in `year` (all without one), with `standing`, `has_mandataire`, the counts of the
    year's classes (`class_count`, `pupil_count`, `adult_count`), and today's mandataires (`in_office`)."""
    found = with_standing(Cooperative.objects.visible_to(actor).search(filters.text))
    if year is not None:
        found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=year.starts), approved_on__lte=year.ends)
    if filters.standing:
        found = found.filter(standing=filters.standing)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.mandataire:
        found = found.filter(has_mandataire=filters.mandataire == "with")
    in_office = Mandate.objects.in_force(timezone.localdate()).select_related("user").order_by("rank")
    return (
        _with_counts(found, year)
        .select_related("school")
        .prefetch_related(Prefetch("mandates", in_office, to_attr="in_office"))
        .order_by("number")
    )


def _with_counts(cooperatives: QuerySet[Cooperative], year: SchoolYear | None) -> QuerySet[Cooperative]:
    classes = Classroom.objects.filter(cooperative=OuterRef("pk"), year=year).order_by().values("cooperative")

    def count(expression) -> Coalesce:
        return Coalesce(Subquery(classes.annotate(n=expression).values("n"), IntegerField()), 0)

    return cooperatives.annotate(
        class_count=count(Count("pk")), pupil_count=count(Sum("pupil_count")), adult_count=count(Sum("adult_count"))
    )


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the history that the database keeps of a mandate."""

    who: str
    moment: datetime
    state: str
    author: str
    reason: str = ""


def mandate_history(cooperative: Cooperative) -> list[Past]:
    """What became of each mandate of a cooperative, the newest first, with who wrote it down. Two queries.

    The context of a history line holds an actor's id ("adult:12"); a line without one was written by a command.
    """
    events = list(
        Mandate.pgh_event_model.objects.filter(cooperative=cooperative)
        .select_related("pgh_context", "user")
        .order_by("-pgh_created_at", "-pgh_id")[:100]
    )
    names = {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=set(_authors(events)))}
    return [
        Past(
            who=event.user.get_full_name(),
            moment=event.pgh_created_at,
            state=event.get_state_display(),
            author=names.get(_author(event) or 0, ""),
            reason=event.suspension_reason or event.end_reason,
        )
        for event in events
    ]


def _authors(events) -> Iterator[int]:
    return (author for author in map(_author, events) if author is not None)


def _author(event) -> int | None:
    label = (event.pgh_context.metadata if event.pgh_context else {}).get("actor", "")
    kind, _, number = label.partition(":")
    return int(number) if kind == "adult" and number.isdigit() else None


@dataclass(frozen=True, slots=True)
class YearOfClasses:
    """The classes of a cooperative in one year, with their totals."""

    year: SchoolYear
    classes: list[Classroom]
    pupil_count: int
    adult_count: int
    to_confirm: bool


def classes_by_year(cooperative: Cooperative) -> list[YearOfClasses]:
    """The newest year first. `to_confirm`: the counts are last year's, and the affiliation is to be prepared."""
    drafts = cooperative.affiliations.filter(state=Affiliation.State.DRAFT).values_list("year_id", flat=True)
    waiting = set(drafts)
    years: dict[SchoolYear, list[Classroom]] = {}
    for classroom in cooperative.classrooms.select_related("year").order_by("-year__starts", "id"):
        years.setdefault(classroom.year, []).append(classroom)
    return [
        YearOfClasses(
            year,
            classes,
            sum(classroom.pupil_count for classroom in classes),
            sum(classroom.adult_count for classroom in classes),
            year.pk in waiting,
        )
        for year, classes in years.items()
    ]
