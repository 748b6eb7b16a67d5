"""The open class, from the adult's side: open, extend, let devices in, close for all at once.

The only door for `ClassSession`, and for `SessionDevice` and `Signal` once they exist. Pupils' rights end with the
session because every request asks for an open one: nothing has to be told to the devices.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Classroom, Cooperative, DayPass, Federation
from members.errors_pupils import ClassCannotOpen
from members.models import ClassSession, SecretTries, SessionDevice, Signal, Turn
from members.models.sessions import USUAL_LENGTH
from members.services.roster import whole_class
from occe.kit.actors import Actor, Adult
from occe.kit.tokens import derived_token, hash_token, new_code, new_token

DEMO_CODE = "123456"
KEPT_AFTER = timedelta(days=3)
TRIES_FOR_A_CODE = 20


def session_token(session: ClassSession) -> str:
    """The long token of the QR on the wall, 43 signs; derived, so that it can be shown again and is never stored."""
    return derived_token("class session", str(session.public_id))


@transaction.atomic
def open_class(
    classroom: Classroom, *, by: Actor, as_one: bool = False, day_pass: DayPass | None = None, any_device: bool = False
) -> ClassSession:
    """Open a class for ninety minutes; one that is open already is returned as it stands.

    `as_one` is the kindergarten mode. `day_pass` is the substitute's, when no account opens. `any_device` lets every
    device in; it exists in the demonstration only, where the class keeps its code from one opening to the next.
    Raises ClassCannotOpen, and ValueError for `any_device` elsewhere.
    """
    if any_device and not settings.DEMO:
        raise ValueError("any_device is for the demonstration")
    locked = (
        Classroom.objects.select_for_update(of=("self",)).select_related("cooperative", "year").get(pk=classroom.pk)
    )
    _refuse_unopenable(locked)
    _end_those_that_ran_out(locked.cooperative.federation_id)
    standing = ClassSession.objects.open().filter(classroom=locked).first()
    if standing:
        return standing
    demo_code = DEMO_CODE if settings.DEMO and (any_device or _was_open_to_any_device(locked)) else ""
    session = ClassSession(
        federation_id=locked.cooperative.federation_id,
        classroom=locked,
        opened_by_id=by.user_id if isinstance(by, Adult) and day_pass is None else None,
        day_pass=day_pass,
        as_one=as_one,
        any_device=bool(demo_code),
        opened_at=(now := timezone.now()),
        ends_at=now + USUAL_LENGTH,
    )
    session.token_hash = hash_token(session_token(session))
    if as_one:
        whole_class(locked)
    return _with_a_free_code(session, first=demo_code)


def reopen_demo_class(federation: Federation) -> ClassSession | None:
    """The demonstration's class, which is always open: opened again after its two hours. None where there is none."""
    last = ClassSession.objects.filter(federation=federation, any_device=True).order_by("-opened_at").first()
    if not settings.DEMO or last is None or last.opened_by_id is None:
        return None
    return open_class(last.classroom, by=Adult(last.opened_by_id, federation.pk), as_one=last.as_one)


def _refuse_unopenable(classroom: Classroom) -> None:
    if classroom.cooperative.state == Cooperative.State.CLOSED:
        raise ClassCannotOpen(_("Cette coopérative est fermée : sa classe ne s’ouvre plus."))
    if not classroom.year.is_open:
        raise ClassCannotOpen(_("L’année de cette classe est close. Ouvrez la classe de cette année."))


def _was_open_to_any_device(classroom: Classroom) -> bool:
    last = classroom.sessions.order_by("-opened_at").first()
    return last is not None and last.any_device


def _end_those_that_ran_out(federation_id: int) -> None:
    """Mark what time has closed, so that its code may serve again."""
    ran_out = ClassSession.objects.filter(
        federation_id=federation_id, ended_at__isnull=True, ends_at__lte=timezone.now()
    )
    ran_out.update(ended_at=F("ends_at"))


def _with_a_free_code(session: ClassSession, *, first: str = "") -> ClassSession:
    """Save the session under a code that no open class of the association has; the database has the last word."""
    for attempt in range(TRIES_FOR_A_CODE):
        session.code = first if first and attempt == 0 else new_code()
        try:
            with transaction.atomic():
                session.save(force_insert=True)
        except IntegrityError:
            continue
        return session
    raise ClassCannotOpen(_("Aucun code libre à cet instant. Réessayez."))


