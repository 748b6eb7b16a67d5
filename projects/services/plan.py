"""The plan of a project: what we want, when, with whom, where, and for how much; the doors of all that."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from members.naming import looks_like_a_person
from occe.kit.actors import Actor
from projects.errors import PlanRefused
from projects.models import Partner, PlannedLine, Project, ProjectDate, ProjectPlace, Skill
from projects.services.wording import children_near, tidy_line, tidy_text

Row = TypeVar("Row", ProjectDate, Partner, ProjectPlace, PlannedLine)
MOST_DATES, MOST_OTHERS = 60, 30
"""How many days, and how many partners, places or lines of budget, a project may have."""


@transaction.atomic
def edit_project(
    project: Project, *, title: str, kind: str, by: Actor, summary: str = "", aims: str = "", hours: int | None = None
) -> Project:
    """Write down what the project is, what the class wants from it and the class time that it takes.

    Its address (`slug`) stays. Raises PlanRefused when the words name a child, or the title is missing.
    """
    locked = _locked(project)
    children = children_near(locked)
    missing = _("Donnez un titre au projet, par exemple « Un jardin pour les papillons ».")
    locked.title = tidy_line(title, children, field="title", missing=missing)
    locked.summary = tidy_line(summary, children, field="summary")
    locked.aims = tidy_text(aims, children, field="aims")
    locked.kind, locked.hours = kind, hours
    locked.save(update_fields=["title", "summary", "aims", "kind", "hours"])
    return locked


@transaction.atomic
def choose_skills(project: Project, *, skills: Iterable[Skill], by: Actor) -> None:
    """Which skills of the programme the project works on: exactly these. Raises PlanRefused for another list's."""
    locked = _locked(project)
    chosen = {skill.pk: skill for skill in skills}
    federation = Project.objects.values_list("cooperative__federation_id", flat=True).get(pk=locked.pk)
    if any(skill.federation_id != federation for skill in chosen.values()):
        raise PlanRefused(_("Cette compétence n’est pas dans la liste de votre association."), field="skills")
    locked.skills.set(chosen)


@transaction.atomic
def add_date(project: Project, *, beat: str, on: date, title: str, by: Actor, until: date | None = None) -> ProjectDate:
    """A day of the calendar, or several in a row. The same day and words are one."""
    locked = _locked(project)
    words = _day_words(locked, title, on, until)
    _refuse_more(locked.dates.exclude(on=on, title=words), MOST_DATES)
    day, _made = ProjectDate.objects.get_or_create(
        project=locked, on=on, title=words, defaults={"beat": beat, "until": until}
    )
    return day


@transaction.atomic
def change_date(
    day: ProjectDate, *, beat: str, on: date, title: str, by: Actor, until: date | None = None
) -> ProjectDate:
    """Write a day of the calendar better. Raises PlanRefused when another one says the same already."""
    locked = _locked(day.project)
    words = _day_words(locked, title, on, until)
    if locked.dates.filter(on=on, title=words).exclude(pk=day.pk).exists():
        raise PlanRefused(_("Cette date est déjà dans le calendrier."), field="title")
    return _changed(day, beat=beat, on=on, title=words, until=until)


def _day_words(project: Project, title: str, on: date, until: date | None) -> str:
    if until is not None and until <= on:
        raise PlanRefused(_("Le dernier jour vient après le premier."), field="until")
    return tidy_line(title, children_near(project), field="title", missing=_("Dites ce qui se passe ce jour-là."))


@transaction.atomic
def add_partner(project: Project, *, kind: str, name: str, by: Actor, help: str = "") -> Partner:
    """An organisation that helps. Raises PlanRefused for what looks like a person's name: it may be published."""
    locked = _locked(project)
    called, brings = _partner_words(locked, name, help)
    _refuse_more(locked.partners.exclude(name=called), MOST_OTHERS)
    partner, _made = Partner.objects.get_or_create(project=locked, name=called, defaults={"kind": kind, "help": brings})
    return partner


