"""The sentences of the annual report, for its page and for its cover alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative
from cooperatives.queries.figures import COOPERATIVES as COOPERATIVES_WORDS
from cooperatives.queries.figures import PUPILS as PUPILS_WORDS
from cooperatives.queries.figures import SERVICE as SERVICE_WORDS
from desk.reports.charts import thousands
from desk.reports.figures import CooperativeLine, Report
from finance.models import Book
from finance.queries.figures import RAISED_WHEN_OVER
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from projects.queries.launches import LAUNCHED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures that the report opens on, with its definition."""

    value: str
    name: str
    words: "StrOrPromise"


def figures_of(report: Report) -> list[Figure]:
    """Those that have something to say, as the public page says them."""
    count = report.count
    new = ngettext("dont %(count)s nouvelle", "dont %(count)s nouvelles", count.new) % {"count": thousands(count.new)}
    cooperatives = ngettext("coopérative", "coopératives", count.cooperatives)
    figures = [
        (count.pupils, thousands(count.pupils), ngettext("élève", "élèves", count.pupils), PUPILS_WORDS),
        (
            count.cooperatives,
            thousands(count.cooperatives),
            f"{cooperatives}, {new}" if count.new else cooperatives,
            COOPERATIVES_WORDS,
        ),
        (
            count.projects,
            thousands(count.projects),
            ngettext("projet lancé", "projets lancés", count.projects),
            LAUNCHED,
        ),
        (count.euros, format_euros(count.euros), _("réunis pour les projets"), RAISED_WHEN_OVER),
        (
            report.service,
            thousands(report.service),
            ngettext("an de service", "ans de service", report.service),
            SERVICE_WORDS,
        ),
    ]
    return [Figure(shown, name, words) for value, shown, name, words in figures if value]


def standing_sentence(report: Report) -> str:
    """How many accounts are accepted: the sentence under which every figure of money stands."""
    books, accepted = report.count.books, report.count.accepted
    if not books:
        return _("Aucun cahier n’est ouvert cette année.")
    if report.live:
        return _("L’année est en cours : les cahiers bougent encore.")
    if accepted == books:
        return ngettext(
            "La coopérative a ses comptes acceptés.", "Les %(books)s coopératives ont leurs comptes acceptés.", books
        ) % {"books": books}
    text = ngettext(
        "%(accepted)s coopérative sur %(books)s a ses comptes acceptés.",
        "%(accepted)s coopératives sur %(books)s ont leurs comptes acceptés.",
        accepted,
    )
    return text % {"accepted": accepted, "books": books}


def why_left_out(line: CooperativeLine) -> str:
    """Why the accounts of a cooperative are not accepted, and who has the next step."""
    day = format_day(line.since) if line.since else ""
    sentences = {
        "": _("Pas de cahier cette année."),
        Book.State.OPEN: _("Le cahier n’est pas encore envoyé à l’AD."),
        Book.State.SUBMITTED: _("Envoyé le %(day)s : à l’AD de le vérifier.") % {"day": day},
        Book.State.RETURNED: _("À compléter depuis le %(day)s.") % {"day": day},
    }
    standings = {
        Cooperative.State.SUSPENDED: _("La coopérative est suspendue."),
        Cooperative.State.CLOSING: _("La coopérative est en cours de fermeture."),
        Cooperative.State.CLOSED: _("La coopérative est fermée."),
    }
    return " ".join(filter(None, (sentences.get(line.state, ""), standings.get(line.standing, ""))))
