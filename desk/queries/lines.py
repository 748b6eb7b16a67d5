"""The lines of the queue in words: what it is, why it waits, the one act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate, Registration
from cooperatives.queries import missing_documents
from desk.queries.queue import Group, Kind, Thing
from finance.addresses import in_year
from finance.models import Book, Grant
from members.models import User
from occe.kit.dates import format_day
from occe.kit.euros import format_euros
from occe.kit.words import number_in_words
from projects.models import ContentReport
from support.models import HelpTicket

IN_WORDS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line: icon, title, one line why, since when, and a verb that leads to a page or (`posts`) acts at once."""

    icon: str
    title: str
    why: str
    verb: str
    url: str
    since: date
    posts: bool = False
    elsewhere: bool = False
    ours: bool = False
    guarded: bool = False

    @property
    def tone(self) -> str:
        """The tint of the age: yellow waits for us, salers waits for a school."""
        return "return" if self.elsewhere else "waiting"


def line_of(thing: Thing) -> Line:
    """The line of a thing that came with its object."""
    icon, verb, write = WRITERS[thing.kind]
    title, why, url = write(thing.subject)
    return Line(
        icon,
        title,
        why,
        str(verb()),
        url,
        thing.since,
        posts=thing.kind == Kind.ADDRESS,
        elsewhere=thing.group == Group.ELSEWHERE,
        ours=thing.kind in OURS,
        guarded=thing.kind not in READABLE,
    )


def count_sentence(count: int) -> str:
    """The title of the page: a sentence that counts, in words up to twenty."""
    if count == 0:
        return _("Tout est à jour.")
    number = number_in_words(count, get_language()) if count <= IN_WORDS else str(count)
    sentence = ngettext("Un dossier vous attend.", "%(number)s dossiers vous attendent.", count)
    return sentence % {"number": number.capitalize()}


def oldest_sentence(day: date | None) -> str:
    """How long the oldest has waited, under the title; nothing when nothing waits."""
    if day is None:
        return ""
    waited = age(day)
    return _("Le plus ancien attend %(age)s.") % {"age": waited[:1].lower() + waited[1:]}


