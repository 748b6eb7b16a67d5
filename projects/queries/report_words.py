"""The sentences that the portal proposes for an activity report, from its figures; each may be written otherwise."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.kinds import Kind, named
from projects.models import ActivityReport

PARTS = ("opening", "projects", "council", "jobs", "next")
MOST_DECISIONS = 8


@dataclass(frozen=True, slots=True)
class Words:
    """A part of the report: its title, its words, and whether they are the portal's own proposal."""

    key: str
    title: str
    text: str
    proposed: bool


def titles() -> dict[str, str]:
    """The parts of the report in their order, with their titles in the language of the page."""
    return {
        "opening": _("L’année en quelques mots"),
        "projects": _("Les projets"),
        "council": _("Les conseils, et ce qui fut décidé"),
        "jobs": _("Les métiers"),
        "next": _("L’an prochain"),
    }


def words_of(report: ActivityReport, figures: dict, kinds: dict[str, Kind]) -> list[Words]:
    """The parts in order: what was written, else what is proposed; a part without words is left out."""
    proposed = proposed_words(figures, kinds)
    found = []
    for key, title in titles().items():
        own = getattr(report, f"words_{key}").strip()
        if own or proposed[key]:
            found.append(Words(key, title, own or proposed[key], proposed=not own))
    return found


def proposed_words(figures: dict, kinds: dict[str, Kind]) -> dict[str, str]:
    """What the portal would write, in the language of the page."""
    totals = figures["totals"]
    return {
        "opening": _opening(figures["year"], totals),
        "projects": "\n".join(_project(one, kinds) for one in figures["projects"]),
        "council": _council(figures, totals),
        "jobs": _jobs(figures["jobs"]),
        "next": "",
    }


def _opening(year: str, totals: dict) -> str:
    classes = ngettext("%(n)s classe", "%(n)s classes", totals["classes"]) % {"n": totals["classes"]}
    projects = ngettext("%(n)s projet", "%(n)s projets", totals["projects"]) % {"n": totals["projects"]}
    told = _("En %(year)s, notre coopérative a réuni %(classes)s et %(pupils)s élèves, et mené %(projects)s.") % {
        "year": year, "classes": classes, "pupils": totals["pupils"], "projects": projects,
    }  # fmt: skip
    if totals["hours"]:
        spent = ngettext("La classe y a passé %(n)s heure.", "Les classes y ont passé %(n)s heures.", totals["hours"])
        told += " " + spent % {"n": totals["hours"]}
    return told


def _project(one: dict, kinds: dict[str, Kind]) -> str:
    who = ", ".join(one["classes"])
    told = f"«\u00a0{one['title']}\u00a0» ({named(kinds, one['kind']).label}{', ' + who if who else ''})"
    if one["summary"]:
        told += f"\u00a0: {one['summary'].rstrip('.')}"
    if one["partners"]:
        told += ". " + _("Avec %(who)s") % {"who": ", ".join(partner["name"] for partner in one["partners"])}
    return f"{told}."


def _council(figures: dict, totals: dict) -> str:
    count = {key: {"n": totals[key]} for key in ("sittings", "decisions", "adult_meetings")}
    sittings = ngettext("%(n)s séance de conseil", "%(n)s séances de conseil", totals["sittings"]) % count["sittings"]
    decisions = ngettext("%(n)s décision", "%(n)s décisions", totals["decisions"]) % count["decisions"]
    told = [_("%(sittings)s, %(decisions)s.") % {"sittings": sittings, "decisions": decisions}]
    if totals["adult_meetings"]:
        met = ngettext(
            "Les adultes se sont réunis une fois.", "Les adultes se sont réunis %(n)s fois.", totals["adult_meetings"]
        )
        told[0] += " " + met % count["adult_meetings"]
    told += [f"– {one['words'].rstrip('.')}." for one in figures["decisions"][:MOST_DECISIONS]]
    left = len(figures["decisions"]) - MOST_DECISIONS
    if left > 0:
        more = ngettext(
            "… et une autre décision, dans le registre.", "… et %(n)s autres décisions, dans le registre.", left
        )
        told.append(more % {"n": left})
    return "\n".join(told) if any(one["n"] for one in count.values()) else ""


def _jobs(jobs: list[dict]) -> str:
    return "\n".join(
        ngettext("%(job)s\u00a0: %(n)s élève", "%(job)s\u00a0: %(n)s élèves", one["children"])
        % {"job": one["job"].capitalize(), "n": one["children"]}
        for one in jobs
    )
