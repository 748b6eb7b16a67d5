"""Messages of visitors: stored, queued to the association's mail, answered, forgotten a year later."""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cooperatives.models import Federation
from occe.kit.actors import Actor, Adult
from website.errors import MessageNotHuman, TooManyMessages
from website.models import ContactMessage

PER_HOUR = 5
"""Messages that one place may send in an hour: enough for a family, or for a school's common room."""
FASTEST = timedelta(seconds=3)
SLOWEST = timedelta(hours=12)
KEPT = timedelta(days=365)
_SALT = "website.contact"


def new_stamp() -> str:
    """A signed moment for the form: when it was shown."""
    return signing.dumps(timezone.now().timestamp(), salt=_SALT)


def stamp_holds(stamp: str) -> bool:
    """Whether a moment was signed by us, not too long ago."""
    try:
        shown = signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        return False
    return timezone.now().timestamp() - shown < SLOWEST.total_seconds()


@transaction.atomic
def receive_message(
    federation: Federation, *, name: str, email: str, message: str, stamp: str, sender: str, language: str
) -> ContactMessage:
    """Keep a visitor's message and queue it to the association's mail address, in one transaction.

    `stamp` is what `new_stamp` put in the form, `sender` the network address it came from: it counts against the limit
    and is kept nowhere. Raises MessageNotHuman, TooManyMessages.
    """
    check_human(federation, stamp=stamp, sender=sender)
    received = ContactMessage.objects.create(
        federation=federation, name=name, email=email, message=message, language=language
    )
    if federation.email:
        with translation.override("fr"):
            subject = _("Message du site : %(name)s") % {"name": name}
            answer_to = _("Répondre à : %(email)s") % {"email": email}
        text = f"{message}\n\n{name}\n{answer_to}\n"
        EmailMessage(subject, text, None, [federation.email], reply_to=[email]).send()
    return received


@transaction.atomic
def mark_answered(message: ContactMessage, *, by: Adult) -> ContactMessage:
    """Note that a message was answered, and by whom. The first one counts."""
    message = ContactMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.answered_at is None:
        message.answered_at, message.answered_by_id = timezone.now(), by.user_id
        message.save(update_fields=["answered_at", "answered_by"])
    return message


@transaction.atomic
def forget_old_messages(*, by: Actor) -> int:
    """Erase the messages that were answered a year ago; gives how many."""
    return ContactMessage.objects.filter(answered_at__lt=timezone.now() - KEPT).delete()[0]


def check_human(federation: Federation, *, stamp: str, sender: str) -> None:
    """Raise MessageNotHuman or TooManyMessages: a form of the site came too fast, too late or too often.

    What is written to the association and what is reported count together.
    """
    _check_time(stamp)
    _check_limit(federation, sender)


def _check_time(stamp: str) -> None:
    if not stamp_holds(stamp):
        raise MessageNotHuman(_("La page est restée ouverte longtemps. Envoyez à nouveau : rien n’est perdu."))
    if timezone.now().timestamp() - signing.loads(stamp, salt=_SALT) < FASTEST.total_seconds():
        raise MessageNotHuman(_("C’est parti un peu vite. Relisez-vous, puis envoyez à nouveau."))


def _check_limit(federation: Federation, sender: str) -> None:
    """Count by a keyed hash that changes each hour: the address itself is neither kept nor found again."""
    hour = timezone.now().strftime("%Y%m%d%H")
    text = f"{federation.pk}:{hour}:{sender}".encode()
    key = "website.contact:" + hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
    cache.add(key, 0, timeout=3600)
    if cache.incr(key) > PER_HOUR:
        raise TooManyMessages(
            _("Vous avez déjà écrit plusieurs fois. Nous avons bien reçu le reste : réessayez dans une heure.")
        )