def age(day: date) -> str:
    """For how long something has waited: "depuis aujourd’hui", "depuis hier", "depuis 4 jours"."""
    days = (timezone.localdate() - day).days
    if days <= 0:
        return _("Depuis aujourd’hui")
    if days == 1:
        return _("Depuis hier")
    if days < 60:
        return _("Depuis %(count)d jours") % {"count": days}
    return _("Depuis %(count)d mois") % {"count": days // 30}


def _request(registration: Registration) -> tuple[str, str, str]:
    pupils = sum(row.pupil_count for row in registration.classes.all())
    papers = [str(document.get_kind_display()) for document in missing_documents(registration)]
    missing = _("À fournir : %(papers)s.") % {"papers": ", ".join(papers)} if papers else _("Les pièces sont là.")
    asked = ngettext("%(kind)s, %(count)d élève.", "%(kind)s, %(count)d élèves.", pupils)
    why = asked % {"kind": registration.get_kind_display().capitalize(), "count": pupils}
    return _place(_("Nouvelle coopérative : %(place)s"), registration), f"{why} {missing}", _page(registration)


def _described(registration: Registration) -> tuple[str, str, str]:
    why = _("%(person)s a décrit l’école dans sa demande. Cherchez-la dans l’annuaire.")
    person = {"person": registration.applicant.get_full_name() if registration.applicant else "?"}
    url = reverse("desk:registration-school", args=[registration.public_id])
    return _place(_("École à relier : %(place)s"), registration), why % person, url


def _correction(registration: Registration) -> tuple[str, str, str]:
    why = _("Un complément a été demandé. La réponse n’est pas encore venue.")
    return _place(_("À compléter : %(place)s"), registration), why, _page(registration)


def _mandate(mandate: Mandate) -> tuple[str, str, str]:
    why = _("%(cooperative)s. Le conseil d’administration décide.") % {"cooperative": mandate.cooperative.name}
    url = reverse("desk:mandate-act", args=[mandate.public_id, "approval"])
    return _("Mandat à agréer : %(person)s") % {"person": mandate.user.get_full_name()}, why, url


def _signature(mandate: Mandate) -> tuple[str, str, str]:
    why = _("%(cooperative)s. La banque n’a pas encore confirmé.") % {"cooperative": mandate.cooperative.name}
    url = reverse("desk:mandate-act", args=[mandate.public_id, "signature"])
    return _("Signature à activer : %(person)s") % {"person": mandate.user.get_full_name()}, why, url


def _account(cooperative: Cooperative) -> tuple[str, str, str]:
    since = cooperative.account_step_since or cooperative.approved_on
    why = _("Le dossier est chez : %(holder)s, depuis le %(day)s.") % {
        "holder": cooperative.account_step_holder or _("l’association"),
        "day": format_day(since),
    }
    url = reverse("desk:cooperative-account", args=[cooperative.public_id])
    return _("Compte à ouvrir : %(name)s") % {"name": cooperative.name}, why, url


def _nobody(cooperative: Cooperative) -> tuple[str, str, str]:
    why = _("%(commune)s. Personne ne peut donner d’accord ni payer.") % {"commune": cooperative.school.commune}
    url = reverse("desk:mandate-propose", args=[cooperative.public_id])
    return _("Sans mandataire : %(name)s") % {"name": cooperative.name}, why, url


def _question(ticket: HelpTicket) -> tuple[str, str, str]:
    school = ticket.cooperative.school
    title = _("Une question : %(subject)s") % {"subject": ticket.subject}
    why = f"{school.commune}, {ticket.cooperative.name} · {ticket.asked_by.get_full_name()}"
    return title, why, reverse("desk:ticket", args=[ticket.public_id])


def _reported(report: ContentReport) -> tuple[str, str, str]:
    project = report.project
    title = _("Contenu signalé : %(project)s") % {"project": project.title}
    why = (
        f"{report.get_reason_display().capitalize()} · {project.cooperative.school.commune}, {project.cooperative.name}"
    )
    return title, why, reverse("desk:story-report", args=[report.public_id])


def _aid(grant: Grant) -> tuple[str, str, str]:
    here = grant.cooperative
    title = _("Une aide demandée : %(purpose)s") % {"purpose": grant.purpose}
    why = f"{here.school.commune}, {here.name}"
    if grant.asked:
        why = f"{why} · {format_euros(grant.asked)}"
    return title, why, reverse("finance:grant", args=[here.public_id, grant.public_id])


def _book(book: Book) -> tuple[str, str, str]:
    assert book.cooperative  # the association's own is sent to nobody
    why = _("%(commune)s. À accepter, ou à renvoyer en disant ce qui est à compléter.") % {
        "commune": book.cooperative.school.commune
    }
    title = _("Cahier %(year)s envoyé : %(name)s") % {"year": book.year, "name": book.cooperative.name}
    return title, why, in_year("year", book)


def _school(cooperative: Cooperative) -> tuple[str, str, str]:
    why = _("N° %(number)s. L’école est décrite, pas encore reliée à l’annuaire.") % {"number": cooperative.number}
    url = reverse("desk:cooperative-school", args=[cooperative.public_id])
    school = cooperative.school
    return _("École à relier : %(place)s") % {"place": f"{school.name}, {school.commune}"}, why, url


def _address(user: User) -> tuple[str, str, str]:
    why = _("%(email)s n’a jamais été vérifiée : nos lettres n’arrivent peut-être pas.") % {"email": user.email}
    url = reverse("desk:address-verify", args=[user.public_id])
    return _("Adresse à vérifier : %(person)s") % {"person": user.get_full_name()}, why, url


def _place(sentence: str, registration: Registration) -> str:
    return sentence % {"place": f"{registration.school_name}, {registration.commune}"}


def _page(registration: Registration) -> str:
    return reverse("desk:registration", args=[registration.public_id])


# The kinds whose page the read-only may open; the others lead straight to an act.
READABLE = (Kind.REQUEST, Kind.CORRECTION, Kind.BOOK, Kind.QUESTION, Kind.REPORTED)
# What only the association can move on; the rest waits for a bank, a person, a directory too.
OURS = (Kind.REQUEST, Kind.DESCRIBED, Kind.MANDATE, Kind.NOBODY, Kind.BOOK, Kind.AID, Kind.QUESTION, Kind.REPORTED)

Writer = Callable[..., tuple[str, str, str]]
# For each kind: its icon, its verb, and what writes its title, its reason and its address.
WRITERS: dict[Kind, tuple[str, Callable[[], str], Writer]] = {
    Kind.REQUEST: ("flag", lambda: _("Ouvrir"), _request),
    Kind.DESCRIBED: ("school", lambda: _("Relier"), _described),
    Kind.MANDATE: ("people", lambda: _("Agréer"), _mandate),
    Kind.SIGNATURE: ("pencil", lambda: _("Noter"), _signature),
    Kind.ACCOUNT: ("bank", lambda: _("Suivre"), _account),
    Kind.NOBODY: ("person", lambda: _("Proposer"), _nobody),
    Kind.BOOK: ("book", lambda: _("Lire"), _book),
    Kind.SCHOOL: ("school", lambda: _("Relier"), _school),
    Kind.ADDRESS: ("letter", lambda: _("Réécrire"), _address),
    Kind.AID: ("bank", lambda: _("Répondre"), _aid),
    Kind.QUESTION: ("help", lambda: _("Répondre"), _question),
    Kind.REPORTED: ("eye", lambda: _("Regarder"), _reported),
    Kind.CORRECTION: ("return", lambda: _("Relire"), _correction),
}
