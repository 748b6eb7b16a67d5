"""Adults around a cooperative without a mandate: class teachers, a substitute for a day; the public page."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.errors import PeopleRefused
from cooperatives.models import Classroom, ClassTeacher, Cooperative, DayPass, Federation, GuestLink, Mandate
from cooperatives.services import letters
from cooperatives.services.accounts import account_for
from cooperatives.services.guests import end_link, make_link
from cooperatives.services.mandates import accept_mandate, approve_mandate, withdraw_mandate
from occe.kit.actors import Actor, Adult
from occe.kit.tokens import hash_token

# No 0/O, 1/I/L, 5/S, 8/B: a code is read from paper, by somebody in a hurry.
ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ234679"
GROUPS, GROUP = 3, 3
DAYS_AHEAD = 60


@transaction.atomic
def invite_teacher(
    classroom: Classroom,
    *,
    by: Adult,
    email: str,
    starts_on: date,
    ends_on: date | None = None,
    first_name: str = "",
    last_name: str = "",
) -> ClassTeacher:
    """Invite a colleague into a class: opens it, runs the council, sends expenses; never agrees, never posts.

    `ends_on` is the first day without the class. A person without an account gets one and a letter that says how to
    choose a password. Raises PeopleRefused when the person is in the class already.
    """
    user = account_for(email, first_name=first_name, last_name=last_name)
    Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)
    if classroom.teachers.filter(user=user).in_force(max(starts_on, timezone.localdate())).exists():
        raise PeopleRefused(_("Cette personne est déjà dans la classe."), field="email")
    if ends_on and ends_on <= starts_on:
        raise PeopleRefused(_("La fin vient après le début."), field="ends_on")
    teacher = ClassTeacher.objects.create(
        classroom=classroom, user=user, invited_by_id=by.user_id, starts_on=starts_on, ends_on=ends_on
    )
    letters.teacher_invited(teacher)
    return teacher


@transaction.atomic
def end_teacher(teacher: ClassTeacher, *, by: Adult) -> ClassTeacher:
    """End somebody's place in a class, from today. Ending it twice changes nothing."""
    locked = ClassTeacher.objects.select_for_update(of=("self",)).get(pk=teacher.pk)
    today = timezone.localdate()
    if locked.ends_on is None or locked.ends_on > today:
        locked.ends_on = max(locked.starts_on, today)
        locked.save(update_fields=["ends_on"])
    return locked


# --- a substitute for a day ------------------------------------------------------------------------------------------


@transaction.atomic
def make_day_pass(classroom: Classroom, *, by: Adult, day: date) -> tuple[DayPass, str]:
    """A sealed code for one class and one day, to be printed at once: only its hash is kept.

    Raises PeopleRefused for a day that is over, too far, or outside the class's year.
    """
    today = timezone.localdate()
    if day < today:
        raise PeopleRefused(_("Ce jour est passé. Choisissez aujourd’hui, ou un jour à venir."), field="day")
    if day > today + timedelta(days=DAYS_AHEAD) or not classroom.year.starts <= day <= classroom.year.ends:
        raise PeopleRefused(
            _("Ce jour est trop loin. Un passe se prépare au plus %(days)s jours avant, dans l’année de la classe.")
            % {"days": DAYS_AHEAD},
            field="day",
        )
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    day_pass = DayPass.objects.create(
        classroom=classroom, day=day, code_hash=hash_token(_read_code(code)), made_by_id=by.user_id
    )
    return day_pass, code


@transaction.atomic
def use_day_pass(code: str, *, federation: Federation, holder: str, by: Actor) -> DayPass:
    """Open the class with the code of today's pass; `holder` is the substitute's name as typed, and is kept.

    The pass's `link` is then the guest to sign in (see `guests.cookie_value`); it closes at midnight. Used again on the
    same day, the pass gives the same link and keeps the first name. Short codes: the caller limits attempts.
    Raises PeopleRefused when no pass of this association fits, today.
    """
    found = (
        DayPass.objects.select_for_update(of=("self",))
        .filter(code_hash=hash_token(_read_code(code)), classroom__cooperative__federation=federation)
        .select_related("classroom__cooperative")
        .first()
    )
    if found is None or found.revoked_at:
        raise PeopleRefused(_("Ce code n’ouvre rien. Relisez-le sur la feuille, ou appelez l’école."), field="code")
    if found.day != timezone.localdate():
        raise PeopleRefused(_("Ce passe vaut pour un autre jour. Demandez celui d’aujourd’hui."), field="code")
    if found.link is None:
        found.link, _token = make_link(
            federation, purpose=GuestLink.Purpose.PASS, by=by, cooperative=found.classroom.cooperative
        )
        midnight = datetime.combine(found.day + timedelta(days=1), time.min)
        GuestLink.objects.filter(pk=found.link.pk).update(expires_at=timezone.make_aware(midnight))
        found.holder, found.used_at = holder.strip()[:80], timezone.now()
        found.save(update_fields=["link", "holder", "used_at"])
    return found


@transaction.atomic
def revoke_day_pass(day_pass: DayPass, *, by: Adult) -> DayPass:
    """Make a pass worthless, and shut out whoever is in with it. Twice changes nothing."""
    locked = DayPass.objects.select_for_update(of=("self",)).get(pk=day_pass.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        if locked.link:
            end_link(locked.link, by=by)
    return locked


def _read_code(code: str) -> str:
    """The code without spaces, hyphens and small letters, as it is hashed."""
    return "".join(sign for sign in code.upper() if sign in ALPHABET)


# --- a mandate that was proposed -------------------------------------------------------------------------------------


@transaction.atomic
def accept_own_mandate(mandate: Mandate, *, by: Adult) -> Mandate:
    """The person proposed says yes. Where the board approved the request that named them, the mandate holds at once.

    Raises MandateRefused when the mandate has become something else in the meantime.
    """
    today = timezone.localdate()
    accepted = accept_mandate(mandate, accepted_on=today, by=by)
    founding = getattr(mandate.cooperative, "founding_registration", None)
    named = founding and founding.mandataires.filter(email=mandate.user.email).exists()
    if founding and named and founding.board_decision_on:
        return approve_mandate(accepted, approved_on=founding.board_decision_on, by=by)
    return accepted


@transaction.atomic
def decline_own_mandate(mandate: Mandate, *, by: Adult) -> Mandate:
    """The person proposed says no; the association sees it and proposes somebody else."""
    reason = _("La personne proposée a décliné.")
    return withdraw_mandate(mandate, ends_on=timezone.localdate(), reason=reason, by=by)


# --- the public page -------------------------------------------------------------------------------------------------


@transaction.atomic
def show_public_page(cooperative: Cooperative, *, by: Adult, shown: bool, figures: Iterable[str] = ()) -> Cooperative:
    """Open or close the cooperative's page for everybody; `figures` (`Cooperative.PublicFigure`) are those it shows.

    Opening a page that is open changes its figures; closing forgets them. History keeps who opened and closed it.
    """
    locked = Cooperative.objects.select_for_update(of=("self",)).select_related("school").get(pk=cooperative.pk)
    if shown and locked.state not in (Cooperative.State.ACTIVE, Cooperative.State.SUSPENDED):
        raise PeopleRefused(_("Cette coopérative ferme : sa page publique ne s’ouvre plus."))
    chosen = [figure for figure in Cooperative.PublicFigure.values if shown and figure in set(figures)]
    if (locked.public_page, locked.public_figures) != (shown, chosen):
        locked.public_page, locked.public_figures = shown, chosen
        locked.save(update_fields=["public_page", "public_figures", "folded"])
    return locked
