"""What a cooperative did in a year, counted from its projects, councils and jobs: the figures of its activity report.

The same shape is read live while the report is prepared, frozen when it is sent, and given out as JSON. It holds
counts, titles, texts of decisions and days, never a child.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from cooperatives.models import Cooperative, SchoolYear
from councils.models import AdultMeeting, Council, CouncilMeeting, Decision
from members.models import ClassJob
from occe.kit.dates import today
from projects.models import ActivityReport, Piece, Project, ReportLine
from projects.models.consent import Medium
from projects.report_parts import parts_of

SCHEMA, VERSION = "occe.activity-report", 1
EVENTS = "events"
"""The part that the room of the money registers: fêtes, sales and trips."""


def report_of(cooperative: Cooperative, year: SchoolYear) -> ActivityReport:
    """The report of the year; one that nobody has begun is not stored yet."""
    found = ActivityReport.objects.filter(cooperative=cooperative, year=year).select_related("decision", "sent_by")
    return found.first() or ActivityReport(cooperative=cooperative, year=year)


def year_to_tell(cooperative: Cooperative) -> SchoolYear | None:
    """The year whose report is due: until the end of December the one that is over, then the one that runs."""
    day = today()
    years = SchoolYear.objects.filter(federation_id=cooperative.federation_id, starts__lte=date(day.year - 1, 9, 1))
    return years.order_by("-starts").first()


def figures_of(report: ActivityReport) -> dict:
    """The figures as they were sent, or as they are today."""
    if report.state == ActivityReport.State.SENT and report.figures is not None:
        return report.figures
    return count_year(report.cooperative, report.year, lines=list(report.lines.all()) if report.pk else [])


def projects_of_year(cooperative: Cooperative, year: SchoolYear) -> QuerySet[Project]:
    """Those of the cooperative that took a step in the year, without the ideas that lie aside."""
    stepped = Project.objects.filter(steps__on__range=(year.starts, year.ends)).values("pk")
    return Project.objects.standing().filter(cooperative=cooperative, pk__in=stepped).order_by("pk")


def count_year(cooperative: Cooperative, year: SchoolYear, *, lines: list[ReportLine]) -> dict:
    """Count one cooperative's year. About ten queries, whatever the number of projects."""
    projects = [_project(one) for one in projects_of_year(cooperative, year).prefetch_related("classrooms", "partners")]
    decisions = _decisions(cooperative, year)
    jobs = _jobs(cooperative, year)
    kinds = Counter(one["kind"] for one in projects)
    partners = Counter(partner["kind"] for one in projects for partner in one["partners"])
    classrooms = cooperative.classrooms.filter(year=year)
    parts = parts_of(cooperative, year)
    trainings = [one for one in lines if one.kind == ReportLine.Kind.TRAINING]
    added = sum(one.kind == ReportLine.Kind.EVENT for one in lines)
    sittings = _sittings(cooperative, year)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "year": year.slug,
        "cooperative": {"number": cooperative.number, "name": cooperative.name, "commune": cooperative.school.commune},
        "counted_on": today().isoformat(),
        "totals": {
            "classes": classrooms.count(),
            "pupils": sum(classrooms.values_list("pupil_count", flat=True)),
            "projects": len(projects),
            "published": sum(one["published"] for one in projects),
            "hours": sum(one["hours"] or 0 for one in projects),
            "sittings": len(sittings),
            "decisions": len(decisions),
            "adult_meetings": AdultMeeting.objects.held().filter(cooperative=cooperative, year=year).count(),
            "jobs": len(jobs),
            "job_holders": sum(one["children"] for one in jobs),
            "pictures": pictures_of(cooperative, year, Medium.SITE).count(),
            "trainings": len(trainings),
            "training_hours": float(sum(one.hours or 0 for one in trainings)),
            "events": added + len(parts.get(EVENTS, ())),
        },
        "kinds": dict(kinds),
        "partners": dict(partners),
        "projects": projects,
        "sittings": sittings,
        "decisions": decisions,
        "jobs": jobs,
        "lines": [_line(one) for one in lines],
        "parts": parts,
    }


def pictures_of(cooperative: Cooperative, year: SchoolYear, medium: Medium) -> QuerySet[Piece]:
    """The pictures of the year's projects that may be shown there today."""
    pictures = Piece.objects.filter(
        entry__project__in=projects_of_year(cooperative, year).order_by(),
        kind__in=[Piece.Kind.DRAWING, Piece.Kind.PHOTO],
    )
    return pictures.allowed_on(medium).select_related("file", "entry__project").order_by("entry__on", "pk")


def shown_pictures(report: ActivityReport, medium: Medium = Medium.FAMILIES) -> QuerySet[Piece]:
    """The chosen pictures that may still be shown: asked at each reading, so that a withdrawal holds at once."""
    if not report.pk:
        return Piece.objects.none()
    return report.pictures.allowed_on(medium).select_related("file", "entry__project").order_by("entry__on", "pk")


def decisions_that_approve(report: ActivityReport) -> QuerySet[Decision]:
    """The standing decisions of the cooperative's councils that may approve it, the latest first.

    Since the year began: a cooperative that closes in the winter has its report approved then.
    """
    councils = Decision.objects.standing().filter(council__cooperative=report.cooperative, date__gte=report.year.starts)
    return councils.select_related("council__classroom").order_by("-date", "-number")


def _project(project: Project) -> dict:
    return {
        "id": str(project.public_id),
        "title": project.title,
        "kind": project.kind,
        "state": project.state,
        "summary": project.summary,
        "classes": [one.name for one in project.classrooms.all()],
        "hours": project.hours,
        "partners": [{"kind": one.kind, "name": one.name} for one in project.partners.all()],
        "published": project.is_published,
    }


def _sittings(cooperative: Cooperative, year: SchoolYear) -> list[dict]:
    """Which days councils sat, and of which class; the school's own has none.

    A day on which a council decided on paper is a sitting like one that was held here.
    """
    councils = Council.objects.filter(cooperative=cooperative, year=year)
    names = dict(councils.values_list("pk", "classroom__name"))
    closed = CouncilMeeting.objects.filter(council__in=names, state=CouncilMeeting.State.CLOSED)
    held = list(closed.values_list("held_on", "council_id"))
    decided = Decision.objects.filter(council__in=names, item=None, corrects=None)
    on_paper = set(decided.order_by().values_list("date", "council_id")) - set(held)
    sat = sorted(held + list(on_paper))
    return [{"on": on.isoformat(), "class": names[council] or ""} for on, council in sat]


def _decisions(cooperative: Cooperative, year: SchoolYear) -> list[dict]:
    found = Decision.objects.standing().filter(council__cooperative=cooperative, council__year=year)
    return [
        {"on": on.isoformat(), "words": text} for on, text in found.order_by("date", "pk").values_list("date", "text")
    ]


def _jobs(cooperative: Cooperative, year: SchoolYear) -> list[dict]:
    """How many children held each job, in all classes together."""
    held = Q(terms__starts_on__lte=year.ends, terms__ends_on__gte=year.starts)
    jobs = ClassJob.objects.filter(classroom__cooperative=cooperative, classroom__year=year)
    counted: Counter[str] = Counter()
    for job in jobs.annotate(children=Count("terms__pupil", filter=held, distinct=True)).filter(children__gt=0):
        counted[str(job)] += job.children
    return [{"job": job, "children": children} for job, children in sorted(counted.items())]


def _line(line: ReportLine) -> dict:
    hours = float(line.hours) if isinstance(line.hours, Decimal) else None
    return {"kind": line.kind, "on": _iso(line.on), "words": line.words, "hours": hours}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
