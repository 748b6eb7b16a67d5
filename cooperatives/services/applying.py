"""What a teacher does with a request: begins it, answers step by step, sends it, mends it, takes it back.

Each answer is saved at once. Every function locks the request and checks that it may still be changed; a request that
was sent takes only the papers that were promised.
"""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cooperatives.errors import RegistrationRefused
from cooperatives.models import (
    CommitmentText,
    Cooperative,
    Federation,
    GuestLink,
    Registration,
    RegistrationClass,
    RegistrationDocument,
    RegistrationEvent,
    RegistrationMandataire,
    School,
    SchoolYear,
    StoredFile,
)
from cooperatives.queries import problems, school_wide_cooperative, year_of_today
from cooperatives.queries.rules import classes_refusal, department_refusal, mandataire_refusal, refusal_of_school
from cooperatives.queries.schools import department_of_postcode
from cooperatives.services import letters
from cooperatives.services.guests import end_link, make_link, renew_link
from occe.kit.actors import Actor, Adult

State = Registration.State
Kind = RegistrationEvent.Kind
LETTERS_AN_HOUR = 5


# --- beginning -------------------------------------------------------------------------------------------------------


@transaction.atomic
def begin_registration(federation: Federation, *, by: Adult) -> Registration:
    """A draft for an adult with an account, who is known already; a draft that waits is taken up again."""
    user = get_user_model().objects.select_for_update(of=("self",)).get(pk=by.user_id)
    standing = Registration.objects.filter(federation=federation, applicant=user, state=State.DRAFT).first()
    if standing:
        return _editable(standing)
    return Registration.objects.create(
        federation=federation,
        year=_year_in_hand(federation),
        applicant=user,
        applicant_first_name=user.first_name,
        applicant_last_name=user.last_name,
        applicant_email=user.email,
    )


@transaction.atomic
def begin_as_guest(
    federation: Federation, *, by: Actor, first_name: str, last_name: str, email: str, phone: str = ""
) -> Registration:
    """A draft for somebody without an account. The letter that takes it up again leaves at once.

    Raises RegistrationRefused when many letters went to this address within the hour.
    """
    address = email.strip().lower()
    lately = timezone.now() - timedelta(hours=1)
    if Registration.objects.filter(applicant_email=address, created_at__gt=lately).count() >= LETTERS_AN_HOUR:
        raise RegistrationRefused(
            _("Plusieurs messages sont déjà partis à cette adresse. Ouvrez le dernier, il reprend votre demande."),
            field="email",
        )
    link, token = make_link(federation, purpose=GuestLink.Purpose.REGISTRATION, by=by)
    registration = Registration.objects.create(
        federation=federation,
        year=_year_in_hand(federation),
        link=link,
        applicant_first_name=first_name,
        applicant_last_name=last_name,
        applicant_email=address,
        applicant_phone=phone,
    )
    letters.resume_link(registration, token=token)
    return registration


@transaction.atomic
def claim_registration(registration: Registration, *, by: Adult) -> Registration:
    """Take up, with an account, a draft that was begun without one under the same proven address."""
    locked = _editable(registration)
    if locked.applicant_id is None:
        locked.applicant_id = by.user_id
        locked.save(update_fields=["applicant", "updated_at"])
        if locked.link:
            end_link(locked.link, by=by)
    return locked


def _year_in_hand(federation: Federation) -> SchoolYear:
    """The year of today. Raises RegistrationRefused when the association has not opened it."""
    year = year_of_today(federation)
    if year is None:
        raise RegistrationRefused(
            _("L’association n’a pas encore ouvert l’année scolaire. Écrivez-lui, elle vous répondra.")
        )
    return year


# --- answering, step by step -----------------------------------------------------------------------------------------


@transaction.atomic
def describe_applicant(
    registration: Registration, *, by: Actor, first_name: str, last_name: str, phone: str = "", email: str = ""
) -> Registration:
    """Who asks. The address of an account stays the account's; that of a guest may change, and a new letter leaves."""
    locked = _editable(registration)
    locked.applicant_first_name, locked.applicant_last_name, locked.applicant_phone = first_name, last_name, phone
    address = email.strip().lower()
    if locked.applicant_id is None and address and address != locked.applicant_email:
        locked.applicant_email = address
        assert locked.link
        letters.resume_link(locked, token=renew_link(locked.link, by=by))
    locked.save()
    return locked


@transaction.atomic
def choose_school(registration: Registration, *, by: Actor, school: School) -> Registration:
    """The school, from the directory. Raises RegistrationRefused for a private or closed one, or another department."""
    locked = _editable(registration)
    _refuse(refusal_of_school(school, locked), field="q")
    locked.school = school
    locked.described_name = locked.described_commune = locked.described_postcode = ""
    locked.save()
    return locked


