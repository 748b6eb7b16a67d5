"""Rules that hold between the answers of a request: each gives the sentence that refuses, or "" when all is well.

The forms ask them at their own step, and `steps.problems` all of them again when the request is sent.
"""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Cooperative, Mandate, Registration, School
from occe.kit.dates import format_day

from .schools import open_request_for, school_wide_cooperative

# A request of more is a slip of the finger: the largest school of the country has about 900 pupils.
MOST_CLASSES = 40
MOST_PUPILS = 1200


def school_refusal(registration: Registration) -> str:
    """Why no cooperative can open in the chosen school; "" when one can."""
    return refusal_of_school(registration.school, registration) if registration.school else ""


def refusal_of_school(school: School, registration: Registration) -> str:
    """Why a school cannot be chosen (see `SchoolQuerySet.eligible` for the rule); "" when it can."""
    if school.sector == school.Sector.PRIVATE:
        return _(
            "Cette école est privée. L’OCCE accompagne les écoles publiques : elle ne peut pas avoir de coopérative."
        )
    if school.kind == school.Kind.SERVICE:
        return _(
            "Ce numéro est celui d’un service administratif, où il n’y a pas de classe. Cherchez l’école elle-même."
        )
    if school.state == school.State.CLOSED:
        return _("L’annuaire dit que cette école est fermée. Cherchez celle où la classe se trouve aujourd’hui.")
    return department_refusal(school.department, registration)


def department_refusal(department: str, registration: Registration) -> str:
    """Why a department is not this association's; "" when it is."""
    if department in registration.federation.departments:
        return ""
    return _("Cette école est dans le département %(code)s. %(association)s n’accompagne que : %(ours)s.") % {
        "code": shown_department(department),
        "association": registration.federation.short_name,
        "ours": ", ".join(map(shown_department, registration.federation.departments)),
    }


def shown_department(code: str) -> str:
    """`15` for `015`, as everybody says it; overseas departments keep their three digits."""
    return code[1:] if code.startswith("0") else code


def kind_refusal(registration: Registration) -> str:
    """Why the chosen form cannot be asked for in the chosen school; "" when it can."""
    standing = school_wide_cooperative(registration)
    if standing and registration.kind != Cooperative.Kind.CLASS:
        return _("Cette école a déjà sa coopérative. Ouvrez-y une caisse de classe.")
    if standing and not registration.federation.separate_class_cooperatives:
        return _("%(association)s n’ouvre pas de coopérative de classe à part : ouvrez une caisse de classe.") % {
            "association": registration.federation.short_name
        }
    if standing and not registration.separate_reason:
        return _("Dites pourquoi une coopérative à part : le conseil d’administration le lira.")
    if registration.kind == Cooperative.Kind.CLASS:
        return ""  # another class of the school may ask: see `classes_refusal`
    return _under_way(
        registration,
        _("Une demande pour cette école est déjà en route : envoyée le %(day)s, elle est « %(state)s »."),
    )


def classes_refusal(registration: Registration) -> str:
    """Why these classes cannot be those of the chosen form; "" when they can."""
    counts = refusal_of_counts(registration.kind, [row.pupil_count for row in registration.classes.all()])
    if counts or registration.kind != Cooperative.Kind.CLASS:
        return counts
    return _under_way(
        registration,
        _("Une demande pour cette classe est déjà en route : envoyée le %(day)s, elle est « %(state)s »."),
    )


def _under_way(registration: Registration, sentence: str) -> str:
    """The sentence with the day and the state of the other request; "" when there is none."""
    other = open_request_for(registration)
    if other is None:
        return ""
    return sentence % {"day": format_day(timezone.localdate(other.sent_at)), "state": other.get_state_display()}


def refusal_of_counts(kind: str, pupil_counts: list[int]) -> str:
    """Why classes of these sizes cannot be asked for in this form of cooperative; "" when they can."""
    if kind == Cooperative.Kind.CLASS and len(pupil_counts) > 1:
        return _("Une coopérative de classe n’a qu’une classe. Gardez la vôtre, ou choisissez une coopérative d’école.")
    if len(pupil_counts) > MOST_CLASSES or sum(pupil_counts) > MOST_PUPILS:
        return _("Cela fait %(pupils)s élèves dans %(classes)s classes : relisez les effectifs, ou appelez l’AD.") % {
            "pupils": sum(pupil_counts),
            "classes": len(pupil_counts),
        }
    return ""


def mandataire_refusal(email: str, registration: Registration) -> str:
    """Why this address cannot be proposed as mandataire: it is one in the school already; "" when it can."""
    if registration.school_id is None:
        return ""
    there = Mandate.objects.in_force(timezone.localdate()).filter(
        cooperative__federation=registration.federation_id,
        cooperative__school=registration.school_id,
        user__email=email.strip().lower(),
    )
    if there.exists():
        return _("Cette personne est déjà mandataire dans cette école. Une caisse de classe lui suffit.")
    return ""


def decision_refusal(registration: Registration) -> str:
    """Why the founding decision's date does not fit the year; "" when it does."""
    year, day = registration.year, registration.decision_on
    if day and not year.starts <= day <= year.ends:
        return _("Cette date n’est pas dans l’année %(year)s.") % {"year": year.slug}
    return ""


RULES: dict[str, Callable[[Registration], str]] = {
    "school": school_refusal,
    "kind": kind_refusal,
    "classes": classes_refusal,
    "decision": decision_refusal,
}
