"""How a pupil comes in, and goes: class code, the QR on the wall, the own card, the three pictures, the shared tablet.

The only door for `Turn`, `SecretTries`, `CodeTries`, and for the arrival of a device. Every function asks for a class
that is open now; outside one nothing signs in.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from members.errors_pupils import NotLetIn, Pause, WaitBeforeNextCode, WrongCode, WrongSecret
from members.models import ClassSession, CodeTries, Pupil, SecretTries, SessionDevice, Signal, Turn, User
from members.pupil_doors import gathering_of
from members.services.class_sessions import DEMO_CODE, add_device, reopen_demo_class
from members.services.picture_codes import secret_matches
from occe.kit.tokens import hash_token, new_token

WRONG_CODES = 10
DEVICE_WAITS = timedelta(minutes=5)
WRONG_CODES_OF_A_NETWORK = 150
"""A school of eight classes sits behind one address; a machine that guesses needs thousands."""
NETWORK_WAITS = timedelta(minutes=5)
WRONG_CODES_FADE = timedelta(minutes=15)

WRONG_SECRETS = 5
PAUSE = timedelta(minutes=1)


# --- the code of the class -------------------------------------------------------------------------------------------


def come_in_by_code(federation: Federation, *, code: str, device_key: str, network: str) -> tuple[SessionDevice, str]:
    """A device types the six digits; returns it with its new cookie. It waits for the adult, unless all may enter.

    `device_key` is what the browser keeps between attempts, `network` its address: of both a keyed hash is stored, for
    a quarter of an hour after the last wrong code. Raises WrongCode, WaitBeforeNextCode.
    """
    keys = tries_of(device_key, network)
    refuse_while_waiting(keys)
    session = ClassSession.objects.open().filter(federation=federation, code=code).first()
    if session is None and code == DEMO_CODE:
        session = reopen_demo_class(federation)
    if session is None:
        count_wrong_code(keys)
        refuse_while_waiting(keys)
        raise WrongCode(_("Ce n’est pas le code de la classe. Regarde le tableau."), field="code")
    CodeTries.objects.filter(key=keys[0]).delete()
    token = new_token()
    with transaction.atomic():
        device = add_device(session, how=SessionDevice.How.CODE, token=token, let_in=session.any_device)
    return device, token


def tries_of(device_key: str, network: str) -> tuple[str, str]:
    """The keys under which wrong codes are counted: of this device, and of all devices behind its address."""
    return hash_token(f"device {device_key}"), hash_token(f"network {network}")


def refuse_while_waiting(keys: tuple[str, str]) -> None:
    """Raise WaitBeforeNextCode while this device, or its network, waits after too many wrong codes."""
    waiting = CodeTries.objects.filter(key__in=keys, wait_until__gt=timezone.now()).order_by("-wait_until").first()
    if waiting and waiting.wait_until:
        raise WaitBeforeNextCode(_("On fait une petite pause. Demande le code à un adulte."), until=waiting.wait_until)


def count_wrong_code(keys: tuple[str, str]) -> None:
    """One more wrong code. Call it outside a transaction that is refused: one that is not counted is a free one."""
    _count(keys[0], limit=WRONG_CODES, wait=DEVICE_WAITS)
    _count(keys[1], limit=WRONG_CODES_OF_A_NETWORK, wait=NETWORK_WAITS)


@transaction.atomic
def _count(key: str, *, limit: int, wait: timedelta) -> None:
    CodeTries.objects.get_or_create(key=key)
    tries = CodeTries.objects.select_for_update(of=("self",)).get(key=key)
    now = timezone.now()
    if now - tries.since > WRONG_CODES_FADE:
        tries.wrong, tries.since, tries.wait_until = 0, now, None
    tries.wrong += 1
    if tries.wrong >= limit:
        tries.wrong, tries.since, tries.wait_until = 0, now, now + wait
    tries.save(update_fields=["wrong", "since", "wait_until"])


def forget_wrong_codes(*, before: datetime | None = None) -> int:
    """Throw away the counts of wrong codes that no longer hold anybody back; returns how many."""
    moment = before or timezone.now() - WRONG_CODES_FADE - DEVICE_WAITS
    return CodeTries.objects.filter(since__lt=moment).delete()[0]


# --- a scanned code --------------------------------------------------------------------------------------------------


def session_of_token(federation: Federation, token: str) -> ClassSession | None:
    """The open class whose QR on the wall carries this token; None once it is closed."""
    return ClassSession.objects.open().filter(federation=federation, token_hash=hash_token(token)).first()


def open_session_of(pupil: Pupil) -> ClassSession | None:
    """The open class that the pupil is in; None when it is closed."""
    found = ClassSession.objects.open().filter(classroom__enrolments__pupil=pupil, as_one=False)
    return found.order_by("-opened_at").first()


@transaction.atomic
def arrive(session: ClassSession, *, how: str, token: str) -> SessionDevice:
    """A device that scanned does its first act: it becomes a row now, for reading a page writes nothing.

    The class's own QR lets it in; a card lets nobody in before the right secret. Again with the same `token`: the same
    device. Raises NotLetIn once the class is closed.
    """
    _refuse_closed(session)
    standing = SessionDevice.objects.filter(session=session, cookie_hash=hash_token(token)).first()
    return standing or add_device(session, how=how, token=token, let_in=how == SessionDevice.How.QR)


# --- turns -----------------------------------------------------------------------------------------------------------


def sign_in(device: SessionDevice, *, pupil: Pupil, pictures: Sequence[str]) -> tuple[Turn, str]:
    """Three pictures, in order: the pupil's turn begins on this device, under a new cookie, which is returned.

    A device that scanned the pupil's own card is in from then on. Wherever else the pupil was, that turn ends. Raises
    NotLetIn, WrongSecret, and Pause on the fifth wrong secret and for the minute that follows.
    """
    _refuse_outside(device, pupil, by_card=device.how == SessionDevice.How.CARD)
    refusal = _count_secret(device, pupil, right=secret_matches(pupil, pictures))
    if refusal:
        raise refusal
    return _begin(device, pupil)


@transaction.atomic
def _count_secret(device: SessionDevice, pupil: Pupil, *, right: bool) -> Exception | None:
    """Count a wrong secret; the refusal is returned and not raised, so that the count is committed."""
    SecretTries.objects.get_or_create(session=device.session, pupil=pupil)
    tries = SecretTries.objects.select_for_update(of=("self",)).get(session=device.session, pupil=pupil)
    now = timezone.now()
    if tries.pause_until and tries.pause_until > now:
        return _pause(tries.pause_until, device.session)
    if right:
        tries.delete()
        return None
    tries.wrong, tries.pause_until = tries.wrong + 1, None
    if tries.wrong >= WRONG_SECRETS:
        tries.wrong, tries.pause_until = 0, now + PAUSE
        _signal(device, Signal.Kind.PAUSE, pupil)
    tries.save(update_fields=["wrong", "pause_until"])
    if tries.pause_until:
        return _pause(tries.pause_until, device.session)
    return WrongSecret(_("Ce ne sont pas les bonnes images. Essaie encore."))


def _pause(until: datetime, session: ClassSession) -> Pause:
    """The sentence names the adult as that adult wants to be called by the children."""
    called = session.opened_by.called if session.opened_by else User.Address.ADULT
    warned = {
        User.Address.MISTRESS: _("Ta maîtresse est prévenue."),
        User.Address.MASTER: _("Ton maître est prévenu."),
        User.Address.ADULT: _("Un adulte est prévenu."),
    }
    pause = _("On fait une petite pause d’une minute.")
    return Pause(f"{pause} {warned[User.Address(called)]}", until=until)


def take_turn(device: SessionDevice, *, pupil: Pupil) -> tuple[Turn, str]:
    """A tap on a picture of the shared tablet, or on the class itself in kindergarten mode: no secret is asked.

    A child of another class has a turn of what this class does together (`members.pupil_doors.Gathering`). Raises
    NotLetIn on any other device.
    """
    visits = device.is_shared and is_visitor(device.session, pupil)
    _refuse_outside(device, pupil, visits=visits)
    if not (device.is_shared or (device.session.as_one and pupil.is_whole_class)):
        raise NotLetIn(_("Touche tes trois images secrètes."))
    return _begin(device, pupil, is_visit=visits)


def is_visitor(session: ClassSession, pupil: Pupil) -> bool:
    """Whether this class does something now in which this child of another class takes part."""
    if pupil.enrolments.filter(classroom_id=session.classroom_id).exists():
        return False
    gathering = gathering_of(session)
    return gathering is not None and any(face.public_id == pupil.public_id for face in gathering.visitors)


@transaction.atomic
def _begin(device: SessionDevice, pupil: Pupil, *, is_visit: bool = False) -> tuple[Turn, str]:
    """End the turn of this device and those of this pupil, begin a new one. Locks: the class, then the device.

    The class's row serialises two tablets that sign in one pupil at once: the later one wins.
    """
    session = ClassSession.objects.select_for_update(of=("self",)).get(pk=device.session_id)
    _refuse_closed(session)
    locked = SessionDevice.objects.select_for_update(of=("self",)).get(pk=device.pk)
    if locked.sent_away_at:
        raise NotLetIn(_("Demande à un adulte d’ouvrir la porte à cet appareil."))
    now = timezone.now()
    running = Turn.objects.filter(session=session, ended_at__isnull=True)
    running.filter(device=locked).update(ended_at=now)
    running.filter(pupil=pupil).update(ended_at=now)
    token = new_token()
    locked.cookie_hash, locked.let_in_at = hash_token(token), locked.let_in_at or now
    locked.save(update_fields=["cookie_hash", "let_in_at"])
    return Turn.objects.create(session=session, device=locked, pupil=pupil, is_visit=is_visit), token


@transaction.atomic
def end_turn(turn: Turn) -> str:
    """ "Au revoir": the turn is over and the device stays in the class, under a new cookie, which is returned."""
    Turn.objects.filter(pk=turn.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    token = new_token()
    SessionDevice.objects.filter(pk=turn.device_id).update(cookie_hash=hash_token(token))
    return token


def _refuse_outside(device: SessionDevice, pupil: Pupil, *, by_card: bool = False, visits: bool = False) -> None:
    session = device.session
    _refuse_closed(session)
    if not device.is_in and not by_card:
        raise NotLetIn(_("Attends : un adulte va ouvrir la porte à cet appareil."))
    if pupil.left_on or (not visits and not pupil.enrolments.filter(classroom_id=session.classroom_id).exists()):
        raise NotLetIn(_("Cette image n’est pas dans la classe."))


def _refuse_closed(session: ClassSession) -> None:
    if not session.is_open:
        raise NotLetIn(_("La classe n’est pas ouverte. À tout à l’heure !"))


# --- calling an adult ------------------------------------------------------------------------------------------------


@transaction.atomic
def call_adult(device: SessionDevice, *, kind: str, pupil: Pupil | None = None) -> Signal:
    """A child calls the adult of the class. While a call is not seen, the same one again changes nothing."""
    _refuse_closed(device.session)
    return _signal(device, kind, pupil)


def _signal(device: SessionDevice, kind: str, pupil: Pupil | None) -> Signal:
    SessionDevice.objects.select_for_update(of=("self",)).get(pk=device.pk)
    same = Signal.objects.filter(device=device, kind=kind, pupil=pupil, seen_at__isnull=True).first()
    return same or Signal.objects.create(session=device.session, device=device, kind=kind, pupil=pupil)