@transaction.atomic
def describe_school(registration: Registration, *, by: Actor, name: str, commune: str, postcode: str) -> Registration:
    """A school that the directory does not know yet, in its teacher's words; the association finds it later."""
    locked = _editable(registration)
    _refuse(department_refusal(department_of_postcode(postcode), locked), field="postcode")
    locked.school = None
    locked.described_name, locked.described_commune, locked.described_postcode = name, commune, postcode
    locked.save()
    return locked


@transaction.atomic
def choose_kind(
    registration: Registration, *, by: Actor, kind: str, name: str = "", separate_reason: str = ""
) -> Registration:
    """The form of the cooperative, its name, and the reason when it stands beside the school's own."""
    locked = _editable(registration)
    locked.kind, locked.name, locked.separate_reason = kind, name, separate_reason
    found = problems(locked)
    _refuse(
        found.get("kind", ""),
        field="separate_reason" if kind == Cooperative.Kind.CLASS and not separate_reason else "kind",
    )
    locked.save()
    return locked


@transaction.atomic
def ask_for_class_fund(registration: Registration, *, by: Actor, message: str = "") -> Registration:
    """Ask for a class fund in the school's own cooperative instead: its mandataires are written to, the draft ends.

    Raises RegistrationRefused when the school has no cooperative, or nobody there to write to.
    """
    locked = _editable(registration)
    cooperative = school_wide_cooperative(locked)
    if cooperative is None or not cooperative.mandates.in_force(timezone.localdate()).exists():
        raise RegistrationRefused(
            _("Cette coopérative n’a pas de mandataire en ce moment : appelez l’AD."), field="kind"
        )
    letters.class_fund_asked(locked, cooperative=cooperative, message=message.strip())
    words = _("Une caisse de classe a été demandée à « %(cooperative)s ».") % {"cooperative": cooperative.name}
    return _withdraw(locked, by=by, message=words)


@transaction.atomic
def set_classes(registration: Registration, *, by: Actor, classes: list[dict]) -> Registration:
    """The classes of the request, all at once: `name`, `levels`, `pupil_count`, `adult_count` each.

    Raises RegistrationRefused, and keeps the former ones, when they do not fit the form or ask for a class twice.
    """
    locked = _editable(registration)
    locked.classes.all().delete()
    RegistrationClass.objects.bulk_create(RegistrationClass(registration=locked, **row) for row in classes)
    _refuse(classes_refusal(locked))
    return _touched(locked)


@transaction.atomic
def set_mandataires(registration: Registration, *, by: Actor, mandataires: list[dict]) -> Registration:
    """One or two people, in order: `first_name`, `last_name`, `email`, `is_applicant` each.

    An adult with an account is told when somebody is mandataire in the school already; to a guest that would say who
    has an account, so the association sees it instead.
    """
    locked = _editable(registration)
    if isinstance(by, Adult):
        for rank, person in enumerate(mandataires, 1):
            _refuse(mandataire_refusal(person["email"], locked), field=f"email_{rank}")
    locked.mandataires.all().delete()
    RegistrationMandataire.objects.bulk_create(
        RegistrationMandataire(registration=locked, rank=rank, **{**person, "email": person["email"].strip().lower()})
        for rank, person in enumerate(mandataires, 1)
    )
    return _touched(locked)


@transaction.atomic
def record_decision(registration: Registration, *, by: Actor, decided_on: date, present: int) -> Registration:
    """When the founding decision was taken, and how many were present (inclusive dates of the year, not to come)."""
    locked = _editable(registration)
    locked.decision_on, locked.decision_present = decided_on, present
    locked.save()
    return locked


@transaction.atomic
def accept_commitment(registration: Registration, *, by: Actor, text: CommitmentText | None) -> Registration:
    """Accept the commitment in this very wording, which is kept; accepting again keeps the first acceptance.

    Raises RegistrationRefused while the association has published no wording (`text` is None).
    """
    locked = _editable(registration)
    if locked.commitment_id is None:
        if text is None:
            raise RegistrationRefused(_("L’association n’a pas encore écrit son engagement : appelez-la."))
        locked.commitment, locked.commitment_accepted_at = text, timezone.now()
        locked.save()
    return locked


