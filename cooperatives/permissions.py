"""Who may do what here. Objects arrive through `visible_to`; these predicates say what one may do with them."""

from django.utils import timezone

from cooperatives.models import ClassTeacher, Cooperative, Mandate, Registration, StoredFile
from occe.kit.actors import Actor, Adult, Anonymous, Guest


def can_read_registration(actor: Actor, registration: Registration) -> bool:
    """Its applicant (signed in, or by link) and staff: what `visible_to` lets through."""
    return isinstance(actor, Adult | Guest)


def is_applicant(actor: Actor, registration: Registration) -> bool:
    """Whether this actor is the one who asks: by account, or by the link of a draft without an account."""
    if isinstance(actor, Adult):
        return registration.applicant_id == actor.user_id
    return isinstance(actor, Guest) and registration.applicant_id is None and registration.link_id == actor.link_id


def can_change_registration(actor: Actor, registration: Registration) -> bool:
    """Only the applicant, whatever the state: the services say whether it may still change."""
    return is_applicant(actor, registration)


def can_claim_registration(actor: Actor, registration: Registration) -> bool:
    """An adult under whose proven address the draft was begun; `claimable_by` has filtered already."""
    return isinstance(actor, Adult)


def can_read_file(actor: Actor, file: StoredFile) -> bool:
    """Whoever may see an object that the file belongs to; see `services.files.files_visible_to`."""
    return not isinstance(actor, Anonymous)


def can_enter_cooperative(actor: Actor, cooperative: Cooperative) -> bool:
    """Adults of the cooperative, and the association's staff."""
    return isinstance(actor, Adult)


def holds_mandate(actor: Actor, cooperative: Cooperative) -> bool:
    """Whether this adult is a mandataire in office of this cooperative today. One query."""
    if not isinstance(actor, Adult):
        return False
    in_force = Mandate.objects.in_force(timezone.localdate())
    return in_force.filter(cooperative=cooperative, user_id=actor.user_id).exists()


def can_manage_people(actor: Actor, cooperative: Cooperative) -> bool:
    """Mandataires in office invite colleagues; staff who may change things do it for a school that writes on paper."""
    return isinstance(actor, Adult) and (actor.may_change_the_federation or holds_mandate(actor, cooperative))


def can_open_public_page(actor: Actor, cooperative: Cooperative) -> bool:
    """Only a mandataire in office: the page speaks for the cooperative."""
    return holds_mandate(actor, cooperative)


def can_prepare_passes(actor: Actor, cooperative: Cooperative) -> bool:
    """Whoever may be replaced for a day: a mandataire in office, a teacher of one of its classes; staff for them."""
    if not isinstance(actor, Adult):
        return False
    teaches = ClassTeacher.objects.in_force(timezone.localdate()).filter(classroom__cooperative=cooperative)
    return can_manage_people(actor, cooperative) or teaches.filter(user_id=actor.user_id).exists()


def can_answer_mandate(actor: Actor, mandate: Mandate) -> bool:
    """Nobody accepts a mandate for somebody else here."""
    return isinstance(actor, Adult) and mandate.user_id == actor.user_id
