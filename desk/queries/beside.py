"""A request beside the directory: what was written, what the ministry's file says, the difference in words."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperatives.models import Cooperative, Registration
from cooperatives.queries import default_name, missing_documents, open_request_for, resembling
from occe.kit.dates import format_day
from occe.kit.folded import fold


@dataclass(frozen=True, slots=True)
class Row:
    """One fact, as the teacher wrote it and as the directory has it; `difference` is a sentence, or empty."""

    label: str
    written: str
    directory: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that the reader should know before deciding. `tone` is "fine", "look" or "mend"; `url_id` leads on."""

    tone: str
    sentence: str
    url_name: str = ""
    url_id: object = None


def side_by_side(registration: Registration) -> list[Row]:
    """The facts in the order in which one reads them; the directory's column is empty for a described school."""
    school = registration.school
    rows = [
        _said(_("École"), registration.described_name, school.name if school else ""),
        _said(_("Commune"), registration.described_commune, school.commune if school else ""),
        _said(_("Code postal"), registration.described_postcode, school.postcode if school else ""),
        *_kind_rows(registration),
        Row(_("Nom de la coopérative"), registration.name or default_name(registration), ""),
        _pupils_row(registration),
    ]
    if school:
        rows += [
            Row(_("Code UAI"), "", school.uai or ""),
            Row(_("Secteur"), "", school.get_sector_display(), "" if school.sector == "public" else _("École privée.")),
            Row(
                _("État"), "", school.get_state_display(), "" if school.state == "open" else _("Elle ferme ou a fermé.")
            ),
        ]
    return rows


def marks_of(registration: Registration) -> list[Mark]:
    """What stands beside the request: none of these is a gate, each is a sentence."""
    return [
        *_address_marks(registration),
        *_school_marks(registration),
        *_duplicate_marks(registration),
        *_paper_marks(registration),
    ]


def _said(label: str, written: str, directory: str) -> Row:
    """A line that the teacher described, or that the directory alone knows."""
    differs = bool(written and directory) and fold(written) != fold(directory)
    return Row(label, written, directory, _("Ce n’est pas écrit pareil.") if differs else "")


def _kind_rows(registration: Registration) -> list[Row]:
    """The form that is asked for, and the type of the school: two facts, of which one may not go with the other."""
    school = registration.school
    is_club = registration.kind == Cooperative.Kind.FOYER
    differs = school is not None and is_club != (school.kind in ("lower_secondary", "upper_secondary"))
    sentence = _("Un foyer vit dans un collège ou un lycée, une coopérative dans une école.") if differs else ""
    asked = Row(_("Forme demandée"), registration.get_kind_display(), "", sentence)
    return [asked, Row(_("Type d’école"), "", school.get_kind_display())] if school else [asked]


def _pupils_row(registration: Registration) -> Row:
    classes = registration.classes.all()
    pupils = sum(row.pupil_count for row in classes)
    known = registration.school.pupil_count if registration.school else None
    written = ngettext("%(pupils)s dans %(count)d classe", "%(pupils)s dans %(count)d classes", len(classes)) % {
        "pupils": pupils,
        "count": len(classes),
    }
    return Row(
        _("Élèves"), written, "" if known is None else str(known), _pupil_difference(registration, pupils, known)
    )


def _pupil_difference(registration: Registration, pupils: int, known: int | None) -> str:
    """More pupils than the school has is always said; fewer only where the whole school joins."""
    if known is None or pupils == known:
        return ""
    if pupils > known:
        return ngettext("%(count)d élève de plus que dans l’annuaire.", "%(count)d élèves de plus que dans l’annuaire.",
                        pupils - known) % {"count": pupils - known}  # fmt: skip
    if registration.kind == Cooperative.Kind.CLASS:
        return ""
    return ngettext("%(count)d élève de moins que dans l’annuaire.", "%(count)d élèves de moins que dans l’annuaire.",
                    known - pupils) % {"count": known - pupils}  # fmt: skip