@transaction.atomic
def give_document(registration: Registration, *, by: Actor, kind: str, file: StoredFile) -> RegistrationDocument:
    """A paper of the request. Once it was sent, promised papers may still come, and the story says so."""
    locked = _locked(registration)
    document = locked.documents.filter(kind=kind).first()
    promised = document is not None and document.file_id is None
    if not locked.is_editable and not (locked.takes_papers and promised):
        raise RegistrationRefused(_("Cette demande ne prend plus de pièce : relisez la page."))
    document, _made = RegistrationDocument.objects.update_or_create(
        registration=locked, kind=kind, defaults={"file": file, "promised": False, "received_at": timezone.now()}
    )
    if locked.takes_papers:
        _remember(locked, Kind.DOCUMENT, by=by, message=document.kind)
    _touched(locked)
    return document


@transaction.atomic
def promise_document(registration: Registration, *, by: Actor, kind: str) -> RegistrationDocument:
    """A paper that will come later. One that was given stays given."""
    locked = _editable(registration)
    document, _made = RegistrationDocument.objects.get_or_create(
        registration=locked, kind=kind, defaults={"promised": True}
    )
    return document


# --- sending, taking back --------------------------------------------------------------------------------------------


@transaction.atomic
def send_registration(registration: Registration, *, by: Adult) -> Registration:
    """Send the request, or send it again once completed. Raises RegistrationRefused with the first thing missing."""
    locked = _editable(registration)
    _lock_school(locked)
    _refuse(next(iter(problems(locked).values()), ""))
    again = locked.state == State.TO_CORRECT
    locked.state = State.SENT
    locked.sent_at = timezone.now()
    locked.save()
    _remember(locked, Kind.SENT_AGAIN if again else Kind.SENT, by=by)
    letters.sent(locked)
    return locked


@transaction.atomic
def send_as_guest(registration: Registration, *, by: Actor, password: str):
    """Send a guest's request: the account is made on the way, and its address is still to be proven.

    Returns the new user, or None when the address has an account already: then the draft waits there, a letter says
    so, and nothing on the page may tell the two apart. Either way the guest's link is closed.
    """
    locked = _editable(registration)
    assert locked.link
    known = get_user_model().objects.filter(email=locked.applicant_email).exists()
    _refuse(next(iter(problems(locked).values()), ""))
    end_link(locked.link, by=by)
    if known:
        get_user_model()().set_password(password)  # takes as long as making the account would
        letters.account_exists(locked)
        return None
    user = get_user_model().objects.create_user(
        locked.applicant_email,
        password,
        first_name=locked.applicant_first_name,
        last_name=locked.applicant_last_name,
        language=(get_language() or "fr")[:2],
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    locked.applicant = user
    locked.save(update_fields=["applicant", "updated_at"])
    send_registration(locked, by=Adult(user.pk, locked.federation_id))
    return user


@transaction.atomic
def withdraw_registration(registration: Registration, *, by: Actor) -> Registration:
    """Take the request back, whether it was sent or not. A decided request stays as it was decided."""
    locked = _locked(registration)
    if locked.state not in (State.DRAFT, State.SENT, State.TO_CORRECT):
        raise RegistrationRefused(_("L’AD a déjà répondu : cette demande ne peut plus être retirée."))
    was_sent = locked.sent_at is not None
    _withdraw(locked, by=by)
    if was_sent:
        letters.withdrawn(locked)
    return locked


def _withdraw(registration: Registration, *, by: Actor, message: str = "") -> Registration:
    registration.state = State.WITHDRAWN
    registration.save(update_fields=["state", "updated_at"])
    _remember(registration, Kind.WITHDRAWN, by=by, message=message)
    return registration


def _lock_school(registration: Registration) -> None:
    """Two requests for one school follow each other: the second sees the first."""
    if registration.school_id:
        School.objects.select_for_update(of=("self",)).get(pk=registration.school_id)


def _locked(registration: Registration) -> Registration:
    return Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)


def _editable(registration: Registration) -> Registration:
    """The request, locked, if its applicant may change it now.

    A draft that was begun in a former year comes into the year of today, in which it will be sent.
    """
    locked = _locked(registration)
    if not locked.is_editable:
        raise RegistrationRefused(_("Cette demande est partie à l’AD : elle ne se modifie plus. Relisez la page."))
    if locked.state == State.DRAFT and locked.year != (year := _year_in_hand(locked.federation)):
        locked.year = year
        locked.save(update_fields=["year", "updated_at"])
    return locked


def _touched(registration: Registration) -> Registration:
    registration.save(update_fields=["updated_at"])
    return registration


def _refuse(sentence: str, *, field: str | None = None) -> None:
    if sentence:
        raise RegistrationRefused(sentence, field=field)


def _remember(registration: Registration, kind: str, *, by: Actor, message: str = "") -> None:
    user_id = by.user_id if isinstance(by, Adult) else None
    RegistrationEvent.objects.create(registration=registration, kind=kind, by_id=user_id, message=message)
