"""The life of a project: an idea, decided, running, finished, told. Each change says who and why."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative
from councils.models import Council, Decision
from occe.kit.actors import Actor, Adult, PupilActor
from occe.kit.dates import format_day, school_year_of, today
from projects.errors import ProjectRefused
from projects.models import ActivityReport, Project, ProjectStep, StepCorrection
from projects.services.wording import children_near, children_of, tidy_line

ORDER: list[str] = list(Project.State.values)


@transaction.atomic
def start_project(decision: Decision, *, title: str, kind: str, by: Actor, summary: str = "") -> Project:
    """Begin the project that a council decided, on the day of its decision and for its class (or the whole school).

    The same title for the same decision is one project. Raises ProjectRefused when a title or a summary names a child:
    both may be published one day.
    """
    council = Council.objects.select_for_update(of=("self",)).get(pk=decision.council_id)
    children = children_of(council.cooperative_id)
    told = {name: tidy_line(words, children, field=name) for name, words in (("title", title), ("summary", summary))}
    standing = Project.objects.filter(decision=decision, title=told["title"]).first()
    if standing:
        return standing
    place = {"cooperative_id": council.cooperative_id, "decision": decision}
    project = Project.objects.create(kind=kind, slug=free_slug(council.cooperative_id, told["title"]), **told, **place)
    if council.classroom_id:
        project.classrooms.add(council.classroom_id)
    return move_project(project, state=Project.State.DECIDED, on=decision.date, by=by)


@transaction.atomic
def propose_project(
    cooperative: Cooperative,
    *,
    title: str,
    kind: str,
    by: Actor,
    classrooms: Iterable[Classroom] = (),
    summary: str = "",
    picture: str = "",
) -> Project:
    """Write down an idea of a project, of an adult or of a pupil: no council has decided it yet.

    Without classes it is the whole school's. An idea of the same title that the same classes have already is that one.
    Raises PlanRefused when a title or a summary names a child, or the title is missing.
    """
    Cooperative.objects.select_for_update(of=("self",)).get(pk=cooperative.pk)
    children = children_of(cooperative)
    missing = _("Donnez un titre au projet, par exemple « Un jardin pour les papillons ».")
    line = tidy_line(title, children, field="title", missing=missing)
    said = tidy_line(summary, children, field="summary")
    rooms = {room.pk for room in classrooms}
    ideas = Project.objects.standing().filter(cooperative=cooperative, state=Project.State.IDEA, title=line)
    for idea in ideas.prefetch_related("classrooms"):
        if {room.pk for room in idea.classrooms.all()} == rooms:
            return idea
    project = Project.objects.create(
        cooperative=cooperative, title=line, kind=kind, summary=said, picture=picture,
        slug=free_slug(cooperative.pk, line),
    )  # fmt: skip
    project.classrooms.set(rooms)
    return move_project(project, state=Project.State.IDEA, on=today(), by=by)


@transaction.atomic
def decide_project(project: Project, *, decision: Decision, by: Actor) -> Project:
    """The council decided the idea: the project keeps the decision, and is decided since that day.

    Called again with the same decision it changes nothing. Raises ProjectRefused for a decision of another cooperative,
    or when another decision began the project.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if decision.council.cooperative_id != locked.cooperative_id:
        raise ProjectRefused(_("Cette décision est d’une autre coopérative."), field="decision")
    if locked.decision_id not in (None, decision.pk):
        raise ProjectRefused(_("Une autre décision a déjà lancé ce projet."), field="decision")
    if locked.decision_id is None:
        locked.decision = decision
        locked.save(update_fields=["decision"])
    if ORDER.index(locked.state) >= ORDER.index(Project.State.DECIDED):
        return locked
    return move_project(locked, state=Project.State.DECIDED, on=decision.date, by=by)


def free_slug(cooperative_id: int, title: str) -> str:
    """A slug that no project of the cooperative has."""
    base = slugify(title.replace("’", " "))[:130] or "projet"
    taken = set(
        Project.objects.filter(cooperative_id=cooperative_id, slug__startswith=base).values_list("slug", flat=True)
    )
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


