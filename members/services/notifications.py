"""Telling an adult something: the bell at once, one mail a day at most for what stays unread."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from members.models import Notification, User
from members.notifications import Value, address_of, sentence_of, stored
from occe.kit.actors import Actor
from occe.kit.mail import page_address

IN_A_MAIL = 20
"""How many sentences a mail holds; the page has them all."""


@transaction.atomic
def notify(
    user: User,
    kind: str,
    *,
    key: str,
    parameters: Mapping[str, Value] | None = None,
    url_name: str = "",
    url_id: UUID | None = None,
) -> Notification:
    """Tell `user` one thing, once: the same `key` again returns what was told, unchanged.

    `parameters` fill the places of the kind's sentence (amounts as Decimal, days as date, the rest as text or number);
    `url_name` and `url_id` lead to the object. Raises KeyError when the kind is unknown or a place stays empty, and
    NoReverseMatch when the page does not exist.
    """
    news = _news(user, kind, key=key, parameters=parameters, url_name=url_name, url_id=url_id)
    told, _ = Notification.objects.get_or_create(
        user=user,
        key=key,
        defaults={"kind": kind, "parameters": news.parameters, "url_name": url_name, "url_id": url_id},
    )
    return told


@transaction.atomic
def notify_all(
    users: Iterable[User],
    kind: str,
    *,
    key: str,
    parameters: Mapping[str, Value] | None = None,
    url_name: str = "",
    url_id: UUID | None = None,
) -> None:
    """Tell several people the same thing, in one statement; each is told once. As `notify` otherwise."""
    news = [_news(user, kind, key=key, parameters=parameters, url_name=url_name, url_id=url_id) for user in users]
    Notification.objects.bulk_create(news, ignore_conflicts=True)


def _news(user: User, kind: str, *, key: str, parameters, url_name: str, url_id: UUID | None) -> Notification:
    """The row, not yet saved; its sentence and its address are tried, so that a mistake shows here and not later."""
    news = Notification(
        user=user,
        kind=kind,
        key=key,
        parameters={name: stored(value) for name, value in (parameters or {}).items()},
        url_name=url_name,
        url_id=url_id,
    )
    sentence_of(news)
    address_of(news)
    return news


@transaction.atomic
def mark_read(notification: Notification, *, by: Actor) -> Notification:
    """Remember when the reader opened it; the first time counts."""
    locked = Notification.objects.select_for_update(of=("self",)).get(pk=notification.pk)
    if locked.read_at is None:
        locked.read_at = timezone.now()
        locked.save(update_fields=["read_at"])
    return locked


@transaction.atomic
def mark_all_read(*, by: Actor) -> int:
    """Mark all that the actor has not read; returns how many."""
    return Notification.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def send_digest(user: User) -> int:
    """Write `user` one mail about what is unread and was never mailed; returns how many things it tells.

    The mail joins the queue in the same transaction as the mark, so it leaves exactly once; two workers at once do not
    both take the same news. Nothing is sent when there is nothing to tell.
    """
    waiting = list(
        Notification.objects.filter(user=user, mailed_at__isnull=True).unread().select_for_update(skip_locked=True)
    )
    if waiting:
        Notification.objects.filter(pk__in=[news.pk for news in waiting]).update(mailed_at=timezone.now())
        with translation.override(user.language):
            _mail(user, [sentence_of(news) for news in waiting])
    return len(waiting)


def _mail(user: User, sentences: list[str]) -> None:
    count = len(sentences)
    subject = ngettext("Une chose à voir sur le portail", "%(count)d choses à voir sur le portail", count)
    text = render_to_string(
        "members/emails/digest.txt",
        {
            "user": user,
            "sentences": sentences[:IN_A_MAIL],
            "more": max(0, count - IN_A_MAIL),
            "address": page_address([], reverse("members:notifications")),
        },
    )
    send_mail(subject % {"count": count}, text, None, [user.email])