@transaction.atomic
def change_partner(partner: Partner, *, kind: str, name: str, by: Actor, help: str = "") -> Partner:
    """Name a partner better, or what it brings. Raises PlanRefused as `add_partner`, and for another one's name."""
    locked = _locked(partner.project)
    called, brings = _partner_words(locked, name, help)
    if locked.partners.filter(name=called).exclude(pk=partner.pk).exists():
        raise PlanRefused(_("Ce partenaire est déjà dans la liste."), field="name")
    return _changed(partner, kind=kind, name=called, help=brings)


def _partner_words(project: Project, name: str, help: str) -> tuple[str, str]:
    children = children_near(project)
    called = tidy_line(name, children, field="name", missing=_("Écrivez le nom de l’organisation."))
    brings = tidy_line(help, children, field="help")
    for field, words in (("name", called), ("help", brings)):
        if looks_like_a_person(words):
            raise PlanRefused(
                _("On dirait le nom d’une personne. Écrivez une organisation\u00a0: la mairie, une ferme, un musée."),
                field=field,
            )
    return called, brings


@transaction.atomic
def add_place(project: Project, *, name: str, by: Actor) -> ProjectPlace:
    """Where it happens. The same words are one place."""
    locked = _locked(project)
    words = tidy_line(name, children_near(locked), field="name", missing=_("Où cela se passe-t-il ?"))
    _refuse_more(locked.places.exclude(name=words), MOST_OTHERS)
    place, _made = ProjectPlace.objects.get_or_create(project=locked, name=words)
    return place


@transaction.atomic
def change_place(place: ProjectPlace, *, name: str, by: Actor) -> ProjectPlace:
    """Name a place better. Raises PlanRefused when another one is called so."""
    locked = _locked(place.project)
    words = tidy_line(name, children_near(locked), field="name", missing=_("Où cela se passe-t-il ?"))
    if locked.places.filter(name=words).exclude(pk=place.pk).exists():
        raise PlanRefused(_("Ce lieu est déjà dans la liste."), field="name")
    return _changed(place, name=words)


@transaction.atomic
def plan_line(project: Project, *, side: str, words: str, amount: Decimal, by: Actor) -> PlannedLine:
    """A line of the budget. The same words on the same side are one line, whose amount is then the new one."""
    locked = _locked(project)
    said = _line_words(locked, words, amount)
    _refuse_more(locked.planned_lines.exclude(side=side, words=said), MOST_OTHERS)
    line, _made = PlannedLine.objects.update_or_create(
        project=locked, side=side, words=said, defaults={"amount": amount}
    )
    return line


@transaction.atomic
def change_line(line: PlannedLine, *, side: str, words: str, amount: Decimal, by: Actor) -> PlannedLine:
    """Write a line of the budget better. Raises PlanRefused when another one of that side says the same."""
    locked = _locked(line.project)
    said = _line_words(locked, words, amount)
    if locked.planned_lines.filter(side=side, words=said).exclude(pk=line.pk).exists():
        raise PlanRefused(_("Cette ligne est déjà dans le budget."), field="words")
    return _changed(line, side=side, words=said, amount=amount)


def _line_words(project: Project, words: str, amount: Decimal) -> str:
    said = tidy_line(words, children_near(project), field="words", missing=_("Dites à quoi sert cette somme."))
    if looks_like_a_person(said):
        raise PlanRefused(_("On dirait le nom d’une personne. Dites plutôt à quoi sert la somme."), field="words")
    if amount <= 0:
        raise PlanRefused(_("Une somme prévue est plus grande que zéro."), field="amount")
    return said


@transaction.atomic
def remove_row(row: ProjectDate | Partner | ProjectPlace | PlannedLine, *, by: Actor) -> None:
    """Take a day, a partner, a place or a line off the plan; one that is gone already stays so."""
    type(row).objects.filter(pk=row.pk).delete()


def _changed(row: Row, **values: object) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    return row


def _locked(project: Project) -> Project:
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _refuse_more(rows, most: int) -> None:
    if rows.count() >= most:
        raise PlanRefused(_("La liste est déjà longue\u00a0: %(most)s lignes au plus.") % {"most": most})