@transaction.atomic
def extend(session: ClassSession, *, until: datetime, by: Actor) -> ClassSession:
    """Keep the class open until `until`, two hours after it opened at most.

    Raises ClassCannotOpen past that, and once it is closed.
    """
    locked = _locked(session)
    if not locked.is_open:
        raise ClassCannotOpen(_("La classe est fermée. Ouvrez-la de nouveau."))
    if until > locked.latest_end:
        raise ClassCannotOpen(_("Une classe reste ouverte deux heures au plus."))
    if until > locked.ends_at:
        locked.ends_at = until
        locked.save(update_fields=["ends_at"])
    return locked


@transaction.atomic
def close_class(session: ClassSession, *, by: Actor) -> ClassSession:
    """Close the class for everybody at once; a closed one stays as it is."""
    locked = _locked(session)
    if locked.ended_at is None:
        locked.ended_at = min(timezone.now(), locked.ends_at)
        locked.save(update_fields=["ended_at"])
        locked.turns.filter(ended_at__isnull=True).update(ended_at=locked.ended_at)
    return locked


# --- devices ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_device(session: ClassSession, *, how: str, token: str, let_in: bool) -> SessionDevice:
    """A device comes into the room under the next number; `token` is its cookie.

    The session's row is locked: two devices at once get two numbers.
    """
    locked = _locked(session)
    last = locked.devices.aggregate(last=Max("number"))["last"] or 0
    return SessionDevice.objects.create(
        session=locked,
        cookie_hash=hash_token(token),
        number=last + 1,
        how=how,
        let_in_at=timezone.now() if let_in else None,
    )


@transaction.atomic
def make_shared_tablet(session: ClassSession, *, by: Actor) -> tuple[SessionDevice, str]:
    """Make the device in the adult's hands the tablet of the class; returns it with its cookie.

    The caller signs the adult out on it: only a password leads back to the adult's pages. Raises ClassCannotOpen.
    """
    if not session.is_open:
        raise ClassCannotOpen(_("La classe est fermée. Ouvrez-la de nouveau."))
    token = new_token()
    return add_device(session, how=SessionDevice.How.SHARED, token=token, let_in=True), token


def let_in(device: SessionDevice, *, by: Actor) -> None:
    """Let one waiting device in."""
    SessionDevice.objects.filter(pk=device.pk, let_in_at__isnull=True).update(let_in_at=timezone.now())


def let_all_in(session: ClassSession, *, by: Actor) -> int:
    """Let in every device that waits; returns how many."""
    waiting = session.devices.filter(let_in_at__isnull=True, sent_away_at__isnull=True)
    return waiting.update(let_in_at=timezone.now())


@transaction.atomic
def send_away(device: SessionDevice, *, by: Actor) -> None:
    """Put a device out of the class: who was at it is out too, and it has to come in again by the code."""
    now = timezone.now()
    SessionDevice.objects.filter(pk=device.pk, sent_away_at__isnull=True).update(sent_away_at=now)
    Turn.objects.filter(device=device, ended_at__isnull=True).update(ended_at=now)


def see_signal(signal: Signal, *, by: Actor) -> None:
    """The adult has seen it."""
    Signal.objects.filter(pk=signal.pk, seen_at__isnull=True).update(seen_at=timezone.now())


# --- afterwards ------------------------------------------------------------------------------------------------------


@transaction.atomic
def forget_closed_classes(*, before: datetime | None = None) -> int:
    """Throw away who was at which device and what was signalled, three days after the class; returns how many rows.

    The sessions themselves stay: they say that a class was open, and nothing about a child.
    """
    moment = before or timezone.now() - KEPT_AFTER
    over = ClassSession.objects.filter(ends_at__lt=moment)
    gone = 0
    for model in (Signal, Turn, SecretTries, SessionDevice):
        gone += model.objects.filter(session__in=over).delete()[0]
    return gone


def _locked(session: ClassSession) -> ClassSession:
    return ClassSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