@transaction.atomic
def move_project(project: Project, *, state: Project.State, on: date, by: Actor, reason: str = "") -> Project:
    """Bring a project into a state, from a day.

    A state that it is in already changes nothing. Forward it goes to any later state; back, with a reason, as when it
    was finished too early; the figures count the first time only. Raises ProjectRefused for a way back without a
    reason, for an idea that lies aside and for a day before the last step's; PlanRefused for a reason that names a
    child.
    """
    locked = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if locked.set_asides.filter(back_at__isnull=True).exists():
        raise ProjectRefused(_("Cette idée est mise de côté. Reprenez-la d’abord."))
    known = set(locked.steps.values_list("state", flat=True))
    if locked.state == state and (state in known):
        return locked
    back = ORDER.index(state) < ORDER.index(locked.state)
    reason = tidy_line(reason, children_near(locked), field="reason")
    if back and not reason:
        raise ProjectRefused(_("Dites pourquoi le projet revient en arrière."), field="reason")
    _refuse_day(on, after=locked.steps.all())
    ProjectStep.objects.create(
        project=locked, state=state, on=on, reason=reason, returns=state in known,
        by_user_id=by.user_id if isinstance(by, Adult) else None,
        by_pupil_id=by.pupil_id if isinstance(by, PupilActor) else None,
    )  # fmt: skip
    locked.state = state
    locked.save(update_fields=["state"])
    return locked


@transaction.atomic
def correct_day(step: ProjectStep, *, on: date, reason: str, by: Actor) -> StepCorrection:
    """A step was written under a wrong day: it gets the right one; the first one, who and why stay beside it.

    Called again with the same day it changes nothing. Raises ProjectRefused for a day out of the order of the steps,
    for the day of a council's decision, and when a report that was sent has counted the step; PlanRefused at `reason`
    when it is missing or names a child.
    """
    project = Project.objects.select_for_update(of=("self",)).get(pk=step.project_id)
    row = project.steps.get(pk=step.pk)
    done = row.corrections.order_by("-pk").first()
    if row.on == on and done is not None:
        return done
    missing = _("Dites pourquoi, par exemple « l’année était fausse ».")
    words = tidy_line(reason, children_near(project), field="reason", missing=missing)
    if row.on == on:
        raise ProjectRefused(_("C’est déjà cette date."), field="on")
    if project.decision and row.state == Project.State.DECIDED and row.on == project.decision.date:
        raise ProjectRefused(_("C’est le jour de la décision du conseil\u00a0: il est dans le registre."), field="on")
    _refuse_day(on, after=project.steps.filter(pk__lt=row.pk), before=project.steps.filter(pk__gt=row.pk))
    _refuse_sent(project, row.on, on)
    correction = StepCorrection.objects.create(
        step=row, was=row.on, on=on, reason=words, by_id=by.user_id if isinstance(by, Adult) else None
    )
    row.on = on
    row.save(update_fields=["on"])
    return correction


def _refuse_day(on: date, *, after: QuerySet[ProjectStep], before: QuerySet[ProjectStep] | None = None) -> None:
    """A step comes after those before it. The day of an idea, the second time too, is the one on which it was written
    down: a council may have decided it earlier."""
    last = after.order_by("-pk").first()
    following = before.order_by("pk").first() if before is not None else None
    if last is not None and last.state != Project.State.IDEA and on < last.on:
        told = {"state": last.get_state_display(), "day": format_day(last.on)}
        raise ProjectRefused(
            _("Le projet est « %(state)s » depuis le %(day)s\u00a0: ce jour vient avant.") % told, field="on"
        )
    if following is not None and on > following.on:
        told = {"state": following.get_state_display(), "day": format_day(following.on)}
        raise ProjectRefused(_("Le projet est « %(state)s » le %(day)s\u00a0: ce jour vient après.") % told, field="on")


def _refuse_sent(project: Project, was: date, on: date) -> None:
    """A report that was sent has counted the project in its year: there it stays."""
    years = {school_year_of(was).start, school_year_of(on).start}
    if len(years) == 1:
        return
    sent = ActivityReport.objects.sent().filter(cooperative=project.cooperative_id, year__starts__in=years).first()
    if sent is not None:
        raise ProjectRefused(
            _("Le compte rendu d’activité %(year)s est envoyé, ce projet compris\u00a0: demandez à l’AD de le rendre.")
            % {"year": sent.year.slug}, field="on",
        )  # fmt: skip