def _address_marks(registration: Registration) -> list[Mark]:
    email = registration.applicant.email if registration.applicant else registration.applicant_email
    domain = email.rpartition("@")[2].lower()
    if domain in {name.lower() for name in registration.federation.academic_mail_domains}:
        marks = [Mark("fine", _("Adresse académique."))]
    else:
        marks = [
            Mark("look", _("L’adresse n’est pas académique : un enseignant nouvellement nommé n’en a pas toujours."))
        ]
    if EmailAddress.objects.filter(user=registration.applicant, verified=True).exists():
        return [*marks, Mark("fine", _("Adresse vérifiée : les lettres arrivent."))]
    return [*marks, Mark("look", _("L’adresse n’a pas encore été vérifiée."))]


def _school_marks(registration: Registration) -> list[Mark]:
    if registration.school is None:
        return [Mark("mend", _("L’école est décrite, pas encore reliée à l’annuaire."))]
    marks = []
    if not registration.school.is_eligible:
        marks.append(
            Mark("mend", _("Cette école ne peut pas avoir de coopérative : elle est privée, fermée ou administrative."))
        )
    if registration.school.department not in registration.federation.departments:
        marks.append(Mark("mend", _("Cette école est dans un autre département.")))
    for cooperative in _standing_cooperatives(registration):
        sentence = _("L’école a déjà une coopérative : n° %(number)s, %(name)s.")
        marks.append(
            Mark("look", sentence % {"number": cooperative.number, "name": cooperative.name},
                 "desk:cooperative", cooperative.public_id)
        )  # fmt: skip
    return marks


def _standing_cooperatives(registration: Registration) -> list[Cooperative]:
    found = Cooperative.objects.active().filter(federation=registration.federation_id, school=registration.school_id)
    return list(found.exclude(pk=registration.cooperative_id)[:5])


def _duplicate_marks(registration: Registration) -> list[Mark]:
    """Other open requests for this school, and what may be this school under another row."""
    if registration.is_over:
        return []
    others = _others_of_the_school(registration)
    alike = resembling(registration)
    return [
        *(_other_mark(one) for one in others),
        *(_request_mark(one) for one in alike.requests if one not in others),
        *(_cooperative_mark(one) for one in alike.cooperatives),
    ]


def _others_of_the_school(registration: Registration) -> list[Registration]:
    """What else is asked for this very school, in any form: two classes may each want a cooperative of their own."""
    if registration.school_id is None:
        twin = open_request_for(registration)
        return [twin] if twin else []
    asked = Registration.objects.open().filter(federation=registration.federation_id, school=registration.school_id)
    return list(asked.exclude(pk=registration.pk).select_related("applicant").order_by("sent_at", "pk")[:5])


def _other_mark(one: Registration) -> Mark:
    sentence = _("Une autre demande est ouverte pour cette école : %(form)s, de %(person)s.") % {
        "form": one.get_kind_display(),
        "person": _who_asks(one),
    }
    return Mark("look", sentence, "desk:registration", one.public_id)


def _who_asks(one: Registration) -> str:
    return one.applicant.get_full_name() if one.applicant else one.applicant_email


def _request_mark(one: Registration) -> Mark:
    sentence = _("Ressemble à la demande de %(person)s, envoyée le %(day)s : même école, même commune.") % {
        "person": _who_asks(one),
        "day": format_day(timezone.localdate(one.sent_at)),
    }
    return Mark("mend", sentence, "desk:registration", one.public_id)


def _cooperative_mark(one: Cooperative) -> Mark:
    sentence = _("Ressemble à la coopérative n° %(number)s, %(name)s : même école, même commune.")
    return Mark("mend", sentence % {"number": one.number, "name": one.name}, "desk:cooperative", one.public_id)


def _paper_marks(registration: Registration) -> list[Mark]:
    return [
        Mark("look", _("À fournir : %(paper)s.") % {"paper": document.get_kind_display()})
        for document in missing_documents(registration)
    ]
